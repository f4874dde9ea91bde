"""What is agreed on, and a yes that was not read yet, on Today and on Home: for both of two."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
import time_machine

from porchlight.circles.actions import end_tie, remove_person
from porchlight.circles.consents import keep_apart
from porchlight.circles.models import Tie
from porchlight.directory.models import Service
from porchlight.domain.circle.agreements import (
    AgreementAnswer,
    AgreementKind,
    Plan,
    quiet_told,
)
from porchlight.domain.fit import Account
from porchlight.people.actions import erase
from porchlight.people.closing import close_account
from porchlight.people.wishes import change_account
from porchlight.together.agreements.actions import (
    answer_agreement,
    let_go,
    let_go_of_all,
    let_go_received,
    put_to,
)
from porchlight.together.agreements.queries import decision_on_agreements
from porchlight.together.models import SentAgreement
from porchlight.together.others import of_others
from tests.directory.listings import make_meeting
from tests.growth import assert_does_not_grow, queries_of
from tests.make import NOW, TODAY, decision_of, make_check_in, make_person
from tests.together.tied import tied
from tests.together.tying import make_plan, make_promise, make_times

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])

YES, ANOTHER, NO = AgreementAnswer.YES, AgreementAnswer.ANOTHER_TIME, AgreementAnswer.NO
CHANCE = r"\b[A-Za-z0-9]{64}\b|name=\"key\" value=\"[^\"]+\""


def say(reader, maker, made, answer=YES):
    assert answer_agreement(reader, made.pk, answer, decision_on_agreements(reader, maker.pk, NOW))
    return made


def plan_on(maker, tie, day, minute, what="A walk"):
    plan = Plan(what, "", "", day, minute, maker.zone)
    return put_to(maker, tie, AgreementKind.PLAN, plan.told(), plan.over_on)


def agreed(person, at=NOW):
    """The ids of plans, and "times"; with whom, and when by the person's own clock."""
    return [
        (row.plan.agreement_id if row.plan else "times", row.tie_id, row.start.here)
        for row in of_others(person, at).agreed
    ]


def said_yes(person, at=NOW):
    return of_others(person, at).said_yes


def page_of(client, path):
    """A page and its queries, without what is drawn by chance."""
    n_queries = queries_of(client, path)
    return re.sub(CHANCE, "", client.get(path).content.decode()), n_queries


@pytest.fixture
def family(ben):
    """Ben, who has Home and no Today."""
    change_account(ben, Account.FAMILY, decision_of(ben))
    return ben


def test_both_have_a_plan_of_today_on_their_page_and_it_leads_to_the_plan(
    client_of, ana, family, two
):
    anas, bens = two
    plan = make_plan(ana, anas, days=0)
    assert agreed(ana) == agreed(family) == []
    say(family, ana, plan)
    start = NOW.astimezone(ana.zoneinfo).replace(hour=19, minute=30)
    assert agreed(ana) == [(plan.pk, anas.pk, start)]
    assert agreed(family) == [(plan.pk, bens.pk, start)]
    for who, path, tie in ((ana, "/today/", anas), (family, "/home/", bens)):
        page = client_of(who).get(path).content.decode()
        assert f'href="/people/{tie.pk}/plans/{plan.pk}/"' in page
        assert client_of(who).get(f"/people/{tie.pk}/plans/{plan.pk}/").status_code == 200


def test_it_stands_there_before_the_day_is_told_and_after_it(client_of, ana, ben, two):
    plan = say(ana, ben, make_plan(ben, two[1], days=0))
    for _ in range(2):
        page = client_of(ana).get("/today/")
        assert [row.plan.agreement_id for _f, row in page.context["page"].with_others.agreed] == [
            plan.pk
        ]
        assert f"/plans/{plan.pk}/" in page.content.decode()
        make_check_in(ana)


@pytest.mark.parametrize("mood", [1, 3])
def test_on_a_hard_day_the_four_ways_stand_alone(client_of, ana, ben, two, mood):
    say(ana, ben, make_plan(ben, two[1], days=0))
    make_check_in(ana, mood=mood, urge=10 if mood == 1 else 2)
    page = client_of(ana).get("/today/").context["page"]
    assert page.is_hard is (mood == 1)
    assert bool(page.with_others.agreed) is (mood == 3)


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_said_in_both_languages(client_of, ana, family, two, language):
    anas, _bens = two
    say(family, ana, make_plan(ana, anas, days=0))
    say(family, ana, make_times(ana, anas))
    for who, path in ((ana, "/today/"), (family, "/home/")):
        client = client_of(who)
        client.post("/language/", {"language": language})
        page = client.get(path).content.decode()
        block = page[page.index('id="agreed"') :]
        block = block[: block.index("</section>")]
        assert block.count("<a ") == 2
        assert ("Con " in block) is (language == "es")
        assert ("7:30\xa0p.\xa0m." in block) is (language == "es")


