"""HSDS schedules: one table of what is meant, and what is not taken for meant."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from porchlight.directory.formats.fields.times import WeeklyStart
from porchlight.directory.formats.hsds.schedules import UnclearSchedule, starts_of, without_holidays
from porchlight.domain.recurrence import DatedStart
from tests.directory.formats.hsds.hsds_made import JACKSON, make_service, only, read_made

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
    with pytest.raises(UnclearSchedule):
        starts_of({**NINE_TO_FIVE, **told})


MONDAY = {"freq": "WEEKLY", "byday": "MO"}
CHICAGO, NEW_YORK, LONDON = "America/Chicago", "America/New_York", "Europe/London"


@pytest.mark.parametrize(
    ("opens", "closes", "zone", "weekday", "minute", "lasts"),
    [
        ("09:00", "17:00", CHICAGO, 1, 9 * 60, 480),
        ("09:00-05:00", "17:00-05:00", NEW_YORK, 1, 9 * 60, 480),  # the standard's own example
        ("09:00-04:00", "17:00-04:00", NEW_YORK, 1, 9 * 60, 480),  # the same, written in summer
        ("09:00-06:00", "17:00-05:00", CHICAGO, 1, 9 * 60, 480),
        ("15:00Z", "23:00Z", CHICAGO, 1, 9 * 60, 480),
        ("15:00:00z", "23:00:00+00:00", CHICAGO, 1, 9 * 60, 480),
        ("12:00-05:00", "13:00-05:00", "America/Los_Angeles", 1, 9 * 60, 60),
        ("09:00Z", "17:00Z", LONDON, 1, 9 * 60, 480),
        ("03:30Z", "05:00Z", "Asia/Kolkata", 1, 9 * 60, 90),
        ("01:00Z", "02:00Z", CHICAGO, 7, 19 * 60, 60),  # Monday in London, Sunday evening here
        ("20:00Z", "21:00Z", "Pacific/Auckland", 2, 9 * 60, 60),
        ("00:00Z", "23:59Z", CHICAGO, 1, 0, 1440),
    ],
)
def test_times_are_on_the_clock_of_the_place(
    opens: str, closes: str, zone: str, weekday: int, minute: int, lasts: int
) -> None:
    told = {**MONDAY, "opens_at": opens, "closes_at": closes}
    assert starts_of(told, zone) == (WeeklyStart(weekday, minute, lasts),)


@pytest.mark.parametrize(
    ("told", "start"),
    [
        # Ten in the morning of Chicago's summer, nine of its winter.
        (
            {**MONDAY, "valid_from": "2026-07-01"},
            DatedStart(date(2026, 7, 6), 600, 60, "FREQ=WEEKLY;BYDAY=MO"),
        ),
        (
            {**MONDAY, "dtstart": "2026-01-05"},
            DatedStart(date(2026, 1, 5), 540, 60, "FREQ=WEEKLY;BYDAY=MO"),
        ),
        ({"dtstart": "2026-07-04"}, DatedStart(date(2026, 7, 4), 600, 60)),
        (
            {"dtstart": "2026-07-04", "opens_at": "00:30Z", "closes_at": "01:30Z"},
            DatedStart(date(2026, 7, 3), 19 * 60 + 30, 60),
        ),
        (
            {"dtstart": "2026-07-04", "opens_at": "00:30Z", "closes_at": "01:30Z", "timezone": -5},
            DatedStart(date(2026, 7, 4), 19 * 60 + 30, 60),
        ),
    ],
)
def test_a_time_in_utc_is_that_of_the_day_its_schedule_names(
    told: dict[str, Any], start: DatedStart
) -> None:
    hours = {"opens_at": "15:00Z", "closes_at": "16:00Z"}
    assert starts_of({**hours, **told}, CHICAGO) == (start,)


@pytest.mark.parametrize(
    "told",
    [
        {"opens_at": "09:00Z", "closes_at": "17:00Z"},  # from three at night, or from nine?
        {"opens_at": "09:00", "closes_at": "17:00Z"},
        {"opens_at": "09:00-06:00", "closes_at": "17:00Z"},
        {"opens_at": "01:00Z", "closes_at": "02:00Z", "freq": "MONTHLY", "byday": "2MO"},
        {"opens_at": "01:00Z", "closes_at": "02:00Z", "valid_to": "2026-12-31"},
    ],
)
def test_what_two_clocks_say_or_a_night_nobody_means_is_left_out(told: dict[str, Any]) -> None:
    with pytest.raises(UnclearSchedule):
        starts_of({**MONDAY, **told}, CHICAGO)


def test_the_zone_of_the_place_turns_utc_into_its_hours_on_holidays_too() -> None:
    holiday = {"start_date": "2026-12-24", "opens_at": "16:00Z", "closes_at": "18:00Z"}
    schedules = [{**MONDAY, "opens_at": "15:00Z", "closes_at": "23:00Z"}]
    listing = only(make_service(JACKSON, schedules=schedules, holiday_schedules=[holiday]))
    assert (listing.starts, listing.zone) == ((WeeklyStart(1, 540, 480),), CHICAGO)
    assert listing.dated == (DatedStart(date(2026, 12, 24), 600, 120),)


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
