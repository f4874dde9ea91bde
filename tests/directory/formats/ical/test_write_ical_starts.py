"""Whatever times a listing has, its calendar says the same ones to our reader and to another."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from porchlight.directory.formats.ical.read import read_ical
from porchlight.directory.formats.ical.write import CalendarStyle, write_ical
from porchlight.directory.formats.record import Listing, ReadingContext
from porchlight.directory.models import Schedule, Service
from porchlight.domain.recurrence import checked_rule, dated_starts_between
from porchlight.domain.schedule import minute_of_week, starts_between

SINCE = datetime(2026, 11, 20, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=730)
SEEN = date(2026, 11, 2)
CHICAGO = "America/Chicago"

RULES = (
    "FREQ=DAILY;INTERVAL=3;COUNT=9",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20270315",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;COUNT=11",
    "FREQ=WEEKLY;BYDAY=SU",
    "FREQ=MONTHLY;BYDAY=2WE",
    "FREQ=MONTHLY;BYDAY=1TU",
    "FREQ=MONTHLY;BYDAY=3TU;COUNT=5",
    "FREQ=MONTHLY;BYDAY=-1SU;UNTIL=20280101",
    "FREQ=MONTHLY;BYMONTHDAY=1,15,31",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYDAY=4TH;BYMONTH=11",
    "FREQ=YEARLY",
)
CLOCKS = st.sampled_from(("00:00", "02:30", "12:00", "18:00")).map(time.fromisoformat)
LENGTHS = st.sampled_from((60, 90, 1440, 2880))
ZONES = st.sampled_from((CHICAGO, "Europe/London", "Asia/Kolkata", "UTC"))
# Few days, so that starts meet; the second Sunday of March has an hour less in Chicago.
DAYS = st.sampled_from(
    [*(date(2026, 11, 23) + timedelta(days=n) for n in (0, 1, 2, 6)), date(2027, 3, 14)]
)
OFF = st.lists(st.integers(0, 40), max_size=4)


def _dated(day: date, rule: str, clock: time, lasts: int, off: list[int]) -> Schedule:
    whole = Schedule(
        starts_on=day, rule=rule and checked_rule(rule), starts_at=clock, duration=lasts
    )
    whole.zone = "UTC"
    days = [at.date().isoformat() for at in whole.starts_between(SINCE, UNTIL)]
    whole.excluded = sorted({days[n] for n in off if n < len(days)})
    return whole


SCHEDULES = st.lists(
    st.builds(
        lambda day, clock, lasts: Schedule(weekday=day, starts_at=clock, duration=lasts),
        st.integers(1, 7),
        CLOCKS,
        LENGTHS,
    )
    | st.builds(_dated, DAYS, st.just(""), CLOCKS, LENGTHS, st.just([]) | OFF)
    | st.builds(_dated, DAYS, st.sampled_from(RULES), CLOCKS, LENGTHS, OFF),
    min_size=1,
    max_size=7,
    unique_by=lambda one: (one.weekday, one.starts_on, one.starts_at, one.rule),
)


def listing_of(schedules: list[Schedule], zone: str = CHICAGO) -> Service:
    service = Service(pk=1, name="Potluck", first_seen_on=SEEN)
    for one in schedules:
        one.zone = zone
    service._prefetched_objects_cache = {"schedules": schedules}  # type: ignore[attr-defined]
    return service


def written(service: Service, **how: Any) -> bytes:
    return b"".join(write_ical([service], CalendarStyle(summary="Potluck", **how)))


def uids(content: bytes) -> list[str]:
    return [str(one["UID"]) for one in Calendar.from_ical(content).walk("VEVENT")]


def starts_told(content: bytes, zone: str) -> set[datetime]:
    found = read_ical(content, ReadingContext(SINCE.date(), default_zone=zone))
    assert found.dropped.keys() <= {"over", "called_off"}
    return {at.astimezone(UTC) for one in found.listings for at in _starts(one)}


def _starts(listing: Listing) -> list[datetime]:
    found = [
        at
        for start in listing.dated
        for at in dated_starts_between(start, listing.zone, SINCE, UNTIL)
    ]
    for start in listing.starts:
        week_minute = minute_of_week(start.weekday - 1, start.minute)
        found += starts_between(week_minute, listing.zone, SINCE, UNTIL)
    return found


def starts_of_another(content: bytes, zone: str) -> set[datetime]:
    early, late = SINCE - timedelta(days=3), UNTIL + timedelta(days=3)
    events = recurring_ical_events.of(Calendar.from_ical(content)).between(early, late)
    told: list[Any] = [one["DTSTART"].dt for one in events]
    moments = {
        at if isinstance(at, datetime) else datetime.combine(at, time(), ZoneInfo(zone))
        for at in told
    }
    return {at.astimezone(UTC) for at in moments if SINCE <= at < UNTIL}


@settings(max_examples=150, deadline=None)
@given(SCHEDULES, ZONES)
def test_a_calendar_says_every_start_and_no_other(schedules: list[Schedule], zone: str) -> None:
    service = listing_of(schedules, zone)
    content = written(service)
    expected = {at.astimezone(UTC) for one in schedules for at in one.starts_between(SINCE, UNTIL)}
    assert len(uids(content)) == len(set(uids(content)))
    assert starts_told(content, zone) == expected
    assert starts_of_another(content, zone) == expected


def dated(day: str, clock: str, rule: str = "", lasts: int = 60) -> Schedule:
    at = time.fromisoformat(clock)
    return Schedule(
        starts_on=date.fromisoformat(day), starts_at=at, rule=rule, duration=lasts, excluded=[]
    )


def test_a_start_off_its_rule_and_two_rules_of_one_start_are_events_of_their_own() -> None:
    """As Outlook writes a series whose first day its rule does not make."""
    first, second, once = (
        dated("2027-01-05", "18:00", "FREQ=MONTHLY;BYDAY=2WE"),
        dated("2027-01-05", "18:00", "FREQ=MONTHLY;BYDAY=3TU"),
        dated("2027-01-05", "18:00"),
    )
    content = written(listing_of([once, first, second]))
    assert b"DTSTART;TZID=America/Chicago:20270113T180000" in content
    plain, one, other = sorted(uids(content), key=len)
    assert plain.endswith("-20270105-1800@porchlight")
    assert one != other
    assert {at.date() for at in starts_told(content, CHICAGO)} >= {
        date(2027, 1, 6),  # 18:00 in Chicago is midnight in UTC
        date(2027, 1, 14),
        date(2027, 1, 20),
    }


def test_uids_of_weekly_starts_single_dates_and_rules_by_themselves_stay_as_they_were() -> None:
    weekly = Schedule(weekday=3, starts_at=time(19), duration=60)
    rule = dated("2027-01-13", "18:00", "FREQ=MONTHLY;BYDAY=2WE")
    service = listing_of([weekly, dated("2027-01-05", "18:00"), rule])
    assert sorted(uids(written(service))) == [
        f"{service.at_location_id}-20270105-1800@porchlight",
        f"{service.at_location_id}-20270113-1800@porchlight",
        f"{service.at_location_id}-3-1900@porchlight",
    ]


def test_a_date_that_has_passed_changes_no_uid() -> None:
    service = listing_of([dated("2026-12-02", "18:00"), dated("2026-12-09", "18:00")])
    before, after = (
        written(service, now=datetime(2026, month, 5, tzinfo=UTC)) for month in (11, 12)
    )
    assert b"20261202T180000" not in after
    assert uids(before) == uids(after)


def test_days_of_which_one_has_an_hour_are_written_with_their_hours() -> None:
    """An alkathon from midnight to midnight, and one from six to six."""
    days = [
        dated("2026-12-24", "00:00", lasts=1440),
        dated("2026-12-31", "18:00", lasts=1440),
    ]
    content = written(listing_of(days))
    assert b"RDATE;TZID=America/Chicago:20261231T180000" in content
    assert b"VALUE=DATE" not in content.replace(b"VALUE=DATE-TIME", b"")


def test_a_rule_that_never_comes_true_and_a_date_called_off_are_no_events() -> None:
    never = dated("2026-12-24", "18:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    off = dated("2026-12-24", "18:00")
    off.excluded = ["2026-12-24"]
    assert uids(written(listing_of([never, off]))) == []