def test_tomorrows_shows_from_six_in_the_evening_on(ana, ben, two):
    plan = say(ana, ben, make_plan(ben, two[1], days=1))
    six = NOW.astimezone(ana.zoneinfo).replace(hour=18, minute=0)
    assert agreed(ana, six - timedelta(minutes=1)) == []
    assert [one for one, *_ in agreed(ana, six)] == [plan.pk]
    assert [one for one, *_ in agreed(ana, six + timedelta(hours=10))] == [plan.pk]
    assert agreed(ana, six + timedelta(hours=30)) == []


# Whoever asked has one clock, whoever said yes another: Kiritimati is ahead of Midway by 25 hours.
CLOCKS = [
    ("America/Chicago", "America/New_York"),
    ("America/New_York", "America/Chicago"),
    ("Pacific/Kiritimati", "Pacific/Midway"),
    ("Pacific/Midway", "Pacific/Kiritimati"),
]


@pytest.mark.parametrize(("of_maker", "of_reader"), CLOCKS)
def test_half_past_midnight_is_on_the_day_of_each_ones_own_clock(of_maker, of_reader):
    maker, reader = make_person("m", zone=of_maker), make_person("r", zone=of_reader)
    makers, _readers = tied(maker, reader), tied(reader, maker)
    plan = say(reader, maker, plan_on(maker, makers, TODAY, 30))
    start = datetime(TODAY.year, TODAY.month, TODAY.day, 0, 30, tzinfo=maker.zoneinfo)
    for person in (maker, reader):
        on = start.astimezone(person.zoneinfo).date()
        noon = datetime(on.year, on.month, on.day, 12, tzinfo=person.zoneinfo)
        seen = {
            hours: bool(agreed(person, noon + timedelta(hours=hours)))
            for hours in (-19, -17, -11, 0, 11, 13)
        }
        assert seen == {-19: False, -17: True, -11: True, 0: True, 11: True, 13: False}
        (row,) = of_others(person, noon).agreed
        assert (row.plan.agreement_id, row.start.here.date()) == (plan.pk, on)
        assert row.start.there.tzinfo == maker.zoneinfo
        assert row.start.has_two_clocks is (person == reader)


def test_times_of_today_say_whose_turn_it_is(client_of, ana, family, two):
    anas, bens = two
    say(family, ana, make_times(ana, anas))
    assert [(kind, tie) for kind, tie, _at in agreed(ana)] == [("times", anas.pk)]
    assert [row.turn.is_mine for row in of_others(ana, NOW).agreed] == [True]
    assert [row.turn.is_mine for row in of_others(family, NOW).agreed] == [False]
    for who, path, tie in ((ana, "/today/", anas), (family, "/home/", bens)):
        assert f'href="/people/{tie.pk}/together/"' in client_of(who).get(path).content.decode()
    assert agreed(ana, NOW + timedelta(days=1)) == []
    assert [row.turn.is_mine for row in of_others(ana, NOW + timedelta(days=2)).agreed] == [False]


def test_two_plans_and_times_stand_in_the_order_of_the_day(ana, ben, cleo, two):
    tied(cleo, ana)
    with_cleo = tied(ana, cleo, "Cleo")
    late = say(cleo, ana, plan_on(ana, with_cleo, TODAY, 21 * 60))
    say(ben, ana, make_times(ana, two[0]))  # half past eight
    early = say(ana, ben, make_plan(ben, two[1], days=0))  # half past seven
    assert [one for one, *_ in agreed(ana)] == [early.pk, "times", late.pk]
    assert [one for one, *_ in agreed(ben)] == [early.pk, "times"]
    assert [one for one, *_ in agreed(cleo)] == [late.pk]


@pytest.mark.parametrize("answer", [None, ANOTHER, NO])
def test_without_a_yes_there_is_nothing(client_of, ana, ben, two, answer):
    plan = make_plan(ben, two[1], days=0)
    if answer is not None:
        say(ana, ben, plan, answer)
    assert agreed(ana) == agreed(ben) == []
    assert said_yes(ben) == set()
    make_promise(ben, two[1])
    assert agreed(ana) == []


def test_a_meeting_that_is_listed_no_longer_says_so(client_of, ana, ben, two, now):
    meeting = make_meeting("wed 19:30")
    say(ana, ben, make_plan(ben, two[1], days=0, service_id=meeting.pk))
    (row,) = of_others(ana, NOW).agreed
    assert not row.plan.has_changed
    before = client_of(ana).get("/today/").content.decode()
    Service.objects.update(status=Service.Status.REMOVED, removed_at=NOW)
    for person in (ana, ben):
        (row,) = of_others(person, NOW).agreed
        assert row.plan.has_changed
    assert len(client_of(ana).get("/today/").content.decode()) > len(before)


