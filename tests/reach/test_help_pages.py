"""Help: my people first, then lines, then emergency; the same whoever asks for a public page."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from porchlight.domain.steps import Near
from porchlight.people.actions import found_community
from porchlight.reach.help_files import LOCAL_NAME
from porchlight.reach.queries import COUNTRY_NAMES
from porchlight.reach.views import PLACE_COOKIE
from tests.make import NOW, make_tie

SLUGS = sorted(code.lower() for code in COUNTRY_NAMES)
LANGUAGES = ("en", "es")
MOST_BYTES = 15_000


def page(slug: str, lang: str = "en") -> str:
    return f"/help/{slug}/?lang={lang}"


def card(slug: str, lang: str = "en") -> str:
    return f"/help/{slug}/steps/?lang={lang}"


def text_of(response) -> str:
    return response.content.decode()


def calls_of(response) -> list[str]:
    return re.findall(r'href="((?:tel|sms):[^"]+)"', text_of(response))


@pytest.fixture
def demo(db):
    found_community("Made up", is_demo=True, at=NOW)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", [page, card])
def test_a_public_page_is_light_and_in_its_language(client, slug, lang, address):
    response = client.get(address(slug, lang))
    assert response.status_code == 200
    assert f'<html lang="{lang}"' in text_of(response)
    assert response.headers["Content-Language"] == lang
    assert len(gzip.compress(response.content)) <= MOST_BYTES
    assert "tel:" in text_of(response)


@pytest.mark.parametrize("address", [page("us"), card("us"), "/help/countries/?lang=en"])
def test_a_public_page_is_the_same_bytes_for_everybody(client_of, ana, rosa, address):
    make_tie(ana, "Zelda", phone="601-555-0142")
    bodies = {client_of(person).get(address).content for person in (None, ana, rosa)}
    assert len(bodies) == 1
    assert b"Zelda" not in bodies.pop()


@pytest.mark.parametrize("address", [page("us"), card("us")])
def test_a_public_page_may_be_kept_and_asks_only_whether_this_is_a_demo(
    client, address, django_assert_max_num_queries
):
    with django_assert_max_num_queries(1):
        response = client.get(address)
    assert "public" in response.headers["Cache-Control"]
    assert "csrfmiddlewaretoken" not in text_of(response)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("address", [page, card])
def test_the_emergency_number_is_on_every_page_of_a_country(client, slug, address):
    body = text_of(client.get(address(slug)))
    assert 'class="emergency-bar"' in body
    assert re.search(r'class="button button--emergency" href="tel:\d+"', body)


@pytest.mark.parametrize("held_back", ["484-3731", "696-1996", "888-688-6677", "0300 123", "0477"])
@pytest.mark.parametrize("slug", ["us", "ca", "gb", "au"])
def test_a_held_back_number_is_on_no_page(client, slug, held_back):
    assert held_back not in text_of(client.get(page(slug)))


def test_the_six_steps_are_on_the_card(client):
    body = text_of(client.get(card("us")))
    assert re.findall(r'<li class="card[^>]* id="([^"]+)"', body) == [
        "call", "naloxone", "breathe", "second-dose", "on-their-side", "stay",
    ]  # fmt: skip


def test_signed_out_the_country_is_asked_and_never_guessed(client):
    response = client.get(
        "/help/",
        headers={"accept-language": "en-GB", "cf-ipcountry": "GB", "x-country-code": "GB"},
    )
    body = text_of(response)
    assert response.status_code == 200
    assert all(f"/help/{slug}/" in body for slug in SLUGS)
    assert "999" not in body


def test_the_country_chosen_on_a_device_is_remembered_discreetly(client):
    client.get(page("gb"))
    cookie = client.cookies[PLACE_COOKIE]
    assert cookie.value == "gb"
    assert cookie["httponly"]
    assert client.get("/help/").headers["Location"] == "/help/gb/"
    assert client.get("/help/steps/").headers["Location"] == "/help/gb/steps/"
    assert client.get("/help/?lang=es").headers["Location"] == "/help/gb/?lang=es"


def test_a_service_worker_filling_its_cache_chooses_no_country(client):
    client.get(page("gb"), headers={"sec-fetch-dest": "empty"})
    assert PLACE_COOKIE not in client.cookies


@pytest.mark.parametrize("kept", ["xx", "../us", "<script>", "USA"])
def test_a_strange_cookie_is_as_good_as_none(client, kept):
    client.cookies[PLACE_COOKIE] = kept
    assert client.get("/help/").status_code == 200


@pytest.mark.parametrize("address", ["/help/xx/", "/help/zz/", "/help/xx/steps/", "/help/usa/"])
def test_a_country_without_a_page_is_not_there(client, address):
    assert client.get(address).status_code == 404


def test_the_way_out_of_a_wrong_country_is_on_its_page(client):
    assert reverse("help-countries") in text_of(client.get(page("us")))


def test_signed_in_my_people_come_before_the_lines_and_those_before_emergency(client_of, ana):
    make_tie(ana, "Ben", phone="601-555-0142")
    body = text_of(client_of(ana).get("/help/"))
    places = [body.index(words) for words in ("Ben", 'class="row-now"', "988", "emergency-bar")]
    assert places == sorted(places)
    assert "tel:6015550142" in body
    assert "sms:6015550142" in body


def test_the_nearest_three_are_shown_and_the_rest_are_a_tap_away(client_of, ana):
    make_tie(ana, "Far", near=Near.OUTER, phone="601-555-0101")
    for number, name in enumerate(["Ada", "Bo", "Cy"]):
        make_tie(ana, name, near=Near.INNER, phone=f"601-555-011{number}")
    body = text_of(client_of(ana).get("/help/"))
    assert all(name in body for name in ("Ada", "Bo", "Cy"))
    assert "Far" not in body
    assert f'class="button button--plain" href="{reverse("people")}"' in body


def test_somebody_who_may_not_be_suggested_is_not_offered(client_of, ana):
    make_tie(ana, "Rick", phone="601-555-0199", is_offered=False)
    assert "Rick" not in text_of(client_of(ana).get("/help/"))


def test_with_nobody_yet_there_is_one_sentence_and_one_action(client_of, ana):
    body = text_of(client_of(ana).get("/help/"))
    empty = body.split('<div class="empty')[1].split("</div>")[0]
    assert empty.count("<p>") == 2
    assert re.findall(r'href="([^"]+)"', empty) == [reverse("tie-add")]


def test_the_country_of_a_person_is_the_one_they_gave(client_of, rosa):
    rosa.country = "MX"
    rosa.save()
    body = text_of(client_of(rosa).get("/help/"))
    assert "Línea de la Vida" in body
    assert "988" not in body
    answer = client_of(rosa).get("/help/steps/")
    assert answer.headers["Location"] == "/help/mx/steps/"


def test_a_person_from_another_country_is_told_what_to_do(client_of, ana):
    ana.country = "ZZ"
    ana.save()
    body = text_of(client_of(ana).get("/help/"))
    assert 'id="no-country"' in body
    assert reverse("help-countries") in body
    assert "findahelpline.com" in body
    assert client_of(ana).get("/help/steps/").status_code == 200


def test_help_asks_the_database_the_same_for_3_and_for_20_people(client_of, ana):
    def queries_with(n: int) -> int:
        for number in range(n):
            make_tie(ana, f"Friend {number}", phone=f"601-555-01{number:02}")
        with CaptureQueriesContext(connection) as seen:
            client_of(ana).get("/help/")
        return len(seen)

    queries_with(0)
    assert queries_with(3) == queries_with(17)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", [page, card])
def test_in_a_made_up_community_nothing_dials_and_the_page_says_so(client, address, lang):
    response = client.get(address("us", lang))
    assert calls_of(response) == []
    assert "disabled" in text_of(response)
    assert "911" in text_of(response)
    assert "notice--demo" in text_of(response)


@pytest.mark.usefixtures("demo")
def test_in_a_made_up_community_my_people_are_not_dialled_either(client_of, ana):
    make_tie(ana, "Ben", phone="601-555-0142")
    response = client_of(ana).get("/help/")
    assert "Ben" in text_of(response)
    assert calls_of(response) == []


def test_the_limit_and_the_age_of_the_list_are_said(client):
    body = text_of(client.get(page("us")))
    assert "911" in body.split('id="limit"')[1].split("</p>")[0]
    assert "November 2026" in body.split('id="not-dialled"')[1].split("</p>")[0]


def test_a_line_that_was_tried_says_when(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    tried = {"lines": [{"key": "us-988", "checked_on": "2026-11-20"}]}
    (tmp_path / LOCAL_NAME).write_text(json.dumps(tried), encoding="utf-8")
    body = text_of(client.get(page("us")))
    assert body.count("data-checked=") == 1
    line = body.split('data-checked="2026-11"')[1].split("</li>")[0]
    assert "November 2026" in line.split("</span>")[0]
    assert 'href="tel:988"' in line


def test_a_local_line_is_shown_and_escaped(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    ours = {
        "key": "ours", "country": "US", "kind": "crisis", "name": "Ours & <b>yours</b>",
        "call": "601-555-0100", "checked_on": "2026-11-20",
    }  # fmt: skip
    (tmp_path / LOCAL_NAME).write_text(json.dumps({"lines": [ours]}), encoding="utf-8")
    body = text_of(client.get(page("us")))
    assert "Ours &amp; &lt;b&gt;yours&lt;/b&gt;" in body
    assert "tel:6015550100" in body
