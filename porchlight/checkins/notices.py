"""The notices that were given to a person, read with a decision, and what each rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from porchlight.checkins.models import Notice
from porchlight.checkins.readings import readings_of
from porchlight.circles.prepared import PreparedRead
from porchlight.domain import noticing
from porchlight.domain.consent import Decision
from porchlight.domain.noticing import (
    Fits,
    HowOften,
    Noticed,
    NoticeKind,
)
from porchlight.domain.usual import RECENT_DAYS, USUAL_DAYS, Measure, Reason
from porchlight.people.models import Person

LOOK_BACK = timedelta(days=noticing.LOOK_BACK_DAYS)


def how_often_of(person: Person, decision: Decision) -> HowOften:
    """Their choice; "sometimes" until they make one."""
    return HowOften(person.how_often.open(decision) or HowOften.SOMETIMES)


READ_NOTICES = PreparedRead(
    Notice,
    "day",
    "told",
    "answer",
    "answered_on",
    where=("day__gte",),
    shape=lambda found: found.order_by("day"),
)


@dataclass(frozen=True)
class KeptNotice:
    """A notice, the id of its row, and its reasons as `counted.py` keeps them, or None."""

    row_id: UUID
    noticed: Noticed
    counted: dict[str, Any] | None


def kept_notices(decision: Decision, today: date) -> list[KeptNotice]:
    """Notices as far back as drift looks, oldest first."""
    return [
        KeptNotice(row_id, _noticed(day, details, answer, answered_on), details.get("counted"))
        for row_id, day, details, answer, answered_on in READ_NOTICES(decision, today - LOOK_BACK)
    ]


def notices_of(decision: Decision, today: date) -> list[tuple[UUID, Noticed]]:
    """The same, each with the id of its row."""
    return [(notice.row_id, notice.noticed) for notice in kept_notices(decision, today)]


def first_day_needed(since: date | None, today: date) -> date:
    """The first of the usual days that the counts of a drift are set against."""
    recent = today - timedelta(days=RECENT_DAYS - 1)
    return min(recent, since or recent) - timedelta(days=USUAL_DAYS)


def reasons_now(
    decision: Decision, asked: Noticed, noticed: Sequence[Noticed], today: date
) -> tuple[Reason, ...]:
    """What a notice was about, counted anew from the days as they are now; none of the model."""
    readings = readings_of(decision, first_day_needed(asked.since, today))
    days = noticing.as_answered(readings, noticed)
    return noticing.reasons_of(asked.about, days, today, asked.since)


def _noticed(
    day: date, details: dict[str, Any], answer: str | None, answered_on: date | None
) -> Noticed:
    return Noticed(
        kind=NoticeKind(details["kind"]),
        day=day,
        since=date.fromisoformat(details["since"]) if details["since"] else None,
        fits=Fits(answer) if answer else None,
        answered_on=answered_on,
        about=tuple(Measure(kind) for kind in details.get("about", ())),
    )
