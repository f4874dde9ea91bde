"""Reads iCalendar (RFC 5545) of organizers into listings: one event, or one series, is one listing.

A date of a series that was moved is taken into it; one that has another name or place is a listing
of its own. Organizers, attendees and contacts are people and are not kept. What is marked private,
called off or long over is dropped with that reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from porchlight.directory.formats import hsds_terms
from porchlight.directory.formats.clean_text import clean_text
from porchlight.directory.formats.hsds_fields import Notes, public_text
from porchlight.directory.formats.hsds_times import moment_in
from porchlight.directory.formats.ical_lines import Calendar, Component, calendar_in
from porchlight.directory.formats.ical_place import place_of, ways_in
from porchlight.directory.formats.ical_rules import Absurd, Dates, First, parts_of, starts_of
from porchlight.directory.formats.ical_times import Times, Unreadable, is_whole_day
from porchlight.directory.formats.ical_work import Work
from porchlight.directory.formats.listing import Given, Listing, Publisher, Reading, fingerprint
from porchlight.directory.formats.packed import files_in, is_zip
from porchlight.directory.formats.reading import Dropped, gather
from porchlight.directory.formats.weekly import WeeklyStart
from porchlight.domain.recurrence import DatedStart, rule_of

OVER = timedelta(days=30)
NOTES, LONGEST_KEY = 4000, 255
PRIVATE = ("PRIVATE", "CONFIDENTIAL")


@dataclass
class Series:
    """An event and what was said later of single dates of it."""

    master: Component
    changes: list[Component] = field(default_factory=list)


@dataclass(frozen=True)
class Single:
    """An event to read by itself: `key` is its own, `off` are dates that others speak for,
    `more` dates that were moved into it, `until` the last date before another one takes over."""

    event: Component
    key: str
    off: tuple[tuple[date, int], ...] = ()
    more: tuple[tuple[date, int], ...] = ()
    until: date | None = None
    rules: tuple[str, ...] = ()


def read_ical(content: bytes, given: Given) -> Reading:
    """Read a whole calendar, or a zip of several. Raises FeedRefused when there is none."""
    if not is_zip(content):
        return _read(calendar_in(content), given)
    files = [file for name, file in files_in(content).items() if name.lower().endswith(".ics")]
    calendars = [calendar_in(file) for file in files] or [calendar_in(b"")]
    whole = calendars[0]
    for other in calendars[1:]:
        whole.zones.update(other.zones)
        whole.events.extend(other.events)
    return _read(whole, given)


def _read(calendar: Calendar, given: Given) -> Reading:
    times = Times(calendar, given.default_zone)
    publisher = _publisher(calendar)

    def read_row(row: Single | str) -> tuple[Listing, set[str]]:
        if isinstance(row, str):
            raise Dropped(row)
        return _listing(row, times, publisher, given)

    rows: list[Single | str] = []
    for series in _series(calendar.events, rows):
        rows += _rows_of(series, times)
    return gather(rows, read_row, guessed_encoding=calendar.guessed_encoding)


def _publisher(calendar: Calendar) -> Publisher | None:
    name = clean_text(calendar.whole.text("X-WR-CALNAME"), 255).text
    told = clean_text(calendar.whole.text("X-WR-CALDESC"), NOTES, lines=True).text
    return Publisher(name=name, description=told) if name else None


# --- Events that belong together ----------------------------------------------------------------


def _series(events: Iterable[Component], left_out: list[Single | str]) -> list[Series]:
    """Events by UID. Of two with one UID and no date of their own, the later version counts."""
    masters: dict[str, Series] = {}
    changes: dict[str, list[Component]] = defaultdict(list)
    for number, event in enumerate(events):
        uid = event.text("UID").strip() or f"\0{number}"
        if event.first("RECURRENCE-ID"):
            changes[uid].append(event)
            continue
        known = masters.setdefault(uid, Series(event))
        if known.master is not event:
            left_out.append("older_version")
            known.master = max(known.master, event, key=_version)
    for uid, found in changes.items():
        if uid in masters:
            masters[uid].changes = _latest(found, left_out)
        else:  # the series is not in this file; its dates are
            for event in _latest(found, left_out):
                masters[f"{uid}\0{_changed(event)}"] = Series(event)
    return list(masters.values())


def _latest(changes: list[Component], left_out: list[Single | str]) -> list[Component]:
    found: dict[str, Component] = {}
    for event in changes:
        known = found.get(_changed(event))
        if known is not None:
            left_out.append("older_version")
        if known is None or _version(event) >= _version(known):
            found[_changed(event)] = event
    return list(found.values())


def _version(event: Component) -> tuple[int, str]:
    number = event.text("SEQUENCE").strip()
    return (
        int(number) if re.fullmatch(r"\d{1,9}", number) else 0,
        event.text("LAST-MODIFIED") or event.text("DTSTAMP"),
    )


def _changed(event: Component) -> str:
    return event.text("RECURRENCE-ID").strip()


def _rows_of(series: Series, times: Times) -> list[Single | str]:
    """The series as one row, its moved dates in it, and a row for each date that differs."""
    master, key = series.master, _key(series.master)
    if not series.changes:
        change = f"#{_changed(master)}" if master.first("RECURRENCE-ID") else ""
        return [Single(master, _short(key + change))]
    off, more, rows = [], [], list[Single | str]()
    until, rules = None, tuple(one.value for one in master.all("RRULE"))
    for event in series.changes:
        try:
            moment = times.moment(event.first("RECURRENCE-ID"), times.zone_of(master))
        except Unreadable:
            rows.append("unreadable_time")
            continue
        on_its_own = Single(event, _short(f"{key}#{_changed(event)}"))
        recurs = event.first("RECURRENCE-ID")
        if recurs and recurs.parameters.get("RANGE", "").upper() == "THISANDFUTURE":
            until = min(until or moment[0], moment[0])
            rows.append(replace(on_its_own, rules=_rest_of(rules, master, moment[0], times)))
            continue
        off.append(moment)
        moved = _moved(event, master, times)
        if event.text("STATUS").upper() == "CANCELLED" or moved:
            more += [moved] if moved and event.text("STATUS").upper() != "CANCELLED" else []
            rows.append("part_of_a_series")
        else:
            rows.append(on_its_own)
    last = until - timedelta(days=1) if until else None
    return [Single(master, key, tuple(off), tuple(more), last), *rows]


def _moved(event: Component, master: Component, times: Times) -> tuple[date, int] | None:
    """The new moment of a date that differs from its series in nothing but when it starts."""
    same = ("SUMMARY", "LOCATION", "URL", "CONFERENCE")
    if any(event.text(name) not in ("", master.text(name)) for name in same):
        return None
    if is_whole_day(event) != is_whole_day(master):
        return None
    try:
        if times.length(event)[0] != times.length(master)[0]:
            return None
        return times.moment(event.first("DTSTART"), times.zone_of(master))
    except Unreadable:
        return None


def _rest_of(
    rules: tuple[str, ...], master: Component, since: date, times: Times
) -> tuple[str, ...]:
    """The rules of a series from a date on: what is left of a count."""
    left = []
    for rule in rules:
        try:
            parts = parts_of(rule)
            first = times.first(master)
            if parts.get("COUNT", "").isdecimal():
                whole = DatedStart(first.day, first.minute, first.duration, rule)
                rule_of(rule)
                before = sum(
                    1 for _ in times.work.days(whole, first.day, since - timedelta(days=1))
                )
                parts["COUNT"] = str(max(1, int(parts["COUNT"]) - before))
            left.append(";".join(f"{name}={value}" for name, value in parts.items()))
        except (Absurd, Unreadable, ValueError):
            left.append(rule)
    return tuple(left)


# --- One event ---------------------------------------------------------------------------------


def _listing(
    row: Single, times: Times, publisher: Publisher | None, given: Given
) -> tuple[Listing, set[str]]:
    event, notes = row.event, Notes()
    if event.text("STATUS").strip().upper() == "CANCELLED":
        raise Dropped("called_off")
    if event.text("CLASS").strip().upper() in PRIVATE:
        raise Dropped("private")
    name = " ".join(public_text(event.text("SUMMARY"), notes, 255).split())
    if not name:
        raise Dropped("no_name")
    first, weekly, dated = _starts(row, times, given.today, notes)
    if not weekly and _ended(dated, given.today, times.work):
        raise Dropped("over")
    if event.first("ORGANIZER") or event.first("ATTENDEE") or event.first("CONTACT"):
        notes.mended.add("contacts_left_out")
    place = place_of(event, notes)
    categories = _categories(event)
    told = public_text(event.text("DESCRIPTION"), notes, NOTES)
    attendance, door, url = ways_in(event, place, notes)
    listing = Listing(
        key=row.key,
        name=name,
        notes=told,
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
        door=door,
        kind="meeting" if _for_ever(weekly, dated) else "event",
        terms=_terms(categories, name, attendance),
        dated=dated,
        extra={"ical": _rest(event, categories)},
    )
    return listing, notes.mended


def _starts(
    row: Single, times: Times, today: date, notes: Notes
) -> tuple[First, tuple[WeeklyStart, ...], tuple[DatedStart, ...]]:
    event = row.event
    try:
        first = times.first(event, notes)
        off = [moment for one in event.all("EXDATE") for moment in times.moments(one, first.zone)]
        more = [moment for one in event.all("RDATE") for moment in times.moments(one, first.zone)]
        rules = list(row.rules) or [one.value for one in event.all("RRULE")]
        if row.until:
            rules = [_ending(rule, row.until) for rule in rules]
        dates = Dates([*more, *row.more], [*off, *row.off])
        weekly, dated = starts_of(first, rules, dates, today, times.work)
    except Absurd as fault:
        raise Dropped(str(fault)) from None
    except Unreadable as fault:
        raise Dropped(str(fault)) from None
    if not weekly and not dated:
        raise Dropped("called_off")
    return first, weekly, dated


def _ending(rule: str, last: date) -> str:
    parts = parts_of(rule)
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
    found = hsds_terms.needs_in([*categories, name]) | hsds_terms.people_in(categories)
    found |= hsds_terms.access_in(categories) | hsds_terms.costs_in(categories)
    if attendance != "in_person":
        found.add("access:telehealth")
    return tuple(sorted(found))


def _categories(event: Component) -> list[str]:
    said = (part for one in event.all("CATEGORIES") for part in one.parts)
    clean = (clean_text(part.replace("\\,", ","), 100).text for part in said)
    return list(dict.fromkeys(text for text in clean if text))[:30]


def _rest(event: Component, categories: list[str]) -> dict[str, object]:
    """What an event says and nothing here asks about."""
    told: dict[str, object] = {
        "categories": categories,
        "sequence": _version(event)[0],
        "status": event.text("STATUS").strip().upper()[:20],
        "uid": clean_text(event.text("UID"), LONGEST_KEY).text,
    }
    return {name: value for name, value in told.items() if value}


def _key(event: Component) -> str:
    uid = re.sub(r"[\x00-\x20\x7f\ud800-\udfff]+", "-", event.text("UID").strip())
    if not uid:
        start = event.first("DTSTART")
        uid = f"no-uid-{fingerprint((event.text('SUMMARY'), start.value if start else ''))}"
    return _short(uid)


def _short(key: str) -> str:
    key = re.sub(r"[\x00-\x20\x7f\ud800-\udfff]+", "-", key)
    return key if len(key) <= LONGEST_KEY else f"{key[:200]}-{fingerprint(key)}"
