"""A person's days as numbers, read with a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from porchlight.checkins.models import CheckIn
from porchlight.circles.models import Contact
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.consent import Decision

READ_DAYS = PreparedRead(
    CheckIn,
    "day",
    "mood",
    "urge",
    "answers",
    where=("day__gte", "day__lte"),
    shape=lambda found: found.order_by("day"),
)
READ_EARLIER = PreparedRead(CheckIn, where=("day__lt",), shape=lambda found: found[:1])
READ_CONTACTS_SINCE = PreparedRead(Contact, "day", where=("day__gte", "day__lte"))

# A day's talk is sealed as "contact": days that are sealed already have it by that name, and are
# not sealed anew for another. In code a contact is a row of circles.Contact.
SEALED_TALK = "contact"


def readings_of(decision: Decision, since: date, until: date | None = None) -> list[Reading]:
    """The person's days from `since` to `until`, oldest first, with how many people they named on
    each."""
    last = until or date.max
    days = list(READ_DAYS(decision, since, last))
    if not days:
        return []
    talked = Counter(day for _, day in READ_CONTACTS_SINCE(decision, since, last))
    return [_reading(day, mood, urge, answers, talked[day]) for _, day, mood, urge, answers in days]


def reading_on(decision: Decision, day: date) -> Reading | None:
    """One day; None when it was not told."""
    return next(iter(readings_of(decision, day, day)), None)


def has_told_before(decision: Decision, day: date) -> bool:
    """Whether there is any day before that one."""
    return next(READ_EARLIER(decision, day), None) is not None


def answers_opened(sealed: Mapping[str, Any] | None) -> dict[str, Any]:
    """The sealed answers of a day, by the names of `Reading`."""
    return {
        "talk" if name == SEALED_TALK else name: answer for name, answer in (sealed or {}).items()
    }


def answers_to_seal(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The other way: answers by the names of `Reading`, as they are sealed."""
    return {SEALED_TALK if name == "talk" else name: answer for name, answer in answers.items()}


def _reading(
    day: date, mood: int | None, urge: int | None, answers: dict[str, Any] | None, talked_with: int
) -> Reading:
    more = answers_opened(answers)
    talk = more.pop("talk", None)
    return Reading(
        day=day,
        mood=mood,
        urge=urge,
        talk=Talk(talk) if talk else None,
        talked_with=talked_with,
        **more,
    )
