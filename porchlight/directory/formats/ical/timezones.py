"""Which zone a calendar means by its TZID: an IANA name, a Windows name, or rules of its own."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from porchlight.directory.formats.fields.geo import known_zone
from porchlight.directory.formats.ical.parser import Component
from porchlight.directory.formats.ical.windows_zones import zone_of_windows

OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?")
BYDAY = re.compile(r"BYDAY=([+-]?\d)?(SU|MO|TU|WE|TH|FR|SA)")
BYMONTH = re.compile(r"BYMONTH=(\d{1,2})")
# Of zones that have always kept the same clock today, the one that people know.
WELL_KNOWN = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    *("America/Phoenix", "America/Anchorage", "Pacific/Honolulu", "America/Halifax"),
    *("America/St_Johns", "America/Puerto_Rico", "America/Mexico_City", "Europe/London"),
    *("Europe/Berlin", "Europe/Helsinki", "Europe/Moscow", "Asia/Kolkata", "Asia/Tokyo"),
    *("Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Pacific/Auckland", "UTC"),
)


def zone_named(tzid: str, zones: dict[str, Component], usual: str, year: int) -> str:
    """The IANA zone meant by a TZID, or "". `usual` is the calendar's own, which is taken when its
    clock in `year` is the one that the calendar describes."""
    name = tzid.strip().strip('"')
    for candidate in (name, *_ends_of_path(name)):
        if zone := known_zone(candidate):
            return zone
    if zone := known_zone(zone_of_windows(name)):
        return zone
    described = zones.get(tzid) or zones.get(name)
    if described is None:
        return ""
    if zone := known_zone(described.text("X-LIC-LOCATION")):
        return zone
    clock = _clock_of(described)
    return _zone_with(clock, usual, year) if clock else ""


def _ends_of_path(name: str) -> list[str]:
    """ "/mozilla.org/20070129_1/America/Chicago" names a zone at its end."""
    parts = [part for part in name.split("/") if part]
    return ["/".join(parts[-n:]) for n in (2, 3) if len(parts) > n]


def _clock_of(described: Component) -> tuple[tuple[int, int, int], ...] | None:
    """(minutes east, month, week of the month) of each change; of one that never changes, one."""
    parts: dict[str, tuple[int, int, int]] = {}
    for inner in described.inner:
        offset = OFFSET.fullmatch(inner.text("TZOFFSETTO").strip())
        if not offset:
            return None
        minutes = (int(offset[2]) * 60 + int(offset[3])) * (-1 if offset[1] == "-" else 1)
        rule = inner.text("RRULE").upper()
        month, week = BYMONTH.search(rule), BYDAY.search(rule)
        if month and "UNTIL=" not in rule:
            parts[inner.name] = (minutes, int(month[1]), int(week[1] or 0) if week else 0)
        elif inner.name not in parts:
            parts[inner.name] = (minutes, 0, 0)
    return tuple(sorted(parts.values())) or None


def _zone_with(clock: tuple[tuple[int, int, int], ...], usual: str, year: int) -> str:
    candidates = (*((usual,) if usual else ()), *WELL_KNOWN, *_all_zones())
    return next((zone for zone in candidates if _fits(zone, clock, year)), "")


def _fits(zone: str, clock: tuple[tuple[int, int, int], ...], year: int) -> bool:
    """Whether a zone's clock in `year` has these offsets, and changes to them in these months."""
    changes = _changes(zone, year)
    if len(clock) == 1 or len({minutes for minutes, _, _ in clock}) == 1:
        return len(changes) == 1 and changes[0][0] == clock[0][0]
    expected_changes = {(minutes, month) for minutes, month, _ in clock}
    return expected_changes == {(minutes, month) for minutes, month in changes}


@lru_cache(maxsize=1_000)
def _changes(zone: str, year: int) -> tuple[tuple[int, int], ...]:
    """(minutes east, month it changes to that in) in a year; (minutes, 0) when it never does."""
    here = ZoneInfo(zone)
    noons = [datetime(year, 1, 1, 12, tzinfo=here) + timedelta(days=n) for n in range(365)]
    offsets = [(_minutes(noon), noon.month) for noon in noons]
    found = [now for before, now in pairwise(offsets) if before[0] != now[0]]
    return tuple(found) or ((offsets[0][0], 0),)


def _minutes(at: datetime) -> int:
    offset = at.utcoffset()
    return round(offset.total_seconds() / 60) if offset else 0


@lru_cache(maxsize=1)
def _all_zones() -> tuple[str, ...]:
    return tuple(sorted(name for name in available_timezones() if "/" in name))
