"""The page of an invitation says what its digits turn on, and one grown old does nothing unsaid."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from porchlight.circles.actions import end_tie
from porchlight.circles.invitations import actions
from porchlight.circles.models import Grant, Tie
from porchlight.domain.circle.sharing import SharedKind
from porchlight.sharing.actions import pause
from porchlight.sharing.words import titles_of
from tests.circles.inviting import client_of, digits_of, hidden_on, invited, typed
from tests.make import NOW
from tests.sharing.pairs import make_pair, share
from tests.sharing.test_inviting import PATH, chosen, confirmed, made, switches_for

__all__ = ["client_of", "made"]  # the fixtures

K = SharedKind


@pytest.mark.parametrize(("shown", "then"), [([], [K.DAY]), ([K.DAY], [K.DAY, K.MEETINGS])])
def test_digits_turn_on_what_stood_beside_them_and_nothing_else(
    client_of, ana, rosa, made, shown, then
):
    actions.choose(made, shown, NOW)
    actions.accept(made.pk, rosa, NOW)
    page = client_of(ana).get(f"/people/invitations/{made.pk}/")
    actions.choose(made, then, NOW)  # by another tab, or by somebody who holds the phone
    answer = typed(client_of(ana), made, digits_of(made), **hidden_on(page))
    assert answer.status_code == 422
    assert answer.context["form"].has_error("digits", "chosen-anew")
    made.refresh_from_db()
    assert (made.confirmed_at, made.wrong_tries) == (None, 0)
    assert not Grant.objects.exists()
    # The page that says so shows what is chosen now, and its digits count.
    seen = hidden_on(answer)
    assert seen["seen"] == ",".join(then)
    assert typed(client_of(ana), made, digits_of(made), **seen).status_code == 303
    assert [each.kind for each in switches_for(ana, made, rosa).values() if each.is_on] == then


def test_a_changed_choice_reads_the_same_with_and_without_somebody_behind_it(
    client_of, ana, rosa, now
):
    pages = []
    for says_yes in (True, False):
        made = invited(ana, "Rosa")
        if says_yes:
            actions.accept(made.pk, rosa, NOW)
        actions.choose(made, [K.DAY], NOW)
        page = typed(client_of(ana), made, "1234", key=str(uuid4())).content.decode()
        pages.append(re.sub(r'marks" d="[^"]*"|[\w-]{22,64}', "", page))
    assert pages[0] == pages[1]


def test_the_same_form_sent_again_gets_the_same_answer(client_of, ana, rosa, made):
    actions.accept(made.pk, rosa, NOW)
    right = digits_of(made)
    wrong, sent = "0000" if right != "0000" else "0001", {"key": str(uuid4())}
    assert {typed(client_of(ana), made, wrong, **sent).status_code for _ in range(3)} == {422}
    made.refresh_from_db()
    assert made.wrong_tries == 1
    other = typed(client_of(ana), made, right, **sent)  # with the key of the wrong ones
    assert other.context["form"].has_error("digits")
    assert not Grant.objects.exists()
    sent = {"key": str(uuid4())}
    answers = [typed(client_of(ana), made, right, **sent) for _ in range(2)]
    assert {answer.url for answer in answers} == {f"/people/{made.tie_id}/?done=in"}


def test_a_choice_sent_again_later_changes_nothing(client_of, ana, made):
    sent = {"kinds": ["day"], "key": str(uuid4())}
    client_of(ana).post(PATH.format(made.pk), sent)
    client_of(ana).post(PATH.format(made.pk), {"nothing": "1", "key": str(uuid4())})
    assert client_of(ana).post(PATH.format(made.pk), sent).status_code == 303
    assert chosen(made) == []
    other = client_of(ana).post(PATH.format(made.pk), {**sent, "kinds": ["meetings"]})
    assert other.status_code == 422
    assert chosen(made) == []


def test_nothing_is_chosen_for_one_whose_card_was_taken_away(ana, made):
    made.tie.delete()
    with pytest.raises(actions.InvitationOver):
        actions.choose(made, [K.DAY], NOW)


def test_a_stop_that_comes_too_late_says_so(client_of, ana, rosa, made):
    stop, tie = f"/people/invitations/{made.pk}/stop/", f"/people/{made.tie_id}/"
    confirmed(made, rosa)
    answer = client_of(ana).post(stop)
    assert answer.url == f"{tie}sharing/?done=in-already"
    assert "Rosa" in client_of(ana).get(answer.url).context["done"]
    end_tie(Tie.objects.get(person=ana), ana, NOW)
    assert client_of(ana).post(stop).url == tie


def test_only_the_first_stop_says_that_it_stopped(client_of, ana, made):
    stop, tie = f"/people/invitations/{made.pk}/stop/", f"/people/{made.tie_id}/"
    assert [client_of(ana).post(stop).url for _ in range(2)] == [f"{tie}?done=stopped", tie]


def test_what_will_be_seen_stands_beside_the_digits_and_in_the_notice(
    client_of, ana, ben, rosa, made
):
    actions.choose(made, [K.DAY, K.MEETINGS], NOW)
    actions.accept(made.pk, rosa, NOW)
    titles = titles_of([K.DAY, K.MEETINGS])
    page = client_of(ana).get(f"/people/invitations/{made.pk}/")
    assert titles in page.content.decode().partition("Let Rosa in")[0]
    answer = typed(client_of(ana), made, digits_of(made))
    assert titles in client_of(ana).get(answer.url).context["done"]
    pause(ana, NOW)  # opened again later it says no more than what is so
    assert titles not in client_of(ana).get(answer.url).context["done"]


def test_that_it_begins_paused_is_said_before_and_after(client_of, ana, ben, rosa, made):
    make_pair(ana, ben, "Ben")
    share(ana, ben, K.MEETINGS)
    actions.choose(made, [K.DAY], NOW)
    actions.accept(made.pk, rosa, NOW)
    path = f"/people/invitations/{made.pk}/"
    assert not client_of(ana).get(path).context["is_paused"]
    pause(ana, NOW)
    assert client_of(ana).get(path).context["is_paused"]
    answer = typed(client_of(ana), made, digits_of(made))
    assert answer.url == f"/people/{made.tie_id}/?done=in-paused"
    assert client_of(ana).get(answer.url).context["done"]
