"""The lock on one phone: setting it, what a locked visit shows, opening it, and what waited."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from porchlight.checkins.models import CheckIn
from porchlight.people.models import Person, Visit
from porchlight.people.sessions.app_lock import AWAY, PIN_TRIES
from tests.make import NOW, TODAY, lock_visit, make_person, make_tie

WORDS, PIN, NOTE = "four green porch chairs", "40718293", "Dinner was long, I thought of Lou."
LATER = NOW + AWAY + timedelta(seconds=2)
DAY = {"mood": "3", "urge": "2", "contact": "good", "note": NOTE}
KEY = "6f9619ff-8b86-4011-b42d-00cf4fc964ff"


@pytest.fixture
def robin(now) -> Person:
    return make_person("Robin", WORDS)


def signed_in() -> Client:
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.post("/sign-in/", {"name": "Robin", "passphrase": WORDS})
    return client


@pytest.fixture
def phone(robin) -> Client:
    """Robin's phone, with the lock on and open."""
    client = signed_in()
    assert client.post("/me/lock/", {"pin": PIN, "pin_again": PIN}).status_code == 303
    return client


def is_open(client: Client) -> bool:
    return client.get("/today/").status_code == 200


def lock(client: Client) -> Client:
    assert client.post("/lock/")["Location"] == "/locked/"
    return client


def give(client: Client, pin: str, path: str = "/locked/") -> Any:
    return client.post(path, {"pin": pin})


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


# --- the setting --------------------------------------------------------------------------------


def test_without_a_lock_nothing_locks(robin):
    client = signed_in()
    assert client.post("/lock/")["Location"] == "/me/lock/"
    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        assert is_open(client)
    assert "seen" not in client.cookies
    assert "data-lock" not in text_of(client.get("/today/"))


def test_the_lock_is_set_for_this_browser_alone(phone):
    other = signed_in()
    lock(phone)
    assert not is_open(phone)
    assert is_open(other)
    assert other.post("/lock/")["Location"] == "/me/lock/"


@pytest.mark.parametrize(
    ("pin", "again", "field", "code"),
    [
        ("", "", "pin", "required"),
        ("40a1", "40a1", "pin", "not-digits"),
        ("407", "407", "pin", "too-short"),
        ("407182639", "407182639", "pin", "too-long"),
        ("1234", "1234", "pin", "too-easy"),
        ("4071", "4072", "pin_again", "differs"),
    ],
)
def test_a_pin_that_does_not_do_is_said_and_never_shown_again(robin, pin, again, field, code):
    client = signed_in()
    answer = client.post("/me/lock/", {"pin": pin, "pin_again": again})
    assert answer.status_code == 422
    assert [e.code for e in answer.context["form"].errors.as_data()[field]] == [code]
    assert not pin or f'value="{pin}"' not in text_of(answer)
    assert client.post("/lock/")["Location"] == "/me/lock/"


def test_turning_it_off_or_choosing_another_pin_asks_who_it_is(phone):
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(4):  # in use all the while
            clock.shift(timedelta(seconds=100))
            assert is_open(phone)
        for told in ({"off": "1"}, {"pin": "9182", "pin_again": "9182"}):
            assert phone.post("/me/lock/", told)["Location"].startswith("/me/confirm/")
        lock(phone)
        assert give(phone, PIN).status_code == 303


def test_it_can_be_turned_off(phone):
    assert phone.post("/me/lock/", {"off": "1"}).status_code == 303
    assert phone.post("/lock/")["Location"] == "/me/lock/"
    with time_machine.travel(LATER, tick=False):
        assert is_open(phone)


def test_another_pin_takes_the_place_of_the_first(phone):
    phone.post("/me/lock/", {"pin": "9182", "pin_again": "9182"})
    assert give(lock(phone), PIN).status_code == 422
    assert give(phone, "9182").status_code == 303


# --- when it locks ------------------------------------------------------------------------------


@pytest.mark.parametrize(("after", "open_"), [(AWAY, True), (AWAY + timedelta(seconds=2), False)])
def test_it_locks_by_the_time_between_two_requests(phone, after, open_):
    with time_machine.travel(NOW + after, tick=False):
        assert is_open(phone) is open_
    assert Visit.objects.get().is_locked is not open_


def test_a_visit_that_is_in_use_stays_open(phone):
    for n in range(1, 6):
        with time_machine.travel(NOW + n * AWAY, tick=False):
            assert is_open(phone)


def test_a_page_that_is_being_read_keeps_it_open(phone):
    with time_machine.travel(NOW + AWAY, tick=False):
        assert phone.post("/lock/here/").status_code == 204
    with time_machine.travel(NOW + 2 * AWAY, tick=False):
        assert is_open(phone)
    with time_machine.travel(NOW + 4 * AWAY, tick=False):
        assert phone.post("/lock/here/").status_code == 303
        assert not is_open(phone)


