"""HSDS schedules as starts: hours of every week, and dates that repeat otherwise.

A schedule is parts of an RRULE (RFC 5545) beside a time of day, whose clock `clock.py` tells.
Its `timezone` is a number of hours, which names no zone. A schedule whose parts do not
say plainly which days are meant gives no start at all: wrong hours send somebody to a locked door.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from porchlight.directory.formats.fields import times
from porchlight.directory.formats.fields.times import DAY, WeeklyStart, date_in
from porchlight.directory.formats.hsds.attributes import Facts, facts_of
from porchlight.directory.formats.hsds.clock import Clock, clock_in, start_of
from porchlight.directory.formats.hsds.freq import EVERY, for_reading
from porchlight.domain.recurrence import (
    DAYS,
    BadRule,
    DatedStart,
    checked_rule,
    days_between,
)

Start = WeeklyStart | DatedStart
# Rules that began before anybody wrote down when are counted from here. No start changes by it.
LONG_AGO = date(2020, 1, 1)
LONGEST_CLOSED = 366  # days of one holiday
MOST_EXCLUDED = 200
LONGEST_START = 14 * DAY  # minutes, as a schedule may keep


class UnclearSchedule(Exception):
    """The schedule's parts do not say plainly when it is."""


def starts_of(raw: Mapping[str, object], zone: str = "") -> tuple[Start, ...]:
    """The starts of one schedule on the clock of `zone`; none when it gives no time of day. Without
    a zone times are taken as they are written. Raises UnclearSchedule."""
    schedule = for_reading(raw)
    hours = _hours(schedule, zone, date_in(raw.get("valid_from")) or date_in(raw.get("dtstart")))
    if hours is None:
        return ()
    facts = facts_of(schedule)
    minute, lasts = hours.minute, _minutes_in(facts) or hours.lasts
    off = tuple(
        sorted(filter(None, map(date_in, ",".join(facts.get("called-off", ())).split(","))))
    )
    rule = facts.get("rule", ("",))[0]
    if rule and not hours.days:
        return (_by_rule(schedule, rule, minute, lasts, off),)
    if _text_of(schedule, "byweekno") or _text_of(schedule, "byyearday"):
        raise UnclearSchedule  # RFC 5545 has neither beside WEEKLY or MONTHLY, all that HSDS has
    every = _text_of(schedule, "freq").upper() or ("WEEKLY" if _text_of(schedule, "byday") else "")
    if not every and not rule:
        return (_once(schedule, hours, lasts),)
    if every not in EVERY:
        raise UnclearSchedule
    days = _plain_weekdays(schedule) if every == "WEEKLY" else ()
    if days and not _bounds(schedule):
        return tuple(WeeklyStart((day + hours.days - 1) % 7 + 1, minute, lasts) for day in days)
    if hours.days:
        raise UnclearSchedule  # the day before the second Monday is not always the second Sunday
    return (replace(_dated(schedule, every, minute, lasts), excluded=off[:MOST_EXCLUDED]),)


def without_holidays(
    starts: Iterable[Start],
    holidays: Iterable[Mapping[str, object]],
    today: date,
    zone: str = "",
) -> tuple[Start, ...]:
    """The starts without the days on which `holidays` say it is closed, where these are to come.

    A weekly start becomes one with dates, since only these have days left out. Other hours on a
    holiday replace the usual ones of that day.
    """
    open_starts = list(starts)
    for holiday in holidays:
        days = _holiday(holiday)
        if not days or days[-1] < today:
            continue
        open_starts = [_but(start, days) for start in open_starts]
        hours = _hours(holiday, zone, days[0])
        if hours is not None and not _is_yes(holiday.get("closed")):
            there = (day + timedelta(days=hours.days) for day in days[:31])
            open_starts += [DatedStart(day, hours.minute, hours.lasts) for day in there]
    return tuple(open_starts)


def weekly_and_dated(
    starts: Iterable[Start],
) -> tuple[tuple[WeeklyStart, ...], tuple[DatedStart, ...]]:
    """The starts of each shape, sorted, each moment once."""
    weekly_ones: dict[tuple[int, int], WeeklyStart] = {}
    dated: dict[tuple[date, int, str], DatedStart] = {}
    for start in starts:
        if isinstance(start, WeeklyStart):
            weekly_ones.setdefault((start.weekday, start.minute), start)
        else:
            dated.setdefault((start.starts_on, start.minute, start.rule), start)
    return tuple(sorted(weekly_ones.values())), tuple(sorted(dated.values()))


def _minutes_in(facts: Facts) -> int:
    text = facts.get("minutes", ("",))[0]
    return int(text) if re.fullmatch(r"\d{1,5}", text) and 0 < int(text) <= LONGEST_START else 0


def _by_rule(
    schedule: Mapping[str, object], rule: str, minute: int, lasts: int, off: tuple[date, ...]
) -> DatedStart:
    """A start whose whole rule was written beside it, by our own export."""
    on = _on(schedule, "dtstart")
    try:
        if on is None:
            raise UnclearSchedule
        return DatedStart(on, minute, lasts, checked_rule(rule), off[:MOST_EXCLUDED])
    except BadRule:
        raise UnclearSchedule from None


# --- Times of day -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Hours:
    """Minutes after midnight where it is, how many it lasts, and how many days later or earlier
    than the day written."""

    minute: int
    lasts: int
    days: int = 0


