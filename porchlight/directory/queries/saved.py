"""What a person saved, the soonest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from porchlight.circles.access import rows_of_each
from porchlight.circles.prepared import PreparedRead
from porchlight.directory.display.moments import Moment
from porchlight.directory.finder.search import STILL_STARTING
from porchlight.directory.models import Saved, Schedule, Service
from porchlight.directory.queries.viewer import moment_for
from porchlight.domain.consent import Decision
from porchlight.people.models import Person


@dataclass(frozen=True)
class SavedListing:
    """`moment` is None when it has no dated start, or none any more."""

    service: Service
    moment: Moment | None

    @property
    def is_listed(self) -> bool:
        return self.service.status == Service.Status.ACTIVE


def next_saved(person: Person, decision: Decision, now: datetime) -> SavedListing | None:
    """The saved listing that starts next."""
    return next(iter(coming_up(saved_listings(person, decision, now), 1)), None)


def coming_up(saved: list[SavedListing], most: int) -> list[SavedListing]:
    """Those with a start, the soonest first."""
    return [listing for listing in saved if listing.is_listed and listing.moment][:most]


READ_SAVED = PreparedRead(Saved, "service", more=("service__version",))


def saved_listings(person: Person, decision: Decision, now: datetime) -> list[SavedListing]:
    """All that the person saved, the soonest first; what is no longer listed comes last."""
    saved = [(service_id, version) for _, service_id, version in READ_SAVED(decision)]
    listings = [_saved_listing(service, person, now) for service in _listings.of(saved)]
    return sorted(listings, key=_listed_and_soonest_first)


def meetings_within(
    decisions: Collection[Decision], reader: Person, now: datetime, span: timedelta
) -> Iterator[tuple[UUID, str, Moment]]:
    """What others keep and let the reader see, as (whose, the name, the next start on the reader's
    clock), of those that start within `span`. Two queries, however many people and meetings."""
    saved = rows_of_each(Saved, decisions).filter(service__status=Service.Status.ACTIVE)
    kept = list(saved.exclude(service__kind=Service.Kind.SERVICE).select_related("service"))
    schedules: dict[int, list[Schedule]] = {}
    service_ids = {0, *(row.service_id for row in kept)}  # never empty: that would ask nothing
    for schedule in Schedule.objects.filter(service__in=service_ids):
        schedules.setdefault(schedule.service_id, []).append(schedule)
    for row in kept:
        each = (next_of(one, now) for one in schedules.get(row.service_id, ()))
        start = min(filter(None, each), key=datetime.timestamp, default=None)
        if start is not None and start <= now + span:
            yield row.person_id, row.service.name, moment_for(reader, start)


def forget() -> None:
    """Drop the listings kept in memory, for tests whose database gives the same ids again."""
    _listings.clear()


class _Listings:
    """Listings as they were last read: who saved some looks at them each day, and they seldom
    change. A change of a listing gives it a new version (`mark_changed`), and it is read anew."""

    AT_MOST = 512

    def __init__(self) -> None:
        self._read: dict[int, Service] = {}

    def of(self, saved: list[tuple[int, int]]) -> list[Service]:
        """Listings by (id, version), each with its place, source and schedules. They are shared, so
        nobody may change one."""
        read = self._read
        missing = [pk for pk, version in saved if pk not in read or read[pk].version != version]
        if missing:
            found = Service.objects.select_related("location", "source").filter(pk__in=missing)
            fresh = {service.pk: service for service in found.prefetch_related("schedules")}
            read = {**({} if len(read) > self.AT_MOST else read), **fresh}
            self._read = read
        return [read[pk] for pk, _ in saved if pk in read]

    def clear(self) -> None:
        self._read = {}


_listings = _Listings()


def _saved_listing(service: Service, person: Person, now: datetime) -> SavedListing:
    is_open_hours = service.kind == Service.Kind.SERVICE
    starts = [] if is_open_hours else [next_of(s, now) for s in service.schedules.all()]
    start = min(filter(None, starts), key=datetime.timestamp, default=None)
    return SavedListing(service, moment_for(person, start) if start else None)


def next_of(schedule: Schedule, since: datetime) -> datetime | None:
    """The next start, where one that began less than ten minutes ago still counts."""
    return schedule.next_start(since - STILL_STARTING)


def _listed_and_soonest_first(listing: SavedListing) -> tuple[bool, bool, float, str]:
    at = listing.moment.here.timestamp() if listing.moment else 0.0
    return (not listing.is_listed, listing.moment is None, at, listing.service.name)
