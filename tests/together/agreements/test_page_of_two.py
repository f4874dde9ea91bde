"""What the pages of two people show at once, in which order, and what is folded away."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from porchlight.circles.actions import Card, change_card, end_tie, note_contact
from porchlight.domain.circle.agreements import AgreementAnswer
from porchlight.together.agreements.actions import answer_agreement
from porchlight.together.agreements.queries import decision_on_agreements
from tests.make import NOW, TODAY, decision_of
from tests.together.tying import make_agreed_times, make_plan, make_promise, make_times

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
A_FOLD = re.compile(r"<details.*?</details>", re.DOTALL)


def at_once(page: str) -> str:
    """The page without what is folded away."""
    return A_FOLD.sub("", page)


def page_of(client, tie, rest=""):
    return client.get(f"/people/{tie.pk}/{rest}")


def test_what_is_seldom_done_is_folded_away(client_of, ana, two):
    anas, _bens = two
    for rest in ("", "together/"):
        page = page_of(client_of(ana), anas, rest).content.decode()
        for seldom in ("end", "report", "quiet"):
            href = f'href="/people/{anas.pk}/{seldom}/"'
            assert href in page
            assert href not in at_once(page)
    change = f'href="/people/{anas.pk}/change/"'
    page = page_of(client_of(ana), anas).content.decode()
    assert f'href="/people/{anas.pk}/notes/"' in at_once(page)
    assert change in at_once(page)  # as long as there is no number to call
    change_card(anas, Card("Ben", phone="+1 601-555-0123"), decision_of(ana))
    page = page_of(client_of(ana), anas).content.decode()
    assert change in page
    assert change not in at_once(page)


def test_on_a_card_taking_back_ending_and_reporting_are_folded_away(client_of, ana, ben, two):
    anas, bens = two
    promise, plan = make_promise(ana, anas), make_plan(ana, anas)
    asked = make_times(ana, anas)
    make_agreed_times(ben, bens)
    page = page_of(client_of(ben), bens, "together/").content.decode()
    for row in (promise, plan, asked):
        assert f"{row.pk}/report/" in page
    assert "/report/" not in at_once(page)
    assert f"{promise.pk}/let-go/" in page
    for deed in ("/let-go/", "/end/"):
        assert deed not in at_once(page)
    assert f"{plan.pk}/answer/" in at_once(page)


def test_ended_contact_keeps_its_report_folded_away(client_of, ana, two):
    anas, _bens = two
    end_tie(anas, ana, NOW)
    page = page_of(client_of(ana), anas).content.decode()
    assert f"/people/{anas.pk}/report/" in page
    assert f"/people/{anas.pk}/report/" not in at_once(page)
    assert f'href="/people/{anas.pk}/end/"' in at_once(page)  # closing the door


def test_what_waits_comes_first_then_what_comes_then_what_is_over(client_of, ana, ben, two):
    anas, bens = two
    later = make_plan(ana, anas, days=1)
    promised = make_promise(ben, bens, "drive", days=5)
    asked = make_plan(ben, bens, days=9)
    due = make_promise(ana, anas, "call", days=0)
    times = make_agreed_times(ana, anas)  # today
    agreed = make_plan(ben, bens, days=2)
    theirs = decision_on_agreements(ana, ben.pk, NOW)
    answer_agreement(ana, agreed.pk, AgreementAnswer.YES, theirs)
    cards = page_of(client_of(ana), anas, "together/").context["cards"]
    found = [row.agreement_id for _template, row in cards]
    assert found[:3] == [times.pk, due.pk, asked.pk]
    assert found[3:] == [later.pk, agreed.pk, promised.pk]
    kept = client_of(ana).post(
        f"/people/{anas.pk}/promises/{due.pk}/outcome/", {"outcome": "not_this_time"}
    )
    assert kept.status_code == 303
    cards = page_of(client_of(ana), anas, "together/").context["cards"]
    assert cards[-1][1].agreement_id == due.pk


def test_on_the_day_of_ones_turn_the_call_alone_stands_out(client_of, ana, two):
    anas, _bens = two
    new_promise = f'class="button"\n  href="/people/{anas.pk}/promises/new/"'
    assert new_promise in page_of(client_of(ana), anas, "together/").content.decode()
    make_agreed_times(ana, anas)
    assert new_promise not in page_of(client_of(ana), anas, "together/").content.decode()


def test_the_line_before_an_end_of_times_says_that_the_other_counts_on_them(client_of, ana, two):
    anas, _bens = two
    make_agreed_times(ana, anas)
    page = page_of(client_of(ana), anas, "together/").content.decode()
    before, _after = page.split("/end/", 1)
    assert "still counts on these times" in before


def test_the_lamp_of_a_plan_is_that_of_the_other_and_lit_by_a_talk(client_of, ana, two):
    anas, _bens = two
    make_plan(ana, anas)
    page = page_of(client_of(ana), anas, "together/").content.decode()
    card = page.split('class="cards"')[1].split("</li>")[0]
    assert "lamp--new" in card
    assert ">BE</text>" in card  # Ben, and not Ana, who asked
    note_contact(anas, TODAY - timedelta(days=1))
    page = page_of(client_of(ana), anas, "together/").content.decode()
    assert "lamp--lit" in page.split('class="cards"')[1].split("</li>")[0]


def test_a_page_of_notes_says_nothing_of_talks_that_were_not_noted(client_of, ana, two):
    anas, _bens = two
    page = page_of(client_of(ana), anas, "notes/").content.decode()
    assert "No talk noted yet" not in page
    assert "No talk noted yet" in page_of(client_of(ana), anas).content.decode()
    note_contact(anas, TODAY)
    assert "Talked today" in page_of(client_of(ana), anas, "notes/").content.decode()
