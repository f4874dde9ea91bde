"""One claim for jobs and messages: each row has one holder, whatever happens in which order."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from porchlight.outbox.claiming import LEASES, begin, claim, let_go, put_off
from porchlight.outbox.models import Job, Message
from porchlight.schedule import Lane
from tests.make import NOW, make_person
from tests.outbox.post import Sink, kind_for, queue
from tests.statements import kinds_of

MINUTE = timedelta(minutes=1)
LEASE = LEASES[Lane.NOW]


def make_jobs(n: int) -> None:
    Job.objects.bulk_create([Job(name=f"job {i:03}", due_at=NOW - i * MINUTE) for i in range(n)])


def claim_jobs(at=NOW, most=100) -> list[Job]:
    return claim(Job.objects.all(), at, Lane.NOW, most)


def test_the_longest_due_come_first_and_no_more_than_asked_for():
    make_jobs(5)
    assert [job.name for job in claim_jobs(most=2)] == ["job 004", "job 003"]
    assert [job.name for job in claim_jobs(most=2)] == ["job 002", "job 001"]


def test_what_is_not_due_is_left():
    make_jobs(2)
    assert [job.name for job in claim_jobs(NOW - MINUTE)] == ["job 001"]


def test_a_claimed_row_comes_back_whole():
    ana, kind = make_person("ana"), kind_for(Sink())
    queue(kind, ana)
    (claimed,) = claim(Message.objects.waiting(), NOW, Lane.NOW)
    stored = Message.objects.get()
    for name in (
        field.attname for field in Message._meta.concrete_fields if field.name != "matter"
    ):
        assert getattr(claimed, name) == getattr(stored, name), name
    assert claimed.matter.envelope == stored.matter.envelope
    assert claimed.leased_until == NOW + LEASE


def test_nothing_is_locked_when_nothing_is_due():
    make_jobs(1)
    claim_jobs()
    with CaptureQueriesContext(connection) as queries:
        assert claim_jobs() == []
    assert set(kinds_of(queries)) == {"SELECT"}


@pytest.mark.parametrize("lane", list(Lane))
def test_a_lease_that_ran_out_is_free_again(lane):
    make_jobs(1)
    (held,) = claim(Job.objects.all(), NOW, lane)
    almost = NOW + LEASES[lane] - timedelta(seconds=1)
    assert claim(Job.objects.all(), almost, lane) == []
    (taken_over,) = claim(Job.objects.all(), NOW + LEASES[lane], lane)
    assert taken_over.lease != held.lease


def test_whoever_lost_a_row_can_no_longer_begin_it_nor_say_how_it_went():
    make_jobs(1)
    (held,) = claim_jobs()
    (taken_over,) = claim_jobs(NOW + LEASE)
    later = NOW + LEASE + MINUTE
    assert not begin(held, later, Lane.NOW)
    assert not let_go(held, due_at=later)
    assert not put_off(held, later)
    stored = Job.objects.get()
    assert (stored.lease, stored.attempts, stored.due_at) == (taken_over.lease, 0, NOW)
    assert begin(taken_over, later, Lane.NOW)
    assert Job.objects.get().leased_until == later + LEASE


def test_what_was_put_off_is_due_later_each_time_and_never_after_its_longest():
    make_jobs(1)
    at = NOW
    waits = []
    for _ in range(12):
        (job,) = claim_jobs(at)
        assert begin(job, at, Lane.NOW)
        assert put_off(job, at, longest=10 * MINUTE)
        due_at = Job.objects.get().due_at
        waits.append(due_at - at)
        at = due_at
    assert waits[0] <= timedelta(seconds=15)
    assert all(later >= earlier for earlier, later in pairwise(waits[:6]))
    assert max(waits) <= 10 * MINUTE
    assert len(set(waits[6:])) == 6, "those that wait longest are spread by chance"


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_of_four_that_claim_at_once_each_gets_rows_of_its_own():
    make_jobs(120)
    start = Barrier(4)

    def take_all(_: int) -> list[str]:
        start.wait()
        mine = list[str]()
        try:
            while batch := claim_jobs(most=7):
                mine += [job.name for job in batch]
        finally:
            connections.close_all()
        return mine

    with ThreadPoolExecutor(4) as threads:
        shares = list(threads.map(take_all, range(4)))
    taken = [name for share in shares for name in share]
    assert sorted(taken) == [f"job {i:03}" for i in range(120)]


class Workers:
    """Three workers, and an oracle that keeps by itself who claimed what until when."""

    def __init__(self) -> None:
        self.now = NOW
        self.holders = dict[str, tuple[int, datetime]]()
        self.hands: list[dict[str, Job]] = [{}, {}, {}]

    def wait(self, who: int, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    def die(self, who: int, _: int) -> None:
        self.hands[who].clear()

    def claim(self, who: int, most: int) -> None:
        for job in claim(Job.objects.all(), self.now, Lane.NOW, most):
            _, until = self.holders.get(job.name, (who, self.now))
            assert until <= self.now, f"{job.name} is held by somebody else"
            self.holders[job.name] = (who, self.now + LEASE)
            self.hands[who][job.name] = job

    def begin(self, who: int, _: int) -> None:
        for job in self.first_of(who):
            is_holder = self.holds(job)
            assert begin(job, self.now, Lane.NOW) == is_holder
            if is_holder:
                self.holders[job.name] = (who, self.now + LEASE)

    def give_back(self, who: int, _: int) -> None:
        self.end(who, lambda job: let_go(job, due_at=self.now))

    def fail(self, who: int, _: int) -> None:
        self.end(who, lambda job: put_off(job, self.now))

    def end(self, who: int, do: Callable[[Job], bool]) -> None:
        for job in self.first_of(who):
            is_holder = self.holds(job)
            assert do(job) == is_holder
            del self.hands[who][job.name]
            if is_holder:
                assert self.holders.pop(job.name)[0] == who

    def first_of(self, who: int) -> list[Job]:
        return list(self.hands[who].values())[:1]

    def holds(self, job: Job) -> bool:
        return Job.objects.get(name=job.name).lease == job.lease


STEPS = ["claim", "begin", "give_back", "fail", "wait", "die"]
steps = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 2), st.integers(1, 150)), max_size=30
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_no_row_has_two_holders_whatever_three_workers_do(db, steps):
    Job.objects.all().delete()
    make_jobs(4)
    workers = Workers()
    for step, who, number in steps:
        getattr(workers, step)(who, number)
