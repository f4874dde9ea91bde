"""What is online can be joined from anywhere: the place that a person keeps does not limit it."""

from __future__ import annotations

import pytest

from porchlight.people.models import Person
from tests.directory.listings import make_meeting

pytestmark = pytest.mark.usefixtures("now")  # Wednesday 18 November 2026, 12:30 in Mississippi
HERE = "32.3,-90.2"
MERIDIAN = (32.36, -88.7)  # 140 km from there


@pytest.fixture
def kept(ana: Person) -> Person:
    ana.home_place = HERE
    ana.save()
    make_meeting("wed 19:00", name="In Meridian and online", point=MERIDIAN, attendance="hybrid")
    make_meeting("wed 19:30", name="By phone", attendance="online")
    make_meeting("wed 20:00", name="A room in Meridian", point=MERIDIAN)
    return ana


def names(answer) -> list[str]:
    return [row.name for day in answer.context["days"] for row in day.rows]


def test_online_only_shows_what_has_a_far_room_too(kept, client_of) -> None:
    client = client_of(kept)
    everywhere = ["In Meridian and online", "By phone"]
    answer = client.get("/meet/soon/", {"online": "only", "hours": "24"})
    assert names(answer) == everywhere
    assert "In the next 24 hours: 2 online" in answer.content.decode()
    kept.home_place = None
    kept.save()
    assert names(client.get("/meet/soon/", {"online": "only", "hours": "24"})) == everywhere


def test_online_now_and_the_list_it_leads_to_show_the_same(kept, client_of) -> None:
    client = client_of(kept)
    page = client.get("/meet/now/").context["page"]
    later = [row.name for day in page.later for row in day.rows]
    assert later == names(client.get("/meet/soon/", {"online": "only", "hours": "24"}))


def test_what_has_a_room_and_is_online_stays_near_when_both_are_asked_for(kept, client_of) -> None:
    assert names(client_of(kept).get("/meet/soon/", {"online": "include"})) == ["By phone"]


def test_the_map_of_what_is_online_still_draws_only_rooms_nearby(kept, client_of) -> None:
    make_meeting("wed 19:00", name="Downtown", attendance="hybrid")
    page = client_of(kept).get("/meet/map/", {"online": "only"}).context["page"]
    lines = [words for place in page.places for _id, words in place.lines]
    assert lines == ["Today, 7 p.m. · Downtown"]
