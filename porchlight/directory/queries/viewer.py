"""Who reads a page of Meet: a person with an account, or a guest whose clock is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from porchlight.directory.display.moments import Moment
from porchlight.directory.finder import search as finder
from porchlight.people.local.countries import has_one_clock, main_zone
from porchlight.people.local.zones import country_of
from porchlight.people.models import Person


@dataclass(frozen=True)
class Guest:
    """Somebody without an account. `zone` is an IANA name; `is_clock_certain` when they named the
    place or a country with one clock, so that times need no name of a clock beside them.
    `country` is two letters, "ZZ" for one that Help has no lines of."""

    country: str
    zone: str
    is_clock_certain: bool

    @property
    def zoneinfo(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


Viewer: TypeAlias = Person | Guest


def guest_on(country: str, zone: str, at: datetime) -> Guest:
    """A guest by what they named themselves, never by their address: the `zone` of the place asked
    about; else the country of this device's Help; else the community's own zone. Both may be ""."""
    if zone:
        return Guest(country or country_of(zone), zone, is_clock_certain=True)
    community = finder.community_zone() or "UTC"
    if not main_zone(country):
        return Guest(country_of(community), community, is_clock_certain=False)
    zone = community if country_of(community) == country else main_zone(country)
    return Guest(country, zone, is_clock_certain=has_one_clock(country, at))


def moment_for(viewer: Viewer, at: datetime) -> Moment:
    is_unsure = isinstance(viewer, Guest) and not viewer.is_clock_certain
    return Moment(at.astimezone(viewer.zoneinfo), at, is_unsure)