@pytest.mark.parametrize("cookie", ["", "x", "1795026600", "1795026600.0", "99999999999.é", "."])
def test_a_cookie_that_is_not_ours_or_none_locks(phone, cookie):
    phone.cookies["seen"] = cookie
    assert not is_open(phone)


def test_the_cookie_of_another_visit_or_another_moment_locks(phone):
    own, other = phone.cookies["seen"].value, signed_in()
    other.post("/me/lock/", {"pin": PIN, "pin_again": PIN})
    moment, mark = own.split(".")
    assert other.cookies["seen"].value != own
    for cookie in (other.cookies["seen"].value, f"{int(moment) + 60}.{mark}"):
        phone.cookies["seen"] = cookie
        assert not is_open(phone)
        give(phone, PIN)


def test_a_clock_that_was_set_back_locks(phone):
    with time_machine.travel(NOW - timedelta(minutes=1), tick=False):
        assert not is_open(phone)


def test_when_it_was_looked_at_is_in_no_database(phone):
    before = list(Visit.objects.values_list())
    with time_machine.travel(NOW + AWAY, tick=False):
        assert is_open(phone)
    assert list(Visit.objects.values_list()) == before


def test_a_request_that_was_under_way_does_not_open_what_was_locked_meanwhile(phone):
    session = phone.session
    assert not session.is_locked
    lock(phone)
    session["confirmed_at"] = 1.0
    session.save()
    assert not is_open(phone)


# --- what it shows ------------------------------------------------------------------------------


def test_the_locked_page_names_nobody_and_has_help_and_leave(phone, robin):
    make_tie(robin, "Loretta")
    page = text_of(lock(phone).get("/people/", follow=True))
    assert not {"Robin", "Loretta"} & set(re.findall(r"\w+", page))
    assert 'href="/help/"' in page
    assert 'action="/exit/"' in page
    assert "/me/" not in page
    assert "tabs" not in page
    assert 'data-device=""' in page, "what this device keeps goes"


def test_an_address_of_nothing_tells_a_locked_visit_nothing(phone):
    lock(phone)
    assert phone.get("/nowhere/")["Location"] == "/locked/?next=/nowhere/"
    assert "has-tabs" not in text_of(phone.post("/nowhere/"))


def test_help_stays_and_is_that_of_the_country(phone):
    lock(phone)
    page = phone.get("/help/", follow=True)
    assert page.redirect_chain == [("/help/us/", 302)]
    assert page.status_code == 200
    assert phone.get("/help/steps/")["Location"] == "/help/us/steps/"


@pytest.mark.parametrize("way_out", ["/exit/", "/sign-out/"])
def test_the_ways_out_end_the_visit(phone, way_out):
    assert lock(phone).post(way_out).status_code == 303
    assert not Visit.objects.exists()


def test_the_copy_of_the_device_is_not_given_out(phone):
    phone.post("/me/device/", {"keep": "yes"})
    assert phone.get("/me/device/copy/").status_code == 200
    assert lock(phone).get("/me/device/copy/").status_code == 303


