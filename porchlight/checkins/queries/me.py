"""What only ever grows, and the private notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from porchlight.checkins.models import CheckIn
from porchlight.checkins.queries.steps import tried_by
from porchlight.circles.access import rows
from porchlight.circles.models import Contact, Tie
from porchlight.domain.consent import Decision
from porchlight.domain.steps import (
    Answer,
)


@dataclass(frozen=True)
class Counts:
    """What only ever grows: days checked in, talks noted, steps taken, people in the circle."""

    check_ins: int
    contacts: int
    steps: int
    people: int


def counts_of(decision: Decision) -> Counts:
    taken = [t for _, t in tried_by(decision) if t.answer is Answer.TAKEN]
    return Counts(
        check_ins=rows(CheckIn, decision).count(),
        contacts=rows(Contact, decision).count(),
        steps=len(taken),
        people=rows(Tie, decision).count(),
    )


@dataclass(frozen=True)
class NoteOfDay:
    day: date
    words: str


def notes_of(decision: Decision) -> list[NoteOfDay]:
    """Every private note, newest first."""
    kept = rows(CheckIn, decision).exclude(note=None).order_by("-day")
    return [NoteOfDay(check_in.day, check_in.note.open(decision) or "") for check_in in kept]
