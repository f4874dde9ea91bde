"""Events that come again: their rules, and the dates added to them, moved and called off."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from porchlight.directory.formats import ical_work
from porchlight.directory.formats.feed_file import FeedRefused
from porchlight.directory.formats.weekly import WeeklyStart
from porchlight.domain.recurrence import DatedStart
from tests.directory.ical_made import CHICAGO, START, TODAY, event, only, reading


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
    monkeypatch.setattr(ical_work, "MOST_WORK", 400_000)
    events = [event(*lines, uid=str(n)) for n in range(60)]
    reading(events[0])
    with pytest.raises(FeedRefused, match=r"more dates than can be worked out\. Split it"):
        reading(*events)


def test_a_whole_county_of_weekly_meetings_is_no_such_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fiftieth of the largest file may take a fiftieth of the work, and takes a third of that."""
    monkeypatch.setattr(ical_work, "MOST_WORK", ical_work.MOST_WORK // 150)
    begun = "DTSTART;TZID=America/Chicago:20180105T190000"
    weekly = [event(begun, "RRULE:FREQ=WEEKLY;BYDAY=FR", uid=str(n)) for n in range(1_000)]
    assert len(reading(*weekly).listings) == 1_000
