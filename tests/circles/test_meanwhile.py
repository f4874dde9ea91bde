"""What another tab did between reading a card and one's own turn counts: nothing stays open."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet
from django.http import Http404

from porchlight.circles.actions import (
    Card,
    change_card,
    end_tie,
    note_talk,
    remove_person,
)
from porchlight.circles.facts import blocked_of
from porchlight.circles.invitations import actions
from porchlight.circles.models import Grant, Invitation, Tie
from porchlight.circles.one_card.actions import NotPrivate, join_cards
from porchlight.domain.circle.sharing import SharedKind
from porchlight.domain.grants import EventKind
from porchlight.people.models import Person
from tests.circles.inviting import digits_of, invited
from tests.make import NOW, TODAY, decision_of, make_tie
from tests.sharing.pairs import make_pair, seen_by, share, tie_to

CHOSEN = [SharedKind.DAY, SharedKind.MILESTONES]


def standing():
    return Grant.objects.exclude(events__kind=EventKind.WITHDRAWN).count()


def let_in(ana, ben, made):
    actions.choose(made, CHOSEN, NOW)
    actions.accept(made.pk, ben, NOW)
    assert actions.confirm(made, digits_of(made), decision_of(ana), NOW, CHOSEN)
    assert standing() == len(CHOSEN)


@pytest.mark.parametrize("end", [end_tie, remove_person])
def test_a_card_by_which_somebody_came_in_meanwhile_is_ended_with_all_they_see(ana, ben, now, end):
    made = invited(ana)
    as_read = Tie.objects.get(pk=made.tie_id)
    let_in(ana, ben, made)
    end(as_read, ana, NOW)
    assert standing() == 0
    assert not Tie.objects.filter(person=ana, account=ben, ended_on=None).exists()
    assert seen_by(ben, ana) == []


def test_the_door_is_closed_to_one_who_came_back_in_meanwhile(ana, ben, now):
    made = invited(ana)
    Tie.objects.filter(pk=made.tie_id).update(account=ben, ended_on=TODAY)
    as_read = Tie.objects.get(pk=made.tie_id)
    let_in(ana, ben, made)
    end_tie(as_read, ana, NOW, for_good=True)
    assert standing() == 0
    assert Tie.objects.get(pk=made.tie_id).ended_on == TODAY
    assert blocked_of(ana.pk, [ben.pk]) == {ben.pk}


def test_a_card_that_became_one_with_anothers_meanwhile_is_removed_with_all_they_see(ana, ben, now):
    private = make_tie(ana, "Ben")
    as_read = Tie.objects.get(pk=private.pk)
    tie = make_pair(ana, ben, "B")
    share(ana, ben, *CHOSEN)
    join_cards(tie, private, decision_of(ana), NOW)
    remove_person(as_read, ana, NOW)
    assert not Tie.objects.filter(person=ana).exists()
    assert standing() == 0


@pytest.mark.parametrize("end", [end_tie, remove_person])
def test_a_card_that_was_taken_away_meanwhile_is_not_there(ana, ben, now, end):
    tie = make_pair(ana, ben)
    as_read = Tie.objects.get(pk=tie.pk)
    remove_person(tie, ana, NOW)
    with pytest.raises(Http404):
        end(as_read, ana, NOW)


def test_a_card_that_is_changed_keeps_what_it_says_of_who_came_in_meanwhile(ana, ben, now):
    made = invited(ana)
    as_read = Tie.objects.get(pk=made.tie_id)
    let_in(ana, ben, made)
    change_card(as_read, Card("Rosa B"), decision_of(ana))
    card = Tie.objects.get(pk=made.tie_id).card.open(decision_of(ana))
    assert (card["name"], card["role"]) == ("Rosa B", "family")


@pytest.mark.parametrize("which", ["the open tie", "the private card"])
def test_cards_of_which_one_is_gone_are_not_joined_and_the_other_stays(ana, ben, now, which):
    tie, private = make_pair(ana, ben, "B"), make_tie(ana, "Ben")
    as_read = [Tie.objects.get(pk=one.pk) for one in (tie, private)]
    gone, kept = (tie, private) if which == "the open tie" else (private, tie)
    remove_person(gone, ana, NOW)
    with pytest.raises(Http404):
        join_cards(*as_read, decision_of(ana), NOW)
    assert [one.pk for one in Tie.objects.filter(person=ana)] == [kept.pk]


def test_cards_are_not_joined_when_the_tie_ended_meanwhile(ana, ben, now):
    tie, private = make_pair(ana, ben, "B"), make_tie(ana, "Ben")
    as_read = Tie.objects.get(pk=tie.pk)
    end_tie(tie, ana, NOW)
    with pytest.raises(NotPrivate):
        join_cards(as_read, private, decision_of(ana), NOW)
    assert Tie.objects.get(pk=tie.pk).ended_on == TODAY


def test_a_card_that_is_gone_cannot_be_changed(ana, now):
    tie = make_tie(ana)
    as_read = Tie.objects.get(pk=tie.pk)
    remove_person(tie, ana, NOW)
    with pytest.raises(Http404):
        change_card(as_read, Card("Rosa B"), decision_of(ana))


def test_a_talk_with_somebody_whose_card_is_gone_is_not_noted(ana, now):
    tie = make_tie(ana)
    as_read = Tie.objects.get(pk=tie.pk)
    remove_person(tie, ana, NOW)
    with pytest.raises(Http404):
        note_talk(as_read, TODAY, decision_of(ana))


@pytest.mark.parametrize("never_again", [True, False])
def test_a_no_takes_the_turn_of_the_sender_before_it_locks_an_invitation(
    ana, now, monkeypatch, never_again
):
    """As joining two cards, ending a tie and typing the digits do."""
    made, taken = invited(ana), []
    lock = QuerySet.select_for_update

    def noted(rows, **options):
        taken.append(rows.model)
        return lock(rows, **options)

    monkeypatch.setattr(QuerySet, "select_for_update", noted)
    actions.refuse(made.pk, NOW, never_again=never_again)
    assert taken == [Person, Invitation]


def test_every_turn_leaves_rows_that_name_the_two_to_be_written(ana, ben, now, monkeypatch):
    """On PostgreSQL a turn that took a person's key would wait for whoever names them in a row, and
    who waits for that turn meanwhile."""
    taken = []
    lock = QuerySet.select_for_update

    def noted(rows, **options):
        if rows.model is Person:
            taken.append(options)
        return lock(rows, **options)

    monkeypatch.setattr(QuerySet, "select_for_update", noted)
    let_in(ana, ben, invited(ana))
    share(ben, ana, SharedKind.DAY)
    end_tie(tie_to(ben, ana), ben, NOW, for_good=True)
    assert len(taken) == 4
    assert [options for options in taken if options != {"no_key": True}] == []


def test_the_control_what_was_given_stands_until_it_is_ended(ana, ben, now):
    let_in(ana, ben, invited(ana))
    assert tie_to(ana, ben).ended_on is None
