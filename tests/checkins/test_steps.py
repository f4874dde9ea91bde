"""The one small step: taken, not today, and asked about once."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from porchlight.checkins.models import StepAnswered
from porchlight.checkins.step_words import step_title
from porchlight.circles.actions import Card, change_card, remove_person
from porchlight.circles.models import Contact
from porchlight.domain.steps import Step, StepKind, StepReason, Why
from tests.make import NOW, TODAY, decision_of, make_check_in, make_tie

TOMORROW = NOW + timedelta(days=1)
HOW_IT_WENT = 'id="asked"'


def text(answer) -> str:
    return answer.content.decode()


def offered(client) -> dict[str, str]:
    """The hidden fields of the step card on Today."""
    card = text(client.get("/today/")).split('action="/steps/"')[1].split("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', card))


def asked_in(today) -> str:
    """The card that asks how a step went."""
    return text(today).split(HOW_IT_WENT)[1].split("</section>")[0]


def answer_of(step: StepAnswered) -> dict:
    return step.step.open(decision_of(step.person))


def check_in_on(client, day: date) -> None:
    client.post("/today/", {"key": str(uuid4()), "mood": "3", "urge": "1", "contact": "none"})


@pytest.fixture
def with_rosa(client_of, ana, now):
    """Ana has Rosa in her circle and has checked in today."""
    tie = make_tie(ana, "Rosa", phone="601-555-0123")
    make_check_in(ana)
    return client_of(ana), tie


def test_before_the_check_in_there_is_no_step(client_of, ana, now):
    make_tie(ana, "Rosa", phone="601-555-0123")
    assert 'action="/steps/"' not in text(client_of(ana).get("/today/"))


def test_one_step_is_offered_with_its_reason_and_ends_at_a_name(with_rosa):
    client, tie = with_rosa
    page = text(client.get("/today/"))
    assert page.count('action="/steps/"') == 1
    fields = offered(client)
    assert (fields["kind"], fields["tie"], fields["name"]) == ("call", str(tie.pk), "Rosa")


def test_on_a_day_with_some_room_the_hello_is_for_the_other_one(client_of, ana, now):
    """Being there for somebody is offered as much as support: by how the day is, by no count."""
    tie = make_tie(ana, "Rosa", link="https://example.org/rosa", near="middle")
    Contact.objects.create(person=ana, tie=tie, day=TODAY - timedelta(days=40))
    make_check_in(ana, mood=3, urge=1)
    plain = client_of(ana).get("/today/").context["page"].offered
    make_check_in(ana, mood=5, urge=1)
    answer = client_of(ana).get("/today/")
    giving = answer.context["page"].offered
    assert plain.step == Step(StepKind.LINK, StepReason(Why.THEIR_TURN, 40), str(tie.pk))
    assert giving.step == Step(StepKind.LINK, StepReason(Why.GIVING, 40), str(tie.pk))
    assert "See how Rosa is doing" in text(answer)
    assert "I have time to listen today." in text(answer)


def test_taking_it_leads_to_the_person_and_it_is_not_offered_again_today(with_rosa):
    client, tie = with_rosa
    answer = client.post("/steps/", {**offered(client), "answer": "taken"})
    assert (answer.status_code, answer["Location"]) == (303, f"/people/{tie.pk}/?way=call")
    kept = StepAnswered.objects.get()
    assert kept.day == TODAY
    assert answer_of(kept) == {"kind": "call", "target": str(tie.pk), "starts_at": None,
                               "name": "Rosa", "answer": "taken"}  # fmt: skip
    today = client.get("/today/")
    assert 'action="/steps/"' not in text(today)
    assert not today.context["page"].was_declined


@pytest.mark.parametrize("kind", [StepKind.JOIN, StepKind.GO])
@pytest.mark.parametrize(("days", "names_the_day"), [(0, False), (1, True)])
def test_a_meeting_of_today_is_not_named_by_its_weekday(kind, days, names_the_day):
    """On a Wednesday, "Wednesday at 7 p.m." could be next week's."""
    reason = StepReason(Why.STARTS_SOON)
    step = Step(kind, reason, service_id="1", starts_at=NOW + timedelta(days=days))
    with timezone.override("America/Chicago"):
        words = step_title(step, "X", TODAY)
    assert ("Wednesday" in words or "Thursday" in words) is names_the_day


