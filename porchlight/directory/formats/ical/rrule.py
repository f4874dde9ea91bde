"""RRULE, RDATE and EXDATE of an event as starts.

What `domain/recurrence.py` takes is kept as a rule. Rules that are legal and odd (a week of the
year, hours of the day with a count) are written out, date by date, for 400 days. Rules of minutes
and seconds, and those that come too often, are refused before anything is written out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from porchlight.directory.formats.fields.times import DAY, WeeklyStart, moment_in
from porchlight.directory.formats.ical.budget import STORED_START, YEAR_OF_DAYS, Work
from porchlight.domain.recurrence import (
    DAYS,
    FIRST_YEAR,
    LARGEST_COUNT,
    LAST_YEAR,
    BadRule,
    DatedStart,
    checked_rule,
    rule_of,
)

AHEAD = timedelta(days=400)
MOST_STARTS = 800  # written out, of one event
MOST_STEPS = 50_000  # hours looked at
MOST_EXCLUDED = 200
LONGEST_RULE = 2_000  # letters; every day of a year by its number takes some 1,500
Parts = dict[str, str]
Moment = tuple[date, int]  # a local date and a minute of it


class Absurd(Exception):
    """A rule that cannot be meant, or cannot be read. The argument is the reason's name."""


@dataclass(frozen=True)
class First:
    """The event's own start: local date and minute, how many minutes it lasts, its zone."""

    day: date
    minute: int
    duration: int
    zone: str


@dataclass(frozen=True)
class Dates:
    """What an event says beside its rules: `more` are RDATEs, `off` EXDATEs and dates that changed,
    `moved` what these became. Minute -1 stands for a date alone: one more start at the event's own
    time, or all of that day off."""

    more: Iterable[Moment]
    off: Iterable[Moment]
    moved: Iterable[Moment] = ()


def starts_of(
    first: First, rules: list[str], dates: Dates, today: date, work: Work
) -> tuple[tuple[WeeklyStart, ...], tuple[DatedStart, ...]]:
    """Weekly starts and dated ones. Raises Absurd, and FeedRefused when `work` is used up."""
    if not FIRST_YEAR <= first.day.year <= LAST_YEAR:
        raise Absurd("unreadable_day")
    once = DatedStart(first.day, first.minute, first.duration)
    found = [start for rule in rules[:5] for start in _of_rule(first, rule, today, work)]
    found = found or [once]
    found += _listed(first, dates.more)
    off = _by_minute(dates.off)
    starts = [_without(start, off, today, work) for start in found]
    starts += _listed(first, dates.moved)
    distinct_starts = {(s.starts_on, s.minute, s.rule): s for s in starts if s is not None}
    work.spend(STORED_START * len(distinct_starts))
    weekly = {day for start in distinct_starts.values() for day in _weekly(start, today)}
    dated = [start for start in distinct_starts.values() if not _weekly(start, today)]
    return tuple(sorted(weekly)), tuple(sorted(dated))


def _listed(first: First, moments: Iterable[Moment]) -> list[DatedStart]:
    return [
        DatedStart(day, first.minute if minute < 0 else minute, first.duration)
        for day, minute in islice(moments, MOST_STARTS)
    ]


def parts_of(rule: str) -> Parts:
    """A rule's parts by name, in capitals. Raises Absurd when it cannot be taken apart."""
    if len(rule) > LONGEST_RULE:
        raise Absurd("absurd_rule")
    parts: Parts = {}
    for part in rule.strip().upper().removeprefix("RRULE:").strip(";").split(";"):
        name, _, value = part.partition("=")
        if not value or name in parts or len(parts) > 20:
            raise Absurd("absurd_rule")
        parts[name] = value
    return parts


def until_of(parts: Parts, first: First) -> date | None:
    """The last local date that UNTIL leaves. Raises Absurd."""
    text = parts.get("UNTIL", "")
    if not text:
        return None
    try:
        day = datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 - a date has no zone
    except ValueError:
        raise Absurd("absurd_rule") from None
    if "T" not in text:
        return day
    last = moment_in(text.removesuffix("Z") + "+0000") if text.endswith("Z") else None
    if last is None:
        clock = text[9:13]
        minute = int(clock[:2]) * 60 + int(clock[2:]) if clock.isdecimal() else DAY
    else:
        there = last.astimezone(ZoneInfo(first.zone))
        day, minute = there.date(), there.hour * 60 + there.minute
    return day if minute >= first.minute else day - timedelta(days=1)


# --- A rule as starts --------------------------------------------------------------------------


