"""A stranger's wrong tries lock out strangers, and never the person's own phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from porchlight.people.actions import set_passphrase
from porchlight.people.limits import TRIES_PER_NAME, WINDOW
from porchlight.people.models import Person
from porchlight.people.sessions.known_devices import cookie_name
from porchlight.people.signing_in import sign_in_index
from tests.make import NOW, make_person

WORDS, WRONG = "four green porch chairs", "four green porch tables"
HOME, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def robin(now) -> Person:
    return make_person("Robin", WORDS)


def sign_in(client: Client, passphrase: str = WORDS, name: str = "Robin") -> int:
    return client.post("/sign-in/", {"name": name, "passphrase": passphrase}).status_code


def own_phone() -> Client:
    phone = Client(REMOTE_ADDR=HOME)
    assert sign_in(phone) == 303
    phone.post("/sign-out/")
    return phone


def lock_out(name: str = "Robin", address: str = ELSEWHERE) -> None:
    for _ in range(TRIES_PER_NAME + 1):
        sign_in(Client(REMOTE_ADDR=address), WRONG, name)


def test_after_a_strangers_tries_the_own_phone_gets_in_and_a_strangers_does_not(robin):
    phone = own_phone()
    lock_out()
    assert sign_in(Client(REMOTE_ADDR=HOME)) == 429
    assert sign_in(phone) == 303


def test_forty_tries_from_the_same_house_do_not_lock_it_out_either(robin):
    phone = own_phone()
    for n in range(41):
        sign_in(Client(REMOTE_ADDR=HOME), WRONG, f"name {n}")
    assert sign_in(Client(REMOTE_ADDR=HOME)) == 429
    assert sign_in(phone) == 303


def test_the_own_phone_has_ten_tries_more_and_then_waits(robin):
    phone = own_phone()
    lock_out()
    tries = [sign_in(phone, WRONG) for _ in range(TRIES_PER_NAME)]
    assert tries == [429] * TRIES_PER_NAME
    assert sign_in(phone) == 429
    with time_machine.travel(NOW + WINDOW, tick=False):
        assert sign_in(phone) == 303


def test_a_namesakes_phone_gets_no_further_than_a_strangers(robin):
    """Anybody may join under the name, and so come by a cookie of that name."""
    stranger = Client(REMOTE_ADDR=ELSEWHERE)
    make_person("Robin", WRONG)
    assert sign_in(stranger, WRONG) == 303
    lock_out()
    assert sign_in(stranger) == 429
    assert sign_in(stranger, WRONG) == 303


FORGED = {
    "nothing": lambda kept: "",
    "one part": lambda kept: kept.split(".")[0],
    "another number": lambda kept: ".".join(["0" * 32, *kept.split(".")[1:]]),
    "a mark that is off": lambda kept: ".".join([*kept.split(".")[:2], "0" * 64]),
    "not ours": lambda kept: ".".join([kept.split(".")[0], "0" * 32, kept.split(".")[2]]),
    "letters of no alphabet": lambda kept: "ñ.ñ.ñ",
    "four parts": lambda kept: f"{kept}.x",
}


@pytest.mark.parametrize("way", FORGED)
def test_a_cookie_that_is_not_whole_is_none(robin, way):
    phone = own_phone()
    lock_out()
    phone.cookies[cookie_name()] = FORGED[way](phone.cookies[cookie_name()].value)
    assert sign_in(phone) == 429


def test_a_made_up_cookie_costs_no_hash(robin, monkeypatch):
    lock_out()
    monkeypatch.setattr("porchlight.people.views.authenticate", None)
    client = Client()
    client.cookies[cookie_name()] = f"{'0' * 32}.{'0' * 32}.{'0' * 64}"
    assert sign_in(client) == 429


def test_another_passphrase_makes_strangers_of_all_phones(robin):
    phone = own_phone()
    set_passphrase(robin, sign_in_index(robin.name_index, WRONG))
    lock_out(address="192.0.2.1")
    assert sign_in(phone, WRONG) == 429


def test_the_cookie_is_the_browsers_own_and_says_nothing(robin, settings):
    settings.HTTPS = True
    client = Client()
    sign_in(client)
    cookie = client.cookies["__Host-known"]
    assert (cookie["httponly"], cookie["secure"], cookie["path"], cookie["domain"]) == (
        True, True, "/", "")  # fmt: skip
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == timedelta(days=365).total_seconds()
    assert set(cookie.value) <= set("0123456789abcdef.")
    for told in (str(robin.pk), robin.pk.hex, robin.name_index, robin.sign_in_index):
        assert told not in cookie.value


def test_two_phones_of_one_account_cannot_be_told_to_belong_together(robin):
    kept = [own_phone().cookies[cookie_name()].value.split(".") for _ in range(2)]
    assert not set(kept[0]) & set(kept[1])


def test_a_wrong_try_gives_no_cookie_and_an_account_that_is_deleted_takes_it_along(robin):
    phone = Client(REMOTE_ADDR=HOME)
    sign_in(phone, WRONG)
    assert cookie_name() not in phone.cookies
    sign_in(phone)
    phone.post("/me/leave/", {"passphrase": WORDS, "now": "1"})
    assert phone.cookies[cookie_name()].value == ""
