"""Times of day in HSDS schedules, on the clock of the place.

schedule.json of HSDS 3.0 says of `opens_at` and `closes_at`: "should use HH:MM format and should
include timezone information, either adding the suffix 'Z' when the date is in UTC, or including an
offset from UTC (e.g. 09:00-05:00 for 9am EST.)". Every example file of 3.0 has bare times, and
means local ones by them: 10:00 to 18:00 beside `timezone` 3 and the words "from 10 am to 6pm".

- A bare time is the clock of the place, whatever `timezone` says.
- So is a time with an offset that the place's own zone has at some time of the year: that is how
  9 a.m. is written for New York, and a week's hours do not move when the clocks do.
- Z or an offset that is never the zone's is converted. What repeats has no date to convert it by,
  so that of `valid_from` is taken, else of `dtstart`, else a day in January: programs that keep a
  time without a date put it on 1 January (1970, 2000).
- Hours that would then begin by night (before 5) are not believed: "09:00Z" is more often the
  morning of somebody whose program writes Z behind every time. A whole day is one on any clock.
- Dates are "assumed to be UTC" beside times in UTC unless `timezone` says else, so a time that
  passes midnight takes its day along.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from porchlight.directory.formats.fields import times
from porchlight.directory.formats.fields.times import DAY
from porchlight.directory.formats.hsds.fields import number_in

OFFSET = re.compile(r"(?:([+-])(\d{2}):?(\d{2})|z)$", re.I)
JANUARY = date(2030, 1, 15)  # late enough for the rules that each zone has now
YEARS = range(2020, 2038)  # whose offsets count as a zone's own
NIGHT_ENDS = 5 * 60


@dataclass(frozen=True)
class Clock:
    """Minutes after midnight as written, and how many to add for the clock of the place."""

    minute: int
    shift: int = 0


@dataclass(frozen=True)
class LocalStart:
    """Minutes after midnight where the place is, on a day so many days from the one written."""

    minute: int
    days: int = 0


def clock_in(value: object, zone: str, on: date | None) -> Clock | None:
    """The time in `value`; None when it is blank. Raises UnreadableTime.

    Without a zone a time stays as it is written. `on` is a day that the schedule names.
    """
    text = str(value or "").strip()
    found = OFFSET.search(text)
    minute = times.minute_of_day(OFFSET.sub("", text).strip())
    if minute is None:
        return None
    minute %= DAY
    if not found or not zone:
        return Clock(minute)
    offset = int(found[2]) * 60 + int(found[3]) if found[1] else 0
    offset = -offset if found[1] == "-" else offset
    if offset in own_offsets(zone):
        return Clock(minute)
    return Clock(minute, offset_on(zone, on or JANUARY) - offset)


def start_of(clock: Clock, schedule: Mapping[str, object], zone: str) -> LocalStart:
    """When that is where the place is. Raises UnreadableTime for what is not to be believed."""
    days, minute = divmod(clock.minute + clock.shift, DAY)
    if clock.shift and minute < NIGHT_ENDS:
        raise times.UnreadableTime
    hours = number_in(schedule.get("timezone"))
    dates_are_local = days and hours is not None and round(hours * 60) in own_offsets(zone)
    return LocalStart(minute, 0 if dates_are_local else days)


def offset_on(zone: str, on: date) -> int:
    """Minutes from UTC in a zone at noon of a day."""
    found = datetime.combine(on, time(12), ZoneInfo(zone)).utcoffset()
    return round(found.total_seconds() / 60) if found else 0


@lru_cache(maxsize=1_000)
def own_offsets(zone: str) -> frozenset[int]:
    """Every offset that a zone has at some time of the year."""
    days = (date(year, month, day) for year in YEARS for month in range(1, 13) for day in (1, 15))
    return frozenset(offset_on(zone, day) for day in days)
