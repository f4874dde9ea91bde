"""Which country a time zone is in, and the clock that most people of a country live by.

From the table of the IANA time zone database (zone.tab of the `tzdata` package). Nothing here
knows where anybody is: it answers for a zone or a country that somebody named.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

# Of countries with more than one zone, where most people live.
MAIN_ZONES = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "CA": "America/Toronto",
    "CL": "America/Santiago",
    "ES": "Europe/Madrid",
    "MX": "America/Mexico_City",
    "NZ": "Pacific/Auckland",
    "US": "America/New_York",
}
A_SEASON = timedelta(days=91)


def country_of(zone: str) -> str:
    """Two letters (ISO 3166-1) for an IANA name such as "America/Toronto"; "" when not known."""
    return _countries().get(zone, "")


def zones_of(country: str) -> tuple[str, ...]:
    """The IANA names of a country's zones, that of most people first; none when not known."""
    zones = [zone for zone, code in _countries().items() if code == country]
    main = MAIN_ZONES.get(country)
    return tuple(sorted(zones, key=lambda zone: zone != main))


def has_one_clock(country: str, at: datetime) -> bool:
    """Whether all its zones show the same hour, at `at` (aware) and in the seasons after it."""
    moments = [at + n * A_SEASON for n in range(4)]
    clocks = {
        tuple(moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in moments)
        for zone in zones_of(country)
    }
    return len(clocks) == 1


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    return {zone: country for country, _point, zone, *_words in rows}