def quiet(person, tie, *, is_said=True):
    until = TODAY + timedelta(days=2)
    told = quiet_told(until, is_said=is_said)
    put_to(person, tie, AgreementKind.QUIET, told, until + timedelta(days=1), is_said=is_said)


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
    say(ana, ben, make_plan(ben, bens, days=0))
    say(ben, ana, plan_on(ana, anas, TODAY, 23 * 60))
    say(ben, ana, make_times(ana, anas))
    assert (len(agreed(ana)), said_yes(ana)) == (3, {anas.pk})
    MINE[act](ana, ben, anas)
    found = of_others(ana, NOW)
    assert (found.agreed, found.said_yes) == ((), frozenset())


# What Ben does, or what happens to him; after it nothing that he put to Ana is there.
THEIRS = {
    "ends contact": lambda ana, ben, bens: end_tie(bens, ben, NOW),
    "takes Ana off the list": lambda ana, ben, bens: remove_person(bens, ben, NOW),
    "keeps them apart": lambda ana, ben, bens: keep_apart(ben, ana, NOW),
    "closes the account": lambda ana, ben, bens: close_account(ben, NOW),
    "lets go of all": lambda ana, ben, bens: let_go_of_all(ben, ana.pk),
}


@pytest.mark.parametrize("act", THEIRS)
def test_what_was_put_to_her_goes_and_the_page_is_as_if_it_had_never_been_agreed(
    client_of, ana, ben, two, act
):
    client = client_of(ana)
    client.get("/today/")
    never = page_of(client, "/today/")
    plan = say(ana, ben, make_plan(ben, two[1], days=0))
    assert [one for one, *_ in agreed(ana)] == [plan.pk]
    THEIRS[act](ana, ben, two[1])
    assert agreed(ana) == []
    assert page_of(client, "/today/") == never


@pytest.mark.parametrize("act", THEIRS)
def test_what_is_her_own_stays_as_it_was_whatever_he_does_in_silence(client_of, ana, ben, two, act):
    """Else it would tell her: her own page of two shows it, too."""
    anas, bens = two
    say(ben, ana, make_plan(ana, anas, days=0))
    say(ben, ana, make_times(ana, anas))
    client = client_of(ana)
    client.get("/today/")
    before = page_of(client, "/today/")
    assert (len(agreed(ana)), said_yes(ana)) == (2, {anas.pk})
    THEIRS[act](ana, ben, bens)
    assert page_of(client, "/today/") == before


def test_of_whom_is_erased_nothing_is_left(client_of, ana, ben, two):
    anas, bens = two
    say(ana, ben, make_plan(ben, bens, days=0))
    say(ben, ana, make_times(ana, anas))
    erase(ben)
    found = of_others(ana, NOW)
    assert (found.agreed, found.said_yes) == ((), frozenset())
    assert client_of(ana).get("/today/").status_code == 200


def test_while_the_other_one_asked_for_quiet_they_are_left_in_it(ana, ben, two):
    anas, bens = two
    say(ben, ana, make_plan(ana, anas, days=0))
    say(ben, ana, make_times(ana, anas))
    quiet(ben, bens)
    found = of_others(ana, NOW)
    assert (found.agreed, found.said_yes) == ((), frozenset())
    assert said_yes(ana, NOW + timedelta(days=4)) == {anas.pk}
    end_tie(bens, ben, NOW)  # then their wish is not there, either
    assert len(agreed(ana)) == 2


def test_what_either_lets_go_is_gone(ana, ben, two):
    first, second = (
        say(ana, ben, plan_on(ben, two[1], TODAY, minute)) for minute in (20 * 60, 22 * 60)
    )
    let_go(ben, first.pk)
    assert [one for one, *_ in agreed(ana)] == [one for one, *_ in agreed(ben)] == [second.pk]
    let_go_received(ana, second.pk)
    assert agreed(ana) == []
    assert [one for one, *_ in agreed(ben)] == [second.pk]  # and Ben is not told


def test_a_yes_is_said_until_the_page_of_two_or_the_plan_was_opened(client_of, ana, ben, two):
    anas, _bens = two
    for opened in ("/people/{tie}/together/", "/people/{tie}/plans/{plan}/"):
        plan = make_plan(ana, anas)
        assert said_yes(ana) == set()
        say(ben, ana, plan)
        assert said_yes(ana) == {anas.pk}
        page = client_of(ana).get("/today/")
        assert page.context["page"].with_others.said_yes.tie_id == anas.pk
        assert f'href="/people/{anas.pk}/together/"' in page.content.decode()
        assert said_yes(ana) == {anas.pk}  # Today alone opens nothing
        client_of(ana).get(opened.format(tie=anas.pk, plan=plan.pk))
        assert said_yes(ana) == set()
        let_go(ana, plan.pk)


