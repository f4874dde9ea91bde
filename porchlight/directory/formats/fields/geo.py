"""Where a listing says it is: a point to believe, an address, and the zone of its clock."""

from __future__ import annotations

import functools
import math
import re
import zoneinfo

from porchlight.directory.formats.record import Place
from porchlight.directory.gazetteer.store import Area, gazetteer

PLACELESS = 0.001  # degrees: this close to 0, 0 there is no street
CORNER = re.compile(r"&|\band\b|\bcorner\b|\besquina\b|\bat\b", re.IGNORECASE)
POSTAL = re.compile(
    r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b|(?:^|, *)\d{5}(?:-\d{4})?(?=,|$)|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
)
AMERICAN = {"", "us", "usa", "u.s.", "u.s.a.", "united states", "united states of america"}


def point_of(latitude: object, longitude: object) -> tuple[float, float] | None:
    """(latitude, longitude) in degrees, or None when blank or not a point on Earth's surface."""
    north, east = _degrees(latitude), _degrees(longitude)
    if north is None or east is None or abs(north) > 90 or abs(east) > 180:
        return None
    # A blank stored as zero, also when only one of the two was blank.
    if 0 in (north, east) or (abs(north) < PLACELESS and abs(east) < PLACELESS):
        return None
    return north, east


def names_a_door(address: str) -> bool:
    """Whether a whole address says more than a town: "Jackson, MS 39201, USA" does not."""
    return bool(CORNER.search(address) or re.search(r"\d", POSTAL.sub("", address)))


def can_be_found(address: str, formatted: str, *, has_point: bool, is_approximate: bool) -> bool:
    """Whether somebody could go there: a street, or a point that stands for one building."""
    # A shared point says nothing against the street that is written beside it.
    return bool(address or (has_point and not is_approximate)) or names_a_door(formatted)


def place_can_be_found(place: Place | None) -> bool:
    """Whether somebody could go there: a street, or a point that stands for one building."""
    return place is not None and can_be_found(
        place.address,
        place.formatted_address,
        has_point=place.point is not None,
        is_approximate=place.is_approximate,
    )


def known_zone(name: object) -> str:
    """The tzdata name meant by `name`, or "". "EST" and its like are no places, so not believed."""
    if not isinstance(name, str):
        return ""
    return _zones().get(name.strip().replace(" ", "_").lower(), "")


@functools.lru_cache(maxsize=20_000)
def zone_at(latitude: float, longitude: float) -> str:
    """The zone of a point on land, or ""."""
    # Some 30 MB of borders: loaded by the import only, when a row needs it.
    from tzfpy import get_tz

    name = get_tz(longitude, latitude)
    return "" if name.startswith("Etc/") else known_zone(name)


def zone_of_zip(postal_code: str, country: str) -> str:
    """The zone of a US ZIP code, or ""."""
    area = _zip_area(postal_code) if country.lower() in AMERICAN else None
    return area.zone if area else ""


def point_of_zip(postal_code: str) -> tuple[float, float] | None:
    """The middle of a US ZIP code's area, or None."""
    area = _zip_area(postal_code)
    return area.point if area else None


def _zip_area(postal_code: str) -> Area | None:
    if not re.fullmatch(r"\d{5}(-\d{4})?", postal_code):
        return None
    return gazetteer().area("US", postal_code[:5])


def _degrees(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        degrees = float(value.strip().replace(",", ".") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return degrees if math.isfinite(degrees) else None


@functools.lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    names = {name for name in zoneinfo.available_timezones() if "/" in name} | {"UTC"}
    return {name.lower(): name for name in names}
