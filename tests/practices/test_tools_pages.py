"""Tools: four practices on one page each, that keep nothing and end at a person."""

from __future__ import annotations

import gzip
import re

import pytest
from django.urls import reverse

from porchlight.domain.steps import Near
from porchlight.people.actions import found_community
from porchlight.practices.flows import FLOWS, Tide
from porchlight.web.drawings.sea import PLACES
from tests.make import NOW, make_tie

EVERY_SLUG = pytest.mark.parametrize("slug", FLOWS)
MOST_BYTES = 15_000


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def title_of(body: str) -> str:
    return re.search(r"<title>(.*?)</title>", body, flags=re.DOTALL)[1].strip()


@pytest.mark.parametrize("lang", ["en", "es"])
def test_tools_lists_every_practice_signed_in_and_out(client_of, ana, lang):
    for person in (None, ana):
        client = client_of(person)
        client.cookies["language"] = lang
        body = text_of(client.get("/tools/", headers={"accept-language": lang}))
        assert all(f"/tools/{slug}/" in body for slug in FLOWS)
        assert reverse("help") in body


def test_my_own_pages_are_there_for_somebody_signed_in_only(client_of, ana):
    mine = [reverse(name) for name in ("weeks", "barriers", "meet-saved")]
    signed_in, signed_out = (text_of(client_of(who).get("/tools/")) for who in (ana, None))
    assert all(f'href="{address}"' in signed_in for address in mine)
    assert not any(f'href="{address}"' in signed_out for address in mine)


@EVERY_SLUG
@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_practice_is_one_light_page_with_skip_back_and_help_on_every_step(client, slug, lang):
    client.cookies["language"] = lang
    body = text_of(client.get(f"/tools/{slug}/", headers={"accept-language": lang}))
    steps = re.findall(r'<section class="step .*?</section>', body, flags=re.DOTALL)
    assert len(steps) == len(FLOWS[slug].steps)
    assert all(f'href="{reverse("help")}"' in step for step in steps)
    assert len(gzip.compress(body.encode())) <= MOST_BYTES


@EVERY_SLUG
def test_every_anchor_of_a_practice_leads_to_a_step_of_the_page(client, slug):
    body = text_of(client.get(f"/tools/{slug}/"))
    steps = set(re.findall(r'<section class="step stack stack--tight" id="([^"]+)"', body))
    assert set(re.findall(r'href="#([^"]*)"', body)) - {"main"} <= steps
    assert steps == {step.key for step in FLOWS[slug].steps}


@EVERY_SLUG
def test_a_practice_has_nothing_to_send_and_no_title_that_tells(client_of, ana, slug):
    body = text_of(client_of(ana).get(f"/tools/{slug}/"))
    main = body[body.index("<main") : body.index("</main>")]
    assert "<form" not in main
    assert "<input" not in main
    assert title_of(body) == title_of(text_of(client_of(ana).get("/tools/")))


def test_an_unknown_practice_is_not_there(client):
    assert client.get("/tools/nothing/").status_code == 404


def test_nothing_can_be_posted(client):
    assert client.post("/tools/wave/", {"urge": 7}).status_code == 405


@EVERY_SLUG
def test_it_ends_at_the_nearest_person(client_of, ana, slug):
    make_tie(ana, "Far", near=Near.OUTER, phone="601-555-0101")
    make_tie(ana, "Zelda", near=Near.INNER, phone="601-555-0102")
    body = text_of(client_of(ana).get(f"/tools/{slug}/"))
    assert "Zelda" in body
    assert 'href="tel:6015550102"' in body
    assert "6015550101" not in body


def test_somebody_who_may_not_be_suggested_is_not(client_of, ana):
    make_tie(ana, "Rick", phone="601-555-0199", is_offered=False)
    assert "Rick" not in text_of(client_of(ana).get("/tools/wave/"))


@EVERY_SLUG
def test_with_nobody_to_reach_it_ends_at_the_lines(client_of, ana, slug):
    for person in (None, ana):
        body = text_of(client_of(person).get(f"/tools/{slug}/"))
        assert 'id="lines"' in body


def test_in_a_made_up_community_the_person_is_not_dialled(client_of, ana):
    found_community("Made up", is_demo=True, at=NOW)
    make_tie(ana, "Zelda", phone="601-555-0102")
    body = text_of(client_of(ana).get("/tools/wave/"))
    assert re.search(r"<button[^>]* disabled>[^\n]*Zelda", body)
    assert "tel:" not in body
    assert "sms:" not in body


def test_the_wave_warns_of_withdrawal_before_it_starts(client):
    body = text_of(client.get("/tools/wave/"))
    care = FLOWS["wave"].care
    assert all(body.index(str(words)) < body.index('id="where"') for words in care)
    assert len(care) > 0


def test_each_step_of_the_wave_shows_where_on_it_the_step_is(client):
    body = text_of(client.get("/tools/wave/"))
    steps = dict(
        re.findall(r'<section class="step [^>]* id="([^"]+)"(.*?)</section>', body, re.DOTALL)
    )
    lamps = {
        key: int(re.search(r"translate\(-?\d+ (-?\d+)\)", step)[1]) for key, step in steps.items()
    }
    assert lamps["how-strong"] > lamps["where"] > lamps["what"] > lamps["wave"] < lamps["now"]
    waves = {key for key, step in steps.items() if 'class="crest"' in step}
    assert waves == {step.key for step in FLOWS["wave"].steps if step.tide}
    assert waves == set(steps) - {"person"}


def test_every_place_of_a_step_is_one_the_sea_can_draw():
    assert {str(tide) for tide in Tide} == set(PLACES)


def test_a_person_is_one_tap_away_on_every_step_of_the_wave(client_of, ana):
    make_tie(ana, "Zelda", phone="601-555-0102")
    body = text_of(client_of(ana).get("/tools/wave/"))
    assert body.count('href="tel:6015550102"') == len(FLOWS["wave"].steps)


def test_the_clock_is_hidden_until_a_script_winds_it(client):
    body = text_of(client.get("/tools/breathe/"))
    clocks = re.findall(r'<div class="timer" data-timer="(\d+)"[^>]* hidden>', body)
    assert clocks == ["60", "180", "300"]
