"""The log tells what went wrong and where, and nothing about anybody."""

from __future__ import annotations

import io
import logging

import pytest
from django.db import OperationalError
from django.test import Client

from porchlight.web import views

TOKEN = "hH5eu_P0at8rCfNsqXmKBDCWuCgcKRAV"
SECRETS = (TOKEN, "lonely", "Ana Moreno", "192.0.2.7", "evil.example", "sign-in/", "set-up/")


@pytest.fixture
def lines():
    """What is logged, in the words of the site's own formatter."""
    (handler,) = [h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler]
    heard = io.StringIO()
    copy = logging.StreamHandler(heard)
    copy.setFormatter(handler.formatter)
    logging.getLogger().addHandler(copy)
    yield lambda: heard.getvalue()
    logging.getLogger().removeHandler(copy)


@pytest.fixture
def client():
    return Client(raise_request_exception=False, REMOTE_ADDR="192.0.2.7")


def assert_discreet(said: str) -> None:
    assert said
    assert [secret for secret in SECRETS if secret in said] == []


def test_a_page_that_is_not_there(client, lines):
    assert client.get(f"/nowhere/{TOKEN}/?q=lonely").status_code == 404
    assert_discreet(lines())
    assert "WARNING django.request 404 no page" in lines()


def test_a_link_that_is_used_up(client, lines):
    client.get(f"/set-up/{TOKEN}/?q=lonely")
    client.get(f"/sign-in/{TOKEN}/")
    assert_discreet(lines())
    assert " set-up" in lines()


def test_a_crash_tells_where_and_not_what(client, lines, monkeypatch):
    def crash(*given: object) -> None:
        try:
            raise OperationalError("DETAIL: Key (name)=(Ana Moreno) is lonely")
        except OperationalError as cause:
            raise ValueError(f"no such row: Ana Moreno {TOKEN}") from cause

    monkeypatch.setattr(views, "render", crash)
    assert client.get(f"/clouds/?next=/{TOKEN}").status_code == 500
    assert_discreet(lines())
    assert "ERROR django.request 500 clouds" in lines()
    assert "test_logs.py" in lines()
    assert "builtins.ValueError" in lines()
    assert "django.db.utils.OperationalError" in lines()


def test_a_host_name_that_is_not_ours(client, lines):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert_discreet(lines())
    assert "django.security.DisallowedHost" in lines()


def test_a_form_without_its_token(lines):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/sign-in/", {"name": "Ana Moreno"}).status_code == 403
    assert_discreet(lines())
    assert "403 sign-in" in lines()


def test_other_peoples_loggers_keep_what_they_put_in_to_themselves(lines):
    logging.getLogger("waitress").error("Exception while serving %s", f"/sign-in/{TOKEN}/")
    logging.getLogger("waitress").error(f"Exception while serving /sign-in/{TOKEN}/")
    assert_discreet(lines())
    assert "ERROR waitress Exception while serving %s" in lines()


def test_the_control_with_djangos_formatter_tells_all_of_it(client):
    heard = io.StringIO()
    plain = logging.StreamHandler(heard)
    logging.getLogger().addHandler(plain)
    client.get(f"/nowhere/{TOKEN}/?q=lonely")
    logging.getLogger().removeHandler(plain)
    with pytest.raises(AssertionError):
        assert_discreet(heard.getvalue())


def test_our_own_words_are_told(lines):
    logging.getLogger("porchlight.outbox").warning("job %s stopped", "sweep")
    assert "WARNING porchlight.outbox job sweep stopped" in lines()
