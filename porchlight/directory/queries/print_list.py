"""A week to print and carry: one line a meeting, on the clock of the place, two pages at most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from porchlight.directory.display import wording
from porchlight.directory.finder import search as finder
from porchlight.directory.finder.search import (
    STILL_STARTING,
    Attending,
    FindQuery,
    Found,
    Occurrence,
)
from porchlight.directory.formats.fields.urls import public_url
from porchlight.directory.forms import A_WEEK, SoonForm
from porchlight.directory.models import Joining, Location, Schedule
from porchlight.directory.queries.addresses import rooms_of
from porchlight.directory.queries.viewer import Guest, Viewer

MOST_LINES = 100  # two pages of Letter paper hold them, with headings and lines to call
ROOM_FOR_ONLINE = (
    30  # so many lines stay for online meetings where rooms alone would fill the paper
)
MOST_ROOM_STARTS, MOST_ONLINE_STARTS = 4_000, 400
MOST_TIMES = 3
LONGEST_LINK = 60


@dataclass(frozen=True)
class PocketLine:
    """One meeting. `when` names its days where it has several; `where` is a street, or how to join.
    Times are on the clock of its room; a meeting without a room is on the reader's own."""

    when: str
    name: str
    where: str


@dataclass(frozen=True)
class PocketDay:
    """Lines under one heading: a date, or `is_often` for what happens on several days."""

    words: str
    lines: list[PocketLine]
    is_often: bool = False


@dataclass(frozen=True)
class PocketList:
    """`total` counts the starts of the week. `n_shown` of `n_meetings` meetings are printed, rooms
    nearest first and online ones soonest first. `clock` names the city whose clock most are on."""

    days: list[PocketDay]
    total: int
    n_meetings: int
    n_shown: int
    clock: str


@dataclass(frozen=True)
class _Meeting:
    """All starts of one listing in the week, in order, aware on the clock they are printed on."""

    first: Occurrence
    starts: tuple[datetime, ...]
    is_online: bool

    @property
    def zone(self) -> str:
        return str(self.starts[0].tzinfo)

    def is_on_clock_of(self, zone: str) -> bool:
        """Whether clocks of that zone show the same at all its starts, by whatever name."""
        there = (start.astimezone(ZoneInfo(zone)) for start in self.starts)
        return all(
            a.replace(tzinfo=None) == b.replace(tzinfo=None)
            for a, b in zip(there, self.starts, strict=True)
        )

    @property
    def only_day(self) -> date | None:
        days = {start.date() for start in self.starts}
        return days.pop() if len(days) == 1 else None


def pocket_list(form: SoonForm, viewer: Viewer, now: datetime) -> PocketList:
    rooms, online = _search(form, now)
    near = _meetings(rooms.occurrences, viewer, is_online=False)
    near.sort(key=lambda meeting: meeting.first.distance_m or 0)
    afar = _meetings(online.occurrences, viewer, is_online=True)
    n_meetings = len(near) + len(afar)
    n_afar = min(len(afar), max(ROOM_FOR_ONLINE, MOST_LINES - len(near)))
    afar = (
        afar[:n_afar]
        if len(online.occurrences) == online.total
        else _whole_weeks(afar[:n_afar], form.weekday_asked, viewer, now)
    )
    shown = near[: MOST_LINES - n_afar] + afar
    zone = _main_zone(shown) or viewer.zone
    today = now.astimezone(viewer.zoneinfo).date()
    return PocketList(
        days=_days(shown, zone, viewer, today),
        total=rooms.total + online.total,
        n_meetings=n_meetings,
        n_shown=len(shown),
        clock=wording.city_of_zone(zone),
    )


def _search(form: SoonForm, now: datetime) -> tuple[Found, Found]:
    """What has a room that was asked about, and what is online without one within reach."""
    query = form.query(hours=A_WEEK)
    nothing = Found(0, [])
    rooms, online = nothing, nothing
    if query.attending is not Attending.ONLINE:
        asked = replace(query, attending=Attending.ROOM, limit=MOST_ROOM_STARTS)
        rooms = finder.search(asked, now)
    if query.attending is not Attending.ROOM:
        online = _online(replace(query, attending=Attending.ONLINE, limit=MOST_ONLINE_STARTS), now)
    return rooms, online


def _online(query: FindQuery, now: datetime) -> Found:
    """Meetings with a room as well are among the rooms already, unless no room was asked about."""
    found = finder.search(query, now)
    if query.near is None:
        return found
    alone = [one for one in found.occurrences if one.distance_m is None]
    return Found(found.total - (len(found.occurrences) - len(alone)), alone)


def _meetings(found: Iterable[Occurrence], viewer: Viewer, *, is_online: bool) -> list[_Meeting]:
    starts: dict[int, list[Occurrence]] = {}
    for occurrence in found:
        starts.setdefault(occurrence.service_id, []).append(occurrence)
    return [
        _Meeting(
            first=several[0],
            starts=tuple(
                start.starts_at.astimezone(viewer.zoneinfo) if is_online else start.starts_at
                for start in several
            ),
            is_online=is_online,
        )
        for several in starts.values()
    ]


