"""What else can be asked for: terms, weekdays, regions, kinds; and what is old, or said twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from porchlight.directory.finder.search import (
    Attending,
    FindQuery,
    ListingQuery,
    explain,
    find,
    search,
    search_listings,
)
from porchlight.directory.models import Duplicate, Service
from tests.directory.finder.test_finder import chicago, names
from tests.directory.listings import (
    CHICAGO,
    JACKSON,
    make_dated,
    make_meeting,
    make_place,
    make_schedule,
    make_source,
)

MONDAY = chicago("2026-06-08T18:00")
WEEK = 24 * 7


def make_care(name: str, **facts: object) -> Service:
    """A service that one asks for, without hours unless they are given."""
    place = make_place(facts.pop("point", JACKSON), name=f"{name} House", city="Jackson")  # type: ignore[arg-type]
    return make_meeting((), name=name, kind="service", place=place, **facts)


def test_one_term_of_each_group_has_to_fit() -> None:
    make_meeting(name="both", terms=["language:es", "access:step-free"])
    make_meeting(name="other language", terms=["language:fr", "access:step-free"])
    make_meeting(name="no way in", terms=["language:es"])
    asked = ("language:es", "language:fr", "access:step-free")
    assert set(names(FindQuery(2, terms=asked), MONDAY)) == {"both", "other language"}
    assert names(FindQuery(2, terms=("language:es", "access:bus")), MONDAY) == []


def test_a_weekday_is_the_one_on_the_listings_own_clock() -> None:
    make_meeting("tue 01:00", name="Tuesday there", zone="Europe/London", attendance="online")
    make_meeting("mon 19:00", name="Monday here")
    assert names(FindQuery(WEEK, weekday=2), MONDAY) == ["Tuesday there"]
    assert names(FindQuery(WEEK, weekday=1), MONDAY) == ["Monday here"]


@pytest.mark.parametrize("near", [None, JACKSON])
def test_a_weekday_is_the_one_where_somebody_asks(near: tuple[float, float] | None) -> None:
    """Half past midnight in London is half past six the evening before in Chicago."""
    for day in ("wed", "thu"):
        make_meeting(f"{day} 00:30", name=f"{day} in London", zone="Europe/London")
    fair = make_meeting((), name="Fair", kind="event")
    make_dated(fair, "2026-06-11", "00:30", zone="Europe/London")
    query = FindQuery(WEEK, near=near, within_m=1_000, weekday=3, weekday_zone=CHICAGO)
    assert names(query, MONDAY) == ["thu in London", "Fair"]
    assert names(replace(query, weekday_zone=None), MONDAY) == ["wed in London"]


def test_a_weekday_holds_on_the_nights_when_clocks_change() -> None:
    """Clocks go back on Sunday 1 November: 05:30 UTC is before that, and 06:30 after it, both on
    Sunday; a quarter to midnight on Saturday is 04:45 UTC, and on Sunday 05:45 UTC."""
    for clock in ("04:45", "05:30", "06:30", "07:30"):
        make_meeting(f"sun {clock}", name=clock, zone="UTC", attendance="online")
    make_meeting("mon 05:45", name="late on Sunday", zone="UTC", attendance="online")
    query = FindQuery(72, weekday=7, weekday_zone=CHICAGO)
    assert names(query, chicago("2026-10-31T18:00")) == [
        "05:30", "06:30", "07:30", "late on Sunday",
    ]  # fmt: skip


def test_a_region_is_one_that_the_listing_names() -> None:
    make_meeting(name="county", place=make_place(regions=["Hinds County"]))
    make_meeting(name="town", place=make_place(city="Río Hondo"))
    make_meeting(name="state", place=make_place(state="MS"))
    for asked, expected in (("hinds county", "county"), ("rio hondo", "town"), ("ms", "state")):
        assert names(FindQuery(2, region=asked), MONDAY) == [expected]
    assert names(FindQuery(2, region="hinds"), MONDAY) == []


def test_meetings_and_events_start_and_services_are_asked_for() -> None:
    make_meeting(name="meeting")
    make_dated(make_meeting((), name="walk", kind="event"), "2026-06-08", "18:30")
    make_schedule(make_care("clinic"), "mon 18:15")
    assert names(FindQuery(2), MONDAY) == ["walk", "meeting"]
    assert names(FindQuery(2, kinds=("event",)), MONDAY) == ["walk"]
    assert [row.name for row in search_listings(ListingQuery(), MONDAY).listings] == ["clinic"]


def test_dated_starts_come_as_their_rule_says() -> None:
    walk = make_meeting((), name="walk", kind="event")
    make_dated(walk, "2026-01-25", "02:30", "FREQ=MONTHLY;BYDAY=-1SU")
    found = find(FindQuery(24 * 62), chicago("2026-03-01T00:00"))
    assert [row.starts_at.isoformat() for row in found] == [
        "2026-03-29T02:30:00-05:00",
        "2026-04-26T02:30:00-05:00",
    ]


def test_what_its_source_no_longer_lists_comes_later_and_then_not_at_all() -> None:
    make_meeting(name="b fresh", key="b", point=None, attendance="online")
    make_meeting(name="a old", key="a", attendance="online", last_seen_on=date(2026, 5, 20))
    make_meeting(name="gone", attendance="online", last_seen_on=date(2026, 4, 8))
    found = find(FindQuery(2), MONDAY)
    assert [(row.name, row.is_stale) for row in found] == [("b fresh", False), ("a old", True)]


def test_what_is_said_twice_is_listed_once_until_that_is_undone() -> None:
    first, second = make_meeting(name="first"), make_meeting(name="second")
    joined = Duplicate.objects.create(
        service=second, of=first, why="place-time-name", found_at=datetime(2026, 3, 1, tzinfo=UTC)
    )
    assert names(FindQuery(2), MONDAY) == ["first"]
    joined.undone_at = MONDAY
    joined.save()
    make_source().__class__.objects.update(version=1)
    from porchlight.directory.finder import search as finder

    finder.forget()
    assert names(FindQuery(2), MONDAY) == ["first", "second"]


def test_care_comes_nearest_first_then_by_name() -> None:
    make_care("c far", point=(32.4, -90.2))
    make_care("b", terms=["need:detox"])
    make_care("a")
    make_care("z by phone", attendance="online")
    near = ListingQuery(near=JACKSON, within_m=50_000)
    found = search_listings(near, MONDAY)
    assert [row.name for row in found.listings] == ["a", "b", "c far", "z by phone"]
    assert found.total == 4
    asked = ListingQuery(near=JACKSON, within_m=50_000, terms=("need:detox", "need:housing"))
    assert [row.name for row in search_listings(asked, MONDAY).listings] == ["b"]
    rooms = ListingQuery(near=JACKSON, within_m=5_000, attending=Attending.ROOM, skip=1, limit=1)
    assert [row.name for row in search_listings(rooms, MONDAY).listings] == ["b"]
    assert search_listings(rooms, MONDAY).total == 2


def test_care_is_open_now_closed_or_has_no_known_hours() -> None:
    make_schedule(make_care("a open"), "mon 09:00", lasts=600)
    make_schedule(make_care("b always"), "sun 18:30", lasts=1440)
    make_schedule(make_care("c closed"), "mon 09:00", lasts=540)
    make_care("d unknown")
    rows = search_listings(ListingQuery(), MONDAY).listings
    assert [(row.name, row.open_now) for row in rows] == [
        ("a open", True), ("b always", True), ("c closed", False), ("d unknown", None),
    ]  # fmt: skip


def test_each_part_of_a_question_is_a_reason() -> None:
    make_meeting(name="Luz", terms=["language:es"], place=make_place(JACKSON, city="Jackson"))
    query = FindQuery(
        2, near=JACKSON, within_m=10, terms=("language:es",), region="jackson", text="luz"
    )
    (row,) = search(query, MONDAY).occurrences
    assert explain(query, row) == [
        "it starts Mon 19:00 CDT by its own clock",
        "it is 0.0 km from there",
        "it says: Spanish",
        "its place is in jackson",
        "its name, notes or address have: luz",
    ]
