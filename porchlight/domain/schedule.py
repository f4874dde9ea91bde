"""A weekly meeting is a wall-clock minute of the week in a named zone; starts are computed.

Wall times that a clock change skips are read with the offset before the gap, and wall times that
happen twice mean the first of the two (RFC 5545, section 3.3.5). One consequence carries this whole
module: along the wall clock the offset is constant between two changes, so any window of real time
is a handful of wall-clock stretches, each with one offset (`stretches`). The finder looks only at
the rows inside those stretches and never asks the zone database about a single row.
"""

import math
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = 24 * 60
WEEK = 7 * DAY
_DAY_SECONDS = 86_400
EVER = 1 << 60  # seconds; no clock gets there
_EPOCH_WEEKDAY = 3  # 1 January 1970 was a Thursday, and Monday is 0


class Stretch(NamedTuple):
    """Wall-clock minutes `first <= minute < end` that all read with one offset.

    Minutes are counted on the wall clock since 1970-01-01 00:00; the offset is in seconds east.
    """

    first: int
    end: int
    offset: int


class Era(NamedTuple):
    """Wall-clock seconds from `opens` up to `closes`, all read with `offset` (seconds east)."""

    opens: int
    closes: int
    offset: int


def minute_of_week(weekday: int, minute: int) -> int:
    """Monday 00:00 is 0; `weekday` is 0 for Monday, `minute` counts from midnight."""
    return weekday * DAY + minute


def week_minute_at(wall_minute: int) -> int:
    """Where in the week a wall-clock minute since 1970 falls."""
    return (wall_minute + _EPOCH_WEEKDAY * DAY) % WEEK


def start_on(day: date, minute: int, zone: str) -> datetime:
    """The start on a local date, aware in `zone`; a skipped wall time comes out after the gap."""
    here = ZoneInfo(zone)
    midnight = datetime(day.year, day.month, day.day, tzinfo=here)
    wall = midnight + timedelta(minutes=minute)  # wall arithmetic; fold 0 is the rule above
    return wall.astimezone(UTC).astimezone(here)


def end_of(start: datetime, minutes: int) -> datetime:
    """When something that lasts `minutes` of real time ends, aware in the zone of `start`."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


def starts_between(
    week_minute: int, zone: str, since: datetime, until: datetime
) -> Iterator[datetime]:
    """Every start with `since <= start < until`, in order, aware in `zone`."""
    here = ZoneInfo(zone)
    for stretch in stretches(zone, since, until):
        wall = stretch.first + (week_minute - week_minute_at(stretch.first)) % WEEK
        while wall < stretch.end:
            yield datetime.fromtimestamp(wall * 60 - stretch.offset, here)
            wall += WEEK


def next_start(week_minute: int, zone: str, since: datetime) -> datetime:
    """The first start at or after `since`; nine days always hold one, whatever the clocks do."""
    return next(starts_between(week_minute, zone, since, since + timedelta(days=9)))


def stretches(zone: str, since: datetime, until: datetime) -> tuple[Stretch, ...]:
    """The wall-clock stretches whose minutes start within `since <= instant < until`."""
    return stretches_of((zone,), since, until)[0]


def stretches_of(
    zones: Iterable[str], since: datetime, until: datetime
) -> list[tuple[Stretch, ...]]:
    """The stretches of each of many zones, for one window."""
    first, last = math.ceil(since.timestamp()), math.ceil(until.timestamp())
    years = since.astimezone(UTC).year, until.astimezone(UTC).year
    return [_stretches(eras(zone, *years), first, last) for zone in zones]


def _stretches(known: tuple[Era, ...], first: int, last: int) -> tuple[Stretch, ...]:
    found = []
    for wall_opens, wall_closes, offset in known:
        opens, closes = first + offset, last + offset
        if opens >= wall_closes or closes <= wall_opens or opens >= closes:
            continue
        opens, closes = max(opens, wall_opens), min(closes, wall_closes)
        found.append(Stretch(-(-opens // 60), -(-closes // 60), offset))
    return tuple(found)


@lru_cache(maxsize=4096)
def eras(zone: str, first_year: int, last_year: int) -> tuple[Era, ...]:
    """Every offset the zone uses in those years, with a margin of two days either side."""
    here = ZoneInfo(zone)
    second = int(datetime(first_year, 1, 1, tzinfo=UTC).timestamp()) - 2 * _DAY_SECONDS
    end = int(datetime(last_year + 1, 1, 1, tzinfo=UTC).timestamp()) + 2 * _DAY_SECONDS
    opens, offset = -EVER, _offset_at(second, here)
    found = []
    while second < end:
        after = _offset_at(second + _DAY_SECONDS, here)
        if after != offset:
            changed = _second_of_change(second, second + _DAY_SECONDS, here)
            # In a gap and in a fold alike, the new offset counts from here on the wall clock.
            turn = changed + max(offset, after)
            found.append(Era(opens, turn, offset))
            opens, offset = turn, after
        second += _DAY_SECONDS
    return (*found, Era(opens, EVER, offset))


def _second_of_change(early: int, late: int, zone: ZoneInfo) -> int:
    """The first UTC second with the offset of `late`, given that `early` has another one."""
    old = _offset_at(early, zone)
    while late - early > 1:
        middle = (early + late) // 2
        if _offset_at(middle, zone) == old:
            early = middle
        else:
            late = middle
    return late


def _offset_at(second: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(second, zone).utcoffset()
    assert offset is not None  # noqa: S101 - a ZoneInfo always has one
    return int(offset.total_seconds())
