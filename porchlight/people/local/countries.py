"""The clock that most people of a country live by, and whether it is the only one there.

Nothing here knows where anybody is: it answers for a country that somebody named.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from porchlight.people.local.zones import CITIES

# Of countries with more than one clock, where most people live.
MAIN_ZONES = {
    "AU": "Australia/Sydney",
    "CA": "America/Toronto",
    "CL": "America/Santiago",
    "ES": "Europe/Madrid",
    "MX": "America/Mexico_City",
    "NZ": "Pacific/Auckland",
    "US": "America/New_York",
}
A_SEASON = timedelta(days=91)


def main_zone(country: str) -> str:
    """The IANA name of the clock of most people there; "" for a country that is not on our list."""
    zones = _zones_of(country)
    return MAIN_ZONES.get(country) or (zones[0] if zones else "")


def has_one_clock(country: str, at: datetime) -> bool:
    """Whether all its zones show the same hour, at `at` (aware) and in the seasons after it."""
    moments = [at + n * A_SEASON for n in range(4)]
    clocks = {
        tuple(moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in moments)
        for zone in _zones_of(country)
    }
    return len(clocks) == 1


def _zones_of(country: str) -> list[str]:
    return [zone for zone, _words in CITIES.get(country, ())]
