"""Passkeys and codes from an app, as far as no browser is needed: tests/e2e/test_passkeys.py."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from porchlight.people.actions import change_passphrase, replace_recovery_codes
from porchlight.people.models import Person, Visit
from porchlight.people.second_step import ways
from porchlight.people.second_step.pending import LASTS
from tests.make import NOW, make_passkey, make_person
from tests.people.second_step.app_codes import code_of
from tests.people.test_schema import columns_that_hold

WORDS = "four green porch chairs"


@pytest.fixture
def robin(now) -> Person:
    return make_person("Robin", WORDS)


def give_passphrase(path: str = "/sign-in/") -> tuple[Client, Any]:
    client = Client()
    return client, client.post(path, {"name": "Robin", "passphrase": WORDS})


@pytest.fixture
def secret(robin) -> str:
    """Of the app that Robin's account asks for from now on."""
    client, _ = give_passphrase()
    secret: str = client.get("/me/sign-in/codes/").context["secret"]
    answer = client.post("/me/sign-in/codes/", {"code": code_of(secret)})
    assert answer["Location"] == "/me/codes/", "who has no codes on paper gets them at once"
    return secret


def test_a_passphrase_alone_opens_nothing_any_more(secret):
    client, answer = give_passphrase("/sign-in/?next=/people/")
    assert (answer.status_code, answer["Location"]) == (303, "/sign-in/second/?next=/people/")
    assert client.get("/today/").status_code == 302
    assert client.get("/me/sign-in/").status_code == 302
    answer = client.post(answer["Location"], {"code": code_of(secret)})
    assert answer["Location"] == "/people/"
    assert client.get("/today/").status_code == 200


def test_without_a_passphrase_there_is_no_second_step(secret):
    client = Client()
    assert client.get("/sign-in/second/")["Location"] == "/sign-in/"
    assert client.post("/sign-in/second/", {"code": code_of(secret)})["Location"] == "/sign-in/"
    assert client.get("/today/").status_code == 302


def test_a_code_counts_once_in_all_processes_and_for_a_minute_and_a_half(secret):
    for later, status in ((0, 303), (0, 422), (20, 422)):
        client, _ = give_passphrase()
        with time_machine.travel(NOW + timedelta(seconds=later), tick=False):
            assert client.post("/sign-in/second/", {"code": code_of(secret)}).status_code == status
    client, _ = give_passphrase()
    old = code_of(secret, NOW - timedelta(seconds=90))
    assert client.post("/sign-in/second/", {"code": old}).status_code == 422


def test_the_second_step_waits_ten_minutes(secret):
    client, _ = give_passphrase()
    later = NOW + LASTS + timedelta(seconds=1)
    with time_machine.travel(later, tick=False):
        told = {"code": code_of(secret, later)}
        assert client.post("/sign-in/second/", told)["Location"] == "/sign-in/"


def test_whoever_gave_the_passphrase_of_before_does_not_come_to_the_second_step(secret, robin):
    """Their visit is nobody's yet, so ending all visits of the person does not end it."""
    client, _ = give_passphrase()
    change_passphrase(robin, "five blue porch chairs", NOW)
    answer = client.post("/sign-in/second/", {"code": code_of(secret)})
    assert answer["Location"] == "/sign-in/"
    assert client.get("/today/").status_code == 302


def test_codes_cannot_be_tried_for_long(secret):
    client, _ = give_passphrase()
    wrong = "000000" if code_of(secret) != "000000" else "111111"
    tries = [client.post("/sign-in/second/", {"code": wrong}).status_code for _ in range(11)]
    assert tries == [422] * 10 + [429]
    assert client.post("/sign-in/second/", {"code": code_of(secret)}).status_code == 429


def test_a_code_on_paper_stands_in_once_and_only_ones_own(secret, robin, ana):
    own, foreign = replace_recovery_codes(robin), replace_recovery_codes(ana)
    for code, status in ((foreign[0], 422), (own[0], 303), (own[0], 422)):
        client, _ = give_passphrase()
        answer = client.post("/sign-in/second/", {"code": code})
        assert answer.status_code == status
        if status == 303:
            assert answer["Location"] == "/me/sign-in/", "a lost phone is to be seen to"


def test_coming_back_with_new_words_asks_for_the_second_step_too(secret, robin):
    (code, *_) = replace_recovery_codes(robin)
    told = {"code": code, "passphrase": "a quiet walk by the water"}
    assert Client().post("/come-back/", told)["Location"].startswith("/sign-in/second/")


def test_joining_with_known_words_asks_for_the_second_step_too(robin, secret):
    from porchlight.people.passphrases import suggest

    words = suggest("en")
    client, _ = give_passphrase()
    client.post("/sign-in/second/", {"code": code_of(secret)})
    assert client.post("/me/passphrase/", {"passphrase": words}).status_code == 200
    told = {
        "name": "Robin",
        "passphrase": words,
        "adult": "on",
        "account": "recovery",
        "zone": "America/Chicago",
    }
    assert Client().post("/join/", told)["Location"].startswith("/sign-in/second/")


