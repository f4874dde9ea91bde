"""What starts soon, as rows that a list shows: everything in words, nothing left to work out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from porchlight.directory.display import countdown, wording
from porchlight.directory.display.labels import labels_of
from porchlight.directory.finder import search as finder
from porchlight.directory.finder.search import Attending, FindQuery, Occurrence
from porchlight.directory.forms import TODAY, day_window
from porchlight.directory.models import Joining, Service
from porchlight.directory.queries.viewer import Viewer, moment_for
from porchlight.domain.meet_order import says_suspended

NEWCOMERS = "access:newcomers"
AN_HOUR = timedelta(hours=1)
AT_MOST = 40
MOST_LABELS = 4
SAME_TOWN_M = 8_000  # as near as this, the town's name tells nobody anything


@dataclass(frozen=True, slots=True)
class StartRow:
    """One dated start. `lead` and `beside` say when, as `countdown.StartWords`; `time` is the clock
    alone. `theirs` is the listing's own clock where it differs, `on` the date on the person's;
    `far` and `tags` are words."""

    service_id: int
    on: str
    time: str
    lead: str
    beside: str
    is_on_now: bool
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
    rows: list[StartRow]


@dataclass(frozen=True)
class NowPage:
    """`now`: began up to ten minutes ago, or begins within the hour. `total` counts all of it and
    what comes later today."""

    now: list[StartRow]
    later: list[Day]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > AT_MOST


def days_of(
    found: Iterable[Occurrence],
    viewer: Viewer,
    now: datetime,
    *,
    far_hybrids_as_online: bool = False,
) -> list[Day]:
    """Starts grouped by their date where the person is; they come in the order of time."""
    today = now.astimezone(viewer.zoneinfo).date()
    days: list[Day] = []
    last = ""
    for row in rows_of(found, viewer, now, far_hybrids_as_online=far_hybrids_as_online):
        if row.on != last:
            days.append(Day(wording.day(date.fromisoformat(row.on), today), []))
            last = row.on
        days[-1].rows.append(row)
    return days


def rows_of(
    found: Iterable[Occurrence],
    viewer: Viewer,
    now: datetime,
    *,
    far_hybrids_as_online: bool = False,
) -> list[StartRow]:
    """Starts in the order they come in. `far_hybrids_as_online`: what has a room as well is shown
    as online where that room is not near, which is where it has no distance."""
    several = list(found)
    stale_since = _stale_since(several)
    unit, rows = wording.unit_of(viewer.country), []
    for occurrence in several:
        moment = moment_for(viewer, occurrence.starts_at)
        clock = wording.clock(moment.here)
        when = countdown.start_words(occurrence.starts_at, now, clock)
        is_afar = far_hybrids_as_online and occurrence.distance_m is None
        row = StartRow(
            service_id=occurrence.service_id,
            on=moment.here.date().isoformat(),
            time=clock,
            lead=when.lead,
            beside=when.beside,
            is_on_now=when.is_on_now,
            name=occurrence.name,
            theirs=wording.their_clock(moment),
            is_online=is_afar or occurrence.attendance == Service.Attendance.ONLINE,
            where=_where(occurrence),
            far=wording.far(occurrence.distance_m, unit, occurrence.is_approximate, is_short=True),
            tags=_tags(occurrence, stale_since, is_afar),
        )
        rows.append(row)
    return rows


def now_page(terms: tuple[str, ...], viewer: Viewer, now: datetime) -> NowPage:
    """Online from now to the end of the person's day, and for six hours at least."""
    since, hours = day_window(TODAY, now, viewer.zone)
    query = FindQuery(hours, terms=terms, attending=Attending.ONLINE, limit=AT_MOST)
    found = finder.search(query, since)
    soon = [one for one in found.occurrences if one.starts_at < now + AN_HOUR]
    later = found.occurrences[len(soon) :]
    ids = [one.service_id for one in soon]
    joinable = set(Joining.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return NowPage(
        now=[
            replace(row, can_be_joined=row.service_id in joinable)
            for day in days_of(soon, viewer, now, far_hybrids_as_online=True)
            for row in day.rows
        ],
        later=days_of(later, viewer, now, far_hybrids_as_online=True),
        total=found.total,
    )


def next_online(viewer: Viewer, now: datetime) -> tuple[str, StartRow] | None:
    """The day and the row of the next one online, whatever it is."""
    found = finder.find(FindQuery(hours=24 * 7, attending=Attending.ONLINE, limit=1), now)
    days = days_of(found, viewer, now, far_hybrids_as_online=True)
    return next(((day.words, day.rows[0]) for day in days), None)


def _where(occurrence: Occurrence) -> str:
    """The place, and its town unless it is the one asked about."""
    is_near = occurrence.distance_m is not None and occurrence.distance_m < SAME_TOWN_M
    city = "" if is_near and occurrence.location_name else occurrence.city
    return wording.where(occurrence.location_name, city)


def _tags(occurrence: Occurrence, stale_since: dict[int, date], is_afar: bool) -> tuple[str, ...]:
    """What it is and for whom; before it, what may keep somebody from a good evening."""
    tags = []
    if says_suspended(occurrence.name):
        tags.append(_("May not meet now: ask first"))
    if occurrence.kind == Service.Kind.EVENT:
        tags.append(_("Event"))
    tags += label_words(occurrence.terms, get_language())
    if occurrence.attendance == Service.Attendance.HYBRID:
        tags.append(_("In a room too") if is_afar else _("Online too"))
    if occurrence.service_id in stale_since:
        words = {"month": wording.month(stale_since[occurrence.service_id])}
        tags.append(_("Not checked since %(month)s") % words)
    return tuple(tags)


@lru_cache(maxsize=4096)
def label_words(terms: tuple[str, ...], _language: str | None) -> tuple[str, ...]:
    """The first few labels in the language that is active, which has to be given: many listings
    share their terms, and a list has thirty of them."""
    return tuple(label.words for label in labels_of(terms)[:MOST_LABELS])


def _stale_since(found: list[Occurrence]) -> dict[int, date]:
    """When each stale one was last seen in its feed. Asks nothing when none is stale."""
    ids = [one.service_id for one in found if one.is_stale]
    if not ids:
        return {}
    return dict(Service.objects.filter(pk__in=ids).values_list("pk", "last_seen_on"))