def _of_rule(first: First, text: str, today: date, work: Work) -> list[DatedStart]:
    parts, until = _sane(parts_of(text), first)
    if until is not None and until < first.day:
        return [DatedStart(first.day, first.minute, first.duration)]
    if parts.get("FREQ") == "HOURLY":
        return _written_out(first, parts, _hours(first, parts, until, today, work), today)
    minutes = _minutes(first, parts)
    if minutes != [first.minute] and (parts.keys() & {"COUNT", "BYSETPOS"}):
        return _written_out(first, parts, _by_minutes(first, parts, minutes, today, work), today)
    if parts.keys() & {"BYWEEKNO", "BYYEARDAY"}:
        days = _odd_years(first, parts, until, today, work)
        moments = ((day, minute) for day in days for minute in minutes)
        return _written_out(first, parts, moments, today)
    found = [one for minute in minutes for one in _native(first, minute, parts, work)]
    once = DatedStart(first.day, first.minute, first.duration)
    return found if first.minute in minutes else [once, *found]


def _sane(parts: Parts, first: First) -> tuple[Parts, date | None]:
    """The parts with UNTIL as a date and without a count that never ends, and that date."""
    if parts.get("FREQ") in ("SECONDLY", "MINUTELY"):
        raise Absurd("absurd_rule")
    if parts.pop("BYSECOND", "0") not in ("0", "00"):
        raise Absurd("absurd_rule")
    until = until_of(parts, first)
    if until is not None:
        parts["UNTIL"] = f"{until:%Y%m%d}"
    if parts.get("COUNT", "").isdecimal() and int(parts["COUNT"]) > LARGEST_COUNT:
        parts.pop("COUNT")
    return parts, until


def _native(first: First, minute: int, parts: Parts, work: Work) -> list[DatedStart]:
    """The rule at a minute of the day, as the domain keeps it. DTSTART is a start, too,
    where the rule does not make it (RFC 5545 leaves open whether it counts; here it does not)."""
    start = _ruled(first, minute, parts)
    if minute != first.minute:  # the first day's start is the event's own and no earlier one
        early = (first.day,) if minute < first.minute else ()
        return [replace(start, excluded=early)]
    if next(work.days(start, first.day, first.day), None):
        return [start]
    return [replace(start, rule=""), start]


def _ruled(first: First, minute: int, parts: Parts) -> DatedStart:
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        return DatedStart(first.day, minute, first.duration, checked_rule(text))
    except BadRule:
        raise Absurd("absurd_rule") from None


def _weekly(start: DatedStart, today: date) -> tuple[WeeklyStart, ...]:
    """The weekly starts of a rule that is every week, for ever, without a date left out."""
    if not start.rule or start.excluded or start.starts_on > today:
        return ()
    rule = rule_of(start.rule)
    thinned = rule.by_month or rule.by_month_day or rule.by_set_pos or rule.interval > 1
    if rule.period != "WEEKLY" or rule.count or rule.until or thinned:
        return ()
    days = [day for _, day in rule.by_day] or [start.starts_on.weekday()]
    return tuple(WeeklyStart(day + 1, start.minute, start.duration) for day in days)


class Off(NamedTuple):
    """Local dates on which nothing starts, and the first and last of them."""

    days: set[date]
    first: date
    last: date


def _by_minute(moments: Iterable[Moment]) -> dict[int, Off]:
    found: dict[int, set[date]] = defaultdict(set)
    for day, minute in moments:
        found[minute].add(day)
    return {minute: Off(days, min(days), max(days)) for minute, days in found.items()}


def _without(start: DatedStart, off: dict[int, Off], today: date, work: Work) -> DatedStart | None:
    """The start without what is called off; None when it was all of it. Of a rule without a count,
    dates that have passed need not be remembered."""
    early = _by_minute((day, -1) for day in start.excluded).get(-1)
    mine = [some for some in (off.get(-1), off.get(start.minute), early) if some]
    if not start.rule:
        return None if any(start.starts_on in some.days for some in mine) else start
    start = replace(start, excluded=())
    if not mine:
        return start
    since = date.min if rule_of(start.rule).count else today - timedelta(days=1)
    since, last = max(since, min(some.first for some in mine)), max(some.last for some in mine)
    walked = work.days(start, since, last) if since <= last else ()
    days = [day for day in walked if any(day in some.days for some in mine)]
    return replace(start, excluded=tuple(days[-MOST_EXCLUDED:]))


# --- Written out --------------------------------------------------------------------------------


def _written_out(
    first: First, parts: Parts, moments: Iterable[Moment], today: date
) -> list[DatedStart]:
    """The event's own start and the moments after it, as many as the rule counts."""
    own, since = (first.day, first.minute), today - timedelta(days=1)
    count = _numbers(parts["COUNT"], 1, LARGEST_COUNT)[0] if "COUNT" in parts else None
    after = islice((moment for moment in moments if moment >= own), count)
    found = []
    for day, minute in chain([own], after):
        if day > today + AHEAD:
            break
        if day >= since:
            found.append(DatedStart(day, minute, first.duration))
        if len(found) > MOST_STARTS:
            raise Absurd("absurd_rule")
    return found or [DatedStart(*own, first.duration)]


