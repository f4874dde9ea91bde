"""By what somebody is reached, and at which hours of their own clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from porchlight.domain.reaching.choices import HELD_FOR, AskReaches, Choices, WaitsTold
from tests.domain.reaching.zones import KATHMANDU, MADRID, NEW_YORK, here

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)


def once_a_day(**chosen: time) -> Choices:
    return Choices(waits=WaitsTold.ONCE_A_DAY, **chosen)


def test_nothing_leaves_but_an_ask_unless_it_is_chosen():
    assert (Choices().ask, Choices().waits) == (AskReaches.PUSH, WaitsTold.HERE)


@pytest.mark.parametrize("waits", WaitsTold)
def test_what_was_chosen_is_read_back(waits):
    chosen = Choices(AskReaches.HERE, waits, time(22), time(7), time(9))
    assert Choices.of(chosen.told()) == chosen


def test_what_is_known_no_more_counts_as_not_chosen():
    told = {**Choices(AskReaches.HERE, WaitsTold.AT_ONCE).told(), "ask": "pigeon"}
    assert Choices.of(told) == Choices(waits=WaitsTold.AT_ONCE)
    del told["waits"]
    assert Choices.of(told) == Choices()


@pytest.mark.parametrize(
    ("hour", "minute", "is_quiet"),
    [(20, 59, False), (21, 0, True), (0, 0, True), (7, 59, True), (8, 0, False), (12, 0, False)],
)
@pytest.mark.parametrize("zone", [NEW_YORK, MADRID, KATHMANDU])
def test_it_is_quiet_from_nine_to_eight_on_the_persons_own_clock(zone, hour, minute, is_quiet):
    assert Choices().is_quiet(here(zone, 2026, 5, 5, hour, minute), zone) == is_quiet


def test_quiet_hours_within_a_day_and_none_at_all():
    by_day = Choices(quiet_from=time(9), quiet_until=time(17))
    assert by_day.is_quiet(here(MADRID, 2026, 5, 5, 16), MADRID)
    assert not by_day.is_quiet(here(MADRID, 2026, 5, 5, 17), MADRID)
    never = Choices(quiet_from=time(9), quiet_until=time(9))
    assert not any(never.is_quiet(NOON + n * HOUR, MADRID) for n in range(24))


@pytest.mark.parametrize(
    ("zone", "night", "hours"),
    [
        (NEW_YORK, (2026, 5, 5, 21), 11),
        (NEW_YORK, (2026, 3, 7, 21), 10),  # clocks go ahead in this night
        (NEW_YORK, (2026, 10, 31, 21), 12),  # and back in this one
        (MADRID, (2026, 3, 28, 21), 10),
        (KATHMANDU, (2026, 3, 28, 21), 11),
    ],
)
def test_what_comes_in_the_night_is_told_in_the_morning(zone, night, hours):
    at = here(zone, *night)
    assert Choices().told_from(at, zone) == at + hours * HOUR


def test_by_day_it_is_told_at_once():
    assert Choices().told_from(NOON, MADRID) == NOON


def test_quiet_that_ends_in_the_hour_that_is_there_twice_is_over_in_that_night():
    choices = Choices(quiet_until=time(1, 30))
    second = here(NEW_YORK, 2026, 11, 1, 1, 10, fold=1)
    assert choices.told_from(second, NEW_YORK) - second == 20 * MINUTE


def test_once_a_day_it_is_told_within_an_hour_of_the_one_that_was_chosen_or_the_next_day():
    choices = once_a_day(digest_at=time(18))
    today, tomorrow = (here(MADRID, 2026, 5, day, 18) for day in (5, 6))
    assert choices.told_from(today - 6 * HOUR, MADRID) == today
    assert choices.told_from(today, MADRID) == today
    assert choices.told_from(today + 59 * MINUTE, MADRID) == today + 59 * MINUTE
    assert choices.told_from(today + HOUR, MADRID) == tomorrow


def test_once_a_day_at_an_hour_that_is_quiet():
    early = once_a_day(digest_at=time(6))
    six = here(MADRID, 2026, 5, 6, 6)
    assert early.told_from(six - 8 * HOUR, MADRID) == six
    assert early.told_for(six, MADRID) == HOUR


def test_once_a_day_at_an_hour_that_is_left_out_or_comes_twice():
    choices = once_a_day(digest_at=time(2, 30))
    assert choices.told_from(here(NEW_YORK, 2026, 3, 8, 0), NEW_YORK) == here(
        NEW_YORK, 2026, 3, 8, 3, 30
    )
    twice = once_a_day(digest_at=time(1, 30))
    first = twice.told_from(here(NEW_YORK, 2026, 11, 1, 0), NEW_YORK)
    assert first == here(NEW_YORK, 2026, 11, 1, 1, 30)
    assert twice.told_from(first + HOUR, NEW_YORK) == here(NEW_YORK, 2026, 11, 2, 1, 30)


def test_a_line_is_held_for_a_phone_that_is_off_until_it_is_quiet():
    assert Choices().told_for(here(MADRID, 2026, 5, 5, 20, 58), MADRID) == 0 * HOUR
    assert Choices().told_for(here(MADRID, 2026, 5, 5, 8), MADRID) == 12 * HOUR
    never = Choices(quiet_from=time(9), quiet_until=time(9))
    assert never.told_for(NOON, MADRID) == 12 * HOUR


@pytest.mark.parametrize("minute", range(0, 13 * 60, 7))
def test_how_long_it_is_held_is_never_into_quiet_hours_and_tells_little_of_when_they_begin(minute):
    at = here(MADRID, 2026, 5, 5, 8) + minute * MINUTE
    held = Choices().told_for(at, MADRID)
    assert not Choices().is_quiet(at + held - timedelta(seconds=1), MADRID) or not held
    assert held in {timedelta(0), *HELD_FOR}
