"""The notes between two people, as one of them sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from porchlight.circles.access import decide, own, rows
from porchlight.circles.facts import Authored, standing
from porchlight.circles.models import Block, Tie
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.circle.agreements import AgreementKind
from porchlight.domain.circle.keeping import KeptFor, oldest_kept
from porchlight.domain.consent import Action, DataClass, Decision, Purpose
from porchlight.people.encryption.prepared import Read, WrittenQuery
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.together.actions import kept_for_both
from porchlight.together.models import NotesWith, ReceivedNote, SentAgreement, SentNote

PAGE = 20
# Whose account stands behind each tie: asked every few seconds while a page of notes is open.
READ_ACCOUNTS = PreparedRead(Tie, "account", "ended_on")
READ_OWN_OPEN = PreparedRead(SentAgreement, "reader", "kind", "over_on", where=("over_on__gt",))
READ_NEWER_SENT = Read(
    SentNote, "number", where=("person", "reader", "number__gt"), shape=lambda found: found[:1]
)


class OwnQuiet(NamedTuple):
    """Some quiet that a person wished for: up to and with `until`, on their own calendar."""

    agreement_id: UUID
    until: date


@dataclass(frozen=True)
class ThreadNote:
    """One note of a thread. `day` is the local date of whoever wrote it."""

    note_id: UUID
    number: int
    is_own: bool
    words: str
    day: date


@dataclass(frozen=True)
class Thread:
    """Notes in the order in which they were written. `newest` is the number of the last one, 0
    where there is none; `earlier_before` a number, or None when these are all. `is_quiet`: the
    reader wished for some quiet that still lasts, and what they had not read waits until then."""

    notes: list[ThreadNote]
    newest: int
    earlier_before: int | None
    is_quiet: bool = False

    @property
    def newest_day_of_other(self) -> date | None:
        """Of what the other wrote."""
        return max((note.day for note in self.notes if not note.is_own), default=None)


def decision_on(reader: Person, author_id: UUID, at: datetime) -> Decision:
    """For what `author_id` wrote to the reader."""
    about = Authored(reader.pk, author_id)
    return decide(reader, about, Action.VIEW, DataClass.MESSAGES, Purpose.SELF, at)


@every_row()
def has_newer(person_id: UUID, other_id: UUID, after: int) -> bool:
    """Whether anything was written between the two after that number. It only says whether the
    gate is worth asking, and nothing of it is shown."""
    return bool(READ_NEWER_SENT(person_id, other_id, after)) or bool(
        NEWER_RECEIVED(author=other_id, reader=person_id, after=after)
    )


def _newer_received(author: UUID, reader: UUID, after: int) -> Any:
    """Nothing of whom a block keeps apart, or who is closing their account: else a page that shows
    none of it would ask the gate each time, and cost more than where it was taken back."""
    blocks = standing(Block, "block").filter(
        Q(person=OuterRef("author"), other=OuterRef("reader"))
        | Q(person=OuterRef("reader"), other=OuterRef("author"))
    )
    newer = ReceivedNote.objects.filter(~Exists(blocks), author__closed_at=None, is_there=True)
    newer = newer.filter(author=author, reader=reader, number__gt=after)
    return newer.values_list("number")[:1]


NEWER_RECEIVED = WrittenQuery(
    ReceivedNote,
    _newer_received,
    author=Person._meta.pk,
    reader=Person._meta.pk,
    after=ReceivedNote._meta.get_field("number"),
)


def thread(
    person: Person, other_id: UUID, at: datetime, *, before: int | None = None, after: int = 0
) -> Thread:
    """The newest notes of the two that are numbered above `after` and below `before`. A fixed
    number of queries, however many there are. While the person's own quiet lasts, of what the other
    wrote it is what they had looked at before it began (`quiet_told` says why)."""
    today = at.astimezone(person.zoneinfo).date()
    oldest = oldest_kept(kept_for_both(person.pk, other_id), today)
    chosen = {"number__gt": after, "day__gte": oldest}
    if before is not None:
        chosen["number__lt"] = before
    mine, theirs = own(person, at), decision_on(person, other_id, at)
    sent = rows(SentNote, mine).filter(reader_id=other_id, **chosen).order_by("-number")
    received = rows(ReceivedNote, theirs).filter(is_there=True, **chosen).order_by("-number")
    found = [_note(row, mine, is_own=True) for row in sent[: PAGE + 1]]
    is_quiet = other_id in own_quiet_from(mine, today)
    pair = rows(NotesWith, mine).filter(other_id=other_id)
    looked_at = pair.values_list("looked_at", flat=True).first() or 0
    if is_quiet:
        received = received.filter(number__lte=looked_at)
    found += [_note(row, theirs, is_own=False) for row in received[: PAGE + 1]]
    found.sort(key=lambda note: (note.number, note.is_own))
    shown = found[-PAGE:]
    return Thread(
        shown,
        newest=shown[-1].number if shown else after,
        earlier_before=shown[0].number if len(found) > PAGE else None,
        is_quiet=is_quiet,
    )


def own_quiet_from(decision: Decision, today: date) -> set[UUID]:
    """Those from whom a person wished for some quiet that still lasts: nothing of theirs shows."""
    return set(_own_quiet(decision, today))


def own_quiet_of_ties(person: Person, at: datetime) -> dict[UUID, OwnQuiet]:
    """By tie, the quiet that the person wished for and that still lasts: for their own pages alone.
    Two queries, however many ties and whether there is any."""
    decision, today = own(person, at), at.astimezone(person.zoneinfo).date()
    quiet = _own_quiet(decision, today)
    ties = READ_ACCOUNTS(decision)
    return {pk: quiet[account] for pk, account, ended in ties if account in quiet and not ended}


def _own_quiet(decision: Decision, today: date) -> dict[UUID, OwnQuiet]:
    """By the account that it is from."""
    return {
        reader: OwnQuiet(pk, over_on - timedelta(days=1))
        for pk, reader, kind, over_on in READ_OWN_OPEN(decision, today)
        if kind == AgreementKind.QUIET
    }


def own_choice(person: Person, other_id: UUID, at: datetime) -> KeptFor:
    """How long this person wants notes with that one kept; ninety days when they never said."""
    choice = rows(NotesWith, own(person, at)).filter(other_id=other_id).first()
    return KeptFor.SEASON if choice is None else KeptFor(choice.kept_for)


def _note(row: SentNote | ReceivedNote, decision: Decision, *, is_own: bool) -> ThreadNote:
    return ThreadNote(row.pk, row.number, is_own, row.words.open(decision) or "", row.day)
