"""What starts soon, as a list shows it and as the Today page may offer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from porchlight.directory import finder
from porchlight.directory.finder import FindQuery, Found, Occurrence, Online
from porchlight.directory.places import Spot, Unclear, spot_named
from porchlight.directory.queries.moments import Moment, moment_for
from porchlight.domain.consent import Decision
from porchlight.domain.steps import WITHIN_REACH_M, Attendance, DatedPlace
from porchlight.people.models import Person

WELCOMES_NEW_PEOPLE = frozenset({"BE", "BEG"})
PLACES_TO_CHOOSE_FROM = 100


@dataclass(frozen=True)
class Start:
    """One dated start as a list shows it."""

    occurrence: Occurrence
    moment: Moment
    has_begun: bool
    welcomes_new_people: bool


@dataclass(frozen=True)
class Day:
    """The starts of one date, in the person's own zone."""

    day: date
    starts: list[Start]


def home_spot(person: Person, decision: Decision) -> Spot | None:
    """The place the person keeps, where it still names one."""
    text = person.home_place.open(decision)
    spot = spot_named(text) if text else Unclear.UNKNOWN
    return spot if isinstance(spot, Spot) else None


def dated_places(
    person: Person, decision: Decision, now: datetime, hours: int = 36
) -> tuple[DatedPlace, ...]:
    """What the step chooser may offer: online everywhere, rooms near the place the person keeps."""
    found = _soonest(FindQuery(hours, online=Online.ONLY), now)
    spot = home_spot(person, decision)
    if spot is not None:
        reach = FindQuery(hours, near=spot.point, within_m=WITHIN_REACH_M, online=Online.EXCLUDE)
        rooms = _soonest(reach, now)
        measured = {(room.service_id, room.starts_at) for room in rooms}
        found = [o for o in found if (o.service_id, o.starts_at) not in measured] + rooms
    return tuple(_dated_place(occurrence) for occurrence in found)


def days_of(found: Iterable[Occurrence], person: Person, now: datetime) -> list[Day]:
    """Starts grouped by their date where the person is."""
    days: list[Day] = []
    for occurrence in found:
        moment = moment_for(person, occurrence.starts_at)
        start = Start(
            occurrence,
            moment,
            has_begun=occurrence.starts_at < now,
            welcomes_new_people=_welcomes_new_people(occurrence.types),
        )
        if not days or days[-1].day != moment.here.date():
            days.append(Day(moment.here.date(), []))
        days[-1].starts.append(start)
    return days


def search(query: FindQuery, at: datetime) -> Found:
    return finder.search(query, at)


def next_online(person: Person, now: datetime) -> Start | None:
    found = finder.find(FindQuery(hours=24 * 7, online=Online.ONLY, limit=1), now)
    return days_of(found, person, now)[0].starts[0] if found else None


def _soonest(query: FindQuery, now: datetime) -> list[Occurrence]:
    limited = FindQuery(
        query.hours, query.near, query.within_m, online=query.online, limit=PLACES_TO_CHOOSE_FROM
    )
    return finder.find(limited, now)


def _dated_place(occurrence: Occurrence) -> DatedPlace:
    distance = occurrence.distance_m
    return DatedPlace(
        service_id=str(occurrence.service_id),
        name=occurrence.name,
        starts_at=occurrence.starts_at,
        attendance=Attendance(occurrence.attendance),
        distance_m=None if distance is None else round(distance),
        is_newcomer_friendly=_welcomes_new_people(occurrence.types),
    )


def _welcomes_new_people(types: Iterable[str]) -> bool:
    return not WELCOMES_NEW_PEOPLE.isdisjoint(types)
