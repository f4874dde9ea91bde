"""What the directory hands to the Today page: places that a step can end at."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from porchlight.directory.finder import search as finder
from porchlight.directory.finder.search import Attending, FindQuery, Occurrence
from porchlight.directory.gazetteer.place_search import Spot, spot_named
from porchlight.directory.queries.starts import NEWCOMERS
from porchlight.directory.vocabulary.terms import LANGUAGES, pathways_of
from porchlight.domain.consent import Decision
from porchlight.domain.fit import Wishes, limits_of
from porchlight.domain.meet_order import says_suspended
from porchlight.domain.steps import WITHIN_REACH_M, Attendance, DatedPlace
from porchlight.people.models import Person

PLACES_TO_CHOOSE_FROM = 100
COME_IN_LATE = timedelta(minutes=30)
ROOM_WITHIN_HOURS = 12
ATTENDANCE = {str(attendance): attendance for attendance in Attendance}


def home_spot(person: Person, decision: Decision) -> Spot | None:
    """The place the person keeps, where it still names one."""
    text = person.home_place.open(decision)
    spot = spot_named(text, person.country) if text else None
    return spot if isinstance(spot, Spot) else None


def dated_places(
    person: Person,
    decision: Decision,
    now: datetime,
    wishes: Wishes,
    hours: int = 36,
    terms: tuple[str, ...] = (),
) -> tuple[DatedPlace, ...]:
    """What the step chooser may offer: online everywhere, rooms near the place the person keeps.
    Nothing among it is limited to others, or of a pathway or in a language that does not fit; nor
    does it say of itself that it does not meet, or stand at a place that is only about right. With
    `terms`, only what has one of each group of them."""
    limits = limits_of(wishes, LANGUAGES)
    anything = FindQuery(hours, terms=terms, not_for=limits, limit=PLACES_TO_CHOOSE_FROM)
    found = certain_starts(replace(anything, attending=Attending.ONLINE), now)
    spot = home_spot(person, decision)
    if spot is not None:
        in_reach = replace(anything, near=spot.point, within_m=WITHIN_REACH_M)
        rooms = certain_starts(replace(in_reach, attending=Attending.ROOM), now)
        measured = {(room.service_id, room.starts_at) for room in rooms}
        found = [o for o in found if (o.service_id, o.starts_at) not in measured] + rooms
    return tuple(_dated_place(occurrence, wishes) for occurrence in found)


def room_now(
    person: Person, decision: Decision, now: datetime, wishes: Wishes
) -> DatedPlace | None:
    """Where people are together now, or next within twelve hours; nothing that does not fit.

    Online one may still come in half an hour after the start; a room has to be reached, so it
    counts until it starts. Of what is on now, online comes first: it takes no way there.
    """
    found = dated_places(person, decision, now - COME_IN_LATE, wishes, hours=ROOM_WITHIN_HOURS)
    open_now = [place for place in found if place.starts_at >= _last_start(place, now)]
    return min(open_now, key=lambda place: _soonest_and_online_first(place, now), default=None)


def certain_starts(query: FindQuery, now: datetime) -> list[Occurrence]:
    """The soonest that take place where they say, as many as the query's limit."""
    certain: list[Occurrence] = []
    skip, limit = 0, query.limit or PLACES_TO_CHOOSE_FROM
    while len(certain) < limit:
        found = finder.find(replace(query, skip=skip), now)
        certain += [occurrence for occurrence in found if _is_certain(occurrence)]
        if len(found) < limit:
            break
        skip += limit
    return certain[:limit]


def _is_certain(occurrence: Occurrence) -> bool:
    """Only a room has a distance: what is joined from afar needs no way to its place."""
    is_vague = occurrence.distance_m is not None and occurrence.is_approximate
    return not is_vague and not says_suspended(occurrence.name)


def _last_start(place: DatedPlace, now: datetime) -> datetime:
    return now if place.attendance is Attendance.IN_PERSON else now - COME_IN_LATE


def _soonest_and_online_first(place: DatedPlace, now: datetime) -> tuple[datetime, bool, str]:
    is_room = place.attendance is Attendance.IN_PERSON
    return (max(place.starts_at, now), is_room, place.service_id)


def _dated_place(occurrence: Occurrence, wishes: Wishes) -> DatedPlace:
    distance = occurrence.distance_m
    return DatedPlace(
        service_id=str(occurrence.service_id),
        name=occurrence.name,
        starts_at=occurrence.starts_at,
        attendance=ATTENDANCE[occurrence.attendance],
        distance_m=None if distance is None else round(distance),
        is_newcomer_friendly=NEWCOMERS in occurrence.terms,
        is_liked=bool(wishes.liked) and not wishes.liked.isdisjoint(pathways_of(occurrence.terms)),
    )
