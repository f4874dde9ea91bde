"""What an attack on coming in found: what comes between, too late, twice, or crossed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from porchlight.circles.actions import end_tie
from porchlight.circles.consents import Terms, give_grant, keep_apart, restrict
from porchlight.circles.invitations import actions
from porchlight.circles.invitations.forms import InviteForm
from porchlight.circles.models import Block, Grant, Invitation, Tie
from porchlight.domain.circle.invitations import MOST_A_DAY, Role
from porchlight.domain.consent import DataClass, Purpose
from porchlight.people.closing import close_account
from porchlight.people.encryption.keys import destroy_keys
from tests.circles.inviting import (
    NAME,
    accepted,
    answered,
    client_of,
    digits_of,
    invited,
    opened,
    which_of,
)
from tests.make import NOW, decision_of, make_tie

__all__ = ["client_of"]  # the fixture

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.mark.parametrize("between", ["blocked by ben", "blocked by ana", "closed", "erased"])
def test_what_comes_between_the_yes_and_the_digits_keeps_them_out(ana, ben, now, between):
    made = accepted(ana, ben)
    digits = digits_of(made)
    if between == "blocked by ben":
        keep_apart(ben, ana, NOW)
    elif between == "blocked by ana":
        keep_apart(ana, ben, NOW)
    elif between == "closed":
        close_account(ben, NOW)
    else:
        destroy_keys(ben.pk)
    assert not actions.confirm(made, digits, decision_of(ana), NOW)
    assert not Tie.objects.exclude(account=None).exists()


@pytest.mark.parametrize("answer", ["no", "never"])
def test_a_no_after_the_digits_were_typed_leads_to_the_page_that_ends_it(
    client_of, ana, ben, now, answer
):
    made = invited(ana)
    opened(client_of(ben), made)
    answered(client_of(ben), "yes")
    which = which_of(client_of(ben).get("/in/"))
    actions.confirm(made, digits_of(made), decision_of(ana), NOW)
    late = client_of(ben).post("/in/answer/", {"answer": answer, "which": which})
    theirs = Tie.objects.get(person=ben, account=ana)
    assert late["Location"] == f"/people/{theirs.pk}/end/"
    assert Invitation.objects.get(pk=made.pk).is_last is (answer == "never")


def test_an_answer_goes_to_the_link_whose_page_was_read(client_of, ana, ben, cleo, now):
    first = invited(ana)
    second = actions.invite(cleo, make_tie(cleo, "Ben"), "Cleo", Role.FRIEND, NOW)
    client = client_of(ben)
    which = which_of(opened(client, first))
    opened(client, second)  # in another tab
    answer = client.post("/in/answer/", {"answer": "yes", "which": which})
    assert answer["Location"] == "/in/"
    assert not Invitation.objects.filter(accepted_at__isnull=False).exists()


def test_one_link_waits_for_a_card_and_never_closes_them_all(ana, now):
    made = invited(ana)
    assert actions.invite(ana, made.tie, NAME, Role.PEER, NOW) == made
    actions.stop(made, NOW)
    other = actions.invite(ana, made.tie, NAME, Role.PEER, NOW)
    assert opened(Client(), other).status_code == 200
    actions.refuse(made.pk, NOW, never_again=True)
    assert opened(Client(), other).status_code == 404


def test_ending_stops_what_still_waits_for_the_card(ana, now):
    made = invited(ana)
    end_tie(made.tie, ana, NOW)
    assert opened(Client(), made).status_code == 404


def test_taking_cards_away_gives_no_more_invitations(ana, now):
    for n in range(MOST_A_DAY):
        invited(ana, f"P{n}").tie.delete()
    with pytest.raises(actions.ManyInvitations):
        invited(ana, "eleventh")


def test_the_door_can_be_closed_after_letting_go(client_of, ana, ben, now):
    made = accepted(ana, ben)
    actions.confirm(made, digits_of(made), decision_of(ana), NOW)
    client, path = client_of(ana), f"/people/{made.tie_id}/end/"
    assert client.post(path, {"key": str(uuid4())}).status_code == 303
    assert not Block.objects.exists()
    assert client.post(path, {"for_good": "on", "key": str(uuid4())}).status_code == 303
    assert Block.objects.get().other == ben
    card = client.get(f"/people/{made.tie_id}/")
    assert card.context["is_closed"]
    assert "/invite/" not in card.content.decode()


def test_removing_somebody_who_is_in_ends_what_is_shared(client_of, ana, ben, now):
    made = accepted(ana, ben)
    actions.confirm(made, digits_of(made), decision_of(ana), NOW)
    give_grant(ana, ben, Terms(Purpose.SUPPORT, {DataClass.MILESTONES}), NOW)
    answer = client_of(ana).post(f"/people/{made.tie_id}/remove/", {"key": str(uuid4())})
    assert answer.status_code == 303
    assert Grant.objects.get().events.get().kind == "withdrawn"


def test_leaving_the_site_forgets_the_link(ana, now):
    for way_out in ("/exit/", "/sign-out/"):
        phone = Client()
        assert opened(phone, invited(ana, way_out)).status_code == 200
        phone.post(way_out)
        assert phone.get("/in/").status_code == 404


@pytest.mark.parametrize("name", ["\u202emoM", "\u200b", "\u3164", "\u2800", "\x1b", "  "])
def test_a_name_on_the_others_screen_is_letters_and_turns_nothing_round(name):
    form = InviteForm({"name": name, "role": "family"})
    assert not form.is_valid() or form.cleaned_data["name"] == "moM"


def test_whom_the_sender_restricted_the_link_shows_nothing(client_of, ana, ben, cleo, now):
    made = invited(ana)
    restrict(ana, ben, NOW)
    assert opened(client_of(ben), made).status_code == 404
    assert opened(client_of(cleo), made).status_code == 200
