"""HSDS schedules: one table of what is meant, and what is not taken for meant."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from porchlight.directory.formats.hsds_times import Unclear, starts_of, without_holidays
from porchlight.directory.formats.weekly import WeeklyStart
from porchlight.domain.recurrence import DatedStart
from tests.directory.hsds_made import JACKSON, make_service, only, read_made

NINE_TO_FIVE = {"opens_at": "09:00", "closes_at": "17:00"}


@pytest.mark.parametrize(
    ("told", "starts"),
    [
        (
            {"freq": "WEEKLY", "byday": "MO,WE"},
            (WeeklyStart(1, 540, 480), WeeklyStart(3, 540, 480)),
        ),
        ({"byday": "SU"}, (WeeklyStart(7, 540, 480),)),
        (
            {"freq": "WEEKLY", "byday": "MO", "opens_at": "9:00am", "closes_at": "5:00 PM"},
            (WeeklyStart(1, 540, 480),),
        ),
        (
            {
                "freq": "WEEKLY",
                "byday": "MO",
                "opens_at": "09:00:00-05:00",
                "closes_at": "17:00-0500",
            },
            (WeeklyStart(1, 540, 480),),
        ),
        (
            {"freq": "WEEKLY", "byday": "FR", "opens_at": "18:00", "closes_at": "07:00"},
            (WeeklyStart(5, 1080, 780),),
        ),
        (
            {"freq": "WEEKLY", "byday": "FR", "opens_at": "00:00", "closes_at": "23:59"},
            (WeeklyStart(5, 0, 1440),),
        ),
        (
            {"freq": "WEEKLY", "byday": "MO", "valid_from": "2026-06-01", "valid_to": "2026-08-31"},
            (DatedStart(date(2026, 6, 1), 540, 480, "FREQ=WEEKLY;UNTIL=20260831;BYDAY=MO"),),
        ),
        (
            {"freq": "WEEKLY", "interval": 2, "dtstart": "2026-11-03"},
            (DatedStart(date(2026, 11, 3), 540, 480, "FREQ=WEEKLY;INTERVAL=2"),),
        ),
        (
            {"freq": "MONTHLY", "byday": "-1SU"},
            (DatedStart(date(2020, 1, 26), 540, 480, "FREQ=MONTHLY;BYDAY=-1SU"),),
        ),
        (
            {"freq": "MONTHLY", "bymonthday": "1,15", "dtstart": "2026-11-01", "count": 4},
            (DatedStart(date(2026, 11, 1), 540, 480, "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=1,15"),),
        ),
        ({"dtstart": "2026-12-24"}, (DatedStart(date(2026, 12, 24), 540, 480),)),
        ({"freq": "WEEKLY", "byday": "MO", "opens_at": ""}, ()),
        ({"freq": "DAILY"}, tuple(WeeklyStart(day, 540, 480) for day in range(1, 8))),
        (
            {"freq": "daily", "interval": 1, "byday": "SA,SU"},
            (WeeklyStart(6, 540, 480), WeeklyStart(7, 540, 480)),
        ),
        (
            {"freq": "monthly", "byday": "2WE", "wkst": "Sunday"},
            (DatedStart(date(2020, 1, 8), 540, 480, "FREQ=MONTHLY;BYDAY=2WE;WKST=SU"),),
        ),
    ],
)
def test_what_a_schedule_means(told: dict[str, Any], starts: tuple[Any, ...]) -> None:
    assert starts_of({**NINE_TO_FIVE, **told}) == starts


@pytest.mark.parametrize(
    "told",
    [
        {},  # every day, or by whim?
        {"freq": "DAILY", "interval": 2},
        {"freq": "DAILY", "bymonthday": "1,15"},
        {"freq": "YEARLY", "dtstart": "2026-12-24"},
        {"freq": "WEEKLY"},  # on which day?
        {"freq": "WEEKLY", "byday": "MO", "interval": 2},  # in which weeks?
        {"freq": "WEEKLY", "byday": "MO", "count": 3},  # from when?
        {"freq": "WEEKLY", "byday": "2MO"},
        {"freq": "WEEKLY", "byday": "MO", "byweekno": "41,42"},
        {"freq": "MONTHLY", "byyearday": "2,3"},
        {"freq": "MONTHLY"},
        {"freq": "WEEKLY", "byday": "MO", "until": "soon"},
        {"freq": "WEEKLY", "byday": "MO", "opens_at": "morning"},
        {"freq": "WEEKLY", "byday": "MO", "valid_from": "2026-08-31", "valid_to": "2026-06-01"},
        {"freq": "WEEKLY", "byday": "MO", "count": "many", "dtstart": "2026-11-02"},
        {"dtstart": "2026-12-24", "until": "2026-12-31"},
    ],
)
def test_what_a_schedule_does_not_say_plainly(told: dict[str, Any]) -> None:
    with pytest.raises(Unclear):
        starts_of({**NINE_TO_FIVE, **told})


def test_hours_that_are_unclear_leave_the_service_and_are_told() -> None:
    reading = read_made(make_service(JACKSON, schedules=[{**NINE_TO_FIVE, "freq": "WEEKLY"}]))
    assert reading.mended == {"schedule_left_out": 1}
    assert not reading.listings[0].starts


def test_hours_without_a_zone_leave_the_service_and_are_told() -> None:
    service = make_service(
        {"name": "Hall"}, schedules=[{**NINE_TO_FIVE, "byday": "MO", "timezone": -6}]
    )
    reading = read_made(service)
    assert (reading.listings[0].starts, reading.mended) == ((), {"schedule_left_out": 1})
    assert only(service, "America/Denver").zone == "America/Denver"


def test_an_event_without_a_zone_is_dropped() -> None:
    event = make_service({"name": "Hall"}, schedules=[{**NINE_TO_FIVE, "dtstart": "2026-12-24"}])
    assert read_made(event).dropped == {"no_time_zone": 1}
    assert only(event, "America/Chicago").kind == "event"


def test_the_zone_comes_from_the_point_then_from_the_zip() -> None:
    schedules = [{**NINE_TO_FIVE, "byday": "MO", "timezone": 3}]
    zip_only = {"addresses": [{"postal_code": "80202", "country": "US"}]}
    assert only(make_service(JACKSON, schedules=schedules)).zone == "America/Chicago"
    assert only(make_service(zip_only, schedules=schedules)).zone == "America/Denver"


def test_a_holiday_behind_us_changes_nothing_and_other_hours_replace_the_usual_ones() -> None:
    monday = WeeklyStart(1, 540, 480)
    today = date(2026, 11, 18)
    past = {"closed": "true", "start_date": "2025-12-22", "end_date": "2025-12-28"}
    assert without_holidays([monday], [past], today) == (monday,)
    eve = {"opens_at": "10:00", "closes_at": "12:00", "start_date": "2026-12-28"}
    usual, other = without_holidays([monday], [eve], today)
    assert isinstance(usual, DatedStart)
    assert usual.excluded == (date(2026, 12, 28),)
    assert other == DatedStart(date(2026, 12, 28), 600, 120)