def _hours(node: Mapping[str, object], zone: str, on: date | None) -> Hours | None:
    """From opening to closing; None when it does not say when it opens. Raises UnclearSchedule."""
    try:
        opens = clock_in(node.get("opens_at"), zone, on)
        if opens is None:
            return None
        closes = clock_in(node.get("closes_at"), zone, on)
        lasts = _length(opens.minute, closes.minute if closes else None)
        if closes and closes.shift != opens.shift:
            raise UnclearSchedule  # two clocks in one schedule
        if lasts == DAY:
            opens = Clock(opens.minute)
        start = start_of(opens, node, zone)
    except times.UnreadableTime:
        raise UnclearSchedule from None
    return Hours(start.minute, lasts, start.days)


def _length(opens: int, closes: int | None) -> int:
    """Minutes from opening to closing, the next day when it closes before it opens."""
    if closes is None:
        return times.USUAL_LENGTH
    minutes = (closes - opens) % DAY
    return DAY if minutes in (0, DAY - 1) else minutes


# --- Dates ------------------------------------------------------------------------------------


def _text_of(schedule: Mapping[str, object], name: str) -> str:
    return str(schedule.get(name) or "").strip()


def _whole(schedule: Mapping[str, object], name: str) -> int:
    value = schedule.get(name)
    if value in (None, ""):
        return 0
    try:
        number = int(str(value))
    except ValueError:
        raise UnclearSchedule from None
    if number < 1:
        raise UnclearSchedule
    return number


def _on(schedule: Mapping[str, object], name: str) -> date | None:
    text = _text_of(schedule, name)
    found = date_in(text)
    if text and found is None:
        raise UnclearSchedule
    return found


def _plain_weekdays(schedule: Mapping[str, object]) -> tuple[int, ...]:
    """ISO weekdays of "MO,WE"; none when BYDAY is blank. Raises UnclearSchedule otherwise."""
    parts = [
        part.strip().upper() for part in _text_of(schedule, "byday").split(",") if part.strip()
    ]
    try:
        return tuple(sorted({DAYS.index(part) + 1 for part in parts}))
    except ValueError:
        raise UnclearSchedule from None


def _bounds(schedule: Mapping[str, object]) -> bool:
    """Whether anything bounds or thins out the weeks."""
    names = ("until", "count", "valid_to", "valid_from", "dtstart", "bymonthday")
    return _whole(schedule, "interval") > 1 or any(_text_of(schedule, name) for name in names)


def _last(schedule: Mapping[str, object]) -> date | None:
    return min(filter(None, (_on(schedule, "until"), _on(schedule, "valid_to"))), default=None)


def _first(schedule: Mapping[str, object]) -> date | None:
    """It counts from its own start; `valid_from` only bounds it where both are given."""
    return max(filter(None, (_on(schedule, "dtstart"), _on(schedule, "valid_from"))), default=None)


def _once(schedule: Mapping[str, object], hours: Hours, lasts: int) -> DatedStart:
    on = _on(schedule, "dtstart") or _on(schedule, "valid_from")
    ends = _last(schedule)
    if on is None or (ends is not None and ends != on) or _whole(schedule, "count") > 1:
        raise UnclearSchedule
    return DatedStart(on + timedelta(days=hours.days), hours.minute, lasts)


def _dated(schedule: Mapping[str, object], every: str, minute: int, lasts: int) -> DatedStart:
    interval, count = _whole(schedule, "interval"), _whole(schedule, "count")
    counts_from = _on(schedule, "dtstart")
    first, last = _first(schedule), _last(schedule)
    names_days = bool(_text_of(schedule, "byday") or _text_of(schedule, "bymonthday"))
    if (interval > 1 or count) and first != counts_from:
        raise UnclearSchedule  # which weeks, or how many, cannot be counted from a later day
    if first is None and (interval > 1 or count or not names_days):
        raise UnclearSchedule
    parts = [f"FREQ={every}"]
    parts += [f"INTERVAL={interval}"] if interval > 1 else []
    parts += [f"COUNT={count}"] if count else []
    parts += [f"UNTIL={last:%Y%m%d}"] if last else []
    for name in ("byday", "bymonthday", "wkst"):
        if value := _text_of(schedule, name).replace(" ", ""):
            parts.append(f"{name.upper()}={value}")
    try:
        rule = checked_rule(";".join(parts))
    except BadRule:
        raise UnclearSchedule from None
    first = first or LONG_AGO
    if last and last < first:
        raise UnclearSchedule
    return DatedStart(_first_day(first, rule), minute, lasts, rule)


def _first_day(first: date, rule: str) -> date:
    """The rule's own first day: RFC 5545 counts the start itself as one, whatever day it is."""
    if "COUNT=" in rule or "INTERVAL=" in rule:
        return first
    return next(days_between(DatedStart(first, 0, 1, rule), first, first + timedelta(1500)), first)


# --- Holidays ---------------------------------------------------------------------------------


def _is_yes(value: object) -> bool:
    return str(value).strip().lower() in ("true", "yes", "1", "y", "t")


def _holiday(holiday: Mapping[str, object]) -> list[date]:
    since = date_in(holiday.get("start_date"))
    until = date_in(holiday.get("end_date")) or since
    if since is None or until is None or not 0 <= (until - since).days < LONGEST_CLOSED:
        return []
    return [since + timedelta(days=n) for n in range((until - since).days + 1)]


def _but(start: Start, days: list[date]) -> Start:
    if isinstance(start, WeeklyStart):
        closed = [day for day in days if day.isoweekday() == start.weekday]
        if not closed:
            return start
        first = LONG_AGO + timedelta(days=(start.weekday - LONG_AGO.isoweekday()) % 7)
        rule = f"FREQ=WEEKLY;BYDAY={DAYS[start.weekday - 1]}"
        return DatedStart(first, start.minute, start.duration, rule, tuple(closed))
    closed = sorted({*start.excluded, *days_between(start, days[0], days[-1])})[:MOST_EXCLUDED]
    return DatedStart(start.starts_on, start.minute, start.duration, start.rule, tuple(closed))
