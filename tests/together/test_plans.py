"""Plans: asked, answered with one tap each, and what is never sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from porchlight.circles.actions import end_tie
from porchlight.circles.consents import keep_apart
from porchlight.directory.models import Service
from porchlight.domain.circle.agreements import (
    MOST_PLANS,
    MOST_PLANS_A_DAY,
    AgreementAnswer,
    may_answer,
)
from porchlight.together.agreements.actions import answer_agreement
from porchlight.together.agreements.queries import decision_on_agreements, of_two
from porchlight.together.models import ReceivedAgreement, SentAgreement
from tests.circles.inviting import CaptureQueries, body
from tests.directory.listings import make_meeting
from tests.growth import assert_does_not_grow
from tests.make import NOW, TODAY, decision_of, make_person, make_tie
from tests.together.tied import tied
from tests.together.tying import make_plan

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
YES, ANOTHER, NO = AgreementAnswer


def path(tie, rest="together/"):
    return f"/people/{tie.pk}/{rest}"


def asked(client, tie, query="", **typed):
    form = {"what": "Coffee", "day": str(TODAY + timedelta(days=2)), "clock": "19:30",
            "place": "Harvest Table", "words": "I can drive.", "key": str(uuid4())}  # fmt: skip
    return client.post(path(tie, f"plans/new/{query}"), {**form, **typed})


def answered(client, tie, plan, answer):
    return client.post(path(tie, f"together/{plan.pk}/answer/"), {"answer": answer})


def plans_of(person, other, at=NOW):
    return [(row.plan.what, row.answer) for row in of_two(person, other.pk, at).plans]


def test_a_plan_is_on_the_clock_of_whoever_reads_and_names_the_others(client_of, ana, cleo, now):
    """Cleo is an hour ahead of Ana."""
    anas, cleos = tied(ana, cleo, "Cleo"), tied(cleo, ana, "Ana")
    assert asked(client_of(ana), anas).status_code == 303
    plan = SentAgreement.objects.get()
    row = client_of(cleo).get(path(cleos, f"plans/{plan.pk}/")).context["row"]
    assert (row.start.here.hour, row.start.there.hour) == (20, 19)
    assert row.start.has_two_clocks
    own = client_of(ana).get(path(anas, f"plans/{plan.pk}/")).context["row"]
    assert not own.start.has_two_clocks


@pytest.mark.parametrize(
    ("hour", "minute", "days"), [(8, 0, 0), (17, 59, 0), (18, 0, 1), (23, 30, 1)]
)
@pytest.mark.parametrize("zone", ["America/Chicago", "Pacific/Kiritimati"])
def test_the_form_begins_with_today_and_from_the_evening_on_with_tomorrow(
    client_of, hour, minute, days, zone
):
    person, other = make_person("p", zone=zone), make_person("o")
    tie = tied(person, other)
    at = datetime(2026, 11, 18, hour, minute, tzinfo=person.zoneinfo)
    with time_machine.travel(at, tick=False):
        page = client_of(person).get(path(tie, "plans/new/"))
    day = at.date() + timedelta(days=days)
    assert page.context["form"]["day"].value() == day
    assert f'value="{day}"' in page.content.decode()


def test_a_day_that_was_typed_stays_with_an_error_also_an_empty_one(client_of, ana, two):
    later = str(TODAY + timedelta(days=9))
    for day in (later, "sometime", ""):
        answer = asked(client_of(ana), two[0], what="", day=day)
        assert answer.status_code == 422
        assert (answer.context["form"]["day"].value() or "") == day
        assert answer.context["form"]["place"].value() == "Harvest Table"


@pytest.mark.parametrize(
    ("answer", "reaches_ana", "is_shown_to_ben"),
    [(YES, YES, True), (ANOTHER, ANOTHER, True), (NO, None, False)],
)
def test_each_answer_is_one_tap_and_a_no_is_not_sent(
    client_of, ana, ben, two, answer, reaches_ana, is_shown_to_ben
):
    anas, bens = two
    plan = make_plan(ana, anas)
    before = client_of(ana).get(path(anas))
    assert answered(client_of(ben), bens, plan, answer).status_code == 303
    assert plans_of(ana, ben) == [("Coffee", reaches_ana)]
    assert bool(plans_of(ben, ana)) is is_shown_to_ben
    if answer is NO:
        assert body(client_of(ana).get(path(anas))) == body(before)


def test_what_was_sent_is_not_taken_back_in_silence_and_a_no_can_become_a_yes(
    client_of, ana, ben, two
):
    anas, bens = two
    plan = make_plan(ana, anas)
    for answer, told in ((NO, None), (YES, YES), (NO, YES), (ANOTHER, ANOTHER), (NO, ANOTHER)):
        answered(client_of(ben), bens, plan, answer)
        assert plans_of(ana, ben) == [("Coffee", told)]
    assert [may_answer(before, NO) for before in (None, NO, YES, ANOTHER)] == [
        True, True, False, False,
    ]  # fmt: skip


def test_only_whom_it_was_put_to_answers(client_of, ana, ben, cleo, two):
    anas, bens = two
    plan = make_plan(ana, anas)
    for who, tie in ((ana, anas), (cleo, tied(cleo, ana)), (cleo, bens)):
        assert answered(client_of(who), tie, plan, YES).status_code == 404
    assert answered(client_of(ben), bens, plan, "maybe").status_code == 303
    assert plans_of(ana, ben) == [("Coffee", None)]


def test_silence_fades_after_the_day_and_a_yes_waits_to_be_said_of(client_of, ana, ben, two):
    anas, bens = two
    plan = make_plan(ana, anas, days=0)
    tomorrow = NOW + timedelta(days=1)
    assert plans_of(ana, ben) == plans_of(ben, ana) != []
    assert plans_of(ana, ben, tomorrow) == plans_of(ben, ana, tomorrow) == []
    answered(client_of(ben), bens, plan, YES)
    assert [row.is_over for row in of_two(ana, ben.pk, tomorrow).plans] == [True]
    assert plans_of(ana, ben, NOW + timedelta(days=8)) == []


def test_after_it_began_nothing_is_answered_any_more(client_of, ana, ben, two):
    anas, bens = two
    plan = make_plan(ana, anas, days=-1)
    answered(client_of(ben), bens, plan, YES)
    assert not ReceivedAgreement.objects.get().answer


def test_what_the_other_did_changes_nothing_for_whoever_asks(client_of, ana, ben, two):
    anas, bens = two
    worlds = []
    for happens in (None, end_tie, keep_apart):
        SentAgreement.objects.all().delete()
        if happens is end_tie:
            end_tie(bens, ben, NOW)
        elif happens:
            keep_apart(ben, ana, NOW)
        client = client_of(ana)
        client.get(path(anas))
        with CaptureQueries() as sent:
            answer = asked(client, anas)
            plan = SentAgreement.objects.get()
            pages = [client.get(path(anas)), client.get(path(anas, f"plans/{plan.pk}/"))]
        pages = [body(page).replace(str(plan.pk).encode(), b"ID") for page in pages]
        worlds.append((answer.status_code, len(sent), pages))
        assert ReceivedAgreement.objects.get(pk=plan.pk).is_there is (happens is None)
    assert worlds[0] == worlds[1] == worlds[2]


def test_answering_costs_and_looks_the_same_where_the_maker_let_go(client_of, ana, ben, two):
    """Ana lets go after Ben's request has asked the gate; a later one finds nothing to answer."""
    anas, bens = two
    plans = [make_plan(ana, anas), make_plan(ana, anas, days=3)]
    costs = []
    theirs = decision_on_agreements(ben, ana.pk, NOW)
    answer_agreement(ben, plans[1].pk, ANOTHER, theirs)  # keys are at hand
    for plan in plans:
        with CaptureQueries() as sent:
            assert answer_agreement(ben, plan.pk, YES, theirs)
        costs.append(len(sent))
        end_tie(anas, ana, NOW)
    assert costs[0] == costs[1]
    assert answered(client_of(ben), bens, plans[0], ANOTHER).status_code == 404
    mine = decision_of(ana)
    told = {plan.pk: plan.answer.open(mine) for plan in SentAgreement.objects.all()}
    assert told == {plans[0].pk: YES, plans[1].pk: ANOTHER}


