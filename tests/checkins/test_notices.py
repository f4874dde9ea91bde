"""Notices on Today: a question, why it is asked, what the answer changes; to one person only."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction

from porchlight.checkins.actions import Entry, answer_notice, choose_how_often, record_check_in
from porchlight.checkins.listening import held_usual, listen
from porchlight.checkins.models import CheckIn, Notice, Usual
from porchlight.checkins.notices import notices_of
from porchlight.checkins.templatetags.checkins import notice_sentence
from porchlight.domain.drift import Model
from porchlight.domain.noticing import Fits, HowOften, NoticeKind
from porchlight.domain.usual import Measure, Reason
from porchlight.people.actions import erase
from tests.checkins.stories import HARD, STEADY, a_drift_of, close_the_four_ways, tell
from tests.growth import queries_of
from tests.make import NOW, TODAY, decision_of, make_check_in, make_tie

QUESTION = 'name="fits"'
REASON = "data-reason="
TOMORROW = 'id="tomorrow"'
STEP = 'action="/steps/"'


def text(answer) -> str:
    return answer.content.decode()


def answer(client, fits: str):
    return client.post(f"/notices/{Notice.objects.get().pk}/", {"fits": fits})


def test_a_drift_is_asked_about_with_reasons_in_counts_and_one_small_step(client_of, ana, now):
    make_tie(ana, "Ben", phone="601-555-0123")
    a_drift_of(ana)
    page = text(client_of(ana).get("/today/"))
    assert QUESTION in page.split("<details")[1].split("</details>")[0]
    assert len(set(re.findall(r'data-reason="([a-z_]+)"', page))) == page.count(REASON) == 3
    assert re.findall(r'name="fits" value="([a-z]+)"', page) == ["yes", "no", "wanted"]
    assert page.count(QUESTION) == 3
    assert 'id="for-you-alone"' in page
    assert STEP in page
    assert TOMORROW not in page


def test_a_notice_is_one_sentence_with_its_why_folded(client_of, ana, now):
    a_drift_of(ana)
    summary = re.search(r"<summary>(.*?)</summary>", text(client_of(ana).get("/today/")), re.S)[1]
    sentence, _ = re.split(r'<span class="fold__why">.*?</span>', summary)
    assert sentence.count(".") == 1
    one = Reason(Measure.LONELY, recent=6, usual=2, answered=6)
    assert notice_sentence([one]).count(".") == 1
    assert notice_sentence([one, one]) == ""  # then the page names the days alone


def test_no_number_of_the_model_is_on_any_page(client_of, ana, now):
    a_drift_of(ana)
    for path in ("/today/", "/check-ins/usual/", "/check-ins/", "/me/"):
        page = text(client_of(ana).get(path)).split("<main")[1]
        assert not re.search(r"\brisk|\bscore|%|\blikely|\bodds|\bchance", page), path


def test_it_is_told_to_nobody_else(client_of, ana, rosa, ben, dana, mo, cleo, now):
    a_drift_of(ana)
    make_tie(ben, "Ana")
    paths = ("/today/", "/check-ins/", "/check-ins/usual/", "/me/", "/me/notes/", "/people/",
             "/help/")  # fmt: skip
    for other in (rosa, ben, dana, mo, cleo):
        make_check_in(other)
        for path in paths:
            page = text(client_of(other).get(path))
            assert QUESTION not in page
            assert REASON not in page


def test_steady_days_raise_nothing(client_of, ana, now):
    tell(ana, 35, *[STEADY] * 36)
    assert QUESTION not in text(client_of(ana).get("/today/"))
    assert not Notice.objects.exists()


def test_a_new_person_is_asked_nothing(client_of, ana, now):
    tell(ana, 9, *[HARD] * 10)
    assert QUESTION not in text(client_of(ana).get("/today/"))
    assert not Notice.objects.exists()


def test_before_the_check_in_of_the_day_nothing_is_asked(client_of, ana, now):
    a_drift_of(ana)
    CheckIn.objects.filter(day=TODAY).delete()
    page = text(client_of(ana).get("/today/"))
    assert QUESTION not in page
    assert 'name="contact"' in page


def test_yes_keeps_the_reasons_and_the_step(client_of, ana, now):
    make_tie(ana, "Ben", phone="601-555-0123")
    a_drift_of(ana)
    client = client_of(ana)
    told = answer(client, "yes")
    assert (told.status_code, told["Location"]) == (303, "/today/")
    page = text(client.get("/today/"))
    assert QUESTION not in page
    assert page.count(REASON) == 3
    assert 'id="thanks"' in page
    assert STEP in page


def test_no_counts_these_days_as_usual_and_asks_nothing_for_two_weeks(client_of, ana, now):
    make_tie(ana, "Ben", phone="601-555-0123")
    a_drift_of(ana)
    client = client_of(ana)
    assert Usual.objects.filter(person=ana).exists()
    answer(client, "no")
    assert not Usual.objects.filter(person=ana).exists()
    page = text(client.get("/today/"))
    assert 'id="these-days-count"' in page
    assert REASON not in page
    assert STEP in page
    quiet = client.get("/check-ins/usual/")
    until = quiet.context["page"].picture.quiet_until
    assert until == Notice.objects.get().answered_on + timedelta(days=14)
    assert f"{until:%B} {until.day}" in text(quiet).split('id="quiet"')[1].split("</p>")[0]


def test_the_same_days_go_on_after_a_no_and_are_not_asked_about_again(ana):
    a_drift_of(ana)
    answer_notice(ana, Notice.objects.get(), Fits.NO, NOW)
    tell(ana, -1, *[HARD] * 45)
    assert Notice.objects.count() == 1


def test_wanted_is_rest_and_no_step_is_offered_that_day(client_of, ana, now):
    make_tie(ana, "Ben", phone="601-555-0123")
    a_drift_of(ana)
    client = client_of(ana)
    answer(client, "wanted")
    page = text(client.get("/today/"))
    assert 'id="time-alone"' in page
    assert STEP not in page
    assert 'id="empty-dot"' in text(client.get("/check-ins/usual/"))


def test_another_word_is_no_answer(client_of, ana, now):
    a_drift_of(ana)
    assert answer(client_of(ana), "perhaps").status_code == 303
    assert not Notice.objects.get().answer


def test_an_answer_is_sealed_and_so_is_what_it_was_about(client_of, ana, now):
    a_drift_of(ana)
    answer(client_of(ana), "wanted")
    kept = Notice.objects.get()
    assert kept.answer.open(decision_of(ana)) == "wanted"
    for sealed in (kept.answer, kept.told, Usual(person=ana).state):
        assert sealed.envelope is None or bytes(sealed.envelope).startswith(b"PL")


def test_an_unanswered_question_is_let_go_after_a_week(client_of, ana):
    a_drift_of(ana)
    asked_on = Notice.objects.get().day
    for days, is_asked in ((0, True), (6, True), (7, False), (12, False)):
        day = asked_on + timedelta(days=days)
        if day > TODAY:
            make_check_in(ana, day, **HARD)
        close_the_four_ways(ana, day)
        with time_machine.travel(NOW + (day - TODAY), tick=False):
            page = text(client_of(ana).get("/today/"))
            assert (QUESTION in page) is is_asked, days
    assert Notice.objects.count() == 1


MENDED = {"mood": "4", "urge": "1", "contact": "good", "lonely": "2", "avoided": "no",
          "held_in": "no"}  # fmt: skip


def test_mending_the_days_takes_the_question_away(client_of, ana, now):
    a_drift_of(ana)
    client = client_of(ana)
    assert QUESTION in text(client.get("/today/"))
    for back in range(3, -1, -1):
        path = f"/check-ins/{TODAY - timedelta(days=back)}/"
        assert client.post(path, {"key": str(uuid4()), **MENDED}).status_code == 303
    assert QUESTION not in text(client.get("/today/"))


def test_mending_the_days_a_question_is_about_takes_it_back_for_good(client_of, ana):
    a_drift_of(ana)
    asked_on = Notice.objects.get().day
    CheckIn.objects.filter(day__gt=asked_on).delete()
    client = client_of(ana)
    with time_machine.travel(NOW + (asked_on - TODAY), tick=False):
        for back in range(4):
            day = asked_on - timedelta(days=back)
            client.post(f"/check-ins/{day}/", {"key": str(uuid4()), **MENDED})
        assert not Notice.objects.exists()
        assert QUESTION not in text(client.get("/today/"))


def test_a_better_day_does_not_take_an_open_question_away(client_of, ana, now):
    a_drift_of(ana)
    tell(ana, -1, STEADY)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert QUESTION in text(client_of(ana).get("/today/"))


def test_what_is_added_to_today_later_counts_too(client_of, ana, now):
    """Three taps first; the rest of the day is told on its own page."""
    three_taps = {"mood": 3, "urge": 2, "talk": "good"}
    tell(ana, 33, *[STEADY | {"urge": at % 3} for at in range(30)], *[three_taps] * 3)
    client = client_of(ana)
    client.post("/today/", {"key": str(uuid4()), "mood": "3", "urge": "2", "contact": "good"})
    assert not Notice.objects.exists()
    for back in range(3, -1, -1):
        more = {"mood": "1", "urge": "9", "contact": "none", "lonely": "10", "avoided": "yes",
                "held_in": "yes"}  # fmt: skip
        path = f"/check-ins/{TODAY - timedelta(days=back)}/"
        client.post(path, {"key": str(uuid4()), **more})
        assert Notice.objects.exists() is (back == 0)
    close_the_four_ways(ana)
    assert QUESTION in text(client.get("/today/"))


def test_whoever_wants_none_gets_none_and_can_still_look(client_of, ana, now):
    choose_how_often(ana, HowOften.OFF)
    a_drift_of(ana)
    client = client_of(ana)
    assert not Notice.objects.exists()
    assert QUESTION not in text(client.get("/today/"))
    assert 'id="why"' in text(client.get("/check-ins/usual/"))


def test_choosing_never_takes_an_open_question_away(client_of, ana, now):
    a_drift_of(ana)
    choose_how_often(ana, HowOften.OFF)
    assert QUESTION not in text(client_of(ana).get("/today/"))


def test_a_return_after_a_gap_is_welcomed_and_not_asked_about(client_of, ana, now):
    tell(ana, 45, *[STEADY] * 30, *[None] * 12, *[HARD] * 4)
    page = text(client_of(ana).get("/today/"))
    assert QUESTION not in page
    assert not Notice.objects.exists()


def about_tomorrow(person, day: date = TODAY) -> None:
    Notice.objects.create(
        person=person, day=day, told={"kind": "hard_tomorrow", "since": None, "about": []}
    )


def test_a_line_about_tomorrow_is_a_guess_with_one_step_for_tomorrow(client_of, ana, now):
    make_tie(ana, "Ben", phone="601-555-0123")
    tell(ana, 20, *[STEADY] * 21)
    about_tomorrow(ana)
    page = text(client_of(ana).get("/today/"))
    assert TOMORROW in page
    assert 'name="kind" value="call"' in page
    assert page.count('name="answer" value="taken"') == 1
    assert page.count('name="answer" value="not_today"') == 1
    assert QUESTION not in page


def test_tomorrow_is_told_today_only_and_without_a_step_when_today_has_had_its_answer(
    client_of, ana, now
):
    ben = make_tie(ana, "Ben", phone="601-555-0123")
    tell(ana, 20, *[STEADY] * 21)
    about_tomorrow(ana)
    client = client_of(ana)
    client.post("/steps/", {"kind": "call", "tie": str(ben.pk), "name": "Ben", "answer": "taken"})
    page = text(client.get("/today/"))
    assert TOMORROW in page
    assert 'name="answer"' not in page
    Notice.objects.update(day=TODAY - timedelta(days=1))
    assert TOMORROW not in text(client.get("/today/"))


def test_the_page_never_has_two_notices(client_of, ana, now):
    a_drift_of(ana)
    Notice.objects.all().delete()
    about_tomorrow(ana, TODAY - timedelta(days=1))
    tell(ana, 0, HARD)
    page = text(client_of(ana).get("/today/"))
    assert TOMORROW not in page
    assert QUESTION not in page
    tell(ana, -1, HARD)
    assert [told.kind for _, told in notices_of(decision_of(ana), TODAY + timedelta(days=1))] == [
        NoticeKind.HARD_TOMORROW, NoticeKind.DRIFT,
    ]  # fmt: skip


def test_a_second_notice_on_a_day_is_refused_by_the_database(ana):
    about_tomorrow(ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        about_tomorrow(ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(answered_on=TODAY - timedelta(days=1))


def test_what_is_known_of_closed_days_moves_on_with_each_check_in(ana):
    tell(ana, 30, *[STEADY] * 31)
    kept = held_usual(decision_of(ana)).snapshot
    assert kept.through == TODAY - timedelta(days=8)
    assert len(kept.state) < 1000
    assert Usual.objects.filter(person=ana).count() == 1


def days_read_by(monkeypatch, write):
    """The days that the model takes in while something is written."""
    days, update = [], Model.update

    def seen(self, state, day, row):
        days.append(day)
        return update(self, state, day, row)

    monkeypatch.setattr(Model, "update", seen)
    write()
    monkeypatch.undo()
    return days


def test_a_check_in_reads_today_alone_unless_an_open_day_was_changed(ana, monkeypatch):
    tell(ana, 30, *[STEADY] * 31)
    again = days_read_by(monkeypatch, lambda: tell(ana, 0, HARD))
    assert again == [TODAY]
    record_check_in(ana, Entry(TODAY - timedelta(days=3), 1, 6, "none"), NOW)
    after_an_edit = days_read_by(monkeypatch, lambda: tell(ana, 0, HARD))
    assert after_an_edit == [TODAY - timedelta(days=back) for back in range(7, -1, -1)]
    assert days_read_by(monkeypatch, lambda: tell(ana, 0, HARD)) == [TODAY]
    choose_how_often(ana, HowOften.OFTEN)
    assert len(days_read_by(monkeypatch, lambda: tell(ana, 0, HARD))) == 8
    tomorrow = days_read_by(monkeypatch, lambda: tell(ana, -1, STEADY))
    assert sorted(tomorrow) == [TODAY + timedelta(days=n) for n in (-7, 0, 1)]


def test_an_edit_is_heard_as_if_all_days_were_read_anew(ana):
    a_drift_of(ana)
    record_check_in(ana, Entry(TODAY - timedelta(days=2), 4, 1, "good"), NOW)
    tell(ana, 0, HARD)
    noticed = [told for _, told in notices_of(decision_of(ana), TODAY)]
    through_it = listen(decision_of(ana), TODAY, HowOften.SOMETIMES, noticed)
    Usual.objects.all().delete()
    anew = listen(decision_of(ana), TODAY, HowOften.SOMETIMES, noticed)
    assert through_it.held.lately is not None
    assert through_it.heard == anew.heard
    assert through_it.picture == anew.picture


def test_what_is_known_is_of_one_size_from_the_first_day_on(ana):
    sizes = set()
    for back in range(20, -1, -1):
        tell(ana, back, HARD if back < 6 else STEADY)
        sizes.add(len(Usual.objects.get(person=ana).state.envelope))
    assert len(sizes) == 1


@pytest.mark.parametrize(
    "other",
    [
        lambda state: b"PLdr",
        lambda state: b"PLdr\x01\x00" + state[6:-16],  # version 1: 440 bytes where 2 has 456
        lambda state: state[:12] + b"\x00\x00\x00\x00" + state[16:],  # another prior
    ],
    ids=["cut-short", "version-1", "another-prior"],
)
def test_what_another_version_kept_is_made_anew_from_the_check_ins(ana, other):
    tell(ana, 30, *[STEADY] * 31)
    ours = held_usual(decision_of(ana)).snapshot
    row = Usual.objects.get(person=ana)
    row.state = b64encode(other(ours.state)).decode()
    row.save()
    assert held_usual(decision_of(ana)).snapshot is None
    tell(ana, 0, STEADY)
    assert held_usual(decision_of(ana)).snapshot == ours


def test_erasing_somebody_takes_their_notices_along(ana):
    a_drift_of(ana)
    erase(ana)
    assert not Notice.objects.exists()
    assert not Usual.objects.exists()


def test_a_question_costs_no_more_queries_after_ninety_days_than_after_twenty(
    client_of, ana, ben, now
):
    tell(ana, 20, *[STEADY] * 17, *[HARD] * 4)
    tell(ben, 90, *[STEADY] * 87, *[HARD] * 4)
    few, many = (queries_of(client_of(one), "/today/") for one in (ana, ben))
    assert Notice.objects.count() == 2
    assert few == many
