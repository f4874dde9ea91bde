"""Kinds of messages. Each app lists its own as `KINDS` in its `jobs.py`; the outbox knows none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from porchlight.domain.consent import Decision
from porchlight.outbox.models import Message
from porchlight.schedule import Lane, registered


@dataclass(frozen=True)
class Outgoing:
    """What is sent: the decision that allows it, made a moment ago, and the words."""

    decision: Decision
    words: str


@dataclass(frozen=True)
class MessageKind:
    """One kind of message.

    `prepare(message, at)` opens the matter, asks the gate again for `at`, and words the message; a
    decision that refuses, or None, drops it. `deliver(key, outgoing)` hands it to a channel, which
    shows one key at most once; it raises when that did not work. Both may be done over. No channel
    is part of Porchlight yet.
    """

    name: str
    prepare: Callable[[Message, datetime], Outgoing | None]
    deliver: Callable[[str, Outgoing], None]
    lane: Lane = Lane.NOW


def all_kinds() -> tuple[MessageKind, ...]:
    """The kinds of every app. Raises ValueError when two have the same name."""
    return registered("KINDS")
