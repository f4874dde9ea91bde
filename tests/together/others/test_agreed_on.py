"""What two people agreed on, on Today and on Home: for both of them, on the clock of each."""

from __future__ import annotations

import gzip
from datetime import datetime, time, timedelta

import pytest
import time_machine

from porchlight.circles.actions import end_tie, remove_person
from porchlight.circles.consents import keep_apart
from porchlight.circles.models import Tie
from porchlight.directory.models import Service
from porchlight.domain.fit import Account
from porchlight.people.actions import erase
from porchlight.people.closing import close_account
from porchlight.people.wishes import change_account
from porchlight.together.actions import send_note
from porchlight.together.agreements.actions import let_go, let_go_of_all, let_go_received
from porchlight.together.others import of_others
from tests.directory.listings import make_meeting
from tests.growth import assert_does_not_grow, queries_of
from tests.make import NOW, TODAY, decision_of, make_check_in, make_person
from tests.together.others.agreeing import (
    ANOTHER,
    NO,
    agreed,
    page_of,
    plan_on,
    quiet,
    said_yes,
    say,
)
from tests.together.tied import tied
from tests.together.tying import make_plan, make_promise, make_times
from tests.web.test_weights import MOST_BYTES, as_served

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


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


def test_no_meeting_is_suggested_on_a_day_on_which_a_plan_is_agreed_on(client_of, ana, ben, two):
    def has_suggestion():
        return 'id="tonight"' in client_of(ana).get("/today/").content.decode()

    plan = make_plan(ben, two[1], days=0)
    assert has_suggestion()
    say(ana, ben, plan)
    for _ in range(2):
        assert not has_suggestion()
        make_check_in(ana)


def test_a_plan_of_tomorrow_leaves_the_suggestion_of_tonight(client_of, ana, ben, two):
    say(ana, ben, make_plan(ben, two[1], days=1))
    make_promise(ben, two[1])
    seven = NOW.astimezone(ana.zoneinfo).replace(hour=19)
    with time_machine.travel(seven, tick=False):
        page = client_of(ana).get("/today/")
        assert len(page.context["page"].with_others.agreed) == 2
        assert 'id="tonight"' in page.content.decode()


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
            for hours in (-19, -17, -11, 0, 11, 17)
        }
        assert seen == {-19: False, -17: True, -11: True, 0: True, 11: True, 17: False}
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


def test_a_turn_that_is_the_step_of_the_day_stands_there_once(client_of, ana, ben, two):
    anas, _bens = two
    say(ben, ana, make_times(ana, anas))
    client = client_of(ana)
    assert len(client.get("/today/").context["page"].with_others.agreed) == 1
    make_check_in(ana)
    page = client.get("/today/").context["page"]
    assert page.offered.friend.tie_id == anas.pk
    assert list(page.with_others.agreed) == []
    client.post("/steps/", {"kind": "call", "answer": "not_today", "tie": str(anas.pk)})
    say(ben, ana, make_plan(ana, anas, days=0))
    page = client.get("/today/").context["page"]
    assert page.was_declined
    assert [bool(row.turn) for _friend, row in page.with_others.agreed] == [False, True]


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
    assert (found.agreed, found.said_yes) == ((), {})


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
    assert (found.agreed, found.said_yes) == ((), {})
    assert client_of(ana).get("/today/").status_code == 200


def test_while_the_other_one_asked_for_quiet_they_are_left_in_it(ana, ben, two):
    anas, bens = two
    say(ben, ana, make_plan(ana, anas, days=0))
    say(ben, ana, make_times(ana, anas))
    quiet(ben, bens)
    found = of_others(ana, NOW)
    assert (found.agreed, found.said_yes) == ((), {})
    assert said_yes(ana, NOW + timedelta(days=4)) == {anas.pk}
    end_tie(bens, ben, NOW)  # then their wish is not there, either
    assert len(agreed(ana)) == 2


@pytest.mark.parametrize("act", sorted(set(THEIRS) - {"lets go of all"}))  # some quiet stays
def test_whatever_ends_their_quiet_the_page_is_as_if_they_took_it_back(
    client_of, ana, ben, two, act
):
    anas, bens = two
    say(ben, ana, make_times(ana, anas))
    make_check_in(ana)
    client = client_of(ana)
    client.get("/today/")
    before = page_of(client, "/today/")
    quiet(ben, bens)
    assert page_of(client, "/today/") != before
    THEIRS[act](ana, ben, bens)
    assert page_of(client, "/today/") == before


def test_what_either_lets_go_is_gone(ana, ben, two):
    first, second = (
        say(ana, ben, plan_on(ben, two[1], TODAY, minute)) for minute in (20 * 60, 22 * 60)
    )
    let_go(ben, first.pk)
    assert [one for one, *_ in agreed(ana)] == [one for one, *_ in agreed(ben)] == [second.pk]
    let_go_received(ana, second.pk)
    assert agreed(ana) == []
    assert [one for one, *_ in agreed(ben)] == [second.pk]  # and Ben is not told


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
            page = client_of(who).get(path)
            assert len(gzip.compress(as_served(page.content), 6)) <= MOST_BYTES
        assert len(of_others(who, NOW).agreed) == 63
        on_page = page.context["page"].with_others.agreed if who is ana else page.context["agreed"]
        assert len(on_page) == 6
        assert page.content.decode().count("More with your people") == 1


def test_asks_cost_nothing_more_until_there_is_a_yes(client_of, ana, ben, two):
    make_check_in(ana)
    client = client_of(ana)
    client.get("/today/")
    before = queries_of(client, "/today/")
    make_plan(ana, two[0], days=0)
    make_plan(ben, two[1], days=0)
    assert queries_of(client, "/today/") == before


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_full_day_is_light(client_of, ana, ben, two, language):
    """Somebody wrote, somebody said yes, and there are nine things that are agreed on."""
    for n in range(3):
        other = make_person(f"o{n}")
        mine, theirs = tied(ana, other, f"Friend {n}"), tied(other, ana)
        for minute in (19 * 60, 21 * 60 + 30):
            say(
                ana,
                other,
                plan_on(other, theirs, TODAY, minute, f"A walk at {minute}, by the river"),
            )
        say(other, ana, make_times(ana, mine))
    say(ben, ana, make_plan(ana, two[0]))
    send_note(ben, two[1], "Hello", NOW)
    client = client_of(ana)
    client.post("/language/", {"language": language})
    with time_machine.travel(NOW, tick=False):
        for _ in range(2):
            page = client.get("/today/")
            assert len(page.context["page"].with_others.agreed) == 6
            assert len(gzip.compress(as_served(page.content), 6)) <= MOST_BYTES
            make_check_in(ana)


def test_a_plan_late_in_the_evening_stays_after_midnight_while_it_may_be_going_on(ana, ben, two):
    anas, bens = two
    late = say(ben, ana, plan_on(ana, anas, TODAY, 23 * 60 + 30))
    starts_at = datetime.combine(TODAY, time(23, 30), ana.zoneinfo)
    for person, tie in ((ana, anas), (ben, bens)):
        for after, there in ((timedelta(hours=3, minutes=59), True), (timedelta(hours=4), False)):
            found = [(one, to) for one, to, _at in agreed(person, starts_at + after)]
            assert found == ([(late.pk, tie.pk)] if there else [])
