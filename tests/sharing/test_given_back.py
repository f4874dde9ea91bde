"""What is given back is no more than it was, and goes to nobody whose tie has ended meanwhile."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from porchlight.circles.actions import end_tie
from porchlight.circles.models import Grant, Tie
from porchlight.domain.circle.sharing import SharedKind
from porchlight.people.highest_time import note_time
from porchlight.people.models import Person
from porchlight.reach.stopping import EVERY_KIND
from porchlight.sharing.actions import (
    NoOpenTie,
    narrow,
    pause,
    put_back,
    resume,
    turn_off,
    turn_on,
)
from porchlight.sharing.safety.actions import give_again, stop_everything
from porchlight.sharing.safety.things import Asker
from porchlight.sharing.views import switches
from tests.make import NOW, decision_of, make_check_in
from tests.sharing.pairs import DAY, make_pair, seen_by, share
from tests.sharing.test_switches import switch

K = SharedKind
MINUTE = timedelta(minutes=1)


@pytest.fixture
def tie(now, ana, rosa):
    tie = make_pair(ana, rosa)
    share(ana, rosa, K.DAY, at=NOW - DAY)
    return tie


def asking(person, at=NOW):
    return Asker(person, decision_of(person), at, "x")


def stopped_and_given_again(ana, rosa):
    stop_everything(asking(ana), EVERY_KIND)
    give_again(asking(ana, NOW + MINUTE))


def turned_off_and_put_back(ana, rosa):
    turn_off(ana, rosa.pk, K.DAY, NOW)
    put_back(ana, rosa.pk, K.DAY, NOW + MINUTE)


@pytest.mark.parametrize("way", [stopped_and_given_again, turned_off_and_put_back])
@pytest.mark.parametrize("state", ["on", "paused"])
def test_what_was_paused_is_given_back_paused(tie, ana, rosa, way, state):
    if state == "paused":
        pause(ana, NOW - 5 * MINUTE)
    way(ana, rosa)
    assert switch(ana, rosa, at=NOW + 2 * MINUTE).state == state


ACTS = {
    "turn on": lambda asker, rosa, tie: turn_on(asker.person, rosa.pk, K.DAY, NOW),
    "turn off": lambda asker, rosa, tie: turn_off(asker.person, rosa.pk, K.DAY, NOW),
    "put back": lambda asker, rosa, tie: put_back(asker.person, rosa.pk, K.MILESTONES, NOW),
    "narrow": lambda asker, rosa, tie: narrow(asker.person, rosa.pk, K.DAY, NOW),
    "pause": lambda asker, rosa, tie: pause(asker.person, NOW),
    "resume": lambda asker, rosa, tie: resume(asker.person, NOW),
    "stop everything": lambda asker, rosa, tie: stop_everything(asker, EVERY_KIND),
    "give again": lambda asker, rosa, tie: give_again(asker),
    "end": lambda asker, rosa, tie: end_tie(tie, asker.person, NOW),
}


@pytest.mark.parametrize("act", ACTS)
def test_each_act_waits_its_turn_before_it_reads_or_writes(tie, ana, rosa, act):
    share(ana, rosa, K.MILESTONES)
    turn_off(ana, rosa.pk, K.MILESTONES, NOW)
    asker = asking(ana)
    with CaptureQueriesContext(connection) as asked:
        ACTS[act](asker, rosa, tie)
    statements = [one["sql"] for one in asked if not one["sql"].startswith("SAVEPOINT")]
    own_row = str(Person.objects.filter(pk=ana.pk).values_list("pk").query)
    # On PostgreSQL whose rows may be touched is named in front of it.
    assert own_row.partition(" WHERE ")[0] in statements[0]


def test_nothing_is_turned_on_once_the_tie_has_ended_between_two_tabs(
    tie, ana, rosa, client_of, monkeypatch
):
    real = switches.once

    def late(request, decision, write):
        end_tie(Tie.objects.get(pk=tie.pk), ana, NOW)
        return real(request, decision, write)

    monkeypatch.setattr(switches, "once", late)
    make_check_in(ana, mood=1)
    typed = {"since": "before", "days": "7", "key": str(uuid4())}
    page = client_of(ana).post(f"/people/{tie.pk}/sharing/day/", typed)
    assert page.status_code == 422
    assert page.context["form"]["days"].value() == "7"
    assert len(page.context["form"].non_field_errors()) == 1
    assert seen_by(rosa, ana) == []


def test_nothing_is_put_back_or_started_for_whom_the_tie_has_ended(tie, ana, rosa, client_of):
    pause(ana, NOW)
    share(ana, rosa, K.MILESTONES)
    turn_off(ana, rosa.pk, K.MILESTONES, NOW)
    Tie.objects.filter(pk=tie.pk).update(ended_on=NOW.date())
    n_grants = Grant.objects.count()
    resume(ana, NOW)
    with pytest.raises(NoOpenTie):
        put_back(ana, rosa.pk, K.MILESTONES, NOW)
    assert Grant.objects.count() == n_grants
    assert switch(ana, rosa).is_paused


def test_what_ran_out_by_the_highest_time_is_not_given_again(now, ana, rosa):
    make_pair(ana, rosa)
    share(ana, rosa, K.DAY, lasts=timedelta(hours=10))
    stop_everything(asking(ana), EVERY_KIND)
    note_time(NOW + timedelta(hours=20))
    give_again(asking(ana, NOW + MINUTE))
    assert switch(ana, rosa, at=NOW + MINUTE).state == "off"


def test_a_day_to_give_again_does_not_grow_while_the_clock_is_behind(tie, ana, rosa):
    stop_everything(asking(ana), EVERY_KIND)
    note_time(NOW + DAY)
    give_again(asking(ana, NOW + MINUTE))
    assert switch(ana, rosa, at=NOW + MINUTE).state == "off"


def test_giving_again_leaves_nothing_of_an_earlier_stop_to_give(tie, ana, rosa):
    stop_everything(asking(ana), EVERY_KIND)
    share(ana, rosa, K.MILESTONES)
    stop_everything(asking(ana, NOW + 2 * MINUTE), EVERY_KIND)
    for minutes in (3, 4):
        give_again(asking(ana, NOW + minutes * MINUTE))
    at = NOW + 5 * MINUTE
    assert switch(ana, rosa, K.MILESTONES, at).is_on
    assert switch(ana, rosa, K.DAY, at).state == "off"
