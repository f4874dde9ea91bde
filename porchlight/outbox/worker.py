"""The worker: loops that take what is due, do it, and say when it is due again.

One loop does what is short (lane *now*) and two do what may be long (lane *slow*), so that a long
refresh of listings holds up neither a message nor the jobs of every minute. Each loop is a thread
with database connections of its own. Any number of workers may run.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic

from django.db import close_old_connections, connections
from django.utils import timezone

from porchlight import room
from porchlight.domain.retrying import LONGEST_WAIT
from porchlight.outbox.claiming import LEASES, begin, claim, let_go, put_off
from porchlight.outbox.kinds import MessageKind
from porchlight.outbox.models import Job, Message
from porchlight.outbox.points import Point, passing
from porchlight.outbox.sending import send_due
from porchlight.outbox.steady_clock import SteadyClock
from porchlight.people.local.units import unit_of_work
from porchlight.schedule import Lane, TimedJob

LOOPS = (Lane.NOW, Lane.SLOW, Lane.SLOW)
PAUSE = 1.0  # seconds between looks, when nothing was due
IN_ORDER_EVERY = 60.0  # seconds
# While the wall clock is ahead, whatever is queued bears its time: soon enough for a person.
IN_ORDER_EVERY_AHEAD = 2.0
CLOCK_GRACE = timedelta(minutes=1)  # how far the clocks of two machines may be apart

Clock = Callable[[], datetime]

log = logging.getLogger(__name__)


def loops(jobs: Sequence[TimedJob], kinds: Sequence[MessageKind], stop: Event) -> list[Thread]:
    """The threads of one worker, not started yet. Each ends soon after `stop` is set."""
    clock = SteadyClock()
    return [
        Thread(
            target=_work_and_leave, args=(lane, jobs, kinds, stop, clock), name=f"{lane} {number}"
        )
        for number, lane in enumerate(LOOPS)
    ]


def _work_and_leave(
    lane: Lane,
    jobs: Sequence[TimedJob],
    kinds: Sequence[MessageKind],
    stop: Event,
    clock: SteadyClock,
) -> None:
    try:
        work(lane, jobs, kinds, stop, clock)
    finally:
        connections.close_all()


def work(
    lane: Lane,
    jobs: Sequence[TimedJob],
    kinds: Sequence[MessageKind],
    stop: Event,
    clock: Clock = timezone.now,
) -> None:
    """Look for what is due in a lane until told to stop."""
    mine = [job for job in jobs if job.lane == lane]
    in_order_at = -IN_ORDER_EVERY
    while not stop.is_set():
        n_done = 0
        try:
            now = clock()
            is_ahead = isinstance(clock, SteadyClock) and clock.is_held
            every = IN_ORDER_EVERY_AHEAD if is_ahead else IN_ORDER_EVERY
            if monotonic() - in_order_at >= every:
                put_in_order(lane, mine, now)
                in_order_at = monotonic()
            # What is left of a full disk is for people who leave.
            n_done = look(lane, mine, kinds, stop, clock) if room.keep() else 0
        except Exception:
            log.exception("the worker could not look for what is due")
            in_order_at = -IN_ORDER_EVERY
        close_old_connections()
        if not n_done:
            stop.wait(PAUSE)


def look(
    lane: Lane,
    jobs: Sequence[TimedJob],
    kinds: Sequence[MessageKind],
    stop: Event,
    clock: Clock = timezone.now,
) -> int:
    """Do each due job of the lane once, then send one claim of messages; how many were taken up.

    One job at a time with a fresh clock, so that a long one takes nothing off the next lease.
    """
    n_done = 0
    for job in jobs:
        if not stop.is_set():
            n_done += len(do_due_jobs([job], clock()))
    if not stop.is_set():
        of_lane = {kind.name: kind for kind in kinds if kind.lane == lane}
        n_done += send_due(of_lane, lane, clock, stop)
    return n_done


def do_due_jobs(jobs: Sequence[TimedJob], now: datetime) -> list[str]:
    """Do each due job that no other worker has; the names of those that went well."""
    return [job.name for job in jobs if _do_if_due(job, now)]


def put_in_order(lane: Lane, jobs: Sequence[TimedJob], now: datetime) -> None:
    """Give every job of a lane its row, and pull in what a clock that was ahead has put off.

    No job is due later than its own interval from now, no lease lasts longer than the lane's, no
    attempt is put off for longer than the longest wait, and nothing was queued in the future. What
    is beyond that was written under another clock.
    """
    rows = [Job(name=job.name, due_at=now) for job in jobs]
    Job.objects.bulk_create(rows, ignore_conflicts=True)
    ahead = now + CLOCK_GRACE
    for job in jobs:
        Job.objects.filter(name=job.name, due_at__gt=ahead + job.every).update(due_at=now)
    waiting = Message.objects.waiting().filter(lane=lane)
    for due in (Job.objects.filter(name__in=[job.name for job in jobs]), waiting):
        held = due.filter(leased_until__gt=ahead + LEASES[lane])
        held.update(lease=None, leased_until=None)
    waiting.filter(attempts__gt=0, due_at__gt=ahead + LONGEST_WAIT).update(due_at=now)
    for message in waiting.filter(queued_at__gt=ahead):
        wait = max(message.due_at - message.queued_at, timedelta())
        unmoved = waiting.filter(pk=message.pk, queued_at=message.queued_at)
        unmoved.update(due_at=now + wait, queued_at=now)


def _do_if_due(job: TimedJob, now: datetime) -> bool:
    claimed = claim(Job.objects.filter(name=job.name), now, job.lane)
    return any(begin(row, now, job.lane) and _do(job, row, now) for row in claimed)


def _do(job: TimedJob, row: Job, now: datetime) -> bool:
    # Nothing is written once the lease ran out and another worker has taken the job over.
    passing(Point.JOB_BEGUN)
    try:
        with unit_of_work(of_the_site=True):
            job.do(now)
    except Exception:
        log.exception("job %s stopped; it is tried again", job.name)
        passing(Point.FAILED)
        put_off(row, now, job.every)
        passing(Point.PUT_OFF)
        return False
    passing(Point.JOB_DONE)
    let_go(row, due_at=now + job.every, last_done_at=now, attempts=0)
    passing(Point.JOB_NOTED)
    return True