@pytest.mark.parametrize(
    ("field", "typed", "at"),
    [
        ("what", "", "what"),
        ("what", "x" * 121, "what"),
        ("words", "x" * 301, "words"),
        ("day", "2026-11-17", "day"),
        ("day", "2028-01-01", "day"),
        ("day", "soon", "day"),
        ("clock", "25:00", "clock"),
        ("clock", "", "clock"),
    ],
)
def test_what_is_no_plan_is_said_and_kept(client_of, ana, two, field, typed, at):
    answer = asked(client_of(ana), two[0], **{field: typed})
    assert answer.status_code == 422
    assert answer.context["form"].errors[at]
    assert answer.context["form"]["place"].value() == "Harvest Table"
    assert not SentAgreement.objects.exists()


def test_a_time_that_is_over_today_and_one_that_clashes_are_said(client_of, ana, ben, two):
    answer = asked(client_of(ana), two[0], day=str(TODAY), clock="12:29")
    assert answer.context["form"].errors.get_json_data()["clock"][0]["code"] == "past"
    assert asked(client_of(ana), two[0]).status_code == 303
    answer = asked(client_of(ben), two[1], what="Walk", clock="20:00")
    assert answer.context["form"].errors.get_json_data()["__all__"][0]["code"] == "clash"
    assert asked(client_of(ben), two[1], what="Walk", clock="20:30").status_code == 303


