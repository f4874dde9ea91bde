"""Page-shaped reads of the directory: what starts soon, one meeting, what a person saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from porchlight.circles.access import rows
from porchlight.directory import finder
from porchlight.directory.expect import what_to_expect
from porchlight.directory.finder import FindQuery, Found, Occurrence, Online
from porchlight.directory.formats.types import type_name
from porchlight.directory.models import Joining, Saved, Schedule, Service
from porchlight.directory.places import Spot, Unclear, spot_named
from porchlight.domain.consent import Decision
from porchlight.domain.schedule import end_of
from porchlight.domain.steps import WITHIN_REACH_M, Attendance, DatedPlace
from porchlight.people.models import Person

WELCOMES_NEW_PEOPLE = frozenset({"BE", "BEG"})
PLACES_TO_CHOOSE_FROM = 100


@dataclass(frozen=True)
class Moment:
    """One instant on two clocks: the person's own, and the meeting's where the two differ."""

    here: datetime
    there: datetime

    @property
    def has_two_clocks(self) -> bool:
        return self.here.replace(tzinfo=None) != self.there.replace(tzinfo=None)


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


@dataclass(frozen=True)
class WeeklyTime:
    """A schedule with its next start. In the person's zone it may fall on another weekday."""

    moment: Moment
    ends: Moment


@dataclass(frozen=True)
class MeetingPage:
    """`times` begins with the start the page is about; empty when it is by appointment."""

    service: Service
    times: list[WeeklyTime]
    kinds: list[str]
    expect: list[str]
    source_name: str
    can_be_joined: bool
    has_room: bool
    is_saved: bool
    is_listed: bool

    @property
    def next_time(self) -> WeeklyTime | None:
        return self.times[0] if self.times else None


@dataclass(frozen=True)
class SavedMeeting:
    """`moment` is None when it has no dated start any more."""

    service: Service
    moment: Moment | None

    @property
    def is_listed(self) -> bool:
        return self.service.status == Service.Status.ACTIVE


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


def next_saved(person: Person, decision: Decision, now: datetime) -> SavedMeeting | None:
    """The saved meeting that starts next."""
    saved = saved_meetings(person, decision, now)
    return next((meeting for meeting in saved if meeting.is_listed and meeting.moment), None)


def saved_meetings(person: Person, decision: Decision, now: datetime) -> list[SavedMeeting]:
    """All that the person saved, the soonest first; what is no longer listed comes last."""
    kept = rows(Saved, decision).select_related("service__location", "service__source")
    meetings = []
    for saved in kept.prefetch_related("service__schedules"):
        starts = (_next(schedule, now) for schedule in saved.service.schedules.all())
        start = min(filter(None, starts), key=datetime.timestamp, default=None)
        moment = moment_for(person, start) if start else None
        meetings.append(SavedMeeting(saved.service, moment))
    return sorted(meetings, key=_listed_and_soonest_first)


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


def services() -> QuerySet[Service]:
    """Every service that may be opened by its address: saved ones outlive their listing."""
    return Service.objects.select_related("source", "organization", "location")


def meeting_page(
    service: Service, person: Person, decision: Decision, now: datetime, on: date | None = None
) -> MeetingPage:
    """One meeting; `on` is a date of the person's, and turns the page to the start of that day."""
    since = now
    if on is not None:
        since = max(now, datetime(on.year, on.month, on.day, tzinfo=person.zoneinfo))
    return MeetingPage(
        service=service,
        times=_weekly_times(service, person, since),
        kinds=_kinds(service),
        expect=what_to_expect(service),
        source_name=service.organization.name if service.organization else service.source.name,
        can_be_joined=_can_be_joined(service),
        has_room=service.attendance != Service.Attendance.ONLINE,
        is_saved=rows(Saved, decision).filter(service=service).exists(),
        is_listed=service.status == Service.Status.ACTIVE,
    )


def moment_for(person: Person, at: datetime) -> Moment:
    return Moment(here=at.astimezone(person.zoneinfo), there=at)


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


def _weekly_times(service: Service, person: Person, since: datetime) -> list[WeeklyTime]:
    times = []
    for schedule in service.schedules.all():
        start = _next(schedule, since)
        if start is None:
            continue
        end = end_of(start, schedule.duration)
        times.append(WeeklyTime(moment_for(person, start), moment_for(person, end)))
    return sorted(times, key=lambda time: time.moment.here.timestamp())


def _next(schedule: Schedule, now: datetime) -> datetime | None:
    """The next start, where one that began less than ten minutes ago still counts."""
    return schedule.next_start(now - finder.STILL_STARTING)


def _listed_and_soonest_first(meeting: SavedMeeting) -> tuple[bool, bool, float, str]:
    at = meeting.moment.here.timestamp() if meeting.moment else 0.0
    return (not meeting.is_listed, meeting.moment is None, at, meeting.service.name)


def _can_be_joined(service: Service) -> bool:
    is_online = service.attendance != Service.Attendance.IN_PERSON
    return is_online and Joining.objects.filter(service=service).exists()


def _kinds(service: Service) -> list[str]:
    names = (type_name(service.fellowship, code) for code in service.types)
    return [name for name in dict.fromkeys(names) if name]


def _welcomes_new_people(types: Iterable[str]) -> bool:
    return not WELCOMES_NEW_PEOPLE.isdisjoint(types)
