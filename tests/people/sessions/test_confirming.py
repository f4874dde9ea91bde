"""The passphrase once more before what counts, and a new passphrase."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from porchlight.directory.models import CalendarFeed
from porchlight.people.actions import replace_recovery_codes
from porchlight.people.limits import TRIES_PER_NAME
from porchlight.people.models import Person, RecoveryCode, Visit
from porchlight.people.passphrases import suggest
from porchlight.people.sessions.confirming import LASTS
from porchlight.people.signing_in import has_passphrase_of
from tests.make import NOW, make_person

WORDS, NEW = "four green porch chairs", "a quiet walk by the water"
GUARDED = ("/me/codes/", "/me/passphrase/", "/meet/saved/calendar/", "/me/device/")
SECOND = timedelta(seconds=1)


@pytest.fixture
def robin(now) -> Person:
    return make_person("Robin", WORDS)


def signed_in() -> Client:
    client = Client()
    client.post("/sign-in/", {"name": "Robin", "passphrase": WORDS})
    return client


@pytest.mark.parametrize("path", GUARDED)
@pytest.mark.parametrize("later", [timedelta(0), LASTS])
def test_whoever_has_just_signed_in_is_not_asked_again(robin, path, later):
    client = signed_in()
    with time_machine.travel(NOW + later, tick=False):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", GUARDED)
@pytest.mark.parametrize("later", [LASTS + SECOND, timedelta(days=20), -SECOND])
def test_later_the_passphrase_is_asked_for_and_leads_on(robin, path, later):
    client = signed_in()
    with time_machine.travel(NOW + later, tick=False):
        asked = client.get(f"{path}?x=1")
        assert (asked.status_code, asked["Location"]) == (303, f"/me/confirm/?next={path}%3Fx%3D1")
        page = client.get(asked["Location"])
        assert f'name="next" value="{path}?x=1"' in page.content.decode()
        told = {"passphrase": WORDS, "next": f"{path}?x=1"}
        answer = client.post("/me/confirm/", told)
        assert (answer.status_code, answer["Location"]) == (303, f"{path}?x=1")
        assert client.get(path).status_code == 200


def test_a_button_pressed_too_late_does_nothing_and_leads_to_its_own_page(robin):
    client = signed_in()
    with time_machine.travel(NOW + LASTS + SECOND, tick=False):
        answer = client.post("/me/codes/", headers={"Referer": "http://testserver/me/codes/"})
        assert answer["Location"] == "/me/confirm/?next=/me/codes/"
        answer = client.post("/me/passphrase/", {"passphrase": NEW})
        assert answer["Location"] == "/me/confirm/"
        assert client.post("/meet/saved/calendar/")["Location"] == "/me/confirm/"
        assert client.post("/me/device/", {"keep": "yes"})["Location"] == "/me/confirm/"
    assert not CalendarFeed.objects.exists()
    assert "device" not in client.cookies
    assert not RecoveryCode.objects.exists()
    assert has_passphrase_of(robin, WORDS)


def test_ending_an_address_or_a_copy_on_this_device_asks_nothing(robin):
    client = signed_in()
    assert client.post("/meet/saved/calendar/").status_code == 200
    assert client.post("/me/device/", {"keep": "yes"}).status_code == 303
    with time_machine.travel(NOW + LASTS + SECOND, tick=False):
        assert client.post("/meet/saved/calendar/end/")["Location"] == "/meet/saved/calendar/"
        assert client.post("/me/device/", {"keep": "no"})["Location"] == "/me/device/"
    assert not CalendarFeed.objects.filter(ended_at=None).exists()
    assert client.cookies["device"].value == ""


def test_one_browser_that_confirmed_says_nothing_of_another(robin):
    phone, computer = signed_in(), signed_in()
    with time_machine.travel(NOW + LASTS + SECOND, tick=False):
        phone.post("/me/confirm/", {"passphrase": WORDS})
        assert phone.get("/me/codes/").status_code == 200
        assert computer.get("/me/codes/").status_code == 303


def test_a_wrong_one_leads_nowhere_and_cannot_be_tried_for_long(robin):
    client = signed_in()
    with time_machine.travel(NOW + LASTS + SECOND, tick=False):
        tries = [client.post("/me/confirm/", {"passphrase": NEW}).status_code for _ in range(11)]
        assert tries == [422] * 10 + [429]
        assert client.post("/me/confirm/", {"passphrase": WORDS}).status_code == 429
        assert client.get("/me/codes/").status_code == 303


def test_the_page_leads_to_no_other_site(robin):
    told = {"passphrase": WORDS, "next": "https://elsewhere.example/"}
    assert signed_in().post("/me/confirm/", told)["Location"] == "/me/"


def test_whoever_has_no_passphrase_is_not_asked_for_it(client_of, ana, now):
    assert client_of(ana).get("/me/codes/").status_code == 200
    assert client_of(ana).get("/me/confirm/?next=/me/codes/")["Location"] == "/me/codes/"


# --- a new passphrase ---------------------------------------------------------------------------


def test_new_words_open_the_door_and_end_every_other_visit(robin):
    here, elsewhere = signed_in(), signed_in()
    before = here.cookies["visit"].value
    answer = here.post("/me/passphrase/", {"passphrase": NEW})
    assert answer.status_code == 200
    robin.refresh_from_db()
    assert has_passphrase_of(robin, NEW)
    assert not has_passphrase_of(robin, WORDS)
    assert here.get("/today/").status_code == 200
    assert here.cookies["visit"].value != before
    assert elsewhere.get("/today/").status_code == 302
    assert Visit.objects.count() == 1


def test_a_form_of_the_page_after_it_can_be_sent(robin):
    client = Client(enforce_csrf_checks=True)
    client.get("/sign-in/")

    def send(path: str, **typed: str):
        token = client.cookies["form"].value
        return client.post(path, {"csrfmiddlewaretoken": token, **typed})

    assert send("/sign-in/", name="Robin", passphrase=WORDS).status_code == 303
    page = send("/me/passphrase/", passphrase=NEW).content.decode()
    (token,) = re.findall(r'"X-CSRFToken": "(\w+)"', page)
    assert client.post("/sign-out/", {"csrfmiddlewaretoken": token}).status_code == 303


def test_the_four_suggested_words_can_be_taken(robin):
    client = signed_in()
    suggested = client.get("/me/passphrase/").context["form"].suggestion
    again = client.post("/me/passphrase/", {"another": "1", "suggested_passphrase": suggested})
    other = again.context["form"].suggestion
    assert other != suggested
    assert client.post("/me/passphrase/", {"suggested_passphrase": other}).status_code == 200
    robin.refresh_from_db()
    assert has_passphrase_of(robin, other)


@pytest.mark.parametrize(("typed", "rule"), [("short", "too-short"), ("a" * 20, "too-common")])
def test_weak_words_change_nothing(robin, typed, rule):
    answer = signed_in().post("/me/passphrase/", {"passphrase": typed})
    assert answer.status_code == 422
    assert [e.code for e in answer.context["form"].errors.as_data()["passphrase"]] == [rule]
    assert has_passphrase_of(robin, WORDS)


def test_the_words_of_a_namesake_are_refused_as_words_that_many_use(robin):
    make_person("robin", NEW)
    client = signed_in()
    answer = client.post("/me/passphrase/", {"passphrase": NEW})
    assert [e.code for e in answer.context["form"].errors.as_data()["passphrase"]] == ["too-common"]
    assert client.get("/today/").status_code == 200
    robin.refresh_from_db()
    assert has_passphrase_of(robin, WORDS)


def test_ones_own_words_may_be_kept(robin):
    assert signed_in().post("/me/passphrase/", {"passphrase": WORDS}).status_code == 200


def guesses(client: Client, path: str, words: list[str], **typed: str) -> list[str]:
    """What a page for a new passphrase says of each: "" where it took it."""
    said = []
    for passphrase in words:
        answer = client.post(path, {"passphrase": passphrase, **typed})
        errors = answer.context["form"].errors if answer.status_code == 422 else {}
        said.append(errors.as_data()["passphrase"][0].code if errors else "")
    return said


OWN_WORDS = [f"a quiet walk by water {n}" for n in range(TRIES_PER_NAME + 1)]


def test_a_new_passphrase_is_no_way_to_guess_that_of_a_namesake(robin):
    """Whoever joins under a name could try words without end: "choose others" says they fit."""
    client = signed_in()
    make_person("Robin", OWN_WORDS[-1])
    said = guesses(client, "/me/passphrase/", OWN_WORDS)
    assert said == [""] * (TRIES_PER_NAME - 1) + ["try-later"] * 2  # signing in was a try too


def test_nor_is_a_recovery_code_from_wherever_it_is_tried(robin):
    codes = replace_recovery_codes(robin)
    make_person("Robin", OWN_WORDS[0])
    for n in range(TRIES_PER_NAME):
        client = Client(REMOTE_ADDR=f"198.51.100.{n}")
        assert guesses(client, "/come-back/", OWN_WORDS[:1], code=codes[0]) == ["too-common"]
    assert guesses(Client(), "/come-back/", OWN_WORDS[:1], code=codes[0]) == ["try-later"]
    assert robin.recovery_codes.filter(used_at=None).count() == len(codes)


def test_four_suggested_words_are_taken_however_often_a_stranger_tried_the_name(robin):
    client, code = signed_in(), replace_recovery_codes(robin)[0]
    for n in range(TRIES_PER_NAME + 1):
        stranger = Client(REMOTE_ADDR=f"198.51.100.{n}")
        stranger.post("/sign-in/", {"name": "Robin", "passphrase": NEW})
    assert guesses(client, "/me/passphrase/", [NEW, suggest("en")]) == ["try-later", ""]
    assert guesses(Client(), "/come-back/", [suggest("en")], code=code) == [""]


def test_new_words_by_a_code_end_what_the_old_ones_had_opened_of_a_closed_account(robin):
    """Whoever knows the old words may stand at "come back or delete" at that moment."""
    code = replace_recovery_codes(robin)[0]
    signed_in().post("/me/leave/", {"passphrase": WORDS})
    stranger = Client()
    page = stranger.post("/sign-in/", {"name": "Robin", "passphrase": WORDS})
    token = page.context["token"]
    assert Client().post("/come-back/", {"code": code, "passphrase": NEW}).status_code == 200
    for button in ({}, {"now": "1"}):
        answer = stranger.post("/come-back/account/", {"token": token, **button})
        assert (answer.status_code, answer["Location"]) == (303, "/sign-in/")
    robin.refresh_from_db()
    assert robin.closed_at is not None
