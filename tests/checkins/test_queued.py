"""A check-in that waited on a device: made once, for its account and day, never over another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from porchlight.checkins.models import CheckIn
from porchlight.checkins.readings import reading_on
from porchlight.circles.access import own
from porchlight.people.models import Person
from porchlight.people.queued import queue_mark
from tests.conftest import NOW

ClientOf = Callable[[Person], Any]
TAPS = {"mood": "4", "urge": "2", "contact": "good"}
OTHER = {"mood": "2", "urge": "7", "contact": "none"}
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
pytestmark = pytest.mark.usefixtures("now")


def send(
    client: Any, of: Person, taps: dict[str, str], waited_ms: int = HOUR_MS, **more: Any
) -> int:
    """The status of a check-in that waited so long, on a device whose clock is years behind."""
    clock = 1_000_000_000_000
    headers = {
        "Queued-Owner": queue_mark(of),
        "Queued-Made-At": str(clock),
        "Queued-Sent-At": str(clock + waited_ms),
        **more.pop("headers", {}),
    }
    form = {"key": str(uuid4()), **taps, **more}
    return int(client.post("/today/", form, headers=headers).status_code)


def today_of(person: Person) -> Any:
    return NOW.astimezone(person.zoneinfo).date()


def mood_of(person: Person, days_back: int = 0) -> int | None:
    held = reading_on(own(person, NOW), today_of(person) - timedelta(days=days_back))
    return held.mood if held else None


def test_it_is_kept_once_also_when_its_first_answer_was_lost(
    ana: Person, client_of: ClientOf
) -> None:
    client, key = client_of(ana), str(uuid4())
    assert client.post("/today/", {"key": key, **TAPS}).status_code == 303
    assert [send(client, ana, TAPS, key=key) for _ in range(2)] == [204, 204]
    assert CheckIn.objects.filter(person=ana).count() == 1


def test_what_waited_for_one_account_is_not_taken_by_another(
    ana: Person, cleo: Person, client_of: ClientOf, client: Any
) -> None:
    assert send(client_of(cleo), ana, TAPS) == 401
    assert send(client, ana, TAPS) == 401, "nobody signed in"
    assert not CheckIn.objects.exists()


def test_yesterdays_counts_for_yesterday(ana: Person, client_of: ClientOf) -> None:
    yesterday = str(today_of(ana) - timedelta(days=1))
    assert send(client_of(ana), ana, TAPS, waited_ms=DAY_MS, day=yesterday) == 204
    assert (mood_of(ana), mood_of(ana, days_back=1)) == (None, 4)


def test_another_answer_of_the_day_is_not_written_over(ana: Person, client_of: ClientOf) -> None:
    client = client_of(ana)
    client.post("/today/", {"key": str(uuid4()), **TAPS})
    assert send(client, ana, OTHER) == 409
    assert mood_of(ana) == 4
    key = str(uuid4())
    assert send(client, ana, OTHER, key=key) == 409
    assert send(client, ana, OTHER, key=key, headers={"Queued-Again": "1"}) == 204
    assert mood_of(ana) == 2


@pytest.mark.parametrize("waited_ms", [7 * DAY_MS + 1, -121_000, 10**30])
def test_a_wait_that_cannot_be_is_for_the_person_to_look_at(
    ana: Person, client_of: ClientOf, waited_ms: int
) -> None:
    assert send(client_of(ana), ana, TAPS, waited_ms=waited_ms) == 422
    assert mood_of(ana) is None


@pytest.mark.parametrize("header", ["Queued-Made-At", "Queued-Sent-At"])
def test_a_time_that_is_no_number_is_not_taken(
    ana: Person, client_of: ClientOf, header: str
) -> None:
    assert send(client_of(ana), ana, TAPS, headers={header: "soon"}) == 422


def test_only_a_page_of_somebody_signed_in_names_a_queue(
    ana: Person, cleo: Person, client_of: ClientOf, client: Any
) -> None:
    assert f'data-queue="{queue_mark(ana)}"' in client_of(ana).get("/today/").content.decode()
    assert queue_mark(ana) != queue_mark(cleo)
    assert "data-queue" not in client.get("/").content.decode()
