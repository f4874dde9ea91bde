"""A kind of message and a channel for tests: what is handed over is kept, and nothing leaves."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from porchlight.circles.access import decide, own
from porchlight.circles.models import ConsentEvent, Grant
from porchlight.domain.consent import Action, DataClass, Purpose
from porchlight.domain.grants import EventKind, RecipientKind
from porchlight.domain.words_of_consent import LegalForm
from porchlight.outbox.actions import queue_message
from porchlight.outbox.kinds import MessageKind, Outgoing
from porchlight.outbox.models import Message
from porchlight.people.models import Person
from tests.make import NOW


class ChannelIsDown(OSError):
    pass


@dataclass
class Sink:
    """A channel that keeps what it was handed, in order, as (key, words)."""

    handed_over: list[tuple[str, str]] = field(default_factory=list)
    is_down: bool = False

    def deliver(self, key: str, outgoing: Outgoing) -> None:
        if self.is_down:
            raise ChannelIsDown("no way to somebody@example.org")
        self.handed_over.append((key, outgoing.words))

    @property
    def seen(self) -> Counter[str]:
        """What the person sees: each key once."""
        return Counter(words for _, words in set(self.handed_over))


@dataclass
class FileSink:
    """The same in a file, for processes that are killed: one whole line for each."""

    path: Path

    def deliver(self, key: str, outgoing: Outgoing) -> None:
        line = json.dumps([key, outgoing.words]) + "\n"
        file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(file, line.encode())
        finally:
            os.close(file)

    def handed_over(self) -> list[tuple[str, str]]:
        if not self.path.exists():
            return []
        lines: Iterable[Any] = map(json.loads, self.path.read_text().splitlines())
        return [(key, words) for key, words in lines]


def about_oneself(message: Message, at: datetime) -> Outgoing | None:
    """Decided by the real gate: somebody whose account is closed is not written to."""
    decision = own(message.person, at)
    if not decision.allowed:
        return Outgoing(decision, "")
    matter = message.matter.open(decision)
    return matter and Outgoing(decision, matter["occasion"])


SUPPORT = (Action.BE_TOLD, DataClass.CHECK_IN, Purpose.SUPPORT)


def grant(subject: Person, recipient: Person) -> Grant:
    """That the recipient hears when something new is told."""
    action, data_class, purpose = SUPPORT
    return Grant.objects.create(
        subject=subject,
        given_by=subject,
        basis=Grant.Basis.SUBJECT,
        recipient_kind=RecipientKind.PERSON,
        recipient_person=recipient,
        purpose=purpose,
        form=LegalForm.PERSONAL,
        data_classes=[data_class],
        actions=[action],
        made_at=NOW,
    )


def withdraw(granted: Grant) -> None:
    ConsentEvent.objects.create(
        grant=granted, kind=EventKind.WITHDRAWN, by=granted.subject, made_at=NOW
    )


def about_somebody(message: Message, at: datetime) -> Outgoing | None:
    """What the recipient may be told about the subject, by the subject's grant alone."""
    matter = message.matter.open(own(message.person, at))
    decision = decide(message.person, UUID(matter["subject"]), *SUPPORT, at)
    return Outgoing(decision, matter["occasion"])


def kind_for(sink: Sink | FileSink, name: str = "note", **options: Any) -> MessageKind:
    options = {"prepare": about_oneself, "deliver": sink.deliver, **options}
    return MessageKind(name, **options)


def queue(
    kind: MessageKind,
    person: Person,
    occasion: str = "one",
    at: datetime = NOW,
    due_at: datetime | None = None,
    about: Person | None = None,
) -> None:
    matter = {"occasion": occasion, "subject": str((about or person).pk)}
    with transaction.atomic():
        queue_message(kind, person.pk, occasion, matter, at, due_at)
