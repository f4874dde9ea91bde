"""What only ever grows, and the private notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from porchlight.checkins.models import CheckIn
from porchlight.checkins.queries.steps import past_steps_of
from porchlight.circles.access import rows
from porchlight.circles.models import Tie
from porchlight.circles.queries import talks_of
from porchlight.domain.consent import Decision
from porchlight.domain.steps import (
    StepAnswer,
)


@dataclass(frozen=True)
class Counts:
    """What was done here: days checked in, talks noted, steps taken, people in the circle.

    `talks` come from the tally: they stay counted when a note of a talk is taken back.
    """

    check_ins: int
    talks: int
    steps: int
    people: int


def counts_of(decision: Decision, today: date) -> Counts:
    taken = [row for row in past_steps_of(decision) if row.step.answer is StepAnswer.TAKEN]
    return Counts(
        check_ins=rows(CheckIn, decision).count(),
        talks=talks_of(decision, today).total,
        steps=len(taken),
        people=rows(Tie, decision).count(),
    )


@dataclass(frozen=True)
class NoteOfDay:
    day: date
    words: str


def notes_of(decision: Decision) -> list[NoteOfDay]:
    """Every private note, newest first."""
    check_ins = rows(CheckIn, decision).exclude(note=None).order_by("-day")
    return [NoteOfDay(check_in.day, check_in.note.open(decision) or "") for check_in in check_ins]
