"""Joining: a name, four words, 18 or older; nothing else, and nobody learns who is here."""

from __future__ import annotations

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from porchlight.people.actions import found_community
from porchlight.people.choices import COUNTRIES
from porchlight.people.keystore.models import OwnerKey
from porchlight.people.models import Person
from porchlight.people.passphrases import words
from porchlight.people.signing_in import has_passphrase_of
from tests.make import NOW, decision_of, make_person
from tests.people.test_sign_in import plain

TYPED = {
    "name": "Robin",
    "passphrase": "four green porch chairs",
    "country": "US",
    "zone": "America/Chicago",
    "adult": "on",
    "account": "recovery",
}


def test_robin_joins_and_is_led_to_today(client, now):
    answer = client.post("/join/", TYPED)
    assert (answer.status_code, answer["Location"]) == (303, "/today/")
    robin = Person.objects.get()
    assert robin.name.open(decision_of(robin)) == "Robin"
    assert (robin.country, robin.zone, robin.language) == ("US", "America/Chicago", "en")
    assert has_passphrase_of(robin, TYPED["passphrase"])
    assert not robin.is_host
    assert client.get("/today/").status_code == 200


@pytest.mark.parametrize("missing", ["name", "passphrase", "zone", "adult", "account"])
def test_what_is_needed_is_asked_for(client, missing):
    answer = client.post("/join/", {name: v for name, v in TYPED.items() if name != missing})
    assert answer.status_code == 422
    assert missing in answer.context["form"].errors
    assert not Person.objects.exists()
    assert not OwnerKey.objects.exists()


OFF = {
    # what is off: the field, what was typed, the code of the rule
    "a zone that does not exist": ("zone", "America/Jackson", "invalid_choice"),
    "a zone of no place": ("zone", "Etc/GMT+5", "invalid_choice"),
    "a path as a zone": ("zone", "../../etc/passwd", "invalid_choice"),
    "a country of three letters": ("country", "USA", "invalid_choice"),
    "a short passphrase": ("passphrase", "fourteen chars", "too-short"),
    "a passphrase that many use": ("passphrase", "1q2w3e4r5t6y7u8i9o0p", "too-common"),
    "one letter again and again": ("passphrase", "a" * 20, "too-common"),
    "the name twice": ("passphrase", "Robin Robin Robin", "same-as-name"),
    "the name with a number": ("passphrase", "robin robin 2026", "same-as-name"),
    "an empty name": ("name", "   ", "required"),
    "a long name": ("name", "x" * 61, "max_length"),
    "a name with a null in it": ("name", "a\x00b", "null_characters_not_allowed"),
    "not saying 18": ("adult", "", "required"),
}


