"""Home, of somebody who is here for somebody else: their own day, and a human on every page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils.translation import override

from porchlight.checkins.models import CheckIn
from porchlight.checkins.readings import reading_on
from porchlight.checkins.replies import replies_by_day
from porchlight.circles.invitations.actions import accept, confirm, invite
from porchlight.circles.models import Tie
from porchlight.circles.queries import circle_of
from porchlight.domain.checkin import Talk
from porchlight.domain.circle.invitations import Role
from porchlight.domain.family_checkin import (
    SECOND_ANSWERS,
    WEEKLY_ANSWERS,
    WITH_A_FRIEND,
    FamilyDay,
    FamilyStep,
    Second,
    Weekly,
    family_step,
    second_of,
)
from porchlight.domain.fit import Account
from porchlight.people.models import Person
from porchlight.people.wishes import change_account
from porchlight.practices.lessons.index import LESSONS
from porchlight.sharing.home.queries import own_people
from porchlight.together.actions import send_note
from tests.circles.inviting import digits_of
from tests.growth import assert_does_not_grow
from tests.make import NOW, TODAY, decision_of, make_check_in, make_tie

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def mother(rosa):
    change_account(rosa, Account.FAMILY, decision_of(rosa))
    return rosa


def plain(answer):
    """A page without what is drawn by chance: the tokens and keys of its forms."""
    chance = r"\b[A-Za-z0-9]{64}\b|name=\"key\" value=\"[^\"]+\""
    return re.sub(chance, "", answer.content.decode())


def told(client, mood="4", contact="good", **more):
    return client.post("/home/", {"mood": mood, "contact": contact, **more})


def test_home_stands_before_anybody_shares_anything(client_of, mother):
    page = client_of(mother).get("/home/")
    assert page.status_code == 200
    assert page.context["page"].asks_here
    assert page.context["page"].reading is None


def test_two_taps_are_kept_and_said_back_and_no_urge_is_kept_whatever_is_sent(client_of, mother):
    client = client_of(mother)
    answer = told(client, "2", "brief", urge="9")
    assert (answer.status_code, answer["Location"]) == (303, "/home/")
    reading = reading_on(decision_of(mother), TODAY)
    assert (reading.mood, reading.talk, reading.urge) == (2, Talk.BRIEF, None)
    page = client.get("/home/")
    assert page.context["page"].reading == reading
    assert page.context["page"].step is not None
    assert b'id="saved"' in page.content


def test_without_a_key_a_day_of_theirs_looks_like_any_other(mother, ana):
    rows = [make_check_in(ana, urge=7), make_check_in(mother, urge=None)]
    sizes = [(len(row.mood.envelope), len(row.urge.envelope)) for row in rows]
    assert sizes[0] == sizes[1]


def test_a_missing_tap_is_asked_for_and_the_other_one_stays(client_of, mother):
    page = client_of(mother).post("/home/", {"mood": "3"})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["talk"]
    assert (3, True) in [(value, chosen) for value, _words, chosen in page.context["moods"]]
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("days", range(4))
def test_on_a_very_low_day_the_first_line_asks_for_company(client_of, mother, days):
    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        client = client_of(mother)
        told(client, "1", "none")
        lessons = [
            client.get(f"/home/?lesson={n}").context["page"].helpful.lesson.slug for n in range(4)
        ]
    assert lessons[0] == "looking-after-me"
    assert len(set(lessons)) == 4


@pytest.mark.parametrize("days", range(3))
def test_on_a_low_day_the_first_line_is_for_somebody_of_her_own(client_of, mother, days):
    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        client = client_of(mother)
        told(client, "2", "good")
        assert client.get("/home/").context["page"].helpful.lesson.send_to


@pytest.mark.parametrize("language", ["en", "es"])
def test_for_twelve_days_each_line_is_another_one(client_of, mother, language):
    Person.objects.filter(pk=mother.pk).update(language=language)
    shown, other_lessons = [], []
    with time_machine.travel(NOW, tick=False) as clock:
        for _day in range(12):
            page = client_of(mother).get("/home/")
            (line,) = re.findall(r'class="say say--quote">([^<]+)<', page.content.decode())
            helpful = page.context["page"].helpful
            other_lessons.append(helpful.also.slug != helpful.lesson.slug)
            wanted = f"/write/?lesson={helpful.lesson.slug}&line={helpful.number}"
            assert wanted.replace("&", "&amp;") in page.content.decode()
            with override(language):
                assert client_of(mother).get(wanted).context["line"] == str(helpful.line)
            shown.append(line)
            clock.shift(timedelta(days=1))
    assert len(set(shown)) == 12
    assert all(other_lessons)


@pytest.mark.parametrize("number", ["", "0", "4", "x", "²", "-1"])
def test_a_number_that_names_no_line_is_the_lessons_own(number):
    lesson = LESSONS["kind-asks"]
    assert lesson.line(number) == lesson.send_today
    assert lesson.line("2") == lesson.send_other_days[0]


@pytest.mark.parametrize("mood", range(1, 6))
@pytest.mark.parametrize("contact", ["good", "brief", "none"])
@pytest.mark.parametrize("has_friend", [True, False])
def test_each_answer_leads_to_a_page_with_a_human_on_it(
    client_of, mother, mood, contact, has_friend
):
    if has_friend:
        make_tie(mother, "Tere", phone="601-555-0123")
    client = client_of(mother)
    told(client, str(mood), contact)
    page = client.get("/home/")
    shown, html = page.context["page"], page.content.decode()
    assert shown.is_hard is (mood == 1 or (mood == 2 and contact == "none"))
    if has_friend:
        assert 'href="tel:' in html
    if shown.is_hard:  # a person first, then a room, then Help; nothing is asked beside it
        ways = re.findall(r'class="way[^"]*" href="([^"]+)"', html)
        assert len(ways) == 3
        assert ways[0].startswith("tel:")
        assert ways[-1] == "/help/"
        assert shown.step is None
    else:
        step = page.context["step"]
        assert step["href"].startswith(("/people/", "/meet/", "/for-me/"))
        assert step["say"]
        assert step["button"]
    assert 'href="/help/"' in html


ALL_DAYS = [
    FamilyDay(mood, listened, more, week)
    for mood in (None, 1, 2, 3, 4, 5)
    for listened in (None, *Talk)
    for more in ({}, *({s: a} for s in Second for a in SECOND_ANSWERS[s]))
    for week in ({}, *({w: a} for w in Weekly for a in WEEKLY_ANSWERS[w]))
]


@pytest.mark.parametrize("has_friend", [True, False])
@pytest.mark.parametrize("has_group_at", [True, False])
def test_whatever_was_answered_there_is_a_step_that_can_be_taken(has_friend, has_group_at):
    for day in ALL_DAYS:
        found = {
            family_step(day, has_friend=has_friend, has_group_at=has_group_at, others_passed=n)
            for n in range(8)
        }
        assert len(found) > 1, day
        assert has_friend or not found & WITH_A_FRIEND
        assert has_group_at or FamilyStep.GROUP_AT not in found


def test_the_one_more_question_is_answered_by_a_tap_and_asked_no_more(client_of, mother):
    client = client_of(mother)
    told(client)
    second = second_of(TODAY)
    page = client.get("/home/")
    assert page.context["page"].second is second
    answer = SECOND_ANSWERS[second][2]
    client.post("/home/more/", {"answer": answer})
    client.post("/home/more/", {"answer": "anything"})
    assert replies_by_day(decision_of(mother))[TODAY]["family_more"] == {second: answer}
    assert client.get("/home/").context["page"].second_answer == answer


def test_once_a_week_four_taps_and_whether_home_is_safe_is_kept_nowhere(client_of, mother):
    client = client_of(mother)
    told(client)
    answer = client.post("/home/week/", {"worry": "heavy", "safe": "no"})
    assert answer["Location"] == "/for-me/home/"
    kept = replies_by_day(decision_of(mother))[TODAY]
    assert kept["family_week"] == {"worry": "heavy"}
    assert "no" not in str(kept)
    page = client.get("/home/").context["page"]
    assert not page.asks_week
    assert page.step.step in (FamilyStep.COUNSELOR, FamilyStep.GROUP_AT, FamilyStep.GROUP_NEAR)
    assert client.post("/home/week/", {"safe": "yes"})["Location"] == "/home/"


def test_no_step_today_is_one_tap_and_nothing_more_is_offered(client_of, mother):
    client = client_of(mother)
    told(client)
    client.post("/home/not-today/")
    assert client.get("/home/").context["page"].step is None


def test_a_day_is_written_late_without_the_urge_and_a_closed_one_is_not(client_of, mother):
    client = client_of(mother)
    day = TODAY - timedelta(days=3)
    sent = {"mood": "2", "contact": "none", "lonely": "7", "note": "long day", "urge": "9"}
    assert client.post(f"/home/{day}/", sent).status_code == 303
    reading = reading_on(decision_of(mother), day)
    assert (reading.mood, reading.lonely, reading.urge) == (2, 7, None)
    assert client.get(f"/home/{TODAY - timedelta(days=9)}/").status_code == 422


def test_their_own_drift_is_noticed_by_the_same_model(client_of, mother):
    for back in range(60, 8, -1):
        make_check_in(mother, TODAY - timedelta(days=back), urge=None, mood=4, talk="good")
    for back in range(8, 0, -1):
        make_check_in(mother, TODAY - timedelta(days=back), urge=None, mood=1, talk="none")
    make_check_in(mother, TODAY, urge=None, mood=3, talk="none")
    page = client_of(mother).get("/home/")
    assert page.context["page"].notice.is_question
    assert page.context["notice_words"]
    assert {reason.kind for reason in page.context["page"].notice.reasons} <= {"mood", "contact"}


def test_a_step_never_leads_to_whoever_came_in_as_family(mother, ana):
    make_tie(mother, "Tere")
    theirs = make_tie(mother, "Ana", phone="601-555-0120")
    theirs.card = {**theirs.card.open(decision_of(mother)), "role": "family"}
    theirs.save()
    assert [friend.name for friend in own_people(circle_of(decision_of(mother)))] == ["Tere"]


def test_who_is_here_for_both_has_a_home_without_a_second_check_in(client_of, rosa):
    change_account(rosa, Account.BOTH, decision_of(rosa))
    client = client_of(rosa)
    assert client.get("/home/").status_code == 200
    assert b'name="mood"' not in client.get("/home/").content
    told(client)
    assert not CheckIn.objects.exists()


def test_more_people_cost_no_more_questions(client_of, mother):
    client = client_of(mother)
    told(client)
    assert_does_not_grow(client, "/home/", lambda n: make_tie(mother, f"Friend {n}"))


def test_the_same_page_with_nothing_shared_paused_or_taken_back(client_of, mother, ana):
    """What was never shared and what is over say the same, byte for byte."""
    tie = make_tie(mother, "Ana")
    Tie.objects.filter(pk=tie.pk).update(account=ana)
    back = make_tie(ana, "Rosa")
    Tie.objects.filter(pk=back.pk).update(account=mother)
    client = client_of(mother)
    quiet = plain(client.get("/home/"))
    make_check_in(ana, mood=1, urge=9)
    assert plain(client.get("/home/")) == quiet
    assert f'id="from-{tie.pk}"' in quiet


def test_what_the_others_ask_stands_on_home(client_of, mother, ana, now):
    tie, back = make_tie(mother, "Ana"), make_tie(ana, "Rosa")
    Tie.objects.filter(pk=tie.pk).update(account=ana)
    Tie.objects.filter(pk=back.pk).update(account=mother)
    send_note(ana, Tie.objects.get(pk=back.pk), "Hello", NOW)
    answer = client_of(mother).get("/home/")
    assert [friend.name for friend in answer.context["noted"]] == ["Ana"]
    assert f"/people/{tie.pk}/notes/#newest" in answer.content.decode()


def test_a_card_is_nobody_for_her_until_she_says_so(client_of, mother):
    client = client_of(mother)
    assert "is_offered" in client.get("/people/add/").content.decode().partition("<details")[0]
    client.post("/people/add/", {"name": "Ana", "near": "inner"})
    assert own_people(circle_of(decision_of(mother))) == []
    client.post("/people/add/", {"name": "Tere", "near": "inner", "is_offered": "on"})
    assert [friend.name for friend in own_people(circle_of(decision_of(mother)))] == ["Tere"]


@pytest.fixture
def son(client_of, mother):
    """Her only card, as she would add it: a number, and who she is here for, with both boxes."""
    typed = {"name": "Beto", "near": "inner", "phone": "601-555-0123", "is_offered": "on"}
    client_of(mother).post("/people/add/", {**typed, "is_here_for": "on"})
    return Tie.objects.get(person=mother)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("mood", range(1, 6))
@pytest.mark.parametrize("contact", ["good", "none"])
def test_home_never_leans_on_who_she_is_here_for(client_of, mother, son, language, mood, contact):
    Person.objects.filter(pk=mother.pk).update(language=language)
    client = client_of(mother)
    told(client, str(mood), contact)
    for passed in range(6):
        page = client.get(f"/home/?step={passed}&lesson={passed}")
        html = page.content.decode()
        assert "Beto" not in html
        assert f"/people/{son.pk}/" not in html
        assert list(page.context["page"].near) == []
        if page.context["step"]:
            assert page.context["step"]["href"].startswith(("/meet/", "/for-me/"))
        else:
            ways = re.findall(r'class="way[^"]*" href="([^"]+)"', html)
            assert ways[0].startswith("tel:")
            assert ways[1].startswith(("/meet/", "/for-me/"))


def test_a_line_for_ones_own_people_is_not_sent_to_them_and_any_other_may_be(
    client_of, mother, son
):
    make_tie(mother, "Tere")
    client = client_of(mother)
    for_own = client.get("/write/?lesson=looking-after-me")
    assert [friend.name for friend, _is_in in for_own.context["circle"]] == ["Tere"]
    to_any = client.get("/write/?lesson=kind-asks")
    assert {friend.name for friend, _is_in in to_any.context["circle"]} == {"Beto", "Tere"}


def test_their_own_page_stays_as_it_is_and_help_does_not_name_them(client_of, mother, son):
    client = client_of(mother)
    page = client.get(f"/people/{son.pk}/").content.decode()
    assert "tel:+16015550123" in page
    assert "sms:+16015550123" in page
    assert "Beto" not in client.get("/help/", follow=True).content.decode()


def test_who_asked_her_in_is_nobody_for_her_until_she_says_so(client_of, mother, ana, now):
    """As with a card that she wrote, whatever role the other one chose."""
    made = invite(ana, make_tie(ana, "Rosa"), "Ana", Role.FRIEND, NOW)
    accept(made.pk, mother, NOW)
    assert confirm(made, digits_of(made), decision_of(ana), NOW)
    assert own_people(circle_of(decision_of(mother))) == []
    client = client_of(mother)
    change = f"/people/{Tie.objects.get(person=mother).pk}/change/"
    assert client.get(change).context["form"]["is_offered"].value() is False
    typed = {"name": "Ana", "near": "middle"}
    client.post(change, typed)
    assert own_people(circle_of(decision_of(mother))) == []
    client.post(change, {**typed, "is_offered": "on"})
    assert [friend.name for friend in own_people(circle_of(decision_of(mother)))] == ["Ana"]
