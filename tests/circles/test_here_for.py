"""Whom somebody of a family is here for: said on a card, sealed in it, and told to nobody."""

from __future__ import annotations

import pytest

from porchlight.circles.actions import Card
from porchlight.circles.forms import CardForm
from porchlight.circles.invitations import actions
from porchlight.circles.models import Tie
from porchlight.circles.one_card.actions import join_cards
from porchlight.circles.queries import circle_of
from porchlight.domain.circle.invitations import Role
from porchlight.domain.fit import Account
from porchlight.domain.steps import Near
from porchlight.people.wishes import change_account
from tests.circles.inviting import answered, client_of, digits_of, opened, typed
from tests.make import NOW, decision_of, make_tie
from tests.sharing.pairs import make_pair, tie_to

__all__ = ["client_of"]  # the fixture

pytestmark = pytest.mark.usefixtures("now")
TYPED = {"name": "Beto", "near": "inner"}


@pytest.fixture
def mother(rosa):
    change_account(rosa, Account.FAMILY, decision_of(rosa))
    return rosa


def card_of(person):
    return Tie.objects.get(person=person).card.open(decision_of(person))


def has_box(page) -> bool:
    return 'name="is_here_for"' in page.content.decode()


def test_only_family_is_asked_on_adding_and_on_changing(client_of, mother, ana):
    for person, is_asked in ((mother, True), (ana, False)):
        client = client_of(person)
        change = f"/people/{make_tie(person).pk}/change/"
        assert has_box(client.get("/people/add/")) is is_asked
        assert has_box(client.get(change)) is is_asked
    before_the_fold = client_of(mother).get("/people/add/").content.decode().partition("<details")
    assert 'name="is_here_for"' in before_the_fold[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "This is who I am here for"), ("es", "Es por quien estoy aquí")],
)
def test_the_box_speaks_the_language_of_the_account(client_of, mother, language, words):
    type(mother).objects.filter(pk=mother.pk).update(language=language)
    assert words in client_of(mother).get("/people/add/").content.decode()


def test_it_is_kept_in_the_card_where_it_was_said_and_then_nobody_is_suggested(client_of, mother):
    client = client_of(mother)
    client.post("/people/add/", {**TYPED, "is_offered": "on"})
    card = card_of(mother)
    assert card["is_offered"]
    assert "is_here_for" not in card
    change = f"/people/{Tie.objects.get().pk}/change/"
    client.post(change, {**TYPED, "is_offered": "on", "is_here_for": "on"})
    assert (card_of(mother)["is_here_for"], card_of(mother)["is_offered"]) == (True, False)
    assert client.get(change).context["form"]["is_here_for"].value() is True
    client.post(change, TYPED)
    assert "is_here_for" not in card_of(mother)


def test_a_form_without_the_box_neither_sets_nor_takes_it(client_of, mother, ana):
    client_of(mother).post("/people/add/", {**TYPED, "is_here_for": "on"})
    change_account(mother, Account.RECOVERY, decision_of(mother))
    change = f"/people/{Tie.objects.get().pk}/change/"
    client_of(mother).post(change, {**TYPED, "name": "Alberto"})
    assert (card_of(mother)["name"], card_of(mother)["is_here_for"]) == ("Alberto", True)
    client_of(ana).post("/people/add/", {**TYPED, "is_here_for": "on"})
    assert "is_here_for" not in card_of(ana)
    form = CardForm({**TYPED, "is_here_for": "on"}, country="US")
    assert form.is_valid()
    assert form.card() == Card(name="Beto", near=Near.INNER, is_offered=False)


@pytest.mark.parametrize(("on_private", "on_came"), [(True, False), (False, True), (True, True)])
def test_two_cards_made_one_keep_it_and_the_other_side_has_none(ana, mother, on_private, on_came):
    make_pair(ana, mother, "Rosa")
    came = tie_to(mother, ana)
    if on_came:
        came.card = {**came.card.open(decision_of(mother)), "is_here_for": True}
        came.save()
    private = make_tie(mother, "Beto", is_here_for=on_private)
    theirs = tie_to(ana, mother).card.open(decision_of(ana))
    join_cards(came, private, decision_of(mother), NOW)
    (joined,) = circle_of(decision_of(mother))
    assert (joined.name, joined.is_here_for, joined.is_offered) == ("Beto", True, False)
    assert tie_to(ana, mother).card.open(decision_of(ana)) == theirs
    assert "is_here_for" not in theirs


def test_who_comes_in_by_a_link_leaves_it_on_the_card(client_of, mother, ana):
    made = actions.invite(
        mother, make_tie(mother, "Beto", is_here_for=True), "Rosa", Role.FRIEND, NOW
    )
    opened(client_of(ana), made)
    answered(client_of(ana), "yes")
    typed(client_of(mother), made, digits_of(made))
    mine = tie_to(mother, ana).card.open(decision_of(mother))
    assert (mine["is_here_for"], mine["role"]) == (True, "friend")
    assert "is_here_for" not in tie_to(ana, mother).card.open(decision_of(ana))
    page = client_of(mother).post(
        f"/people/{tie_to(mother, ana).pk}/change/", {**TYPED, "is_here_for": "on"}
    )
    assert page.status_code == 303
    assert tie_to(mother, ana).card.open(decision_of(mother))["role"] == "friend"
