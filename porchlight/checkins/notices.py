"""What a person's own days say to them: read for pages, and given as a notice when one is due."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from porchlight.checkins.models import Notice, Usual
from porchlight.checkins.readings import readings_of
from porchlight.circles.prepared import PreparedRead
from porchlight.domain import noticing
from porchlight.domain.checkin import Reading
from porchlight.domain.consent import Decision
from porchlight.domain.noticing import Fits, Heard, HowOften, Kept, Noticed, NoticeKind, Picture
from porchlight.domain.usual import RECENT_DAYS, USUAL_DAYS, Kind, Reason
from porchlight.people.models import Person

LOOK_BACK = timedelta(days=noticing.LOOK_BACK_DAYS)


def how_often_of(person: Person, decision: Decision) -> HowOften:
    """Their choice; "sometimes" until they make one."""
    return HowOften(person.how_often.open(decision) or HowOften.SOMETIMES)


NOTICES = PreparedRead(
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
        KeptNotice(row_id, _noticed(day, told, answer, answered_on), told.get("counted"))
        for row_id, day, told, answer, answered_on in NOTICES(decision, today - LOOK_BACK)
    ]


def notices_of(decision: Decision, today: date) -> list[tuple[UUID, Noticed]]:
    """The same, each with the id of its row."""
    return [(kept.row_id, kept.noticed) for kept in kept_notices(decision, today)]


@dataclass(frozen=True)
class Listening:
    """What was read to know what a person's days say, for what comes of it."""

    picture: Picture
    heard: Heard
    readings: Sequence[Reading]
    kept: Kept | None


def listen(
    decision: Decision,
    today: date,
    how_often: HowOften,
    noticed: Sequence[Noticed],
    since: date | None = None,
) -> Listening:
    """Read the days after those that are kept, and more only when it may be drift, or when
    `since` asks for them."""
    kept = kept_usual(decision)
    first = kept.through + timedelta(days=1) if kept else today - LOOK_BACK
    readings = readings_of(decision, min(first, since or first))
    heard = noticing.hear(readings, today, how_often, noticed, kept)
    needed = first_day_needed(heard.since, today)
    if noticing.may_be_drift(heard) and needed < min(first, since or first):
        readings = readings_of(decision, needed)
    picture = noticing.look(heard, readings, today, how_often, noticed)
    return Listening(picture, heard, readings, kept)


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


USUAL = PreparedRead(Usual, "through", "state")


def kept_usual(decision: Decision) -> Kept | None:
    """None when there is none, or when it was made by another version of the model."""
    row = next(USUAL(decision), None)
    if row is None:
        return None
    _usual_id, through, state = row
    kept = Kept(through, b64decode(state or ""))
    return kept if noticing.can_read(kept) else None


def keep_usual(
    person: Person, heard_from: Listening, noticed: Sequence[Noticed], today: date
) -> None:
    """Move on what is kept to the last day that has closed."""
    through = noticing.last_closed_day(today)
    if heard_from.kept is not None and heard_from.kept.through >= through:
        return
    kept = noticing.keep(heard_from.readings, through, noticed, heard_from.kept)
    row = Usual.objects.filter(person=person).first() or Usual(person=person)
    row.through, row.state = kept.through, b64encode(kept.state).decode()
    row.save()


def _noticed(
    day: date, told: dict[str, Any], answer: str | None, answered_on: date | None
) -> Noticed:
    return Noticed(
        kind=NoticeKind(told["kind"]),
        day=day,
        since=date.fromisoformat(told["since"]) if told["since"] else None,
        fits=Fits(answer) if answer else None,
        answered_on=answered_on,
        about=tuple(Kind(kind) for kind in told.get("about", ())),
    )
