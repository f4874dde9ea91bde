"""Whose try is it? Behind no, one or two proxies, and for both kinds of address."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import RequestFactory

from porchlight.people.jobs import tidy
from porchlight.people.limits import WINDOW, client_address, count_try
from porchlight.people.models import Attempt
from tests.make import NOW

PEER = "10.0.0.1"
ADDRESSES = [
    # proxies, what X-Forwarded-For says, whose try it is
    (0, None, PEER),
    (0, "198.51.100.7", PEER),
    (1, "198.51.100.7", "198.51.100.7"),
    (1, "6.6.6.6, 198.51.100.7", "198.51.100.7"),
    (1, "6.6.6.6,198.51.100.7 ", "198.51.100.7"),
    (1, None, PEER),
    (1, "", PEER),
    (1, " , ", PEER),
    (2, "198.51.100.7, 10.0.0.9", "198.51.100.7"),
    (2, "6.6.6.6, 198.51.100.7, 10.0.0.9", "198.51.100.7"),
    (2, "198.51.100.7", "198.51.100.7"),
    (2, None, PEER),
    (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    (1, "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
    (1, "2001:db8:1:3::1", "2001:db8:1:3::/64"),
    (1, "::ffff:198.51.100.7", "198.51.100.7"),
    (1, "198.51.100.7:5012", "198.51.100.7"),
    (1, "6.6.6.6, 198.51.100.7:60001", "198.51.100.7"),
    (1, "[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::/64"),
    (1, "[2001:db8:1:2::1]", "2001:db8:1:2::/64"),
    (1, "2001:db8:1:2::443", "2001:db8:1:2::/64"),
    (1, "somewhere", "somewhere"),
]


@pytest.mark.parametrize(("proxies", "forwarded", "whose"), ADDRESSES)
def test_a_try_is_counted_for_who_made_it_and_not_for_who_they_claim_to_be(
    settings, proxies, forwarded, whose
):
    settings.PROXIES = proxies
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    assert client_address(RequestFactory(REMOTE_ADDR=PEER, headers=headers).get("/")) == whose


def test_a_peer_on_ipv6_is_counted_by_its_household(settings):
    settings.PROXIES = 0
    request = RequestFactory(REMOTE_ADDR="2001:db8::7").get("/")
    assert client_address(request) == "2001:db8::/64"


def test_a_made_up_chain_of_proxies_gives_nobody_fresh_tries(settings, client, now):
    settings.PROXIES = 1
    typed = {"name": "x", "passphrase": "a quiet walk by the water"}
    answers = [
        client.post(
            "/sign-in/",
            {**typed, "name": f"x{n}"},
            headers={"X-Forwarded-For": f"6.6.6.{n}, 198.51.100.7"},
        ).status_code
        for n in range(41)
    ]
    assert answers == [422] * 40 + [429]


def test_tries_are_counted_in_quarters_of_an_hour():
    at = NOW.replace(minute=14, second=59)
    assert [count_try("door", "who", at) for _ in range(3)] == [1, 2, 3]
    assert count_try("door", "who", at + timedelta(seconds=1)) == 1
    assert count_try("other door", "who", at) == 1
    assert count_try("door", "somebody else", at) == 1


def test_counts_of_yesterday_are_dropped():
    count_try("door", "who", NOW)
    tidy(NOW + timedelta(hours=23))
    assert Attempt.objects.exists()
    tidy(NOW + timedelta(days=1) + WINDOW)
    assert not Attempt.objects.exists()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_tries_that_come_together_are_all_counted():
    def one_try(_: int) -> int:
        try:
            return count_try("door", "who", NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        counts = sorted(threads.map(one_try, range(40)))
    assert counts == list(range(1, 41))
