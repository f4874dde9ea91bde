"""Notes on this phone: on, off, dropped, and looked after; and the page that one opens."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from porchlight.outbox.models import PushDevice
from porchlight.outbox.push.devices import drop
from porchlight.people.models import Visit
from porchlight.people.sessions.store import key_index
from porchlight.together.actions import send_note
from tests.make import NOW, TODAY
from tests.outbox.push.browser import Browser
from tests.reach.test_asks import asks, both, shows_light

pytestmark = pytest.mark.usefixtures("now")

APPLE = "https://web.push.apple.com/"


@pytest.fixture(autouse=True)
def _is_set_up(settings):
    settings.PUSH_CONTACT = "mailto:host@example.org"


@pytest.fixture
def phone(ana, client_of):
    return client_of(ana)


def turn_on(client, name="one"):
    return client.post("/me/push/", Browser(APPLE + name).form)


def mark_on(client) -> str | None:
    found = re.search(r'<html[^>]* data-push="([^"]*)"', client.get("/me/").content.decode())
    return found[1] if found else None


def state(client) -> tuple[bool, bool]:
    context = client.get("/me/push/").context
    return context["is_on"], context["was_dropped"]


def test_it_is_off_until_somebody_turns_it_on(phone):
    assert state(phone) == (False, False)
    assert mark_on(phone) is None
    assert not PushDevice.objects.exists()


def test_the_page_leads_to_what_a_line_comes_for_before_and_after_it_is_on(phone):
    assert '"/me/reach/"' in phone.get("/me/push/").content.decode()
    turn_on(phone)
    assert '"/me/reach/"' in phone.get("/me/push/").content.decode()


def test_it_is_turned_on_in_one_browser_alone(ana, phone, client_of):
    other = client_of(ana)
    assert turn_on(phone).status_code == 303
    assert state(phone) == (True, False)
    assert state(other) == (False, False)
    assert mark_on(other) is None
    device = PushDevice.objects.get()
    assert (device.person, device.visit.key_index) == (
        ana,
        key_index(phone.session.session_key),
    )


def test_it_is_turned_off(phone):
    turn_on(phone)
    assert phone.post("/me/push/off/").status_code == 303
    assert state(phone) == (False, False)
    assert mark_on(phone) is None
    assert not PushDevice.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "https://example.org/push"},
        {"endpoint": "http://127.0.0.1:8000/"},
        {"p256dh": "AAAA"},
        {"p256dh": "ñ"},
        {"auth": ""},
        {"auth": "A" * 22 + "*"},
    ],
)
def test_what_is_no_subscription_of_a_known_service_is_refused(phone, change):
    answer = phone.post("/me/push/", {**Browser(APPLE).form, **change})
    assert answer.status_code == 422
    assert not PushDevice.objects.exists()


def test_where_the_host_set_up_nothing_it_is_not_offered(phone, settings):
    settings.PUSH_CONTACT = ""
    assert turn_on(phone).status_code == 422
    assert not PushDevice.objects.exists()
    assert "data-push" not in phone.get("/me/push/").content.decode()
    assert "/me/push/" not in phone.get("/me/").content.decode()


@pytest.mark.parametrize("way", ["/sign-out/", "/exit/"])
def test_it_ends_with_the_visit(phone, way):
    turn_on(phone)
    phone.post(way)
    assert not PushDevice.objects.exists()


def test_signed_out_from_another_device_it_ends_too(ana, phone, client_of):
    turn_on(phone)
    client_of(ana).post("/visits/end/")
    assert not PushDevice.objects.exists()


def test_a_phone_that_its_service_dropped_is_told_so_in_me_and_turned_on_again(phone):
    turn_on(phone)
    drop([PushDevice.objects.get().pk], TODAY)
    assert state(phone) == (False, True)
    assert "turn on again" in phone.get("/me/").content.decode()
    turn_on(phone)
    assert state(phone) == (True, False)
    assert "turn on again" not in phone.get("/me/").content.decode()


def test_a_browser_that_subscribed_anew_says_so(phone):
    turn_on(phone, "one")
    before = mark_on(phone)
    assert phone.post("/me/push/check/", Browser(APPLE + "two").form).status_code == 204
    assert mark_on(phone) not in (None, before)
    assert state(phone) == (True, False)
    assert PushDevice.objects.count() == 1


def test_a_browser_that_lost_its_subscription_is_dropped(phone):
    turn_on(phone)
    assert phone.post("/me/push/check/", {}).status_code == 204
    assert state(phone) == (False, True)
    assert mark_on(phone) is None  # pages ask no more


def test_no_page_turns_it_on_by_itself(phone):
    assert phone.post("/me/push/check/", Browser(APPLE).form).status_code == 204
    assert not PushDevice.objects.exists()


def test_a_visit_that_was_begun_anew_asks_its_browser_again(phone):
    turn_on(phone)
    before = mark_on(phone)
    session = phone.session
    session.cycle_key()
    phone.cookies["visit"] = session.session_key
    assert not PushDevice.objects.exists()
    assert mark_on(phone) not in (None, before)
    phone.post("/me/push/check/", Browser(APPLE + "one").form)
    assert state(phone) == (True, False)
    assert mark_on(phone) == before
    assert Visit.objects.count() == 1


def test_the_mark_is_on_help_too_and_in_no_frame_that_others_get(ana, ben, phone, client_of):
    turn_on(phone)
    mark = mark_on(phone)
    assert mark in phone.get("/help/").content.decode()
    other = client_of(ben)
    turn_on(other, "other")
    page = other.get("/help/").content.decode()
    assert mark not in page
    assert mark_on(other) in page


def test_the_mark_costs_no_query(phone):
    with CaptureQueriesContext(connection) as off:
        phone.get("/visits/")
    turn_on(phone)
    with CaptureQueriesContext(connection) as on:
        phone.get("/visits/")
    assert len(on) == len(off) > 0


def test_opening_a_note_leads_to_who_asks_and_who_wrote(ana, ben, client_of):
    anas, _ = both(ana, ben)
    shows_light(ben)
    asks(ana, words="Can you call me?")
    send_note(ana, anas, "Good morning", NOW)
    page = client_of(ben).get("/n/anything/")
    assert [one.friend.name for one in page.context["asks"]] == ["Ana"]
    assert [friend.name for friend in page.context["writers"]] == ["Ana"]
    assert "Good morning" not in page.content.decode()
    assert "Can you call me?" in page.content.decode()


def test_opening_a_note_of_what_is_over_says_thank_you(ben, client_of):
    page = client_of(ben).get("/n/anything/")
    assert page.context["asks"] == page.context["writers"] == []
    assert "Thank you for being near" in page.content.decode()