def test_not_today_is_one_tap_and_the_same_step_rests_for_a_week(with_rosa, ana):
    client, _tie = with_rosa
    answer = client.post("/steps/", {**offered(client), "answer": "not_today"})
    assert (answer.status_code, answer["Location"]) == (303, "/today/")
    today = client.get("/today/")
    assert 'action="/steps/"' not in text(today)
    assert today.context["page"].was_declined  # and that is answered: nothing is owed
    for days, is_back in ((1, False), (6, False), (7, True)):
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            check_in_on(client, TODAY + timedelta(days=days))
            assert ('name="kind" value="call"' in text(client.get("/today/"))) is is_back, days


def test_not_today_is_never_asked_about(with_rosa):
    client, _tie = with_rosa
    client.post("/steps/", {**offered(client), "answer": "not_today"})
    with time_machine.travel(TOMORROW, tick=False):
        check_in_on(client, TODAY + timedelta(days=1))
        assert HOW_IT_WENT not in text(client.get("/today/"))


def test_how_it_went_is_asked_the_day_after_and_on_that_day_only(with_rosa):
    client, _tie = with_rosa
    client.post("/steps/", {**offered(client), "answer": "taken"})
    assert HOW_IT_WENT not in text(client.get("/today/"))
    with time_machine.travel(TOMORROW, tick=False):
        check_in_on(client, TODAY + timedelta(days=1))
        today = client.get("/today/")
        assert HOW_IT_WENT in text(today)
        assert "Rosa" in asked_in(today)
    for days in (2, 3, 8):
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            check_in_on(client, TODAY + timedelta(days=days))
            assert HOW_IT_WENT not in text(client.get("/today/"))


def test_telling_an_earlier_day_alone_leaves_the_question_for_a_day_that_is_told(with_rosa):
    """Before today is told nothing is asked, so today would be used up unseen."""
    client, _tie = with_rosa
    client.post("/steps/", {**offered(client), "answer": "taken"})
    taps = {"mood": "4", "urge": "1", "contact": "good"}
    with time_machine.travel(TOMORROW, tick=False):
        client.post(f"/check-ins/{TODAY}/", {"key": str(uuid4()), **taps})
        assert StepAnswered.objects.get().asked_on is None
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        client.post("/today/", {"key": str(uuid4()), **taps})
        assert "How did it go?" in text(client.get("/today/"))


@pytest.mark.parametrize(("mood", "is_hard"), [("1", True), ("4", False)])
def test_the_day_of_the_question_is_the_same_on_a_hard_day(with_rosa, mood, is_hard):
    """It stands in clear, so it must not tell which days were hard. The page of a hard day asks
    nothing until its card is closed."""
    client, _tie = with_rosa
    client.post("/steps/", {**offered(client), "answer": "taken"})
    with time_machine.travel(TOMORROW, tick=False):
        client.post("/today/", {"key": str(uuid4()), "mood": mood, "urge": "1", "contact": "good"})
        assert StepAnswered.objects.get().asked_on == TODAY + timedelta(days=1)
        assert ("How did it go?" not in text(client.get("/today/"))) is is_hard
        client.post("/today/reply/", {"reply": "close"})
        assert "How did it go?" in text(client.get("/today/"))


OUTCOMES = {
    "happened": ("happened", True),
    "no_answer": ("no_answer", False),
    "not_this_time": ("not_this_time", False),
    "not_for_me": ("not_for_me", False),
    "not_said": ("not_said", False),
    "": ("not_said", False),
    "nonsense": ("not_said", False),
}


