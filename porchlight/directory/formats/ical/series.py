"""Events of a calendar that belong together: a series, and the later changes to its dates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from operator import attrgetter, itemgetter

from porchlight.directory.formats.ical.datetimes import (
    ALL_DAY,
    CalendarTimes,
    UnreadableCalendarTime,
    is_whole_day,
)
from porchlight.directory.formats.ical.parser import Component, Property
from porchlight.directory.formats.ical.rrule import Absurd, Moment, parts_of, until_of
from porchlight.directory.formats.record import fingerprint
from porchlight.domain.recurrence import DAYS, DatedStart, rule_of

LONGEST_KEY = 255


@dataclass
class Series:
    """An event and the later changes to single dates of it."""

    master: Component
    changes: list[Component] = field(default_factory=list)


@dataclass(frozen=True)
class Single:
    """An event to read by itself: `key` is its own, `off` are dates that others speak for, `more`
    dates that its series has beside its rules, `moved` dates that were moved into it, `until` the
    last date before another one takes over, `rules` its series' where it says none."""

    event: Component
    key: str
    off: tuple[Moment, ...] = ()
    more: tuple[Moment, ...] = ()
    moved: tuple[Moment, ...] = ()
    until: date | None = None
    rules: tuple[str, ...] = ()


def series_in(events: Iterable[Component], left_out: list[Single | str]) -> list[Series]:
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
            known.master = max(known.master, event, key=version_of)
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
        if known is None or version_of(event) >= version_of(known):
            found[_changed(event)] = event
    return list(found.values())


def version_of(event: Component) -> tuple[int, str]:
    number = event.text("SEQUENCE").strip()
    return (
        int(number) if re.fullmatch(r"\d{1,9}", number) else 0,
        event.text("LAST-MODIFIED") or event.text("DTSTAMP"),
    )


def _changed(event: Component) -> str:
    return event.text("RECURRENCE-ID").strip()


def rows_of(series: Series, times: CalendarTimes) -> list[Single | str]:
    """A row for the series, or for each of its parts where it changed from a date on, with the
    moved dates in them, and a row for each date that differs."""
    master, key = series.master, _key(series.master)
    if not series.changes:
        change = f"#{_changed(master)}" if master.first("RECURRENCE-ID") else ""
        return [Single(master, _short(key + change))]
    rows: list[Single | str] = []
    dates, splits = list[tuple[Moment, Component]](), list[tuple[Moment, Component]]()
    for event in series.changes:
        try:
            moment = times.moment(event.first("RECURRENCE-ID"), times.zone_of(master))
        except UnreadableCalendarTime:
            rows.append("unreadable_time")
            continue
        (splits if _is_of_the_rest(event) else dates).append((moment, event))
    parts = _parts(master, sorted(splits, key=itemgetter(0)), times)
    for moment, event in dates:
        part = _part_at(parts, moment[0])
        is_off = _is_called_off(event)
        moved = None if is_off or _is_called_off(part.event) else _moved(event, part.event, times)
        if is_off or moved:
            rows.append("part_of_a_series")
        else:
            rows.append(Single(event, _short(f"{key}#{_changed(event)}")))
        if moved and moved == _before(moment, part, times):
            continue  # only its words are others
        part.off.append(part.shifted(moment))
        part.moved += [moved] if moved else []
    return [*(part.row for part in parts), *rows]


# --- A series that changed from a date on -------------------------------------------------------


@dataclass
class Part:
    """A series from `since` on, a date as the series first had it; `shift` is how many days later
    its dates are now. `several` says that it has several starts a day."""

    event: Component
    key: str
    since: date = date.min
    until: date | None = None
    rules: tuple[str, ...] = ()
    shift: timedelta = timedelta()
    several: bool = False
    off: list[Moment] = field(default_factory=list)
    more: list[Moment] = field(default_factory=list)
    moved: list[Moment] = field(default_factory=list)

    def shifted(self, moment: Moment) -> Moment:
        """A moment of the whole series as one of this part: where the hour may have moved since,
        the day alone."""
        if self.since == date.min or self.several:
            return moment
        return moment[0] + self.shift, ALL_DAY

    @property
    def row(self) -> Single:
        return Single(
            self.event,
            self.key,
            tuple(self.off),
            tuple(self.more),
            tuple(self.moved),
            self.until,
            self.rules,
        )


