"""What is online can be joined from anywhere: the place that a person keeps does not limit it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from porchlight.directory.display import wording
from porchlight.directory.models import Schedule
from porchlight.people.models import Person
from tests.directory.listings import make_meeting
from tests.make import TODAY

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
    assert (answer.context["page"].online, answer.context["form"].hours_asked) == (2, 24)
    said = answer.content.decode().split('role="status">')[1].split("</p>")[0]
    assert re.findall(r"\d+", said) == ["24", "2"]
    kept.home_place = None
    kept.save()
    assert names(client.get("/meet/soon/", {"online": "only", "hours": "24"})) == everywhere


def test_online_now_and_the_list_it_leads_to_show_the_same(kept, client_of) -> None:
    client = client_of(kept)
    page = client.get("/meet/now/").context["page"]
    later = [row.name for day in page.later for row in day.rows]
    assert later == names(client.get("/meet/soon/", {"online": "only", "hours": "24"}))


@pytest.mark.parametrize("is_dated", [False, True], ids=["weekly", "dated"])
def test_each_count_is_that_of_the_list_it_leads_to(kept, client_of, is_dated: bool) -> None:
    """Rooms near, and online from anywhere, whichever way one asks."""
    make_meeting("wed 20:30", name="Downtown", attendance="hybrid")
    if is_dated:
        Schedule.objects.update(weekday=None, starts_on=date(2026, 11, 18))
    client = client_of(kept)
    first = client.get("/meet/").context["page"]
    asked = {"weekday": "today"}
    both, rooms, online = (
        client.get("/meet/soon/", {**asked, "online": way}).context["page"]
        for way in ("include", "exclude", "only")
    )
    far = ["In Meridian and online", "By phone"]
    assert [row.name for day in both.days for row in day.rows] == [*far, "Downtown"]
    assert first.rooms.total == rooms.total == both.rooms == 1
    assert first.online.total == online.total == both.online == 3
    assert both.total == 3
    assert [row.is_online for day in both.days for row in day.rows] == [True, True, False]


def test_the_map_of_what_is_online_still_draws_only_rooms_nearby(kept, client_of) -> None:
    make_meeting("wed 19:00", name="Downtown", attendance="hybrid")
    page = client_of(kept).get("/meet/map/", {"online": "only"}).context["page"]
    lines = [words for place in page.places for _id, words in place.lines]
    assert lines == [f"{wording.day(TODAY, TODAY)}, 7\u00a0p.m. · Downtown"]
