"""kill -9 of a worker that pushes, at every labelled point: each message reaches the push service,
at least once, under one topic, and none after its permission is gone.

All 60: PORCHLIGHT_PUSH_KILLS=60 script/test -s tests/faults/test_push_kills.py; the same with
DATABASE_URL for PostgreSQL.
"""

from __future__ import annotations

import json
import os
import random
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from porchlight.circles.access import own
from porchlight.circles.push_devices import devices_of
from porchlight.outbox.points import Point
from porchlight.outbox.push.post import close_kept_connections
from tests.faults.worker_trial import Trial, kills, run
from tests.make import NOW, make_person
from tests.outbox.post import about_somebody
from tests.outbox.push.browser import Browser, PushService
from tests.outbox.push.conftest import service
from tests.outbox.push.on import NOTE_LIKE, turned_on

__all__ = ["service"]  # the fixture

KILLS = int(os.environ.get("PORCHLIGHT_PUSH_KILLS", str(len(Point))))

on_its_own_connection = pytest.mark.django_db(transaction=True, databases="__all__")


@dataclass
class PushedSink:
    """The real channel, read on the other side: (topic, words) as the browser has them."""

    service: PushService
    browser: Browser
    path: Path  # nothing is kept in a file; the trial deletes it

    def deliver(self, key, outgoing) -> None:
        NOTE_LIKE.deliver(key, outgoing)

    def handed_over(self) -> list[tuple[str, str]]:
        shown = [(push, json.loads(self.browser.read(push.body))) for push in self.service.pushes]
        return [(push.headers["topic"], one["notification"]["body"]) for push, one in shown]


class PushTrial(Trial):
    def begin(self) -> None:
        super().begin()
        self.sink.service.pushes.clear()
        close_kept_connections()  # a forked worker would have them too


def about_somebody_to_devices(message, at):
    outgoing = about_somebody(message, at)
    return replace(outgoing, devices=devices_of(own(message.person, at), at))


@pytest.fixture
def trial(service, tmp_path):
    people = [make_person(f"person {number}") for number in range(5)]
    browser = service.browser()
    turned_on(people[0], browser)
    sink = PushedSink(service, browser, tmp_path / "nothing")
    return PushTrial(people[0], people[1:3], people[3:], sink, about_somebody_to_devices)


@on_its_own_connection
def test_wherever_the_worker_dies_each_is_pushed_and_none_after_withdrawal(trial):
    wrong = {
        f"{point}, time {time}": found
        for point, time in kills(KILLS, random.Random())
        if (found := run(trial, point, time))
    }
    assert wrong == {}
    print(f"\n{KILLS} kills of a worker that pushes")


@on_its_own_connection
def test_a_worker_that_is_not_killed_leaves_nothing_wrong(trial):
    trial.begin()
    trial.work(NOW)
    assert trial.end() == []
