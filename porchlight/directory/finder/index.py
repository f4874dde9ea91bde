"""Answers from columns, without SQL.

Why beside SQL: the question is about weekly starts in dozens of zones, and no index of a database
holds "the next two hours" when the hours differ by row. Here a window of time is a few runs of rows
in the order of clocks, and a place is a few runs in the order of spots; whichever is fewer is
looked at. Rules: DIRECTORY section 0; the slow, separate reading of them is
`tests/directory/finder/oracle.py`.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from porchlight.directory.finder.columns import (
    ATTENDANCE,
    HYBRID,
    ONLINE,
    START_GROUPS,
    Columns,
    Dated,
    Trait,
)
from porchlight.directory.finder.facets import Facets, Spans, start_groups_of
from porchlight.directory.finder.freshness import Standing
from porchlight.directory.finder.geo import Nearness, metres_of, ranges, reach_of
from porchlight.directory.finder.query import Attending, FindQuery, Found, Occurrence
from porchlight.directory.finder.text import Strings
from porchlight.directory.finder.time_window import Pass, Runs, Window, passes, weekdays_in
from porchlight.domain.schedule import DAY, WEEK

STILL_STARTING = timedelta(minutes=10)
CACHED_WINDOWS, CACHED_TRAITS, CACHED_TIMES = 8, 4_096, 4_096
FEW_RUNS = 40
WORTH_OF_A_ROW = 3  # rows at a place that cost as much as one of a window, which has to be measured

A_WEEK, A_DAY = np.int16(WEEK), np.int16(DAY)
IS_ONLINE = np.arange(START_GROUPS) % 3 == ONLINE
IS_HYBRID = np.arange(START_GROUPS) % 3 == HYBRID

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Any1 = NDArray[Any]
Cutter = Callable[[Any1], Any1]


class Starts(NamedTuple):
    """Starts that still fit: the row, the second after the window's first, the listing, and how
    far it is, once measured (see geo.py). Rows after the weekly ones are dated."""

    row: Any1
    second: Any1
    listing: Any1
    far: Floats | None = None

    def where(self, fits: Any1) -> Starts:
        far = None if self.far is None else self.far[fits]
        return Starts(self.row[fits], self.second[fits], self.listing[fits], far)


class Index:
    """The listings of one moment. Never changed once made, so threads share it freely."""

    def __init__(self, columns: Columns, standing: Standing | None = None):
        self.columns, self.standing = columns, standing or Standing(columns)
        self.facets, self.nearness = Facets(columns), Nearness(columns)
        self.zones = tuple(columns.facts["zones"])
        self._traits = _Traits(columns.traits)
        self._clock = _Clock([ZoneInfo(name) for name in self.zones])
        self._windows: OrderedDict[tuple[int, int], Window] = OrderedDict()
        bounds = np.searchsorted(
            columns.clock, np.arange(START_GROUPS * len(self.zones) + 1) * WEEK
        )
        self._starts_by = np.diff(bounds).reshape(
            START_GROUPS, -1
        )  # weekly ones, by group and zone
        self._used = np.flatnonzero(self._starts_by)  # group and zone, as `clock` counts them
        self._group_of = np.repeat(np.arange(START_GROUPS), len(self.zones))

    def search(self, query: FindQuery, at: datetime, spans: Sequence[Spans] = ()) -> Found:
        """What starts from ten minutes before `at` for `query.hours`; `spans` are the words."""
        window = self._window(at - STILL_STARTING, at + timedelta(hours=query.hours))
        freshness = self.standing.on(at)
        fits = self.facets.traits(query.kinds, query.types, query.terms, query.not_for)
        narrowed = fits is not None or freshness.listed is not None or spans or query.weekday
        most = None if narrowed or query.limit is None else query.skip + query.limit
        found, n_beyond = self._inside(window, query, most)
        if fits is not None:
            found = found.where(fits[self.columns.trait[found.listing]])
        if freshness.listed is not None:
            found = found.where(freshness.listed[found.listing])
        if query.weekday is not None:
            found = found.where(self._weekday(found, window, query.weekday_zone) == query.weekday)
        for span in spans:
            found = found.where(self.facets.holding(span, found.listing))
        if not len(found.row):
            return Found(n_beyond, [])
        order = _soonest(found, freshness.stale, query.skip, query.limit)
        shown = self._occurrences(found.where(order), window, freshness.stale)
        return Found(len(found.row) + n_beyond, shown)

    def room_starts(self) -> dict[str, int]:
        """How many weekly starts in a room there are, by the zone of their clock."""
        in_rooms = self._starts_by[~IS_ONLINE].sum(axis=0).tolist()
        return dict(zip(self.zones, in_rooms, strict=True))

    # --- Time ------------------------------------------------------------------------------------

    def _window(self, since: datetime, until: datetime) -> Window:
        """The last few windows are kept: many ask within a minute, and starts are on minutes."""
        minutes = math.ceil(since.timestamp() / 60), math.ceil(until.timestamp() / 60)
        window = self._windows.get(minutes)
        if window is None:
            window = self._windows[minutes] = self._window_of(60 * minutes[0], 60 * minutes[1])
            while len(self._windows) > CACHED_WINDOWS:
                self._windows.popitem(last=False)
        return window

    def _window_of(self, since: int, until: int) -> Window:
        dated = self.columns.dated()
        if len(self.columns.schedules) and not dated.since <= since <= until <= dated.until:
            dated = self.columns.dated_between(
                datetime.fromtimestamp(since, UTC), datetime.fromtimestamp(until, UTC)
            )
        first, end = np.searchsorted(dated.at, (since, until)).tolist()
        through = [one.for_groups(START_GROUPS) for one in passes(self.zones, since, until)]
        return Window(since, through, self._runs(through), dated, first, end, {})

    def _runs(self, through: list[Pass]) -> Runs:
        used, base, found = self._used, self._used * WEEK, []
        for week_pass in through:
            opens, second = week_pass.opens[used], week_pass.second[used]
            closes = opens + week_pass.lasts[used].astype(np.int64)
            found.append((base + opens, base + np.minimum(closes, WEEK), base + opens, second))
            # What goes on after Sunday midnight lies at the beginning of the week.
            into_next = np.maximum(closes - WEEK, 0)
            found.append((base, base + into_next, base + opens - WEEK, second))
        if not found:
            return Runs(*(np.zeros(0, np.int64) for _ in range(5)))
        opens, closes, clock, second = (
            np.concatenate(column) for column in zip(*found, strict=True)
        )
        low, high = np.searchsorted(self.columns.clock, np.array((opens, closes), np.int32))
        chosen = np.flatnonzero(low < high)
        group = np.tile(self._group_of[used], len(found))
        return Runs(*(column[chosen] for column in (group, low, high, clock, second)))

    def _weekday(self, found: Starts, window: Window, zone: str | None) -> Any1:
        """ISO, on the clocks of a zone, or of each listing itself."""
        if zone:
            return weekdays_in(zone, found.second.astype(np.int64) + window.since)
        row, weekly = found.row, len(self.columns.clock)
        is_dated = row >= weekly
        if not is_dated.any():
            return self.columns.clock[row] % WEEK // DAY + 1
        weekdays = np.empty(len(row), np.int64)
        weekdays[~is_dated] = self.columns.clock[row[~is_dated]] % WEEK // DAY + 1
        weekdays[is_dated] = window.dated.weekday[row[is_dated] - weekly]
        return weekdays

    # --- Place -----------------------------------------------------------------------------------

    def _inside(self, window: Window, query: FindQuery, most: int | None) -> tuple[Starts, int]:
        """All starts in the window that can be attended as asked, and where they have a room,
        within reach; and how many more there are that `most` rows do not reach to."""
        groups, n_beyond = start_groups_of(query), 0
        if query.region:
            spots = self.facets.region(query.region)
            runs = _cutter(*(self.columns.first_at_spot[n] for n in (spots, spots + 1)))
            rows = self._at_spots(window, runs, groups, query.weekday_there)
            parts = [self._within(rows, query)]
        elif query.near is None:
            rows, n_beyond = self._in_runs(window.runs_of(groups), most)
            parts = [rows]
        else:
            parts = [self._in_rooms(window, query, groups & ~IS_ONLINE)]
            if query.attending != Attending.ROOM:
                rows, n_beyond = self._in_runs(window.runs_of(groups & IS_ONLINE), most)
                parts.append(rows._replace(far=np.full(len(rows.row), np.nan)))
            if query.lets_far_rooms_pass:
                parts.append(self._joined_from_afar(window, query, groups & IS_HYBRID))
        if window.first < window.end:
            parts.append(self._within(self._dated(window, query, groups), query))
        return parts[0] if len(parts) == 1 else _together(parts), n_beyond

    def _within(self, found: Starts, query: FindQuery) -> Starts:
        """Those within reach, measured; online ones pass."""
        if query.near is None:
            return found
        group = self.columns.group[found.listing]
        is_let_through = IS_ONLINE[group]
        far = self.nearness.of_rooms(query.near, found.listing)
        far[is_let_through] = np.nan
        is_near = far <= reach_of(query.within_m)
        if query.lets_far_rooms_pass:
            is_let_through = is_let_through | IS_HYBRID[group]
            far[is_let_through & ~is_near] = np.nan
        return found._replace(far=far).where(is_let_through | is_near)

    def _joined_from_afar(self, window: Window, query: FindQuery, groups: Flags) -> Starts:
        """Starts with a room out of reach, or at no known point, that are online as well."""
        assert query.near is not None  # noqa: S101 - who asks nowhere has all of them already
        found, _ = self._in_runs(window.runs_of(groups), None)
        far = self.nearness.of_rooms(query.near, found.listing)
        found = found.where(~(far <= reach_of(query.within_m)))
        return found._replace(far=np.full(len(found.row), np.nan))

    def _in_rooms(self, window: Window, query: FindQuery, groups: Flags) -> Starts:
        """Starts in rooms within reach: from the place or from the window, whichever holds
        fewer."""
        assert query.near is not None  # noqa: S101 - who asks nowhere is not asked about rooms
        runs, first = window.runs_of(groups), self.columns.first_at_spot.data
        around = self.nearness.spots_around(query.near, query.within_m)
        pieces = [(first[low], first[high]) for low, high in around or ()]
        at_place = sum(high - low for low, high in pieces)
        if around is not None and at_place <= WORTH_OF_A_ROW * runs.size:
            found = self._at_spots(window, _cutter_of(pieces), groups, query.weekday_there)
        else:
            found, _ = self._in_runs(runs, None)
        far = self.nearness.of_rooms(query.near, found.listing)
        return found._replace(far=far).where(far <= reach_of(query.within_m))

    def _in_runs(self, runs: Runs, most: int | None) -> tuple[Starts, int]:
        """The rows of runs; of each run no more than the first `most`, and what starts with the
        last of them. Within a run the order is that of the answer."""
        clock, high, n_beyond = self.columns.clock, runs.high, 0
        if most is not None and len(high):
            last = np.minimum(runs.low + most, high) - 1
            together = np.searchsorted(clock, clock[last], side="right")
            high = np.minimum(high, together)
            n_beyond = int((runs.high - high).sum())
        row, length = ranges(runs.low, high), high - runs.low
        minute = clock[row] - np.repeat(runs.clock, length)
        second = minute * 60 + np.repeat(runs.second, length)
        return self._starts(row, second), n_beyond

    def _at_spots(self, window: Window, cut: Cutter, groups: Flags, weekday: int | None) -> Starts:
        """The starts in the window among those that are cut out of the columns of spots."""
        columns = self.columns
        minute, used, row = (
            cut(column)
            for column in (columns.at_spot_minute, columns.at_spot_used, columns.at_spot)
        )
        if weekday is not None:
            on_it = np.flatnonzero(minute // A_DAY == weekday - 1)
            minute, used, row = minute[on_it], used[on_it], row[on_it]
        rows, seconds = [], []
        for week_pass in window.passes:
            after = minute - week_pass.opens[used]
            after += (after < 0) * A_WEEK
            inside = np.flatnonzero(after < (week_pass.lasts * groups[self._group_of])[used])
            rows.append(row[inside])
            seconds.append(after[inside].astype(np.int32) * 60 + week_pass.second[used[inside]])
        if len(rows) == 1:
            return self._starts(rows[0], seconds[0])
        nothing = np.zeros(0, np.uint32)
        return self._starts(np.concatenate([nothing, *rows]), np.concatenate([nothing, *seconds]))

    def _starts(self, row: Any1, second: Any1) -> Starts:
        return Starts(row, second, self.columns.listing[row])

    def _dated(self, window: Window, query: FindQuery, groups: Flags) -> Starts:
        number = np.arange(window.first, window.end)
        listing = window.dated.listing[number]
        fits = groups[self.columns.group[listing]]
        if query.region:
            fits &= np.isin(self.columns.spot[listing], self.facets.region(query.region))
        number = number[fits]
        second = window.dated.at[number] - window.since
        return Starts(number + len(self.columns.clock), second, listing[fits])

    # --- Showing ---------------------------------------------------------------------------------

    def _occurrences(self, found: Starts, window: Window, stale: Flags | None) -> list[Occurrence]:
        """Column by column, because fifty rows read one by one cost more than finding them."""
        columns, listing = self.columns, found.listing
        zones, lasts = self._zones_and_durations(found.row, window.dated)
        begins = found.second.astype(np.int64) + window.since
        moments = zip(begins.tolist(), (begins + 60 * lasts).tolist(), zones, strict=True)
        clock, picked, at = self._clock, listing.tolist(), columns.spot[listing].tolist()
        times = [(clock[begin, zone], clock[end, zone]) for begin, end, zone in moments]
        traits = self.traits_of(listing)
        old = np.zeros(len(listing), np.bool_) if stale is None else stale[listing]
        rows = zip(
            columns.service_id[listing].tolist(),
            self.sources(listing),
            columns.keys.of(picked),
            columns.names.of(picked),
            [begin for begin, _ in times],
            [end for _, end in times],
            [self.zones[zone] for zone in zones],
            [ATTENDANCE[group % 3] for group in columns.group[listing].tolist()],
            metres_of(found.far) if found.far is not None else [None] * len(listing),
            [trait.types for trait in traits],
            columns.places.of(at),
            columns.cities.of(at),
            columns.spot_is_approximate[at].tolist(),
            [trait.kind for trait in traits],
            [trait.terms for trait in traits],
            old.tolist(),
            strict=True,
        )
        return list(map(Occurrence._make, rows))

    def _zones_and_durations(self, row: Any1, dated: Dated) -> tuple[list[int], Any1]:
        columns, weekly = self.columns, len(self.columns.clock)
        is_dated = row >= weekly
        weekly_row = row[~is_dated] if is_dated.any() else row
        zone = columns.clock[weekly_row] // WEEK % max(1, len(self.zones))
        lasts = columns.duration[weekly_row].astype(np.int64)
        if len(weekly_row) == len(row):
            return zone.tolist(), lasts
        dated_row = row[is_dated] - weekly
        place = np.argsort(is_dated, kind="stable").argsort()
        both = np.concatenate((lasts, dated.duration[dated_row]))
        return np.concatenate((zone, dated.zone[dated_row]))[place].tolist(), both[place]

    def traits_of(self, listing: Any1) -> list[Trait]:
        return [self._traits[number] for number in self.columns.trait[listing].tolist()]

    def sources(self, listing: Any1) -> list[str]:
        sources = self.columns.facts["sources"]
        return [sources[number]["name"] for number in self.columns.source[listing].tolist()]


class _Traits(dict[int, Trait]):
    """Traits by number, those asked for lately taken apart already."""

    def __init__(self, texts: Strings):
        self._texts = texts

    def __missing__(self, number: int) -> Trait:
        if len(self) >= CACHED_TRAITS:
            self.clear()
        self[number] = trait = Trait.of(self._texts[number])
        return trait


class _Clock(dict[tuple[int, int], datetime]):
    """The local time of (second since 1970, number of the zone). Many rows ask for the same, and
    many people."""

    def __init__(self, zones: list[ZoneInfo]):
        self._zones = zones

    def __missing__(self, asked: tuple[int, int]) -> datetime:
        second, zone = asked
        if len(self) >= CACHED_TIMES:
            self.clear()
        self[asked] = local = datetime.fromtimestamp(second, self._zones[zone])
        return local


def _soonest(found: Starts, stale: Flags | None, skip: int, limit: int | None) -> Any1:
    """Which starts to show: by start, fresh before stale, distance (none last), source and key."""
    end, chosen = len(found.row) if limit is None else skip + limit, np.arange(len(found.row))
    if 0 < end < len(chosen) // 2:  # leave out what starts after the last one wanted
        chosen = np.flatnonzero(found.second <= np.partition(found.second, end - 1)[end - 1])
    listing = found.listing[chosen]
    keys = [listing]  # the last one counts most
    if found.far is not None:
        keys.append(found.far[chosen])
    if stale is not None:
        keys.append(stale[listing])
    keys.append(found.second[chosen])
    return chosen[np.lexsort(keys)][skip:end]  # sorts NaN last


def _together(parts: list[Starts]) -> Starts:
    row, second, listing = (np.concatenate([part[n] for part in parts]) for n in range(3))
    far = [part.far for part in parts if part.far is not None]
    return Starts(row, second, listing, np.concatenate(far) if far else None)


def _cutter(low: Any1, high: Any1) -> Cutter:
    """What cuts these runs out of a column. A few long ones are quicker to copy than to pick."""
    if len(low) <= FEW_RUNS:
        return _cutter_of(list(zip(low.tolist(), high.tolist(), strict=True)))
    place = ranges(low, high)
    return lambda column: column[place]


def _cutter_of(runs: list[tuple[int, int]]) -> Cutter:
    return lambda column: np.concatenate([column[:0], *[column[a:b] for a, b in runs]])
