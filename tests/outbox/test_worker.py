"""The worker: each due job is done by one of them, and what a dead one left is done again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, Event

import pytest
from django.db import connections

from porchlight.outbox import worker
from porchlight.outbox.claiming import LEASES, claim
from porchlight.outbox.models import Job, Message
from porchlight.outbox.worker import do_due_jobs, look, loops, put_in_order, work
from porchlight.schedule import Lane, TimedJob, all_jobs, registered
from tests.make import NOW, make_person
from tests.outbox.post import Sink, kind_for, queue

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
LEASE = LEASES[Lane.NOW]


def job(do=lambda now: None, name: str = "sweep", lane: Lane = Lane.NOW) -> TimedJob:
    return TimedJob(name, HOUR, do, lane)


def do_all(jobs, now: datetime = NOW) -> list[str]:
    put_in_order(Lane.NOW, jobs, now)
    return do_due_jobs(jobs, now)


def test_a_job_is_done_at_once_and_then_each_hour():
    done: list[datetime] = []
    sweep = job(done.append)
    for minutes in (0, 1, 59, 60, 61, 119, 120):
        do_all([sweep], NOW + timedelta(minutes=minutes))
    assert done == [NOW, NOW + HOUR, NOW + 2 * HOUR]
    row = Job.objects.get()
    assert (row.last_done_at, row.leased_until, row.attempts) == (NOW + 2 * HOUR, None, 0)


def test_a_job_that_stops_is_tried_again_soon_and_keeps_no_other_back(caplog):
    def stop(now: datetime) -> None:
        raise RuntimeError("a broken broom")

    done: list[datetime] = []
    jobs = [job(stop), job(done.append, "dust")]
    assert do_all(jobs) == ["dust"]
    row = Job.objects.get(name="sweep")
    assert (row.leased_until, row.attempts) == (None, 1)
    assert NOW < row.due_at <= NOW + timedelta(seconds=15)
    assert "job sweep stopped" in caplog.text
    assert do_all([job(done.append)], row.due_at) == ["sweep"]
    assert Job.objects.get(name="sweep").attempts == 0


def test_a_job_that_goes_on_failing_is_tried_at_least_as_often_as_it_is_due():
    def stop(now: datetime) -> None:
        raise RuntimeError

    each_minute = TimedJob("beat", MINUTE, stop)
    at = NOW
    for _ in range(20):
        do_all([each_minute], at)
        due_at = Job.objects.get().due_at
        assert at < due_at <= at + MINUTE
        at = due_at
    assert Job.objects.get().attempts == 20


class Killed(BaseException):
    """What a worker that is killed in the middle of a job looks like from here: nothing follows."""


def test_what_a_killed_worker_left_is_done_again_when_its_lease_is_over():
    done: list[datetime] = []

    def die(now: datetime) -> None:
        raise Killed

    with pytest.raises(Killed):
        do_all([job(die)])
    assert Job.objects.get().leased_until == NOW + LEASE
    sweep = job(done.append)
    assert do_all([sweep], NOW + LEASE - timedelta(seconds=1)) == []
    assert do_all([sweep], NOW + LEASE) == ["sweep"]
    assert done == [NOW + LEASE]


def test_a_worker_that_took_too_long_does_not_take_the_lease_off_the_next_one():
    late = NOW + LEASE

    def be_slow(now: datetime) -> None:
        """While this one works, its lease runs out and another worker claims the job."""
        assert claim(Job.objects.all(), late, Lane.NOW)

    do_all([job(be_slow)])
    row = Job.objects.get()
    assert row.leased_until == late + LEASE
    assert row.last_done_at is None
    assert do_all([job()], late + MINUTE) == []


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_eight_workers_that_look_at_once_do_each_job_once():
    done: list[str] = []
    jobs = [job(lambda now, name=name: done.append(name), name) for name in "abcde"]
    start = Barrier(8)

    def look_once(_: int) -> None:
        start.wait()
        try:
            do_all(jobs)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(look_once, range(8)))
    assert sorted(done) == list("abcde")


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_loop_goes_on_after_trouble_and_stops_when_told(monkeypatch, caplog):
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    stop, done = Event(), []

    def do(now: datetime) -> None:
        done.append(now)
        stop.set()

    def have_no_database(*_: object) -> int:
        """Whatever was written is gone, the row of the job too."""
        Job.objects.all().delete()
        monkeypatch.setattr(worker, "look", look)
        raise OSError("no database")

    monkeypatch.setattr(worker, "look", have_no_database)
    work(Lane.NOW, [job(do)], [], stop)
    assert len(done) == 1
    assert "could not look for what is due" in caplog.text


def test_told_to_stop_it_begins_no_further_job_and_sends_nothing(ana):
    stop, done, sink = Event(), [], Sink()
    queue(kind_for(sink), ana)
    jobs = [job(lambda now: stop.set()), job(done.append, "dust")]
    put_in_order(Lane.NOW, jobs, NOW)
    assert look(Lane.NOW, jobs, [kind_for(sink)], stop, lambda: NOW) == 1
    assert (done, sink.handed_over) == ([], [])


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_long_job_holds_up_neither_the_jobs_of_every_minute_nor_messages(monkeypatch):
    """Two long jobs at once would hold up the third: of the lane *slow* alone."""
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    stop, is_refreshing, release, beaten, joined = (Event() for _ in range(5))
    sink = Sink()
    kind = kind_for(sink, deliver=lambda key, outgoing: (sink.deliver(key, outgoing), stop.set()))

    def refresh(now: datetime) -> None:
        is_refreshing.set()
        assert release.wait(60)

    def beat(now: datetime) -> None:
        assert is_refreshing.wait(60)
        beaten.set()

    jobs = [
        job(refresh, "refresh", Lane.SLOW),
        job(beat, "beat"),
        job(lambda now: joined.set(), "join", Lane.SLOW),
    ]
    ana = make_person("ana")
    threads = loops(jobs, [kind], stop)
    for thread in threads:
        thread.start()
    try:
        assert beaten.wait(60)
        assert joined.wait(60)
        queue(kind, ana)
        assert stop.wait(60)
    finally:
        stop.set()
        release.set()
        for thread in threads:
            thread.join()
    assert sink.seen == {"one": 1}


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_loop_that_ends_leaves_no_database_open(monkeypatch):
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    stop, used = Event(), []

    def do(now: datetime) -> None:
        used.extend(connections.all(initialized_only=True))
        stop.set()

    threads = loops([job(do)], [], stop)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert used
    assert all(connection.connection is None for connection in used)


def test_every_timed_job_has_a_name_of_its_own_and_can_be_done_twice():
    jobs = all_jobs()
    assert {"heartbeat", "tidy", "erase-closed", "tidy-messages"} <= {one.name for one in jobs}
    for _ in range(2):
        for timed in jobs:
            if timed.name != "refresh-sources":  # that one goes to the network
                timed.do(NOW)


def test_jobs_that_may_be_long_are_in_the_slow_lane():
    slow = {timed.name for timed in all_jobs() if timed.lane is Lane.SLOW}
    assert slow == {"refresh-sources", "join-duplicates"}


def test_two_jobs_of_one_name_are_refused(monkeypatch):
    from porchlight.people import jobs

    monkeypatch.setattr(jobs, "JOBS", (job(name="heartbeat"), job(name="heartbeat")))
    with pytest.raises(ValueError, match="heartbeat"):
        registered("JOBS")


def test_what_leaves_is_a_short_list():
    assert [kind.name for kind in registered("KINDS")] == ["waits", "ask"]
    assert not Message.objects.exists()
