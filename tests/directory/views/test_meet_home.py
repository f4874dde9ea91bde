"""Meet's first page: rooms and online side by side, what fits first, and the four chips."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from porchlight.directory.display.countdown import in_words
from porchlight.directory.queries.meet import FEW_ONLINE, FEW_ROOMS
from porchlight.directory.vocabulary.url_codes import code_of
from porchlight.domain.fit import Wishes
from porchlight.people.wishes import change_wishes
from tests.directory.listings import make_meeting, make_place
from tests.growth import queries_of

HERE = "32.3,-90.2"
pytestmark = pytest.mark.usefixtures("now")  # Wednesday 18 November 2026, 12:30 in Mississippi


@pytest.fixture
def client(ana: Any, client_of: Any) -> Any:
    ana.home_place = HERE
    ana.save()
    return client_of(ana)


def names_in(short_list: Any) -> list[str]:
    return [row.name for row in short_list.rows]


def apart_in(answer: Any) -> list[str]:
    return [row.name for day in answer.context["page"].apart for row in day.rows]


def by_clock_in(answer: Any) -> list[str]:
    return [row.name for day in answer.context["page"].days for row in day.rows]


# --- The two short lists -------------------------------------------------------------------------


def test_rooms_and_online_are_both_there_and_counted_apart(client: Any) -> None:
    for number in range(4):
        make_meeting(f"wed {13 + number}:00", name=f"Room {number}")
    for number in range(6):
        make_meeting(f"wed {13 + number}:00", name=f"Call {number}", attendance="online")
    make_meeting("thu 09:00", name="Not today")
    page = client.get("/meet/").context["page"]
    assert (page.rooms.total, page.online.total) == (4, 6)
    assert names_in(page.rooms) == [f"Room {n}" for n in range(FEW_ROOMS)]
    assert names_in(page.online) == [f"Call {n}" for n in range(FEW_ONLINE)]


def test_late_in_the_evening_today_goes_on_into_the_night(client: Any) -> None:
    make_meeting("thu 02:00", name="Night owls", attendance="online")
    with time_machine.travel("2026-11-19T04:30:00Z", tick=False):  # 22:30 in Mississippi
        assert names_in(client.get("/meet/").context["page"].online) == ["Night owls"]


def test_what_fits_comes_first_and_what_may_be_shut_comes_last(ana: Any, client: Any) -> None:
    make_meeting("wed 13:00", name="Women", terms=["population:women"])
    make_meeting("wed 13:10", name="(SUSPENDED) Old hall")
    make_meeting(
        "wed 13:20", name="About here", place=make_place((32.3, -90.2), is_approximate=True)
    )
    make_meeting("wed 15:00", name="Open to me")
    make_meeting("wed 18:00", name="The way I like", terms=["pathway:smart"])
    change_wishes(ana, Wishes(liked=frozenset({"smart"})))
    assert names_in(client.get("/meet/").context["page"].rooms) == ["The way I like", "Open to me"]


def test_what_is_for_others_is_shown_when_there_is_nothing_else(client: Any) -> None:
    make_meeting("wed 13:00", name="Women", terms=["population:women"])
    assert names_in(client.get("/meet/").context["page"].rooms) == ["Women"]


def test_a_meeting_in_both_ways_stands_once(client: Any) -> None:
    make_meeting("wed 13:00", name="Both", attendance="hybrid")
    page = client.get("/meet/").context["page"]
    assert (names_in(page.rooms), names_in(page.online)) == (["Both"], [])


def test_the_next_one_is_shown_more_closely(client: Any) -> None:
    place = make_place((32.3, -90.2), name="Grace Hall", address="12 Elm St", city="Jackson")
    make_meeting("wed 13:00", place=place, types=["O", "D"])
    next_one = client.get("/meet/").context["page"].next_one
    assert "12 Elm St" in next_one.address
    assert len(next_one.expect) == 3


def test_without_a_place_what_is_online_is_shown(ana: Any, client_of: Any) -> None:
    make_meeting("wed 13:00", name="A room")
    make_meeting("wed 13:00", name="A call", attendance="online")
    answer = client_of(ana).get("/meet/")
    assert answer.context["is_asked_where"]
    assert answer.context["page"].rooms is None
    assert names_in(answer.context["page"].online) == ["A call"]


def test_a_place_that_is_not_understood_never_hides_what_is_online(client: Any) -> None:
    make_meeting("wed 13:00", name="A call", attendance="online")
    answer = client.get("/meet/", {"place": "Nowhereville"})
    assert answer.status_code == 200
    assert 'id="place-again"' in answer.content.decode()
    assert names_in(answer.context["page"].online) == ["A call"]


def test_a_guest_finds_a_room_without_an_account(client_of: Any) -> None:
    make_meeting("wed 19:00", name="Evening light")
    answer = client_of(None).get("/meet/", {"place": "Jackson, MS"})
    assert names_in(answer.context["page"].rooms) == ["Evening light"]
    page = answer.content.decode()
    assert 'action="/meet/place/"' not in page
    assert 'href="/people/"' not in page.split("<main")[1]


def test_every_link_of_a_guest_to_a_meeting_carries_the_place_whose_clock_they_read_by(
    client_of: Any,
) -> None:
    place = make_place((32.3, -90.2), name="Grace Hall, ", city="Jackson")
    make_meeting("wed 19:00", place=place)
    make_meeting("wed 20:00", attendance="online", zone="America/New_York")
    answer = client_of(None).get("/meet/", {"place": "39201"})
    page, place = answer.content.decode(), answer.context["spot"].typed
    assert place.startswith("39201, ")
    links = re.findall(r'href="(/meet/\d+/[^"]*)"', page)
    assert len(links) == 3  # two rows, and the one shown more closely
    for link in links:
        asked = parse_qs(urlsplit(unescape(link)).query)
        assert asked["place"] == [place]
    assert "Grace Hall ·" in page


def test_another_place_can_be_kept_beside_its_name(client: Any) -> None:
    kept, other = (client.get("/meet/", asked).content.decode().split("</section>")[0]
                   for asked in ({}, {"place": "Jackson, MS"}))  # fmt: skip
    assert 'action="/meet/place/"' not in kept
    assert 'action="/meet/place/"' in other


# --- Chips ---------------------------------------------------------------------------------------


def chips_of(answer: Any) -> dict[str, Any]:
    return dict(zip(("today", "tomorrow", "room", "online"), answer.context["chips"], strict=True))


def on(answer: Any) -> list[str]:
    return [name for name, chip in chips_of(answer).items() if chip.is_on]


def test_chips_ask_the_same_with_one_thing_changed(client: Any) -> None:
    make_meeting("thu 09:00", name="Tomorrow's room")
    make_meeting("thu 10:00", name="Tomorrow's call", attendance="online")
    make_meeting("wed 19:00", name="Today's room")
    home = client.get("/meet/")
    assert on(home) == ["today"]
    tomorrow = client.get(chips_of(home)["tomorrow"].href)
    assert on(tomorrow) == ["tomorrow"]
    assert by_clock_in(tomorrow) == ["Tomorrow's room", "Tomorrow's call"]
    rooms = client.get(chips_of(tomorrow)["room"].href)
    assert on(rooms) == ["tomorrow", "room"]
    assert by_clock_in(rooms) == ["Tomorrow's room"]
    assert on(client.get(chips_of(rooms)["room"].href)) == ["tomorrow"]
    online = client.get(chips_of(rooms)["online"].href)
    assert on(online) == ["tomorrow", "online"]
    assert by_clock_in(online) == ["Tomorrow's call"]
    assert chips_of(tomorrow)["today"].href == "/meet/"


def test_chips_keep_the_place_and_what_was_ticked(client: Any) -> None:
    asked = {"place": "Jackson, MS", "have": code_of("language:es"), "weekday": "today"}
    for chip in chips_of(client.get("/meet/soon/", asked)).values():
        query = parse_qs(urlsplit(chip.href).query)
        assert query["place"] == [asked["place"]]
        assert query["have"] == [asked["have"]]


def test_without_a_place_the_chip_for_rooms_asks_where(ana: Any, client_of: Any) -> None:
    client = client_of(ana)
    answer = client.get(chips_of(client.get("/meet/"))["room"].href.partition("#")[0])
    assert (answer.status_code, answer.context["is_asked_where"]) == (200, True)


def test_tomorrow_is_a_whole_day_on_the_readers_clock(client: Any) -> None:
    for when in ("wed 23:55", "thu 00:00", "thu 23:59", "fri 00:00"):
        make_meeting(when, name=when)
    assert by_clock_in(client.get("/meet/soon/", {"weekday": "tomorrow"})) == [
        "thu 00:00",
        "thu 23:59",
    ]


# --- The long list -------------------------------------------------------------------------------


def test_a_long_list_goes_by_the_clock_and_sets_some_apart(client: Any) -> None:
    make_meeting("wed 13:00", name="Women", terms=["population:women"])
    make_meeting("wed 14:00", name="(SUSPENDED) Old hall")
    make_meeting("wed 15:00", name="Three")
    make_meeting("wed 16:00", name="Four", attendance="online")
    answer = client.get("/meet/soon/")
    assert by_clock_in(answer) == ["Three", "Four"]
    assert apart_in(answer) == ["Women", "(SUSPENDED) Old hall"]
    page = answer.context["page"]
    assert (page.rooms, page.online, page.total) == (3, 1, 4)


def test_what_was_asked_for_is_not_set_apart(client: Any) -> None:
    make_meeting("wed 13:00", name="Women", terms=["population:women"])
    make_meeting("wed 14:00", name="Women in Spanish", terms=["population:women", "language:es"])
    answer = client.get("/meet/soon/", {"have": code_of("population:women")})
    assert by_clock_in(answer) == ["Women"]
    assert apart_in(answer) == ["Women in Spanish"]


def test_a_list_of_nothing_else_is_not_set_apart(client: Any) -> None:
    make_meeting("wed 13:00", name="Women", terms=["population:women"])
    answer = client.get("/meet/soon/")
    assert (by_clock_in(answer), apart_in(answer)) == (["Women"], [])


def test_each_row_says_when_what_and_for_whom(client: Any) -> None:
    make_meeting("wed 13:10", terms=["pathway:aa", "population:women", "access:newcomers"])
    row = client.get("/meet/soon/").context["page"].days[0].rows[0]
    assert (row.lead, row.beside) == (in_words(timedelta(minutes=40)), "1:10\u00a0p.m.")
    assert len(row.tags) == 3


@pytest.mark.parametrize("path", ["/meet/", "/meet/soon/", "/meet/soon/?weekday=tomorrow"])
def test_meet_asks_as_often_for_twenty_rows_as_for_ten(client: Any, path: str) -> None:
    def add() -> None:
        for number in range(10):
            make_meeting(("wed 19:00", "thu 19:00"), types=["O"], terms=["population:women"])
            make_meeting(("wed 19:00", "thu 19:00"), attendance="online", name=f"Call {number}")

    add()
    with_ten = queries_of(client, path)
    add()
    assert queries_of(client, path) == with_ten
