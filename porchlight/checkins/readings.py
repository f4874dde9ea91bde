"""A person's days as numbers, read with a decision."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from porchlight.checkins.models import CheckIn
from porchlight.circles.models import Contact
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.consent import Decision

DAYS = PreparedRead(
    CheckIn,
    "day",
    "mood",
    "urge",
    "answers",
    where=("day__gte", "day__lte"),
    shape=lambda found: found.order_by("day"),
)
EARLIER = PreparedRead(CheckIn, where=("day__lt",), shape=lambda found: found[:1])
TALKS = PreparedRead(Contact, "day", where=("day__gte", "day__lte"))


def readings_of(decision: Decision, since: date, until: date | None = None) -> list[Reading]:
    """The person's days from `since` to `until`, oldest first, with how many people they named on
    each."""
    last = until or date.max
    told = list(DAYS(decision, since, last))
    if not told:
        return []
    talked = Counter(day for _, day in TALKS(decision, since, last))
    return [_reading(day, mood, urge, answers, talked[day]) for _, day, mood, urge, answers in told]


def reading_on(decision: Decision, day: date) -> Reading | None:
    """One day; None when it was not told."""
    return next(iter(readings_of(decision, day, day)), None)


def has_told_before(decision: Decision, day: date) -> bool:
    """Whether there is any day before that one."""
    return next(EARLIER(decision, day), None) is not None


def _reading(
    day: date, mood: int | None, urge: int | None, answers: dict[str, Any] | None, talked_with: int
) -> Reading:
    more = dict(answers or {})
    contact = more.pop("contact", None)
    return Reading(
        day=day,
        mood=mood,
        urge=urge,
        contact=Talk(contact) if contact else None,
        talked_with=talked_with,
        **more,
    )
