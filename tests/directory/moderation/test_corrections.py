"""Somebody says what is not right; a host settles it; nobody learns who it was."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from porchlight.directory.correction_form import ABOUT_WORDS
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Closure, Correction, Service, Source
from porchlight.directory.moderation.actions import (
    close_listing,
    reopen_listing,
    settle_correction,
    suggest_correction,
)
from porchlight.people.actions import erase
from tests.directory.listings import make_meeting
from tests.directory.made_up import row
from tests.forms import codes_of
from tests.growth import assert_does_not_grow
from tests.make import NOW

pytestmark = pytest.mark.usefixtures("now")
WORDS = "It is at eight now, in the hall next door."


@pytest.fixture
def meeting(db):
    return make_meeting("wed 19:00", name="Evening light")


def send(client, meeting, key=None, **told):
    told = {"about": "time", "words": WORDS, "key": str(key or uuid4()), **told}
    return client.post(f"/meet/{meeting.pk}/correct/", told)


def test_what_is_not_right_is_told_from_the_listing_and_thanked_for(ana, client_of, meeting):
    client = client_of(ana)
    assert f'href="/meet/{meeting.pk}/correct/"' in client.get(f"/meet/{meeting.pk}/").text
    answer = send(client, meeting)
    assert (answer.status_code, answer["Location"]) == (303, f"/meet/{meeting.pk}/?told=1")
    assert "notice--saved" in client.get(answer["Location"]).text
    assert "notice--saved" not in client.get(f"/meet/{meeting.pk}/").text
    kept = Correction.objects.get()
    assert (kept.about, kept.service, kept.settled_at) == ("time", meeting, None)
    assert b"eight" not in bytes(kept.words.envelope)


def test_sending_it_twice_makes_one(ana, client_of, meeting):
    client, key = client_of(ana), uuid4()
    for _ in range(2):
        assert send(client, meeting, key).status_code == 303
    assert Correction.objects.count() == 1
    assert send(client, meeting, key, about="gone").status_code == 422


def test_what_does_not_fit_says_so_and_keeps_the_words(ana, client_of, meeting):
    answer = send(client_of(ana), meeting, about="")
    assert answer.status_code == 422
    assert codes_of(answer) == {"about": ["required"]}
    assert 'id="id_about_error"' in answer.text
    assert WORDS in answer.text
    assert send(client_of(ana), meeting, words="x" * 1001).status_code == 422
    assert not Correction.objects.exists()


def test_ten_in_a_quarter_of_an_hour_are_enough(ana, ben, client_of, meeting):
    client = client_of(ana)
    assert {send(client, meeting).status_code for _ in range(10)} == {303}
    eleventh = send(client, meeting)
    assert eleventh.status_code == 422
    assert 'id="many-corrections"' in eleventh.text
    assert WORDS in eleventh.text
    assert send(client_of(ben), meeting).status_code == 303


def test_a_host_reads_it_and_it_does_not_say_who_wrote_it(ana, mo, cleo, client_of, meeting):
    suggest_correction(ana, meeting, "time", WORDS, NOW)
    page = client_of(mo).get("/meet/corrections/").text
    for words in ('id="waiting">1 ', "Evening light", str(ABOUT_WORDS["time"]), WORDS):
        assert words in page
    assert str(ana.pk) not in page
    assert "ana" not in page.replace("Ana", "ana").split("<main")[1]
    for other in (ana, cleo):
        assert client_of(other).get("/meet/corrections/").status_code == 404


def test_settling_takes_it_off_the_queue_and_its_words_away(ana, mo, client_of, meeting):
    correction = suggest_correction(ana, meeting, "time", WORDS, NOW)
    path = f"/meet/corrections/{correction.pk}/"
    client = client_of(mo)
    assert client.post(path, {"outcome": "erased"}).status_code == 404
    assert client.post(path, {"outcome": "mended"}).status_code == 303
    kept = Correction.objects.get()
    assert (kept.outcome, kept.settled_at) == ("mended", NOW)
    assert not kept.words
    page = client.get("/meet/corrections/")
    assert page.context["page"].waiting == 0
    assert path not in page.text
    client.post(path, {"outcome": "hidden"})
    assert Correction.objects.get().outcome == "mended"
    assert not Closure.objects.exists()


def test_hiding_takes_the_listing_off_and_settles_all_that_was_said_of_it(
    ana, ben, mo, client_of, meeting
):
    first = suggest_correction(ana, meeting, "gone", "", NOW)
    suggest_correction(ben, meeting, "gone", "The door is shut.", NOW)
    elsewhere = suggest_correction(ben, make_meeting("fri 12:00"), "other", "", NOW)
    before = Source.objects.get().version
    client = client_of(mo)
    client.post(f"/meet/corrections/{first.pk}/", {"outcome": "hidden"})
    assert list(Correction.objects.filter(settled_at=None)) == [elsewhere]
    meeting.refresh_from_db()
    assert meeting.status == Service.Status.CLOSED_FOR_NOW
    assert Source.objects.get().version == before + 1
    page = client.get("/meet/corrections/").text
    assert "Evening light" in page.split('id="closures"')[1]
    client.post(f"/meet/closures/{Closure.objects.get().pk}/end/")
    meeting.refresh_from_db()
    assert meeting.status == Service.Status.ACTIVE


def test_what_a_host_hid_stays_hidden_when_its_source_is_read_again(db):
    def look(at, **changed):
        feed = json.dumps([row(**changed)]).encode()
        import_feed("desk", feed, at=at)

    look(NOW)
    close_listing(Service.objects.get(), NOW)
    look(NOW + timedelta(days=1))
    assert Service.objects.get().status == Service.Status.CLOSED_FOR_NOW
    look(NOW + timedelta(days=2), name="Another name", time="13:00", end_time="14:00")
    assert Service.objects.get().name == "Another name"
    assert Service.objects.get().status == Service.Status.CLOSED_FOR_NOW
    reopen_listing(Closure.objects.get(), NOW)
    assert Service.objects.get().status == Service.Status.ACTIVE
    look(NOW + timedelta(days=3), name="Another name", time="13:00", end_time="14:00")
    assert Service.objects.get().status == Service.Status.ACTIVE


def test_closing_and_reopening_twice_is_quiet(db, meeting):
    for _ in range(2):
        close_listing(meeting, NOW)
    closure = Closure.objects.get()
    for _ in range(2):
        reopen_listing(closure, NOW)
    close_listing(meeting, NOW)
    assert Closure.objects.filter(undone_at=None).count() == 1


def test_somebody_who_leaves_takes_their_corrections_along(ana, mo, client_of, meeting):
    suggest_correction(ana, meeting, "time", WORDS, NOW)
    erase(ana)
    assert not Correction.objects.exists()
    assert client_of(mo).get("/meet/corrections/").status_code == 200


def test_settling_something_settled_changes_nothing(ana, meeting):
    correction = suggest_correction(ana, meeting, "time", WORDS, NOW)
    settle_correction(correction, "left", NOW)
    settle_correction(correction, "hidden", NOW)
    assert Correction.objects.get().outcome == "left"
    assert not Closure.objects.exists()


def test_the_queue_asks_as_often_for_twenty_as_for_ten_of_one_person(ana, mo, client_of):
    def add(n):
        suggest_correction(ana, make_meeting("wed 19:00"), "time", WORDS, NOW + timedelta(hours=n))

    assert_does_not_grow(client_of(mo), "/meet/corrections/", add)
