"""What starts soon, as rows that a list shows: everything in words, nothing left to work out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from porchlight.directory import finder, wording
from porchlight.directory.finder import FindQuery, Occurrence, Online
from porchlight.directory.models import Joining, Service
from porchlight.directory.queries.moments import moment_for
from porchlight.directory.queries.viewer import Viewer
from porchlight.domain.schedule import start_on

NEWCOMERS = "access:newcomers"
AN_HOUR = timedelta(hours=1)
AT_LEAST = timedelta(hours=6)
AT_MOST = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One dated start. `theirs` is the listing's own clock where it differs, `on` the date on the
    person's; `far` and `tags` are words."""

    service_id: int
    on: str
    time: str
    name: str
    theirs: str
    is_online: bool
    where: str
    far: str
    tags: tuple[str, ...]
    can_be_joined: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """The starts of one date, in the person's own zone."""

    words: str
    rows: list[Row]


@dataclass(frozen=True)
class NowPage:
    """`now`: began up to ten minutes ago, or begins within the hour. `total` counts all of it and
    what comes later today."""

    now: list[Row]
    later: list[Day]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > AT_MOST


def days_of(
    found: Iterable[Occurrence], viewer: Viewer, now: datetime, *, from_afar: bool = False
) -> list[Day]:
    """Starts grouped by their date where the person is. `from_afar`: only online ones were asked
    for, so that what has a room as well is shown as online."""
    several = list(found)
    stale_since = _stale_since(several)
    unit, today = wording.unit_of(viewer.country), now.astimezone(viewer.zoneinfo).date()
    days: list[Day] = []
    last: date | None = None
    for occurrence in several:
        moment = moment_for(viewer, occurrence.starts_at)
        on = moment.here.date()
        if on != last:
            days.append(Day(wording.day(on, today), []))
            last = on
        row = Row(
            service_id=occurrence.service_id,
            on=on.isoformat(),
            time=wording.clock(moment.here),
            name=occurrence.name,
            theirs=wording.their_clock(moment),
            is_online=from_afar or occurrence.attendance == Service.Attendance.ONLINE,
            where=wording.where(occurrence.location_name, occurrence.city),
            far=wording.far(occurrence.distance_m, unit, occurrence.is_approximate),
            tags=_tags(occurrence, now, stale_since, from_afar),
        )
        days[-1].rows.append(row)
    return days


def now_page(terms: tuple[str, ...], viewer: Viewer, now: datetime) -> NowPage:
    """Online from now to the end of the person's day, and for six hours at least."""
    tomorrow = now.astimezone(viewer.zoneinfo).date() + timedelta(days=1)
    midnight = start_on(tomorrow, 0, viewer.zone)
    hours = max(midnight.astimezone(UTC) - now.astimezone(UTC), AT_LEAST) / AN_HOUR
    query = FindQuery(hours, terms=terms, online=Online.ONLY, limit=AT_MOST)
    found = finder.search(query, now)
    soon = [one for one in found.occurrences if one.starts_at < now + AN_HOUR]
    later = found.occurrences[len(soon) :]
    ids = [one.service_id for one in soon]
    joinable = set(Joining.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return NowPage(
        now=[
            replace(row, can_be_joined=row.service_id in joinable)
            for day in days_of(soon, viewer, now, from_afar=True)
            for row in day.rows
        ],
        later=days_of(later, viewer, now, from_afar=True),
        total=found.total,
    )


def next_online(viewer: Viewer, now: datetime) -> tuple[str, Row] | None:
    """The day and the row of the next one online, whatever it is."""
    found = finder.find(FindQuery(hours=24 * 7, online=Online.ONLY, limit=1), now)
    return next(
        ((day.words, day.rows[0]) for day in days_of(found, viewer, now, from_afar=True)), None
    )


def _tags(
    occurrence: Occurrence, now: datetime, stale_since: dict[int, date], from_afar: bool
) -> tuple[str, ...]:
    """What makes this one different from the one below it."""
    tags = []
    if occurrence.starts_at < now:
        tags.append(_("Starting now"))
    if occurrence.kind == Service.Kind.EVENT:
        tags.append(_("Event"))
    if occurrence.attendance == Service.Attendance.HYBRID:
        tags.append(_("In a room too") if from_afar else _("Online too"))
    if NEWCOMERS in occurrence.terms:
        tags.append(_("New people welcome"))
    if occurrence.service_id in stale_since:
        words = {"month": wording.month(stale_since[occurrence.service_id])}
        tags.append(_("Not checked since %(month)s") % words)
    return tuple(tags)


def _stale_since(found: list[Occurrence]) -> dict[int, date]:
    """When each stale one was last seen in its feed. Asks nothing when none is stale."""
    ids = [one.service_id for one in found if one.is_stale]
    if not ids:
        return {}
    return dict(Service.objects.filter(pk__in=ids).values_list("pk", "last_seen_on"))
