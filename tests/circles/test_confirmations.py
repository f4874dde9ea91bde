"""What was just done is said on the page that it leads to, and to nobody else."""

from __future__ import annotations

from uuid import uuid4

import pytest

from porchlight.circles.confirmations import WORDS, Done
from porchlight.together.actions import send_note
from tests.circles.inviting import accepted, client_of, digits_of, invited
from tests.make import NOW, make_tie
from tests.together.tied import tied

__all__ = ["client_of"]  # the fixture

KEY = {"key": str(uuid4())}


def said_after(client, path, form):
    """The code that the answer leads to, where its page says something."""
    page = client.post(path, form, follow=True)
    address, status = page.redirect_chain[-1]
    assert status == 303
    assert page.status_code == 200
    assert 'id="done"' in page.content.decode()
    assert page.context["done"]
    return Done(address.split("done=")[1].split("#")[0])


def test_everything_that_is_done_to_a_card_is_confirmed(client_of, ana, ben, now):
    client, made = client_of(ana), accepted(ana, ben)
    tie = f"/people/{made.tie_id}/"
    digits = {"digits": digits_of(made)}
    assert said_after(client, f"/people/invitations/{made.pk}/digits/", digits) is Done.IN
    assert said_after(client, f"{tie}end/", KEY) is Done.ENDED
    card = {"name": "Rosa", "near": "inner"}
    assert said_after(client, f"{tie}change/", card) is Done.CHANGED
    assert said_after(client, f"{tie}remove/", {"key": str(uuid4())}) is Done.REMOVED
    other = invited(ana, "Lou")
    assert said_after(client, f"/people/invitations/{other.pk}/stop/", {}) is Done.STOPPED


def test_everything_that_is_done_to_notes_is_confirmed(client_of, ana, ben, now):
    anas, bens = tied(ana, ben), tied(ben, ana)
    mine, theirs = send_note(ana, anas, "hello", NOW), send_note(ben, bens, "hello", NOW)
    client, notes = client_of(ana), f"/people/{anas.pk}/notes/"
    assert said_after(client, f"{notes}{mine.pk}/take-back/", {}) is Done.TAKEN_BACK
    assert said_after(client, f"{notes}{theirs.received.pk}/remove/", {}) is Done.OUT_OF_VIEW
    assert said_after(client, f"{notes}kept/", {"kept_for": "7"}) is Done.KEPT


@pytest.mark.parametrize("odd", ["", "x", "in,met", "<b>"])
def test_an_odd_code_in_the_address_says_nothing(client_of, ana, now, odd):
    page = client_of(ana).get(f"/people/{make_tie(ana).pk}/", {"done": odd})
    assert page.context["done"] == ""
    assert 'id="done"' not in page.content.decode()


def test_each_code_has_words():
    assert set(WORDS) == set(Done)