def test_opening_another_plan_leaves_the_yes_unread(client_of, ana, ben, two):
    anas, _bens = two
    first, second = (say(ben, ana, make_plan(ana, anas, days=days)) for days in (2, 4))
    client_of(ana).get(f"/people/{anas.pk}/plans/{first.pk}/")
    assert said_yes(ana) == {anas.pk}
    client_of(ana).get(f"/people/{anas.pk}/plans/{second.pk}/")
    assert said_yes(ana) == set()


def test_a_yes_to_times_is_said_on_home_too(client_of, ana, family, two):
    _anas, bens = two
    say(ana, family, make_times(family, bens))
    page = client_of(family).get("/home/")
    assert [friend.tie_id for friend in page.context["said_yes"]] == [bens.pk]
    client_of(family).get(f"/people/{bens.pk}/together/")
    assert client_of(family).get("/home/").context["said_yes"] == []


def test_opening_it_changes_the_askers_row_alone_and_the_other_side_not_by_a_byte(
    client_of, ana, family, two
):
    anas, bens = two
    say(family, ana, make_plan(ana, anas, days=0))
    client = client_of(family)
    paths = ("/home/", "/people/", f"/people/{bens.pk}/", f"/people/{bens.pk}/together/")
    for path in paths:
        client.get(path)
    before = [page_of(client, path) for path in paths]
    client_of(ana).get(f"/people/{anas.pk}/together/")
    assert said_yes(ana) == set()
    assert [page_of(client, path) for path in paths] == before


def test_a_yes_that_was_read_is_not_said_again_but_a_new_one_is(client_of, ana, ben, two):
    anas, _bens = two
    plan = say(ben, ana, make_plan(ana, anas))
    client_of(ana).get(f"/people/{anas.pk}/together/")
    say(ben, ana, plan, ANOTHER)
    assert said_yes(ana) == set()
    say(ben, ana, plan)
    assert said_yes(ana) == set()  # she knows of a yes, and read of nothing else
    say(ben, ana, plan, ANOTHER)
    client_of(ana).get(f"/people/{anas.pk}/together/")
    say(ben, ana, plan)
    assert said_yes(ana) == {anas.pk}


def test_what_was_read_is_sealed_and_takes_no_more_room(client_of, ana, ben, two):
    anas, _bens = two
    plan = say(ben, ana, make_plan(ana, anas))
    before = SentAgreement.objects.get(pk=plan.pk).told.envelope
    client_of(ana).get(f"/people/{anas.pk}/together/")
    after = SentAgreement.objects.get(pk=plan.pk).told.envelope
    assert after != before
    assert len(after) == len(before)
    client_of(ana).get(f"/people/{anas.pk}/together/")
    assert SentAgreement.objects.get(pk=plan.pk).told.envelope == after  # it is written once


def test_a_yes_to_what_is_over_is_said_no_more(ana, ben, two):
    say(ben, ana, make_plan(ana, two[0], days=0))
    assert said_yes(ana) == {two[0].pk}
    assert said_yes(ana, NOW + timedelta(days=1)) == set()


def test_a_yes_by_a_row_of_another_kind_is_none(ana, ben, two):
    plan = say(ben, ana, make_plan(ana, two[0], days=0))
    SentAgreement.objects.filter(pk=plan.pk).update(kind=AgreementKind.TIMES)
    found = of_others(ana, NOW)
    assert (found.agreed, found.said_yes) == ((), frozenset())


def test_both_pages_cost_the_same_however_much_is_agreed_on(client_of, ana, cleo, two):
    change_account(cleo, Account.FAMILY, decision_of(cleo))
    Tie.objects.filter(pk__in=[tie.pk for tie in two]).delete()
    for who in (ana, cleo):

        def one_more(n, who=who):
            other = make_person(f"{who.pk}{n}")
            mine, theirs = tied(who, other, f"O{n}"), tied(other, who)
            say(other, who, make_plan(who, mine, days=0))
            say(who, other, make_plan(other, theirs, days=0))
            say(other, who, make_times(who, mine))

        one_more(99)
        path = "/today/" if who is ana else "/home/"
        with time_machine.travel(NOW, tick=False):
            assert_does_not_grow(client_of(who), path, one_more)
        assert len(of_others(who, NOW).agreed) == 63


def test_asks_cost_nothing_more_until_there_is_a_yes(client_of, ana, ben, two):
    make_check_in(ana)
    client = client_of(ana)
    client.get("/today/")
    before = queries_of(client, "/today/")
    make_plan(ana, two[0], days=0)
    make_plan(ben, two[1], days=0)
    assert queries_of(client, "/today/") == before
