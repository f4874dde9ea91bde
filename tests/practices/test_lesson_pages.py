"""For me: pages for family and friends that work with no account and keep nothing."""

from __future__ import annotations

import gzip
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from porchlight.circles.models import Tie
from porchlight.directory.vocabulary.url_codes import code_of
from porchlight.domain.fit import Account
from porchlight.people.actions import found_community
from porchlight.people.wishes import change_account
from porchlight.practices.lessons.friends_moments import FRIENDS_MOMENTS
from porchlight.practices.lessons.hard_moments import HARD_MOMENTS
from porchlight.practices.lessons.index import LESSONS
from tests.directory.listings import make_meeting
from tests.make import NOW, decision_of, make_tie
from tests.statements import kinds_of

EVERY_SLUG = pytest.mark.parametrize("slug", LESSONS)
EVERY_PAGE = pytest.mark.parametrize(
    "path", ["/for-me/", "/for-me/setback/", "/for-me/home/", *(f"/for-me/{s}/" for s in LESSONS)]
)
EACH_LANGUAGE = pytest.mark.parametrize("lang", ["en", "es"])
MOST_BYTES = 6_000
US_LINE, EMERGENCY = "1-800-799-7233", "911"


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def main_of(response) -> str:
    body = text_of(response)
    return body[body.index("<main") : body.index("</main>")]


def steps_of(body: str) -> dict[str, str]:
    return dict(re.findall(r'<section class="step [^>]* id="([^"]+)"(.*?)</section>', body, re.S))


@EVERY_PAGE
@EACH_LANGUAGE
def test_it_is_there_for_everybody_and_light(client_of, ana, path, lang):
    for person in (None, ana):
        client = client_of(person)
        client.post("/language/", {"language": lang})
        response = client.get(path)
        body = text_of(response)
        assert f'<html lang="{lang}"' in body
        assert "%(" not in body
        assert len(gzip.compress(response.content, 6)) <= MOST_BYTES


@EVERY_PAGE
def test_nothing_is_written_counted_or_logged(client_of, ana, caplog, path):
    for person in (None, ana):
        client = client_of(person)
        client.get(path)
        before = {name: cookie.value for name, cookie in client.cookies.items()}
        with CaptureQueriesContext(connection) as caught:
            client.get(path)
        assert set(kinds_of(caught.captured_queries)) <= {"SELECT"}
        assert {name: cookie.value for name, cookie in client.cookies.items()} == before
    assert caplog.records == []


