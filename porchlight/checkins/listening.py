"""What a person's own days say, asked of the model through what it knew of them before.

What it knew is one row of `Usual`: at the end of the last closed day, and at the end of yesterday.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from porchlight.checkins.models import Usual
from porchlight.checkins.notices import LOOK_BACK, first_day_needed
from porchlight.checkins.readings import readings_of
from porchlight.circles.prepared import PreparedRead
from porchlight.domain import hearing, noticing
from porchlight.domain.checkin import Reading
from porchlight.domain.consent import Decision
from porchlight.domain.hearing import Known
from porchlight.domain.lately import Lately
from porchlight.domain.noticing import Heard, HowOften, ModelSnapshot, Noticed, Picture
from porchlight.people.models import Person
from porchlight.prepared_writes import PreparedInsert, PreparedUpdate

SEPARATOR = "."  # between what is kept of closed days and of yesterday; no base64 has it

READ_USUAL = PreparedRead(Usual, "through", "state")
ADD_USUAL = PreparedInsert(Usual)
CHANGE_USUAL = PreparedUpdate(Usual, "through", "state")


@dataclass(frozen=True)
class HeldUsual:
    """The row of `Usual` as it stands. `snapshot` is None when there is no row, or when it was made
    by another version of the model; then there is no `lately` either."""

    row_id: UUID | None = None
    snapshot: ModelSnapshot | None = None
    lately: Lately | None = None


@dataclass(frozen=True)
class Listening:
    """What was read to know what a person's days say, for what comes of it."""

    picture: Picture
    heard: Heard
    readings: Sequence[Reading]
    held: HeldUsual
    known: Known


def held_usual(decision: Decision) -> HeldUsual:
    for row_id, through, content in READ_USUAL(decision):
        closed, _, lately = (content or "").partition(SEPARATOR)
        snapshot = ModelSnapshot(through, b64decode(closed))
        if not hearing.can_read(snapshot):
            return HeldUsual(row_id)
        return HeldUsual(row_id, snapshot, Lately.from_bytes(b64decode(lately)))
    return HeldUsual()


def listen(
    decision: Decision,
    today: date,
    how_often: HowOften,
    noticed: Sequence[Noticed],
    since: date | None = None,
) -> Listening:
    """Read the days after those that are kept, and more only when it may be drift, or when
    `since` asks for them."""
    held = held_usual(decision)
    snapshot = held.snapshot
    first = snapshot.through + timedelta(days=1) if snapshot else today - LOOK_BACK
    readings = readings_of(decision, min(first, since or first))
    heard, known = hearing.hear_on(readings, today, how_often, noticed, snapshot, held.lately)
    needed = first_day_needed(heard.since, today)
    if noticing.may_be_drift(heard) and needed < min(first, since or first):
        readings = readings_of(decision, needed)
    picture = noticing.look(heard, readings, today, how_often, noticed)
    return Listening(picture, heard, readings, held, known)


def keep_usual(
    person: Person,
    listening: Listening,
    noticed: Sequence[Noticed],
    today: date,
    how_often: HowOften,
) -> None:
    """Move on what is kept: to the last closed day, and beside it what was known at the end of
    yesterday."""
    held, readings = listening.held, listening.readings
    snapshot, through = held.snapshot, hearing.last_closed_day(today)
    if snapshot is None or snapshot.through < through:
        snapshot = hearing.snapshot_at(readings, through, noticed, snapshot)
    lately = hearing.lately_of(listening.known, readings, today, how_often, noticed, snapshot)
    if (snapshot, lately) == (held.snapshot, held.lately):
        return
    row = Usual(person=person, through=snapshot.through)
    row.state = _as_text(snapshot.state) + SEPARATOR + _as_text(lately.to_bytes())
    if held.row_id is not None:
        row.id = held.row_id
        CHANGE_USUAL(row)
    else:
        ADD_USUAL(row)  # of two tabs that are the first, one keeps what both heard


def _as_text(content: bytes) -> str:
    return b64encode(content).decode()
