"""From listings read to rows stored: what differs from before, and that alone is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice

from porchlight.directory.formats.identity import ids_of, organization_id_of
from porchlight.directory.formats.listing import Listing, Place, Publisher, fingerprint
from porchlight.directory.formats.weekly import WeeklyStart
from porchlight.directory.models import (
    Closure,
    Joining,
    Location,
    Organization,
    Schedule,
    Service,
    Source,
)
from porchlight.domain.recurrence import DatedStart

AT_ONCE = 500
Start = tuple[int, str, int]  # ISO weekday or 0, the first date or "", minute of the day
REMOVED = Service.Status.REMOVED
FIRST_SEEN_ONLY = {"id", "source", "key", "part", "first_seen_on"}


@dataclass(frozen=True)
class Known:
    """A service as it stands in the database, as far as telling changes needs it."""

    id: int
    part: int
    fingerprint: str
    is_removed: bool
    last_seen_on: date
    starts: tuple[Start, ...]


@dataclass(frozen=True)
class Kept:
    """A listing, the part of its slug it is stored under, and what it was before, if anything."""

    listing: Listing
    part: int
    fingerprint: str
    before: Known | None


@dataclass
class Change:
    """What an import does. A listing that was removed and is back counts as added."""

    added: list[Kept] = field(default_factory=list)
    updated: list[Kept] = field(default_factory=list)
    unchanged: int = 0
    removed: list[int] = field(default_factory=list)

    @property
    def is_any(self) -> bool:
        return bool(self.added or self.updated or self.removed)

    @property
    def touched(self) -> list[int]:
        """The services that were there before and are now different, or gone."""
        return [*self.removed, *(kept.before.id for kept in self.updated if kept.before)]

    @property
    def unscheduled(self) -> int:
        """How many had a day and time and would have none."""
        return sum(
            1
            for kept in self.updated
            if kept.before and kept.before.starts and not _starts(kept.listing)
        )


def known_services(source: Source) -> dict[str, list[Known]]:
    """Every service of the source by its slug, removed ones included."""
    starts: dict[int, list[Start]] = defaultdict(list)
    rows = Schedule.objects.filter(service__source=source)
    for service_id, weekday, day, at in rows.values_list(
        "service_id", "weekday", "starts_on", "starts_at"
    ):
        starts[service_id].append((weekday or 0, str(day or ""), at.hour * 60 + at.minute))
    known: dict[str, list[Known]] = defaultdict(list)
    services = Service.objects.filter(source=source).order_by("key", "part")
    for pk, key, part, mark, status, seen_on in services.values_list(
        "id", "key", "part", "fingerprint", "status", "last_seen_on"
    ):
        is_removed, when = status == REMOVED, tuple(sorted(starts[pk]))
        known[key].append(Known(pk, part, mark, is_removed, seen_on, when))
    return known


def changes_between(
    known: dict[str, list[Known]],
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
        for kept in _paired(several, known.get(key, []), fellowship):
            if kept.before is None or kept.before.is_removed:
                change.added.append(kept)
            elif kept.before.fingerprint != kept.fingerprint:
                change.updated.append(kept)
            else:
                change.unchanged += 1
            if kept.before:
                known[key].remove(kept.before)
    change.removed = [
        one.id
        for key, left in known.items()
        for one in left
        if not one.is_removed and key not in spared
    ]
    return change


def store(source: Source, change: Change, at: datetime) -> None:
    """Write a change, and the day on which the source still listed what it lists.

    With any change the source moves on by a version, which the caller saves with it.
    """
    source.version += change.is_any
    for ids in _chunks(change.removed):
        Service.objects.filter(pk__in=ids).update(
            status=REMOVED, removed_at=at, version=source.version
        )
    written = [*change.added, *change.updated]
    if written:
        _write_services(source, written, at)
        _write_parts_of(source, written)
        _keep_closed(source)
    if change.is_any:
        Location.objects.filter(source=source, services=None).delete()
        Organization.objects.filter(source=source, services=None).delete()
    still_listed = Service.objects.filter(source=source).exclude(status=REMOVED)
    still_listed.filter(last_seen_on__lt=at.date()).update(last_seen_on=at.date())


def mark_changed(services: Iterable[int]) -> None:
    """Say that these services changed, so that every finder and feed takes them up again.

    To be called in the transaction of the change itself. Their sources are locked until its end.
    """
    for ids in _chunks(services):
        changed = Service.objects.filter(pk__in=ids)
        sources = Source.objects.filter(services__in=ids).values("pk")
        for source in Source.objects.select_for_update().filter(pk__in=sources).order_by("pk"):
            Source.objects.filter(pk=source.pk).update(version=source.version + 1)
            changed.filter(source=source).update(version=source.version + 1)


def _keep_closed(source: Source) -> None:
    """What a host took off the lists stays off, whatever the source says of it."""
    closed = Closure.objects.filter(service__source=source, undone_at=None).values("service")
    Service.objects.filter(pk__in=closed, status=Service.Status.ACTIVE).update(
        status=Service.Status.CLOSED_FOR_NOW
    )


# --- Which row of the feed is which service -----------------------------------------------------


def _paired(listings: list[Listing], known: list[Known], fellowship: str) -> Iterator[Kept]:
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
            yield Kept(listing, partner.part, mark, partner)
        rows = left
    first = max((one.part for one in known), default=-1) + 1
    for part, (listing, mark) in enumerate(rows, start=first):
        yield Kept(listing, part, mark, None)


def _same_content(one: Known, _listing: Listing, mark: str) -> bool:
    return one.fingerprint == mark


def _same_starts(one: Known, listing: Listing, _mark: str) -> bool:
    return one.starts == _starts(listing)


def _starts(listing: Listing) -> tuple[Start, ...]:
    weekly = ((start.weekday, "", start.minute) for start in listing.starts)
    dated = ((0, str(start.starts_on), start.minute) for start in listing.dated)
    return tuple(sorted([*weekly, *dated]))


def _anything(_one: Known, _listing: Listing, _mark: str) -> bool:
    return True


# --- Writing ------------------------------------------------------------------------------------


def _write_services(source: Source, written: Sequence[Kept], at: datetime) -> None:
    places = _location_ids(source, [kept.listing.place for kept in written])
    publishers = _organization_ids(source, [kept.listing.publisher for kept in written])
    services = [_service(source, kept, at, places, publishers) for kept in written]
    fields = [column.name for column in Service._meta.concrete_fields]
    Service.objects.bulk_create(
        services,
        update_conflicts=True,
        unique_fields=["source", "key", "part"],
        update_fields=[name for name in fields if name not in FIRST_SEEN_ONLY],
    )


def _service(
    source: Source,
    kept: Kept,
    at: datetime,
    places: dict[str, int],
    publishers: dict[str, int],
) -> Service:
    listing, today = kept.listing, at.date()
    hsds_id, at_location_id = ids_of(source.name, listing.key, kept.part, listing.extra)
    # A clock that was set back does not make a listing older than it was.
    seen_on = max(today, kept.before.last_seen_on) if kept.before else today
    return Service(
        source=source,
        key=listing.key,
        part=kept.part,
        hsds_id=hsds_id,
        at_location_id=at_location_id,
        organization_id=publishers.get(_organization_key(source, listing.publisher)),
        location_id=places.get(fingerprint(listing.place)),
        kind=listing.kind,
        fellowship=source.fellowship,
        name=listing.name,
        notes=listing.notes,
        group_name=listing.group_name,
        group_notes=listing.group_notes,
        types=list(listing.types),
        terms=list(listing.terms),
        phones=[vars(phone) for phone in listing.phones],
        email=listing.email,
        **vars(listing.care),
        checked_on=listing.checked_on,
        extra=listing.extra,
        attendance=listing.attendance,
        place_closed=listing.place_closed,
        status=listing.status,
        url=listing.url,
        updated_at=listing.updated_at,
        first_seen_on=today,
        last_seen_on=seen_on,
        fingerprint=kept.fingerprint,
        version=source.version,
    )


def _write_parts_of(source: Source, written: Sequence[Kept]) -> None:
    """Schedules and ways to join: taken away and written anew for what changed."""
    before = [kept.before.id for kept in written if kept.before]
    for ids in _chunks(before):
        Schedule.objects.filter(service__in=ids).delete()
        Joining.objects.filter(service__in=ids).delete()
    rows = Service.objects.filter(source=source).values_list("key", "part", "id")
    ids_by_key = {(key, part): pk for key, part, pk in rows}
    owned = [(ids_by_key[kept.listing.key, kept.part], kept.listing) for kept in written]
    Schedule.objects.bulk_create(
        schedule for pk, listing in owned for schedule in _schedules(pk, listing)
    )
    Joining.objects.bulk_create(
        Joining(service_id=pk, **vars(listing.door)) for pk, listing in owned if listing.door
    )


def _schedules(service_id: int, listing: Listing) -> Iterator[Schedule]:
    starts: list[WeeklyStart | DatedStart] = [*listing.starts, *listing.dated]
    for start in starts:
        schedule = Schedule(
            service_id=service_id,
            starts_at=time(*divmod(start.minute, 60)),
            duration=start.duration,
            zone=listing.zone,
        )
        if isinstance(start, WeeklyStart):
            schedule.weekday = start.weekday
        else:
            schedule.starts_on, schedule.rule = start.starts_on, start.rule
            schedule.excluded = [day.isoformat() for day in start.excluded]
        yield schedule


def _location_ids(source: Source, places: Iterable[Place | None]) -> dict[str, int]:
    wanted = {fingerprint(place): place for place in places if place}
    Location.objects.bulk_create(
        (_location(source, key, place) for key, place in wanted.items()), ignore_conflicts=True
    )
    return dict(Location.objects.filter(source=source).values_list("key", "id"))


def _location(source: Source, key: str, place: Place) -> Location:
    values = {k: v for k, v in vars(place).items() if k not in {"point", "regions"}}
    latitude, longitude = place.point or (None, None)
    return Location(
        source=source,
        key=key,
        latitude=latitude,
        longitude=longitude,
        regions=list(place.regions),
        **values,
    )


def _organization_ids(source: Source, publishers: Iterable[Publisher | None]) -> dict[str, int]:
    wanted = {_organization_key(source, one): one for one in publishers if one}
    Organization.objects.bulk_create(
        (
            Organization(
                source=source,
                key=key,
                hsds_id=organization_id_of(source.name, key, publisher.extra),
                fellowship=source.fellowship,
                **vars(publisher),
            )
            for key, publisher in wanted.items()
        ),
        ignore_conflicts=True,
    )
    return dict(Organization.objects.filter(source=source).values_list("key", "id"))


def _organization_key(source: Source, publisher: Publisher | None) -> str:
    return fingerprint((source.fellowship, publisher))


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, AT_ONCE)):
        yield chunk
