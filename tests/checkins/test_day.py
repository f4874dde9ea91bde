"""One day, whole: today and seven days back, and the weeks they make."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine

from porchlight.checkins.actions import keep_reply
from porchlight.checkins.models import CheckIn
from porchlight.checkins.replies import replies_of
from porchlight.circles.models import Contact
from porchlight.domain.answering import Later, Replies
from tests.growth import assert_does_not_grow
from tests.make import NOW, TODAY, decision_of, make_check_in, make_tie

WHOLE = {
    "mood": "2",
    "urge": "7",
    "contact": "brief",
    "lonely": "6",
    "avoided": "yes",
    "held_in": "no",
    "alone_wanted": "no",
    "note": "The river was high.",
}


def text(answer) -> str:
    return answer.content.decode()


def write(client, day: date = TODAY, **other):
    return client.post(f"/check-ins/{day}/", {"key": str(uuid4()), **WHOLE, **other})


def test_a_whole_day_is_kept_and_comes_back_on_its_form(client_of, ana, now):
    rosa, client = make_tie(ana, "Rosa"), client_of(ana)
    answer = write(client, talked_with=[str(rosa.pk)])
    assert (answer.status_code, answer["Location"]) == (303, "/today/")
    check_in, decision = CheckIn.objects.get(), decision_of(ana)
    assert check_in.mood.open(decision) == 2
    assert check_in.urge.open(decision) == 7
    assert check_in.answers.open(decision) == {
        "contact": "brief", "lonely": 6, "avoided": True, "held_in": False, "alone_wanted": False,
    }  # fmt: skip
    assert check_in.note.open(decision) == "The river was high."
    assert Contact.objects.get().tie == rosa
    form = client.get(f"/check-ins/{TODAY}/").context["form"]
    assert {field.html_name: field.value() for field in form if field.html_name in WHOLE} == {
        **WHOLE, "mood": 2, "urge": 7, "lonely": 6,
    }  # fmt: skip
    assert form["talked_with"].value() == [str(rosa.pk)]


@pytest.mark.parametrize("back", range(1, 8))
def test_a_day_can_be_added_or_changed_seven_days_back(client_of, ana, now, back):
    day, client = TODAY - timedelta(days=back), client_of(ana)
    for mood in ("2", "5"):
        answer = write(client, day, mood=mood)
        assert (answer.status_code, answer["Location"]) == (303, "/check-ins/?saved=1")
    assert CheckIn.objects.get().day == day
    assert CheckIn.objects.get().mood.open(decision_of(ana)) == 5


CLOSED = {
    "8 days back": TODAY - timedelta(days=8),
    "tomorrow": TODAY + timedelta(days=1),
    "long ago": date(1, 1, 1),
    "the last day there is": date(9999, 12, 31),
}


@pytest.mark.parametrize("which", CLOSED)
def test_other_days_are_closed_and_what_was_typed_is_kept(client_of, ana, now, which):
    client, path = client_of(ana), f"/check-ins/{CLOSED[which].isoformat()}/"
    looked, sent = client.get(path), client.post(path, {"key": str(uuid4()), **WHOLE})
    for answer in (looked, sent):
        assert answer.status_code == 422
        assert 'id="day-closed"' in text(answer)
    assert "The river was high." in text(sent)
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "0000-01-01", "26-11-18", "today"])
def test_a_day_that_never_is_is_not_found(client_of, ana, now, day):
    assert client_of(ana).get(f"/check-ins/{day}/").status_code == 404


def test_a_note_begun_before_midnight_of_the_last_day_is_not_lost(client_of, ana):
    with time_machine.travel("2026-11-19T05:58:00Z", tick=False):
        client = client_of(ana)
        assert client.get("/check-ins/2026-11-11/").status_code == 200
    with time_machine.travel("2026-11-19T06:01:00Z", tick=False):
        answer = write(client, date(2026, 11, 11))
    assert answer.status_code == 422
    assert "The river was high." in text(answer)


OFF = {
    "lonely 11": {"lonely": "11"},
    "mood 6": {"mood": "6"},
    "maybe": {"avoided": "maybe"},
    "a long note": {"note": "x" * 4001},
    "a friend who is none": {"talked_with": ["11111111-1111-4111-8111-111111111111"]},
    "no friend at all": {"talked_with": ["rosa"]},
}


@pytest.mark.parametrize("fault", OFF)
def test_an_answer_that_is_off_is_said_and_the_note_stays(client_of, ana, now, fault):
    make_tie(ana, "Rosa")
    answer = write(client_of(ana), **OFF[fault])
    assert answer.status_code == 422
    assert set(OFF[fault]) == set(answer.context["form"].errors)
    kept = "x" * 4001 if "note" in OFF[fault] else "The river was high."
    assert kept in text(answer)
    assert not CheckIn.objects.exists()


def test_nobody_can_say_they_talked_with_somebody_elses_friend(client_of, ana, ben, now):
    make_tie(ana, "Rosa")
    bens = make_tie(ben, "Maria")
    answer = write(client_of(ana), talked_with=[str(bens.pk)])
    assert answer.status_code == 422
    assert not Contact.objects.exists()
    assert "Maria" not in text(answer)


def test_unticking_somebody_takes_the_talk_back(client_of, ana, now):
    rosa, ben, client = make_tie(ana, "Rosa"), make_tie(ana, "Ben"), client_of(ana)
    write(client, talked_with=[str(rosa.pk), str(ben.pk)])
    write(client, talked_with=[str(ben.pk)])
    assert Contact.objects.get().tie == ben


LOW_WITH_NO_TALK = {"mood": "2", "urge": "0", "contact": "none"}


def test_a_low_day_on_which_somebody_was_talked_with_is_not_kept_as_hard(client_of, ana, now):
    """By three taps too, where the day already holds whom they talked with."""
    rosa, client = make_tie(ana, "Rosa"), client_of(ana)
    answered = {"only_said": True, "hard_closed": True, "later": "lighter"}
    keep_reply(ana, TODAY, decision_of(ana), **answered)
    for send in (
        lambda: write(client, **LOW_WITH_NO_TALK, talked_with=[str(rosa.pk)]),
        lambda: client.post("/today/", {"key": str(uuid4()), **LOW_WITH_NO_TALK}),
    ):
        assert send().status_code == 303
        kept = Replies(only_said=True, hard_closed=True, later=Later.LIGHTER)
        assert replies_of(decision_of(ana), TODAY)[0] == kept
        assert client.get("/today/").context["page"].day_page.hard is None


def test_unticking_the_only_talk_of_a_low_day_makes_it_a_hard_one(client_of, ana, now):
    rosa, client = make_tie(ana, "Rosa"), client_of(ana)
    write(client, **LOW_WITH_NO_TALK, talked_with=[str(rosa.pk)])
    write(client, **LOW_WITH_NO_TALK)
    assert replies_of(decision_of(ana), TODAY)[0].hard_at == NOW
    assert client.get("/today/").context["page"].is_hard


def test_talks_of_a_day_feed_last_talked(client_of, ana, now):
    rosa, client = make_tie(ana, "Rosa"), client_of(ana)
    write(client, TODAY - timedelta(days=1), talked_with=[str(rosa.pk)])
    friend = client.get(f"/people/{rosa.pk}/").context["friend"]
    assert friend.last_talked == TODAY - timedelta(days=1)


def test_answers_taken_back_are_blank_again(client_of, ana, now):
    client = client_of(ana)
    write(client)
    blanks = dict.fromkeys(("lonely", "avoided", "held_in", "alone_wanted", "note"), "")
    write(client, **blanks)
    check_in = CheckIn.objects.get()
    assert check_in.answers.open(decision_of(ana)) == {"contact": "brief"}
    assert check_in.note.open(decision_of(ana)) is None


def test_a_gap_is_a_blank_and_never_a_fault(client_of, ana, now):
    for back in (0, 6):
        make_check_in(ana, TODAY - timedelta(days=back))
    page = text(client_of(ana).get("/check-ins/"))
    for word in ("missed", "streak", "fail", "0 of 7", "gap"):
        assert word not in page.lower()
    days = client_of(ana).get("/check-ins/").context["page"].days
    assert [entry.reading is not None for entry in days] == [True] + [False] * 5 + [True, False]
    for entry in days:
        assert f"/check-ins/{entry.day}/" in page


def test_the_weeks_say_saved_once_and_open_without_any_day(client_of, ana, now):
    client = client_of(ana)
    assert client.get("/check-ins/").status_code == 200
    assert "notice--saved" not in text(client.get("/check-ins/"))
    assert "notice--saved" in text(client.get("/check-ins/?saved=1"))


def test_more_days_cost_no_more_questions(client_of, ana, now):
    def add(n: int) -> None:
        make_check_in(ana, TODAY - timedelta(days=n), note="x", lonely=3)

    assert_does_not_grow(client_of(ana), "/check-ins/", add)


def test_more_friends_cost_no_more_questions_on_a_days_form(client_of, ana, now):
    def add(n: int) -> None:
        tie = make_tie(ana, f"Friend {n}")
        Contact.objects.create(person=ana, tie=tie, day=TODAY)

    assert_does_not_grow(client_of(ana), f"/check-ins/{TODAY}/", add)
