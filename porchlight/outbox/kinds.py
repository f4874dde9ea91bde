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
    `devices` are those of the recipient, for a channel that pushes. It is of use for `keeps_for`
    at most, where that is less than its channel keeps it. `note_handed_over` is called once a
    device has it."""

    decision: Decision
    words: str
    language: str = "en"
    devices: tuple[DeviceAddress, ...] = ()
    keeps_for: timedelta | None = None
    note_handed_over: Callable[[], None] | None = None


class NotTaken(Exception):
    """A channel could not hand a message over, or not to every device (`is_partly_taken`), and
    says how long to wait at least."""

    def __init__(self, wait: timedelta = timedelta(0), is_partly_taken: bool = False) -> None:
        super().__init__()
        self.wait = wait
        self.is_partly_taken = is_partly_taken


class NotYet(Exception):
    """A kind says that its message is to be sent at another time: `until`, a moment (UTC)."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


@dataclass(frozen=True)
class MessageKind:
    """One kind of message.

    `prepare(message, at)` opens the matter, asks the gate again for `at`, and words the message; a
    decision that refuses, or None, drops it, and NotYet puts it off. `deliver(key, outgoing)` hands
    it to a channel, which shows one key at most once; it raises when that did not work, NotTaken
    where it is known how long to wait. Both may be done over. `push/channel.py` is the one channel
    there is.
    """

    name: str
    prepare: Callable[[Message, datetime], Outgoing | None]
    deliver: Callable[[str, Outgoing], None]
    lane: Lane = Lane.NOW


def all_kinds() -> tuple[MessageKind, ...]:
    """The kinds of every app. Raises ValueError when two have the same name."""
    return registered("KINDS")
