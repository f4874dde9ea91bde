"""What leaves of what two people write and put to each other: that something waits, and no more.

A message is queued for each, in the transaction that writes it and whatever the other one did or
chose. It is decided when it is sent: nothing leaves of what was read, answered or taken back, nor
once either of the two let go. What came before the last message was told with it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple, Self
from uuid import UUID

from django.db import transaction

from porchlight.circles.access import own, rows, written_to
from porchlight.circles.facts import NOBODY, keeping_a_tie_to
from porchlight.circles.reaching.actions import leaves_at
from porchlight.circles.reaching.queries import choices_of, devices_for
from porchlight.domain.consent import DataClass, Decision
from porchlight.domain.reaching import MessageGroup
from porchlight.outbox.actions import queue_message
from porchlight.outbox.channels import deliver_as
from porchlight.outbox.kinds import MessageKind, Outgoing
from porchlight.outbox.models import Message
from porchlight.outbox.push.notice import words_in
from porchlight.people.encryption.keys import hold_rings
from porchlight.people.made_at import start_of_day
from porchlight.people.models import Person
from porchlight.together.models import NotesWith, ReceivedAgreement, ReceivedNote
from porchlight.together.waiting import behind_ties

# Who has Porchlight open reads it first, and what was sent by mistake can be taken back.
WAITS_FIRST: Final = timedelta(minutes=2)


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
    """Nothing where it waits no more. In quiet hours, soon after the last one, and for whoever
    wants one a day, it is put off."""
    return _prepared(message, MessageGroup.WAITS, at)


def prepare_digest(message: Message, at: datetime) -> Outgoing | None:
    """The same at the hour that the person chose, one for all that came since the last."""
    return _prepared(message, MessageGroup.DIGEST, at)


WAITS: Final = MessageKind("waits", prepare_waits, deliver_as(MessageGroup.WAITS))
DIGEST: Final = MessageKind("digest", prepare_digest, deliver_as(MessageGroup.DIGEST))


def _prepared(message: Message, group: MessageGroup, at: datetime) -> Outgoing | None:
    person = message.person
    decision = own(person, at)
    matter = message.matter.open(decision) if decision.allowed else None
    if not matter:
        return None
    cause = Cause.of(matter["about"])
    on_the_cause = _decision_on(person, decision, cause, at)
    if on_the_cause is None:
        return None
    choices = choices_of(decision)
    if group is MessageGroup.WAITS and choices.comes_once_a_day:
        due_at = choices.next_digest(at, person.zoneinfo)
        _put_off(DIGEST, message, matter, due_at, at)
        return None
    devices = devices_for(group, choices, decision, at)
    if not devices or not _leaves_now(message, group, matter, decision):
        return None
    return Outgoing(on_the_cause, words_in(person.language), person.language, devices)


def _leaves_now(
    message: Message, group: MessageGroup, matter: dict[str, Any], decision: Decision
) -> bool:
    """False where it was told already, or is put off. `decision` is the recipient's own."""
    person, at = message.person, decision.at
    if at is None:
        return False

    def still_waits(about: str) -> bool:
        return _decision_on(person, decision, Cause.of(about), at) is not None

    since = datetime.fromisoformat(matter["since"])
    leaves = leaves_at(message, group, matter["about"], since, decision, still_waits)
    if leaves is not None and leaves > at:
        kind = DIGEST if group is MessageGroup.DIGEST else WAITS
        _put_off(kind, message, matter, leaves, at)
    return leaves is not None and leaves <= at


@transaction.atomic
def _put_off(
    kind: MessageKind, message: Message, matter: dict[str, Any], due_at: datetime, at: datetime
) -> None:
    """Until then, as a message of its own; this one is dropped. When it was queued stands in clear
    for hours, so it bears its day (UTC) alone: a note at four in the morning says enough."""
    occasion = f"{matter['about']} {due_at.isoformat()}"
    queue_message(kind, message.person_id, occasion, matter, start_of_day(at), due_at)


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
