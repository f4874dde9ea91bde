"""What a push service gets, and what becomes of a message by what it answers."""

from __future__ import annotations

import json
from datetime import timedelta
from email.utils import format_datetime
from threading import Event

import pytest

from porchlight.outbox.models import Message, PushDevice
from porchlight.outbox.push import post
from porchlight.outbox.sending import send_due
from porchlight.people.actions import end_session
from porchlight.people.models import Visit
from porchlight.schedule import Lane
from tests.make import NOW, make_person
from tests.outbox.post import queue
from tests.outbox.push.browser import Browser
from tests.outbox.push.on import ASK_LIKE, DIGEST_LIKE, NOTE_LIKE, ORIGIN, pushed, turned_on

CHANNELS = {"ask": ASK_LIKE, "note": NOTE_LIKE, "digest": DIGEST_LIKE}
MINUTE = timedelta(minutes=1)


def send(*kinds, at=NOW) -> int:
    return send_due({kind.name: kind for kind in kinds}, Lane.NOW, lambda: at, Event())


def read(push, browser):
    held = json.loads(browser.read(push.body))
    assert held["web_push"] == 8030
    return held["notification"]


def test_a_phone_shows_one_discreet_line_that_leads_nowhere_by_itself(ana, service):
    browser = service.browser()
    turned_on(ana, browser)
    queue(pushed(), ana)
    send(pushed())
    (push,) = service.pushes
    shown = read(push, browser)
    assert (shown["title"], shown["body"], shown["lang"]) == ("Porchlight", "1 note for you", "en")
    assert shown["navigate"].startswith(f"{ORIGIN}n/")
    assert set(shown) == {"title", "body", "navigate", "lang", "silent", "tag"}
    assert b"note" not in push.body


def test_one_size_and_the_same_words_for_every_kind_and_language(service, settings):
    sizes, shown = set(), {}
    for language, _name in settings.LANGUAGES:
        person = make_person(f"one of {language}", language=language)
        browser = service.browser(language)
        turned_on(person, browser)
        for name, channel in CHANNELS.items():
            kind = pushed(channel, name)
            queue(kind, person)
            send(kind)
            push = service.pushes[-1]
            notification = read(push, browser)
            sizes.add(len(push.body))
            shown.setdefault(language, set()).add(notification["body"])
    assert sizes == {615}
    assert shown == {"en": {"1 note for you"}, "es": {"1 nota para ti"}}
    assert len(service.pushes) == 6


@pytest.mark.parametrize(
    ("name", "ttl", "urgency"),
    [("ask", "600", "high"), ("note", "43200", "normal"), ("digest", "21600", "normal")],
)
def test_each_kind_is_kept_for_its_time_and_an_ask_alone_is_urgent(
    ana, service, name, ttl, urgency
):
    turned_on(ana, service.browser())
    kind = pushed(CHANNELS[name], name)
    queue(kind, ana)
    send(kind)
    headers = service.pushes[0].headers
    assert (headers["ttl"], headers["urgency"]) == (ttl, urgency)
    assert headers["content-encoding"] == "aes128gcm"


def test_every_message_is_signed_anew_for_its_own_push_service(ana, service):
    turned_on(ana, service.browser())
    for number in range(2):
        queue(pushed(), ana, str(number), at=NOW + number * MINUTE)
        send(pushed(), at=NOW + number * MINUTE)
    first, second = (push.claims for push in service.pushes)
    assert first["aud"] == f"http://{service.netloc}"
    assert first["sub"] == "mailto:host@example.org"
    assert first["exp"] == int((NOW + timedelta(hours=12)).timestamp())
    assert second["exp"] - first["exp"] == 60


def test_a_topic_is_the_same_for_a_repeat_and_tells_nothing_of_whose_devices(ana, service):
    one, two = service.browser("one"), service.browser("two")
    turned_on(ana, one)
    turned_on(ana, two)
    service.answer("one", 503)
    queue(pushed(), ana)
    send(pushed())
    service.answer("one", 201)
    send(pushed(), at=Message.objects.get().due_at)
    topics = {}
    for push in service.pushes:
        topics.setdefault(push.path, set()).add(push.headers["topic"])
    assert {len(found) for found in topics.values()} == {1}
    assert len(set.union(*topics.values())) == 2
    assert all(len(topic) == 32 for found in topics.values() for topic in found)
    assert read(service.pushes[-1], one)["tag"] in topics["/push/one"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_dropped_and_the_others_hear(ana, service, status):
    gone, there = service.browser("gone"), service.browser("there")
    visit = turned_on(ana, gone)
    turned_on(ana, there)
    service.answer("gone", status)
    queue(pushed(), ana)
    send(pushed())
    assert PushDevice.objects.get(visit=visit).dropped_on == NOW.date()
    assert not Message.objects.waiting().exists()
    queue(pushed(), ana, "two")
    send(pushed())
    assert sorted(service.names()) == ["gone", "there", "there"]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    "retry_after", ["1800", format_datetime(NOW + timedelta(minutes=30), usegmt=True)]
)
def test_a_push_service_says_how_long_to_wait(ana, service, status, retry_after):
    turned_on(ana, service.browser())
    service.answer("one", status, retry_after)
    queue(pushed(), ana)
    send(pushed())
    message = Message.objects.waiting().get()
    assert (message.due_at, message.attempts) == (NOW + 30 * MINUTE, 1)
    service.answer("one", 201)
    send(pushed(), at=message.due_at)
    assert not Message.objects.waiting().exists()


