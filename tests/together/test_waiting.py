"""The one quiet line of Today: somebody wrote, or asks something."""

from __future__ import annotations

from datetime import timedelta

import pytest

from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.circles.models import Tie
from porchlight.domain.circle.agreements import AgreementKind, quiet_told
from porchlight.domain.circle.keeping import KeptFor
from porchlight.people.closing import close_account
from porchlight.together.actions import keep_notes_for, send_note
from porchlight.together.agreements.actions import put_to
from porchlight.together.models import NotesWith
from porchlight.together.others import of_others
from porchlight.together.queries import thread
from tests.growth import queries_of
from tests.make import NOW, TODAY, make_check_in, make_tie
from tests.together.others.waits_otherwise import ties_that_ask, ties_with_new_notes
from tests.together.tied import tied
from tests.together.tying import make_plan, make_promise, make_times

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])

WORDS = "Is Thursday good?"


def line(client_of, person):
    waiting = client_of(person).get("/today/").context["page"].with_others.waiting
    return waiting and (waiting.friend.name, waiting.is_note)


def who_waits(person, at=NOW):
    """Ties behind which there is a note (True), or else something that was asked (False)."""
    found = of_others(person, at)
    return dict.fromkeys(found.asks, False) | dict.fromkeys(found.notes, True)


def both_told(person, at=NOW):
    """What People says of the same: it is asked in other words, and must come to the same."""
    return ties_with_new_notes(person, at) | ties_that_ask(person, at)


def test_a_note_stands_there_until_it_was_looked_at(client_of, ana, ben, two):
    anas, bens = two
    assert line(client_of, ana) is None
    send_note(ben, bens, WORDS, NOW)
    page = client_of(ana).get("/today/")
    assert page.context["page"].with_others.waiting.friend.tie_id == anas.pk
    assert f"/people/{anas.pk}/notes/" in page.content.decode()
    assert WORDS not in page.content.decode()
    assert line(client_of, ben) is None
    client_of(ana).get(f"/people/{anas.pk}/notes/")
    assert line(client_of, ana) is None


def test_an_ask_stands_there_until_it_is_answered(client_of, ana, ben, two):
    anas, bens = two
    make_promise(ben, bens)
    assert line(client_of, ana) is None
    asked = make_plan(ben, bens)
    assert line(client_of, ana) == ("Ben", False)
    send_note(ben, bens, WORDS, NOW)
    assert line(client_of, ana) == ("Ben", True)
    client_of(ana).get(f"/people/{anas.pk}/notes/")
    client_of(ana).post(f"/people/{anas.pk}/together/{asked.pk}/answer/", {"answer": "no"})
    assert line(client_of, ana) is None


def test_it_says_what_people_says(ana, ben, two):
    anas, bens = two
    for write in (make_times, make_plan):
        write(ben, bens)
        for days in (0, 2, 3, 4, 200):
            at = NOW + timedelta(days=days)
            assert set(who_waits(ana, at)) == both_told(ana, at)
    send_note(ben, bens, WORDS, NOW)
    assert who_waits(ana, NOW) == {anas.pk: True}


def test_what_was_asked_waits_no_more_once_its_maker_ended_it_and_a_note_does(ana, ben, two):
    """As on People: a note is the reader's from the moment it was sent."""
    anas, bens = two
    make_plan(ben, bens)
    make_times(ben, bens)
    assert who_waits(ana, NOW) == {anas.pk: False}
    end_tie(bens, ben, NOW)
    assert who_waits(ana, NOW) == {}
    assert both_told(ana) == set()
    bens.delete()
    assert who_waits(ana, NOW) == {}
    send_note(ben, tied(ben, ana), WORDS, NOW)
    end_tie(Tie.objects.get(person=ben), ben, NOW)
    assert who_waits(ana, NOW) == {anas.pk: True}
    assert both_told(ana) == {anas.pk}


CHOICES = (None, *KeptFor)


@pytest.mark.parametrize("theirs", CHOICES)
@pytest.mark.parametrize("mine", CHOICES)
def test_a_note_past_its_keeping_is_no_new_note(ana, ben, two, mine, theirs):
    """The same as what the page of notes shows, by the shorter of the two choices."""
    anas, bens = two
    send_note(ben, bens, WORDS, NOW)
    NotesWith.objects.all().delete()
    for one, other, choice in ((ana, ben, mine), (ben, ana, theirs)):
        if choice is not None:
            keep_notes_for(one, other.pk, choice)
    shown = []
    for days in (7, 8, 30, 31, 90, 91):
        at = NOW + timedelta(days=days)
        shown.append(bool(thread(ana, ben.pk, at).notes))
        assert who_waits(ana, at) == ({anas.pk: True} if shown[-1] else {})
        assert ties_with_new_notes(ana, at) == ({anas.pk} if shown[-1] else set())
    assert shown[0]
    assert shown[-1] is (mine is theirs is KeptFor.ALWAYS)


@pytest.mark.parametrize("what", ["ended", "blocked", "blocked by them", "quiet", "closed"])
def test_nothing_stands_there_of_whom_nothing_is_to_show(ana, ben, two, what):
    anas, bens = two
    send_note(ben, bens, WORDS, NOW)
    make_plan(ben, bens)
    assert both_told(ana) == {anas.pk}
    if what == "ended":
        end_tie(anas, ana, NOW)
    elif what == "blocked":
        keep_apart(ana, ben, NOW)
    elif what == "blocked by them":
        keep_apart(ben, ana, NOW)
    elif what == "quiet":
        until = TODAY + timedelta(days=2)
        put_to(ana, anas, AgreementKind.QUIET, quiet_told(until, is_said=False), until)
    else:
        close_account(ben, NOW)
    assert who_waits(ana, NOW) == {}
    assert both_told(ana) == set()


@pytest.mark.parametrize("is_told", [False, True])
def test_one_query_and_none_where_nobody_is_in(client_of, ana, ben, cleo, is_told):
    for person in (ana, ben):
        make_tie(person, "Lou")
        if is_told:
            make_check_in(person)
    tied(ana, cleo, "Cleo")
    make_tie(ben, "Cleo")
    with_somebody_in, alone = (queries_of(client_of(who), "/today/") for who in (ana, ben))
    assert with_somebody_in == alone + 1


def test_a_hard_day_shows_nothing_of_it(client_of, ana, ben, two):
    _anas, bens = two
    send_note(ben, bens, WORDS, NOW)
    make_check_in(ana, mood=1, urge=10)
    page = client_of(ana).get("/today/").context["page"]
    assert page.is_hard
    assert page.with_others.waiting is None
