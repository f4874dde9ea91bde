"""The frame of every page: Leave, Help, the tabs, the banner, the two switches."""

import re
from datetime import UTC, datetime

import pytest

from porchlight.people.actions import found_community
from porchlight.people.models import Person
from porchlight.web.context import is_demo

TABS = ("/today/", "/people/", "/meet/", "/tools/")


def test_a_stranger_is_welcomed_without_tabs(client):
    page = client.get("/").content.decode()
    assert 'class="scene scene--tall"' in page
    assert 'href="/join/"' in page
    assert 'class="tabs"' not in page
    assert 'href="/help/"' in page
    assert 'id="history"' in page


def test_somebody_signed_in_goes_on_to_today(client_of, ana):
    assert client_of(ana).get("/").headers["Location"] == "/today/"


def test_the_frame_has_four_tabs_and_lights_the_one_of_the_page(client_of, ana):
    page = client_of(ana).get("/people/add/").content.decode()
    for href in TABS:
        assert f'class="tabs__link" href="{href}"' in page
    assert page.count('aria-current="true"') == 1
    assert 'href="/people/" aria-current="true"' in page


def test_a_title_is_one_page_word(client_of, ana):
    page = client_of(ana).get("/today/").content.decode()
    assert re.search(r"<title>\w+</title>", page)


def test_a_public_page_shows_nothing_of_the_visitor(client, client_of, ana):
    mine = client_of(ana).get("/offline/").content
    assert mine == client.get("/offline/").content
    assert b"csrf" not in mine.lower()


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_banner_says_when_people_are_made_up(client, is_demo):
    found_community("Harbor", is_demo=is_demo, at=datetime(2026, 11, 18, tzinfo=UTC))
    page = client.get("/").content.decode()
    assert ('class="banner-demo"' in page) is is_demo


def test_whether_people_are_made_up_is_asked_until_there_is_a_community_and_then_no_more(
    django_assert_num_queries,
):
    for _ in range(2):
        with django_assert_num_queries(1):
            assert not is_demo()
    found_community("Harbor", is_demo=True, at=datetime(2026, 11, 18, tzinfo=UTC))
    with django_assert_num_queries(1):
        assert is_demo()
    with django_assert_num_queries(0):
        assert is_demo()


def test_a_language_is_kept_on_the_device_and_in_the_account(client_of, ana):
    client = client_of(ana)
    answer = client.post("/language/", {"language": "es", "next": "/people/"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/people/")
    assert answer.cookies["language"].value == "es"
    assert Person.objects.get(pk=ana.pk).language == "es"
    assert '<html lang="es"' in client.get("/people/").content.decode()


def test_a_stranger_reads_in_the_chosen_language(client):
    client.post("/language/", {"language": "es"})
    assert '<html lang="es"' in client.get("/").content.decode()


def test_a_language_we_do_not_speak_changes_nothing(client):
    answer = client.post("/language/", {"language": "xx"})
    assert answer.status_code == 303
    assert "language" not in answer.cookies


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "me", ""])
def test_the_way_back_stays_on_this_site(client, elsewhere):
    answer = client.post("/language/", {"language": "es", "next": elsewhere})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(("look", "mark"), [("dark", 'data-theme="dark"'), ("device", "<html")])
def test_a_look_is_kept_on_the_device(client, look, mark):
    client.post("/look/", {"look": look})
    page = client.get("/").content.decode()
    assert mark in page
    assert ("data-theme" in page) is (look != "device")


def test_the_worker_is_told_which_help_to_keep(client, client_of, ana):
    page = client_of(ana).get("/today/").content.decode()
    assert 'data-keep="/help/us/?lang=en /help/us/steps/?lang=en"' in page
    assert 'data-keep="/help/countries/?lang=en"' in client.get("/").content.decode()
    assert 'data-keep="/help/countries/' in client_of(ana).get("/help/countries/").content.decode()
    looking_at_spain = client_of(ana).get("/help/es/").content.decode()
    assert 'data-keep="/help/es/?lang=en ' in looking_at_spain


def test_what_is_not_here_gets_a_page_with_the_frame(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert b'<h1 id="not-here"' in answer.content
    assert b'href="/help/"' in answer.content


def test_the_name_the_host_chose_stands_on_the_first_page_and_on_me(client_of, ana, now):
    found_community("Harbor Street", is_demo=False, at=now)
    assert "Harbor Street" in client_of(None).get("/").content.decode()
    assert "Harbor Street" in client_of(ana).get("/me/").content.decode()
