"""Queueing a message, and what is decided about those that were given up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from porchlight.outbox.kinds import MessageKind
from porchlight.outbox.models import Message, MessageQuerySet
from porchlight.outbox.points import Point, passing
from porchlight.people.encryption.keys import ring_of
from porchlight.postgresql.owners import every_row


class NoCause(RuntimeError):
    """A message was queued outside of the transaction of its cause. A bug, never a page."""


def queue_message(
    kind: MessageKind,
    recipient_id: UUID,
    occasion: str,
    matter: dict[str, Any],
    at: datetime,
    due_at: datetime | None = None,
) -> None:
    """Queue one message in the transaction of its cause: no cause, no message, and the other way.

    `occasion` names what it is about, the same each time (as "ask 5f0c, wave 2"). The same kind,
    recipient and occasion are queued once, whatever is asked again. `matter` holds ids and no
    words. Raises NoCause outside of a transaction, and KeyGone for somebody who was erased.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NoCause("queue a message in the transaction that writes its cause")
    message = Message(
        person_id=recipient_id,
        kind=kind.name,
        key=message_key(kind.name, recipient_id, occasion),
        lane=kind.lane,
        matter=matter,
        queued_at=at,
        due_at=due_at or at,
    )
    with every_row():  # as a rule it is for somebody else than who asks
        Message.objects.bulk_create([message], ignore_conflicts=True)
    passing(Point.QUEUED)


def bring_forward(kind: MessageKind, occasions: Mapping[str, UUID], at: datetime) -> None:
    """Let messages that were queued for later be due now, by occasion and recipient. The same
    statements for none of them; what is sent already stays as it is."""
    keys = [message_key(kind.name, recipient, one) for one, recipient in occasions.items()]
    with every_row():  # for others than who asks
        Message.objects.waiting().filter(key__in=["", *keys], due_at__gt=at).update(due_at=at)


def message_key(kind: str, recipient_id: UUID, occasion: str) -> str:
    """64 hex digits, the same for the same occasion; nobody can guess it, and it tells nothing."""
    fingerprint = ring_of(recipient_id).fingerprint("message", f"{kind}|{occasion}".encode())
    return fingerprint.hex()


def try_parked_again(at: datetime, kind: str | None = None) -> int:
    """Put back what was given up, of one kind or of all, as if it were new; how many."""
    return _parked(kind).update(parked_at=None, attempts=0, due_at=at)


def drop_parked(kind: str | None = None) -> int:
    """Delete what was given up, of one kind or of all; how many."""
    return _parked(kind).delete()[0]


def _parked(kind: str | None) -> MessageQuerySet:
    parked = Message.objects.parked()
    return parked if kind is None else parked.filter(kind=kind)
