"""What every format is read into: plain values, with what was mended and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from porchlight.directory.formats.weekly import WeeklyStart


@dataclass(frozen=True)
class Publisher:
    """The organization behind a listing: its own number and address, never a person's."""

    name: str
    url: str = ""
    phone: str = ""
    email: str = ""
    place: str = ""


@dataclass(frozen=True)
class Place:
    """A location as written; `point` is (latitude, longitude)."""

    name: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    formatted_address: str = ""
    notes: str = ""
    regions: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    is_approximate: bool = False
    zone: str = ""


@dataclass(frozen=True)
class Door:
    """How to join online or by phone."""

    conference_url: str = ""
    conference_url_notes: str = ""
    conference_phone: str = ""
    conference_phone_notes: str = ""
    passcode: str = ""


@dataclass(frozen=True)
class Listing:
    """One row of a feed. `attendance` and `status` take the values of `models.Service`."""

    key: str
    name: str
    notes: str
    group_name: str
    group_notes: str
    types: tuple[str, ...]
    attendance: str
    place_closed: bool
    status: str
    url: str
    updated_at: datetime | None
    zone: str
    starts: tuple[WeeklyStart, ...]
    place: Place | None
    publisher: Publisher | None
    door: Door | None


@dataclass(frozen=True)
class Reading:
    """A feed read: `read` rows became the listings plus those counted in `dropped`, by reason.

    `mended` counts listings by what had to be put right. Listings stand in an order of their own,
    so that the order of the feed makes no difference.
    """

    read: int
    listings: tuple[Listing, ...]
    mended: Mapping[str, int]
    dropped: Mapping[str, int]


def fingerprint(value: object) -> str:
    """32 hex digits that change when anything in a listing, place or publisher does."""
    return blake2b(repr(value).encode(), digest_size=16).hexdigest()
