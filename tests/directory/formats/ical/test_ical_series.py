"""Events that come again: their rules, and the dates added to them, moved and called off."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from porchlight.directory.formats.fields.times import WeeklyStart
from porchlight.directory.formats.ical import budget
from porchlight.directory.formats.refused import FeedRefused
from porchlight.domain.recurrence import DatedStart, days_between
from tests.directory.formats.ical.ical_made import CHICAGO, START, TODAY, event, only, reading


def test_every_week_for_ever_is_a_meeting_and_until_a_day_an_event() -> None:
    begun = "DTSTART;TZID=America/Chicago:20260105T190000"
    weekly = only(begun, "RRULE:FREQ=WEEKLY;BYDAY=MO,WE")
    assert weekly.starts == (WeeklyStart(1, 1140, 60), WeeklyStart(3, 1140, 60))
    assert weekly.kind == "meeting"
    course = only(begun, "RRULE:FREQ=WEEKLY;UNTIL=20261215T010000Z")
    assert course.dated == (DatedStart(date(2026, 1, 5), 1140, 60, "FREQ=WEEKLY;UNTIL=20261214"),)
    assert course.kind == "event"


def test_a_weekly_meeting_with_a_date_called_off_stays_weekly_but_for_that_date() -> None:
    listing = only(
        "DTSTART;TZID=America/Chicago:20260105T190000",
        "RRULE:FREQ=WEEKLY",
        "EXDATE;TZID=America/Chicago:20260112T190000,20261221T190000",
    )
    (start,) = listing.dated
    assert (start.rule, start.excluded) == ("FREQ=WEEKLY", (date(2026, 12, 21),))
    assert listing.kind == "meeting"


def test_dates_added_by_hand_are_starts_too() -> None:
    listing = only(START, "RDATE;TZID=America/Chicago:20261209T190000,20261216T200000")
    assert [(one.starts_on.day, one.minute) for one in listing.dated] == [
        (2, 1140),
        (9, 1140),
        (16, 1200),
    ]


@pytest.mark.parametrize(
    ("start", "minute"), [(START, 1140), ("DTSTART;VALUE=DATE:20261202", 0)], ids=["hour", "day"]
)
def test_a_date_added_without_an_hour_is_at_the_hour_of_its_event(start: str, minute: int) -> None:
    listing = only(start, "RDATE;VALUE=DATE:20261209", zone=CHICAGO)
    assert [(one.starts_on.day, one.minute) for one in listing.dated] == [(2, minute), (9, minute)]


def test_a_whole_day_of_a_series_moves_and_one_that_gets_an_hour_is_its_own() -> None:
    days = "DTSTART;VALUE=DATE:20261202"
    found = reading(
        event(days, "RRULE:FREQ=WEEKLY;COUNT=5"),
        event("RECURRENCE-ID;VALUE=DATE:20261209", "DTSTART;VALUE=DATE:20261210"),
        event(
            "RECURRENCE-ID;VALUE=DATE:20261216",
            "DTSTART;TZID=America/Chicago:20261216T190000",
            "DURATION:PT24H",
        ),
        zone=CHICAGO,
    )
    series, evening = found.listings
    rule, moved = series.dated
    assert [day.day for day in rule.excluded] == [9, 16]
    assert moved == DatedStart(date(2026, 12, 10), 0, 1440)
    assert evening.dated == (DatedStart(date(2026, 12, 16), 1140, 1440),)


def test_a_moved_date_is_taken_into_its_series_and_a_renamed_one_is_its_own() -> None:
    found = reading(
        event(START, "RRULE:FREQ=WEEKLY;COUNT=5"),
        event(
            "RECURRENCE-ID;TZID=America/Chicago:20261209T190000",
            "DTSTART;TZID=America/Chicago:20261210T180000",
        ),
        event(
            "RECURRENCE-ID;TZID=America/Chicago:20261216T190000",
            "DTSTART;TZID=America/Chicago:20261216T190000",
            name="Holiday party",
        ),
        event("RECURRENCE-ID;TZID=America/Chicago:20261223T190000", START, "STATUS:CANCELLED"),
    )
    assert found.dropped == {"part_of_a_series": 2}
    series, party = found.listings
    rule, moved = series.dated[0], series.dated[1]
    assert [day.day for day in rule.excluded] == [9, 16, 23]
    assert moved == DatedStart(date(2026, 12, 10), 1080, 60)
    assert (party.name, party.key) == ("Holiday party", "u1#20261216T190000")


def test_from_one_date_on_the_rest_of_a_series_is_another() -> None:
    found = reading(
        event(START, "RRULE:FREQ=WEEKLY;COUNT=6"),
        event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/Chicago:20261216T190000",
            "DTSTART;TZID=America/Chicago:20261216T200000",
            name="Potluck, an hour later",
        ),
    )
    before, after = found.listings
    assert before.dated[0].rule == "FREQ=WEEKLY;UNTIL=20261215"
    assert after.dated[0] == DatedStart(date(2026, 12, 16), 1200, 60, "FREQ=WEEKLY;COUNT=4")


def test_of_a_rule_by_the_hour_only_the_hour_called_off_is_left_out() -> None:
    off = "EXDATE;TZID=America/Chicago:20261203T190000"
    listing = only(START, "RRULE:FREQ=HOURLY;INTERVAL=6;COUNT=6", off)
    assert [(one.starts_on.day, one.minute // 60) for one in listing.dated] == [
        (2, 19),
        (3, 1),
        (3, 7),
        (3, 13),
        (4, 1),
    ]


MONDAYS = ("DTSTART;TZID=America/Chicago:20260105T180000", "RRULE:FREQ=WEEKLY;BYDAY=MO")


def split(day: str, old: str, new: str, *lines: str, name: str = "Potluck") -> str:
    recurs = f"RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/Chicago:{day}T{old}"
    return event(recurs, f"DTSTART;TZID=America/Chicago:{new}", *lines, name=name)


def on_date(day: str, old: str, new: str, *lines: str) -> str:
    recurs = f"RECURRENCE-ID;TZID=America/Chicago:{day}T{old}"
    return event(recurs, f"DTSTART;TZID=America/Chicago:{new}", *lines)


def test_what_is_called_off_or_moved_stays_so_in_a_part_with_another_hour() -> None:
    found = reading(
        event(*MONDAYS, "EXDATE;TZID=America/Chicago:20260511T180000,20261207T180000"),
        split("20260601", "180000", "20260601T190000"),
        on_date("20261214", "180000", "20261214T190000", "STATUS:CANCELLED"),
        on_date("20261221", "190000", "20261222T170000"),
    )
    assert found.dropped == {"over": 1, "part_of_a_series": 2}
    (now,) = found.listings
    rule, moved = now.dated
    assert (rule.minute, rule.rule) == (1140, "FREQ=WEEKLY;BYDAY=MO")
    assert rule.excluded == tuple(date(2026, 12, day) for day in (7, 14, 21))
    assert moved == DatedStart(date(2026, 12, 22), 1020, 60)
    assert now.kind == "meeting"


def test_each_part_of_a_series_ends_where_the_next_begins() -> None:
    parts = (
        split("20270607", "190000", "20270607T200000", name="In summer"),
        split("20261207", "180000", "20261207T190000", name="In winter"),
    )
    for order in (parts, parts[::-1]):
        found = reading(event(*MONDAYS), *order)
        told = sorted((one.dated[0].starts_on, one.dated[0]) for one in found.listings)
        assert [(start.minute, start.rule) for _, start in told] == [
            (1080, "FREQ=WEEKLY;UNTIL=20261206;BYDAY=MO"),
            (1140, "FREQ=WEEKLY;UNTIL=20270606;BYDAY=MO"),
            (1200, "FREQ=WEEKLY;BYDAY=MO"),
        ]


def test_a_series_that_changed_from_its_first_date_on_is_only_what_it_became() -> None:
    found = reading(event(*MONDAYS), split("20260105", "180000", "20260105T190000"))
    assert found.dropped == {"part_of_a_series": 1}
    assert found.listings[0].starts == (WeeklyStart(1, 1140, 60),)


def test_a_series_that_moved_to_another_weekday_leaves_the_old_one() -> None:
    begun, rule = MONDAYS
    found = reading(
        event(begun, f"{rule};UNTIL=20270105T000000Z", "EXDATE;VALUE=DATE:20261221"),
        split("20261207", "180000", "20261208T170000"),
    )
    _, tuesdays = sorted(found.listings, key=lambda one: one.dated[0].starts_on)
    assert tuesdays.dated == (
        DatedStart(
            date(2026, 12, 8),
            1020,
            60,
            "FREQ=WEEKLY;UNTIL=20270105;BYDAY=TU",
            (date(2026, 12, 22),),
        ),
    )


def test_dates_added_by_hand_belong_to_the_part_they_fall_in() -> None:
    found = reading(
        event(*MONDAYS, "RDATE;TZID=America/Chicago:20261203T180000,20261224T180000"),
        split("20261207", "180000", "20261207T190000"),
    )
    before, after = sorted(found.listings, key=lambda one: one.key)
    assert [start.starts_on.day for start in before.dated if not start.rule] == [3]
    assert [s for s in after.dated if not s.rule] == [DatedStart(date(2026, 12, 24), 1140, 60)]


def test_several_hours_a_day_are_called_off_one_by_one_in_a_later_part_too() -> None:
    begun, rule = MONDAYS
    found = reading(
        event(begun, f"{rule};BYHOUR=12,18", "EXDATE;TZID=America/Chicago:20261207T120000"),
        split("20260601", "180000", "20260601T180000", name="Potluck in the hall"),
    )
    (now,) = found.listings
    assert now.starts == (WeeklyStart(1, 1080, 60),)
    (noon,) = now.dated
    assert (noon.minute, noon.excluded) == (720, (date(2026, 12, 7),))


def test_a_date_of_which_only_the_words_changed_stays_as_it_was() -> None:
    words = on_date("20261207", "180000", "20261207T180000", "DESCRIPTION:Bring a chair.")
    found = reading(event(*MONDAYS), words)
    assert found.dropped == {"part_of_a_series": 1}
    assert found.listings[0].starts == (WeeklyStart(1, 1080, 60),)
    later = on_date("20261207", "180000", "20261207T190000", "DESCRIPTION:Bring a chair.")
    found = reading(event(*MONDAYS), split("20260601", "180000", "20260601T190000"), later)
    assert [one.starts for one in found.listings] == [(WeeklyStart(1, 1140, 60),)]


def test_a_date_that_moved_onto_one_that_is_called_off_takes_place() -> None:
    found = reading(
        event(*MONDAYS, "EXDATE;TZID=America/Chicago:20261214T180000"),
        on_date("20261207", "180000", "20261214T180000"),
    )
    days = [
        day
        for start in found.listings[0].dated
        for day in days_between(start, date(2026, 12, 1), date(2026, 12, 22))
    ]
    assert sorted(day.day for day in days) == [14, 21]


def test_the_later_version_of_one_event_counts() -> None:
    for order in ((1, 2), (2, 1)):
        found = reading(*(event(START, f"SEQUENCE:{n}", name=f"Version {n}") for n in order))
        assert [one.name for one in found.listings] == ["Version 2"]
        assert found.dropped == {"older_version": 1}


def test_a_counted_rule_with_thousands_of_dates_off_is_walked_once() -> None:
    off = [f"{TODAY + timedelta(days=3 * n):%Y%m%d}" for n in range(2_000)]
    lines = [f"EXDATE;VALUE=DATE:{','.join(off[n : n + 500])}" for n in range(0, 2_000, 500)]
    began = time.process_time()
    listing = only(START, "RRULE:FREQ=DAILY;COUNT=5000", *lines)
    assert time.process_time() - began < 1  # eleven seconds, walked for each date
    assert len(listing.dated[0].excluded) == 200


@pytest.mark.parametrize(
    "lines",
    [
        (
            "DTSTART;TZID=America/Chicago:19700105T190000",
            *(
                f"RRULE:FREQ=YEARLY;INTERVAL={n};BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=8,9,10"
                for n in range(1, 6)
            ),
            "EXDATE;VALUE=DATE:20270105,20990101",
        ),
        ("DTSTART;TZID=America/Chicago:19700105T190000", "RRULE:FREQ=WEEKLY;COUNT=5000"),
        ("DTSTART;TZID=America/Chicago:19700105T190000", "RRULE:FREQ=YEARLY;BYWEEKNO=1,53"),
        ("DTSTART;TZID=America/Chicago:20261105T190000", "RRULE:FREQ=HOURLY;INTERVAL=13"),
        (
            "DTSTART;TZID=America/Chicago:20230105T190000",
            "RRULE:FREQ=HOURLY;COUNT=150;BYHOUR=3;BYDAY=MO",
        ),
    ],
    ids=["every-day-of-years", "weekly", "weeks-of-years", "hours", "rare-hours"],
)
def test_a_file_of_rules_that_cost_too_much_is_refused_and_not_worked_out(
    lines: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MOST_WORK", 400_000)
    events = [event(*lines, uid=str(n)) for n in range(60)]
    reading(events[0])
    with pytest.raises(FeedRefused, match=r"more dates than can be worked out\. Split it"):
        reading(*events)


def test_a_whole_county_of_weekly_meetings_is_no_such_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fiftieth of the largest file may take a fiftieth of the work, and takes a third of that."""
    monkeypatch.setattr(budget, "MOST_WORK", budget.MOST_WORK // 150)
    begun = "DTSTART;TZID=America/Chicago:20180105T190000"
    weekly = [event(begun, "RRULE:FREQ=WEEKLY;BYDAY=FR", uid=str(n)) for n in range(1_000)]
    assert len(reading(*weekly).listings) == 1_000
