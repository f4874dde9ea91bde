"""Routines for tests, and a month of one as a story."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from porchlight.domain.routines.routine import (
    Happened,
    HappenedBy,
    Pace,
    Routine,
    RoutineKind,
    RoutineWindow,
    TimesAWeek,
    next_reminder,
)

BEN = UUID(int=1)
ROUTINE = UUID(int=2)
HALL = UUID(int=3)
MONDAY = date(2026, 3, 2)


def a_routine(pace: Pace | None = None, **others: Any) -> Routine:
    """With Ben, three times a week, 5 p.m. to 8 p.m. in Chicago, from a Monday on."""
    settings = {
        "id": ROUTINE,
        "kind": RoutineKind.PERSON,
        "pace": pace or TimesAWeek(3),
        "window": RoutineWindow(time(17), time(20)),
        "zone": "America/Chicago",
        "since": MONDAY,
        "matter": BEN,
        **others,
    }
    return Routine(**settings)


def talk(day: date, by: HappenedBy = HappenedBy.CHECK_IN) -> Happened:
    return Happened(day, by, BEN)


def moment(day: date, hour: int, zone: str = "America/Chicago") -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


@dataclass
class Month:
    """The reminders that were sent, what happened until the end, and the routine as it was then."""

    routine: Routine
    sent: list[datetime] = field(default_factory=list)
    happened: list[tuple[datetime, Happened]] = field(default_factory=list)


Change = Callable[[Routine], Routine]
Event = tuple[datetime, Happened | Change]


def live(routine: Routine, events: Iterable[Event], days: int, *, withheld: bool = False) -> Month:
    """Go from one moment at which something is due or happens to the next, from the first day on.
    A change is the person's word, and so an answer. Where facts are `withheld`, they happen and the
    reminders do not hear of them."""
    month = Month(routine)
    at = datetime.combine(routine.since, time(0), ZoneInfo(routine.zone)).astimezone(UTC)
    end = at + timedelta(days=days)
    ahead, asked = sorted(events, key=lambda event: event[0]), 0
    while at < end:
        facts = [] if withheld else [fact for _, fact in month.happened]
        due = next_reminder(month.routine, facts, month.sent[asked:], at)
        if ahead and (due is None or ahead[0][0] <= due):
            at, told = ahead.pop(0)
            if isinstance(told, Happened):
                month.happened.append((at, told))
            else:
                month.routine, asked = told(month.routine), len(month.sent)
        elif due is None or due >= end:
            break
        else:
            month.sent.append(due)
            at = due + timedelta(minutes=5)
    return month