def _whole_weeks(
    meetings: list[_Meeting], weekday: int | None, viewer: Viewer, now: datetime
) -> list[_Meeting]:
    """Online meetings with all their starts of the week, where the search ended before its end:
    what is on every day would else be printed as if it were on the first few."""
    starts: dict[int, set[datetime]] = defaultdict(set)
    since, until = now - STILL_STARTING, now + timedelta(hours=A_WEEK)
    ids = [meeting.first.service_id for meeting in meetings]
    for schedule in Schedule.objects.filter(service__in=ids):
        here = (at.astimezone(viewer.zoneinfo) for at in schedule.starts_between(since, until))
        starts[schedule.service_id] |= {at for at in here if weekday in (None, at.isoweekday())}
    return [
        replace(meeting, starts=tuple(sorted(starts[meeting.first.service_id])) or meeting.starts)
        for meeting in meetings
    ]


def _main_zone(meetings: Iterable[_Meeting]) -> str:
    """The zone most rooms are in; without a room, of most meetings."""
    several = list(meetings)
    zones = [meeting.zone for meeting in several if not meeting.is_online]
    counted = Counter(zones or [meeting.zone for meeting in several]).most_common(1)
    return counted[0][0] if counted else ""


# --- Words -------------------------------------------------------------------------------------


def _days(meetings: list[_Meeting], zone: str, viewer: Viewer, today: date) -> list[PocketDay]:
    """What happens on several days first, rooms before online ones; then date by date, by time."""
    where = _where(meetings, viewer)

    def line(meeting: _Meeting) -> PocketLine:
        when = _when(meeting, zone)
        return PocketLine(when, meeting.first.name, where[meeting.first.service_id])

    often = [meeting for meeting in meetings if meeting.only_day is None]
    often.sort(key=lambda one: (one.is_online, one.starts[0].time(), one.first.name))
    once = [meeting for meeting in meetings if meeting.only_day]
    once.sort(key=lambda meeting: (meeting.starts[0].replace(tzinfo=None), meeting.first.name))
    lines = [line(meeting) for meeting in often]
    days = [PocketDay(_("On several days"), lines, is_often=True)] if often else []
    for day, on_day in groupby(once, key=lambda meeting: meeting.starts[0].date()):
        words = capfirst(wording.date_words(day, today))
        days.append(PocketDay(words, [line(meeting) for meeting in on_day]))
    return days


def _when(meeting: _Meeting, main_zone: str) -> str:
    """ "7 p.m.", "Mon, Wed 7 p.m.", and the city of its clock where it is not the main one."""
    days: dict[str, list[int]] = {}
    for start in meeting.starts:
        days.setdefault(wording.clock(start), []).append(start.weekday())
    if meeting.only_day:
        parts = list(days)
    else:
        parts = [f"{_weekdays(numbers)} {clock}" for clock, numbers in days.items()]
    words = "; ".join(parts[:MOST_TIMES]) + ("; …" if len(parts) > MOST_TIMES else "")
    if meeting.is_on_clock_of(main_zone):
        return words
    return _("%(time)s in %(place)s") % {
        "time": words,
        "place": wording.city_of_zone(meeting.zone),
    }


def _weekdays(numbers: list[int]) -> str:
    days = sorted(set(numbers))
    if len(days) == len(WEEKDAYS_ABBR):
        return _("Every day")
    return ", ".join(str(WEEKDAYS_ABBR[number]) for number in days)


def _where(meetings: list[_Meeting], viewer: Viewer) -> dict[int, str]:
    """The street of each room with how far it is, or how to join what has none. A guest asks for
    that meeting by meeting, where it is counted: here it would be a hundred at once."""
    places = rooms_of({one.first.service_id for one in meetings if not one.is_online})
    is_guest = isinstance(viewer, Guest)
    online = [one.first.service_id for one in meetings if one.is_online and not is_guest]
    joining = Joining.objects.in_bulk(online)
    unit = wording.unit_of(viewer.country)
    words = {}
    for meeting in meetings:
        first, service_id = meeting.first, meeting.first.service_id
        if meeting.is_online:
            way = joining.get(service_id)
            parts = (_ways_in(way) if way else []) or [_("Online")]
        else:
            place = places.get(service_id)
            address = _address(place) if place else ""
            far = wording.far(first.distance_m, unit, first.is_approximate)
            parts = [address or wording.where(first.location_name, first.city), far]
        words[service_id] = " · ".join(part for part in parts if part)
    return words


def _address(place: Location) -> str:
    street = ", ".join(part for part in (place.address, place.city) if part)
    known = street if place.address else wording.address(place)
    return ", ".join(part for part in (place.name, known) if part)


def _ways_in(joining: Joining) -> list[str]:
    """What fits on a line and can be typed: the number, the short address of the room, its word."""
    link = _typed_link(joining)
    code = _("passcode %(code)s") % {"code": joining.passcode} if joining.passcode else ""
    return [part for part in (joining.conference_phone, link, code) if part]


def _typed_link(joining: Joining) -> str:
    """Without "https://", and without the long token that stands for a passcode."""
    parts = urlsplit(public_url(joining.conference_url))
    query = parts.query if not joining.passcode and "pwd" not in parts.query else ""
    link = f"{parts.netloc}{parts.path}".rstrip("/") + (f"?{query}" if query else "")
    return link if len(link) <= LONGEST_LINK else ""