@pytest.mark.parametrize("told", OUTCOMES)
def test_what_came_of_it_is_kept_and_the_question_does_not_come_back(with_rosa, told):
    client, tie = with_rosa
    client.post("/steps/", {**offered(client), "answer": "taken"})
    step = StepAnswered.objects.get()
    outcome, is_contact = OUTCOMES[told]
    with time_machine.travel(TOMORROW, tick=False):
        check_in_on(client, TODAY + timedelta(days=1))
        for _ in range(2):
            answer = client.post(f"/steps/{step.pk}/outcome/", {"outcome": told})
            assert (answer.status_code, answer["Location"]) == (303, "/today/")
        assert HOW_IT_WENT not in text(client.get("/today/"))
    step.refresh_from_db()
    assert step.outcome.open(decision_of(step.person)) == outcome
    assert [c.day for c in Contact.objects.filter(tie=tie)] == [TODAY] * is_contact


@pytest.mark.parametrize("told", ["happened", "not_said"])
def test_only_one_step_is_asked_about_on_one_day(client_of, ana, now, told):
    """Two steps were taken on days without a check-in after them; saving again asks no more."""
    for back, name in ((2, "Rosa"), (1, "Ben")):
        tie = make_tie(ana, name)
        StepAnswered.objects.create(
            person=ana,
            day=TODAY - timedelta(days=back),
            step={"kind": "text", "target": str(tie.pk), "starts_at": None, "name": name,
                  "answer": "taken"},
        )  # fmt: skip
    client = client_of(ana)
    for _ in range(3):
        check_in_on(client, TODAY)
    assert StepAnswered.objects.filter(asked_on=TODAY).count() == 1
    assert "Ben" in asked_in(client.get("/today/"))
    step = StepAnswered.objects.get(asked_on=TODAY)
    client.post(f"/steps/{step.pk}/outcome/", {"outcome": told})
    check_in_on(client, TODAY)
    assert HOW_IT_WENT not in text(client.get("/today/"))


@pytest.mark.parametrize("is_removed", [True, False])
def test_somebody_to_stay_away_from_is_not_asked_about(with_rosa, is_removed):
    client, tie = with_rosa
    client.post("/steps/", {**offered(client), "answer": "taken"})
    with time_machine.travel(TOMORROW, tick=False):
        check_in_on(client, TODAY + timedelta(days=1))
        assert "Rosa" in asked_in(client.get("/today/"))
        if is_removed:
            remove_person(tie, tie.person, TOMORROW)
        else:
            change_card(tie, Card(name="Rosa", is_offered=False), decision_of(tie.person))
        assert "Rosa" not in text(client.get("/today/"))


def test_a_meeting_of_this_morning_is_asked_about_when_the_day_is_saved_again(client_of, ana, now):
    step = StepAnswered.objects.create(
        person=ana,
        day=TODAY,
        step={"kind": "go", "target": "12", "starts_at": "2026-11-18T08:00:00-06:00",
              "name": "Early group", "answer": "taken"},
    )  # fmt: skip
    client = client_of(ana)
    check_in_on(client, TODAY)
    assert "Early group" in asked_in(client.get("/today/"))
    client.post(f"/steps/{step.pk}/outcome/", {"outcome": "not_said"})
    assert HOW_IT_WENT not in text(client.get("/today/"))


def test_a_second_answer_on_one_day_takes_the_place_of_the_first(with_rosa):
    client, _tie = with_rosa
    fields = offered(client)
    client.post("/steps/", {**fields, "answer": "taken"})
    first = StepAnswered.objects.get()
    client.post(f"/steps/{first.pk}/outcome/", {"outcome": "happened"})
    client.post("/steps/", {**fields, "key": str(uuid4()), "answer": "not_today"})
    kept = StepAnswered.objects.get()
    assert answer_of(kept)["answer"] == "not_today"
    assert kept.outcome.open(decision_of(kept.person)) is None


def test_with_nobody_yet_the_step_is_to_write_one_person_down(client_of, ana, now):
    make_check_in(ana)
    client = client_of(ana)
    fields = offered(client)
    assert fields["kind"] == "add_person"
    answer = client.post("/steps/", {**fields, "answer": "taken"})
    assert answer["Location"] == "/people/add/"


def test_wanted_time_alone_gets_no_step(client_of, ana, now):
    make_tie(ana, "Rosa", phone="601-555-0123")
    make_check_in(ana, talk="none", alone_wanted=True)
    assert 'action="/steps/"' not in text(client_of(ana).get("/today/"))


