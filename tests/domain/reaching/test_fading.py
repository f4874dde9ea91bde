"""How it gets less when nobody answers, and that one line is begun at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from porchlight.domain.reaching.choices import Choices
from porchlight.domain.reaching.fading import (
    BEGUN_FOR,
    Begun,
    LastLine,
    Lines,
    after_line,
    apart,
    may_come_at,
)
from tests.domain.reaching.zones import MADRID, NEW_YORK, here

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)


def line(before: LastLine | None, at: datetime) -> LastLine:
    return after_line(before, at, "key", "about", MADRID)


def days_of_a_story(answers_on: int | None = None) -> list[int]:
    """Something new comes each noon for a hundred days; on which of them it is told."""
    before, found = None, []
    for day in range(100):
        at = here(NEW_YORK, 2026, 2, 1, 12) + day * DAY
        if day == answers_on and before is not None:
            before = before.answered()
        may_at = may_come_at(Choices(), before, at, NEW_YORK)
        if may_at is not None and may_at <= at:
            before = after_line(before, at, "key", "about", NEW_YORK)
            found.append(day)
    return found


def test_who_never_answers_hears_less_and_after_thirty_days_nothing():
    assert days_of_a_story() == [0, 1, 2, 5, 8, 11, 18, 25]


def test_who_answers_hears_as_before():
    assert days_of_a_story(answers_on=60)[8:12] == [60, 61, 62, 65]


def test_what_lies_between_only_grows():
    gaps = [apart(number) for number in range(12)]
    assert gaps == sorted(gaps)
    assert (gaps[2], gaps[3], gaps[5], gaps[6]) == (0 * DAY, 3 * DAY, 3 * DAY, 7 * DAY)


def test_several_in_one_day_count_as_one_day():
    before = None
    for hour in range(4):
        before = line(before, NOON + hour * HOUR)
    assert before is not None
    assert before.unanswered_days == 1
    assert before.next_at() == NOON + 4 * HOUR


def test_no_two_come_within_an_hour():
    assert may_come_at(Choices(), line(None, NOON), NOON + HOUR / 6, MADRID) == NOON + HOUR


@pytest.mark.parametrize("last", [None, line(None, NOON)])
@pytest.mark.parametrize("begun", [None, Begun("other", NOON)])
def test_what_came_is_read_back(last, begun):
    assert Lines.of(Lines(last, begun).told()) == Lines(last, begun)
    assert Lines.of(None) == Lines()


def test_while_a_line_is_being_sent_no_other_is_begun_for_an_hour_at_most():
    lines = Lines(None, Begun("one", NOON))
    assert not lines.is_begun_for_another("one", NOON)
    assert lines.is_begun_for_another("two", NOON + BEGUN_FOR / 2)
    assert not lines.is_begun_for_another("two", NOON + BEGUN_FOR)


def test_what_came_before_the_last_line_was_told_with_it():
    lines = Lines(line(None, NOON))
    assert lines.told_of("another", NOON)
    assert not lines.told_of("another", NOON + HOUR)
    assert not lines.told_of("about", NOON)
