"""Sending what is due: decided again at that moment, at least once, under a key that never changes.

Between handing over and noting it a worker can die; then it is handed over again, and its key lets
the channel show it once. A message that failed waits longer each time, and is given up at last.
What is new is begun together, and what was sent is noted together: on SQLite it is the writes to
disk that take the time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from threading import Event
from time import monotonic

from porchlight.outbox.claiming import (
    begin,
    begin_new,
    claim,
    let_go,
    let_go_together,
    put_off,
)
from porchlight.outbox.kinds import MessageKind, NotTaken
from porchlight.outbox.models import Message
from porchlight.outbox.points import Point, passing
from porchlight.people.local.units import is_alive, unit_of_work
from porchlight.postgresql.owners import name_owner
from porchlight.schedule import Lane

AT_ONCE = 50  # messages a claim: one write to disk leases them all
SENDS_FOR = 10.0  # seconds, then the rest of a claim is given back: jobs wait in the same loop
NOTED_WITHIN = 0.1  # seconds from the first that was sent and is not noted yet
MOST_ATTEMPTS = 12  # over two to four hours

log = logging.getLogger(__name__)

Kinds = Mapping[str, MessageKind]


def send_due(kinds: Kinds, lane: Lane, clock: Callable[[], datetime], stop: Event) -> int:
    """Send one claim's worth of what is due in a lane; how many were taken up."""
    if not kinds:
        return 0
    due = Message.objects.waiting().filter(lane=lane, kind__in=kinds)
    messages = claim(due, clock(), lane, AT_ONCE)
    if not messages:
        return 0
    begun = begin_new(messages, clock(), lane)
    until = monotonic() + SENDS_FOR
    ended = _Ended(clock)
    try:
        for message in messages:
            if stop.is_set() or monotonic() > until:
                let_go(message, attempts=message.attempts - (message.pk in begun))
            elif message.pk in begun or _begin_again(message, lane, clock()):
                passing(Point.BEGUN)
                if _send(message, kinds[message.kind], clock()):
                    ended.add(message)
    finally:
        ended.note()
    return len(messages)


class _Ended:
    """Messages of one claim that were sent or dropped, noted a few at a time: a write for each
    would be most of the work. Where the worker dies before, they are handed over once more."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._messages: list[Message] = []
        self._since = monotonic()

    def add(self, message: Message) -> None:
        if not self._messages:
            self._since = monotonic()
        self._messages.append(message)
        if monotonic() - self._since >= NOTED_WITHIN:
            self.note()

    def note(self) -> None:
        if not self._messages:
            return
        messages, self._messages = self._messages, []
        day = datetime.combine(self._clock().astimezone(UTC).date(), time(), UTC)
        let_go_together(messages, matter=None, ended_at=day, due_at=day, queued_at=day)
        passing(Point.ENDED)


def _begin_again(message: Message, lane: Lane, at: datetime) -> bool:
    """False where it is given up, or somebody else has it."""
    if message.attempts >= MOST_ATTEMPTS:  # each time the worker died of it
        _park(message, at)
        return False
    return begin(message, at, lane)


def _send(message: Message, kind: MessageKind, at: datetime) -> bool:
    """Whether it was sent, or dropped. One that failed is given back."""
    try:
        with unit_of_work():
            name_owner(message.person_id)
            _decide_and_deliver(message, kind, at)
    except Exception as cause:
        # Of the cause its type alone: its words may hold an address or a name.
        log.error("message %s could not be sent (%s)", message.pk, type(cause).__name__)
        passing(Point.FAILED)
        wait = cause.wait if isinstance(cause, NotTaken) else timedelta(0)
        _put_off_or_park(message, at, wait)
        return False
    return True


def _decide_and_deliver(message: Message, kind: MessageKind, at: datetime) -> None:
    """Nothing is kept of an earlier decision: whoever withdrew is not written about."""
    outgoing = kind.prepare(message, at)
    passing(Point.DECIDED)
    if outgoing is None or not outgoing.decision.allowed:
        return
    if not is_alive(outgoing.decision):
        raise StaleDecision("a message is sent with a decision of that moment")
    kind.deliver(message.key, outgoing)
    passing(Point.SENT)


class StaleDecision(RuntimeError):
    """A kind tried to send with a decision made at another time. A bug, never a page."""


def _put_off_or_park(message: Message, at: datetime, wait: timedelta) -> None:
    if message.attempts >= MOST_ATTEMPTS:
        _park(message, at)
    else:
        put_off(message, at, at_least=wait)
        passing(Point.PUT_OFF)


def _park(message: Message, at: datetime) -> None:
    let_go(message, parked_at=at)
    passing(Point.PARKED)
