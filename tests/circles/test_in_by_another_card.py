"""Somebody asked in on a second card whose account is in by another: it is asked, not moved."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.circles.invitations import actions
from porchlight.circles.models import Invitation, Tie
from porchlight.domain.circle.sharing import SharedKind
from tests.circles.inviting import (
    CaptureQueries,
    accepted,
    client_of,
    digits_of,
    typed,
)
from tests.circles.test_two_worlds import TOKENS
from tests.make import NOW, TODAY, decision_of, make_tie
from tests.sharing.pairs import make_pair, share, tie_to

__all__ = ["client_of"]  # the fixture

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def first(ana, ben, now):
    """Ana's card by which Ben is in."""
    return make_pair(ana, ben, "Otis")


def let_in(client_of, ana, made):
    return typed(client_of(ana), made, digits_of(made))


def standing(tie):
    return Tie.objects.filter(pk=tie.pk).values_list("account", "ended_on", "joined_at").get()


def test_the_card_stays_as_it_was_and_it_is_asked_if_they_are_one(client_of, ana, ben, first):
    words = first.card.open(decision_of(ana))
    second = accepted(ana, ben, "Rosa")
    answer = let_in(client_of, ana, second)
    assert answer["Location"] == f"/people/{first.pk}/same/?done=was-in&with={second.tie_id}"
    assert standing(first) == (ben.pk, None, None)
    first.refresh_from_db()
    assert first.card.open(decision_of(ana)) == words
    assert standing(second.tie) == (None, None, None)
    page = client_of(ana).get(answer["Location"])
    assert page.context["asked"].tie_id == second.tie_id
    assert [card.tie_id for card in page.context["alike"]] == [second.tie_id]
    assert f'name="card" value="{second.tie_id}"' in page.content.decode()


def test_a_yes_makes_one_card_and_a_no_leaves_both(client_of, ana, ben, first):
    second = accepted(ana, ben, "Rosa")
    asked = let_in(client_of, ana, second)["Location"]
    client = client_of(ana)
    assert client.post(asked, {"card": "none"})["Location"] == f"/people/{first.pk}/"
    assert standing(first) == (ben.pk, None, None)
    assert standing(second.tie)[0] is None
    sent = {"card": str(second.tie_id), "key": str(uuid4())}
    assert client.post(asked, sent)["Location"] == f"/people/{second.tie_id}/?done=one"
    assert Tie.objects.get(person=ana).account == ben
    assert Invitation.objects.get().tie_id == second.tie_id


def test_a_card_that_was_ended_gives_way_and_it_is_asked_too(client_of, ana, ben, first):
    end_tie(first, ana, NOW)
    second = accepted(ana, ben, "Rosa")
    answer = let_in(client_of, ana, second)
    assert answer["Location"] == f"/people/{second.tie_id}/same/?done=in&with={first.pk}"
    assert standing(second.tie)[0] == ben.pk
    assert standing(first) == (None, None, None)


def test_a_card_that_has_an_ended_tie_of_its_own_is_not_asked_about(
    client_of, ana, ben, cleo, first
):
    second = accepted(ana, ben, "Rosa")
    Tie.objects.filter(pk=second.tie_id).update(account=cleo, ended_on=TODAY)
    answer = let_in(client_of, ana, second)
    assert answer["Location"] == f"/people/{first.pk}/?done=was-in"
    assert standing(second.tie) == (cleo.pk, TODAY, None)


def test_what_was_chosen_last_counts_for_the_account(client_of, ana, ben, first):
    share(ana, ben, SharedKind.MEETINGS)
    second = accepted(ana, ben, "Rosa")
    actions.choose(second, [SharedKind.DAY], NOW)
    asked = let_in(client_of, ana, second)["Location"]
    assert "done=in-on" in asked
    on = client_of(ana).get(f"/people/{first.pk}/sharing/").context["one"].on
    assert [each.kind for each in on] == [SharedKind.DAY]


@pytest.mark.parametrize("whose", ["x", "", "itself", "theirs"])
def test_a_card_in_the_address_that_is_none_of_ones_private_ones_asks_as_ever(
    client_of, ana, ben, first, whose
):
    other = {"itself": first.pk, "theirs": tie_to(ben, ana).pk}.get(whose, whose)
    page = client_of(ana).get(f"/people/{first.pk}/same/", {"with": str(other)})
    assert (page.status_code, page.context["asked"]) == (200, None)


def test_the_other_reads_the_same_whatever_was_answered(client_of, ana, ben, first):
    theirs = tie_to(ben, ana)
    paths = ["/people/", f"/people/{theirs.pk}/", f"/people/{theirs.pk}/notes/"]

    def bens_pages():
        return [TOKENS.sub(b"", client_of(ben).get(path).content) for path in paths]

    second = accepted(ana, ben, "Rosa")
    before = bens_pages()
    asked = let_in(client_of, ana, second)["Location"]
    assert bens_pages() == before
    for card in ("none", str(second.tie_id)):
        client_of(ana).post(asked, {"card": card, "key": str(uuid4())})
        assert bens_pages() == before


def counted(client_of, ana, made, digits):
    """What Ana is sent for these digits: status, where to, body and statements."""
    with CaptureQueries() as sent:
        answer = typed(client_of(ana), made, digits)
    led = answer.headers.get("Location", "")
    return answer.status_code, led, TOKENS.sub(b"", answer.content), len(sent)


@pytest.mark.parametrize("between", ["blocked", "refused", "ran out"])
def test_a_link_that_leads_nowhere_reads_and_costs_as_without_such_a_card(
    client_of, ana, ben, now, between
):
    """The same link twice: where Ben is in by another card, and where he is by none."""
    made, other = accepted(ana, ben, "Rosa"), make_tie(ana, "Otis")
    digits = digits_of(made)
    if between == "blocked":
        keep_apart(ben, ana, NOW)
    elif between == "refused":
        actions.refuse(made.pk, NOW)
    else:
        Invitation.objects.update(accepted_at=NOW - timedelta(hours=1))
    counted(client_of, ana, made, digits)  # what is kept by the process is warm
    answers = []
    for account in (None, ben):
        Tie.objects.filter(pk=other.pk).update(account=account)
        Invitation.objects.update(wrong_tries=0)
        answers.append(counted(client_of, ana, made, digits))
        assert answers[-1][0] == 422
        assert standing(other) == (account and account.pk, None, None)
    assert answers[0] == answers[1]


def test_whether_the_other_ended_in_silence_shows_nowhere_in_it(client_of, ana, ben, first):
    answers = []
    for ended_on in (None, None, TODAY):  # the first time warms what the process keeps
        Tie.objects.filter(person=ben, account=ana).update(ended_on=ended_on)
        second = accepted(ana, ben, "Rosa")
        status, led, _body, n_sent = counted(client_of, ana, second, digits_of(second))
        page = client_of(ana).get(led)
        named = page.content.replace(str(second.tie_id).encode(), b"")
        answers.append((status, led.split("&")[0], n_sent, TOKENS.sub(b"", named)))
        Invitation.objects.all().delete()
        Tie.objects.filter(pk=second.tie_id).delete()
    assert answers[1] == answers[2]
    assert tie_to(ben, ana).ended_on is None
