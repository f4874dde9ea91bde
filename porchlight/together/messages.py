"""What leaves of what two people write and put to each other: that something waits, and no more.

A message is queued for each, in the transaction that writes it and whatever the other one did or
chose. It is decided when it is sent: nothing leaves of what was read, answered or taken back, nor
once either of the two let go. What came before the last message was told with it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple, Self
from uuid import UUID

from porchlight.circles.access import own, rows, written_to
from porchlight.circles.facts import NOBODY, keeping_a_tie_to
from porchlight.circles.push_devices import devices_of
from porchlight.circles.reaching.actions import begin_line
from porchlight.circles.reaching.queries import choices_of
from porchlight.domain.consent import DataClass, Decision
from porchlight.domain.reaching.choices import Choices, WaitsTold
from porchlight.outbox.actions import queue_message
from porchlight.outbox.kinds import MessageKind, Outgoing
from porchlight.outbox.models import Message
from porchlight.outbox.push.channel import PushChannel
from porchlight.outbox.push.notice import words_in
from porchlight.people.encryption.keys import hold_rings
from porchlight.people.models import Person
from porchlight.together.models import NotesWith, ReceivedAgreement, ReceivedNote
from porchlight.together.waiting import behind_ties

# Who has Porchlight open reads it first, and what was sent by mistake can be taken back.
WAITS_FIRST: Final = timedelta(minutes=2)
# What waits is no news on the next day.
WAITS_CHANNEL: Final = PushChannel(keeps_for=timedelta(hours=12))
DIGEST_KEPT_FOR: Final = timedelta(hours=6)


class CauseKind(StrEnum):
    NOTE = "note"
    ASKED = "asked"  # a plan or times, which wait for an answer; a promise waits for nothing


class Cause(NamedTuple):
    """What waits: the row that its reader has of it, and who wrote it."""

    kind: CauseKind
    row_id: UUID
    author_id: UUID

    @property
    def name(self) -> str:
        return f"{self.kind} {self.row_id} {self.author_id}"

    @classmethod
    def of(cls, name: str) -> Self:
        kind, row_id, author_id = name.split()
        return cls(CauseKind(kind), UUID(row_id), UUID(author_id))


def tell_later(reader_id: UUID, cause: Cause, at: datetime) -> None:
    """Queue a message to the reader, in the transaction that writes the cause."""
    hold_rings({reader_id})
    matter = {"about": cause.name, "since": at.isoformat()}
    queue_message(WAITS, reader_id, f"waits {cause.row_id}", matter, at, at + WAITS_FIRST)


def prepare_waits(message: Message, at: datetime) -> Outgoing | None:
    """Nothing where its person wants no line, or it waits no more, or was told with another. Raises
    NotYet in quiet hours, soon after the last one, and outside the hour of a line once a day."""
    person = message.person
    decision = own(person, at)
    choices = choices_of(decision) if decision.allowed else Choices()
    if choices.waits is WaitsTold.HERE:
        return None
    devices = devices_of(decision, at)
    matter = message.matter.open(decision)
    if not devices or not matter:
        return None

    def new_from(name: str) -> Decision | None:
        return _decision_on(person, decision, Cause.of(name), at)

    about, since = matter["about"], datetime.fromisoformat(matter["since"])
    on_the_cause = new_from(about)
    if on_the_cause is None:
        return None
    note_handed_over = begin_line(
        message, about, since, choices, decision, lambda name: new_from(name) is not None
    )
    if note_handed_over is None:
        return None
    is_daily = choices.waits is WaitsTold.ONCE_A_DAY
    kept = DIGEST_KEPT_FOR if is_daily else WAITS_CHANNEL.keeps_for
    return Outgoing(
        on_the_cause, words_in(person.language), person.language, devices,
        keeps_for=min(kept, choices.told_for(at, person.zoneinfo)),
        note_handed_over=note_handed_over,
    )  # fmt: skip


WAITS: Final = MessageKind("waits", prepare_waits, WAITS_CHANNEL.deliver)


def _decision_on(person: Person, decision: Decision, cause: Cause, at: datetime) -> Decision | None:
    """On what its author wrote, as long as it is new to the person; else None. `decision` is the
    person's own."""
    author_id = cause.author_id
    found = [one for one in behind_ties(person, at) if one.account_id == author_id]
    authors = keeping_a_tie_to(person.pk, {NOBODY, author_id})
    if not found or author_id not in authors:
        return None
    is_note = cause.kind is CauseKind.NOTE
    data_class = DataClass.MESSAGES if is_note else DataClass.PROMISES
    theirs = written_to(person, [author_id], data_class, at).get(author_id)
    if theirs is None:
        return None
    if is_note:
        looked = rows(NotesWith, decision).filter(other_id=author_id)
        looked_at = looked.values_list("looked_at", flat=True).first() or 0
        new = rows(ReceivedNote, theirs).filter(number__gt=looked_at)
        is_new = found[0].has_note and new.filter(pk=cause.row_id, is_there=True).exists()
    else:
        today = at.astimezone(person.zoneinfo).date()
        asked = rows(ReceivedAgreement, theirs).filter(is_answered=False, over_on__gt=today)
        is_new = asked.filter(pk=cause.row_id, is_there=True).exists()
    return theirs if is_new else None
