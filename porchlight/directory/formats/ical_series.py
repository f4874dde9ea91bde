"""Events of a calendar that belong together: a series, and what was said later of its dates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from porchlight.directory.formats.ical_lines import Component
from porchlight.directory.formats.ical_rules import Absurd, parts_of
from porchlight.directory.formats.ical_times import Times, Unreadable, is_whole_day
from porchlight.directory.formats.listing import fingerprint
from porchlight.domain.recurrence import DatedStart, rule_of

LONGEST_KEY = 255


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


def rows_of(series: Series, times: Times) -> list[Single | str]:
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


def _key(event: Component) -> str:
    uid = re.sub(r"[\x00-\x20\x7f\ud800-\udfff]+", "-", event.text("UID").strip())
    if not uid:
        start = event.first("DTSTART")
        uid = f"no-uid-{fingerprint((event.text('SUMMARY'), start.value if start else ''))}"
    return _short(uid)


def _short(key: str) -> str:
    key = re.sub(r"[\x00-\x20\x7f\ud800-\udfff]+", "-", key)
    return key if len(key) <= LONGEST_KEY else f"{key[:200]}-{fingerprint(key)}"
