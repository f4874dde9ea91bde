"""What a preview calls its owner is what the other reads: the name that was written for them."""

from __future__ import annotations

import pytest

from porchlight.circles.actions import Card, change_card
from porchlight.circles.invitations import actions
from porchlight.circles.invitations.queries import name_on_their_screen
from porchlight.circles.models import Tie
from porchlight.circles.queries import friend
from porchlight.domain.circle.invitations import Role
from porchlight.domain.circle.sharing import SharedKind
from tests.circles.inviting import digits_of
from tests.make import NOW, decision_of, make_check_in, make_tie
from tests.sharing.pairs import make_pair, seen_by, share, tie_to

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
HERS = "Mama Ana"


@pytest.fixture
def made(ana, now):
    return actions.invite(ana, make_tie(ana, "Rosa"), HERS, Role.FAMILY, NOW)


def come_in(made, rosa):
    actions.accept(made.pk, rosa, NOW)
    assert actions.confirm(made, digits_of(made), decision_of(made.person), NOW)


def named(client, path):
    return client.get(path).context["from"].name


def test_before_and_after_they_are_in_it_is_what_the_other_reads(client_of, ana, rosa, made):
    client, tie = client_of(ana), f"/people/{made.tie_id}"
    assert named(client, f"/people/invitations/{made.pk}/share/") == HERS
    come_in(made, rosa)
    theirs = tie_to(rosa, ana)
    assert friend(theirs, decision_of(rosa)).name == HERS
    for path in (f"{tie}/sharing/as/", f"{tie}/sharing/day/"):
        assert named(client, path) == HERS
    make_check_in(ana, mood=1)
    share(ana, rosa, SharedKind.CHECKED_IN, with_before=True)
    page = client.get(f"{tie}/sharing/as/").context["from"]
    assert [(thing.kind, thing.words) for thing in page.things] == seen_by(rosa, ana)


def test_it_stays_when_the_card_is_changed_and_tells_nothing_of_the_others(
    client_of, ana, rosa, made
):
    come_in(made, rosa)
    tie, theirs = Tie.objects.get(pk=made.tie_id), tie_to(rosa, ana)
    change_card(tie, Card("Rosita"), decision_of(ana))
    change_card(theirs, Card("My sister"), decision_of(rosa))
    assert name_on_their_screen(ana, tie.pk, decision_of(ana), NOW) == HERS
    theirs.delete()
    assert name_on_their_screen(ana, tie.pk, decision_of(ana), NOW) == HERS


def test_where_the_other_asked_it_is_the_name_of_the_account(client_of, ana, rosa, now):
    tie = make_pair(ana, rosa)
    account_name = ana.name.open(decision_of(ana))
    assert named(client_of(ana), f"/people/{tie.pk}/sharing/as/") == account_name


def test_it_goes_over_to_the_card_that_two_become(client_of, ana, rosa, made):
    card = make_tie(ana, "Rosa R")
    come_in(made, rosa)
    client_of(ana).post(f"/people/{made.tie_id}/same/", {"card": str(card.pk)})
    assert named(client_of(ana), f"/people/{card.pk}/sharing/as/") == HERS
