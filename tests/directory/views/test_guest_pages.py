"""Meet without an account: every page, in both languages, on the right clock, of nobody's own."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import translation

from porchlight.directory.display import wording
from porchlight.directory.models import Saved
from porchlight.directory.vocabulary.url_codes import code_of
from porchlight.people.models import Attempt
from tests.directory.listings import make_meeting, make_organization
from tests.growth import queries_of
from tests.make import make_tie

pytestmark = pytest.mark.usefixtures(
    "now", "db"
)  # Wednesday 18 November 2026, 12:30 in Mississippi
CASE_09 = "/meet/soon/?place=39201&hours=24&online=only"


@pytest.fixture
def listing() -> Any:
    return make_meeting(
        "wed 19:00",
        name="Evening light",
        attendance="hybrid",
        organization=make_organization("Grace Desk"),
        joining={"conference_url": "https://video.example/1"},
    )


def pages_of(listing: Any) -> list[str]:
    return [
        "/meet/",
        "/meet/",
        "/meet/soon/?place=39201",
        "/meet/soon/",
        "/meet/now/",
        "/meet/need/",
        f"/meet/need/{code_of('need:outpatient')}/",
        "/meet/map/",
        "/meet/map/?place=39201",
        "/meet/print/?place=39201",
        f"/meet/from/{listing.organization_id}/",
        f"/meet/{listing.pk}/",
        f"/meet/{listing.pk}/?on=2026-11-25",
        "/tools/",
        "/tools/wave/",
    ]


def page_of(answer: Any) -> str:
    return b" ".join(answer.content.split()).decode()


def next_in(address: str) -> str:
    return parse_qs(urlsplit(address).query).get("next", [""])[0]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("how", ["header", "button"])
def test_a_guest_reads_every_page_in_the_language_asked_for(listing, language, how):
    for path in pages_of(listing):
        client = Client(headers={"Accept-Language": language} if how == "header" else {})
        if how == "button":
            led = client.post("/language/", {"language": language, "next": path})
            assert led["Location"] == path
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert f'<html lang="{language}"' in page_of(answer)
        assert answer["Content-Language"] == language


def test_looking_sets_no_cookie_and_leaves_nothing_on_the_device(listing):
    for path in pages_of(listing):
        answer = Client().get(path)
        assert not answer.cookies, path
        assert answer["Cache-Control"] == "no-store"
        assert {"Cookie", "Accept-Language", "HX-Request"} <= set(
            re.split(", ?", answer["Vary"])
        ), path
        assert '<meta name="robots" content="noindex, nofollow">' in page_of(answer)
        assert "csrf" not in page_of(answer).lower()


def test_a_visit_that_ended_reads_as_one_that_never_was(listing, ana, client_of):
    gone = client_of(ana)
    gone.post("/sign-out/")
    old = Client()
    old.cookies["visit"] = "0123456789abcdefghijklmnopqrstuv"
    for path in pages_of(listing):
        page = Client().get(path).content
        assert gone.get(path).content == page, path
        assert old.get(path).content == page, path


def test_nothing_of_anybodys_own_is_on_a_guests_pages(listing, ana, rosa, mo):
    ana.home_place = "Albany, NY"
    ana.save()
    make_tie(ana, "Philippa", phone="601-555-0123")
    for person in (ana, rosa, mo):
        Saved.objects.create(person=person, service=listing, saved_at=listing.source.added_at)
    alone = [Client().get(path).content for path in pages_of(listing)]
    for page in alone:
        text = page.decode()
        for own in ("Albany", "Philippa", "601-555", str(ana.pk), "/meet/saved/", "/meet/place/",
                    "/save/", "/unsave/", "/people/", "/today/", "/me/"):  # fmt: skip
            assert own not in text
    # To the last byte the same when nobody has an account at all.
    for person in (ana, rosa, mo):
        person.delete()
    assert [Client().get(path).content for path in pages_of(listing)] == alone


def test_somebody_signed_in_still_has_their_own(listing, ana, client_of):
    ana.home_place = "39201"
    ana.save()
    page = page_of(client_of(ana).get("/meet/"))
    assert "/meet/saved/" in page
    assert "/today/" in page
    assert "Evening light" in page


def test_a_page_asks_the_database_as_often_for_twenty_rows_as_for_ten(monkeypatch):
    monkeypatch.setattr("porchlight.people.visits.SHARE", 1_000)  # counted elsewhere
    organization = make_organization("Grace Desk")
    counts = []
    for _ in range(2):
        for _ in range(10):
            listing = make_meeting("wed 19:00", attendance="hybrid", organization=organization)
        counts.append([queries_of(Client(), path) for path in pages_of(listing)])
    assert counts[0] == counts[1]


# --- Whose clock ----------------------------------------------------------------------------------


def clock_of(answer: Any) -> tuple[str, bool]:
    viewer = answer.context["viewer"]
    return viewer.zone, viewer.is_clock_certain


CLOCKS = [
    # the country of this device's Help, what is asked, the clock and whether it is certain
    ("", {"place": "12207"}, "America/New_York", True),
    ("gb", {"place": "12207"}, "America/New_York", True),
    ("", {"words": "step albany ny"}, "America/New_York", True),
    ("", {"place": "Toronto, Canada"}, "America/Toronto", True),
    ("", {"place": "M5V 2T6"}, "America/Toronto", True),
    ("us", {"place": "Guadalajara, Mexico"}, "America/Mexico_City", True),
    ("", {"place": "32.3,-90.2"}, "America/Chicago", False),
    ("", {"place": "nowhere at all"}, "America/Chicago", False),
    ("gb", {}, "Europe/London", True),
    ("ie", {}, "Europe/Dublin", True),
    ("ar", {}, "America/Argentina/Buenos_Aires", True),
    ("us", {}, "America/Chicago", False),
    ("mx", {}, "America/Mexico_City", False),
    ("zz", {}, "America/Chicago", False),
    ("xx", {}, "America/Chicago", False),
    ("", {}, "America/Chicago", False),
]


@pytest.mark.parametrize(("country", "asked", "zone", "is_certain"), CLOCKS)
def test_a_guests_clock_is_that_of_what_they_named_else_the_communitys(
    listing, country, asked, zone, is_certain
):
    client = Client()
    if country:
        client.cookies["place"] = country
    assert clock_of(client.get("/meet/soon/", asked)) == (zone, is_certain)


def test_without_a_room_listed_the_clock_is_universal_time_and_named():
    assert clock_of(Client().get("/meet/soon/")) == ("UTC", False)


def rows_of(answer: Any) -> list[Any]:
    return [row for day in answer.context["days"] for row in day.rows]


def test_the_city_of_a_clock_is_written_as_people_write_it_in_either_language() -> None:
    table = {
        "America/New_York": ("New York", "Nueva York"),
        "America/Bogota": ("Bogotá", "Bogotá"),
        "Europe/London": ("London", "Londres"),
        "America/Chicago": ("Chicago", "Chicago"),
    }
    for zone, (english, spanish) in table.items():
        with translation.override("en"):
            assert wording.city_of_zone(zone) == english
        with translation.override("es"):
            assert wording.city_of_zone(zone) == spanish


def test_a_start_carries_the_name_of_its_clock_until_a_place_is_named():
    make_meeting("wed 19:00")
    make_meeting("wed 20:00", zone="America/New_York", attendance="online", name="East")
    unsure = rows_of(Client().get("/meet/soon/"))
    assert [(row.time, row.theirs) for row in unsure if row.name == "East"] == [
        ("7\u00a0p.m.", "7\u00a0p.m. in Chicago · 8\u00a0p.m. in New York")
    ]
    sure = rows_of(Client().get("/meet/soon/", {"place": "12207", "online": "only"}))
    assert [(row.time, row.theirs) for row in sure] == [("8\u00a0p.m.", "")]
    assert "Chicago" in page_of(Client().get("/meet/soon/"))
    assert "New York" in page_of(Client().get("/meet/soon/", {"place": "12207"}))


def test_a_listing_is_read_on_the_clock_of_the_place_asked_about_else_of_its_own_door():
    east = make_meeting("wed 20:00", zone="America/New_York", attendance="online", name="East")
    make_meeting("wed 20:00", zone="America/New_York", name="Door", point=(42.657, -73.751))
    for _ in range(3):  # most rooms are in Mississippi
        make_meeting("wed 20:00")
    answer = Client().get("/meet/soon/", {"place": "12207"})
    page, place = answer.content.decode(), answer.context["spot"].typed
    assert place.startswith("12207, ")
    ways = [unescape(href) for href in re.findall(r'class="meet" href="([^"]*)"', page)]
    assert {parse_qs(urlsplit(way).query)["place"][0] for way in ways} == {place}
    for way in ways:
        assert clock_of(Client().get(way)) == ("America/New_York", True)
        door = Client().get(way).context["page"].service.pk
        assert clock_of(Client().get(f"/meet/{door}/")) == (
            ("America/Chicago", False) if door == east.pk else ("America/New_York", True)
        )


def test_signed_in_no_place_is_carried_along(listing, ana, client_of):
    page = page_of(client_of(ana).get("/meet/soon/", {"place": "39201"}))
    assert f'href="/meet/{listing.pk}/?on=2026-11-18"' in page


@pytest.mark.parametrize("place", ["", "nowhere at all", "Jackson", "<script>", "9" * 300])
def test_whatever_place_a_link_names_the_listing_opens(listing, place):
    assert Client().get(f"/meet/{listing.pk}/", {"place": place}).status_code == 200


def test_a_guests_today_is_the_one_of_their_clock(listing):
    """At 12:30 in Mississippi it is already Thursday in Auckland."""
    client = Client()
    client.cookies["place"] = "nz"
    answer = client.get("/meet/soon/", {"place": "Auckland, New Zealand"})
    assert str(answer.context["request"].today) == "2026-11-19"
    assert str(Client().get(f"/meet/{listing.pk}/").context["request"].today) == "2026-11-18"


def test_distances_are_measured_as_in_the_country_of_the_place(listing):
    assert Client().get("/meet/soon/", {"place": "39201"}).context["form"].unit == "mi"
    client = Client()
    client.cookies["place"] = "mx"
    assert client.get("/meet/soon/", {"place": "39201"}).context["form"].unit == "km"
    far = Client().get("/meet/soon/", {"place": "Toronto, Canada"})
    assert (far.context["viewer"].country, far.context["form"].unit) == ("CA", "km")


# --- What needs an account ------------------------------------------------------------------------


def test_case_09_a_whole_question_needs_no_sign_in_and_keeps_itself_through_the_language(listing):
    answer = Client().get(CASE_09)
    assert answer.status_code == 200
    found = re.search(r'action="/language/">\s*<input[^>]*name="next" value="([^"]*)"',
                      answer.content.decode())  # fmt: skip
    assert found
    assert unescape(found[1]) == CASE_09
    door = Client().get("/sign-in/?next=/meet/soon/").content.decode()
    assert set(re.findall(r'name="next" value="([^"]*)"', door)) == {
        "/meet/soon/", "/sign-in/?next=/meet/soon/"
    }  # fmt: skip


def test_what_needs_an_account_leads_to_the_door_and_back_to_the_whole_question(listing):
    here = f"/meet/{listing.pk}/?on=2026-11-25"
    for path in (CASE_09, here):
        page = Client().get(path).content.decode()
        doors = [unescape(href) for href in re.findall(r'href="(/(?:sign-in|join)/[^"]*)"', page)]
        assert {urlsplit(door).path for door in doors} == {"/sign-in/", "/join/"}
        assert {next_in(door) for door in doors} == {path}
    assert next_in(Client().get(f"/meet/{listing.pk}/correct/")["Location"]) == (
        f"/meet/{listing.pk}/correct/"
    )
    for button in (f"/meet/{listing.pk}/save/", f"/meet/{listing.pk}/unsave/", "/meet/place/"):
        led = Client().post(button, headers={"Referer": f"http://testserver{here}"})
        assert (led.status_code, next_in(led["Location"])) == (302, here)


def test_joining_from_a_meeting_leads_back_to_it(listing):
    client = Client()
    here = f"/meet/{listing.pk}/?on=2026-11-25"
    page = client.get(here).content.decode()
    door = unescape(re.findall(r'href="(/join/[^"]*)"', page)[0])
    joined = client.post(door, {
        "name": "Robin", "passphrase": "four green porch chairs", "country": "US", "adult": "on",
        "account": "recovery",
        "zone": "America/Chicago", "language": "en", "next": here,
    })  # fmt: skip
    assert (joined.status_code, joined["Location"]) == (303, here)
    assert f"/meet/{listing.pk}/save/" in page_of(client.get(here))


def test_a_guest_is_shown_how_to_join_and_the_language_button_leads_to_the_meeting(listing):
    client = Client(enforce_csrf_checks=True)
    here, join = f"/meet/{listing.pk}/?on=2026-11-18&place=12207", f"/meet/{listing.pk}/join/"
    page = page_of(client.get(here))
    assert "video.example" not in page
    action = unescape(re.findall(r'action="([^"]*/join/[^"]*)"', page)[0])
    assert action == here.replace("/?", "/join/?")
    answer = client.post(action)
    assert answer.status_code == 200
    assert "https://video.example/1" in page_of(answer)
    assert clock_of(answer) == ("America/New_York", True)
    assert not answer.cookies
    assert f'name="next" value="{here}"' in unescape(page_of(answer))
    other_site = client.post(join, headers={"Sec-Fetch-Site": "cross-site"})
    assert (other_site.status_code, "video.example" in page_of(other_site)) == (403, False)


def test_a_guests_list_to_print_is_not_a_way_to_gather_the_ways_in(listing, ana, client_of):
    make_meeting("wed 20:00", name="Online", attendance="online", joining={"passcode": "4711"})
    asked = {"place": "39201"}
    assert "4711" in page_of(client_of(ana).get("/meet/print/", asked))
    guest = page_of(Client().get("/meet/print/", asked))
    assert "Evening light" in guest
    assert "4711" not in guest
    assert "video.example" not in guest


def test_the_calendar_file_says_as_little_to_a_guest(listing):
    plain = Client().get(f"/meet/{listing.pk}/calendar.ics").content
    assert b"Evening light" not in plain
    assert b"Evening light" in Client().get(f"/meet/{listing.pk}/calendar.ics?full=1").content


def test_the_first_page_leads_to_a_meeting_tonight_and_the_question_goes_on():
    welcome = Client().get("/").content.decode()
    links = re.findall(r'<a [^>]*href="([^"]*)"', welcome.partition("<main")[2])
    assert links[:4] == ["/meet/", "/help/", "/join/", "/sign-in/"]
    assert 'id="id_place"' in page_of(Client().get(links[0]))


def test_the_frame_of_a_guest_has_what_is_open_and_the_two_doors():
    for path in ("/meet/soon/?place=39201", "/tools/", "/tools/wave/"):
        tabs = Client().get(path).content.decode().partition('class="tabs"')[2].split("</nav>")[0]
        hrefs = [
            unescape(href) for href in re.findall(r'<a class="tabs__link" href="([^"]*)"', tabs)
        ]
        assert [urlsplit(href).path for href in hrefs] == [
            "/meet/", "/tools/", "/join/", "/sign-in/"
        ]  # fmt: skip
        assert {next_in(href) for href in hrefs[2:]} == {path}
    assert 'class="tabs"' not in Client().get("/help/us/").content.decode()


def test_a_few_visits_write_nothing(listing):
    for path in pages_of(listing)[:8]:
        Client().get(path)
    assert not Attempt.objects.exists()