def test_sent_twice_by_one_form_is_one_plan(client_of, ana, ben, two):
    key = str(uuid4())
    answers = [asked(client_of(ana), two[0], key=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].url == answers[1].url
    assert len(plans_of(ana, ben)) == 1


def test_three_open_to_one_person_and_five_a_day(client_of, ana, ben, two):
    for hour in range(MOST_PLANS):
        assert asked(client_of(ana), two[0], clock=f"1{hour}:00").status_code == 303
    assert asked(client_of(ana), two[0], clock="20:00").status_code == 422
    other = tied(ana, make_person("kim"), "Kim")
    for hour in range(MOST_PLANS_A_DAY - MOST_PLANS):
        assert asked(client_of(ana), other, clock=f"1{hour}:00").status_code == 303
    assert asked(client_of(ana), other, clock="20:00").status_code == 422


def test_from_a_meeting_to_one_of_its_starts(client_of, ana, ben, two):
    meeting = make_meeting("fri 19:00", name="Harvest Table")
    make_tie(ana, "Lou")
    page = client_of(ana).get(f"/people/with/{meeting.pk}/")
    assert [friend.name for friend in page.context["can_be_asked"]] == ["Ben"]
    assert [friend.name for friend in page.context["others"]] == ["Lou"]
    query = f"?meeting={meeting.pk}"
    form = client_of(ana).get(path(two[0], f"plans/new/{query}")).context["form"]
    assert len(form.fields["starts_at"].choices) == 4
    start = form.fields["starts_at"].choices[1][0]
    assert asked(client_of(ana), two[0], query, starts_at="2026-11-20T19:01:00").status_code == 422
    assert asked(client_of(ana), two[0], query, starts_at=start).status_code == 303
    (row,) = of_two(ben, ana.pk, NOW).plans
    assert (row.plan.what, row.plan.service_id) == ("Harvest Table", meeting.pk)
    assert row.start.here.isoformat() == start
    assert not row.has_changed
    assert row.end.here.isoformat() == "2026-11-27T20:00:00-06:00"
    assert row.attendance == "in_person"
    shown = client_of(ben).get(path(two[1], f"plans/{row.agreement_id}/")).content.decode()
    assert "7\u00a0p.m. to 8\u00a0p.m." in shown
    Service.objects.update(place_closed=True)
    assert [row.attendance for row in of_two(ben, ana.pk, NOW).plans] == [""]
    meeting.schedules.update(duration=1440)
    assert [row.end for row in of_two(ben, ana.pk, NOW).plans] == [None]
    meeting.schedules.update(starts_at="20:00")
    assert [row.has_changed for row in of_two(ben, ana.pk, NOW).plans] == [True]


@pytest.mark.parametrize("facts", [{"kind": "service"}, {"name": "Noon (suspended)"}])
def test_what_does_not_take_place_is_nothing_to_go_to(client_of, ana, two, facts):
    meeting = make_meeting("fri 19:00", **{"name": "Noon", **facts})
    assert client_of(ana).get(f"/people/with/{meeting.pk}/").status_code == 404
    for number in (meeting.pk, "9" * 30, "x", "²"):
        answer = client_of(ana).get(path(two[0], f"plans/new/?meeting={number}"))
        assert answer.status_code == 404


def test_a_meeting_that_is_gone_says_so(client_of, ana, ben, two):
    meeting = make_meeting("fri 19:00", name="Noon")
    make_plan(ana, two[0], service_id=meeting.pk)
    assert [row.has_changed for row in of_two(ben, ana.pk, NOW).plans] == [True]  # not that day
    assert [(row.end, row.attendance) for row in of_two(ben, ana.pk, NOW).plans] == [(None, "")]
    Service.objects.all().delete()
    assert [row.has_changed for row in of_two(ben, ana.pk, NOW).plans] == [True]
    plan = SentAgreement.objects.get()
    assert client_of(ben).get(path(two[1], f"plans/{plan.pk}/")).context["row"].has_changed


def test_a_page_costs_the_same_whatever_was_planned(client_of, ana, ben, two):
    def one_more(n):
        meeting = make_meeting("fri 19:00")
        make_plan(ana, two[0], days=n, service_id=meeting.pk)

    assert_does_not_grow(client_of(ben), path(two[1]), one_more)


@pytest.mark.parametrize(("name", "leads_to"), [("Noon", "with"), ("Noon (suspended)", "")])
def test_the_page_of_a_meeting_leads_to_whom_to_ask(client_of, ana, now, name, leads_to):
    meeting = make_meeting("fri 19:00", name=name)
    page = client_of(ana).get(f"/meet/{meeting.pk}/").content.decode()
    assert (f'href="/people/with/{meeting.pk}/"' in page) is bool(leads_to)


def test_a_plan_that_both_said_yes_to_offers_a_line_before_it_is_taken_back(
    client_of, ana, ben, two
):
    anas, bens = two
    plan = make_plan(ana, anas)
    answered(client_of(ben), bens, plan, YES)
    page = client_of(ana).get(path(anas, f"plans/{plan.pk}/")).content.decode()
    assert "?line=y2#" in page
    page = client_of(ben).get(path(bens, f"plans/{plan.pk}/")).content.decode()
    assert "?line=y1#" in page


@pytest.mark.parametrize("is_own", [False, True])
def test_another_time_leads_to_a_new_time_for_the_same_or_to_a_line(
    client_of, ana, ben, two, is_own
):
    anas, bens = two
    plan = make_plan(ben, bens)
    answered(client_of(ana), anas, plan, ANOTHER)
    reader, tie = (ben, bens) if is_own else (ana, anas)
    page = client_of(reader).get(path(tie, f"plans/{plan.pk}/")).content.decode()
    assert path(tie, "times/new/") in page
    assert f"?line={'a1' if is_own else 'a2'}#" in page
    again = path(tie, f"plans/new/?like={plan.pk}")
    assert again in page
    form = client_of(reader).get(again).context["form"]
    assert form.initial == {"day": TODAY, "what": "Coffee", "place": "Harvest Table"}
    assert asked(client_of(reader), tie, f"?like={plan.pk}", clock="21:30").status_code == 303


def test_a_plan_that_waits_says_once_that_it_fades(client_of, ana, two):
    anas, _bens = two
    plan = make_plan(ana, anas)
    page = client_of(ana).get(path(anas, f"plans/{plan.pk}/")).content.decode()
    assert page.count("fades after that day") == 1


def test_only_a_plan_of_the_two_is_repeated(client_of, ana, ben, cleo, two):
    anas, bens = two
    plan = make_plan(ben, bens)
    cleos = tied(cleo, ana, "Ana")
    for query in (f"?like={uuid4()}", "?like=x"):
        assert client_of(ana).get(path(anas, f"plans/new/{query}")).status_code == 404
    assert client_of(cleo).get(path(cleos, f"plans/new/?like={plan.pk}")).status_code == 404
