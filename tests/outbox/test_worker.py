"""The worker: each due job is done by one of them, and what a dead one left is done again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, Event

import pytest
from django.db import connections

from porchlight.outbox import worker
from porchlight.outbox.models import Job
from porchlight.outbox.worker import BACK_OFF, LEASE, TimedJob, do_what_is_due, work
from porchlight.schedule import JOBS
from tests.make import NOW

HOUR = timedelta(hours=1)


def job(do=lambda now: None, name: str = "sweep") -> TimedJob:
    return TimedJob(name, HOUR, do)


def test_a_job_is_done_at_once_and_then_each_hour():
    done: list[datetime] = []
    sweep = job(done.append)
    for minutes in (0, 1, 59, 60, 61, 119, 120):
        do_what_is_due([sweep], NOW + timedelta(minutes=minutes))
    assert done == [NOW, NOW + HOUR, NOW + 2 * HOUR]
    row = Job.objects.get()
    assert (row.last_done_at, row.leased_until, row.failures) == (NOW + 2 * HOUR, None, 0)


def test_a_job_that_stops_is_tried_again_in_an_hour_and_keeps_no_other_back(caplog):
    def stop(now: datetime) -> None:
        raise RuntimeError("a broken broom")

    done: list[datetime] = []
    jobs = [job(stop), job(done.append, "dust")]
    assert do_what_is_due(jobs, NOW) == ["dust"]
    row = Job.objects.get(name="sweep")
    assert (row.due_at, row.leased_until, row.failures) == (NOW + BACK_OFF, None, 1)
    assert "job sweep stopped" in caplog.text
    assert do_what_is_due(jobs, NOW + timedelta(minutes=59)) == []
    assert do_what_is_due([job(done.append)], NOW + BACK_OFF) == ["sweep"]
    assert Job.objects.get(name="sweep").failures == 0


class Killed(BaseException):
    """What a worker that is killed in the middle of a job looks like from here: nothing follows."""


def test_what_a_killed_worker_left_is_done_again_when_its_lease_is_over():
    done: list[datetime] = []

    def die(now: datetime) -> None:
        raise Killed

    with pytest.raises(Killed):
        do_what_is_due([job(die)], NOW)
    assert Job.objects.get().leased_until == NOW + LEASE
    sweep = job(done.append)
    assert do_what_is_due([sweep], NOW + LEASE - timedelta(seconds=1)) == []
    assert do_what_is_due([sweep], NOW + LEASE) == ["sweep"]
    assert done == [NOW + LEASE]


def test_a_worker_that_took_too_long_does_not_take_the_lease_off_the_next_one():
    late = NOW + LEASE

    def be_slow(now: datetime) -> None:
        """While this one works, its lease runs out and another worker claims the job."""
        assert worker._claim(job(), late)

    do_what_is_due([job(be_slow)], NOW)
    row = Job.objects.get()
    assert row.leased_until == late + LEASE
    assert row.last_done_at is None
    assert do_what_is_due([job()], late + timedelta(minutes=1)) == []


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_eight_workers_that_look_at_once_do_each_job_once():
    done: list[str] = []
    jobs = [job(lambda now, name=name: done.append(name), name) for name in "abcde"]
    start = Barrier(8)

    def look(_: int) -> None:
        start.wait()
        try:
            do_what_is_due(jobs, NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(look, range(8)))
    assert sorted(done) == list("abcde")


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_loop_goes_on_after_trouble_and_stops_when_told(monkeypatch, caplog):
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    stop, looks = Event(), []

    def do(now: datetime) -> None:
        looks.append(now)
        if len(looks) == 1:
            Job.objects.all().delete()
            raise OSError("no room")
        stop.set()

    work([job(do)], stop)
    assert len(looks) == 2


def test_told_to_stop_it_begins_no_further_job(monkeypatch):
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    stop, done = Event(), []
    work([job(lambda now: stop.set()), job(done.append, "dust")], stop)
    assert done == []


def test_every_timed_job_has_a_name_of_its_own_and_can_be_done_twice():
    assert len({timed.name for timed in JOBS}) == len(JOBS)
    for _ in range(2):
        for timed in JOBS:
            if timed.name != "refresh-sources":  # that one goes to the network
                timed.do(NOW)
