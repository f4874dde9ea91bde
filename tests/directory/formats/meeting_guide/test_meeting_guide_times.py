"""Days and times as published feeds write them, and what the reader makes of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from porchlight.domain.recurrence import DatedStart
from tests.directory.made_up import GONE, only, read, row

MONDAY, SATURDAY, SUNDAY = 1, 6, 7


def starts(**fields: Any) -> list[tuple[int, str, int]]:
    """(ISO weekday, "HH:MM", minutes) of each start of a one-row feed."""
    return [
        (start.weekday, f"{start.minute // 60:02}:{start.minute % 60:02}", start.duration)
        for start in only(**fields).starts
    ]


@pytest.mark.parametrize(
    ("day", "weekdays"),
    [
        (0, [7]),
        (6, [6]),
        (7, [7]),
        ("4", [4]),
        (4.0, [4]),
        ("Tuesday", [2]),
        ("tues.", [2]),
        ("Mondays", [1]),
        ("miércoles", [3]),
        ([6], [6]),
        (["0", "Wed"], [3, 7]),
        ([1, 3, 5], [1, 3, 5]),
        ("[6]", [6]),
        ("Mon, Wed", [1, 3]),
        ([1, 1], [1]),
        ([1, "someday"], [1]),
        ("0, 2", [2, 7]),
        ('["Monday", "Tuesday"]', [1, 2]),
        ("Every Monday", [1]),
        ("Monday & Thursday", [1, 4]),
        ("Mon, Wed, and Fri", [1, 3, 5]),
        ("Sunday Monday", [1, 7]),
        ("Monday - Friday", [1, 2, 3, 4, 5]),
        ("Mon.–Thurs.", [1, 2, 3, 4]),
        ("Monday through Friday", [1, 2, 3, 4, 5]),
        ("mon thru sat", [1, 2, 3, 4, 5, 6]),
        ("Fri to Mon, Wed", [1, 3, 5, 6, 7]),
        ("los lunes y sábados", [1, 6]),
        ("de lunes a viernes", [1, 2, 3, 4, 5]),
        ("Weekdays", [1, 2, 3, 4, 5]),
        ("Daily", [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_days_come_as_numbers_names_and_lists(day: object, weekdays: list[int]) -> None:
    assert [weekday for weekday, _, _ in starts(day=day)] == weekdays


@pytest.mark.parametrize(
    "day", ["someday", 9, -1, True, "weekly", "1-5", [9], {"day": 1}, "Mon " * 999]
)
def test_a_day_nobody_can_read_drops_the_row(day: object) -> None:
    assert read(row(day=day)).dropped == {"unreadable_day": 1}


@pytest.mark.parametrize(
    "day",
    [
        "Monday and 3rd Thursday",
        "1st Mon Tue",
        "2nd Saturday, in summer",
        "every other Wednesday",
        "Alternate Mondays",
        "Monday (except holidays)",
        "Tuesday, Thursday, last Sunday",
        "Mon-Wed-Fri",
    ],
)
def test_a_day_that_is_not_every_week_is_never_read_as_weekly(day: str) -> None:
    reading = read(row(day=day))
    assert (reading.listings, reading.dropped) == ((), {"unreadable_day": 1})


@pytest.mark.parametrize(
    ("day", "first", "by_day"),
    [
        ("1st Saturday", "2020-01-04", "1SA"),
        ("First Saturday", "2020-01-04", "1SA"),
        ("Last Sunday of the month", "2020-01-26", "-1SU"),
        ("2nd & 4th Tuesday", "2020-01-14", "2TU,4TU"),
        ("1st and 3rd Thu", "2020-01-02", "1TH,3TH"),
        ("1st Mon, 3rd Fri", "2020-01-06", "1MO,3FR"),
        ("el primer lunes del mes", "2020-01-06", "1MO"),
        ("5th Friday", "2020-01-31", "5FR"),
    ],
)
def test_a_day_of_the_month_is_monthly(day: str, first: str, by_day: str) -> None:
    reading = read(row(day=day, time="19:00", end_time="20:30"))
    (listing,) = reading.listings
    start = DatedStart(date.fromisoformat(first), 1140, 90, f"FREQ=MONTHLY;BYDAY={by_day}")
    assert (listing.starts, listing.dated) == ((), (start,))
    assert (listing.kind, listing.zone) == ("meeting", "America/Chicago")
    assert reading.mended == {"day_respelled": 1}


def test_a_day_of_the_month_still_needs_its_time() -> None:
    assert read(row(day="1st Saturday", time="soon")).dropped == {"unreadable_time": 1}
    assert read(row(day="1st Saturday", time="24:00")).dropped == {"unreadable_day": 1}
    assert read(row(day="1st Saturday", time=GONE)).dropped == {"unreadable_day": 1}


@pytest.mark.parametrize(
    ("time", "clock"),
    [
        ("18:00", "18:00"),
        ("18:00:00", "18:00"),
        ("6:30 PM", "18:30"),
        ("6:30PM", "18:30"),
        ("6:30\u202fp.m.", "18:30"),
        ("6 pm", "18:00"),
        ("12:15 AM", "00:15"),
        ("12:01 PM", "12:01"),
        ("18.30", "18:30"),
        ("18h30", "18:30"),
        ("1830", "18:30"),
        ("7:05", "07:05"),
        ("noon", "12:00"),
        ("18:00 pm", "18:00"),
    ],
)
def test_times_come_with_seconds_and_halves_of_the_day(time: str, clock: str) -> None:
    assert starts(time=time, end_time=None) == [(MONDAY, clock, 60)]


@pytest.mark.parametrize(
    "time", ["25:00", "18:75", "soon", "midnight", "7", "13:99 pm", 0.75, True, [], {}, "0:30 pm"]
)
def test_a_time_nobody_can_read_drops_the_row(time: object) -> None:
    assert read(row(time=time)).dropped == {"unreadable_time": 1}


def test_24_00_is_midnight_at_the_start_of_the_next_day() -> None:
    assert starts(day=SATURDAY, time="24:00", end_time=None) == [(SUNDAY, "00:00", 60)]
    assert starts(day=0, time="24:00", end_time=None) == [(MONDAY, "00:00", 60)]


@pytest.mark.parametrize(
    ("start", "end", "minutes", "kind"),
    [
        ("19:00", "20:30", 90, None),
        ("19:00", None, 60, "end_assumed"),
        ("19:00", "later", 60, "end_assumed"),
        ("19:00", "19:00", 60, "end_assumed"),
        ("23:00", "00:00", 60, "end_past_midnight"),
        ("23:59", "01:00", 61, "end_past_midnight"),
        ("18:00", "24:00", 360, None),
        ("00:00", "23:59", 1440, "around_the_clock"),
        ("00:00", "00:00", 1440, "around_the_clock"),
        ("19:15", "08:15", 60, "end_half_a_day_off"),
        ("19:00", "08:30", 90, "end_half_a_day_off"),
        ("18:00", "08:00", 840, "end_past_midnight"),
        ("11:00", "00:30", 90, "end_half_a_day_off"),
    ],
)
def test_an_end_may_be_missing_past_midnight_or_off_by_half_a_day(
    start: str, end: str | None, minutes: int, kind: str | None
) -> None:
    reading = read(row(time=start, end_time=end))
    assert reading.listings[0].starts[0].duration == minutes
    assert reading.mended == ({kind: 1} if kind else {})


def test_a_length_in_minutes_stands_in_for_an_end() -> None:
    assert starts(end_time=GONE, duration=90) == [(MONDAY, "12:00", 90)]
    assert starts(end_time=GONE, duration=0) == [(MONDAY, "12:00", 60)]


@pytest.mark.parametrize("missing", [{"day": GONE}, {"time": None}, {"day": [], "time": ""}])
def test_without_a_day_or_a_time_it_meets_by_appointment(missing: dict[str, object]) -> None:
    (listing,) = read(row(timezone=GONE, **missing)).listings
    assert (listing.starts, listing.zone) == ((), "")
