from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.domain import schedule

CHICAGO = "America/Chicago"
LORD_HOWE = "Australia/Lord_Howe"
APIA = "Pacific/Apia"
ZONES = (
    CHICAGO, "America/New_York", "America/Phoenix", "America/St_Johns", "Asia/Kolkata",
    "Asia/Kathmandu", "Europe/Dublin", "Africa/Casablanca", "Pacific/Chatham", LORD_HOWE, APIA,
    "America/Nuuk", "UTC",
)  # fmt: skip

instants = st.integers(1_230_768_000, 2_177_452_800).map(lambda s: datetime.fromtimestamp(s, UTC))

# local date, wall time, zone -> the instant in UTC, and how the start reads in its zone
DATED = {
    "an ordinary evening": ("2026-01-14", "19:00", CHICAGO, "2026-01-15T01:00", "19:00"),
    "the same wall time in summer": ("2026-07-15", "19:00", CHICAGO, "2026-07-16T00:00", "19:00"),
    "skipped in spring": ("2026-03-08", "02:30", CHICAGO, "2026-03-08T08:30", "03:30"),
    "just after the gap": ("2026-03-08", "03:00", CHICAGO, "2026-03-08T08:00", "03:00"),
    "twice in autumn: the first": ("2026-11-01", "01:30", CHICAGO, "2026-11-01T06:30", "01:30"),
    "just after the fold": ("2026-11-01", "02:00", CHICAGO, "2026-11-01T08:00", "02:00"),
    "Saturday before midnight": ("2026-10-31", "23:30", CHICAGO, "2026-11-01T04:30", "23:30"),
    "half-hour zone": ("2026-05-01", "06:30", "Asia/Kolkata", "2026-05-01T01:00", "06:30"),
    "half-hour change, skipped": ("2026-10-04", "02:15", LORD_HOWE, "2026-10-03T15:45", "02:45"),
    "half-hour change, twice": ("2026-04-05", "01:45", LORD_HOWE, "2026-04-04T14:45", "01:45"),
    "a day that never was": ("2011-12-30", "19:00", APIA, "2011-12-31T05:00", "19:00"),
}  # fmt: skip


@pytest.mark.parametrize("case", DATED)
def test_a_start_on_a_date(case: str) -> None:
    day, wall, zone, utc, reads = DATED[case]
    start = schedule.start_on(date.fromisoformat(day), _minute(wall), zone)
    assert start.astimezone(UTC).isoformat() == f"{utc}:00+00:00"
    assert start.strftime("%H:%M") == reads


@pytest.mark.parametrize("case", DATED)
def test_the_same_start_is_found_by_its_minute_of_the_week(case: str) -> None:
    day, wall, zone, utc, _ = DATED[case]
    instant = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    week_minute = schedule.minute_of_week(date.fromisoformat(day).weekday(), _minute(wall))
    second = timedelta(seconds=1)
    assert utc_starts(week_minute, zone, instant, instant + second) == [instant]
    assert utc_starts(week_minute, zone, instant - second, instant) == []
    assert utc_starts(week_minute, zone, instant + second, instant + 2 * second) == []


def test_a_window_that_is_empty_holds_nothing() -> None:
    noon = datetime(2026, 3, 8, 12, tzinfo=UTC)
    assert schedule.stretches(CHICAGO, noon, noon) == ()
    assert schedule.stretches(CHICAGO, noon, noon - timedelta(hours=1)) == ()


def test_a_meeting_past_midnight_belongs_to_the_next_day() -> None:
    saturday_night = datetime(2026, 6, 6, 23, 30, tzinfo=ZoneInfo(CHICAGO))
    sunday_early = schedule.minute_of_week(6, 15)
    assert schedule.next_start(sunday_early, CHICAGO, saturday_night) == datetime(
        2026, 6, 7, 0, 15, tzinfo=ZoneInfo(CHICAGO)
    )


def test_monday_comes_after_sunday_night() -> None:
    sunday_night = datetime(2026, 6, 7, 23, 59, 59, tzinfo=ZoneInfo(CHICAGO))
    start = schedule.next_start(schedule.minute_of_week(0, 0), CHICAGO, sunday_night)
    assert start.isoformat() == "2026-06-08T00:00:00-05:00"


def test_an_hour_and_a_half_across_the_gap_ends_on_the_new_clock() -> None:
    start = schedule.start_on(date(2026, 3, 8), _minute("01:30"), CHICAGO)
    assert schedule.end_of(start, 90).isoformat() == "2026-03-08T04:00:00-05:00"


@given(
    zone=st.sampled_from(ZONES),
    since=instants,
    minutes=st.integers(0, 15 * 24 * 60),
    week_minute=st.integers(0, schedule.WEEK - 1),
)
def test_day_by_day_gives_the_same_starts(
    zone: str, since: datetime, minutes: int, week_minute: int
) -> None:
    until = since + timedelta(minutes=minutes)
    assert utc_starts(week_minute, zone, since, until) == _day_by_day(
        week_minute, zone, since, until
    )


@given(
    zone=st.sampled_from(ZONES),
    change=st.sampled_from(
        ["2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04", "2026-03-29", "2011-12-30"]
    ),
    minutes_before=st.integers(0, 2 * 24 * 60),
    length=st.integers(1, 3 * 24 * 60),
    week_minute=st.integers(0, schedule.WEEK - 1),
)
def test_day_by_day_gives_the_same_starts_around_clock_changes(
    zone: str, change: str, minutes_before: int, length: int, week_minute: int
) -> None:
    day = datetime.fromisoformat(change).replace(tzinfo=UTC) + timedelta(days=1)
    since = day - timedelta(minutes=minutes_before)
    until = since + timedelta(minutes=length)
    assert utc_starts(week_minute, zone, since, until) == _day_by_day(
        week_minute, zone, since, until
    )


@given(
    zone=st.sampled_from(ZONES),
    since=instants,
    cut=st.integers(1, 9 * 24 * 60),
    week_minute=st.integers(0, schedule.WEEK - 1),
)
def test_two_windows_side_by_side_hold_what_one_long_window_holds(
    zone: str, since: datetime, cut: int, week_minute: int
) -> None:
    middle, until = since + timedelta(minutes=cut), since + timedelta(days=10)
    halves = [
        *utc_starts(week_minute, zone, since, middle),
        *utc_starts(week_minute, zone, middle, until),
    ]
    assert halves == utc_starts(week_minute, zone, since, until)


def utc_starts(week_minute: int, zone: str, since: datetime, until: datetime) -> list[datetime]:
    """In UTC, because Python calls no aware times equal when one of them happens twice."""
    starts = schedule.starts_between(week_minute, zone, since, until)
    return [start.astimezone(UTC) for start in starts]


def _minute(wall: str) -> int:
    hours, minutes = wall.split(":")
    return int(hours) * 60 + int(minutes)


def _day_by_day(week_minute: int, zone: str, since: datetime, until: datetime) -> list[datetime]:
    """The slow way: try every local date from two days before to two days after."""
    weekday, minute = divmod(week_minute, schedule.DAY)
    days = ((since + timedelta(days=n)).date() for n in range(-2, (until - since).days + 4))
    starts = [
        schedule.start_on(day, minute, zone).astimezone(UTC)
        for day in days
        if day.weekday() == weekday
    ]
    return [start for start in starts if since <= start < until]
