"""Lights: when one is on, when somebody may be asked, and when it goes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.domain.light import LIMITS, LONGEST, Askable, Light, LightHours, night_of

ZONE = "America/Chicago"
HERE = ZoneInfo(ZONE)
HOUR = timedelta(hours=1)
# A Wednesday, half past noon in Chicago.
AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
WEDNESDAY, SATURDAY, SUNDAY = 2, 5, 6


def local(*clock, fold=0):
    return datetime(2026, *clock, tzinfo=HERE, fold=fold)


def evenings(start="20:00", until="22:00", *weekdays, **more):
    hours = tuple(
        LightHours(day, time.fromisoformat(start), time.fromisoformat(until))
        for day in weekdays or range(7)
    )
    return Light(ZONE, hours=hours, **more)


# --- on until -----------------------------------------------------------------------------------


def test_a_light_is_off_until_somebody_says_that_it_is_on():
    light = Light(ZONE)
    assert light.on_until(AT) is None
    assert not light.may_be_asked(AT)
    assert not light.says_anything


def test_a_light_that_is_put_on_goes_off_by_itself():
    light = Light(ZONE).put_on(AT + 2 * HOUR, AT)
    assert light.on_until(AT) == AT + 2 * HOUR
    assert light.is_on(AT + 2 * HOUR - timedelta(microseconds=1))
    assert not light.is_on(AT + 2 * HOUR)


@pytest.mark.parametrize("until", [-HOUR, 0 * HOUR, LONGEST + timedelta(seconds=1)])
def test_an_end_that_nobody_means_is_refused(until):
    with pytest.raises(ValueError, match="at most"):
        Light(ZONE).put_on(AT + until, AT)
    Light(ZONE).put_on(AT + LONGEST, AT)


def test_hours_over_midnight_are_those_of_the_day_on_which_they_start():
    light = evenings("22:00", "01:30", WEDNESDAY)
    for clock, is_on in [
        ((11, 18, 1, 0), False),  # Tuesday's night
        ((11, 18, 21, 59), False),
        ((11, 18, 22, 0), True),
        ((11, 19, 1, 29), True),
        ((11, 19, 1, 30), False),
        ((11, 19, 22, 0), False),
    ]:
        assert light.is_on(local(*clock)) is is_on, clock
    assert light.on_until(local(11, 19, 0, 0)) == local(11, 19, 1, 30)


def test_hours_that_end_when_they_start_are_a_whole_day():
    light = evenings("20:00", "20:00", WEDNESDAY)
    assert light.on_until(local(11, 19, 19, 59)) == local(11, 19, 20, 0)
    assert not light.is_on(local(11, 19, 20, 0))


def test_of_a_word_and_of_hours_the_later_end_counts():
    light = evenings("20:00", "22:00").put_on(local(11, 18, 23, 0), local(11, 18, 21, 0))
    assert light.on_until(local(11, 18, 21, 0)) == local(11, 18, 23, 0)
    light = evenings("20:00", "22:00").put_on(local(11, 18, 21, 0), local(11, 18, 20, 30))
    assert light.on_until(local(11, 18, 20, 30)) == local(11, 18, 22, 0)


# --- the days on which clocks change ------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "until", "weekday", "first", "last", "lasts"),
    [
        # Saturday to Sunday, 8 March: two o'clock is three.
        ("22:00", "06:00", SATURDAY, (3, 7, 22, 0), (3, 8, 6, 0), 7 * HOUR),
        # Saturday to Sunday, 1 November: one o'clock comes twice.
        ("22:00", "06:00", SATURDAY, (10, 31, 22, 0), (11, 1, 6, 0), 9 * HOUR),
        ("00:30", "02:30", SUNDAY, (11, 1, 0, 30), (11, 1, 2, 30), 3 * HOUR),
    ],
)
def test_hours_are_those_of_the_clock_when_it_changes(start, until, weekday, first, last, lasts):
    light = evenings(start, until, weekday)
    begin, end = local(*first).astimezone(UTC), local(*last).astimezone(UTC)
    assert end - begin == lasts
    moment = begin
    while moment < end:
        for at in (moment, moment.astimezone(HERE)):
            assert light.on_until(at) == end
        moment += timedelta(minutes=10)
    assert not light.is_on(begin - timedelta(seconds=1))
    assert not light.is_on(end)


def test_the_hour_that_comes_twice_is_told_apart_on_the_helpers_own_clock():
    """Half past one of the clock that was put back is after hours that end at half past one."""
    light = evenings("00:30", "01:30", SUNDAY)
    assert light.is_on(local(11, 1, 1, 20))
    assert not light.is_on(local(11, 1, 1, 20, fold=1))
    on = Light(ZONE).put_on(local(11, 1, 1, 20, fold=1).astimezone(UTC), local(11, 1, 1, 0))
    assert on.is_on(local(11, 1, 1, 50))


def test_hours_that_fall_into_the_hour_that_is_skipped_are_after_it():
    light = evenings("02:15", "02:45", SUNDAY)
    assert light.on_until(local(3, 8, 3, 20)) == local(3, 8, 3, 45)
    assert not light.is_on(local(3, 8, 3, 45))


# --- put out, nights and limits -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "first", "last"),
    [
        ((11, 18, 12, 0), (11, 18, 12, 0), (11, 19, 12, 0)),
        ((11, 18, 23, 59), (11, 18, 12, 0), (11, 19, 12, 0)),
        ((11, 19, 3, 0), (11, 18, 12, 0), (11, 19, 12, 0)),
        ((11, 19, 11, 59), (11, 18, 12, 0), (11, 19, 12, 0)),
        ((11, 1, 1, 30), (10, 31, 12, 0), (11, 1, 12, 0)),
        ((3, 8, 3, 30), (3, 7, 12, 0), (3, 8, 12, 0)),
    ],
)
def test_a_night_goes_from_noon_to_noon_of_the_helpers_clock(clock, first, last):
    assert night_of(local(*clock).astimezone(UTC), ZONE) == (local(*first), local(*last))


def test_put_out_it_is_out_at_once_until_the_night_turns():
    at = local(11, 18, 21, 0)
    light = evenings(askable=Askable.ANY_TIME).put_on(local(11, 18, 23, 0), at).put_out(at)
    for clock in [(11, 18, 21, 0), (11, 18, 22, 30), (11, 19, 8, 0), (11, 19, 11, 59)]:
        assert not light.is_on(local(*clock))
        assert not light.may_be_asked(local(*clock))
    assert light.may_be_asked(local(11, 19, 12, 0))
    assert light.is_on(local(11, 19, 20, 30))


def test_hours_that_go_on_over_noon_are_over_when_it_is_put_out():
    light = evenings("10:00", "16:00").put_out(local(11, 18, 11, 0))
    assert not light.is_on(local(11, 18, 15, 59))
    assert light.is_on(local(11, 19, 10, 0))


def test_who_put_it_out_can_put_it_on_again():
    light = evenings().put_out(AT).put_on(AT + HOUR, AT)
    assert light.on_until(AT) == AT + HOUR


def test_when_it_is_enough_it_is_out_until_noon_and_hours_come_back():
    light = evenings(limit=2, askable=Askable.ANY_TIME)
    at = local(11, 18, 21, 0)
    assert light.after_talks(1, at) is light
    enough = light.after_talks(2, at)
    assert not enough.is_on(at)
    assert not enough.may_be_asked(local(11, 19, 11, 0))
    assert enough.is_on(local(11, 19, 21, 0))


@pytest.mark.parametrize("limit", LIMITS)
def test_no_more_are_taken_than_somebody_wanted_unless_they_put_it_on_again(limit):
    at = local(11, 18, 21, 0)
    light = evenings(limit=limit)
    for n in range(limit):
        assert not light.has_enough(n, at)
    enough = light.after_talks(limit, at)
    assert enough.has_enough(limit, at)
    assert not enough.put_on(at + HOUR, at).has_enough(limit, at)


# --- may be asked while it is off ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("askable", "clock", "may"),
    [
        (Askable.NEVER, (11, 18, 12, 0), False),
        (Askable.BY_DAY, (11, 18, 7, 59), False),
        (Askable.BY_DAY, (11, 18, 8, 0), True),
        (Askable.BY_DAY, (11, 18, 20, 59), True),
        (Askable.BY_DAY, (11, 18, 21, 0), False),
        (Askable.ANY_TIME, (11, 18, 3, 0), True),
    ],
)
def test_who_may_be_asked_though_the_light_is_off(askable, clock, may):
    light = Light(ZONE, askable=askable)
    assert light.may_be_asked(local(*clock).astimezone(UTC)) is may
    assert light.says_anything is (askable is not Askable.NEVER)


# --- whatever is said ---------------------------------------------------------------------------

clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
moments = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - hypothesis wants it so
    datetime(2027, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.just(UTC),
)
lights = st.builds(
    Light,
    st.sampled_from([ZONE, "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns"]),
    until=st.none() | moments,
    rests_until=st.none() | moments,
    hours=st.lists(st.builds(LightHours, st.integers(0, 6), clocks, clocks), max_size=7).map(tuple),
    limit=st.sampled_from(LIMITS),
    askable=st.sampled_from(Askable),
)


@given(lights, moments)
def test_a_light_goes_out_when_it_says_and_whoever_reads_it_reads_the_same(light, at):
    assert Light.of(light.told()) == light
    until = light.on_until(at)
    assert until is None or until > at
    assert light.on_until(at.astimezone(ZoneInfo(light.zone))) == until
    assert until is None or light.may_be_asked(at)


@given(lights, moments, st.integers(0, 24 * 60))
def test_after_it_was_put_out_nobody_asks_before_the_night_turns(light, at, minutes):
    out, until = light.put_out(at), night_of(at, light.zone)[1]
    assert until - timedelta(hours=25) <= at < until
    then = at + timedelta(minutes=minutes)
    if then < until:
        assert not out.may_be_asked(then)
        assert not light.after_talks(light.limit, at).may_be_asked(then)
    assert replace(out, rests_until=None, until=light.until) == replace(light, rests_until=None)


# --- a day off ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "noon"),
    [
        (local(11, 18, 0, 30), local(11, 19, 12)),
        (local(11, 18, 23, 30), local(11, 19, 12)),
        (local(3, 7, 20), local(3, 8, 12)),  # the clocks go ahead in this night
        (local(10, 31, 20), local(11, 1, 12)),  # and back in this one
    ],
)
def test_a_day_off_is_over_at_noon_of_the_next_day(at, noon):
    light = evenings(askable=Askable.ANY_TIME).put_on(at + HOUR, at).day_off(at)
    assert light.rest_ends_at(at) == noon
    assert not light.may_be_asked(noon - timedelta(seconds=1))
    assert light.may_be_asked(noon)
    assert light.rest_ends_at(noon) is None


def test_a_day_off_keeps_hours_and_limits_and_is_over_when_one_says_so():
    light = evenings(limit=3, askable=Askable.BY_DAY)
    off = light.day_off(AT)
    assert Light.of(off.told()) == off
    assert off.rested() == light
    assert off.put_on(AT + HOUR, AT).may_be_asked(AT)
