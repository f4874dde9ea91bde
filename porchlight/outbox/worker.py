"""The worker: claims what is due, does it, and says when it is due again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from django.db import close_old_connections
from django.db.models import F, Q
from django.utils import timezone

from porchlight.outbox.models import Job
from porchlight.people.units import unit_of_work

LEASE = timedelta(minutes=10)
BACK_OFF = timedelta(hours=1)
PAUSE = 5.0  # seconds between looks

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class TimedJob:
    """Something done again and again. `do` may be interrupted anywhere and done over."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]


def work(jobs: Sequence[TimedJob], stop: Event) -> None:
    """Look for due jobs until told to stop."""
    while not stop.is_set():
        for job in jobs:
            if not stop.is_set():
                _look_at(job)
        close_old_connections()
        stop.wait(PAUSE)


def do_what_is_due(jobs: Sequence[TimedJob], now: datetime) -> list[str]:
    """Do each due job that no other worker holds; the names of those done."""
    Job.objects.bulk_create([Job(name=job.name, due_at=now) for job in jobs], ignore_conflicts=True)
    return [job.name for job in jobs if _claim(job, now) and _do(job, now)]


def _look_at(job: TimedJob) -> None:
    """One job at a time with a fresh clock, so that a long one takes nothing off the next lease."""
    try:
        do_what_is_due([job], timezone.now())
    except Exception:
        log.exception("the worker could not look for due jobs")


def _claim(job: TimedJob, now: datetime) -> bool:
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    return bool(
        Job.objects.filter(free, name=job.name, due_at__lte=now).update(leased_until=now + LEASE)
    )


def _do(job: TimedJob, now: datetime) -> bool:
    # Nothing is written once the lease ran out and another worker has taken the job over.
    row = Job.objects.filter(name=job.name, leased_until=now + LEASE)
    try:
        with unit_of_work():
            job.do(now)
    except Exception:
        log.exception("job %s stopped; it is tried again in an hour", job.name)
        row.update(leased_until=None, due_at=now + BACK_OFF, failures=F("failures") + 1)
        return False
    row.update(leased_until=None, due_at=now + job.every, last_done_at=now, failures=0)
    return True
