"""Leaving at once: without a script, from an old page, on a full disk; nothing leads back."""

from django.db import OperationalError
from django.test import Client

from porchlight.people.sessions.store import SessionStore

LEAVE = "/exit/"


def test_leaving_ends_the_session_and_shows_clouds(client_of, ana):
    client = client_of(ana)
    key = client.session.session_key
    answer = client.post(LEAVE)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/clouds/")
    assert not SessionStore().exists(key)
    assert client.get("/today/").headers["Location"].startswith("/sign-in/")


def test_leaving_needs_no_form_token(ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    assert client.post(LEAVE).status_code == 303
    assert "_auth_user_id" not in client.session


def test_another_site_cannot_make_somebody_leave(client_of, ana):
    client = client_of(ana)
    answer = client.post(LEAVE, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert client.get("/today/").status_code == 200


def test_leaving_works_on_a_full_disk(client_of, ana, monkeypatch):
    def full(*_):
        raise OperationalError("database or disk is full")

    client = client_of(ana)
    monkeypatch.setattr(SessionStore, "delete", full)
    monkeypatch.setattr(SessionStore, "save", full)
    answer = client.post(LEAVE)
    assert answer.headers["Location"] == "/clouds/"
    assert answer.cookies["visit"].value == ""


def test_the_clouds_know_nothing_of_us(client, client_of, ana):
    page = client_of(ana).get("/clouds/").content.decode()
    assert "Porchlight" not in page
    assert "<a " not in page
    assert "<script" not in page
    assert "manifest" not in page
    assert "Ana" not in page


def test_every_page_has_the_way_out_first(client, client_of, ana):
    for page in (client.get("/"), client_of(ana).get("/me/"), client.get("/help/us/")):
        words = page.content.decode()
        assert 'action="/exit/" data-exit="/clouds/"' in words
        assert words.index("/exit/") < words.index('href="/help/"')


def test_back_finds_no_stored_page(client_of, ana):
    for path in ("/today/", "/people/", "/me/"):
        assert client_of(ana).get(path).headers["Cache-Control"] == "no-store"
