"""What was agreed for today, on the pages of other apps: whose turn, and with whom it is quiet."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from porchlight.circles.access import own
from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.circles.models import TalkTally, Tie
from porchlight.domain.circle.agreements import (
    AgreementAnswer,
    AgreementKind,
    WayToTalk,
    quiet_told,
)
from porchlight.domain.steps import StepKind, Why
from porchlight.people.actions import found_community
from porchlight.together.agreed.turns import turns_of, turns_today
from porchlight.together.agreements.actions import answer_agreement, put_to
from porchlight.together.agreements.queries import decision_on_agreements
from porchlight.together.waiting import what_waits
from tests.growth import assert_does_not_grow
from tests.make import NOW, TODAY, decision_of, make_check_in, make_person, make_tie
from tests.together.tied import tied
from tests.together.tying import make_plan, make_times

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def agreed(maker, tie, reader, **how):
    made = make_times(maker, tie, **how)
    answer_agreement(
        reader, made.pk, AgreementAnswer.YES, decision_on_agreements(reader, maker.pk, NOW)
    )
    return made


def of_today(person, at=NOW):
    return [(turn.tie_id, turn.is_mine, turn.at.hour) for turn in turns_today(person, at)]


def test_both_see_todays_and_whose_turn_it_is(client_of, ana, ben, two):
    anas, bens = two
    agreed(ana, anas, ben)
    assert of_today(ana) == [(anas.pk, True, 20)]
    assert of_today(ben) == [(bens.pk, False, 20)]
    assert of_today(ana, NOW + timedelta(days=1)) == []
    assert of_today(ana, NOW + timedelta(days=2)) == [(anas.pk, False, 20)]
    for who, tie in ((ana, anas), (ben, bens)):
        for path in ("/people/", f"/people/{tie.pk}/"):
            turns = client_of(who).get(path).context["turns"]
            assert [turn.tie_id for _friend, turn in turns] == [tie.pk]
    end_tie(anas, ana, NOW)
    assert of_today(ana) == []
    assert of_today(ben) == [(bens.pk, False, 20)]


def test_the_one_small_step_is_a_turn_that_was_agreed(client_of, ana, ben, two):
    anas, _bens = two
    make_tie(ana, "Rosa", phone="601-555-0123")
    make_check_in(ana)
    agreed(ana, anas, ben, way=WayToTalk.NOTE)
    page = client_of(ana).get("/today/")
    offered = page.context["page"].offered
    assert (offered.step.kind, offered.step.reason.why) == (StepKind.HELLO, Why.AGREED)
    assert "8:30\u00a0p.m." in page.content.decode()
    assert offered.friend.tie_id == anas.pk
    client_of(ana).post(f"/people/{anas.pk}/talked/")
    offered = client_of(ana).get("/today/").context["page"].offered
    assert offered.friend.name == "Rosa"
    assert TalkTally.objects.filter(person=ana).exists()  # by her own tap and nothing else
    assert not TalkTally.objects.filter(person=ben).exists()


def test_a_row_says_who_asks_until_it_is_answered(client_of, ana, ben, two):
    anas, bens = two
    assert what_waits(ben, NOW).asks == set()
    plan = make_plan(ana, anas)
    assert what_waits(ben, NOW).asks == {bens.pk}
    assert what_waits(ana, NOW).asks == set()
    for path in ("/people/", f"/people/{bens.pk}/"):
        asking = client_of(ben).get(path).context["asking"]
        assert [friend.tie_id for friend in asking] == [bens.pk]
    assert what_waits(ben, NOW + timedelta(days=3)).asks == set()
    answer = {"answer": "no"}
    client_of(ben).post(f"/people/{bens.pk}/together/{plan.pk}/answer/", answer)
    assert what_waits(ben, NOW).asks == set()
    make_times(ana, anas)
    assert what_waits(ben, NOW).asks == {bens.pk}
    keep_apart(ben, ana, NOW)
    assert what_waits(ben, NOW).asks == set()


@pytest.mark.parametrize("who", ["own", "theirs"])
def test_with_whom_it_is_quiet_is_not_suggested(client_of, ana, ben, two, who):
    anas, bens = two
    make_check_in(ana)
    offered = client_of(ana).get("/today/").context["page"].offered
    assert offered.friend.tie_id == anas.pk
    maker, tie = (ana, anas) if who == "own" else (ben, bens)
    until = TODAY + timedelta(days=3)
    told = quiet_told(until, is_said=True)
    put_to(maker, tie, AgreementKind.QUIET, told, until + timedelta(days=1))
    assert turns_of(ana, own(ana, NOW), NOW).quiet == {anas.pk}
    offered = client_of(ana).get("/today/").context["page"].offered
    assert offered is None or offered.friend is None
    assert turns_of(ana, own(ana, NOW), NOW + timedelta(days=4)).quiet == set()


def test_the_pages_cost_the_same_whatever_was_agreed(client_of, ana, ben, two):
    make_check_in(ana)
    Tie.objects.filter(pk=two[0].pk).delete()

    def one_more(n):
        other = make_person(f"o{n}")
        mine = tied(ana, other, f"O{n}")
        tied(other, ana)
        agreed(ana, mine, other)

    one_more(99)
    assert_does_not_grow(client_of(ana), "/people/", one_more)
    assert_does_not_grow(client_of(ana), "/today/", lambda n: one_more(100 + n))


@pytest.mark.parametrize("is_demo", [False, True])
def test_the_main_button_stands_on_the_card_of_whoever_has_the_turn(
    client_of, ana, ben, two, is_demo
):
    anas, bens = two
    agreed(ana, anas, ben)
    found_community("Harbor", is_demo=is_demo, at=NOW)
    tag = "button" if is_demo else "a"
    for who, tie, classes in ((ana, anas, "button"), (ben, bens, "button button--quiet")):
        tie.card = {**(tie.card.open(decision_of(who)) or {}), "phone": "601-555-0123"}
        tie.save()
        page = client_of(who).get(f"/people/{tie.pk}/together/").content.decode()
        card = page[page.index('id="a-') :]
        (call,) = re.findall(r"<(a|button) class=\"([^\"]+)\"[^>]*><svg[^>]*>.{0,200}?Call</", card)
        assert call == (tag, classes)


def test_a_call_without_a_number_leads_to_other_ways_and_to_adding_one(client_of, ana, ben, two):
    anas, _bens = two
    agreed(ana, anas, ben)
    make_check_in(ana)
    client = client_of(ana)
    sent = {"kind": StepKind.CALL, "answer": "taken", "tie": str(anas.pk), "name": "Ben"}
    led = client.post("/steps/", {**sent, "key": str(uuid4())})["Location"]
    assert led == f"/people/{anas.pk}/?way=call"
    page = client.get(led)
    assert page.context["is_asked_for"]
    ways = ways_of(page)
    change = f"/people/{anas.pk}/change/"
    assert ways == [f"/people/{anas.pk}/notes/", change, "#lines", f"/people/{anas.pk}/together/"]
    assert 'id="no-number"' in page.content.decode()
    form = {"name": "Ben", "near": "middle", "phone": "601-555-0123", "link": "", "line": ""}
    answer = client.post(change, form)
    page = client.get(answer["Location"])
    assert page.context["friend"].call_href == "tel:+16015550123"
    assert change not in ways_of(page)
    assert f'href="{change}"' in page.content.decode()  # to change it, under More
    assert not client.get(led).context["is_asked_for"]
    assert 'id="no-number"' not in page.content.decode()


def test_the_card_of_who_is_in_always_has_a_way_to_add_a_number(client_of, ana, two):
    anas, _bens = two
    assert f"/people/{anas.pk}/change/" in ways_of(client_of(ana).get(f"/people/{anas.pk}/"))
    page = client_of(ana).get(f"/people/{anas.pk}/", {"way": "call", "next": "/home/"})
    assert f"/people/{anas.pk}/change/?next=/home/" in ways_of(page)


def test_what_was_agreed_as_a_call_leads_to_the_same_ways(client_of, ana, ben, two):
    anas, _bens = two
    agreed(ana, anas, ben)
    page = client_of(ana).get(f"/people/{anas.pk}/together/").content.decode()
    assert f"/people/{anas.pk}/?way=call&next=/people/{anas.pk}/together/" in page


def ways_of(page):
    """What the buttons of a card lead to."""
    (card,) = re.findall(r'<div class="stack stack--tight" id="tie">(.*?)</div>', text_of(page))
    return re.findall(r'<a class="button[^"]*"\s+href="([^"]*)"', card)


def text_of(page):
    return page.content.decode().replace("\n", " ")
