"""What the directory hands to the Today page: places a step can end at, and the next saved one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.utils.text import capfirst

from porchlight.circles.access import own
from porchlight.directory.display.countdown import day_and_clock
from porchlight.directory.models import Saved, Service
from porchlight.directory.queries.saved import next_saved
from porchlight.directory.queries.today import dated_places, room_now
from porchlight.domain.fit import Wishes
from porchlight.domain.steps import Attendance
from porchlight.people.models import Person
from porchlight.people.wishes import change_wishes
from tests.directory.listings import make_meeting, make_place, on_clock
from tests.make import TODAY, decision_of, make_check_in

ENGLISH = Wishes(languages=frozenset({"en"}))


def test_without_a_kept_place_there_are_only_online_meetings(ana: Person, now: datetime) -> None:
    make_meeting("wed 19:00", name="Room")
    make_meeting("wed 19:00", name="Call", attendance="online", terms=["access:newcomers"])
    (place,) = dated_places(ana, decision_of(ana), now, ENGLISH)
    assert (place.name, place.attendance) == ("Call", Attendance.ONLINE)
    assert place.distance_m is None
    assert place.is_newcomer_friendly


def test_with_a_kept_place_rooms_within_reach_are_there_too(ana: Person, now: datetime) -> None:
    ana.home_place = "32.3,-90.2"
    ana.save()
    make_meeting("wed 19:00", name="Room", point=(32.31, -90.2))
    make_meeting("wed 19:00", name="Both", point=(32.32, -90.2), attendance="hybrid")
    make_meeting("wed 19:00", name="Far", point=(33.5, -90.2))
    make_meeting("fri 19:00", name="Later")
    places = dated_places(ana, own(ana, now), now, ENGLISH)
    assert {(p.name, p.distance_m) for p in places} == {("Room", 1112), ("Both", 2224)}


@pytest.mark.parametrize(
    ("terms", "groups", "disliked", "language", "is_there"),
    [
        ([], "", "", "en", True),
        (["population:women"], "", "", "en", False),
        (["population:women"], "men", "", "en", False),
        (["population:women"], "women", "", "en", True),
        (["population:women", "language:es"], "women", "", "en", False),
        (["population:women", "language:es"], "women", "", "es", True),
        (["pathway:12-step"], "", "12-step", "en", False),
        (["pathway:12-step", "pathway:family"], "", "", "en", False),
    ],
)
def test_what_is_not_meant_for_the_person_is_not_there(
    ana: Person,
    now: datetime,
    terms: list[str],
    groups: str,
    disliked: str,
    language: str,
    is_there: bool,
) -> None:
    make_meeting("wed 19:00", attendance="online", terms=terms)
    wishes = Wishes(
        groups=frozenset(groups.split()),
        disliked=frozenset(disliked.split()),
        languages=frozenset({language}),
    )
    assert bool(dated_places(ana, decision_of(ana), now, wishes)) == is_there


SUSPENDED = "Night watch (temporarily closed)"


@pytest.mark.parametrize(
    ("facts", "is_rough"),
    [
        ({"name": SUSPENDED, "attendance": "online"}, False),
        ({"name": SUSPENDED}, False),
        ({"name": "About here"}, True),
    ],
)
def test_what_may_not_take_place_or_be_found_is_not_offered(
    ana: Person, now: datetime, facts: dict[str, str], is_rough: bool
) -> None:
    ana.home_place = "32.3,-90.2"
    ana.save()
    is_online = facts.get("attendance") == "online"
    place = None if is_online else make_place(is_approximate=is_rough)
    make_meeting("wed 12:30", place=place, **facts)
    make_meeting("wed 12:40", name="Open", place=make_place(is_approximate=False))
    (offered,) = dated_places(ana, own(ana, now), now, ENGLISH)
    room = room_now(ana, own(ana, now), now, ENGLISH)
    assert (offered.name, room and room.name) == ("Open", "Open")


def test_an_online_meeting_with_an_approximate_place_is_offered(ana: Person, now: datetime) -> None:
    """From afar, even where its room is near: without the distance to a place that is a guess."""
    ana.home_place = "32.3,-90.2"
    ana.save()
    make_meeting("wed 12:30", attendance="hybrid", place=make_place(is_approximate=True))
    (offered,) = dated_places(ana, own(ana, now), now, ENGLISH)
    assert (offered.attendance, offered.distance_m) == (Attendance.HYBRID, None)


def test_a_hundred_rooms_that_are_not_certain_hide_none_that_is(ana: Person, now: datetime) -> None:
    ana.home_place = "32.3,-90.2"
    ana.save()
    rough = make_place(is_approximate=True)
    for _ in range(101):
        make_meeting("wed 18:00", place=rough)
    make_meeting("thu 18:00", name="Open")
    (offered,) = dated_places(ana, own(ana, now), now, ENGLISH)
    assert offered.name == "Open"


def test_a_hundred_meetings_for_others_hide_none_that_fits(ana: Person, now: datetime) -> None:
    for _ in range(101):
        make_meeting("wed 18:00", attendance="online", terms=["population:women"])
    make_meeting("thu 18:00", name="Open", attendance="online", terms=["pathway:smart"])
    wishes = replace(ENGLISH, liked=frozenset({"smart"}))
    (place,) = dated_places(ana, decision_of(ana), now, wishes)
    assert (place.name, place.is_liked) == ("Open", True)


def test_today_takes_what_the_person_said_into_account(
    ana: Person, now: datetime, client_of: Callable[[Person], Any]
) -> None:
    make_meeting("wed 19:00", name="Evening call", attendance="online", terms=["population:men"])
    make_check_in(ana)
    client = client_of(ana)
    assert "Evening call" not in client.get("/today/").content.decode()
    change_wishes(ana, Wishes(groups=frozenset({"men"})))
    assert "Evening call" in client.get("/today/").content.decode()


def test_the_next_saved_meeting_is_the_one_that_starts_first(ana: Person, now: datetime) -> None:
    later, sooner, gone = (make_meeting(when) for when in ("fri 19:00", "wed 19:00", "wed 13:00"))
    for service in (later, sooner, gone):
        Saved.objects.create(person=ana, service=service, saved_at=now)
    Service.objects.filter(pk=gone.pk).update(status="removed", removed_at=now)
    found = next_saved(ana, decision_of(ana), now)
    assert found is not None
    assert found.service == sooner


def test_nothing_saved_is_nothing_next(ana: Person, now: datetime) -> None:
    assert next_saved(ana, decision_of(ana), now) is None


def test_the_today_page_shows_it(
    ana: Person, now: datetime, client_of: Callable[[Person], Any]
) -> None:
    Saved.objects.create(
        person=ana, service=make_meeting("wed 19:00", name="Evening light"), saved_at=now
    )
    page = client_of(ana).get("/today/").content.decode()
    assert "Evening light" in page
    assert capfirst(day_and_clock(on_clock(TODAY, "19:00"), TODAY)) in page
