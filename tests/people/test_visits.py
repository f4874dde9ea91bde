"""How many pages an address may look at without an account, and what always opens."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connections
from django.test import Client

from porchlight.people import visits
from porchlight.people.limits import WINDOW
from porchlight.people.models import Attempt
from tests.directory.listings import make_meeting
from tests.growth import queries_of
from tests.make import NOW

WARD = "198.51.100.7"  # a shelter, a ward, a library: many people behind one address


@pytest.fixture
def limit_of(monkeypatch):
    def set_limit(pages: int, ways_in: int = 1_000, share: int = 1) -> None:
        monkeypatch.setattr(visits, "VISITS_PER_ADDRESS", pages)
        monkeypatch.setattr("porchlight.directory.views.listing.WAYS_IN_PER_ADDRESS", ways_in)
        monkeypatch.setattr(visits, "SHARE", share)

    return set_limit


def statuses(client: Client, path: str, times: int, **more: Any) -> list[int]:
    return [client.get(path, **more).status_code for _ in range(times)]


@pytest.mark.usefixtures("now")
def test_after_its_share_an_address_waits_and_help_and_tools_open_still(limit_of):
    limit_of(3)
    client = Client()
    assert statuses(client, "/meet/soon/?hours=24", 5) == [200, 200, 200, 429, 429]
    assert client.get("/meet/").status_code == 429
    for path in ("/", "/help/", "/help/us/", "/help/steps/", "/help/us/steps/", "/tools/",
                 "/tools/wave/", "/sign-in/", "/join/", "/clouds/"):  # fmt: skip
        assert set(statuses(client, path, 5)) <= {200, 302}, path


@pytest.mark.usefixtures("now")
def test_without_the_limit_all_pass():
    """The control of the test above: what stops there is the limit and nothing else."""
    assert statuses(Client(), "/meet/soon/?hours=24", 12) == [200] * 12


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_says_how_long_and_where_a_person_answers(limit_of, language):
    limit_of(0)
    answer = Client(headers={"Accept-Language": language}).get("/meet/soon/?place=39201")
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert answer["Cache-Control"] == "no-store"
    assert f'<html lang="{language}"' in page
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "15" in main
    assert 'href="/help/"' in main
    assert 'href="/sign-in/?next=/meet/soon/%3Fplace%3D39201"' in main


@pytest.mark.usefixtures("now")
def test_somebody_signed_in_is_never_counted(limit_of, ana, client_of):
    limit_of(0)
    assert statuses(client_of(ana), "/meet/", 5) == [200] * 5
    assert not Attempt.objects.exists()


def test_the_next_quarter_of_an_hour_is_a_fresh_one(limit_of):
    limit_of(1)
    client = Client()
    with time_machine.travel(NOW + timedelta(minutes=14), tick=False):
        assert statuses(client, "/meet/", 2) == [200, 429]
        assert client.get("/meet/")["Retry-After"] == "60"
    with time_machine.travel(NOW + WINDOW, tick=False):
        assert statuses(client, "/meet/", 2) == [200, 429]


FORGED = [
    # proxies declared, what the caller writes before what our proxies write, the peer
    (0, "6.6.6.{n}", ""),
    (0, "6.6.6.{n}, 7.7.7.{n}", ""),
    (1, "6.6.6.{n}, ", WARD),
    (1, "6.6.6.{n}, 7.7.7.{n}, ", WARD),
    (2, "6.6.6.{n}, ", f"{WARD}, 10.0.0.9"),
]


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize(("proxies", "claimed", "seen"), FORGED)
def test_a_made_up_chain_of_proxies_gives_nobody_fresh_pages(
    limit_of, settings, proxies, claimed, seen
):
    limit_of(2)
    settings.PROXIES = proxies
    chains = [claimed.format(n=n) + seen for n in range(4)]
    headers = [{"X-Forwarded-For": chain, "Forwarded": f"for={chain}"} for chain in chains]
    got = [Client().get("/meet/", headers=each).status_code for each in headers]
    assert got == [200, 200, 429, 429]


@pytest.mark.usefixtures("now")
def test_two_addresses_and_one_household_are_told_apart(limit_of):
    limit_of(1)
    for address, status in (("2001:db8:1:2::1", 200), ("2001:db8:1:2::2", 429),
                            ("2001:db8:1:3::1", 200), (WARD, 200), (WARD, 429)):  # fmt: skip
        assert Client(REMOTE_ADDR=address).get("/meet/").status_code == status, address


@pytest.mark.usefixtures("now")
def test_the_ways_into_meetings_have_a_smaller_share_of_their_own(limit_of):
    meeting = make_meeting("wed 19:00", attendance="online", joining={"passcode": "1234"})
    limit_of(100, ways_in=2)
    client, path = Client(), f"/meet/{meeting.pk}/join/"
    assert [client.post(path).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(f"/meet/{meeting.pk}/").status_code == 200


@pytest.mark.usefixtures("now")
def test_processes_count_together_and_seldom_write(limit_of, monkeypatch):
    limit_of(24, share=10)
    got = []
    processes = [visits._Counter() for _ in range(2)]
    for n in range(40):
        monkeypatch.setattr(visits, "counter", processes[n % 2])
        got.append(Client().get("/meet/").status_code)
    over = got.index(429)
    assert 24 <= over < 24 + 2 * 10
    assert set(got[over + 2 * 10 :]) <= {429}
    assert Attempt.objects.get().count <= 40


@pytest.mark.usefixtures("now")
def test_whoever_waits_costs_the_database_no_count(limit_of):
    limit_of(2)
    client = Client()
    statuses(client, "/meet/", 3)
    before = Attempt.objects.get().count
    assert statuses(client, "/meet/", 5) == [429] * 5
    assert Attempt.objects.get().count == before


@pytest.mark.usefixtures("now")
def test_an_address_is_kept_nowhere_as_it_is(limit_of):
    limit_of(100)
    Client(REMOTE_ADDR=WARD).get("/meet/")
    assert WARD not in repr(visits.counter.__dict__)
    assert WARD not in repr(list(Attempt.objects.values()))


@pytest.mark.usefixtures("now")
def test_a_store_that_cannot_write_stops_nobody_from_reading(limit_of, monkeypatch):
    def no_room(*_: object, **__: object) -> int:
        raise DatabaseError

    monkeypatch.setattr(visits, "count_try", no_room)
    limit_of(3)
    assert statuses(Client(), "/meet/", 5) == [200, 200, 200, 429, 429]


@pytest.mark.usefixtures("now")
def test_many_addresses_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(visits, "MOST_ADDRESSES", 50)
    for n in range(200):
        visits.counter.is_over("pages", f"198.51.{n}.1", 10, NOW)
    assert len(visits.counter._tallies) <= 50


@pytest.mark.usefixtures("now")
def test_a_visit_adds_no_question_to_the_database(limit_of, monkeypatch):
    make_meeting("wed 19:00")
    limit_of(1_000, share=100)
    counted = queries_of(Client(), "/meet/")
    monkeypatch.setattr(visits.counter, "is_over", lambda *_: False)
    assert queries_of(Client(), "/meet/") == counted


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_visits_that_come_together_are_all_counted(monkeypatch):
    monkeypatch.setattr(visits, "SHARE", 1)

    def one_visit(_: int) -> bool:
        try:
            return visits.counter.is_over("pages", WARD, 25, NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        over = sum(threads.map(one_visit, range(40)))
    assert over == 15