def _minutes(first: First, parts: Parts) -> list[int]:
    """Minutes of the day by BYHOUR and BYMINUTE, taken out of `parts`."""
    hours = _numbers(parts.pop("BYHOUR", str(first.minute // 60)), 0, 23)
    minutes = _numbers(parts.pop("BYMINUTE", str(first.minute % 60)), 0, 59)
    found = [hour * 60 + minute for hour in hours for minute in minutes]
    if len(found) > 48:
        raise Absurd("absurd_rule")
    return found


def _by_minutes(
    first: First, parts: Parts, minutes: list[int], today: date, work: Work
) -> Iterator[Moment]:
    """Days with several times each, which the rule counts together."""
    if "BYSETPOS" in parts:
        raise Absurd("absurd_rule")
    start = _ruled(first, first.minute, {k: v for k, v in parts.items() if k != "COUNT"})
    for day in work.days(start, first.day, today + AHEAD):
        yield from ((day, minute) for minute in minutes)


def _hours(
    first: First, parts: Parts, until: date | None, today: date, work: Work
) -> Iterator[Moment]:
    """Every so many hours along the wall clock."""
    if not parts.keys() <= {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYHOUR", "BYDAY", "WKST"}:
        raise Absurd("absurd_rule")
    interval = _numbers(parts.get("INTERVAL", "1"), 1, 10_000)[0]
    hours = set(_numbers(parts.get("BYHOUR", ",".join(map(str, range(24)))), 0, 23))
    weekdays = {DAYS.index(day) for day in _names(parts.get("BYDAY", ",".join(DAYS)))}
    at = datetime.combine(first.day, time(*divmod(first.minute, 60)))
    step, last = timedelta(hours=interval), min(until or date.max, today + AHEAD)
    if "COUNT" not in parts and today > first.day:
        at += step * max(0, ((today - first.day).days - 2) * 24 // interval)
    for _ in range(MOST_STEPS):
        work.spend(1)
        if at.date() > last:
            return
        if at.hour in hours and at.weekday() in weekdays:
            yield at.date(), at.hour * 60 + at.minute
        at += step
    raise Absurd("absurd_rule")


def _odd_years(
    first: First, parts: Parts, until: date | None, today: date, work: Work
) -> Iterator[date]:
    """The days of a yearly rule by week or day of the year."""
    known = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYWEEKNO", "BYYEARDAY", "BYDAY", "BYMONTH"}
    if parts.get("FREQ") != "YEARLY" or not parts.keys() <= known | {"WKST", "BYMONTHDAY"}:
        raise Absurd("absurd_rule")
    interval = _numbers(parts.get("INTERVAL", "1"), 1, 1_000)[0]
    last = min(until or date.max, today + AHEAD)
    for year in range(first.day.year, last.year + 1, interval):
        work.spend(YEAR_OF_DAYS)
        days = _days_of_year(first, parts, year)
        yield from (day for day in days if first.day <= day <= last)


def _days_of_year(first: First, parts: Parts, year: int) -> Iterator[date]:
    weeks = set(_numbers(parts.get("BYWEEKNO", ""), -53, 53))
    numbers = set(_numbers(parts.get("BYYEARDAY", ""), -366, 366))
    months = set(_numbers(parts.get("BYMONTH", ""), 1, 12))
    dates = set(_numbers(parts.get("BYMONTHDAY", ""), 1, 31))
    named = [DAYS.index(day) for day in _names(parts.get("BYDAY", ""))]
    weekdays = set(named) or ({first.day.weekday()} if weeks and not (numbers or dates) else set())
    starts = DAYS.index(_names(parts.get("WKST", "MO"))[0])
    length = 366 if (date(year, 12, 31) - date(year, 1, 1)).days == 365 else 365
    for n in range(length):
        day = date(year, 1, 1) + timedelta(days=n)
        fits = (
            (not numbers or n + 1 in numbers or n - length in numbers)
            and (not weeks or _is_in_week(day, weeks, starts))
            and (not months or day.month in months)
            and (not dates or day.day in dates)
            and (not weekdays or day.weekday() in weekdays)
        )
        if fits:
            yield day


def _is_in_week(day: date, weeks: set[int], starts: int) -> bool:
    """A week is of the year that holds its fourth day; weeks count from either end of that year."""
    number, year = _week_of(day, starts)
    last = _week_of(date(year, 12, 28), starts)[0]
    return number in weeks or number - last - 1 in weeks


def _week_of(day: date, starts: int) -> tuple[int, int]:
    fourth = day - timedelta(days=(day.weekday() - starts) % 7) + timedelta(days=3)
    return (fourth - date(fourth.year, 1, 1)).days // 7 + 1, fourth.year


def _numbers(text: str, least: int, most: int) -> list[int]:
    found = set()
    for part in text.split(","):
        if not part:
            continue
        if not part.lstrip("+-").isdecimal() or len(part) > 6 or not least <= int(part) <= most:
            raise Absurd("absurd_rule")
        found.add(int(part))
    return sorted(found)


def _names(text: str) -> list[str]:
    names = [part for part in text.split(",") if part]
    if any(name not in DAYS for name in names):
        raise Absurd("absurd_rule")
    return names
