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
from porchlight.domain import hearing, noticing
from porchlight.domain.checkin import Reading
from porchlight.domain.consent import Decision
from porchlight.domain.hearing import Known
from porchlight.domain.lately import Lately
from porchlight.domain.noticing import (
    Fits,
    Heard,
    HowOften,
    ModelSnapshot,
    Noticed,
    NoticeKind,
    Picture,
)
from porchlight.domain.usual import RECENT_DAYS, USUAL_DAYS, Measure, Reason
from porchlight.people.models import Person
from porchlight.prepared_writes import PreparedInsert, PreparedUpdate

LOOK_BACK = timedelta(days=noticing.LOOK_BACK_DAYS)
BESIDE = "."  # between what is kept of closed days and of the last one; no base64 has it


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
    held: HeldUsual
    known: Known


def listen(
    decision: Decision,
    today: date,
    how_often: HowOften,
    noticed: Sequence[Noticed],
    since: date | None = None,
) -> Listening:
    """Read the days after those that are kept, and more only when it may be drift, or when
    `since` asks for them."""
    held = _held_usual(decision)
    kept = held.kept
    first = kept.through + timedelta(days=1) if kept else today - LOOK_BACK
    readings = readings_of(decision, min(first, since or first))
    heard, known = hearing.hear_on(readings, today, how_often, noticed, kept, held.lately)
    needed = first_day_needed(heard.since, today)
    if noticing.may_be_drift(heard) and needed < min(first, since or first):
        readings = readings_of(decision, needed)
    picture = noticing.look(heard, readings, today, how_often, noticed)
    return Listening(picture, heard, readings, held, known)


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
ADD_USUAL = PreparedInsert(Usual)
CHANGE_USUAL = PreparedUpdate(Usual, "through", "state")


@dataclass(frozen=True)
class HeldUsual:
    """The row of `Usual` as it stands. `kept` is None when there is no row, or when it was made by
    another version of the model; then there is no `lately` either."""

    row_id: UUID | None = None
    kept: ModelSnapshot | None = None
    lately: Lately | None = None


def kept_usual(decision: Decision) -> ModelSnapshot | None:
    """None when there is none, or when it was made by another version of the model."""
    return _held_usual(decision).kept


def _held_usual(decision: Decision) -> HeldUsual:
    for row_id, through, content in USUAL(decision):
        closed, _, lately = (content or "").partition(BESIDE)
        kept = ModelSnapshot(through, b64decode(closed))
        if not hearing.can_read(kept):
            return HeldUsual(row_id)
        return HeldUsual(row_id, kept, Lately.from_bytes(b64decode(lately)))
    return HeldUsual()


def keep_usual(
    person: Person,
    heard_from: Listening,
    noticed: Sequence[Noticed],
    today: date,
    how_often: HowOften,
) -> None:
    """Move on what is kept to the last day that has closed, and beside it to the last day."""
    held, readings = heard_from.held, heard_from.readings
    kept, through = held.kept, hearing.last_closed_day(today)
    if kept is None or kept.through < through:
        kept = hearing.keep(readings, through, noticed, kept)
    lately = hearing.keep_lately(heard_from.known, readings, today, how_often, noticed, kept)
    if (kept, lately) == (held.kept, held.lately):
        return
    row = Usual(person=person, through=kept.through)
    row.state = _as_text(kept.state) + BESIDE + _as_text(lately.to_bytes())
    if held.row_id is not None:
        row.id = held.row_id
        CHANGE_USUAL(row)
    else:
        ADD_USUAL(row)  # of two tabs that are the first, one keeps what both heard


def _as_text(content: bytes) -> str:
    return b64encode(content).decode()


def _noticed(
    day: date, told: dict[str, Any], answer: str | None, answered_on: date | None
) -> Noticed:
    return Noticed(
        kind=NoticeKind(told["kind"]),
        day=day,
        since=date.fromisoformat(told["since"]) if told["since"] else None,
        fits=Fits(answer) if answer else None,
        answered_on=answered_on,
        about=tuple(Measure(kind) for kind in told.get("about", ())),
    )
