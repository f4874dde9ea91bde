"""A stranger's wrong tries lock out strangers, and never the person's own phone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from argon2.low_level import hash_secret_raw
from django.http import HttpResponse
from django.test import Client

from porchlight.people import limits, signing_in
from porchlight.people.actions import set_passphrase
from porchlight.people.limits import TRIES_PER_ADDRESS, TRIES_PER_NAME, WINDOW
from porchlight.people.models import Person
from porchlight.people.sessions.known_devices import cookie_name, make_known
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


class Hashing:
    """How often a passphrase was hashed at the door."""

    def __init__(self, monkeypatch) -> None:
        self.n = 0
        monkeypatch.setattr(signing_in, "hash_secret_raw", self._hash)

    def _hash(self, *given: Any) -> bytes:
        self.n += 1
        return hash_secret_raw(*given)


@pytest.fixture
def hashing(monkeypatch) -> Hashing:
    return Hashing(monkeypatch)


def many_phones(name: str, passphrase: str, n: int) -> list[Client]:
    """Phones that signed in to one account, from the one address and over many hours."""
    make_person(name, passphrase)
    phones = [Client(REMOTE_ADDR=ELSEWHERE) for _ in range(n)]
    for number, phone in enumerate(phones, 1):
        with time_machine.travel(NOW - number * WINDOW, tick=False):
            assert sign_in(phone, passphrase, name) == 303
            phone.post("/sign-out/")
    return phones


def test_many_cookies_of_one_account_are_worth_nothing_at_another_name(robin, hashing):
    phones = many_phones("Mallory", "eleven blue garden gates", 12)
    lock_out()
    hashing.n = 0
    assert {sign_in(phone, WRONG) for phone in phones for _ in range(3)} == {429}
    assert hashing.n == 0


@pytest.mark.parametrize("name", ["Mallory", "Robin"])
def test_many_cookies_of_one_account_have_the_tries_of_one(robin, hashing, name):
    own = own_phone()
    phones = many_phones(name, "eleven blue garden gates", 12)
    lock_out(name)
    hashing.n = 0
    assert {sign_in(phone, WRONG, name) for phone in phones for _ in range(3)} == {429}
    assert hashing.n == TRIES_PER_NAME
    assert sign_in(own) == 303


def test_phones_of_many_namesakes_have_a_bound_together_and_the_own_phone_gets_in(
    robin, hashing, monkeypatch
):
    monkeypatch.setattr(limits, "KNOWN_TRIES_PER_NAME", 12)
    own = own_phone()
    others = [many_phones("Robin", f"eleven blue garden gates {n}", 1)[0] for n in range(6)]
    lock_out()
    hashing.n = 0
    for phone in others:
        assert {sign_in(phone, WRONG) for _ in range(TRIES_PER_NAME)} == {429}
    first = limits.FIRST_KNOWN_TRIES
    assert hashing.n <= 12 + len(others) * first
    assert sign_in(own) == 303


NAMESAKES = 240


def known_phone(n: int) -> Client:
    """Of the nth namesake, at an address of its own, which signed in some time ago."""
    cookie = HttpResponse()
    make_known(cookie, make_person("Robin", f"eleven blue garden gates {n}"))
    phone = Client(REMOTE_ADDR=f"203.0.{113 + n // 200}.{n % 200 + 1}")
    phone.cookies.update(cookie.cookies)
    return phone


@pytest.mark.thorough
def test_240_namesakes_with_a_phone_each_lock_nobody_out_and_have_their_first_tries(robin, hashing):
    own = own_phone()
    others = [known_phone(n) for n in range(NAMESAKES)]
    lock_out()
    hashing.n = 0
    n_tries = limits.FIRST_KNOWN_TRIES + 1
    assert {sign_in(phone, WRONG) for phone in others for _ in range(n_tries)} == {429}
    first = NAMESAKES * limits.FIRST_KNOWN_TRIES
    assert first <= hashing.n <= first + limits.KNOWN_TRIES_PER_NAME
    assert sign_in(own) == 303


def test_known_phones_of_one_address_have_a_bound_and_the_own_phone_gets_in(
    robin, hashing, monkeypatch
):
    monkeypatch.setattr(limits, "KNOWN_TRIES_PER_ADDRESS", 12)
    own = own_phone()
    names = [f"name {n}" for n in range(6)]
    others = [many_phones(name, f"eleven blue garden gates {name}", 1)[0] for name in names]
    for n in range(TRIES_PER_ADDRESS):
        sign_in(Client(REMOTE_ADDR=HOME), WRONG, f"stranger {n}")
    hashing.n = 0
    for name, phone in zip(names, others, strict=True):
        for _ in range(TRIES_PER_NAME):
            typed = {"name": name, "passphrase": WRONG}
            assert phone.post("/sign-in/", typed, REMOTE_ADDR=HOME).status_code == 429
    assert hashing.n <= 12 + len(others) * limits.FIRST_KNOWN_TRIES
    assert sign_in(own) == 303


FORGED = {
    "nothing": lambda kept: "",
    "half of it": lambda kept: kept[: len(kept) // 2],
    "another beginning": lambda kept: "00" * 12 + kept[24:],
    "another end": lambda kept: kept[:-32] + "0" * 32,
    "letters of no alphabet": lambda kept: "ñ.ñ.ñ",
    "more of it": lambda kept: f"{kept}00",
    "very long": lambda kept: kept * 40,
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
    client.cookies[cookie_name()] = "0" * 152
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
    assert set(cookie.value) <= set("0123456789abcdef")
    for told in (str(robin.pk), robin.pk.hex, robin.name_index, robin.sign_in_index):
        assert told not in cookie.value


def test_two_phones_of_one_account_cannot_be_told_to_belong_together(robin):
    kept = [own_phone().cookies[cookie_name()].value for _ in range(2)]
    pieces = [{each[n : n + 16] for n in range(0, len(each), 16)} for each in kept]
    assert not pieces[0] & pieces[1]


def test_a_wrong_try_gives_no_cookie_and_an_account_that_is_deleted_takes_it_along(robin):
    phone = Client(REMOTE_ADDR=HOME)
    sign_in(phone, WRONG)
    assert cookie_name() not in phone.cookies
    sign_in(phone)
    phone.post("/me/leave/", {"passphrase": WORDS, "now": "1"})
    assert phone.cookies[cookie_name()].value == ""
