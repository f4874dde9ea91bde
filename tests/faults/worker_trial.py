"""One trial of a worker that is killed at a labelled point, and what has to be true afterwards.

A process is forked, works, and is killed when it passes the point. Half of those who are written
about then withdraw their grants. Later another worker finishes what was left.
"""

from __future__ import annotations

import os
import random
import signal
import traceback
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

from django.db import connections, transaction
from django.db.models import Count

from porchlight.circles.models import ConsentEvent, Grant
from porchlight.outbox import points, worker
from porchlight.outbox.actions import queue_message
from porchlight.outbox.kinds import MessageKind, Outgoing
from porchlight.outbox.models import Job, Message
from porchlight.outbox.points import Point
from porchlight.outbox.sending import MOST_ATTEMPTS
from porchlight.people.models import Attempt, Person
from porchlight.schedule import Lane, TimedJob
from tests.make import NOW
from tests.outbox.post import ChannelIsDown, FileSink, about_somebody, grant, queue, withdraw

ROUND = timedelta(minutes=3)  # more than a lease, and than any wait of a few attempts
ROUNDS = 4
LANE = Lane.NOW


@dataclass
class Trial:
    """`staying` keep their grants to `recipient`, `leaving` withdraw them after the kill."""

    recipient: Person
    staying: Sequence[Person]
    leaving: Sequence[Person]
    sink: FileSink
    prepare: Callable[..., Outgoing | None] = about_somebody
    grants: list[Grant] = field(default_factory=list)

    def begin(self) -> None:
        """Two messages about each, one of which fails at first; one that fails always."""
        for model in (Message, Job, Attempt, ConsentEvent, Grant):
            model._default_manager.all().delete()
        self.sink.path.unlink(missing_ok=True)
        self.grants.clear()
        for subject in (*self.staying, *self.leaving):
            self.grants.append(grant(subject, self.recipient))
            for kind in (self.plain, self.fails_at_first):
                queue(kind, self.recipient, f"{kind.name} about {subject.pk}", about=subject)
        queue(self.fails_always, self.recipient, "hopeless", about=self.staying[0])
        Message.objects.filter(kind="hopeless").update(attempts=MOST_ATTEMPTS - 1)

    @property
    def plain(self) -> MessageKind:
        return MessageKind("plain", self.prepare, self.sink.deliver)

    @property
    def fails_at_first(self) -> MessageKind:
        def prepare(message: Message, at: datetime) -> Outgoing | None:
            if message.attempts == 1:
                raise ChannelIsDown
            return self.prepare(message, at)

        return MessageKind("fails at first", prepare, self.sink.deliver)

    @property
    def fails_always(self) -> MessageKind:
        def deliver(key: str, outgoing: Outgoing) -> None:
            raise ChannelIsDown

        return MessageKind("hopeless", self.prepare, deliver)

    def write_a_cause(self, now: datetime) -> None:
        """A job whose cause and message are one transaction."""
        subject = self.staying[0]
        matter = {"occasion": "a cause", "subject": str(subject.pk)}
        with transaction.atomic():
            Attempt.objects.get_or_create(who="a cause", window=NOW)
            queue_message(self.plain, self.recipient.pk, "a cause", matter, now)

    def work(self, at: datetime) -> None:
        """What a loop of the worker does until nothing is due."""
        jobs = [TimedJob("causes", timedelta(days=1), self.write_a_cause)]
        kinds = [self.plain, self.fails_at_first, self.fails_always]
        worker.put_in_order(LANE, jobs, at)
        while worker.look(LANE, jobs, kinds, Event(), lambda: at):
            pass

    def be_killed_at(self, point: Point, time: int) -> bool:
        """Work in a process of its own until the point is passed for the n-th time; whether it
        came to that."""
        connections.close_all()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside other threads
            child = os.fork()
        if child == 0:
            self._work_until(point, time)
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL

    def _work_until(self, point: Point, time: int) -> None:
        passed = 0

        def kill(passing: Point) -> None:
            nonlocal passed
            passed += passing is point
            if passed == time:
                os.kill(os.getpid(), signal.SIGKILL)

        points.watcher = kill
        try:
            self.work(NOW)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)  # never back into the test

    def end(self) -> list[str]:
        """Withdraw, let another worker finish, and say all that is wrong."""
        for granted in self.grants[len(self.staying) :]:
            withdraw(granted)
        n_before = len(self.sink.handed_over())
        for number in range(1, ROUNDS + 1):
            self.work(NOW + number * ROUND)
        return [*self._wrong_with_what_was_sent(n_before), *_wrong_with_what_is_left()]

    def _wrong_with_what_was_sent(self, n_before: int) -> list[str]:
        handed_over = self.sink.handed_over()
        sent = {words for _, words in handed_over}
        late = {words for _, words in handed_over[n_before:]}
        kinds = (self.plain, self.fails_at_first)
        about = {
            f"{kind.name} about {subject.pk}": subject in self.leaving
            for subject in (*self.staying, *self.leaving)
            for kind in kinds
        } | {"a cause": False}
        keys: dict[str, set[str]] = {}
        for key, words in handed_over:
            keys.setdefault(words, set()).add(key)
        return [
            *(f"lost: {words}" for words, left in about.items() if not left and words not in sent),
            *(f"sent after withdrawal: {words}" for words in late if about.get(words)),
            *(f"seen twice: {words}" for words, seen in keys.items() if len(seen) > 1),
            *(f"never queued: {words}" for words in sent - set(about)),
        ]


def _wrong_with_what_is_left() -> list[str]:
    jobs = list(Job.objects.filter(lease=None, attempts=0).values_list("name", flat=True))
    waiting = Message.objects.waiting()
    parked = set(Message.objects.parked().values_list("kind", flat=True))
    causes = Attempt.objects.aggregate(n=Count("pk"))["n"]
    return [
        *(f"still waits: {message.kind}" for message in waiting),
        *(["a lease is left"] if Message.objects.exclude(lease=None).exists() else []),
        *([] if parked == {"hopeless"} else [f"given up: {sorted(parked)}"]),
        *([] if jobs == ["causes"] else ["the job was not done"]),
        *([] if causes == 1 else [f"{causes} causes"]),
    ]


def run(trial: Trial, point: Point, time: int) -> list[str]:
    """What is wrong after a kill at this point; that the point was never passed is wrong too."""
    trial.begin()
    if not trial.be_killed_at(point, time):
        return [f"{point} was not passed {time} times"]
    return trial.end()


# How often a trial passes each point at least.
TIMES = {
    Point.QUEUED: 1, Point.PICKED: 2, Point.CLAIMED: 2, Point.BEGUN: 9, Point.DECIDED: 4,
    Point.SENT: 4, Point.ENDED: 1, Point.FAILED: 5, Point.PUT_OFF: 4, Point.PARKED: 1,
    Point.JOB_BEGUN: 1, Point.JOB_DONE: 1, Point.JOB_NOTED: 1,
}  # fmt: skip


def kills(n: int, chance: random.Random) -> list[tuple[Point, int]]:
    """`n` kills: every point equally often, each time at another of its passings."""
    every = list(Point)
    return [
        (point, chance.randint(1, TIMES[point]))
        for point in (every[number % len(every)] for number in range(n))
    ]


def make_sink(folder: Path) -> FileSink:
    return FileSink(folder / "handed over")
