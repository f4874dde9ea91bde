"""That somebody said yes is said to who asked until they opened it, and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from porchlight.domain.circle.agreements import AgreementKind, Plan
from porchlight.together.agreements.actions import keep_answers_read, let_go, put_to
from porchlight.together.agreements.queries import of_two
from porchlight.together.models import SentAgreement
from porchlight.together.others import of_others
from tests.make import NOW, TODAY, decision_of
from tests.together.others.agreeing import ANOTHER, page_of, said_yes, say
from tests.together.tying import make_plan, make_times

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def test_a_yes_is_said_until_the_page_of_two_or_the_plan_was_opened(client_of, ana, ben, two):
    anas, _bens = two
    for opened in ("/people/{tie}/together/", "/people/{tie}/plans/{plan}/"):
        plan = make_plan(ana, anas)
        assert said_yes(ana) == set()
        say(ben, ana, plan)
        assert said_yes(ana) == {anas.pk}
        page = client_of(ana).get("/today/")
        assert page.context["page"].with_others.said_yes.friend.tie_id == anas.pk
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
    assert [friend.tie_id for friend, _row in page.context["said_yes"]] == [bens.pk]
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


def test_that_another_time_would_be_better_is_said_until_it_was_read(client_of, ana, ben, two):
    anas, _bens = two
    say(ben, ana, make_plan(ana, anas), ANOTHER)
    found = of_others(ana, NOW)
    assert (found.said_yes, set(found.another_time)) == ({}, {anas.pk})
    page = client_of(ana).get("/today/")
    assert page.context["page"].with_others.another_time.friend.tie_id == anas.pk
    assert f'href="/people/{anas.pk}/together/"' in page.content.decode()
    client_of(ana).get(f"/people/{anas.pk}/together/")
    assert of_others(ana, NOW).another_time == {}


def test_a_yes_that_came_while_a_page_was_made_is_still_said(ana, ben, two):
    anas, _bens = two
    plan = say(ben, ana, make_plan(ana, anas), ANOTHER)
    shown = of_two(ana, ben.pk, NOW).new_answers
    say(ben, ana, plan)
    keep_answers_read(shown, decision_of(ana))
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
    assert (found.agreed, found.said_yes) == ((), {})


def test_today_and_home_say_what_was_answered_and_when(client_of, ana, family, two):
    anas, bens = two
    say(family, ana, make_plan(ana, anas))
    say(ana, family, make_times(family, bens), ANOTHER)
    row = of_others(ana, NOW).said_yes[anas.pk]
    start = NOW.astimezone(ana.zoneinfo).replace(hour=19, minute=30) + timedelta(days=2)
    assert (row.plan.what, row.start.here) == ("Coffee", start)
    page = client_of(ana).get("/today/").content.decode()
    link = page[page.index("Ben said yes") :].partition("</a>")[0]
    assert "Coffee" in link
    assert "7:30" in link
    page = client_of(family).get("/home/").content.decode()
    link = page[page.index("Ana would like another time") :].partition("</a>")[0]
    assert "A call." in link
    assert "8:30" in link


def test_of_two_that_got_a_yes_the_soonest_is_named(ana, ben, two):
    for days in (4, 2, 6):
        say(ben, ana, make_plan(ana, two[0], days=days))
    row = of_others(ana, NOW).said_yes[two[0].pk]
    assert row.plan.day == TODAY + timedelta(days=2)
    say(ben, ana, make_plan(ana, two[0], days=1), ANOTHER)
    found = of_others(ana, NOW)
    assert found.said_yes[two[0].pk].plan.day == TODAY + timedelta(days=2)
    assert found.another_time[two[0].pk].plan.day == TODAY + timedelta(days=1)


def test_the_time_is_on_the_clock_of_whoever_asked_and_that_of_the_plan(ana, ben, two):
    """A meeting is on its own clock."""
    plan = Plan("Meeting", "", "", TODAY + timedelta(days=1), 12 * 60, "America/New_York")
    made = put_to(ana, two[0], AgreementKind.PLAN, plan.told(), plan.over_on)
    say(ben, ana, made)
    start = of_others(ana, NOW).said_yes[two[0].pk].start
    assert (start.here.hour, start.there.hour) == (11, 12)
    assert start.here.tzinfo == ana.zoneinfo


def test_the_head_of_a_page_leaves_the_answer_unread(client_of, ana, ben, two):
    anas, _bens = two
    plan = say(ben, ana, make_plan(ana, anas))
    for path in (f"/people/{anas.pk}/together/", f"/people/{anas.pk}/plans/{plan.pk}/"):
        assert client_of(ana).head(path).status_code == 200
        assert said_yes(ana) == {anas.pk}
