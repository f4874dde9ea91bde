"""Schedules as HSDS 3.0 writes them: the parts of an RRULE beside a time of day.

HSDS wants the offset from UTC as a number and behind the times, which is true for half a year at
most; it is that of one day. The IANA zone stands in an attribute, and is what our reader believes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from porchlight.directory.formats.fields.times import DAY, WeeklyStart
from porchlight.directory.formats.hsds.attributes import fact
from porchlight.directory.formats.hsds.fields import Node
from porchlight.directory.formats.hsds.freq import EVERY
from porchlight.directory.formats.hsds.ids import made_uuid
from porchlight.directory.formats.hsds.listing import children, starts_in
from porchlight.directory.formats.hsds.schedules import (
    Start,
    UnclearSchedule,
    starts_of,
    weekly_and_dated,
)
from porchlight.directory.models import Schedule, Service
from porchlight.domain.recurrence import DAYS, DatedStart, rule_of

PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "WKST")


def schedules_of(row: Service, at: Node, service: Node, on: date) -> list[Node]:
    """The schedules to write at the listing's own level.

    What the source wrote at this level stays while it still says the listing's times, or says
    nothing that can be read. Else the times are written anew, unless the service's or the
    building's own schedules say them already.
    """
    if says_times(row, at, service, on):
        return children(at, "schedules")
    return written(row.schedules.all(), row.at_location_id, on)


def says_times(row: Service, at: Node, service: Node, on: date) -> bool:
    """Whether the source's own schedules, read again, are the listing's times."""
    nodes = [at, service, _object(row.location.extra.get("hsds") if row.location else None)]
    if not any(children(node, "schedules") for node in nodes):
        return False
    schedules = list(row.schedules.all())
    if not schedules:
        return True
    weekly = [WeeklyStart(s.weekday, s.minute, s.duration) for s in schedules if s.weekday]
    dated = [s.dated for s in schedules if not s.weekday]
    now = (tuple(sorted(weekly)), tuple(sorted(dated)))
    holidays = [day for node in nodes for day in children(node, "holiday_schedules")]
    # A holiday that has passed since was still to come when the source was read.
    days = (on, date.min) if holidays else (on,)
    zone = schedules[0].zone
    return any(weekly_and_dated(starts_in(nodes, holidays, day, zone)[0]) == now for day in days)


def written(schedules: Iterable[Schedule], of: UUID, on: date) -> list[Node]:
    """Schedules as HSDS writes them; weekly ones of the same hours are one."""
    weekly: dict[tuple[time, int, str], set[int]] = defaultdict(set)
    nodes = []
    for schedule in schedules:
        if schedule.weekday:
            weekly[schedule.starts_at, schedule.duration, schedule.zone].add(schedule.weekday)
        else:
            nodes.append(_dated(schedule, of, on))
    for (starts_at, duration, zone), days in sorted(weekly.items(), key=lambda one: one[0]):
        byday = ",".join(DAYS[day - 1] for day in sorted(days))
        node = _node(of, f"{byday} {starts_at}", starts_at, duration, zone, on)
        nodes.append({**node, "freq": "WEEKLY", "byday": byday})
    return sorted(nodes, key=lambda node: str(node["id"]))


def _dated(schedule: Schedule, of: UUID, on: date) -> Node:
    start = schedule.dated
    name = f"{start.starts_on} {schedule.starts_at} {start.rule}"
    node = _node(of, name, schedule.starts_at, schedule.duration, schedule.zone, on)
    node["dtstart"] = start.starts_on.isoformat()
    here = UUID(str(node["id"]))
    facts = [fact(here, "called-off", ",".join(map(str, start.excluded)))] if start.excluded else []
    if start.rule:
        parts = dict(part.split("=") for part in start.rule.split(";"))
        node |= _rule_parts(parts)
        if not parts.keys() <= set(PARTS) or parts["FREQ"] not in EVERY:
            facts.append(fact(here, "rule", start.rule))
    if start.duration > DAY or start.duration == DAY - 1:
        facts.append(fact(here, "minutes", str(start.duration)))
    whole = {**node, "attributes": facts}
    if not _reads_as(whole, start):
        facts.append(fact(here, "rule", start.rule))
    return whole


def _rule_parts(parts: dict[str, str]) -> Node:
    """The parts of a rule that HSDS has fields for."""
    node: Node = {}
    if parts["FREQ"] in EVERY:
        node["freq"] = parts["FREQ"]
    for name in ("BYDAY", "BYMONTHDAY", "WKST"):
        if name in parts:
            node[name.lower()] = parts[name]
    for name in ("INTERVAL", "COUNT"):
        if name in parts:
            node[name.lower()] = int(parts[name])
    if until := rule_of(";".join(f"{k}={v}" for k, v in parts.items())).until:
        node["until"] = until.isoformat()
    return node


def _reads_as(node: Node, start: DatedStart) -> bool:
    if not start.rule:
        return True
    found: tuple[Start, ...] = ()
    with suppress(UnclearSchedule):
        found = starts_of(node)
    return found == (start,)


def _node(of: UUID, name: str, starts_at: time, duration: int, zone: str, on: date) -> Node:
    noon = datetime.combine(on, time(12), ZoneInfo(zone))
    offset = noon.utcoffset()
    hours = offset.total_seconds() / 3600 if offset else 0.0
    closes = (starts_at.hour * 60 + starts_at.minute + duration) % DAY
    behind = f"{noon:%z}"
    behind = f"{behind[:3]}:{behind[3:5]}"
    node: Node = {
        "id": str(made_uuid(of, "schedule", name)),
        "timezone": int(hours) if hours.is_integer() else hours,
        "opens_at": f"{starts_at:%H:%M}{behind}",
        "closes_at": f"{closes // 60:02}:{closes % 60:02}{behind}",
        "notes": f"Local time in {zone}.",
    }
    return node


def _object(value: object) -> Node:
    return value if isinstance(value, dict) else {}
