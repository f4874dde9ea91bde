"""A clock that jumps ahead makes nothing due before it has lasted."""

from __future__ import annotations

from datetime import timedelta
from threading import Event

import pytest

from porchlight.outbox import worker
from porchlight.outbox.steady_clock import BELIEVED_AFTER, SteadyClock, seconds_passed
from porchlight.outbox.worker import loops, work
from porchlight.schedule import Lane, TimedJob
from tests.make import NOW
from tests.outbox.post import Sink, kind_for, queue

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Machine:
    """A machine whose time passes and whose clock is set by hand."""

    def __init__(self) -> None:
        self.now, self.passed = NOW, 0.0
        self.clock = SteadyClock(lambda: self.now, lambda: self.passed)

    def wait(self, time: timedelta) -> None:
        self.now += time
        self.passed += time.total_seconds()


@pytest.fixture
def machine(monkeypatch) -> Machine:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)  # the test's own
    return Machine()


def test_time_that_passes_is_no_jump_however_much(machine):
    machine.wait(8 * HOUR)
    assert (machine.clock(), machine.clock.is_held) == (machine.now, False)


def test_a_jump_is_not_believed_until_it_has_lasted(machine):
    machine.now += 365 * DAY
    assert (machine.clock(), machine.clock.is_held) == (NOW, True)
    machine.wait(timedelta(seconds=BELIEVED_AFTER - 1))
    assert machine.clock() == NOW + timedelta(seconds=BELIEVED_AFTER - 1)
    machine.wait(timedelta(seconds=1))
    assert (machine.clock(), machine.clock.is_held) == (machine.now, False)
    machine.wait(MINUTE)
    assert machine.clock() == machine.now


def test_a_jump_that_is_put_right_leaves_nothing(machine):
    machine.now += DAY
    assert machine.clock() == NOW
    machine.now -= DAY
    machine.wait(2 * HOUR)
    assert (machine.clock(), machine.clock.is_held) == (machine.now, False)


def test_a_second_jump_within_the_first_waits_no_longer(machine):
    machine.now += DAY
    machine.clock()
    machine.wait(HOUR / 2)
    machine.now += DAY
    assert machine.clock() == NOW + HOUR / 2
    machine.wait(HOUR / 2)
    assert machine.clock() == machine.now


@pytest.mark.parametrize("step", [-365 * DAY, -MINUTE, MINUTE])
def test_a_step_back_and_a_small_one_ahead_are_believed_at_once(machine, step):
    machine.now += step
    assert (machine.clock(), machine.clock.is_held) == (machine.now, False)


def test_seconds_pass():
    before = seconds_passed()
    assert seconds_passed() >= before


class Rounds(Event):
    """Stops the worker after so many looks."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n = n

    def wait(self, timeout: float | None = None) -> bool:
        self.n -= 1
        if self.n <= 0:
            self.set()
        return self.is_set()


def look_about(machine: Machine, sink: Sink, jobs: list[TimedJob] | None = None) -> None:
    work(Lane.NOW, jobs or [], [kind_for(sink)], Rounds(3), machine.clock)


def test_what_is_due_tomorrow_is_not_sent_by_a_jump_and_what_is_queued_then_is(
    ana, machine, monkeypatch
):
    monkeypatch.setattr(worker, "IN_ORDER_EVERY_AHEAD", 0.0)
    sink = Sink()
    queue(kind_for(sink), ana, "tomorrow", NOW, due_at=NOW + DAY)
    look_about(machine, sink)
    machine.now += 365 * DAY
    look_about(machine, sink)
    assert sink.seen == {}
    queue(kind_for(sink), ana, "now", machine.now)
    look_about(machine, sink)
    assert sink.seen == {"now": 1}
    machine.now -= 365 * DAY
    machine.wait(DAY)
    look_about(machine, sink)
    assert sink.seen == {"now": 1, "tomorrow": 1}


def test_no_job_does_by_a_jump_what_cannot_be_taken_back(machine):
    times = []
    job = TimedJob("erase", HOUR, times.append)
    look_about(machine, Sink(), [job])
    machine.now += 365 * DAY
    machine.wait(HOUR / 2)
    look_about(machine, Sink(), [job])
    assert times == [NOW]


def test_every_loop_of_a_worker_has_such_a_clock():
    clocks = {thread._args[-1] for thread in loops([], [], Event())}
    (clock,) = clocks
    assert isinstance(clock, SteadyClock)
