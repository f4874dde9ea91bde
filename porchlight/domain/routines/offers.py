"""What is offered of a routine: a pause after hard days, and less of it where it was too much.

Both are questions. Nothing pauses and nothing shrinks until the person says so, and a question that
was asked is not asked again for two weeks, whatever they said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Final

from porchlight.domain.routines.routine import (
    A_DAY,
    A_WEEK,
    EachDays,
    Happened,
    OnWeekdays,
    Routine,
)

HARD_DAYS: Final = 3
ASKED_AGAIN_AFTER: Final = timedelta(days=14)
SPELLS_LOOKED_AT: Final = 2


def offers_pause(
    routine: Routine, hard_days: Collection[date], asked_on: date | None, today: date
) -> bool:
    """Whether to ask if it shall pause: three hard days among the last seven, today with them."""
    if routine.paused_until and today < routine.paused_until:
        return False
    lately = {day for day in hard_days if today - A_WEEK * A_DAY < day <= today}
    return len(lately) >= HARD_DAYS and _may_ask(asked_on, today)


def offers_smaller(
    routine: Routine, facts: Iterable[Happened], asked_on: date | None, today: date
) -> Routine | None:
    """It, less often, where it happened less than meant in both of its last two spells (a week, or
    its gap where that is longer; today left out); or None. No day counts from before it began, was
    changed, or went on after a pause: a routine is asked about once it had two whole spells."""
    spell = max(A_WEEK, routine.pace.gap) * A_DAY
    began = max(routine.since, routine.paused_until or routine.since)
    if today - began < SPELLS_LOOKED_AT * spell or not _may_ask(asked_on, today):
        return None
    days = routine.days(facts)
    for number in range(SPELLS_LOOKED_AT):
        end = today - number * spell
        if sum(1 for day in days if end - spell <= day < end) >= _meant(routine):
            return None
    return routine.smaller(today)


def _meant(routine: Routine) -> int:
    """How often in one spell."""
    pace = routine.pace
    if isinstance(pace, OnWeekdays):
        return len(pace.weekdays)
    return max(1, A_WEEK // pace.days) if isinstance(pace, EachDays) else pace.times


def _may_ask(asked_on: date | None, today: date) -> bool:
    return asked_on is None or today - asked_on >= ASKED_AGAIN_AFTER