@pytest.mark.parametrize("fault", OFF)
def test_an_answer_that_is_off_is_said_and_the_rest_is_kept(client, fault):
    field, value, rule = OFF[fault]
    answer = client.post("/join/", {**TYPED, field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [error.code for error in answer.context["form"].errors.as_data()[field]] == [rule]
    assert field == "name" or 'value="Robin"' in page
    assert TYPED["passphrase"] not in page
    assert not Person.objects.exists()


def test_the_passphrase_never_comes_back_in_a_page(client):
    answer = client.post("/join/", {**TYPED, "zone": ""})
    assert TYPED["passphrase"] not in answer.content.decode()


def test_no_birth_date_no_e_mail_and_no_last_visit_is_kept():
    kept = {field.name for field in Person._meta.get_fields()}
    assert not {"email", "birth", "born", "born_on", "birthday", "last_login"} & kept


def test_two_people_may_choose_one_name_and_neither_hears_of_the_other(now):
    first, second = Client(), Client()
    answers = [
        first.post("/join/", TYPED),
        second.post("/join/", {**TYPED, "passphrase": "another one, quite as long"}),
    ]
    assert {(a.status_code, a["Location"]) for a in answers} == {(303, "/today/")}
    assert Person.objects.count() == 2
    assert first.session["_auth_user_id"] != second.session["_auth_user_id"]


def test_joining_again_with_the_same_name_and_four_suggested_words_is_coming_back(client, now):
    sent = four_words(client.get("/join/"))
    client.post("/join/", sent)
    answer = Client().post("/join/", {**sent, "name": " ROBIN "})
    assert answer.status_code == 303
    assert Person.objects.count() == 1


def test_a_newcomer_who_chose_the_words_of_a_namesake_does_not_land_in_their_account(client, now):
    """They hear what is said of words that many use, so that they cannot tell who is here."""
    client.post("/join/", {**TYPED, "key": str(uuid4())})
    stranger = Client()
    for more in ({}, {"key": str(uuid4())}, {"key": ""}):
        assert stranger.post("/join/", {**TYPED, **more}).status_code == 422
        assert "_auth_user_id" not in stranger.session
    words_shown = {**TYPED, "suggested_passphrase": " ".join(words("en")[:4])}
    common = "a" * 20
    pages = {
        plain(stranger.post("/join/", {**words_shown, "passphrase": passphrase}))
        for passphrase in (TYPED["passphrase"], common)
    }
    assert len(pages) == 1
    assert Person.objects.count() == 1


def test_the_form_that_joined_leads_back_when_it_is_sent_again(client, now):
    sent = {**TYPED, "key": str(uuid4())}
    assert [client.post("/join/", sent).status_code for _ in range(2)] == [303, 303]
    assert Client().post("/join/", sent).status_code == 303
    assert Person.objects.count() == 1
    assert Person.objects.get().join_index not in ("", sent["key"])


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_copies_of_one_joining_at_once_make_one_account():
    start, sent = Barrier(6), {**TYPED, "key": str(uuid4())}

    def send(_n: int) -> tuple[int, str | None]:
        client = Client()
        start.wait()
        try:
            answer = client.post("/join/", sent)
            return answer.status_code, client.session.get("_auth_user_id")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as threads:
        answers = set(threads.map(send, range(6)))
    assert answers == {(303, str(Person.objects.get().pk))}


def test_an_account_without_a_passphrase_is_not_entered_by_joining(client, now):
    make_person("Robin")
    client.post("/join/", {**TYPED})
    assert Person.objects.count() == 2
    assert client.session["_auth_user_id"] == str(
        Person.objects.exclude(sign_in_index=None).get().pk
    )


# --- the four words -----------------------------------------------------------------------------


def suggestion_in(answer) -> str:
    return answer.context["form"].suggestion


def four_words(answer, **typed: str) -> dict[str, str]:
    """The form of a page, filled in by somebody who takes the four words it suggests."""
    sent = {**TYPED, "suggested_passphrase": suggestion_in(answer), **typed}
    return {name: value for name, value in sent.items() if name != "passphrase" or "own" in typed}


def test_the_words_stand_on_the_page_and_open_the_door_later(client, now):
    page = client.get("/join/")
    suggested = suggestion_in(page)
    for word in suggested.split():
        assert f"<span>{word}</span>" in page.content.decode()
    assert client.post("/join/", four_words(page)).status_code == 303
    typed = {"name": "Robin", "passphrase": suggested.upper().replace(" ", "-")}
    assert Client().post("/sign-in/", typed).status_code == 303


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_are_of_the_language_of_the_page(client, language):
    page = client.get("/join/", headers={"Accept-Language": language})
    assert set(suggestion_in(page).split()) <= set(words(language))


def test_the_account_speaks_the_language_of_the_page(client, now):
    spanish = {"Accept-Language": "es"}
    page = client.get("/join/", headers=spanish)
    client.post("/join/", four_words(page), headers=spanish)
    assert Person.objects.get().language == "es"


def test_no_two_pages_suggest_the_same_words():
    assert len({suggestion_in(Client().get("/join/")) for _ in range(20)}) == 20


def test_another_gives_four_other_words_and_keeps_what_was_typed(client):
    page = client.get("/join/")
    sent = four_words(page, zone="America/Denver", another="1")
    again = client.post("/join/", sent)
    form = again.context["form"]
    assert again.status_code == 200
    assert not form.errors
    assert form.suggestion != suggestion_in(page)
    values = {name: form[name].value() for name in ("name", "country", "zone", "adult")}
    assert values == {"name": "Robin", "country": "US", "zone": "America/Denver", "adult": "on"}
    assert 'value="Robin"' in again.content.decode()
    assert not Person.objects.exists()


def test_another_language_keeps_what_was_typed_and_gives_words_of_that_language(client):
    page = client.get("/join/")
    again = client.post("/join/", four_words(page, read_in="es"))
    form = again.context["form"]
    assert again.status_code == 200
    assert not form.errors
    assert '<html lang="es"' in again.content.decode()
    assert (form["name"].value(), form["adult"].value()) == ("Robin", "on")
    assert form.suggestion != suggestion_in(page)
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "es"
    client.post("/join/", four_words(again))
    assert Person.objects.get().language == "es"
    assert client.post("/join/", {"read_in": "xx"}).status_code == 422


def test_another_asks_for_nothing_to_be_filled_in_first(client):
    again = client.post("/join/", {"another": "1"})
    assert again.status_code == 200
    assert not again.context["form"].errors


def test_the_same_words_stay_after_a_mistake_elsewhere(client, now):
    page = client.get("/join/")
    missed = client.post("/join/", four_words(page, name=""))
    assert missed.status_code == 422
    assert suggestion_in(missed) == suggestion_in(page)
    assert client.post("/join/", four_words(missed)).status_code == 303


def test_words_that_were_not_suggested_are_never_written_into_the_page(client):
    sent = {**TYPED, "passphrase": "", "suggested_passphrase": "words somebody sent <b>us</b>"}
    answer = client.post("/join/", sent)
    assert answer.status_code == 422
    assert "passphrase" in answer.context["form"].errors
    assert "somebody sent" not in answer.content.decode()


def test_ones_own_passphrase_counts_and_the_suggestion_does_not(client, now):
    page = client.get("/join/")
    client.post("/join/", four_words(page, passphrase=TYPED["passphrase"], own="1"))
    robin = Person.objects.get()
    assert has_passphrase_of(robin, TYPED["passphrase"])
    assert not has_passphrase_of(robin, suggestion_in(page))


@pytest.mark.parametrize("path", ["/join/", "/come-back/"])
def test_enter_in_a_field_means_the_main_button_and_never_another(client, path):
    """What Enter presses is the first submit of the form."""
    form = re.search(r'<form class="stack[ "].*?</form>', client.get(path).content.decode(), re.S)
    first, *_others = re.findall(r"<button([^>]*)>", form[0])
    assert "name=" not in first
    assert "another" in form[0]


# --- country and zone ---------------------------------------------------------------------------

ZONES_OF_BROWSERS = {
    # what a browser says: zone that is kept, country
    "America/Chicago": ("America/Chicago", "US"),
    "America/Indiana/Knox": ("America/Indiana/Knox", "US"),
    "America/Indianapolis": ("America/Indiana/Indianapolis", "US"),
    "America/Puerto_Rico": ("America/Puerto_Rico", "US"),
    "US/Central": ("America/Chicago", "US"),
    "America/Toronto": ("America/Toronto", "CA"),
    "America/Buenos_Aires": ("America/Argentina/Buenos_Aires", "AR"),
    "Europe/London": ("Europe/London", "GB"),
    "Atlantic/Canary": ("Atlantic/Canary", "ES"),
    "Asia/Calcutta": ("Asia/Kolkata", "ZZ"),
    "Europe/Stockholm": ("Europe/Stockholm", "ZZ"),
}


@pytest.mark.parametrize("said", ZONES_OF_BROWSERS)
def test_a_zone_tells_the_country_when_none_is_chosen(client, now, said):
    client.post("/join/", {**TYPED, "zone": said, "country": ""})
    robin = Person.objects.get()
    assert (robin.zone, robin.country) == ZONES_OF_BROWSERS[said]


def test_a_country_that_is_chosen_is_kept_wherever_the_zone_is(client, now):
    client.post("/join/", {**TYPED, "zone": "America/Chicago", "country": "MX"})
    assert Person.objects.get().country == "MX"


def test_the_page_begins_with_what_the_host_said_and_the_fold_is_open_without_script(client):
    found_community("Here", is_demo=False, at=NOW, country="IE", zone="Europe/Dublin")
    page = client.get("/join/")
    form = page.context["form"]
    assert (form["country"].value(), form["zone"].value()) == ("IE", "Europe/Dublin")
    assert re.search(r'<details class="more place" open data-place>', page.content.decode())


def test_in_an_older_community_nothing_is_chosen_and_it_is_asked_above_the_button(client):
    found_community("Here", is_demo=False, at=NOW)
    page = client.get("/join/").content.decode()
    assert '<option value="" selected>' in page
    assert page.index("data-place") < page.index('<p class="button-row">')


def test_nothing_is_guessed_from_the_address_a_visitor_comes_from(client):
    pages = [client.get("/join/", REMOTE_ADDR=address) for address in ("8.8.8.8", "1.1.1.1")]
    assert {page.context["form"]["zone"].value() or "" for page in pages} == {""}


def test_a_zone_few_people_have_stays_chosen_after_a_mistake(client):
    answer = client.post("/join/", {**TYPED, "zone": "America/Indiana/Knox", "name": ""})
    country = dict(COUNTRIES)["US"]
    assert answer.context["form"].chosen_place == f"{country}, Knox"
    assert '<option value="America/Indiana/Knox" selected>' in answer.content.decode()


def test_the_page_asks_nothing_that_is_ticked_already(client):
    page = client.get("/join/", headers={"Accept-Language": "en"}).content.decode()
    assert "checked" not in page.split('name="adult"')[1].split(">")[0]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_is_at_most_6_kb_as_it_travels(client, language):
    found_community("Here", is_demo=False, at=NOW, country="US", zone="America/Chicago")
    page = client.get("/join/", headers={"Accept-Language": language})
    assert len(gzip.compress(page.content, 6)) <= 6_000


def test_words_that_a_namesake_took_at_the_same_moment_are_refused(client, monkeypatch):
    make_person("Robin", passphrase=TYPED["passphrase"])
    seen_before = client.post("/join/", TYPED)
    monkeypatch.setattr("porchlight.people.actions.account_with", lambda index: None)
    n_keys = OwnerKey.objects.count()
    answer = client.post("/join/", TYPED)
    assert answer.status_code == seen_before.status_code != 303
    assert (Person.objects.count(), OwnerKey.objects.count()) == (1, n_keys)
