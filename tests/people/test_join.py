"""Joining: a name, a passphrase, where; nothing else, and nobody learns who is here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from porchlight.people.choices import known_zones
from porchlight.people.keystore.models import OwnerKey
from porchlight.people.models import Person
from tests.make import decision_of, make_person

TYPED = {
    "name": "Robin",
    "passphrase": "four green porch chairs",
    "country": "US",
    "zone": "America/Chicago",
    "language": "en",
    "adult": "on",
}


def test_robin_joins_and_is_led_to_the_codes(client, now):
    answer = client.post("/join/", TYPED)
    assert (answer.status_code, answer["Location"]) == (303, "/me/codes/")
    robin = Person.objects.get()
    assert robin.name.open(decision_of(robin)) == "Robin"
    assert (robin.country, robin.zone, robin.language) == ("US", "America/Chicago", "en")
    assert robin.check_password(TYPED["passphrase"])
    assert not robin.is_host
    assert client.get("/today/").status_code == 200


@pytest.mark.parametrize("missing", TYPED)
def test_every_question_is_asked_and_none_is_guessed(client, missing):
    answer = client.post("/join/", {name: v for name, v in TYPED.items() if name != missing})
    assert answer.status_code == 422
    assert missing in answer.context["form"].errors
    assert not Person.objects.exists()
    assert not OwnerKey.objects.exists()


OFF = {
    "a zone that does not exist": ("zone", "America/Jackson", "is not on the list"),
    "a zone of no place": ("zone", "Etc/GMT+5", "is not on the list"),
    "a path as a zone": ("zone", "../../etc/passwd", "is not on the list"),
    "a country of three letters": ("country", "USA", ""),
    "a language that is not spoken here": ("language", "fr", ""),
    "a short passphrase": ("passphrase", "fourteen chars", "at least 15 letters"),
    "a passphrase that many use": ("passphrase", "1q2w3e4r5t6y7u8i9o0p", "many people use"),
    "an empty name": ("name", "   ", "Write a name"),
    "a long name": ("name", "x" * 61, "60 letters or less"),
    "a name with a null in it": ("name", "a\x00b", ""),
    "not saying 18": ("adult", "", "18 or older"),
}


@pytest.mark.parametrize("fault", OFF)
def test_an_answer_that_is_off_is_said_and_the_rest_is_kept(client, fault):
    field, value, says = OFF[fault]
    answer = client.post("/join/", {**TYPED, field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in " ".join(answer.context["form"].errors[field])
    assert field == "name" or 'value="Robin"' in page
    assert TYPED["passphrase"] not in page
    assert not Person.objects.exists()


def test_the_passphrase_never_comes_back_in_a_page(client):
    answer = client.post("/join/", {**TYPED, "zone": ""})
    assert TYPED["passphrase"] not in answer.content.decode()


def test_no_birth_date_no_e_mail_and_no_last_visit_is_kept():
    kept = {field.name for field in Person._meta.get_fields()}
    assert not {"email", "birth", "born", "born_on", "birthday", "last_login"} & kept


def test_every_zone_offered_is_one_the_machine_knows():
    from zoneinfo import ZoneInfo

    assert {"Pacific/Kiritimati", "Australia/Lord_Howe", "America/Chicago"} <= known_zones()
    assert all(ZoneInfo(zone) for zone in known_zones())


def test_two_people_may_choose_one_name_and_neither_hears_of_the_other(now):
    first, second = Client(), Client()
    answers = [
        first.post("/join/", TYPED),
        second.post("/join/", {**TYPED, "passphrase": "another one, quite as long"}),
    ]
    assert {(a.status_code, a["Location"]) for a in answers} == {(303, "/me/codes/")}
    assert Person.objects.count() == 2
    assert first.session["_auth_user_id"] != second.session["_auth_user_id"]


def test_joining_again_with_the_same_name_and_passphrase_is_coming_back(client, now):
    client.post("/join/", TYPED)
    answer = Client().post("/join/", {**TYPED, "name": " ROBIN "})
    assert answer.status_code == 303
    assert Person.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_copies_of_one_joining_at_once_make_one_account():
    start = Barrier(6)

    def send(_n: int) -> tuple[int, str | None]:
        client = Client()
        start.wait()
        try:
            answer = client.post("/join/", TYPED)
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
        Person.objects.exclude(password__startswith="!").get().pk
    )


def test_the_form_itself_picks_nothing_for_the_person(client):
    page = client.get("/join/", headers={"Accept-Language": "en"}).content.decode()
    assert "checked" not in page.split('name="adult"')[1].split(">")[0]
    assert '<option value="" selected>' in page
