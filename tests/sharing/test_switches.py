"""One kind of thing for one person: off, on, paused, ended; each by the person's own hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.circles.models import Grant, Tie
from porchlight.domain.circle.sharing import SharedKind
from porchlight.people.actions import erase
from porchlight.people.highest_time import note_time
from porchlight.people.models import Person
from porchlight.sharing.actions import (
    NothingToPutBack,
    add_milestone,
    narrow,
    pause,
    put_back,
    resume,
    turn_off,
)
from porchlight.sharing.queries import Viewer, ends_soon, shared_with
from tests.make import NOW, TODAY, decision_of, make_check_in
from tests.sharing.pairs import DAY, make_pair, seen_by, share, tie_to

K = SharedKind
MINUTE = timedelta(minutes=1)
HARD_TODAY = [("day", "Today feels hard.")]


@pytest.fixture
def tie(now, ana, rosa):
    return make_pair(ana, rosa)


@pytest.fixture
def hard_day(tie, ana, rosa):
    """How today feels is on since yesterday, and today is told."""
    share(ana, rosa, K.DAY, at=NOW - DAY)
    return make_check_in(ana, mood=1)


def switch(owner, other, kind=K.DAY, at=NOW):
    tie = tie_to(owner, other)
    viewer = Viewer(tie.pk, other.pk, "Rosa", None)
    return next(each for each in shared_with(owner, viewer, at).switches if each.kind is kind)


def test_all_is_off_to_begin_with_and_one_switch_shows_one_kind_alone(tie, ana, rosa, client_of):
    make_check_in(ana)
    assert seen_by(rosa, ana) == []
    answers = {"since": "now", "days": "30"}
    page = client_of(ana).post(f"/people/{tie.pk}/sharing/day/", answers)
    assert (page.status_code, page.url) == (303, f"/people/{tie.pk}/sharing/")
    with time_machine.travel(NOW + DAY, tick=False):
        make_check_in(ana, TODAY + DAY, mood=1)
        assert seen_by(rosa, ana, NOW + DAY) == HARD_TODAY
        assert client_of(ana).post(f"/people/{tie.pk}/sharing/day/stop/").status_code == 303
        assert seen_by(rosa, ana, NOW + DAY) == []
    assert [grant.data_classes for grant in Grant.objects.all()] == [["day"]]


def test_since_now_leaves_out_what_was_before_and_the_other_choice_does_not(tie, ana, rosa):
    make_check_in(ana, mood=1)
    share(ana, rosa, K.DAY, K.CHECKED_IN)
    assert seen_by(rosa, ana) == []
    share(ana, rosa, K.DAY, K.CHECKED_IN, with_before=True)
    assert [kind for kind, _words in seen_by(rosa, ana)] == ["day", "checked-in"]
    narrow(ana, rosa.pk, K.DAY, NOW)
    assert [kind for kind, _words in seen_by(rosa, ana)] == ["checked-in"]
    assert switch(ana, rosa).days_left == 30


def test_that_one_checked_in_tells_neither_the_day_nor_an_answer(tie, ana, rosa):
    share(ana, rosa, K.CHECKED_IN, at=NOW - 9 * DAY)
    assert seen_by(rosa, ana) == []
    for back in (8, 5, 2):
        with time_machine.travel(NOW - back * DAY, tick=False):
            make_check_in(ana, TODAY - back * DAY, mood=1, note="mine")
    (thing,) = seen_by(rosa, ana)
    assert thing[0] == "checked-in"
    with time_machine.travel(NOW + 6 * DAY, tick=False):
        assert seen_by(rosa, ana, NOW + 6 * DAY) == []


def test_a_day_on_which_nothing_was_said_shows_nothing(hard_day, ana, rosa):
    assert seen_by(rosa, ana) == HARD_TODAY
    make_check_in(ana, mood=None, urge=None)
    assert seen_by(rosa, ana) == []
    assert seen_by(rosa, ana, NOW + DAY) == []


def test_it_lasts_thirty_days_and_asks_when_three_are_left(hard_day, ana, rosa):
    ends = NOW + 29 * DAY
    assert not ends_soon(decision_of(ana), NOW)
    for at, asks in (
        (ends - 3 * DAY - MINUTE, False),
        (ends - 3 * DAY, True),
        (ends - MINUTE, True),
    ):
        assert switch(ana, rosa, at=at).asks_again is asks
        assert ends_soon(decision_of(ana), at) is asks
    assert not switch(ana, rosa, at=ends).is_on
    assert not ends_soon(decision_of(ana), ends)
    with time_machine.travel(ends, tick=False):
        make_check_in(ana, TODAY + 29 * DAY, mood=1)
        assert seen_by(rosa, ana, ends) == []
        note_time(ends)
    assert seen_by(rosa, ana) == []  # also when the clock is set back


def test_going_on_with_it_begins_the_days_anew_and_reaches_as_far_back(hard_day, ana, rosa):
    share(ana, rosa, K.DAY, at=NOW)
    assert switch(ana, rosa).days_left == 30
    assert seen_by(rosa, ana) == HARD_TODAY
    share(ana, rosa, K.DAY, at=NOW, lasts=timedelta(days=7))
    assert switch(ana, rosa).days_left == 7
    assert sum(grant.is_on for grant in [switch(ana, rosa, kind) for kind in K]) == 1


def test_a_pause_holds_shows_nothing_of_itself_and_stretches_nothing(hard_day, ana, rosa):
    pause(ana, NOW)
    assert switch(ana, rosa).is_paused
    assert seen_by(rosa, ana) == []
    with time_machine.travel(NOW + DAY, tick=False):
        make_check_in(ana, TODAY + DAY, mood=1)
        resume(ana, NOW + DAY)
        assert seen_by(rosa, ana, NOW + DAY) == []
    with time_machine.travel(NOW + 2 * DAY, tick=False):
        make_check_in(ana, TODAY + 2 * DAY, mood=1)
        assert seen_by(rosa, ana, NOW + 2 * DAY) == HARD_TODAY
    assert switch(ana, rosa, at=NOW + 2 * DAY).grant.ends_at == NOW + 29 * DAY


def test_what_runs_out_in_a_pause_does_not_come_back(hard_day, ana, rosa):
    pause(ana, NOW)
    resume(ana, NOW + 29 * DAY)
    assert not switch(ana, rosa, at=NOW + 29 * DAY).is_on


def test_a_pause_for_one_person_is_for_that_person(hard_day, ana, rosa, ben):
    make_pair(ana, ben, "Ben")
    share(ana, ben, K.DAY, at=NOW, with_before=True)
    pause(ana, NOW, rosa.pk)
    assert (seen_by(rosa, ana), seen_by(ben, ana)) == ([], HARD_TODAY)
    resume(ana, NOW, rosa.pk)
    assert switch(ana, rosa).is_on


def test_undo_puts_it_back_as_it_was_for_ten_minutes(hard_day, ana, rosa):
    turn_off(ana, rosa.pk, K.DAY, NOW)
    assert seen_by(rosa, ana) == []
    put_back(ana, rosa.pk, K.DAY, NOW + 10 * MINUTE)
    assert seen_by(rosa, ana, NOW + 10 * MINUTE) == HARD_TODAY
    assert switch(ana, rosa, at=NOW + DAY).grant.ends_at == NOW + 29 * DAY
    turn_off(ana, rosa.pk, K.DAY, NOW + DAY)
    with pytest.raises(NothingToPutBack):
        put_back(ana, rosa.pk, K.DAY, NOW + DAY + 11 * MINUTE)


GONE = {
    "turned off": lambda ana, rosa, tie: turn_off(ana, rosa.pk, K.DAY, NOW),
    "paused": lambda ana, rosa, tie: pause(ana, NOW, rosa.pk),
    "the tie ended": lambda ana, rosa, tie: end_tie(tie, ana, NOW),
    "ended by the other": lambda ana, rosa, tie: end_tie(tie_to(rosa, ana), rosa, NOW),
    "apart": lambda ana, rosa, tie: keep_apart(ana, rosa, NOW),
    "apart by the other": lambda ana, rosa, tie: keep_apart(rosa, ana, NOW),
    "closed": lambda ana, rosa, tie: Person.objects.filter(pk=ana.pk).update(closed_at=NOW),
    "erased": lambda ana, rosa, tie: erase(ana),
}


@pytest.mark.parametrize("way", GONE)
def test_each_way_out_is_out_at_once(hard_day, tie, ana, rosa, way):
    theirs = tie_to(rosa, ana).pk
    GONE[way](ana, rosa, tie)
    from porchlight.sharing.shown import from_one

    shown = from_one(rosa, theirs, NOW)
    assert shown is None or shown.things == []


def test_what_the_one_who_ends_it_was_shown_is_there_no_more_for_them(tie, ana, rosa):
    """Rosa's own switch stays as she sees it, since it would tell her; Ana has no page of it."""
    share(rosa, ana, K.MILESTONES)
    add_milestone(rosa, "A walk", TODAY)
    assert seen_by(ana, rosa) == [("milestones", "A walk")]
    end_tie(tie, ana, NOW)
    from porchlight.sharing.shown import from_everybody, from_one

    assert from_one(ana, tie.pk, NOW) is None
    assert from_everybody(ana, NOW) == []
    assert switch(rosa, ana, K.MILESTONES).is_on


def test_a_grant_that_was_left_standing_shows_nothing_without_a_tie(hard_day, tie, ana, rosa):
    """The second wall: whoever ended the tie is asked for it on each page that shows something."""
    Tie.objects.filter(pk=tie.pk).update(ended_on=TODAY)
    assert switch(ana, rosa).is_on
    assert seen_by(rosa, ana) == []
    tie.delete()
    assert seen_by(rosa, ana) == []
