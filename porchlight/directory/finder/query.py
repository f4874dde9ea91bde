"""What can be asked of the finder, and the shape of its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from porchlight.domain.fit import Limit


class Attending(StrEnum):
    """How somebody wants to attend. The values stand in addresses."""

    EITHER = "include"
    ONLINE = "only"
    ROOM = "exclude"


@dataclass(frozen=True, slots=True)
class FindQuery:
    """What somebody looks for among starts. `near` is (latitude, longitude); `within_m` counts only
    with it.

    A place limits whatever has a room; online meetings have none and pass. Of `types` and of the
    words in `text`, every one has to fit. Of `terms` ("language:es"), one of each group has to fit.
    `weekday` is ISO (1 is Monday) on the listing's own clock, or on those of `weekday_zone` (IANA)
    where it is given: the day somebody there sees it start. `region` is a region, town or state
    that the listing itself names. `not_for` are limits of listings not meant for somebody. With
    `far_rooms_online`, what has a room out of reach and is online as well passes like what is only
    online, without a distance.
    """

    hours: float
    near: tuple[float, float] | None = None
    within_m: float | None = None
    types: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    weekday: int | None = None
    weekday_zone: str | None = None
    region: str = ""
    attending: Attending = Attending.EITHER
    text: str = ""
    limit: int | None = None
    skip: int = 0
    kinds: tuple[str, ...] = ("meeting", "event")
    not_for: tuple[Limit, ...] = ()
    far_rooms_online: bool = False

    @property
    def lets_far_rooms_pass(self) -> bool:
        return self.far_rooms_online and self.attending != Attending.ROOM

    @property
    def weekday_there(self) -> int | None:
        """The weekday, where the listing's own clock tells it."""
        return None if self.weekday_zone else self.weekday


class Occurrence(NamedTuple):
    """One dated start. Both times are in the meeting's own zone; no distance when online."""

    service_id: int
    source: str
    key: str
    name: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    attendance: str
    distance_m: float | None
    types: tuple[str, ...]
    location_name: str
    city: str
    is_approximate: bool
    kind: str = "meeting"
    terms: tuple[str, ...] = ()
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """`total` counts what fits; `occurrences` are those asked for by `skip` and `limit`."""

    total: int
    occurrences: list[Occurrence]


@dataclass(frozen=True, slots=True)
class ListingQuery:
    """What somebody looks for among listings, whether or not anything starts. As in FindQuery."""

    near: tuple[float, float] | None = None
    within_m: float | None = None
    terms: tuple[str, ...] = ()
    region: str = ""
    attending: Attending = Attending.EITHER
    text: str = ""
    kinds: tuple[str, ...] = ("service",)
    limit: int | None = None
    skip: int = 0


class FoundListing(NamedTuple):
    """One listing. `open_now` is None when its hours are not known."""

    service_id: int
    source: str
    key: str
    name: str
    kind: str
    attendance: str
    distance_m: float | None
    terms: tuple[str, ...]
    location_name: str
    city: str
    is_approximate: bool
    is_stale: bool
    open_now: bool | None


@dataclass(frozen=True, slots=True)
class FoundListings:
    """`total` counts what fits; `listings` are those asked for by `skip` and `limit`."""

    total: int
    listings: list[FoundListing]
