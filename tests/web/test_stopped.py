"""When something stops short, the page says so in plain words and keeps what was typed."""

import errno
import re
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.template.loader import get_template
from django.test import Client

from porchlight.circles import actions
from porchlight.circles.models import Tie
from porchlight.domain.refused import Refused
from porchlight.people.actions import LinkUsedUp
from porchlight.people.receipts import KeyUsedForSomethingElse
from porchlight.room import has_no_room
from porchlight.web.stopped import is_busy

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
NO_ROOM = [
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EDQUOT, "Disk quota exceeded"),
    OperationalError("database or disk is full"),
    OperationalError("disk I/O error"),
    OperationalError("attempt to write a readonly database"),
    OperationalError('could not extend file "base/1": No space left on device'),
]
BUSY = [
    OperationalError("database is locked"),
    OperationalError("canceling statement due to lock timeout"),
    OperationalError('connection to server at "db" failed: Connection refused'),
]


@pytest.fixture
def fails(monkeypatch):
    """`fails(trouble)`: from now on, adding a person raises it."""

    def arrange(trouble):
        def add_person(*_, **__):
            raise trouble

        monkeypatch.setattr(actions, "add_person", add_person)

    return arrange


def add_lou(client, **more):
    form = {"name": "Lou & Co", "near": "inner", "line": "Hello <you>", "key": str(uuid4())}
    return client.post("/people/add/", {**form, **more}, headers=FROM_HERE)


@pytest.mark.parametrize("trouble", NO_ROOM, ids=str)
def test_a_full_disk_is_known_for_what_it_is(trouble):
    assert has_no_room(trouble)


@pytest.mark.parametrize("trouble", BUSY, ids=str)
def test_a_busy_database_is_known_for_what_it_is(trouble):
    assert is_busy(trouble)
    assert not has_no_room(trouble)


def test_other_troubles_stay_what_they_are():
    for trouble in (OperationalError("no such table: x"), OSError(errno.ENOENT, "x"), KeyError()):
        assert not has_no_room(trouble)
        assert not is_busy(trouble)


def test_a_full_disk_shows_what_was_typed_and_a_button_to_send_it_again(client_of, ana, fails):
    fails(NO_ROOM[2])
    answer = add_lou(client_of(ana), key="5f0c3ac7-0f38-4d52-8f4e-1d9f8d2f6a11")
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert '<h1 id="no-room"' in page
    assert '<dd class="kept">Hello &lt;you&gt;</dd>' in page
    assert '<input type="hidden" name="key" value="5f0c3ac7-0f38-4d52-8f4e-1d9f8d2f6a11">' in page
    assert 'action="/people/add/"' in page
    assert '<dd class="kept">inner</dd>' not in page


def test_sending_it_again_saves_it_once(client_of, ana, fails, monkeypatch):
    client = client_of(ana)
    with monkeypatch.context() as broken:
        broken.setattr(actions, "add_person", _full)
        page = add_lou(client).content.decode()
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    fields["name"], fields["line"] = "Lou & Co", "Hello <you>"
    for _ in range(2):
        assert client.post("/people/add/", fields).status_code == 303
    assert Tie.objects.count() == 1


def _full(*_, **__):
    raise OperationalError("database or disk is full")


def test_a_busy_database_asks_for_a_moment(client_of, ana, fails):
    fails(BUSY[0])
    answer = add_lou(client_of(ana))
    assert answer.status_code == 503
    assert b'<h1 id="busy"' in answer.content


def test_a_page_that_cannot_be_read_now_offers_itself_again(client_of, ana, monkeypatch):
    monkeypatch.setattr("porchlight.circles.queries.circle_of", _full)
    answer = client_of(ana).get("/people/")
    assert answer.status_code == 503
    assert b'<a class="button" href="/people/">' in answer.content


def test_help_answers_while_the_database_does_not(client_of, ana, monkeypatch):
    client = client_of(ana)
    monkeypatch.setattr("porchlight.web.middleware._person_of", _full)
    assert client.get("/help/us/").status_code == 200
    assert client.get("/today/").status_code == 503


def test_a_disk_that_fills_while_signing_in_is_told_apart_from_a_crash(client, ana, monkeypatch):
    monkeypatch.setattr("porchlight.people.views.authenticate", lambda *_, **__: ana)
    monkeypatch.setattr("porchlight.people.sessions.store.SessionStore.save", _full)
    client.raise_request_exception = False
    form = {"name": "Ana", "passphrase": "lamp under the stairs"}
    answer = client.post("/sign-in/", form, headers=FROM_HERE)
    assert answer.status_code == 503
    assert b'<h1 id="no-room"' in answer.content
    assert b"lamp under the stairs" not in answer.content


def test_a_passphrase_is_never_written_into_a_page(client, monkeypatch):
    monkeypatch.setattr("porchlight.people.views.authenticate", _full)
    form = {"name": "Ana", "passphrase": "lamp under the stairs"}
    answer = client.post("/sign-in/", form, headers=FROM_HERE)
    assert answer.status_code == 503
    assert b"lamp under the stairs" not in answer.content
    assert b'value="Ana"' not in answer.content
    assert b'action="/sign-in/"' not in answer.content


def test_a_form_that_grew_old_keeps_what_was_typed(ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    answer = add_lou(client)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert '<h1 id="old-form"' in page
    assert "Hello &lt;you&gt;" in page
    assert '<form method="post" action="/people/add/">' in page


def test_nothing_from_another_site_is_repeated(ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    forged = {"name": "Evil"}
    by_fetch = client.post("/people/add/", forged, headers={"Sec-Fetch-Site": "cross-site"})
    by_origin = client.post("/people/add/", forged, headers={"Origin": "https://evil.example"})
    assert by_fetch.status_code == by_origin.status_code == 403
    assert b"Evil" not in by_fetch.content
    assert b'action="/people/add/"' not in by_origin.content


@pytest.mark.parametrize("refusal", [KeyUsedForSomethingElse, LinkUsedUp])
def test_every_refusal_of_a_page_has_words_of_its_own(refusal):
    source = get_template("errors/refused.html").template.source
    assert f'code == "{refusal.code}"' in source


def test_a_refusal_is_a_page_and_not_a_crash(client_of, ana, fails):
    fails(Refused())
    answer = add_lou(client_of(ana))
    assert answer.status_code == 422
    assert b'<h1 id="not-done"' in answer.content


def test_a_crash_has_a_page_of_its_own_in_both_languages(client_of, ana, fails):
    fails(ZeroDivisionError())
    client = client_of(ana)
    client.raise_request_exception = False
    answer = add_lou(client)
    assert answer.status_code == 500
    assert b'<h1 id="crash"' in answer.content
    assert b'<html lang="en"' in answer.content
    assert b'lang="es">' in answer.content
