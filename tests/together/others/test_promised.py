"""A promise stands on Today and Home of both on its day, until something was said of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine

from porchlight.circles.actions import end_tie, remove_person
from porchlight.circles.consents import keep_apart
from porchlight.domain.circle.agreements import PromiseOutcome
from porchlight.people.actions import erase
from porchlight.people.closing import close_account
from porchlight.sharing.actions import pause
from porchlight.together.agreements.actions import (
    let_go,
    let_go_of_all,
    let_go_received,
    say_how_it_went,
)
from porchlight.together.models import ReceivedAgreement, SentAgreement
from porchlight.together.others import of_others
from tests.growth import assert_does_not_grow, queries_of
from tests.make import NOW, TODAY, decision_of, make_check_in, make_person
from tests.together.others.agreeing import page_of, plan_on, promised, quiet, say
from tests.together.tied import tied
from tests.together.tying import make_plan, make_promise, make_times

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
KEPT, MISSED = PromiseOutcome


def block_of(client, path):
    """What is agreed on and promised, as the page has it; "" where there is none."""
    page = client.get(path).content.decode()
    return page.partition('id="agreed"')[2].partition("</section>")[0]


def test_both_have_it_on_their_page_and_it_leads_to_the_page_of_two(client_of, ana, family, two):
    anas, bens = two
    promise = make_promise(ana, anas, "bring back the key")
    assert promised(ana) == [(promise.pk, anas.pk, True)]
    assert promised(family) == [(promise.pk, bens.pk, False)]
    for who, path, tie in ((ana, "/today/", anas), (family, "/home/", bens)):
        block = block_of(client_of(who), path)
        assert "bring back the key" in block
        assert f'href="/people/{tie.pk}/together/"' in block


@pytest.mark.parametrize("language", ["en", "es"])
def test_whose_it_is_is_said_in_both_languages(client_of, ana, family, two, language):
    make_promise(ana, two[0])
    own, others = {
        "en": ("You promised Ben", "Ana promised you"),
        "es": ("Se lo prometiste a Ben", "Ana te lo prometió"),
    }[language]
    for who, path, words in ((ana, "/today/", own), (family, "/home/", others)):
        client = client_of(who)
        client.post("/language/", {"language": language})
        assert words in block_of(client, path)


def test_it_stands_there_before_the_day_is_told_and_after_it(client_of, ana, ben, two):
    promise = make_promise(ben, two[1])
    for _ in range(2):
        page = client_of(ana).get("/today/").context["page"]
        (shown,) = page.with_others.agreed
        assert (shown[0].name, shown[1].promise.agreement_id) == ("Ben", promise.pk)
        make_check_in(ana)


def test_only_on_its_day(ana, ben, two):
    make_promise(ana, two[0], days=1)
    for person in (ana, ben):
        days = [bool(promised(person, NOW + timedelta(days=n))) for n in range(-1, 4)]
        assert days == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("of_maker", "of_reader"),
    [
        ("America/Chicago", "America/New_York"),
        ("Pacific/Kiritimati", "Pacific/Midway"),
        ("Pacific/Midway", "Pacific/Kiritimati"),
    ],
)
def test_its_day_is_that_of_each_ones_own_clock(of_maker, of_reader):
    maker, reader = make_person("m", zone=of_maker), make_person("r", zone=of_reader)
    makers, _readers = tied(maker, reader), tied(reader, maker)
    make_promise(maker, makers)
    for person in (maker, reader):
        first = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=person.zoneinfo)
        seen = {
            minutes: bool(promised(person, first + timedelta(minutes=minutes)))
            for minutes in (-1, 0, 24 * 60 - 1, 24 * 60)
        }
        assert seen == {-1: False, 0: True, 24 * 60 - 1: True, 24 * 60: False}


@pytest.mark.parametrize("outcome", [KEPT, MISSED])
def test_it_is_gone_once_it_was_said_how_it_went(ana, ben, two, outcome):
    promise = make_promise(ana, two[0])
    say_how_it_went(ana, promise.pk, outcome, TODAY, decision_of(ana))
    assert promised(ana) == promised(ben) == []


def test_it_is_gone_where_it_was_let_go(ana, ben, two):
    first, second = make_promise(ana, two[0], "one"), make_promise(ana, two[0], "two")
    let_go(ana, first.pk)
    assert [pk for pk, *_ in promised(ana)] == [pk for pk, *_ in promised(ben)] == [second.pk]
    let_go_received(ben, second.pk)
    assert promised(ben) == []
    assert [pk for pk, *_ in promised(ana)] == [second.pk]  # and Ana is not told


def test_it_comes_after_what_has_an_hour_and_ones_own_first(ana, ben, two):
    anas, bens = two
    promise = make_promise(ben, bens)
    say(ben, ana, make_times(ana, anas))
    say(ana, ben, plan_on(ben, bens, TODAY, 23 * 60))
    own = make_promise(ana, anas)
    rows = of_others(ana, NOW).agreed
    assert [bool(row.turn) for row in rows] == [True, False, False, False]
    assert [bool(row.plan) for row in rows] == [False, True, False, False]
    assert [row.promise and row.promise.agreement_id for row in rows[2:]] == [own.pk, promise.pk]


def test_on_a_hard_day_the_four_ways_stand_alone(client_of, ana, ben, two):
    make_promise(ben, two[1])
    make_check_in(ana, mood=1, urge=10)
    page = client_of(ana).get("/today/").context["page"]
    assert page.is_hard
    assert not page.with_others.agreed


# What Ana, whose page it is, does.
MINE = {
    "ends contact": lambda ana, ben, anas: end_tie(anas, ana, NOW),
    "takes Ben off the list": lambda ana, ben, anas: remove_person(anas, ana, NOW),
    "keeps them apart": lambda ana, ben, anas: keep_apart(ana, ben, NOW),
    "wishes for quiet": lambda ana, ben, anas: quiet(ana, anas, is_said=False),
}


@pytest.mark.parametrize("act", MINE)
def test_nothing_is_there_of_whom_she_is_done_with_or_wishes_quiet_from(ana, ben, two, act):
    anas, bens = two
    make_promise(ana, anas)
    make_promise(ben, bens)
    assert len(promised(ana)) == 2
    MINE[act](ana, ben, anas)
    assert promised(ana) == []


# What Ben does in silence, or what happens to him.
THEIRS = {
    "ends contact": lambda ana, ben, bens: end_tie(bens, ben, NOW),
    "takes Ana off the list": lambda ana, ben, bens: remove_person(bens, ben, NOW),
    "keeps them apart": lambda ana, ben, bens: keep_apart(ben, ana, NOW),
    "closes the account": lambda ana, ben, bens: close_account(ben, NOW),
    "lets go of all": lambda ana, ben, bens: let_go_of_all(ben, ana.pk),
}


@pytest.mark.parametrize("act", THEIRS)
def test_what_he_promised_goes_and_the_page_is_as_if_it_had_never_been(
    client_of, ana, ben, two, act
):
    client = client_of(ana)
    client.get("/today/")
    never = page_of(client, "/today/")
    make_promise(ben, two[1])
    assert len(promised(ana)) == 1
    THEIRS[act](ana, ben, two[1])
    assert promised(ana) == []
    assert page_of(client, "/today/") == never


@pytest.mark.parametrize("act", [*THEIRS, "pauses what he shares"])
def test_what_she_promised_stays_as_it_was_whatever_he_does_in_silence(
    client_of, ana, ben, two, act
):
    anas, bens = two
    make_promise(ana, anas)
    client = client_of(ana)
    client.get("/today/")
    before = page_of(client, "/today/")
    assert len(promised(ana)) == 1
    if act in THEIRS:
        THEIRS[act](ana, ben, bens)
    else:
        pause(ben, NOW)
    assert page_of(client, "/today/") == before


def test_a_pause_of_what_is_shared_takes_no_promise_away(client_of, ana, ben, two):
    make_promise(ben, two[1])
    client = client_of(ana)
    client.get("/today/")
    before = page_of(client, "/today/")
    pause(ben, NOW)
    assert page_of(client, "/today/") == before


def test_while_the_other_one_asked_for_quiet_they_are_left_in_it(ana, ben, two):
    anas, bens = two
    make_promise(ana, anas)
    make_promise(ben, bens)
    quiet(ben, bens)
    assert promised(ana) == []
    end_tie(bens, ben, NOW)  # then their wish is not there, either
    assert [is_own for *_, is_own in promised(ana)] == [True]


def test_a_promise_by_a_row_of_another_kind_is_none(ana, ben, two):
    promise, plan = make_promise(ben, two[1]), make_plan(ana, two[0], days=0)
    for model in (SentAgreement, ReceivedAgreement):
        model.objects.filter(pk=promise.pk).update(kind="plan")
        model.objects.filter(pk=plan.pk).update(kind="promise")
    assert of_others(ana, NOW).agreed == of_others(ben, NOW).agreed == ()


def test_nothing_is_left_of_whom_is_erased(client_of, ana, ben, two):
    make_promise(ana, two[0])
    make_promise(ben, two[1])
    erase(ben)
    assert promised(ana) == []
    assert client_of(ana).get("/today/").status_code == 200


def test_a_promise_of_another_day_costs_nothing_more(client_of, ana, ben, two):
    make_check_in(ana)
    client = client_of(ana)
    client.get("/today/")
    before = queries_of(client, "/today/")
    for days in (1, 3):
        make_promise(ana, two[0], days=days)
        make_promise(ben, two[1], days=days)
    assert queries_of(client, "/today/") == before


def test_beside_what_is_agreed_on_it_costs_nothing_more(client_of, ana, ben, two):
    anas, bens = two
    say(ben, ana, make_plan(ana, anas, days=0))
    say(ana, ben, plan_on(ben, bens, TODAY, 23 * 60))
    client = client_of(ana)
    client.get("/today/")
    before = queries_of(client, "/today/")
    make_promise(ana, anas)
    make_promise(ben, bens)
    assert queries_of(client, "/today/") == before
    assert len(promised(ana)) == 2


def test_it_costs_the_same_however_much_was_promised(client_of, ana):
    def one_more(n):
        other = make_person(f"o{n}")
        mine, theirs = tied(ana, other, f"O{n}"), tied(other, ana)
        make_promise(ana, mine)
        make_promise(other, theirs)

    one_more(99)
    with time_machine.travel(NOW, tick=False):
        assert_does_not_grow(client_of(ana), "/today/", one_more)
