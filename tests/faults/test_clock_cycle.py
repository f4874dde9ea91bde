"""A clock that was a year ahead is put right: jobs run again, and messages are sent once."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Event

import pytest

from porchlight.outbox import worker
from porchlight.outbox.claiming import LEASES, claim
from porchlight.outbox.models import Job, Message
from porchlight.outbox.worker import CLOCK_GRACE, look, put_in_order
from porchlight.schedule import Lane, TimedJob
from tests.make import NOW
from tests.outbox.post import Sink, kind_for, queue

pytestmark = pytest.mark.faults

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
YEAR = 365 * DAY


class Site:
    """A worker that looks once a minute of its clock, as a loop does, and what it did when."""

    def __init__(self, sink: Sink, **kind: object):
        self.done: dict[str, list[datetime]] = {"beat": [], "hourly": [], "failing": []}
        self.sink, self.kind = sink, kind_for(sink, **kind)
        self.jobs = [
            TimedJob("beat", MINUTE, self.done["beat"].append),
            TimedJob("hourly", HOUR, self.done["hourly"].append),
            TimedJob("failing", HOUR, self.fail),
        ]

    def fail(self, now: datetime) -> None:
        self.done["failing"].append(now)
        raise OSError

    def runs(self, start: datetime, minutes: int) -> None:
        for minute in range(minutes):
            at = start + minute * MINUTE
            worker.put_in_order(Lane.NOW, self.jobs, at)
            while look(Lane.NOW, self.jobs, [self.kind], Event(), lambda at=at: at):
                pass

    def n_done(self, since: datetime, until: datetime) -> dict[str, int]:
        return {name: sum(since <= at < until for at in times) for name, times in self.done.items()}


def cycle(site: Site, ahead: timedelta = YEAR) -> datetime:
    """Some minutes right, some ahead, then over an hour right; when it was put right."""
    site.runs(NOW, 3)
    site.runs(NOW + ahead, 3)
    put_right = NOW + 3 * MINUTE
    site.runs(put_right, 65)
    return put_right


@pytest.mark.parametrize("ahead", [YEAR, 45 * MINUTE])
def test_every_job_runs_again_at_its_own_pace(ahead):
    site = Site(Sink())
    right = cycle(site, ahead)
    n_done = site.n_done(right, right + 2 * HOUR)
    assert n_done["beat"] >= 65 - CLOCK_GRACE / MINUTE
    assert n_done["hourly"] >= 1
    assert n_done["failing"] >= 2
    assert not Job.objects.filter(due_at__gt=right + 3 * HOUR).exists()


def without_pulling_in(lane: Lane, jobs: list[TimedJob], now: datetime) -> None:
    Job.objects.bulk_create([Job(name=job.name, due_at=now) for job in jobs], ignore_conflicts=True)


def test_without_pulling_in_no_job_runs_for_a_year(monkeypatch):
    """The control: were this one to pass, the test above would prove nothing."""
    monkeypatch.setattr(worker, "put_in_order", without_pulling_in)
    site = Site(Sink())
    right = cycle(site)
    assert site.n_done(right, right + 2 * HOUR) == {"beat": 0, "hourly": 0, "failing": 0}


def test_messages_of_the_wrong_year_are_sent_at_their_distance_from_now(ana):
    """One was queued for at once, one for three days later, and one had failed already."""
    site = Site(Sink(is_down=True))
    ahead = NOW + YEAR
    queue(site.kind, ana, "now", ahead)
    site.runs(ahead, 20)
    queue(site.kind, ana, "at once", ahead)
    queue(site.kind, ana, "in three days", ahead, due_at=ahead + 3 * DAY)
    site.sink.is_down = False
    site.runs(NOW, 5)
    assert site.sink.seen == {"now": 1, "at once": 1}
    site.runs(NOW + 3 * DAY, 1)
    assert site.sink.seen == {"now": 1, "at once": 1, "in three days": 1}


def test_without_pulling_in_they_are_not_sent(ana, monkeypatch):
    """The control."""
    monkeypatch.setattr(worker, "put_in_order", without_pulling_in)
    site = Site(Sink())
    queue(site.kind, ana, "at once", NOW + YEAR)
    site.runs(NOW, 5)
    assert site.sink.seen == {}


def test_a_message_meant_for_next_year_stays_where_it_is(ana):
    site = Site(Sink())
    queue(site.kind, ana, "a year on", NOW, due_at=NOW + YEAR)
    site.runs(NOW, 5)
    assert site.sink.seen == {}
    site.runs(NOW + YEAR, 1)
    assert site.sink.seen == {"a year on": 1}


@pytest.mark.parametrize("lane", list(Lane))
def test_a_lease_of_the_wrong_year_holds_nothing(ana, lane):
    """A worker died in the wrong year, with a job and a message in its hands."""
    timed = TimedJob("long", HOUR, lambda now: None, lane)
    put_in_order(lane, [timed], NOW)
    queue(kind_for(Sink(), lane=lane), ana)
    for rows in (Job.objects.all(), Message.objects.all()):
        assert claim(rows, NOW + YEAR, lane)
    put_in_order(lane, [timed], NOW + MINUTE)
    for rows in (Job.objects.all(), Message.objects.all()):
        assert claim(rows, NOW + MINUTE, lane)


@pytest.mark.parametrize("lane", list(Lane))
def test_what_a_machine_with_a_clock_a_little_ahead_holds_stays_with_it(ana, lane):
    timed = TimedJob("long", HOUR, lambda now: None, lane)
    put_in_order(lane, [timed], NOW)
    queue(kind_for(Sink(), lane=lane), ana)
    for rows in (Job.objects.all(), Message.objects.all()):
        assert claim(rows, NOW + CLOCK_GRACE, lane)
    put_in_order(lane, [timed], NOW)
    assert Job.objects.get().leased_until == NOW + CLOCK_GRACE + LEASES[lane]
    assert Message.objects.get().lease is not None
