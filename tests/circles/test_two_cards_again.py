"""Two cards that became one can be two again for ten minutes, without a word of either lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from porchlight.circles.actions import (
    end_tie,
    has_no_other_card,
    note_contact,
    note_no_other_card,
)
from porchlight.circles.invitations import actions
from porchlight.circles.models import Contact, Invitation, Tie
from porchlight.circles.one_card.actions import (
    NothingToPart,
    drop_what_was_two,
    join_cards,
    part_cards,
)
from porchlight.domain.circle.invitations import Role
from porchlight.domain.circle.sharing import SharedKind
from porchlight.domain.steps import Near
from tests.circles.inviting import digits_of
from tests.make import NOW, TODAY, decision_of, make_tie
from tests.sharing.pairs import DAY, make_pair, seen_by, share, tie_to

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
TOO_LATE = timedelta(minutes=10, seconds=1)


@pytest.fixture
def cards(ana, ben, now):
    """Ben's tie to Ana, and his card of before."""
    private = make_tie(ben, "Anita", Near.OUTER, phone="+16015550101", line="Hi", is_offered=False)
    make_pair(ana, ben, "Ben")
    tie = tie_to(ben, ana)
    for on, day in ((private, 0), (private, 1), (tie, 0), (tie, 2)):
        note_contact(on, TODAY - day * DAY)
    return tie, private


def as_they_are(person):
    """Every card with its words, whose account is behind it, and the days of talks."""
    return {
        tie.pk: (
            tie.card.open(decision_of(person)),
            tie.account_id,
            tie.added_on,
            tie.ended_on,
            sorted(tie.contacts.values_list("day", flat=True)),
        )
        for tie in Tie.objects.filter(person=person)
    }


def joined(client, tie, private):
    answer = client.post(f"/people/{tie.pk}/same/", {"card": str(private.pk)})
    assert answer.status_code == 303
    return client.get(answer.url)


def undone(client, card):
    return client.post(f"/people/{card.pk}/same/undo/")


def test_both_are_as_they_were(client_of, ana, ben, cards):
    tie, private = cards
    share(ben, ana, SharedKind.DAY)
    before, anas = as_they_are(ben), as_they_are(ana)
    page = joined(client_of(ben), tie, private)
    assert f'action="/people/{private.pk}/same/undo/"' in page.content.decode()
    assert set(as_they_are(ben)) == {private.pk}
    answer = undone(client_of(ben), private)
    assert (answer.status_code, answer.url) == (303, f"/people/{tie.pk}/?done=two")
    assert as_they_are(ben) == before
    assert as_they_are(ana) == anas
    page = client_of(ben).get(f"/people/{tie.pk}/sharing/")
    assert [each.kind for each in page.context["one"].on] == [SharedKind.DAY]
    assert seen_by(ana, ben) == []
    again = undone(client_of(ben), private)
    assert again.url == f"/people/{private.pk}/"
    assert as_they_are(ben) == before


def test_after_ten_minutes_it_stays_one_and_nothing_of_before_is_kept(client_of, ben, cards):
    tie, private = cards
    joined(client_of(ben), tie, private)
    drop_what_was_two(NOW)
    assert Tie.objects.exclude(before_joining=None).count() == 1
    with time_machine.travel(NOW + TOO_LATE, tick=False):
        assert not client_of(ben).get(f"/people/{private.pk}/").context["is_one_of_two"]
        assert undone(client_of(ben), private).url == f"/people/{private.pk}/"
    assert Tie.objects.filter(person=ben).count() == 1
    drop_what_was_two(NOW + TOO_LATE)
    assert Tie.objects.filter(before_joining=None, joined_at=None, person=ben).exists()


def test_once_the_card_was_changed_it_stays_one_so_that_no_word_is_lost(client_of, ben, cards):
    tie, private = cards
    joined(client_of(ben), tie, private)
    changed = {"name": "Anita", "phone": "", "near": "middle", "link": "", "line": "New words"}
    assert client_of(ben).post(f"/people/{private.pk}/change/", changed).status_code == 303
    assert undone(client_of(ben), private).url == f"/people/{private.pk}/"
    assert Tie.objects.get(person=ben).card.open(decision_of(ben))["line"] == "New words"
    assert Tie.objects.filter(before_joining=None, joined_at=None, person=ben).exists()


