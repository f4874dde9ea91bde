"""What stops is started again, unless it never gets going."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from porchlight.supervised import MOST_QUICK_STOPS, Forked, Spawned, Supervised

# Python 3.12 warns of threads beside a fork; here there are none that hold anything.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

PATIENT = "import time; time.sleep(600)"
AT_ONCE = "raise SystemExit(3)"


def spawned(words: str) -> Supervised:
    return Spawned([sys.executable, "-c", words], os.environ)


def sleep() -> None:
    time.sleep(600)


def fail() -> None:
    os._exit(3)


def started(kind: str, words: str) -> Supervised:
    if kind == "spawned":
        return spawned(words)
    return Forked(sleep if words == PATIENT else fail)


@pytest.fixture(params=["spawned", "forked"])
def kind(request):
    return request.param


def wait_until_ended(process: Supervised) -> None:
    deadline = time.monotonic() + 60
    while process._exit_code() is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_one_that_runs_is_left_alone(kind):
    process = started(kind, PATIENT)
    first = process.process.pid
    assert process.look_after()
    assert process.process.pid == first
    process.terminate()
    process.see_out()
    assert process._exit_code() == -signal.SIGTERM


def test_one_that_is_killed_is_started_again_however_often(kind):
    process = started(kind, PATIENT)
    for _ in range(MOST_QUICK_STOPS * 2):
        killed = process.process.pid
        os.kill(killed, signal.SIGKILL)
        wait_until_ended(process)
        assert process.look_after()
        assert process.process.pid != killed
    process.terminate()
    process.see_out()


def test_one_that_ends_at_once_by_itself_is_given_up(kind):
    process = started(kind, AT_ONCE)
    for _ in range(MOST_QUICK_STOPS - 1):
        wait_until_ended(process)
        assert process.look_after()
    wait_until_ended(process)
    assert not process.look_after()
