"""What should not be sent, or not by them, or not twice: clear words, and nothing given away."""

from __future__ import annotations

from uuid import uuid4

import pytest

from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.circles.invitations import actions
from porchlight.circles.models import Invitation, Tie
from porchlight.domain.circle.invitations import Role
from porchlight.together.models import SentNote
from tests.circles.inviting import answered, client_of, digits_of, invited, opened
from tests.make import NOW, decision_of, make_tie
from tests.together.tied import tied

__all__ = ["client_of"]  # the fixture


@pytest.mark.parametrize("letter", ["x", "\u202e", "\x00", "<b>"])
def test_a_note_of_a_megabyte_is_turned_down_and_nothing_is_kept(client_of, ana, ben, now, letter):
    tie = tied(ana, ben)
    words = letter * (1_000_000 // len(letter.encode()))
    answer = client_of(ana).post(f"/people/{tie.pk}/notes/", {"words": words, "key": str(uuid4())})
    assert answer.status_code in (400, 422)
    expected = b'id="not-taken"' if answer.status_code == 400 else b'aria-invalid="true"'
    assert expected in answer.content
    assert not SentNote.objects.exists()


def test_ones_own_link_leads_nowhere_and_makes_no_tie(client_of, ana, now):
    made = invited(ana, "Myself")
    assert opened(client_of(ana), made).status_code == 404
    assert answered(client_of(ana), "yes").status_code == 404
    assert not actions.accept(made.pk, ana, NOW)
    assert not Tie.objects.exclude(account=None).exists()


def test_a_blocked_person_who_invites_under_another_name_comes_to_nothing(client_of, ana, ben, now):
    keep_apart(ana, ben, NOW)
    made = actions.invite(ben, make_tie(ben, "A."), "Somebody else", Role.PEER, NOW)
    assert opened(client_of(ana), made).status_code == 404
    # Said yes before she was signed in, it comes to nothing at the digits.
    actions.accept(made.pk, ana, NOW)
    assert not actions.confirm(made, digits_of(made), decision_of(ben), NOW)
    assert not Tie.objects.exclude(account=None).exists()
    assert Invitation.objects.get().confirmed_at is None


def test_both_may_end_it_and_either_may_again(ana, ben, now):
    anas, bens = tied(ana, ben), tied(ben, ana)
    for _ in range(2):  # each with the row as it was before the other did
        end_tie(Tie.objects.get(pk=anas.pk), ana, NOW, for_good=True)
        end_tie(Tie.objects.get(pk=bens.pk), ben, NOW, for_good=True)
    assert set(Tie.objects.values_list("ended_on", flat=True)) == {NOW.date()}
