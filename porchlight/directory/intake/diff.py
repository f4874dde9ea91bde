"""What an import would change: which listing read is which service, and what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import starmap
from typing import NamedTuple

from porchlight.directory.formats.fields.geo import can_be_found, place_can_be_found
from porchlight.directory.formats.record import HowToJoin, Listing, fingerprint
from porchlight.directory.models import Schedule, Service, Source

Start = tuple[int, str, int]  # ISO weekday or 0, the first date or "", minute of the day
REMOVED, ACTIVE = Service.Status.REMOVED, Service.Status.ACTIVE


class StoredServiceRow(NamedTuple):
    """A service of the source. The fields are the look-ups that it is read by, in this order."""

    id: int
    key: str
    part: int
    fingerprint: str
    status: str
    last_seen_on: date
    location__address: str | None
    location__formatted_address: str | None
    location__latitude: float | None
    location__is_approximate: bool | None
    joining__conference_url: str | None
    joining__conference_phone: str | None


@dataclass(frozen=True)
class StoredService:
    """A service as it stands in the database, as far as telling changes needs it. `ways` tells
    whether it is listed, can be found and can be joined."""

    id: int
    part: int
    fingerprint: str
    is_removed: bool
    last_seen_on: date
    starts: tuple[Start, ...]
    ways: frozenset[str]


@dataclass(frozen=True)
class PlannedListing:
    """A listing, the part of its slug it is stored under, and what it was before, if anything."""

    listing: Listing
    part: int
    fingerprint: str
    before: StoredService | None

    @property
    def loses_its_times(self) -> bool:
        """Whether it had a day and time and would have none."""
        return bool(self.before and self.before.starts and not _starts(self.listing))

    @property
    def loses_a_way(self) -> bool:
        """Whether it was listed and would be closed, or lose its place or what it is joined by, and
        its source does not say why: that the place is closed, or how to attend instead."""
        if self.before is None or self.listing.place_closed:
            return False
        ways = _ways_of(self.listing)
        return bool(self.before.ways - ways) and not ways - self.before.ways


@dataclass
class Change:
    """What an import does. A listing that was removed and is back counts as added."""

    added: list[PlannedListing] = field(default_factory=list)
    updated: list[PlannedListing] = field(default_factory=list)
    unchanged: int = 0
    removed: list[int] = field(default_factory=list)

    @property
    def is_any(self) -> bool:
        return bool(self.added or self.updated or self.removed)

    @property
    def touched(self) -> list[int]:
        """The services that were there before and are now different, or gone."""
        return [*self.removed, *(plan.before.id for plan in self.updated if plan.before)]

    @property
    def unscheduled(self) -> int:
        """How many had a day and time and would have none."""
        return sum(plan.loses_its_times for plan in self.updated)

    @property
    def lost_ways(self) -> list[int]:
        """The others among the updated that would be closed, or lose a way to attend."""
        return [
            plan.before.id
            for plan in self.updated
            if plan.before and plan.loses_a_way and not plan.loses_its_times
        ]


def known_services(source: Source) -> dict[str, list[StoredService]]:
    """Every service of the source by its slug, removed ones included."""
    starts: dict[int, list[Start]] = defaultdict(list)
    rows = Schedule.objects.filter(service__source=source)
    for service_id, weekday, day, at in rows.values_list(
        "service_id", "weekday", "starts_on", "starts_at"
    ):
        starts[service_id].append((weekday or 0, str(day or ""), at.hour * 60 + at.minute))
    known: dict[str, list[StoredService]] = defaultdict(list)
    services = Service.objects.filter(source=source).order_by("key", "part")
    for row in starmap(StoredServiceRow, services.values_list(*StoredServiceRow._fields)):
        service = StoredService(
            id=row.id,
            part=row.part,
            fingerprint=row.fingerprint,
            is_removed=row.status == REMOVED,
            last_seen_on=row.last_seen_on,
            starts=tuple(sorted(starts[row.id])),
            ways=_ways_of_row(row),
        )
        known[row.key].append(service)
    return known


def changes_between(
    known: dict[str, list[StoredService]],
    fellowship: str,
    listings: Iterable[Listing],
    spared: Container[str] = (),
) -> Change:
    """What it takes to make `known` say what `listings` say. What is stored under the keys in
    `spared` is not taken away."""
    by_key: dict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        by_key[listing.key].append(listing)
    change = Change()
    for key, several in by_key.items():
        for plan in _paired(several, known.get(key, []), fellowship):
            if plan.before is None or plan.before.is_removed:
                change.added.append(plan)
            elif plan.before.fingerprint != plan.fingerprint:
                change.updated.append(plan)
            else:
                change.unchanged += 1
            if plan.before:
                known[key].remove(plan.before)
    change.removed = [
        stored.id
        for key, left in known.items()
        for stored in left
        if not stored.is_removed and key not in spared
    ]
    return change


# --- Which row of the feed is which service -----------------------------------------------------


def _paired(
    listings: list[Listing], known: list[StoredService], fellowship: str
) -> Iterator[PlannedListing]:
    """Pair the rows under one slug with the services under it, so that saved ones stay saved.

    First by equal content, then by the same starts, then what is left in order, services that
    are not removed first. Rows without a partner get part numbers that were never used.
    """
    rows = [(listing, fingerprint((fellowship, listing))) for listing in listings]
    free = sorted(known, key=lambda one: (one.is_removed, one.part))
    for is_same in (_same_content, _same_starts, _anything):
        left = []
        for listing, mark in rows:
            partner = next((one for one in free if is_same(one, listing, mark)), None)
            if partner is None:
                left.append((listing, mark))
                continue
            free.remove(partner)
            yield PlannedListing(listing, partner.part, mark, partner)
        rows = left
    first = max((one.part for one in known), default=-1) + 1
    for part, (listing, mark) in enumerate(rows, start=first):
        yield PlannedListing(listing, part, mark, None)


def _same_content(stored: StoredService, _listing: Listing, mark: str) -> bool:
    return stored.fingerprint == mark


def _same_starts(stored: StoredService, listing: Listing, _mark: str) -> bool:
    return stored.starts == _starts(listing)


def _starts(listing: Listing) -> tuple[Start, ...]:
    weekly = ((start.weekday, "", start.minute) for start in listing.starts)
    dated = ((0, str(start.starts_on), start.minute) for start in listing.dated)
    return tuple(sorted([*weekly, *dated]))


def _ways_of(listing: Listing) -> frozenset[str]:
    can_go, how_to_join = place_can_be_found(listing.place), listing.joining or HowToJoin()
    can_join = bool(how_to_join.conference_url or how_to_join.conference_phone)
    return _ways(listing.status, can_go=can_go, can_join=can_join)


def _ways_of_row(row: StoredServiceRow) -> frozenset[str]:
    can_go = can_be_found(
        row.location__address or "",
        row.location__formatted_address or "",
        has_point=row.location__latitude is not None,
        is_approximate=bool(row.location__is_approximate),
    )
    can_join = bool(row.joining__conference_url or row.joining__conference_phone)
    return _ways(row.status, can_go=can_go, can_join=can_join)


def _ways(status: str, **ways: bool) -> frozenset[str]:
    """Being listed is one of them, so that one that would be closed has lost something."""
    return frozenset({"listed", *(way for way in ways if ways[way])} if status == ACTIVE else ())


def _anything(_one: StoredService, _listing: Listing, _mark: str) -> bool:
    return True
