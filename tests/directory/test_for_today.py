"""What the directory hands to the Today page: places a step can end at, and the next saved one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from porchlight.circles.access import own
from porchlight.directory.models import Saved, Service
from porchlight.directory.queries.saved import next_saved
from porchlight.directory.queries.today import dated_places
from porchlight.domain.steps import Attendance
from porchlight.people.models import Person
from tests.directory.listings import make_meeting
from tests.make import decision_of


def test_without_a_kept_place_there_are_only_online_meetings(ana: Person, now: datetime) -> None:
    make_meeting("wed 19:00", name="Room")
    make_meeting("wed 19:00", name="Call", attendance="online", terms=["access:newcomers"])
    (place,) = dated_places(ana, decision_of(ana), now)
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
    places = dated_places(ana, own(ana, now), now)
    assert {(p.name, p.distance_m) for p in places} == {("Room", 1112), ("Both", 2224)}


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
    assert "Today, 7 p.m." in page
