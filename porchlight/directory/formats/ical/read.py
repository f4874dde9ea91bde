"""Reads iCalendar (RFC 5545) of organizers into listings: one event, or one series, is one listing.

A date of a series that was moved is taken into it; one that has another name or place is a listing
of its own. Organizers, attendees and contacts are people and are not kept. What is marked private,
called off or long over is dropped with that reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from porchlight.directory.formats.containers.zip_files import files_in, is_zip
from porchlight.directory.formats.fields.text import Notes, clean_text, public_text
from porchlight.directory.formats.fields.times import WeeklyStart, moment_in
from porchlight.directory.formats.gather import Dropped, gather
from porchlight.directory.formats.hsds import taxonomy
from porchlight.directory.formats.ical.budget import Work
from porchlight.directory.formats.ical.datetimes import CalendarTimes, UnreadableCalendarTime
from porchlight.directory.formats.ical.location import place_of, ways_in
from porchlight.directory.formats.ical.parser import (
    Calendar,
    Component,
    calendar_in,
    refuse_too_much,
)
from porchlight.directory.formats.ical.rrule import Absurd, Dates, First, parts_of, starts_of
from porchlight.directory.formats.ical.series import (
    LONGEST_KEY,
    Single,
    rows_of,
    series_in,
    version_of,
)
from porchlight.directory.formats.record import FeedReading, Listing, Publisher, ReadingContext
from porchlight.domain.recurrence import DatedStart, rule_of

OVER = timedelta(days=30)
NOTES = 4000
PRIVATE = ("PRIVATE", "CONFIDENTIAL")


def read_ical(content: bytes, context: ReadingContext) -> FeedReading:
    """Read a whole calendar, or a zip of several. Raises FeedRefused when there is none."""
    if not is_zip(content):
        return _read(calendar_in(content), context)
    files = [file for name, file in files_in(content).items() if name.lower().endswith(".ics")]
    refuse_too_much(files)
    calendars = [calendar_in(file) for file in files] or [calendar_in(b"")]
    whole = calendars[0]
    for other in calendars[1:]:
        whole.zones.update(other.zones)
        whole.events.extend(other.events)
    return _read(whole, context)


def _read(calendar: Calendar, context: ReadingContext) -> FeedReading:
    times = CalendarTimes(calendar, context.default_zone)
    publisher = _publisher(calendar)

    def read_row(row: Single | str) -> tuple[Listing, set[str]]:
        if isinstance(row, str):
            raise Dropped(row)
        return _listing(row, times, publisher, context)

    rows: list[Single | str] = []
    for series in series_in(calendar.events, rows):
        rows += rows_of(series, times)
    return gather(rows, read_row, guessed_encoding=calendar.guessed_encoding)


def _publisher(calendar: Calendar) -> Publisher | None:
    name = clean_text(calendar.whole.text("X-WR-CALNAME"), 255).text
    description = clean_text(calendar.whole.text("X-WR-CALDESC"), NOTES, lines=True).text
    return Publisher(name=name, description=description) if name else None


# --- One event ---------------------------------------------------------------------------------


def _listing(
    row: Single, times: CalendarTimes, publisher: Publisher | None, context: ReadingContext
) -> tuple[Listing, set[str]]:
    event, notes = row.event, Notes()
    if event.text("STATUS").strip().upper() == "CANCELLED":
        raise Dropped("called_off")
    if event.text("CLASS").strip().upper() in PRIVATE:
        raise Dropped("private")
    name = " ".join(public_text(event.text("SUMMARY"), notes, 255).split())
    if not name:
        raise Dropped("no_name")
    first, weekly, dated = _starts(row, times, context.today, notes)
    if not weekly and _ended(dated, context.today, times.work):
        raise Dropped("over")
    if event.first("ORGANIZER") or event.first("ATTENDEE") or event.first("CONTACT"):
        notes.mended.add("contacts_left_out")
    place = place_of(event, notes)
    categories = _categories(event)
    description = public_text(event.text("DESCRIPTION"), notes, NOTES)
    attendance, how_to_join, url = ways_in(event, place, notes)
    listing = Listing(
        key=row.key,
        name=name,
        notes=description,
        group_name="",
        group_notes="",
        types=(),
        attendance=attendance,
        place_closed=False,
        status="active",
        url=url,
        updated_at=moment_in(event.text("LAST-MODIFIED").replace("Z", "+0000")),
        zone=first.zone,
        starts=weekly,
        place=replace(place, zone=first.zone) if place else None,
        publisher=publisher,
        joining=how_to_join,
        kind="meeting" if _for_ever(weekly, dated) else "event",
        terms=_terms(categories, name, attendance),
        dated=dated,
        extra={"ical": _rest(event, categories)},
    )
    return listing, notes.mended


def _starts(
    row: Single, times: CalendarTimes, today: date, notes: Notes
) -> tuple[First, tuple[WeeklyStart, ...], tuple[DatedStart, ...]]:
    event = row.event
    try:
        first = times.first(event, notes)
        off = [moment for one in event.all("EXDATE") for moment in times.moments(one, first.zone)]
        more = [moment for one in event.all("RDATE") for moment in times.moments(one, first.zone)]
        rules = list(row.rules) or [one.value for one in event.all("RRULE")]
        if row.until:
            if first.day > row.until:
                raise Dropped("part_of_a_series")  # a later part begins where this one did
            rules = [_ending(rule, row.until) for rule in rules]
            more = [moment for moment in more if moment[0] <= row.until]
        dates = Dates([*more, *row.more], [*off, *row.off], row.moved)
        weekly, dated = starts_of(first, rules, dates, today, times.work)
    except Absurd as fault:
        raise Dropped(str(fault)) from None
    except UnreadableCalendarTime as fault:
        raise Dropped(str(fault)) from None
    if not weekly and not dated:
        raise Dropped("called_off")
    return first, weekly, dated


def _ending(rule: str, last: date) -> str:
    parts = parts_of(rule)
    if "UNTIL" in parts and parts["UNTIL"][:8] < f"{last:%Y%m%d}":
        return rule
    parts.pop("COUNT", None)
    parts["UNTIL"] = f"{last:%Y%m%d}"
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _ended(dated: Iterable[DatedStart], today: date, work: Work) -> bool:
    since = today - OVER
    return all(
        next(work.days(start, since - timedelta(minutes=start.duration), date(2200, 1, 1)), None)
        is None
        for start in dated
    )


def _for_ever(weekly: tuple[WeeklyStart, ...], dated: tuple[DatedStart, ...]) -> bool:
    rules = [rule_of(start.rule) for start in dated if start.rule]
    endless = any(r.period == "WEEKLY" and not r.count and not r.until for r in rules)
    return bool(weekly) or endless


def _terms(categories: list[str], name: str, attendance: str) -> tuple[str, ...]:
    found = taxonomy.needs_in([*categories, name]) | taxonomy.people_in(categories)
    found |= taxonomy.access_in(categories) | taxonomy.costs_in(categories)
    if attendance != "in_person":
        found.add("access:telehealth")
    return tuple(sorted(found))


def _categories(event: Component) -> list[str]:
    parts = (part for one in event.all("CATEGORIES") for part in one.parts)
    clean = (clean_text(part.replace("\\,", ","), 100).text for part in parts)
    return list(dict.fromkeys(text for text in clean if text))[:30]


def _rest(event: Component, categories: list[str]) -> dict[str, object]:
    """What an event says and nothing here asks about."""
    fields: dict[str, object] = {
        "categories": categories,
        "sequence": version_of(event)[0],
        "status": event.text("STATUS").strip().upper()[:20],
        "uid": clean_text(event.text("UID"), LONGEST_KEY).text,
    }
    return {name: value for name, value in fields.items() if value}
