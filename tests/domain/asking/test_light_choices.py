"""What a helper chooses of a light: an end, and regular hours."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from porchlight.domain.light import (
    LONGEST,
    Light,
    LightHours,
    ManyHours,
    an_hour_on,
    ends_offered,
    next_at,
    with_hours,
)

ZONES = ("America/Chicago", "Asia/Kathmandu", "Europe/Madrid", "Australia/Lord_Howe")
MONDAY, THURSDAY = 0, 3
SEVEN, TEN = time(19), time(22)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("days", [0, 109, 312])  # two of them about where a clock changes
def test_two_ends_are_offered_at_every_hour_and_each_can_be_taken(zone, days):
    at = datetime(2026, 3, 7, 0, 7, tzinfo=UTC) + timedelta(days=days)
    for _quarter in range(4 * 50):
        ends = ends_offered(at, zone)
        assert len(ends) == 2
        for end in ends:
            assert end - at >= timedelta(hours=1)
            assert Light(zone).put_on(end, at).on_until(at) == end
            assert end.astimezone(ZoneInfo(zone)).minute == 0
        at += timedelta(minutes=15)


@pytest.mark.parametrize(("minute", "ends"), [(0, 0), (1, 5), (4, 5), (5, 5), (56, 60)])
def test_an_hour_ends_at_full_five_minutes(minute, ends):
    at = datetime(2026, 11, 18, 18, tzinfo=UTC)
    assert an_hour_on(at + timedelta(minutes=minute)) == at + timedelta(minutes=60 + ends)
    late = an_hour_on(at + timedelta(minutes=minute, seconds=30))
    assert late.second == 0
    assert timedelta(hours=1) <= late - at - timedelta(minutes=minute, seconds=30)


def test_a_clock_that_is_over_today_comes_tomorrow():
    at = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
    assert next_at(time(18, 30), at, "UTC") == at + timedelta(days=1)
    assert next_at(time(18, 31), at, "UTC") == at + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("start", "until", "hours"), [(SEVEN, TEN, 3), (TEN, SEVEN, 21), (TEN, TEN, 24)]
)
def test_hours_are_as_long_as_the_clock_says(start, until, hours):
    assert LightHours(MONDAY, start, until).length == timedelta(hours=hours)
    assert timedelta(hours=21) > LONGEST


def test_hours_are_there_once_and_in_order_and_those_alike_go_together():
    late = LightHours(MONDAY, TEN, time(23))
    evenings = [LightHours(day, SEVEN, TEN) for day in (THURSDAY, MONDAY)]
    light = with_hours(with_hours(Light("UTC"), [late, *evenings]), evenings)
    assert light.hours == (evenings[1], late, evenings[0])
    same, other = light.hours_by_clock()
    assert (same.start, same.until, same.weekdays) == (SEVEN, TEN, (MONDAY, THURSDAY))
    assert other.weekdays == (MONDAY,)
    assert light.without_hours(SEVEN, TEN).hours == (late,)
    assert light.without_hours(SEVEN, time(23)) == light


def test_more_hours_than_seven_are_refused():
    week = [LightHours(day, SEVEN, TEN) for day in range(7)]
    light = with_hours(Light("UTC"), week)
    with pytest.raises(ManyHours):
        with_hours(light, [LightHours(MONDAY, TEN, time(23))])
