"""A start that repeats otherwise than every week: once, every other week, on the last Sunday.

A rule is an RRULE of RFC 5545 (section 3.3.10) over whole local dates; the time of day stands
apart, because it is wall time. Taken: FREQ DAILY, WEEKLY, MONTHLY or YEARLY with INTERVAL, COUNT,
UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and WKST. Refused: anything within a day ("every second
for ever"), BYWEEKNO and BYYEARDAY. Dates are made period by period inside the window asked about,
so a rule that never comes true, or began long ago, costs no more than any other.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import chain

from porchlight.domain.schedule import start_on

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PERIODS = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
LONGEST = 255  # letters of a rule, as the column that keeps it
LARGEST_INTERVAL, LARGEST_COUNT = 1_000, 5_000
FIRST_YEAR, LAST_YEAR = 1970, 2200
# A counted rule is walked from its first date. So many barren periods end the walk.
MOST_PERIODS = 5_000


class BadRule(ValueError):
    """A recurrence that is not taken; the message says which part, for an import's report."""


@dataclass(frozen=True, order=True)
class DatedStart:
    """A start on local dates: `minute` counts from midnight, `duration` in minutes.

    `rule` is canonical (`checked_rule`), "" for once; `excluded` are local dates left out, sorted.
    """

    starts_on: date
    minute: int
    duration: int
    rule: str = ""
    excluded: tuple[date, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A rule taken apart. `by_day` holds (n, weekday): n 0 for every one, Monday is 0."""

    period: str
    interval: int = 1
    count: int = 0
    until: date | None = None
    by_day: tuple[tuple[int, int], ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_starts: int = 0


def checked_rule(text: str) -> str:
    """The rule in one canonical spelling. Raises BadRule with the part that is not taken."""
    rule = _spelled(rule_of(text))
    if len(rule) > LONGEST:
        raise BadRule("the rule names more days than can be kept")
    return rule


@lru_cache(maxsize=4096)
def rule_of(text: str) -> Rule:
    """Take an RRULE value apart ("FREQ=MONTHLY;BYDAY=-1SU"). Raises BadRule."""
    parts: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        if name in parts or not value:
            raise BadRule(f"{part[:40] or 'an empty part'} in the rule cannot be read")
        parts[name] = value
    period = parts.pop("FREQ", "")
    if period not in PERIODS:
        raise BadRule(f"FREQ={period[:40] or 'nothing'} is not taken; daily to yearly are")
    rule = Rule(
        period,
        interval=_number(parts.pop("INTERVAL", "1"), 1, LARGEST_INTERVAL),
        count=_number(parts.pop("COUNT"), 1, LARGEST_COUNT) if "COUNT" in parts else 0,
        until=_date(parts.pop("UNTIL")) if "UNTIL" in parts else None,
        by_day=tuple(sorted({_day(one) for one in _several(parts.pop("BYDAY", ""))})),
        by_month_day=_numbers(parts.pop("BYMONTHDAY", ""), 31),
        by_month=tuple(n for n in _numbers(parts.pop("BYMONTH", ""), 12) if n > 0),
        by_set_pos=_numbers(parts.pop("BYSETPOS", ""), 366),
        week_starts=_day(parts.pop("WKST", "MO"))[1],
    )
    if parts:
        raise BadRule(f"{', '.join(sorted(parts))[:80]} in the rule is not taken")
    if any(n for n, _ in rule.by_day) and period not in ("MONTHLY", "YEARLY"):
        raise BadRule("a numbered weekday needs FREQ=MONTHLY or YEARLY")
    return rule


def days_between(start: DatedStart, since: date, until: date) -> Iterator[date]:
    """The local dates of `start` with `since <= day <= until`, in order."""
    return chain.from_iterable(walk(start, since, until))


def walk(start: DatedStart, since: date, until: date) -> Iterator[list[date]]:
    """The dates of `days_between`, a list for each period of the rule that was looked at and often
    an empty one, so that a caller can count the work and stop."""
    if not start.rule:
        days = [start.starts_on]
        yield [day for day in days if since <= day <= until and day not in start.excluded]
        return
    rule = rule_of(start.rule)
    last, left = min(until, rule.until or until), rule.count
    for days in _all_days(rule, start.starts_on, start.starts_on if rule.count else since, last):
        if rule.count:
            days = days[:left]
            left -= len(days)
        yield [day for day in days if since <= day and day not in start.excluded]
        if rule.count and not left:
            return


def dated_starts_between(
    start: DatedStart, zone: str, since: datetime, until: datetime
) -> Iterator[datetime]:
    """Every start with `since <= start < until` (aware), in order, aware in `zone`."""
    margin = timedelta(days=2)  # wider than any zone is from UTC
    for day in days_between(start, since.date() - margin, until.date() + margin):
        at = start_on(day, start.minute, zone)
        if since <= at < until:
            yield at


# --- Dates, period by period ---------------------------------------------------------------------


def _all_days(rule: Rule, first: date, since: date, last: date) -> Iterator[list[date]]:
    """Every date of the rule from `first` on, period by period, without whole periods that end
    before `since`."""
    skipped = max(0, _periods_between(rule, first, since) // rule.interval - 1)
    for n in range(skipped, skipped + MOST_PERIODS):
        opens, days = _period(rule, first, n * rule.interval)
        if opens > last:
            return
        yield [day for day in days if first <= day <= last]


def _periods_between(rule: Rule, first: date, since: date) -> int:
    if rule.period == "DAILY":
        return (since - first).days
    if rule.period == "WEEKLY":
        return (since - first).days // 7
    years = since.year - first.year
    return years if rule.period == "YEARLY" else years * 12 + since.month - first.month


def _period(rule: Rule, first: date, n: int) -> tuple[date, list[date]]:
    """The first day of the n-th period after that of `first`, and the rule's dates in it."""
    if rule.period == "DAILY":
        day = first + timedelta(days=n)
        return day, [day] if _is_allowed(rule, day) else []
    if rule.period == "WEEKLY":
        opens = first - timedelta(days=(first.weekday() - rule.week_starts) % 7, weeks=-n)
        wanted = {weekday for _, weekday in rule.by_day} or {first.weekday()}
        week = [opens + timedelta(days=k) for k in range(7)]
        return opens, _picked(
            rule, [d for d in week if d.weekday() in wanted and _is_allowed(rule, d)]
        )
    if rule.period == "MONTHLY":
        years, month = divmod(first.month - 1 + n, 12)
        year, months = first.year + years, [month + 1]
    else:
        year, months = first.year + n, _months_of_year(rule, first)
    if year > LAST_YEAR:
        return date.max, []
    return date(year, months[0] if rule.period == "MONTHLY" else 1, 1), _picked(
        rule, _days_of(rule, first, year, months)
    )


def _months_of_year(rule: Rule, first: date) -> list[int]:
    if rule.by_month:
        return list(rule.by_month)
    return list(range(1, 13)) if rule.by_day or rule.by_month_day else [first.month]


def _days_of(rule: Rule, first: date, year: int, months: list[int]) -> list[date]:
    months = [month for month in months if not rule.by_month or month in rule.by_month]
    if rule.period == "YEARLY" and rule.by_day and not rule.by_month:
        start, end = date(year, 1, 1), date(year, 12, 31)
        days = _numbered(rule, start, end)
    else:
        spans = [(date(year, m, 1), date(year, m, monthrange(year, m)[1])) for m in months]
        days = [day for span in spans for day in _month_days(rule, first, *span)]
    return sorted(set(days))


def _month_days(rule: Rule, first: date, opens: date, closes: date) -> list[date]:
    if rule.by_day:
        return _numbered(rule, opens, closes)
    wanted = rule.by_month_day or (first.day,)
    numbers = (n if n > 0 else closes.day + 1 + n for n in wanted)
    return [opens.replace(day=n) for n in numbers if 1 <= n <= closes.day]


def _numbered(rule: Rule, opens: date, closes: date) -> list[date]:
    """The weekdays wanted between two dates: all of a kind, or the n-th from either end."""
    found = []
    for n, weekday in rule.by_day:
        earliest = opens + timedelta(days=(weekday - opens.weekday()) % 7)
        days = [earliest + timedelta(weeks=k) for k in range((closes - earliest).days // 7 + 1)]
        if n:
            days = days[n - 1 : n] if n > 0 else days[n : n + 1 or None]
        found += days
    return [day for day in found if _is_month_day(rule, day)]


def _is_allowed(rule: Rule, day: date) -> bool:
    """For daily and weekly rules, where everything else only narrows."""
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_day and day.weekday() not in {weekday for _, weekday in rule.by_day}:
        return False
    return _is_month_day(rule, day)


def _is_month_day(rule: Rule, day: date) -> bool:
    if not rule.by_month_day:
        return True
    last = monthrange(day.year, day.month)[1]
    return day.day in rule.by_month_day or day.day - last - 1 in rule.by_month_day


def _picked(rule: Rule, days: list[date]) -> list[date]:
    if not rule.by_set_pos:
        return days
    places = {n - 1 if n > 0 else len(days) + n for n in rule.by_set_pos}
    return [day for place, day in enumerate(days) if place in places]


# --- Reading and spelling a rule -----------------------------------------------------------------


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _number(text: str, low: int, high: int) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,5}", text) or not low <= int(text) <= high:
        raise BadRule(f"{text[:20]} in the rule is not a number from {low} to {high}")
    return int(text)


def _numbers(text: str, largest: int) -> tuple[int, ...]:
    found = {_number(part, -largest, largest) for part in _several(text)}
    if 0 in found:
        raise BadRule("0 in the rule stands for no day")
    return tuple(sorted(found))


def _day(text: str) -> tuple[int, int]:
    number, name = text[:-2], text[-2:]
    if name not in DAYS:
        raise BadRule(f"{text[:20]} in the rule is no weekday")
    return (_number(number, -53, 53) if number else 0), DAYS.index(name)


def _date(text: str) -> date:
    """The date in UNTIL; a time after it is left to the caller, who knows the zone."""
    try:
        day = datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 - a date has no zone
    except ValueError:
        raise BadRule(f"UNTIL={text[:20]} is no date") from None
    if day.year < FIRST_YEAR:
        raise BadRule(f"UNTIL={text[:20]} is before {FIRST_YEAR}")
    return day


def _spelled(rule: Rule) -> str:
    parts = [f"FREQ={rule.period}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.count:
        parts.append(f"COUNT={rule.count}")
    if rule.until:
        parts.append(f"UNTIL={rule.until:%Y%m%d}")
    if rule.by_day:
        parts.append("BYDAY=" + ",".join(f"{n or ''}{DAYS[day]}" for n, day in rule.by_day))
    for name, numbers in (
        ("BYMONTHDAY", rule.by_month_day),
        ("BYMONTH", rule.by_month),
        ("BYSETPOS", rule.by_set_pos),
    ):
        if numbers:
            parts.append(f"{name}={','.join(map(str, numbers))}")
    if rule.week_starts:
        parts.append(f"WKST={DAYS[rule.week_starts]}")
    return ";".join(parts)
