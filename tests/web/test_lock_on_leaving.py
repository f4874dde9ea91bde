"""That a page locks as soon as it is left: a choice of one phone, and off at first."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.make import make_person

PIN = "4071"


@pytest.fixture
def phone(now, client_of) -> Client:
    """Robin's phone, with the lock on and open."""
    client: Client = client_of(make_person("Robin"))
    client.post("/me/lock/", {"pin": PIN, "pin_again": PIN})
    return client


def is_told(client: Client, path: str = "/today/") -> bool:
    """Whether a page says so to its script."""
    return " data-lock-on-leaving" in client.get(path).content.decode()


def test_it_is_off_until_it_is_chosen_and_can_be_taken_back(phone):
    assert not is_told(phone)
    assert phone.post("/me/lock/", {"when": "1", "on_leaving": "1"}).status_code == 303
    assert is_told(phone)
    assert not is_told(phone, "/help/us/"), "Help stays"
    phone.post("/me/lock/", {"when": "1"})
    assert not is_told(phone)


def test_it_stays_with_another_pin_and_goes_with_the_lock(phone):
    phone.post("/me/lock/", {"when": "1", "on_leaving": "1"})
    phone.post("/me/lock/", {"pin": "9182", "pin_again": "9182"})
    assert is_told(phone)
    phone.post("/me/lock/", {"off": "1"})
    phone.post("/me/lock/", {"pin": PIN, "pin_again": PIN})
    assert not is_told(phone)


def test_without_a_lock_there_is_nothing_to_choose(client_of, ana, now):
    client = client_of(ana)
    client.post("/me/lock/", {"when": "1", "on_leaving": "1"})
    assert not is_told(client)