def test_what_happened_meanwhile_stays(client_of, ana, ben, cards):
    """A talk noted since; an end of contact; a link that was stopped."""
    tie, private = cards
    waiting = actions.invite(ben, private, "Ben", Role.FRIEND, NOW)
    tie_id = tie.pk
    join_cards(tie, private, decision_of(ben), NOW)
    note_contact(private, TODAY - 5 * DAY)
    end_tie(private, ben, NOW)
    again = part_cards(private, decision_of(ben), NOW)
    assert (again.pk, again.ended_on) == (tie_id, TODAY)
    assert Tie.objects.get(pk=private.pk).ended_on is None
    assert Contact.objects.filter(tie=private, day=TODAY - 5 * DAY).exists()
    assert Invitation.objects.get(pk=waiting.pk).tie_id == private.pk
    assert Invitation.objects.get(pk=waiting.pk).stopped_at is not None
    assert tie_to(ana, ben).ended_on is None


def test_a_card_that_was_always_one_cannot_be_parted(ben, cards):
    for card in cards:
        with pytest.raises(NothingToPart):
            part_cards(card, decision_of(ben), NOW)


def test_the_address_of_before_does_not_say_that_it_is_one(client_of, ben, cards):
    tie, private = cards
    said = "Now it is one card."
    assert joined(client_of(ben), tie, private).content.decode().count(said) == 1
    undone(client_of(ben), private)
    page = client_of(ben).get(f"/people/{private.pk}/?done=one")
    assert said not in page.content.decode()


def test_a_card_that_was_given_to_somebody_else_since_stays_one(dana, ben, cards):
    """Else what was written of the one would lead to the other."""
    tie, private = cards
    decision = decision_of(ben)
    join_cards(tie, private, decision, NOW)
    end_tie(private, ben, NOW)
    link = actions.invite(ben, private, "Ben", Role.FRIEND, NOW)
    actions.accept(link.pk, dana, NOW)
    assert actions.confirm(link, digits_of(link), decision, NOW)
    private.refresh_from_db()
    assert private.account_id == dana.pk
    with pytest.raises(NothingToPart):
        part_cards(private, decision, NOW)
    assert set(as_they_are(ben)) == {private.pk}
    assert private.account_id == dana.pk


def test_a_no_to_another_card_stays_on_the_card_of_whoever_it_was_said_of(client_of, ben, cards):
    tie, private = cards
    joined(client_of(ben), tie, private)
    card = Tie.objects.get(pk=private.pk)
    note_no_other_card(card, decision_of(ben))
    again = part_cards(card, decision_of(ben), NOW)
    assert has_no_other_card(again, decision_of(ben))
    private = Tie.objects.get(pk=private.pk)
    assert "no_other_card_for" not in private.card.open(decision_of(ben))


def test_a_card_somebody_was_asked_in_by_since_stays_one_so_that_their_no_is_kept(ben, cards):
    tie, private = cards
    join_cards(tie, private, decision_of(ben), NOW)
    end_tie(private, ben, NOW)
    made = actions.invite(ben, private, "Ben", Role.FRIEND, NOW)
    assert actions.refuse(made.pk, NOW, never_again=True)
    with pytest.raises(NothingToPart):
        part_cards(private, decision_of(ben), NOW)
    assert actions.invite(ben, private, "Ben", Role.FRIEND, NOW).refused_at is not None


def test_a_tie_has_the_moment_of_before(ana, ben):
    """To the second: what was made after a grant lies after it, also on the same day."""
    private, early = make_tie(ben, "Anita"), NOW - 40 * DAY
    with time_machine.travel(early, tick=False):
        type(ben).objects.filter(pk=ben.pk).update(granted_at=early)
        tie = make_tie(ben, "Ana")
    Tie.objects.filter(pk=tie.pk).update(account=ana)
    assert tie.made_at == early
    join_cards(tie, private, decision_of(ben), NOW)
    again = part_cards(private, decision_of(ben), NOW)
    assert Tie.objects.get(pk=again.pk).made_at == early


def test_a_card_whose_account_was_erased_has_its_end_of_before(ana, ben, cards):
    tie, private = cards
    Tie.objects.filter(pk=private.pk).update(ended_on=TODAY - 5 * DAY)
    join_cards(tie, private, decision_of(ben), NOW)
    assert Tie.objects.get(pk=private.pk).ended_on is None
    again = part_cards(private, decision_of(ben), NOW)
    assert again.ended_on is None
    assert Tie.objects.get(pk=private.pk).ended_on == TODAY - 5 * DAY
