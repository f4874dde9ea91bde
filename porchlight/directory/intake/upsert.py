"""A change of listings written into rows: of the listings themselves, what changed and no others.

Beside them, everything that is still listed gets the day on which it was seen, and places and
organizations that no listing has any more are deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time

from django.db.models import Q

from porchlight.directory.formats.fields.times import WeeklyStart
from porchlight.directory.formats.hsds.attributes import own_terms
from porchlight.directory.formats.hsds.ids import ids_of, organization_id_of
from porchlight.directory.formats.hsds.source_terms import source_terms
from porchlight.directory.formats.record import Listing, Place, Publisher, fingerprint
from porchlight.directory.intake.diff import Change, PlannedListing
from porchlight.directory.models import (
    Joining,
    Location,
    Organization,
    Schedule,
    Service,
    ServiceAttribute,
    Source,
)
from porchlight.directory.models.versions import chunks_of_ids
from porchlight.directory.moderation.closures import keep_off
from porchlight.domain.recurrence import DatedStart

REMOVED = Service.Status.REMOVED
FIRST_SEEN_ONLY = {"id", "source", "key", "part", "first_seen_on"}


def store(source: Source, change: Change, at: datetime) -> None:
    """Write a change, and the day on which the source still listed what it lists.

    With any change the source moves on by a version, which the caller saves with it.
    """
    source.version += change.is_any
    for ids in chunks_of_ids(change.removed):
        Service.objects.filter(pk__in=ids).update(
            status=REMOVED, removed_at=at, version=source.version
        )
    written = [*change.added, *change.updated]
    if written:
        _write_services(source, written, at)
        _write_parts_of(source, written)
        keep_off(Q(source=source))
    if change.is_any:
        Location.objects.filter(source=source, services=None).delete()
        Organization.objects.filter(source=source, services=None).delete()
    still_listed = Service.objects.filter(source=source).exclude(status=REMOVED)
    still_listed.filter(last_seen_on__lt=at.date()).update(last_seen_on=at.date())


# --- Writing ------------------------------------------------------------------------------------


def _write_services(source: Source, written: Sequence[PlannedListing], at: datetime) -> None:
    places = _location_ids(source, [plan.listing.place for plan in written])
    publishers = _organization_ids(source, [plan.listing.publisher for plan in written])
    services = [_service(source, plan, at, places, publishers) for plan in written]
    fields = [column.name for column in Service._meta.concrete_fields]
    Service.objects.bulk_create(
        services,
        update_conflicts=True,
        unique_fields=["source", "key", "part"],
        update_fields=[name for name in fields if name not in FIRST_SEEN_ONLY],
    )


def _service(
    source: Source,
    plan: PlannedListing,
    at: datetime,
    places: dict[str, int],
    publishers: dict[str, int],
) -> Service:
    listing, today = plan.listing, at.date()
    hsds_id, at_location_id = ids_of(source.name, listing.key, plan.part, listing.extra)
    # A clock that was set back does not make a listing older than it was.
    seen_on = max(today, plan.before.last_seen_on) if plan.before else today
    return Service(
        source=source,
        key=listing.key,
        part=plan.part,
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
        fingerprint=plan.fingerprint,
        version=source.version,
    )


def _write_parts_of(source: Source, written: Sequence[PlannedListing]) -> None:
    """Schedules, ways to join and attributes: taken away and written anew for what changed."""
    before = [plan.before.id for plan in written if plan.before]
    for ids in chunks_of_ids(before):
        Schedule.objects.filter(service__in=ids).delete()
        Joining.objects.filter(service__in=ids).delete()
        ServiceAttribute.objects.filter(service__in=ids).delete()
    rows = Service.objects.filter(source=source).values_list("key", "part", "id")
    ids_by_key = {(key, part): pk for key, part, pk in rows}
    owned = [(ids_by_key[plan.listing.key, plan.part], plan.listing) for plan in written]
    Schedule.objects.bulk_create(
        schedule for pk, listing in owned for schedule in _schedules(pk, listing)
    )
    Joining.objects.bulk_create(
        Joining(service_id=pk, **vars(listing.joining)) for pk, listing in owned if listing.joining
    )
    ServiceAttribute.objects.bulk_create(
        ServiceAttribute(service_id=pk, term_id=term_id, taxonomy_id=taxonomy_id)
        for pk, listing in owned
        for term_id, taxonomy_id in (
            source_terms(source.name, listing.extra) | own_terms(listing.terms)
        ).items()
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