def test_a_part_of_a_page_is_not_put_in_the_place_of_one(phone):
    answer = lock(phone).get("/today/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/locked/?next=/today/"
    assert text_of(answer) == ""


# --- opening ------------------------------------------------------------------------------------


def test_the_pin_opens_and_leads_on(phone):
    assert lock(phone).get("/people/?x=1")["Location"] == "/locked/?next=/people/%3Fx%3D1"
    answer = give(phone, PIN, "/locked/?next=/people/%3Fx%3D1")
    assert (answer.status_code, answer["Location"]) == (303, "/people/?x=1")
    assert is_open(phone)


def test_it_leads_to_no_other_site(phone):
    assert (
        give(lock(phone), PIN, "/locked/?next=https://elsewhere.example/")["Location"] == "/today/"
    )


def test_the_fifth_wrong_pin_ends_the_visit(phone):
    lock(phone)
    for _ in range(PIN_TRIES - 1):
        assert give(phone, "9999").status_code == 422
    assert give(phone, "9999")["Location"] == "/sign-in/"
    assert not Visit.objects.exists()
    assert give(phone, PIN).status_code == 302


def test_wrong_pins_are_not_forgotten_with_time_and_are_with_the_right_one(phone):
    lock(phone)
    for day in range(PIN_TRIES - 1):
        with time_machine.travel(NOW + timedelta(days=day), tick=False):
            assert give(phone, "9999").status_code == 422
    assert Visit.objects.get().wrong_pins == PIN_TRIES - 1
    assert give(phone, PIN).status_code == 303
    assert Visit.objects.get().wrong_pins == 0


def test_tries_are_counted_before_the_pin_is_looked_at(phone):
    """So tries that are sent at once are five as well: each has its own row of the count."""
    lock(phone)
    Visit.objects.update(wrong_pins=PIN_TRIES)
    assert give(phone, PIN)["Location"] == "/sign-in/"


def test_what_is_no_pin_costs_no_try(phone):
    lock(phone)
    assert give(phone, "").status_code == 422
    assert Visit.objects.get().wrong_pins == 0


def test_the_passphrase_opens_too_and_its_tries_are_bounded(phone):
    told = {"by_passphrase": "1", "passphrase": "not these words at all"}
    lock(phone)
    assert [phone.post("/locked/", told).status_code for _ in range(11)] == [422] * 10 + [429]
    with time_machine.travel(NOW + timedelta(minutes=20), tick=False):
        answer = phone.post("/locked/", {**told, "passphrase": WORDS})
        assert answer["Location"] == "/today/"
        assert phone.get("/me/codes/").status_code == 200, "who gave it was just confirmed"


def test_a_pin_says_nothing_of_who_somebody_is(phone):
    assert phone.get("/me/codes/").status_code == 200
    give(lock(phone), PIN)
    assert phone.get("/me/codes/").status_code == 303


def test_whoever_has_no_passphrase_is_not_asked_for_one(client_of, ana, now):
    client = client_of(ana)
    client.post("/me/lock/", {"pin": PIN, "pin_again": PIN})
    assert "by_passphrase" not in text_of(lock(client).get("/locked/"))


# --- what waited --------------------------------------------------------------------------------


def send_day(client: Client, **other: str) -> Any:
    page = {"Referer": "http://testserver/today/"}
    return client.post("/today/", {**DAY, "key": KEY, **other}, headers=page)


def test_a_form_that_is_sent_too_late_waits_and_is_saved_by_one_tap(phone, robin):
    with time_machine.travel(LATER, tick=False):
        answer = send_day(phone)
        assert answer["Location"] == "/locked/?next=/today/&sent=kept"
        assert NOTE not in text_of(phone.get(answer["Location"]))
        assert not CheckIn.objects.exists()
        opened = give(phone, PIN, answer["Location"])
        assert opened["Location"] == "/lock/kept/?next=/today/"
        page = text_of(phone.get(opened["Location"]))
        assert NOTE in page
        again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
        assert again.items() >= {**DAY, "key": KEY}.items()
        assert phone.post("/today/", again).status_code == 303
        assert CheckIn.objects.get().day == TODAY
        assert phone.get("/lock/kept/").status_code == 303, "nothing waits any longer"


def test_what_is_not_taken_when_sent_again_goes_on_waiting(phone):
    send_day(lock(phone))
    give(phone, PIN)
    (held,) = phone.get("/lock/kept/").context["forms"]
    assert phone.post("/today/", {"held": held.id}).status_code == 422
    assert len(phone.get("/lock/kept/").context["forms"]) == 1


def test_what_a_script_found_half_written_waits(phone):
    told = {"lock_path": "/today/", "lock_next": "/today/?x=1", **DAY}
    answer = phone.post("/lock/", told)
    assert text_of(answer) == "/locked/?next=/today/%3Fx%3D1&sent=kept"
    assert not is_open(phone)
    give(phone, PIN)
    (held,) = phone.get("/lock/kept/").context["forms"]
    assert dict(held.typed.fields) == DAY


def test_the_same_words_wait_once(phone):
    for _ in range(3):
        send_day(lock(phone))
    give(phone, PIN)
    assert len(phone.get("/lock/kept/").context["forms"]) == 1


def test_what_waits_can_be_dropped(phone):
    send_day(lock(phone))
    send_day(phone, note="Another thing to say.")
    give(phone, PIN)
    first, second = phone.get("/lock/kept/").context["forms"]
    assert phone.post("/lock/kept/", {"one": first.id}).status_code == 200
    assert [h.id for h in phone.get("/lock/kept/").context["forms"]] == [second.id]
    assert phone.post("/lock/kept/", {"one": second.id}).status_code == 303


def test_a_button_does_not_wait_and_does_nothing(phone, robin):
    tie = make_tie(robin, "Loretta")
    answer = lock(phone).post(f"/people/{tie.pk}/remove/", {"key": KEY})
    assert answer["Location"] == "/locked/?sent=not"
    tie.refresh_from_db()  # it is still there
    assert give(phone, PIN)["Location"] == "/today/"


def test_a_secret_does_not_wait(phone):
    lock(phone).post("/me/passphrase/", {"passphrase": "a quiet walk by the water"})
    assert give(phone, PIN)["Location"] == "/today/"


def test_only_so_much_waits(phone):
    lock(phone)
    for n in range(10):
        send_day(phone, note=f"Thing number {n} to say.")
    assert send_day(phone, note="One more thing.")["Location"].endswith("sent=not")
    give(phone, PIN)
    assert len(phone.get("/lock/kept/").context["forms"]) == 8


def test_a_form_without_its_token_does_not_wait(robin):
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(robin)
    lock_visit(client, PIN)
    assert client.post("/today/", DAY).status_code == 403
    assert "held" not in client.session


def test_what_waits_is_in_no_column_of_the_database(phone):
    from tests.people.test_schema import columns_that_hold

    with time_machine.travel(LATER, tick=False):
        send_day(phone)
    assert columns_that_hold(NOTE) == set()
    assert columns_that_hold(PIN) == set()