def _parts(
    master: Component, splits: list[tuple[Moment, Component]], times: CalendarTimes
) -> list[Part]:
    """The series until the first of its splits, and from each split until the next one. What was
    called off or added later than a split goes to the part that holds that date."""
    parts = [Part(master, _key(master))]
    for moment, event in splits:
        parts.append(_from(moment[0], event, master, times))
    for part, following in pairwise(parts):
        part.until = following.since - timedelta(days=1) + min(part.shift, timedelta())
    for name in ("EXDATE", "RDATE") if splits else ():
        for dates in master.all(name):
            _assign_dates(parts, dates, name == "EXDATE", master, times)
    return parts


def _assign_dates(
    parts: list[Part], dates: Property, is_off: bool, master: Component, times: CalendarTimes
) -> None:
    try:
        first = times.first(master)
    except UnreadableCalendarTime:
        return
    for day, minute in times.moments(dates, first.zone):
        part = _part_at(parts, day)
        if part is parts[0]:
            continue  # it reads its own
        if is_off:
            part.off.append(part.shifted((day, minute)))
        else:
            part.more.append((day + part.shift, ALL_DAY if minute == first.minute else minute))


def _from(since: date, event: Component, master: Component, times: CalendarTimes) -> Part:
    """The part that begins on `since`. It repeats as the series did, unless it says how."""
    rules = tuple(one.value for one in master.all("RRULE"))
    part = Part(event, _short(f"{_key(master)}#{_changed(event)}"), since)
    part.several = any(re.search("HOUR|BYMINUTE", rule.upper()) for rule in rules)
    if event.first("RRULE"):
        return part
    try:
        shift = times.moment(event.first("DTSTART"), times.zone_of(master))[0] - since
    except UnreadableCalendarTime:
        shift = timedelta()
    part.rules = _rest_of(rules, master, since, shift, times)
    fixed = [rule for rule in part.rules if "BYDAY" in rule or "BYMONTHDAY" in rule]
    if all("FREQ=WEEKLY" in rule for rule in fixed):
        part.shift = shift
    return part


def _part_at(parts: list[Part], day: date) -> Part:
    return parts[bisect_right(parts, day, key=attrgetter("since")) - 1]


def _before(moment: Moment, part: Part, times: CalendarTimes) -> Moment | None:
    """Where a date of this part was before it moved."""
    day, minute = part.shifted(moment)
    try:
        at = times.moment(part.event.first("DTSTART"), times.zone_of(part.event))
    except UnreadableCalendarTime:
        return None
    return day, at[1] if minute == ALL_DAY else minute


def _is_of_the_rest(event: Component) -> bool:
    recurs = event.first("RECURRENCE-ID")
    return bool(recurs and recurs.parameters.get("RANGE", "").upper() == "THISANDFUTURE")


def _is_called_off(event: Component) -> bool:
    return event.text("STATUS").strip().upper() == "CANCELLED"


def _moved(event: Component, master: Component, times: CalendarTimes) -> tuple[date, int] | None:
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
    except UnreadableCalendarTime:
        return None


def _rest_of(
    rules: tuple[str, ...], master: Component, since: date, shift: timedelta, times: CalendarTimes
) -> tuple[str, ...]:
    """The rules of a series from a date on: what is left of a count, its last date whatever the
    hour is now, and other weekdays when the days moved by `shift`."""
    left = []
    for rule in rules:
        try:
            parts = parts_of(rule)
            first = times.first(master)
            if last := until_of(parts, first):
                parts["UNTIL"] = f"{last + max(shift, timedelta()):%Y%m%d}"
            if parts.get("COUNT", "").isdecimal():
                whole = DatedStart(first.day, first.minute, first.duration, rule)
                rule_of(rule)
                before = sum(
                    1 for _ in times.work.days(whole, first.day, since - timedelta(days=1))
                )
                parts["COUNT"] = str(max(1, int(parts["COUNT"]) - before))
            if parts.get("FREQ") == "WEEKLY" and "BYDAY" in parts:
                days = (DAYS.index(day) + shift.days for day in parts["BYDAY"].split(","))
                parts["BYDAY"] = ",".join(DAYS[day % 7] for day in days)
            left.append(";".join(f"{name}={value}" for name, value in parts.items()))
        except (Absurd, UnreadableCalendarTime, ValueError, OverflowError):
            left.append(rule)
    return tuple(left)


def _key(event: Component) -> str:
    uid = re.sub(r"[\x00-\x20\x7f\ud800-\udfff]+", "-", event.text("UID").strip())
    if not uid:
        start = event.first("DTSTART")
        uid = f"no-uid-{fingerprint((event.text('SUMMARY'), start.value if start else ''))}"
    return _short(uid)


def _short(key: str) -> str:
    key = re.sub(r"[\x00-\x20\x7f\ud800-\udfff]+", "-", key)
    return key if len(key) <= LONGEST_KEY else f"{key[:200]}-{fingerprint(key)}"