@pytest.mark.parametrize("retry_after", ["", "soon", "-5", "99999999999999"])
def test_a_wait_that_cannot_be_is_ours_and_an_hour_at_most(ana, service, retry_after):
    turned_on(ana, service.browser())
    service.answer("one", 500, retry_after)
    queue(pushed(), ana)
    send(pushed())
    wait = Message.objects.get().due_at - NOW
    assert timedelta(0) < wait <= timedelta(hours=1)


def test_what_one_device_has_it_does_not_get_again_for_another(ana, service):
    turned_on(ana, service.browser("quick"))
    turned_on(ana, service.browser("down"))
    service.answer("down", 503)
    queue(pushed(), ana)
    for _ in range(3):
        send(pushed(), at=Message.objects.get().due_at)
    assert service.names().count("quick") == 1
    assert service.names().count("down") == 3
    service.answer("down", 201)
    send(pushed(), at=Message.objects.get().due_at)
    assert service.names().count("quick") == 1
    queue(pushed(), ana, "another")
    send(pushed())
    assert service.names().count("quick") == 2


def test_a_push_service_that_hangs_holds_nobody_up_for_long(ana, service, monkeypatch, caplog):
    monkeypatch.setattr(post, "SECONDS", 0.2)
    browser = service.browser()
    turned_on(ana, browser)
    service.hangs.add("/push/one")
    queue(pushed(), ana)
    send(pushed())
    assert Message.objects.waiting().get().attempts == 1
    assert browser.endpoint not in caplog.text
    service.hangs.clear()
    send(pushed(), at=Message.objects.get().due_at)
    assert not Message.objects.waiting().exists()


def test_a_push_service_that_is_not_there_is_tried_again(ana, service, settings):
    settings.PUSH_TEST_SINK = "127.0.0.1:1"
    turned_on(ana, Browser("http://127.0.0.1:1/push/one"))
    queue(pushed(), ana)
    send(pushed())
    assert Message.objects.waiting().get().attempts == 1


def test_a_name_that_leads_to_this_machine_is_posted_nothing(ana, service, monkeypatch):
    """A known push service whose name leads somewhere else by a name server that lies."""
    answer = [(2, 1, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: answer)
    turned_on(ana, Browser("https://web.push.apple.com/one"))
    queue(pushed(), ana)
    send(pushed())
    assert Message.objects.waiting().get().attempts == 1
    assert service.n_connections == 0


def test_one_connection_serves_many_messages_and_a_closed_one_is_opened_anew(ana, service):
    turned_on(ana, service.browser())
    for number in range(5):
        queue(pushed(), ana, str(number))
    send(pushed())
    assert (len(service.pushes), service.n_connections) == (5, 1)
    for sock, _since in post._kept._idle.values():
        sock.shutdown(2)
    queue(pushed(), ana, "after")
    send(pushed())
    assert (len(service.pushes), service.n_connections) == (6, 2)


def test_an_address_is_asked_again_whether_it_is_public_at_each_connection(ana, service, settings):
    """What was a test's own push service is none for the product."""
    turned_on(ana, service.browser())
    queue(pushed(), ana)
    settings.PUSH_TEST_SINK = ""
    send(pushed())
    assert service.pushes == []
    assert not Message.objects.waiting().exists()


def test_a_device_ends_with_its_visit(ana, service):
    visit = turned_on(ana, service.browser())
    queue(pushed(), ana)
    end_session(visit)
    send(pushed())
    assert (service.pushes, PushDevice.objects.count()) == ([], 0)


def test_nothing_comes_to_a_visit_that_has_run_out(ana, service):
    visit = turned_on(ana, service.browser())
    Visit.objects.filter(pk=visit.pk).update(expires_at=NOW)
    queue(pushed(), ana)
    send(pushed())
    assert service.pushes == []
