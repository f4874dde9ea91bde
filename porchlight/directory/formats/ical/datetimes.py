"""Dates, times and lengths of calendar events, on the clock of their zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from porchlight.directory.formats.fields import geo
from porchlight.directory.formats.fields.text import Notes
from porchlight.directory.formats.fields.times import DAY, USUAL_LENGTH
from porchlight.directory.formats.ical.budget import Work
from porchlight.directory.formats.ical.parser import Calendar, Component, Property
from porchlight.directory.formats.ical.rrule import First
from porchlight.directory.formats.ical.timezones import zone_named

STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?")
LENGTH = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d{1,7}S)?)?"
)
LONGEST = 14 * DAY
ALL_DAY = -1  # the minute of a moment that is a whole day
MOST_MOMENTS = 2_000


class UnreadableCalendarTime(Exception):
    """The time cannot be read, or its zone is not known. The argument is the reason's name."""


class CalendarTimes:
    """Reads the times of one calendar. `default` is the source's own zone, or ""; `work` is what
    its repeating events may cost."""

    def __init__(self, calendar: Calendar, default: str) -> None:
        own = geo.known_zone(calendar.whole.text("X-WR-TIMEZONE"))
        self.zones, self.usual = calendar.zones, own or default
        self.work = Work()

    def first(self, event: Component, notes: Notes | None = None) -> First:
        """The event's own start. Raises UnreadableCalendarTime."""
        start, noted = event.first("DTSTART"), notes or Notes()
        if start is None:
            raise UnreadableCalendarTime("unreadable_time")
        zone = self.zone_of(event, noted)
        day, minute = self.moment(start, zone)
        minutes, mended = self.length(event)
        if mended:
            noted.mended.add(mended)
        return First(day, max(0, minute), minutes, zone)

    def zone_of(self, event: Component, notes: Notes | None = None) -> str:
        """The zone of an event's clock: its own, else the calendar's, the source's, its place's.

        An instant in UTC that happens once is given on the calendar's clock; one that repeats does
        so by UTC. Raises UnreadableCalendarTime.
        """
        start, noted = event.first("DTSTART"), notes or Notes()
        if start is None:
            raise UnreadableCalendarTime("unreadable_time")
        tzid = start.parameters.get("TZID", "")
        if tzid:
            year = int(start.value[:4]) if start.value[:4].isdecimal() else 0
            if zone := zone_named(tzid, self.zones, self.usual, max(1970, min(year, 2200))):
                return zone
            noted.mended.add("zone_not_known")
        is_utc = start.value.strip().endswith("Z")
        if is_utc and event.first("RRULE"):
            return "UTC"
        zone = self.usual or _zone_of_place(event) or ("UTC" if is_utc else "")
        if not zone:
            raise UnreadableCalendarTime("no_time_zone")
        if not is_utc:
            noted.mended.add("zone_from_source" if self.usual else "zone_from_point")
        return zone

    def moment(self, stamp: Property | None, zone: str) -> tuple[date, int]:
        """The local date and minute in `zone`; ALL_DAY for a date alone.

        Raises UnreadableCalendarTime.
        """
        match = STAMP.fullmatch(stamp.value.strip()) if stamp else None
        if match is None:
            raise UnreadableCalendarTime("unreadable_time")
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
            if match[4] is None:
                return day, ALL_DAY
            if int(match[4]) > 23 or int(match[5]) > 59 or not 1970 <= day.year <= 2200:
                raise UnreadableCalendarTime("unreadable_time")
            minute = int(match[4]) * 60 + int(match[5])
        except ValueError:
            raise UnreadableCalendarTime("unreadable_day") from None
        other = self._zone_of(stamp, is_utc=bool(match[7]), year=day.year)
        if other in ("", zone):
            return day, minute
        at = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(other))
        there = (at + timedelta(minutes=minute)).astimezone(UTC).astimezone(ZoneInfo(zone))
        return there.date(), there.hour * 60 + there.minute

    def moments(self, dates: Property, zone: str) -> list[tuple[date, int]]:
        """Every moment of an EXDATE or RDATE that can be read; of a period, its start."""
        found = []
        for part in dates.parts[:MOST_MOMENTS]:
            stamp = Property(part.split("/")[0], dates.parameters)
            try:
                found.append(self.moment(stamp, zone))
            except UnreadableCalendarTime:
                continue
        return found

    def length(self, event: Component) -> tuple[int, str]:
        """Minutes from start to end, and the name of the mending it took.

        Raises UnreadableCalendarTime.
        """
        is_date = is_whole_day(event)
        usual = DAY if is_date else USUAL_LENGTH
        minutes = self._own_length(event, event.first("DTSTART"))
        if minutes is None or minutes <= 0:
            return usual, "" if is_date else "end_assumed"
        return (minutes, "") if minutes <= LONGEST else (LONGEST, "length_cut")

    def _own_length(self, event: Component, start: Property | None) -> int | None:
        end, duration = event.first("DTEND"), LENGTH.fullmatch(event.text("DURATION").strip())
        if duration and any(duration.groups()):
            weeks, days, hours, minutes = (int(part or 0) for part in duration.groups())
            return (weeks * 7 + days) * DAY + hours * 60 + minutes
        if end is None or start is None:
            return None
        try:
            opens, closes = self.moment(start, "UTC"), self.moment(end, "UTC")
        except UnreadableCalendarTime:
            return None
        days = (closes[0] - opens[0]).days
        return days * DAY + max(0, closes[1]) - max(0, opens[1])

    def _zone_of(self, stamp: Property | None, *, is_utc: bool, year: int) -> str:
        if is_utc:
            return "UTC"
        tzid = stamp.parameters.get("TZID", "") if stamp else ""
        return zone_named(tzid, self.zones, self.usual, year) if tzid else ""


def is_whole_day(event: Component) -> bool:
    """Whether an event starts on a date and at no time of it."""
    start = event.first("DTSTART")
    match = STAMP.fullmatch(start.value.strip()) if start else None
    return match is not None and match[4] is None


def _zone_of_place(event: Component) -> str:
    latitude, _, longitude = event.text("GEO").partition(";")
    point = geo.point_of(latitude, longitude)
    return geo.zone_at(*point) if point else ""
