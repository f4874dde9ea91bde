"""Sending what is due: decided again at that moment, at least once, under a key that never changes.

Between handing over and noting it a worker can die; then it is handed over again, and its key lets
the channel show it once. A message that failed waits longer each time, and is given up at last.
What is new is begun together, and what was sent is noted together: on SQLite it is the writes to
disk that take the time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from threading import Event
from time import monotonic

from django.db import DatabaseError

from porchlight.outbox.claiming import (
    begin,
    begin_new,
    claim,
    let_go,
    let_go_together,
    put_off,
)
from porchlight.outbox.kinds import MessageKind, NotTaken, NotYet, Outgoing
from porchlight.outbox.models import Message
from porchlight.outbox.points import Point, passing
from porchlight.people.local.units import is_alive, unit_of_work
from porchlight.people.made_at import start_of_day
from porchlight.postgresql.owners import name_owner
from porchlight.schedule import Lane

AT_ONCE = 50  # messages a claim: one write to disk leases them all
SENDS_FOR = 10.0  # seconds, then the rest of a claim is given back: jobs wait in the same loop
NOTED_WITHIN = 0.1  # seconds from the first that was sent and is not noted yet
MOST_ATTEMPTS = 12  # over two to four hours
SOONEST_AGAIN = timedelta(seconds=15)  # of what is put off, so that no kind is asked all the time

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
    sent = _NotNoted(clock)
    try:
        for message in messages:
            sent.note_if_late()
            if stop.is_set() or monotonic() > until:
                let_go(message, attempts=message.attempts - (message.pk in begun))
            elif message.pk in begun or _begin_again(message, lane, clock()):
                passing(Point.BEGUN)
                if _send(message, kinds[message.kind], clock()):
                    sent.add(message)
    finally:
        sent.note()
    return len(messages)


class _NotNoted:
    """Messages of one claim that were sent or dropped, and are noted together: a write for each
    would be most of the work. Where the worker dies before, they are handed over once more."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._messages: list[Message] = []
        self._since = monotonic()

    def add(self, message: Message) -> None:
        if not self._messages:
            self._since = monotonic()
        self._messages.append(message)

    def note_if_late(self) -> None:
        """Note them once the first has waited long enough. A write that fails is tried again with
        the next, and keeps none from being sent."""
        if self._messages and monotonic() - self._since >= NOTED_WITHIN:
            try:
                self.note()
            except DatabaseError as fault:
                log.error("what was sent could not be written down yet (%s)", type(fault).__name__)
                self._since = monotonic()

    def note(self) -> None:
        if not self._messages:
            return
        day = start_of_day(self._clock())
        let_go_together(self._messages, matter=None, ended_at=day, due_at=day, queued_at=day)
        self._messages = []
        passing(Point.ENDED)


def _begin_again(message: Message, lane: Lane, at: datetime) -> bool:
    """False where it is given up, or somebody else has it."""
    if message.attempts >= MOST_ATTEMPTS:  # each time the worker died of it
        _park(message, at)
        return False
    return begin(message, at, lane)


def _send(message: Message, kind: MessageKind, at: datetime) -> bool:
    """Whether it was sent, or dropped. One that failed or is to wait is given back."""
    try:
        with unit_of_work():
            name_owner(message.person_id)
            _decide_and_deliver(message, kind, at)
    except NotYet as cause:
        _put_off_until(message, cause.until, at)
        return False
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
    try:
        kind.deliver(message.key, outgoing)
    except NotTaken as fault:
        if fault.is_partly_taken:
            _note_handed_over(outgoing)
        raise
    passing(Point.SENT)
    _note_handed_over(outgoing)


def _note_handed_over(outgoing: Outgoing) -> None:
    if outgoing.note_handed_over is not None:
        outgoing.note_handed_over()


class StaleDecision(RuntimeError):
    """A kind tried to send with a decision made at another time. A bug, never a page."""


def _put_off_until(message: Message, until: datetime, at: datetime) -> None:
    """As if it were new then. When it was queued stands in clear for hours, so it bears its day
    alone: a note at four in the morning says enough."""
    until = max(until, at + SOONEST_AGAIN)
    let_go(message, due_at=until, attempts=0, queued_at=start_of_day(at))
    passing(Point.PUT_OFF)


def _put_off_or_park(message: Message, at: datetime, wait: timedelta) -> None:
    if message.attempts >= MOST_ATTEMPTS:
        _park(message, at)
    else:
        put_off(message, at, at_least=wait)
        passing(Point.PUT_OFF)


def _park(message: Message, at: datetime) -> None:
    let_go(message, parked_at=at)
    passing(Point.PARKED)
