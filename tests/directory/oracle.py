"""What starts soon, the slow way: every schedule, every day, plain zoneinfo and plain angles.

It shares no code with the finder and is written from the rules alone, so that a mistake would have
to be made twice, in two different ways, to go unseen.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from porchlight.directory.models import Schedule

RADIUS_M = 6_371_008.8


@dataclass(frozen=True)
class Wanted:
    at: datetime
    hours: float
    near: tuple[float, float] | None = None
    within_m: float | None = None
    types: tuple[str, ...] = ()
    online: str = "include"
    text: str = ""


@dataclass(frozen=True)
class Row:
    """A schedule with everything the rules look at."""

    source: str
    key: str
    service_id: int
    name: str
    attendance: str
    is_listed: bool
    types: tuple[str, ...]
    point: tuple[float, float] | None
    words: tuple[str, ...]
    weekday: int
    hour: int
    minute: int
    lasts: int
    zone: str


@dataclass(frozen=True)
class Answer:
    source: str
    key: str
    service_id: int
    starts: datetime
    ends: datetime
    distance_m: float | None


def rows() -> list[Row]:
    schedules = Schedule.objects.select_related("service__source", "service__location")
    return [_row(schedule) for schedule in schedules]


def answers(everything: list[Row], wanted: Wanted) -> list[Answer]:
    found = []
    words = _words(wanted.text)
    starts: dict[tuple[str, int, int, int], list[datetime]] = {}
    for row in everything:
        if not _fits(row, wanted, words):
            continue
        distance = _distance(row, wanted)
        if wanted.near and row.attendance != "online":
            if distance is None:
                continue
            if wanted.within_m is not None and distance > wanted.within_m:
                continue
        clock = (row.zone, row.weekday, row.hour, row.minute)
        if clock not in starts:  # many meetings share one; the answer is the same
            starts[clock] = _starts(row, wanted)
        for start in starts[clock]:
            end = start + timedelta(minutes=row.lasts)
            found.append(Answer(row.source, row.key, row.service_id, start, end, distance))
    found.sort(key=_order)
    return found


def _row(schedule: Schedule) -> Row:
    service, place = schedule.service, schedule.service.location
    texts = [service.name, service.group_name, service.notes, service.group_notes]
    point = None
    if place is not None:
        texts += [place.name, place.address, place.formatted_address, place.city, place.state]
        texts += [place.postal_code, place.notes, *place.regions]
        if place.latitude is not None:
            point = (place.latitude, place.longitude)
    return Row(
        source=service.source.name,
        key=service.key,
        service_id=service.pk,
        name=service.name,
        attendance=service.attendance,
        is_listed=service.status == "active",
        types=tuple(code.upper() for code in service.types),
        point=point,
        words=tuple(_words(" ".join(texts))),
        weekday=schedule.weekday,
        hour=schedule.starts_at.hour,
        minute=schedule.starts_at.minute,
        lasts=schedule.duration,
        zone=schedule.zone,
    )


def _fits(row: Row, wanted: Wanted, words: list[str]) -> bool:
    if not row.is_listed:
        return False
    if wanted.online == "only" and row.attendance == "in_person":
        return False
    if wanted.online == "exclude" and row.attendance == "online":
        return False
    if any(code.upper() not in row.types for code in wanted.types):
        return False
    return all(any(word.startswith(w) for word in row.words) for w in words)


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in apart if unicodedata.category(c) not in ("Mn", "Mc", "Me"))
    return [word for word in re.split(r"[\W_]+", bare.lower()) if word]


def _starts(row: Row, wanted: Wanted) -> list[datetime]:
    """In UTC. Each date of the zone that can matter, one after the other."""
    zone = ZoneInfo(row.zone)
    since, until = wanted.at - timedelta(minutes=10), wanted.at + timedelta(hours=wanted.hours)
    day = (since - timedelta(days=2)).astimezone(zone).date()
    last = (until + timedelta(days=2)).astimezone(zone).date()
    found = []
    while day <= last:
        if day.isoweekday() == row.weekday:
            wall = datetime(day.year, day.month, day.day, row.hour, row.minute, tzinfo=zone)
            start = wall.astimezone(UTC)
            if since <= start < until:
                found.append(start)
        day += timedelta(days=1)
    return found


def _distance(row: Row, wanted: Wanted) -> float | None:
    if wanted.near is None or row.attendance == "online" or row.point is None:
        return None
    (lat1, lon1), (lat2, lon2) = (map(math.radians, p) for p in (wanted.near, row.point))
    east = math.cos(lat2) * math.sin(lon2 - lon1)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(
        lon2 - lon1
    )
    up = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(lon2 - lon1)
    return RADIUS_M * math.atan2(math.hypot(east, north), up)


def _order(answer: Answer) -> tuple[object, ...]:
    distance = math.inf if answer.distance_m is None else answer.distance_m
    return (answer.starts, distance, answer.source, answer.key, answer.service_id)
