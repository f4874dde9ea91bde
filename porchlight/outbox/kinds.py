"""Kinds of messages. Each app lists its own as `KINDS` in its `jobs.py`; the outbox knows none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from porchlight.domain.consent import Decision
from porchlight.outbox.models import Message
from porchlight.outbox.push.devices import DeviceAddress
from porchlight.schedule import Lane, registered


@dataclass(frozen=True)
class Outgoing:
    """What is sent: the decision that allows it, made a moment ago, and the words, in `language`.
    `devices` are those of the recipient, for a channel that pushes."""

    decision: Decision
    words: str
    language: str = "en"
    devices: tuple[DeviceAddress, ...] = ()


class NotTaken(Exception):
    """A channel could not hand a message over, and says how long to wait at least."""

    def __init__(self, wait: timedelta = timedelta(0)) -> None:
        super().__init__()
        self.wait = wait


@dataclass(frozen=True)
class MessageKind:
    """One kind of message.

    `prepare(message, at)` opens the matter, asks the gate again for `at`, and words the message; a
    decision that refuses, or None, drops it. `deliver(key, outgoing)` hands it to a channel, which
    shows one key at most once; it raises when that did not work, NotTaken where it is known how
    long to wait. Both may be done over. `push/channel.py` is the one channel there is.
    """

    name: str
    prepare: Callable[[Message, datetime], Outgoing | None]
    deliver: Callable[[str, Outgoing], None]
    lane: Lane = Lane.NOW


def all_kinds() -> tuple[MessageKind, ...]:
    """The kinds of every app. Raises ValueError when two have the same name."""
    return registered("KINDS")