def test_the_secret_is_in_no_column_and_opens_for_its_account_alone(secret, robin, ana):
    assert columns_that_hold(secret) == set()
    row = Authenticator.objects.get(user=robin)
    Authenticator.objects.create(user=ana, type=row.type, data=row.data)
    with pytest.raises(ValueError, match=r"."):
        ways.is_code_of(ana, code_of(secret))


def test_a_secret_kept_in_clear_would_be_found(secret):
    """The control of the test above."""
    Authenticator.objects.update(data={"secret": secret})
    assert columns_that_hold(secret) == {"mfa_authenticator.data"}


def test_it_can_be_turned_off(secret):
    client, _ = give_passphrase()
    client.post("/sign-in/second/", {"code": code_of(secret)})
    assert client.post("/me/sign-in/codes/", {"off": "1"}).status_code == 303
    assert give_passphrase()[1]["Location"] == "/today/"


def test_what_changes_a_way_in_asks_who_it_is(robin):
    client, _ = give_passphrase()
    key = make_passkey(robin)
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        for path in ("/me/sign-in/passkey/", "/me/sign-in/codes/"):
            assert client.get(path)["Location"].startswith("/me/confirm/")
            assert client.post(path, {"off": "1"})["Location"].startswith("/me/confirm/")
        end = client.post(f"/me/sign-in/passkey/{key.pk}/end/")
        assert end["Location"].startswith("/me/confirm/")
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_the_name_of_a_key_is_sealed_and_a_key_of_before_a_move_is_an_orphan(robin, settings):
    make_passkey(robin, name="Canaryfinch phone")
    assert columns_that_hold("Canaryfinch phone") == set()
    assert [(k.name, k.works_here) for k in ways.passkeys_of(robin)] == [
        ("Canaryfinch phone", True)
    ]
    assert ways.passkeys_by_host() == (1, 0)
    settings.PASSKEY_HOST = "moved.example"
    assert [k.works_here for k in ways.passkeys_of(robin)] == [False]
    assert ways.passkeys_by_host() == (1, 1)


@pytest.mark.parametrize(
    "answer",
    ["x", "[]", "{}", "null", "7", '{"id": 1}', '{"response": {"userHandle": "AAAA"}}',
     '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}'],
)  # fmt: skip
def test_what_is_no_answer_of_a_key_opens_nothing_and_is_no_crash(robin, answer):
    client = Client()
    asked = client.post("/sign-in/passkey/").json()
    assert asked["publicKey"]["userVerification"] == "required"
    assert not asked["publicKey"].get("allowCredentials"), "says nothing of who has a key"
    assert client.post("/sign-in/passkey/", {"credential": answer}).status_code == 422
    assert client.get("/today/").status_code == 302
    own, _ = give_passphrase()
    told = {"name": "My phone", "credential": answer}
    assert own.post("/me/sign-in/passkey/", told).status_code in {200, 422}
    assert ways.passkeys_of(robin) == []


