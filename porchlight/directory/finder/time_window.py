"""A window of time on the wall clocks of many zones at once.

What `domain.schedule.stretches` says of one zone, as arrays for all of them: where in the week the
window opens, how long it stays open, and which moment that first minute is. A zone whose clocks
change inside the window, or a window longer than a week, takes several passes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from porchlight.directory.finder.columns import Dated
from porchlight.domain.schedule import DAY, WEEK, eras, week_minute_at

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Any1 = NDArray[Any]
MONDAY = week_minute_at(0)  # where in the week 1 January 1970 began


class Pass(NamedTuple):
    """For each zone: minute of the week at which it opens, minutes open (0 for none, at most a
    week), and the second, counted from the window's own first one, at which it opens."""

    opens: NDArray[np.int16]
    lasts: NDArray[np.int16]
    second: NDArray[np.int32]

    def for_groups(self, groups: int) -> Pass:
        """The same for so many groups of rows, each with all zones."""
        opens, lasts, second = self
        return Pass(np.tile(opens, groups), np.tile(lasts, groups), np.tile(second, groups))


def passes(zones: tuple[str, ...], since: int, until: int) -> list[Pass]:
    """The window `since <= second < until`, in seconds since 1970 (UTC)."""
    zone, opens, closes, offset = _eras(zones, _year(since), _year(until))
    first = np.maximum(since + offset, opens)
    end = np.minimum(until + offset, closes)
    inside = first < end
    zone, first, end, offset = (
        zone[inside],
        -(-first[inside] // 60),
        -(-end[inside] // 60),
        offset[inside],
    )
    weeks = -(-(end - first) // WEEK)
    row = np.repeat(np.arange(len(zone)), weeks)
    within = np.arange(len(row)) - np.repeat(np.cumsum(weeks) - weeks, weeks)
    zone, wall, offset = zone[row], first[row] + within * WEEK, offset[row]
    lasts = np.minimum(end[row] - wall, WEEK)
    second = wall * 60 - offset - since
    turn = np.arange(len(zone)) - np.searchsorted(zone, zone)
    return [
        _pass(
            len(zones),
            zone[turn == n],
            (wall + MONDAY)[turn == n] % WEEK,
            lasts[turn == n],
            second[turn == n],
        )
        for n in range(int(turn.max(initial=-1)) + 1)
    ]


def weekdays_in(zone: str, seconds: Ints) -> Ints:
    """The ISO weekdays of moments (seconds since 1970, UTC) on the clocks of one zone."""
    if not len(seconds):
        return seconds
    known = eras(zone, _year(int(seconds.min())), _year(int(seconds.max())))
    _opens, closes, offset = np.array(known, np.int64).T
    # On the wall clock an era ends by the greater of its offset and the next one.
    changes = closes[:-1] - np.maximum(offset[:-1], offset[1:])
    wall = seconds + offset[np.searchsorted(changes, seconds, side="right")]
    weekdays: Ints = (wall // 60 + MONDAY) % WEEK // DAY + 1
    return weekdays


def _pass(zones: int, zone: Ints, opens: Ints, lasts: Ints, second: Ints) -> Pass:
    whole = Pass(np.zeros(zones, np.int16), np.zeros(zones, np.int16), np.zeros(zones, np.int32))
    whole.opens[zone], whole.lasts[zone], whole.second[zone] = opens, lasts, second
    return whole


@lru_cache(maxsize=16)
def _eras(zones: tuple[str, ...], first_year: int, last_year: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Every era of every zone: number of the zone, opens, closes, offset. Sorted by zone."""
    rows = [
        (number, *era)
        for number, zone in enumerate(zones)
        for era in eras(zone, first_year, last_year)
    ]
    number, opens, closes, offset = np.array(rows, np.int64).reshape(-1, 4).T
    return number, opens, closes, offset


def _year(second: int) -> int:
    return datetime.fromtimestamp(second, UTC).year


class Runs(NamedTuple):
    """Rows of `clock` inside a window: group, from, up to; and for the starts in them, the clock
    and the second (after the window's first) from which they are counted."""

    group: Any1
    low: Any1
    high: Any1
    clock: Any1
    second: Any1

    def of(self, groups: Flags) -> Runs:
        chosen = groups[self.group]
        return Runs(*(column[chosen] for column in self))

    @property
    def size(self) -> int:
        return int((self.high - self.low).sum())


class Window(NamedTuple):
    """A window of time, in seconds since 1970, on the clocks of all zones and among dated starts,
    of which those from `first` up to `end` lie inside."""

    since: int
    passes: list[Pass]
    runs: Runs
    dated: Dated
    first: int
    end: int
    chosen: dict[bytes, Runs]

    def runs_of(self, groups: Flags) -> Runs:
        """The runs of these groups, kept as long as the window is."""
        key = groups.tobytes()
        runs = self.chosen.get(key)
        if runs is None:
            runs = self.chosen[key] = self.runs.of(groups)
        return runs
