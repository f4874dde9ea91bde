"""The place, the zone and the publisher of one raw row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from porchlight.directory.formats.containers.json_rows import Raw
from porchlight.directory.formats.fields import geo
from porchlight.directory.formats.fields.raw_row import RawRow
from porchlight.directory.formats.record import Place, Publisher

SHARED_BY = 10  # so many different addresses on one point: the point stands for the town
YES = ("yes", "true", "1", "y")
REGION_FIELDS = ("region", "sub_region", "regions", "district", "sub_district")
ONLINE_WORDS = re.compile(r"\b(?:online|zoom|virtual|remote|phone|en l[ií]nea)\b", re.IGNORECASE)
MOST_REGIONS = 12

Point = tuple[float, float]


def shared_points(rows: Iterable[Raw]) -> frozenset[Point]:
    """Points that a geocoder gave to many different addresses."""
    addresses: dict[Point, set[str]] = defaultdict(set)
    for raw in rows:
        point = _point(raw)
        words = str(raw.get("formatted_address") or raw.get("address") or "").casefold().split()
        if point and words:
            addresses[point].add(" ".join(words))
    return frozenset(point for point, texts in addresses.items() if len(texts) >= SHARED_BY)


def place_of(row: RawRow, shared: frozenset[Point]) -> Place | None:
    """Where the row says it is, without a zone; None when it says nothing."""
    point = _point(row.raw)
    _note_point(row, point)
    whole = row.public_text("formatted_address", longest=500)
    parts = _parts(row)
    if not whole and parts.address and not parts.city and "," in parts.address:
        # The whole address in the street's field, as some exports write it.
        whole, parts = parts.address, replace(parts, address="")
    place = replace(
        parts,
        name=row.public_text("location", "physicalLocation"),
        formatted_address=whole or _joined(parts),
        notes=row.public_text("location_notes", longest=1000, lines=True),
        regions=_regions(row),
        point=point,
    )
    if place == Place():
        return None
    return replace(place, is_approximate=_is_approximate(row, place, shared))


def is_named_venue(place: Place | None) -> bool:
    """Whether a place known only by its name and town can be asked for there."""
    if place is None or not place.name or ONLINE_WORDS.search(place.name):
        return False
    return bool(place.city or place.formatted_address)


def zone_of(row: RawRow, place: Place | None, default: str) -> str:
    """The zone of the row's clock: its own, its point's, its ZIP's, the source's; or ""."""
    zone = geo.known_zone(row.raw.get("timezone"))
    if zone:
        return zone
    if not row.blank("timezone"):
        row.mended.add("zone_not_known")
    if place and place.point:
        zone = geo.zone_at(*place.point)
    if zone:
        row.mended.add("zone_from_point")
    elif place and (zone := geo.zone_of_zip(place.postal_code, place.country)):
        row.mended.add("zone_from_zip")
    elif zone := default:
        row.mended.add("zone_from_source")
    return zone


def publisher_of(row: RawRow) -> Publisher | None:
    name = row.text("entity")
    if not name:
        return None
    # An office's own address is public; only here is one kept.
    email = str(row.raw.get("entity_email") or "").strip()
    logo = row.link("entity_logo")
    return Publisher(
        name=name,
        extra={"entity_logo": logo} if logo else {},
        url=row.link("entity_url", "entity_website_url"),
        phone=row.text("entity_phone", longest=64),
        email=email,
        place=row.text("entity_location"),
    )


def _point(raw: Raw) -> Point | None:
    latitude, longitude = raw.get("latitude"), raw.get("longitude")
    coordinates = raw.get("coordinates")
    if latitude is None and longitude is None and isinstance(coordinates, str):
        latitude, _, longitude = coordinates.partition(",")
    return geo.point_of(latitude, longitude)


def _note_point(row: RawRow, point: Point | None) -> None:
    given = [row.raw.get(name) for name in ("latitude", "longitude")]
    if point is None and any(value not in (None, "") for value in given):
        row.mended.add("point_left_out")
    if point is not None and any(isinstance(value, str) for value in given):
        row.mended.add("point_from_text")


def _parts(row: RawRow) -> Place:
    if isinstance(row.raw.get("postal_code"), (int, float)):
        row.mended.add("postal_code_from_number")
    return Place(
        address=row.public_text("address"),
        city=row.text("city", longest=100),
        state=row.text("state", longest=100),
        postal_code=_postal_code(row),
        country=row.text("country", longest=100),
    )


def _postal_code(row: RawRow) -> str:
    value = row.raw.get("postal_code")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 100_000:
        # A number has lost the zeros that New England's codes begin with.
        return f"{value:05d}" if row.text("country").lower() in geo.AMERICAN else str(value)
    return row.text("postal_code", longest=20)


def _joined(parts: Place) -> str:
    state = " ".join(word for word in (parts.state, parts.postal_code) if word)
    return ", ".join(
        word for word in (parts.address.strip(" ,"), parts.city, state, parts.country) if word
    )[:500]


def _regions(row: RawRow) -> tuple[str, ...]:
    words: list[str] = []
    for name in REGION_FIELDS:
        value = row.raw.get(name)
        for part in value if isinstance(value, list) else [value]:
            words.append(RawRow({name: part}).text(name, longest=100))
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_REGIONS]


def _is_approximate(row: RawRow, place: Place, shared: frozenset[Point]) -> bool:
    if place.point in shared:
        row.mended.add("point_shared_by_many")
        return True
    text = str(row.raw.get("approximate") or "").strip().lower()
    if text:
        return text in YES
    street = place.address or geo.names_a_door(place.formatted_address)
    return not street and place.point is None
