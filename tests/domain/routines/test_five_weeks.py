"""Five weeks in six zones: nobody is reminded of what already happened."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.domain.routines.story import LIVES, Life, reminders_of_what_happened, story

by_name = pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)


@by_name
def test_nobody_is_reminded_of_what_already_happened(life: Life) -> None:
    month = life.month()
    assert len(month.happened) == len(life.facts)
    assert month.sent
    assert reminders_of_what_happened(life, month) == []


@by_name
def test_with_the_facts_withheld_they_are_reminded_of_it(life: Life) -> None:
    """The control: the count above can find what it looks for."""
    assert reminders_of_what_happened(life, life.month(withheld=True))


@by_name
def test_every_reminder_is_in_the_window_of_the_persons_own_clock(life: Life) -> None:
    zone, window = ZoneInfo(life.routine.zone), life.routine.window
    for sent in life.month().sent:
        here = sent.astimezone(zone).time()
        assert window.start <= here < window.until


def test_the_story_is_the_one_that_was_read() -> None:
    assert story() == Path(__file__).with_name("five_weeks.txt").read_text()
