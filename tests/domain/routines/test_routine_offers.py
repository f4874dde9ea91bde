"""When a pause is offered, and when less."""

from __future__ import annotations

from datetime import timedelta

import pytest

from porchlight.domain.routines.offers import offers_pause, offers_smaller
from porchlight.domain.routines.routine import EachDays, TimesAWeek
from tests.domain.routines.made import MONDAY, a_routine, talk

DAY = timedelta(days=1)
TODAY = MONDAY + 28 * DAY


@pytest.mark.parametrize(
    ("hard_days_ago", "asked_ago", "offered"),
    [
        ([0, 2, 6], None, True),
        ([0, 2], None, False),
        ([0, 2, 7], None, False),
        ([0, 0, 2], None, False),
        ([0, 2, 6], 13, False),
        ([0, 2, 6], 14, True),
    ],
)
def test_a_pause_is_offered_after_three_hard_days_of_seven(
    hard_days_ago, asked_ago, offered
) -> None:
    hard = [TODAY - days * DAY for days in hard_days_ago]
    asked_on = None if asked_ago is None else TODAY - asked_ago * DAY
    assert offers_pause(a_routine(), hard, asked_on, TODAY) is offered


def test_a_pause_is_not_offered_in_one() -> None:
    hard = [TODAY, TODAY - DAY, TODAY - 2 * DAY]
    assert not offers_pause(a_routine(paused_until=TODAY + DAY), hard, None, TODAY)
    assert offers_pause(a_routine(paused_until=TODAY), hard, None, TODAY)


@pytest.mark.parametrize(
    ("pace", "days_ago", "smaller"),
    [
        (TimesAWeek(3), [], TimesAWeek(1)),
        (TimesAWeek(3), [1, 2, 8], TimesAWeek(1)),
        (TimesAWeek(3), [1, 2, 3], None),
        (TimesAWeek(3), [8, 9, 10], None),
        (EachDays(14), [20], None),
        (EachDays(14), [], EachDays(28)),
        (EachDays(28), [], None),
    ],
)
def test_less_is_offered_where_it_was_too_much_twice(pace, days_ago, smaller) -> None:
    facts = [talk(TODAY - days * DAY) for days in days_ago]
    offered = offers_smaller(a_routine(pace), facts, None, TODAY)
    assert (offered and offered.pace) == smaller


def test_less_is_not_offered_of_what_is_new_or_was_paused_or_asked_about() -> None:
    assert offers_smaller(a_routine(since=TODAY - 13 * DAY), [], None, TODAY) is None
    assert offers_smaller(a_routine(paused_until=TODAY - 13 * DAY), [], None, TODAY) is None
    assert offers_smaller(a_routine(), [], TODAY - 13 * DAY, TODAY) is None
    assert offers_smaller(a_routine(), [], TODAY - 14 * DAY, TODAY) is not None


def test_what_was_made_smaller_is_not_asked_about_for_two_weeks() -> None:
    smaller = offers_smaller(a_routine(), [], None, TODAY)
    assert smaller is not None
    assert offers_smaller(smaller, [], None, TODAY + 13 * DAY) is None