@EVERY_PAGE
def test_a_guest_is_asked_nothing_of_the_database_about_what_they_read(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    tables = {
        name for q in caught.captured_queries for name in re.findall(r'FROM "(\w+)"', q["sql"])
    }
    assert tables <= {"people_community"}


@EVERY_PAGE
def test_it_takes_no_answer_and_nothing_from_elsewhere(client_of, ana, path):
    main = main_of(client_of(ana).get(path))
    assert "<form" not in main
    assert client_of(ana).post(path, {"answer": "yes"}).status_code == 405
    loaded = re.findall(r'(?:src|href)="([^"]*)"', text_of(client_of(None).get(path)))
    assert [at for at in loaded if not re.match(r"/(?!/)|#|tel:|sms:|\?", at)] == []


@EVERY_PAGE
def test_the_title_does_not_tell(client, path):
    assert re.search(r"<title>\s*For me\s*</title>", text_of(client.get(path)))


def test_every_guest_gets_the_same_lesson(client_of):
    pages = {client_of(None).get("/for-me/limits/").content for _ in range(2)}
    assert len(pages) == 1


def test_an_unknown_lesson_is_not_there(client):
    assert client.get("/for-me/nothing/").status_code == 404


def test_for_me_leads_to_every_lesson_and_to_what_may_be_wanted_in_a_hurry(client):
    main = main_of(client.get("/for-me/"))
    assert all(f'href="/for-me/{slug}/"' in main for slug in LESSONS)
    for name in ("hard-moments", "safe-home", "overdose"):
        assert f'href="{reverse(name)}"' in main
    assert main.count('class="button ') == 1


def test_it_is_found_from_the_first_page_and_from_tools(client, client_of, ana):
    for path, person in (("/", None), ("/tools/", None), ("/tools/", ana)):
        assert 'href="/for-me/"' in main_of(client_of(person).get(path))


def test_groups_for_families_lead_into_meet(client):
    make_meeting("wed 19:00", name="Lamplight", terms=["pathway:family", "pathway:al-anon"])
    main = main_of(client.get("/for-me/"))
    every, al_anon, nar_anon = (
        f"{reverse('meet-soon')}?have={code_of(f'pathway:{what}')}&amp;hours=168"
        for what in ("family", "al-anon", "nar-anon")
    )
    assert every in main
    assert al_anon in main
    assert nar_anon not in main
    assert "For family and friends" in text_of(client.get(every.replace("&amp;", "&")))


@EVERY_SLUG
def test_the_screens_lead_on_and_back_with_no_script(client, slug):
    body = text_of(client.get(f"/for-me/{slug}/"))
    steps, lesson = steps_of(body), LESSONS[slug]
    keys = [place.key for place in lesson.places]
    assert list(steps) == (["before"] if lesson.has_gate else []) + keys
    assert set(re.findall(r'href="#([^"]*)"', body)) - {"main"} <= set(steps)
    for place in lesson.places:
        for key in filter(None, (place.before, place.after)):
            assert f'href="#{key}"' in steps[place.key]


@EVERY_SLUG
def test_a_yes_or_a_doubt_leads_to_the_safe_page_and_a_no_to_the_lesson(client, slug):
    steps = steps_of(text_of(client.get(f"/for-me/{slug}/")))
    if not LESSONS[slug].has_gate:
        assert "before" not in steps
        return
    assert re.findall(r'href="([^"]+)"', steps["before"]) == [
        "/for-me/home/",
        "/for-me/home/",
        "#screen-1",
    ]
    assert "Your answer is not kept." in steps["before"]


@EVERY_SLUG
def test_what_is_tapped_belongs_to_no_form_and_is_not_remembered(client, slug):
    tapped = re.findall(r"<input[^>]*>", main_of(client.get(f"/for-me/{slug}/")))
    options = [words for part in LESSONS[slug].exercise.lists for words in part.options]
    assert len(tapped) == len(options)
    assert all('autocomplete="off"' in one for one in tapped)


@pytest.mark.parametrize(("country", "number"), [("us", EMERGENCY), ("gb", "999")])
def test_the_number_is_that_of_the_country_of_this_device(client, country, number):
    client.cookies["place"] = country
    assert f"call {number} now" in text_of(client.get("/for-me/hard-day/"))
    assert f'href="tel:{number}"' in main_of(client.get("/for-me/setback/"))


def test_with_no_country_it_names_the_number_and_leads_to_help(client):
    assert "call the emergency number now" in text_of(client.get("/for-me/hard-day/"))
    for path in ("/for-me/setback/", "/for-me/home/"):
        main = main_of(client.get(path))
        assert "tel:" not in main
        assert f'href="{reverse("help")}"' in main


def test_the_safe_page_lists_the_lines_of_the_country(client, client_of, ana):
    assert US_LINE in main_of(client_of(ana).get("/for-me/home/"))
    assert reverse("help-countries") in main_of(client.get("/for-me/home/"))
    client.cookies["place"] = "mx"
    main = main_of(client.get("/for-me/home/"))
    assert US_LINE not in main
    assert 'href="tel:' in main


def test_in_a_made_up_community_nobody_is_dialled(client):
    found_community("Made up", is_demo=True, at=NOW)
    client.cookies["place"] = "us"
    for path in ("/for-me/setback/", "/for-me/home/"):
        assert "tel:" not in text_of(client.get(path))


@pytest.mark.parametrize(
    ("path", "moments"), [("setback/", HARD_MOMENTS), ("setback/friends/", FRIENDS_MOMENTS)]
)
def test_each_hard_moment_is_one_tap_from_the_first(client, path, moments):
    body = text_of(client.get(f"/for-me/{path}"))
    assert "%(" not in body
    steps = steps_of(body)
    assert list(steps) == ["which", *(moment.key for moment in moments)]
    assert re.findall(r'href="#([^"]+)"', steps["which"]) == [m.key for m in moments]
    assert all('href="#which"' in steps[moment.key] for moment in moments)


def test_whoever_is_here_for_somebody_leaves_their_circle_from_here_in_two_taps(
    client_of, ana, rosa, now
):
    tie = make_tie(rosa, "Ana")
    Tie.objects.filter(pk=tie.pk).update(account=ana)
    make_tie(rosa, "Tere")  # a card, of which nobody was told
    client = client_of(rosa)
    assert client.get("/for-me/").context["circles"] == []
    change_account(rosa, Account.FAMILY, decision_of(rosa))
    assert [friend.name for friend in client.get("/for-me/").context["circles"]] == ["Ana"]
    assert f'href="/people/{tie.pk}/end/"' in text_of(client.get("/for-me/"))
    assert client.post(f"/people/{tie.pk}/end/", {"key": str(uuid4())}).status_code == 303
    assert client.get("/for-me/").context["circles"] == []


def test_whoever_is_signed_out_finds_a_way_to_an_account_and_back(client, client_of, ana):
    doors = ("/join/?next=/home/&amp;for=2", "/sign-in/?next=/home/")
    assert all(f'href="{door}"' in text_of(client.get("/for-me/")) for door in doors)
    assert 'href="/join/' not in text_of(client_of(ana).get("/for-me/"))
