"""Where listings are, read lightly: a list of a hundred needs a line of address from each."""

from __future__ import annotations

from collections.abc import Collection

from porchlight.directory.models import Location, Service

ADDRESS_COLUMNS = (
    "name", "address", "city", "state", "postal_code", "formatted_address", "latitude",
    "longitude", "is_approximate",
)  # fmt: skip


def rooms_of(service_ids: Collection[int]) -> dict[int, Location]:
    """The place of each of these listings that has one, in two questions. Listings at one place
    share the object; nothing but what an address says is loaded."""
    pairs = Service.objects.filter(pk__in=service_ids, location__isnull=False)
    at = dict(pairs.values_list("pk", "location_id"))
    places = Location.objects.only(*ADDRESS_COLUMNS).in_bulk(set(at.values()))
    return {service_id: places[place_id] for service_id, place_id in at.items()}
