"""kill -9 of a worker at every labelled point: each message is sent at least once, seen at most
once, and none after its permission is gone.

All 60: PORCHLIGHT_WORKER_KILLS=60 script/test tests/faults/test_worker_kills.py; the same with
DATABASE_URL for PostgreSQL. script/check does both.
"""

from __future__ import annotations

import os
import random
from contextlib import suppress
from uuid import uuid4

import pytest

from porchlight.circles.access import own
from porchlight.outbox import sending
from porchlight.outbox.claiming import let_go
from porchlight.outbox.kinds import Outgoing
from porchlight.outbox.points import Point, passing
from tests.faults import worker_trial
from tests.faults.worker_trial import TIMES, Trial, kills, make_sink, run
from tests.make import NOW, make_person
from tests.outbox.post import ChannelIsDown

on_its_own_connection = pytest.mark.django_db(transaction=True, databases="__all__")

KILLS = int(os.environ.get("PORCHLIGHT_WORKER_KILLS", str(len(Point))))


@pytest.fixture
def trial(tmp_path):
    people = [make_person(f"person {number}") for number in range(5)]
    return Trial(people[0], people[1:3], people[3:], make_sink(tmp_path))


@on_its_own_connection
def test_wherever_the_worker_dies_each_is_sent_once_and_none_after_withdrawal(trial):
    chance = random.Random()
    wrong = {
        f"{point}, time {time}": found
        for point, time in kills(KILLS, chance)
        if (found := run(trial, point, time))
    }
    assert wrong == {}
    print(f"\n{KILLS} kills at {len(Point)} points")


def test_every_point_can_be_killed_at():
    assert set(TIMES) == set(Point)


@on_its_own_connection
def test_a_worker_that_is_not_killed_leaves_nothing_wrong(trial):
    trial.begin()
    trial.work(NOW)
    assert trial.end() == []


def is_caught(trial: Trial, point: Point, as_what: str) -> bool:
    """At one of the passings: the others may be of a message that fails or is not to be sent."""
    return any(
        found.startswith(as_what)
        for time in range(1, TIMES[point] + 1)
        for found in run(trial, point, time)
    )


def noted_first(message, kind, at) -> bool:
    """A fault: what is sent is noted before it is handed over."""
    let_go(message, ended_at=at)
    passing(Point.ENDED)
    with suppress(ChannelIsDown):
        outgoing = kind.prepare(message, at)
        if outgoing is not None and outgoing.decision.allowed:
            kind.deliver(message.key, outgoing)
    return False


@on_its_own_connection
def test_a_worker_that_notes_before_it_sends_is_caught(trial, monkeypatch):
    """The control. Without each of these caught, the trials above would be void."""
    monkeypatch.setattr(sending, "_send", noted_first)
    assert is_caught(trial, Point.ENDED, "lost: plain")


@on_its_own_connection
def test_a_worker_that_trusts_an_earlier_decision_is_caught(trial, monkeypatch):
    """A fault: it asks for a decision that no withdrawal changes."""

    def prepare_without_asking(message, at):
        decision = own(message.person, at)
        return Outgoing(decision, message.matter.open(decision)["occasion"])

    trial.prepare = prepare_without_asking
    assert is_caught(trial, Point.CLAIMED, "sent after withdrawal")


@on_its_own_connection
def test_a_worker_that_makes_a_new_key_each_time_is_caught(trial, monkeypatch):
    deliver = trial.sink.deliver
    monkeypatch.setattr(trial.sink, "deliver", lambda _, out: deliver(uuid4().hex, out))
    assert is_caught(trial, Point.SENT, "seen twice")


@on_its_own_connection
def test_a_worker_that_gives_nothing_back_is_caught(trial, monkeypatch):
    """A fault: what a dead worker held is never free again."""
    monkeypatch.setattr(worker_trial, "ROUND", worker_trial.ROUND / 100)
    assert is_caught(trial, Point.BEGUN, "a lease is left")
