"""Who wrote or asks something that waits, for Today. One query; no words are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import DateField, Exists, OuterRef, Q

from porchlight.circles.facts import standing
from porchlight.circles.models import Block, Tie
from porchlight.domain.circle.agreements import KEPT_AFTER, AgreementKind
from porchlight.domain.circle.keeping import KeptFor
from porchlight.people.encryption.prepared import WrittenQuery
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.together.keeping import WITH_AN_END, first_days, still_kept
from porchlight.together.models import NotesWith, ReceivedAgreement, ReceivedNote, SentAgreement


@every_row()
def who_waits(person: Person, at: datetime) -> dict[UUID, bool]:
    """Ties behind which somebody wrote a note that was not looked at yet (True), or asked for
    something that waits for an answer (False). Those are left out from whom the person wished for
    quiet, whom a block keeps apart, and who is closing their account."""
    today = at.astimezone(person.zoneinfo).date()
    first = {_first(one): day for one, day in first_days(today).items()}
    found = WAITING(person=person.pk, today=today, plans_from=today + KEPT_AFTER, **first)
    return {tie_id: bool(has_note) for tie_id, has_note in found}


def _waiting(person: UUID, today: date, plans_from: date, **first: date) -> Any:
    notes = _new_notes({one: first[_first(one)] for one in WITH_AN_END})
    note, ask = Exists(notes), Exists(_open_asks(today, plans_from))
    ties = Tie.objects.filter(person=person, ended_on=None, account__closed_at=None).filter(
        ~Exists(_own_quiet(today)), ~Exists(_blocks()), note | ask, account__isnull=False
    )
    return ties.annotate(has_note=note).values_list("pk", "has_note")


def _new_notes(first: Mapping[KeptFor, date]) -> Any:
    """But what has had its time."""
    looked_at = NotesWith.objects.filter(
        person=OuterRef("reader"), other=OuterRef("author"), looked_at__gte=OuterRef("number")
    )
    there = ReceivedNote.objects.filter(
        reader=OuterRef("person"), author=OuterRef("account"), is_there=True
    )
    return there.filter(still_kept(first), ~Exists(looked_at))


def _first(kept_for: KeptFor) -> str:
    """How the question names the first day whose notes are still there."""
    return f"first_of_{kept_for.name.lower()}"


def _open_asks(today: date, plans_from: date) -> Any:
    """A plan until its day is over, or times; of whoever keeps a tie to the person, since ending a
    tie ends what was asked."""
    plan = Q(kind=AgreementKind.PLAN, over_on__gte=plans_from)
    keeps_a_tie = Tie.objects.filter(
        person=OuterRef("author"), account=OuterRef("reader"), ended_on=None
    )
    return ReceivedAgreement.objects.filter(
        Exists(keeps_a_tie),
        plan | Q(kind=AgreementKind.TIMES, over_on__gt=today),
        reader=OuterRef("person"),
        author=OuterRef("account"),
        is_there=True,
        is_answered=False,
    )


def _own_quiet(today: date) -> Any:
    return SentAgreement.objects.filter(
        person=OuterRef("person"),
        reader=OuterRef("account"),
        kind=AgreementKind.QUIET,
        over_on__gt=today,
    )


def _blocks() -> Any:
    """Whoever of the two said so."""
    return standing(Block, "block").filter(
        Q(person=OuterRef("person"), other=OuterRef("account"))
        | Q(person=OuterRef("account"), other=OuterRef("person"))
    )


WAITING = WrittenQuery(
    Tie,
    _waiting,
    person=Person._meta.pk,
    today=DateField(),
    plans_from=DateField(),
    **{_first(one): DateField() for one in WITH_AN_END},
)