def test_what_a_phone_is_asked_to_make_is_neutral_and_verified(robin):
    client, _ = give_passphrase()
    asked = client.post("/me/sign-in/passkey/", {"name": "My phone"}).json()["publicKey"]
    assert asked["rp"] == {"id": "localhost", "name": "Porchlight"}
    assert (asked["user"]["name"], asked["user"]["displayName"]) == ("Robin", "Robin")
    chosen = asked["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert "WORDS" not in json.dumps(asked)


# --- hosts who are held to a second step ---------------------------------------------------------

SOURCES = "/meet/sources/"


@pytest.fixture
def host(robin, settings) -> Person:
    settings.HOSTS_NEED_SECOND_STEP = True
    Person.objects.filter(pk=robin.pk).update(is_host=True)
    robin.refresh_from_db()
    return robin


def come_in_with_passkey(person: Person, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Its ceremony is that of tests/e2e/test_passkeys.py."""
    monkeypatch.setattr(
        "porchlight.people.second_step.views.person_with_passkey", lambda *_: person
    )
    client = Client()
    assert client.post("/sign-in/passkey/", {"credential": "{}"}).status_code == 303
    return client


def test_hosts_are_held_to_nothing_unless_the_setting_says_so(client_of, mo, now):
    assert client_of(mo).get(SOURCES).status_code == 200


def test_a_host_without_a_second_step_is_led_to_where_one_is_added(host):
    client, _ = give_passphrase()
    assert client.get(SOURCES)["Location"] == "/me/sign-in/"
    assert client.get("/sign-in/second/")["Location"] == "/me/sign-in/"
    assert client.get("/me/sign-in/").context["is_held"]
    secret = client.get("/me/sign-in/codes/").context["secret"]
    client.post("/me/sign-in/codes/", {"code": code_of(secret)})
    assert client.get(SOURCES).status_code == 200
    assert not client.get("/me/sign-in/").context["is_held"]


def test_a_passkey_that_a_host_has_does_not_make_the_passphrase_enough(host):
    make_passkey(host)
    client, answer = give_passphrase(f"/sign-in/?next={SOURCES}")
    assert answer["Location"] == SOURCES
    asked = client.get(f"{SOURCES}?page=2")
    assert asked["Location"] == f"/sign-in/second/?next={SOURCES}%3Fpage%3D2"
    form = client.get(asked["Location"]).context["form"]
    assert (form.is_host_inside, form.has_passkey, form.has_codes) == (True, True, False)
    assert client.get("/today/").status_code == 200, "the rest of the site is open"


def test_a_host_who_came_in_with_the_passkey_comes_to_the_pages_for_hosts(host, monkeypatch):
    make_passkey(host)
    client = come_in_with_passkey(host, monkeypatch)
    assert client.get(SOURCES).status_code == 200
    assert client.get("/sign-in/second/")["Location"] == "/sign-in/"
    told = {"passphrase": "a quiet walk by the water"}
    assert client.post("/me/passphrase/", told).status_code == 200
    assert client.get(SOURCES).status_code == 200, "new words do not end what the passkey opened"


def test_a_host_who_gave_a_code_after_the_passphrase_comes_to_them_too(host, secret):
    client, answer = give_passphrase(f"/sign-in/?next={SOURCES}")
    answer = client.post(answer["Location"], {"code": code_of(secret)})
    assert client.get(answer["Location"]).status_code == 200


def test_signing_in_with_the_passphrase_again_takes_back_what_the_passkey_opened(host, monkeypatch):
    make_passkey(host)
    client = come_in_with_passkey(host, monkeypatch)
    client.post("/sign-in/", {"name": "Robin", "passphrase": WORDS})
    assert client.get(SOURCES).status_code == 302


@pytest.mark.parametrize("kind", ["app", "paper"])
def test_a_visit_of_before_counts_as_the_passphrase_alone_and_takes_the_step_inside(
    host, secret, client_of, kind
):
    client = client_of(host)
    asked = client.get(SOURCES)
    assert asked["Location"] == f"/sign-in/second/?next={SOURCES}"
    assert client.post(asked["Location"], {"code": "x"}).status_code == 422
    code = code_of(secret) if kind == "app" else replace_recovery_codes(host)[0]
    answer = client.post(asked["Location"], {"code": code})
    assert answer["Location"] == (SOURCES if kind == "app" else "/me/sign-in/")
    assert client.get(SOURCES).status_code == 200


def test_coming_back_with_a_recovery_code_counts_as_the_passphrase_alone(host):
    make_passkey(host)
    client = Client()
    told = {"code": replace_recovery_codes(host)[0], "passphrase": "a quiet walk by the water"}
    assert client.post("/come-back/", told)["Location"] == "/today/"
    assert client.get(SOURCES)["Location"] == f"/sign-in/second/?next={SOURCES}"


def test_a_form_sent_without_the_second_step_does_nothing_and_keeps_what_was_typed(host):
    make_passkey(host)
    client, _ = give_passphrase()
    words = "Their own page says so."
    sent = {"outcome": "done", "words": words}
    headers = {"Referer": "http://testserver/meet/corrections/", "Sec-Fetch-Site": "same-origin"}
    answer = client.post(f"/meet/corrections/{host.pk}/", sent, headers=headers)
    assert answer.status_code == 422
    assert answer.context["code"] == "second-step"
    assert answer.context["way_on"] == "/sign-in/second/?next=/meet/corrections/"
    assert ("words", words) in answer.context["typed"].shown


def test_with_the_passphrase_alone_nobody_makes_or_takes_away_a_second_step_of_a_host(host):
    key = make_passkey(host)
    client, _ = give_passphrase()
    for path in ("/me/sign-in/passkey/", "/me/sign-in/codes/", "/me/codes/"):
        assert client.get(path)["Location"] == f"/sign-in/second/?next={path}"
        assert client.post(path, {"off": "1"}).status_code == 422
    assert client.post(f"/me/sign-in/passkey/{key.pk}/end/").status_code == 422
    assert Authenticator.objects.filter(pk=key.pk).exists()
    assert not host.recovery_codes.exists()


def test_a_passkey_of_before_a_move_locks_no_host_out(host, settings):
    make_passkey(host)
    settings.PASSKEY_HOST = "moved.example"
    client, _ = give_passphrase()
    assert client.get(SOURCES)["Location"] == "/me/sign-in/"
    assert client.get("/me/sign-in/passkey/").status_code == 200


def test_deleting_the_account_takes_its_ways_in_along(robin):
    make_passkey(robin)
    client, _ = give_passphrase()
    client.post("/me/leave/", {"now": "1", "passphrase": WORDS})
    assert not Authenticator.objects.exists()
    assert not Visit.objects.exists()
