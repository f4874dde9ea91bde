"""What a person saved, the soonest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from porchlight.circles.access import rows
from porchlight.directory.finder import STILL_STARTING
from porchlight.directory.models import Saved, Schedule, Service
from porchlight.directory.queries.moments import Moment, moment_for
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


def saved_listings(person: Person, decision: Decision, now: datetime) -> list[SavedListing]:
    """All that the person saved, the soonest first; what is no longer listed comes last."""
    kept = rows(Saved, decision).select_related("service__location", "service__source")
    listings = []
    for saved in kept.prefetch_related("service__schedules"):
        service = saved.service
        is_open_hours = service.kind == Service.Kind.SERVICE
        starts = [] if is_open_hours else [next_of(s, now) for s in service.schedules.all()]
        start = min(filter(None, starts), key=datetime.timestamp, default=None)
        moment = moment_for(person, start) if start else None
        listings.append(SavedListing(service, moment))
    return sorted(listings, key=_listed_and_soonest_first)


def next_of(schedule: Schedule, since: datetime) -> datetime | None:
    """The next start, where one that began less than ten minutes ago still counts."""
    return schedule.next_start(since - STILL_STARTING)


def _listed_and_soonest_first(listing: SavedListing) -> tuple[bool, bool, float, str]:
    at = listing.moment.here.timestamp() if listing.moment else 0.0
    return (not listing.is_listed, listing.moment is None, at, listing.service.name)
