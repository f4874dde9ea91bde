"""A decision is good for one request, or one job, and for nothing after it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.http import HttpRequest

from porchlight.circles.access import own, rows
from porchlight.circles.models import Tie
from porchlight.domain.consent import Decision, MadeOutsideTheGate
from porchlight.outbox.worker import do_due_jobs, put_in_order
from porchlight.people.encryption.fields import NotDecided
from porchlight.people.local import units
from porchlight.people.local.units import unit_of_work
from porchlight.schedule import Lane, TimedJob
from porchlight.web.middleware import PersonOnRequest
from tests.make import NOW, make_tie


def opens(tie: Tie, decision: Decision) -> bool:
    """Whether it opens anything; what lists rows and what opens fields always agree."""
    listed = rows(Tie, decision).filter(pk=tie.pk).exists()
    try:
        tie.card.open(decision)
    except NotDecided:
        assert not listed
        return False
    assert listed
    return True


def test_a_decision_ends_with_the_unit_it_was_made_in(ana):
    tie = make_tie(ana)
    with unit_of_work():
        decision = own(ana, NOW)
        assert opens(tie, decision)
        with unit_of_work():
            assert not opens(tie, decision)
        assert opens(tie, decision)
    assert not opens(tie, decision)
    with unit_of_work():
        assert not opens(tie, decision)


def test_one_made_outside_is_not_good_inside(ana):
    tie, decision = make_tie(ana), own(ana, NOW)
    assert opens(tie, decision)
    with unit_of_work():
        assert not opens(tie, decision)


@pytest.mark.parametrize("unit", [unit_of_work, nullcontext])
def test_an_old_one_opens_nothing(ana, monkeypatch, unit):
    tie, times = make_tie(ana), [1000.0]
    monkeypatch.setattr(units, "perf_counter", lambda: times[-1])
    with unit():
        decision = own(ana, NOW)
        times.append(1599.0)
        assert opens(tie, decision)
        times.append(1600.0)
        assert not opens(tie, decision)


def test_each_request_is_a_unit_of_its_own(ana):
    kept = []
    tie = make_tie(ana)

    def view(request: HttpRequest) -> None:
        kept.append(own(ana, NOW))
        assert opens(tie, kept[-1])
        assert not any(opens(tie, old) for old in kept[:-1])

    for path in ("/help/", "/help/", "/feeds/meetings.json"):
        request = HttpRequest()
        request.path, request.session = path, {}
        PersonOnRequest(view)(request)
    assert not any(opens(tie, old) for old in kept)


def test_each_job_is_a_unit_of_its_own(ana):
    kept = []
    tie = make_tie(ana)
    jobs = [TimedJob(name, timedelta(hours=1), lambda now: kept.append(own(ana, now)))
            for name in "ab"]  # fmt: skip
    put_in_order(Lane.NOW, jobs, NOW)
    assert do_due_jobs(jobs, NOW) == ["a", "b"]
    assert not any(opens(tie, old) for old in kept)


FORGERIES = {
    "made by hand": lambda decision: Decision(object(), allowed=True),
    "replaced": lambda decision: dataclasses.replace(decision, allowed=True),
    "copied": copy.copy,
    "copied deeply": copy.deepcopy,
    "stored": pickle.dumps,
    "changed": lambda decision: setattr(decision, "allowed", True),
    "lessened": lambda decision: delattr(decision, "until"),
}


@pytest.mark.parametrize("way", FORGERIES)
def test_nobody_makes_changes_or_copies_one(ana, way):
    with pytest.raises((MadeOutsideTheGate, TypeError)):
        FORGERIES[way](own(ana, NOW))


def test_one_put_together_around_the_gate_opens_nothing(ana):
    tie, real = make_tie(ana), own(ana, NOW)
    forged = object.__new__(Decision)
    for name in Decision.__slots__:
        if name != "__weakref__":
            object.__setattr__(forged, name, getattr(real, name))
    assert opens(tie, real)
    assert not opens(tie, forged)
