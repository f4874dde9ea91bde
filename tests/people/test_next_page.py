"""`next`: the page somebody was on the way to survives every door, and is never another site's."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client

from porchlight.people.next_page import LONGEST, local_path
from tests.make import make_person

PASSPHRASE = "four green porch chairs"
ASKED = "/people/add/?near=outer&name=Jos%C3%A9%20%26%20Ana&near=close"
JOINED = {"name": "Robin", "passphrase": PASSPHRASE, "country": "US", "zone": "America/Chicago",
          "language": "en", "adult": "on", "account": "recovery"}  # fmt: skip

ELSEWHERE = [
    "https://evil.example/",
    "HTTPS://evil.example/",
    "http:evil.example",
    "https:/evil.example",
    "https:",
    "//evil.example",
    "///evil.example",
    "////evil.example/%2F..",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\nSet-Cookie: a=b",
    "/\x00/evil.example",
    "\x01//evil.example",
    " //evil.example",
    "/ /evil.example",
    "/\xa0/evil.example",
    "/me/\\..\\..\\evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "?next=//evil.example",
    "",
    "/people/?" + "a" * LONGEST,
]
DOORS = ["/", "/sign-in/", "/sign-in/?next=/me/", "/sign-in/some-token/", "/set-up/some-token/",
         "/join/", "/come-back/", "/come-back/account/", "/sign-out/",
         "/clouds/", "/offline/", "/nowhere/"]  # fmt: skip


@pytest.fixture
def robin(now):
    return make_person("Robin", PASSPHRASE)


def language_form_of(answer) -> str:
    """Where the language button of a page leads back to."""
    form = re.search(r'action="/language/">\s*<input[^>]*name="next" value="([^"]*)"',
                     answer.content.decode())  # fmt: skip
    assert form
    return unescape(form[1])


def next_in(address: str) -> str:
    return parse_qs(urlsplit(address).query).get("next", [""])[0]


def hidden_next(answer) -> list[str]:
    """What the forms of the page hold, each once: the passphrase's and the passkey's hold one."""
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    held = re.findall(r'name="next" value="([^"]*)"', page)
    return [unescape(value) for value in dict.fromkeys(held)]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_another_site_is_never_where_a_door_leads(robin, wanted):
    assert local_path(wanted) == ""
    typed = {"name": "Robin", "passphrase": PASSPHRASE, "next": wanted}
    assert Client().post("/sign-in/", typed)["Location"] == "/today/"
    asked = Client().get("/sign-in/", {"next": wanted})
    assert hidden_next(asked) == []
    assert Client().post("/language/", {"language": "es", "next": wanted})["Location"] == "/"
    assert Client().post("/look/", {"look": "dark", "next": wanted})["Location"] == "/"


@pytest.mark.parametrize("wanted", DOORS)
def test_a_door_is_not_where_somebody_was_going(robin, wanted):
    typed = {"name": "Robin", "passphrase": PASSPHRASE, "next": wanted}
    assert Client().post("/sign-in/", typed)["Location"] == "/today/"


def test_the_whole_question_stands_in_next_in_the_letters_of_an_address(client):
    asked = "/people/?place=39201&hours=24&online=only"
    led = client.get(asked)
    assert (led.status_code, led["Location"]) == (
        302, "/sign-in/?next=/people/%3Fplace%3D39201%26hours%3D24%26online%3Donly"
    )  # fmt: skip
    assert next_in(client.get(ASKED)["Location"]) == ASKED


def test_a_button_pressed_after_the_visit_ended_leads_back_to_its_page(client):
    here = "http://testserver/people/?near=outer"
    led = client.post("/people/add/", headers={"Referer": here})
    assert next_in(led["Location"]) == "/people/?near=outer"
    for other in ("http://evil.example/people/", "", "/people/", "http://testserver//evil.example"):
        led = client.post("/people/add/", headers={"Referer": other})
        assert led["Location"] == "/sign-in/"


def test_next_survives_a_wrong_passphrase_and_then_leads_on(robin, client):
    door = client.get(ASKED)["Location"]
    assert hidden_next(client.get(door)) == [ASKED]
    wrong = client.post(door, {"name": "Robin", "passphrase": "x" * 20, "next": ASKED})
    assert (wrong.status_code, hidden_next(wrong)) == (422, [ASKED])
    assert next_in(language_form_of(wrong)) == ASKED
    good = client.post(door, {"name": "Robin", "passphrase": PASSPHRASE, "next": ASKED})
    assert (good.status_code, good["Location"]) == (303, ASKED)


def test_next_survives_too_many_tries(robin, client, monkeypatch):
    monkeypatch.setattr("porchlight.people.limits.TRIES_PER_NAME", 0)
    answer = client.post("/sign-in/", {"name": "Robin", "passphrase": PASSPHRASE, "next": ASKED})
    assert (answer.status_code, hidden_next(answer)) == (429, [ASKED])
    assert next_in(language_form_of(answer)) == ASKED


@pytest.mark.parametrize("door", ["sign-in", "come-back"])
def test_the_language_button_keeps_next_at_every_door(client, door):
    address = f"/{door}/?next={quote(ASKED, safe='/')}"
    page = client.get(address)
    assert language_form_of(page) == address
    led = client.post("/language/", {"language": "es", "next": language_form_of(page)})
    assert (led.status_code, led["Location"]) == (303, address)
    spanish = client.get(led["Location"])
    assert b'<html lang="es"' in spanish.content
    assert hidden_next(spanish) == [ASKED]
    # Posted with the button alone, the page still knows where its language button leads.
    assert next_in(language_form_of(client.post(f"/{door}/", {"next": ASKED}))) == ASKED


def test_joining_in_another_language_keeps_next_too(client):
    """Its language button stands in the form itself, so that what was typed is kept as well."""
    assert hidden_next(client.get("/join/", {"next": ASKED})) == [ASKED]
    spanish = client.post("/join/", {"next": ASKED, "name": "Robin", "read_in": "es"})
    assert b'<html lang="es"' in spanish.content
    assert hidden_next(spanish) == [ASKED]


def test_each_door_leads_to_the_others_with_the_same_next(client):
    for door, others in (("/sign-in/", ("/join/", "/come-back/")), ("/join/", ("/sign-in/",)),
                         ("/come-back/", ("/sign-in/",))):  # fmt: skip
        page = client.get(door, {"next": ASKED}).content.decode()
        ways = {urlsplit(unescape(href)).path: next_in(unescape(href))
                for href in re.findall(r'href="([^"]*next=[^"]*)"', page)}  # fmt: skip
        assert {other: ways.get(other) for other in others} == dict.fromkeys(others, ASKED)


def test_joining_leads_to_the_page_one_was_on_the_way_to(client, now):
    door = client.get(ASKED)["Location"].replace("/sign-in/", "/join/")
    short = client.post(door, {**JOINED, "passphrase": "short", "next": ASKED})
    assert (short.status_code, hidden_next(short)) == (422, [ASKED])
    joined = client.post(door, {**JOINED, "next": hidden_next(short)[0]})
    assert (joined.status_code, joined["Location"]) == (303, ASKED)
    assert client.get(joined["Location"]).status_code == 200


def test_without_next_a_door_leads_where_it_always_did(robin, client):
    typed = {"name": "Robin", "passphrase": PASSPHRASE}
    assert client.post("/sign-in/", typed)["Location"] == "/today/"
    assert Client().post("/join/", {**JOINED, "name": "Lou"})["Location"] == "/today/"


def test_the_language_button_of_a_page_keeps_its_question(client):
    page = client.get("/styleguide/?a=1&b=%C3%A9")
    assert language_form_of(page) == "/styleguide/?a=1&b=%C3%A9"