STARTS = "2026-11-18T19:00:00-06:00"


def test_a_step_to_a_meeting_keeps_its_start_and_leads_there(client_of, ana, now):
    typed = {"key": str(uuid4()), "kind": "go", "service": "12", "starts_at": STARTS,
             "name": "Noon group", "answer": "taken"}  # fmt: skip
    answer = client_of(ana).post("/steps/", typed)
    assert (answer.status_code, answer["Location"]) == (303, "/meet/12/")
    kept = answer_of(StepAnswered.objects.get())
    assert datetime.fromisoformat(kept["starts_at"]) == datetime(2026, 11, 19, 1, 0, tzinfo=UTC)


FORGED = {
    "no kind": {"kind": ""},
    "another kind": {"kind": "shout"},
    "another answer": {"answer": "perhaps"},
    "a person who is none": {"tie": "11111111-1111-4111-8111-111111111111"},
    "a person in words": {"tie": "rosa"},
    "no person for a call": {"tie": ""},
    "a place for a call": {"tie": "", "service": "12", "starts_at": STARTS},
    "a place in words": {"kind": "go", "service": "noon-group", "starts_at": STARTS},
    "no place": {"kind": "go", "service": "", "starts_at": STARTS},
    "no start": {"kind": "go", "service": "12", "starts_at": ""},
    "a start without a zone": {"kind": "go", "service": "12", "starts_at": "2026-11-18T19:00"},
    "a start at the end of time": {
        "kind": "go", "service": "12", "starts_at": "9999-12-31T23:59:59+00:00",
    },
    "a start in words": {"kind": "join", "service": "12", "starts_at": "tonight"},
}  # fmt: skip


@pytest.mark.parametrize("fault", FORGED)
def test_what_the_buttons_could_not_have_sent_is_not_found_and_today_goes_on(with_rosa, fault):
    client, tie = with_rosa
    sent = {"key": str(uuid4()), "kind": "call", "tie": str(tie.pk), "name": "Rosa",
            "answer": "taken"}  # fmt: skip
    assert client.post("/steps/", {**sent, **FORGED[fault]}).status_code == 404
    assert not StepAnswered.objects.exists()
    with time_machine.travel(TOMORROW, tick=False):
        assert client.get("/today/").status_code == 200


def test_nobody_takes_a_step_to_somebody_elses_friend(client_of, ana, cleo, now):
    tie = make_tie(ana, "Rosa")
    sent = {"key": str(uuid4()), "kind": "call", "tie": str(tie.pk), "name": "Rosa",
            "answer": "taken"}  # fmt: skip
    assert client_of(cleo).post("/steps/", sent).status_code == 404
    assert not StepAnswered.objects.exists()


# --- barriers -----------------------------------------------------------------------------------


def test_barriers_are_named_sealed_and_taken_into_account(client_of, ana, now):
    make_tie(ana, "Rosa", phone="601-555-0123")
    make_check_in(ana)
    client = client_of(ana)
    assert offered(client)["kind"] == "call"
    answer = client.post("/me/barriers/", {"barriers": ["words", "social_anxiety"]})
    assert (answer.status_code, answer["Location"]) == (303, "/me/")
    ana.refresh_from_db()
    assert set(ana.barriers.open(decision_of(ana))) == {"words", "social_anxiety"}
    assert offered(client)["kind"] == "text"
    assert text(client.get("/me/barriers/")).count(" checked") == 2


def test_every_barrier_can_be_taken_back(client_of, ana, now):
    client = client_of(ana)
    client.post("/me/barriers/", {"barriers": ["words"]})
    assert client.post("/me/barriers/", {}).status_code == 303
    ana.refresh_from_db()
    assert ana.barriers.open(decision_of(ana)) == []


def test_a_barrier_that_is_none_is_refused_and_changes_nothing(client_of, ana, now):
    client = client_of(ana)
    client.post("/me/barriers/", {"barriers": ["words"]})
    assert client.post("/me/barriers/", {"barriers": ["lazy"]}).status_code == 422
    ana.refresh_from_db()
    assert ana.barriers.open(decision_of(ana)) == ["words"]
