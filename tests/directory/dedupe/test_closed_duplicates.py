"""What a host took off the lists does not come back through a listing that says the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from porchlight.directory.dedupe.actions import join_duplicates, undo_duplicate
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Closure, Duplicate, Service
from porchlight.directory.moderation.actions import close_listing, reopen_listing
from porchlight.directory.publish.queryset import exportable_services
from tests.directory.dedupe.test_duplicates import found
from tests.directory.made_up import feed, row

HOUR = timedelta(hours=1)


@pytest.fixture
def pair(now: datetime) -> tuple[Service, Service]:
    """One meeting of two offices, joined: the one that is shown, and the one that gives way."""
    look("county", now, notes="Ring the bell.", updated="2026-11-01 00:00:00")
    look("town", now)
    join_duplicates(now)
    joined = Duplicate.objects.get()
    return joined.of, joined.service


def look(source: str, at: datetime, **facts: Any) -> None:
    import_feed(source, feed(row(**facts)), at=at)


def listed() -> set[str]:
    """The sources of what is listed, as the finder and the feeds tell it."""
    shown = {pk for _start, pk in found()}
    active = exportable_services().filter(status="active")
    assert {service.pk for service in active} == shown
    return {service.source.name for service in active}


def close(service: Service, at: datetime) -> Closure:
    close_listing(service, at)
    return Closure.objects.get(service=service, undone_at=None)


def test_a_closed_listing_takes_its_duplicate_along(
    pair: tuple[Service, Service], now: datetime
) -> None:
    kept, twin = pair
    close(kept, now)
    for hours in range(3):
        assert listed() == set()
        twin.refresh_from_db()
        assert twin.status == "closed_for_now", "who saved it reads that it is closed"
        join_duplicates(now + hours * HOUR)
    assert len(exportable_services()) == 1


@pytest.mark.parametrize("source", ["county", "town"])
@pytest.mark.parametrize("facts", [{"notes": "Other words."}, {"day": 3}, {"name": "Sunrise"}])
def test_no_source_brings_it_back_by_changing_its_row(
    pair: tuple[Service, Service], now: datetime, source: str, facts: dict[str, Any]
) -> None:
    close(pair[0], now)
    look(source, now + HOUR, **facts)
    assert listed() == set(), "not for a minute"
    join_duplicates(now + 2 * HOUR)
    assert listed() == set()


def test_a_duplicate_that_left_its_source_comes_back_closed(
    pair: tuple[Service, Service], now: datetime
) -> None:
    kept, _twin = pair
    close(kept, now)
    for facts in ({"slug": "b", "name": "Something else", "day": 3}, {}):
        look("town", now + HOUR, **facts)
        join_duplicates(now + HOUR)
        assert listed() == ({"town"} if facts else set())


def test_shown_again_it_is_as_it_was_before(pair: tuple[Service, Service], now: datetime) -> None:
    kept, twin = pair
    closure = close(kept, now)
    join_duplicates(now)
    look("town", now + HOUR, notes="Other words.")
    reopen_listing(closure, now + 2 * HOUR)
    join_duplicates(now + 2 * HOUR)
    assert listed() == {"county"}
    twin.refresh_from_db()
    assert twin.status == "active", "who saved it sees it again"
    look("town", now + 3 * HOUR, day=3)
    look("county", now + 3 * HOUR, notes="Ring the bell.", updated="2026-11-01 00:00:00")
    join_duplicates(now + 3 * HOUR)
    assert listed() == {"county", "town"}


def test_taken_apart_by_hand_only_the_closed_one_stays_off(
    pair: tuple[Service, Service], now: datetime
) -> None:
    close(pair[0], now)
    undo_duplicate(Duplicate.objects.get().pk, now)
    for _ in range(2):
        assert listed() == {"town"}
        join_duplicates(now + HOUR)


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({}, set()),
        ({"name": "The Magnolia Noon"}, set()),
        ({"name": "Magnolia Noon Big Book"}, {"town"}),
        ({"time": "18:00", "end_time": "19:00"}, {"town"}),
        ({"conference_url": "https://zoom.us/j/8451234567"}, {"town"}),
    ],
)
def test_what_is_found_later_goes_with_it_if_it_says_the_same_and_no_more(
    now: datetime, facts: dict[str, Any], shown: set[str]
) -> None:
    """The door is locked for both; a link that the closed one has not may still let people in."""
    look("county", now)
    closure = close(Service.objects.get(), now)
    look("town", now + HOUR, **facts)
    join_duplicates(now + HOUR, Service.objects.get(source__name="town").source_id)
    assert listed() == shown
    look("town", now + 2 * HOUR, **facts, notes="Ring twice.")
    assert listed() == shown
    reopen_listing(closure, now + 3 * HOUR)
    join_duplicates(now + 3 * HOUR)
    assert listed() - {"county", "town"} == set() != listed()


def test_closing_the_one_that_gives_way_closes_the_one_that_says_no_more(
    pair: tuple[Service, Service], now: datetime
) -> None:
    _kept, twin = pair
    closure = close(twin, now)
    join_duplicates(now)
    assert listed() == set()
    reopen_listing(closure, now + HOUR)
    for _ in range(2):
        assert listed() == {"town"}, "the one that the host showed again"
        join_duplicates(now + HOUR)


def test_of_two_that_were_closed_the_one_that_is_shown_again_is_shown(now: datetime) -> None:
    for source in ("county", "town"):
        look(source, now)
    closures = [close(service, now) for service in Service.objects.order_by("pk")]
    join_duplicates(now)
    for closure, shown in zip(closures, ({"county"}, {"county", "town"}), strict=True):
        reopen_listing(closure, now + HOUR)
        assert listed() == shown
        join_duplicates(now + HOUR)
    assert len(listed()) == 1


def test_of_a_pair_that_was_closed_one_by_one_either_can_be_shown_again(
    pair: tuple[Service, Service], now: datetime
) -> None:
    kept, twin = pair
    of_kept, of_twin = close(kept, now), close(twin, now)
    reopen_listing(of_twin, now + HOUR)
    join_duplicates(now + HOUR)
    assert listed() == {"town"}
    of_twin = close(twin, now + 2 * HOUR)
    reopen_listing(of_kept, now + 3 * HOUR)
    join_duplicates(now + 3 * HOUR)
    assert listed() == {"county"}
