"""What starts soon, near a point or online: answered from columns in memory, without SQL.

Why beside SQL: the question is about weekly starts in dozens of zones, and no index of a database
holds "the next two hours" when the hours differ by row. Here each zone turns the window into runs
of rows that are already in order (`domain.schedule.stretches`); all else is looked at in those runs
only. Rules: DIRECTORY section 0; the slow, separate reading of them is `tests/directory/oracle.py`.
"""

from __future__ import annotations

import math
import threading
import time
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from porchlight.directory.columns import (
    ATTENDANCE,
    IN_PERSON,
    ONLINE,
    Listings,
    Starts,
    read_listings,
    read_starts,
    words_of,
)
from porchlight.directory.explaining import explain
from porchlight.directory.facts import (
    Facts,
    holds,
    holds_online,
    on_weekday,
    open_now,
    read_facts,
)
from porchlight.directory.models import Source
from porchlight.directory.questions import (
    FindQuery,
    Found,
    FoundListing,
    FoundListings,
    ListingQuery,
    Occurrence,
    Online,
)
from porchlight.domain.schedule import WEEK, end_of, stretches_of, week_minute_at

__all__ = [
    "FindQuery",
    "Found",
    "FoundListing",
    "FoundListings",
    "ListingQuery",
    "Occurrence",
    "Online",
    "explain",
    "find",
    "forget",
    "search",
    "search_listings",
]

EARTH_M = 6_371_008.8
STILL_STARTING = timedelta(minutes=10)
LOOK_EVERY_SECONDS = 1.0
WINDOWS_KEPT = 8

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class _Window(NamedTuple):
    """The rows of `Starts` inside a window of time, each with its start (seconds after `since`)."""

    since: int
    rows: Ints
    starts: NDArray[np.int32]
    is_online: Flags
    latitude: Floats


class _Candidates(NamedTuple):
    """Rows that still fit, with their start, their listing and, once measured, their distance."""

    rows: Ints
    starts: NDArray[np.int32]
    listing: NDArray[np.int32]
    distance: Floats | None = None

    def where(self, fits: Flags) -> _Candidates:
        distance = None if self.distance is None else self.distance[fits]
        return _Candidates(self.rows[fits], self.starts[fits], self.listing[fits], distance)


def find(query: FindQuery, at: datetime) -> list[Occurrence]:
    """What starts from ten minutes before `at` (aware) for `query.hours`, soonest first."""
    return search(query, at).occurrences


def search(query: FindQuery, at: datetime) -> Found:
    """As `find`, with the count of all that fits."""
    index = _shelf.index()
    whole = index.search(replace(query, limit=None, skip=0), at)
    known = index.facts
    rows = [*whole.occurrences, *index.dated(query, at)]
    rows = [_with_facts(row, known[row.service_id], at) for row in rows if row.service_id in known]
    rows = [row for row in rows if _is_asked_for(query, row, known[row.service_id], at)]
    rows.sort(key=_order_of)
    end = None if query.limit is None else query.skip + query.limit
    return Found(len(rows), rows[query.skip : end])


def search_listings(query: ListingQuery, at: datetime) -> FoundListings:
    """Listings of the kinds asked for, starts or none: nearest first, then by name."""
    rows = [row for row in _shelf.index().listed(query, at) if holds_online(query, row.attendance)]
    rows.sort(key=lambda row: (row.is_stale, _far(row.distance_m), row.name, row.service_id))
    end = None if query.limit is None else query.skip + query.limit
    return FoundListings(len(rows), rows[query.skip : end])


def forget() -> None:
    """Read the listings again at the next question, whatever the sources say."""
    _shelf.clear()


class Index:
    """The listings of one moment. Never changed once made, so threads share it freely."""

    def __init__(self, listings: Listings, starts: Starts):
        self.listings, self.starts = listings, starts
        self._zones = [ZoneInfo(name) for name in starts.zones]
        self._minutes = starts.minute.data  # a memoryview: bisect reads it faster than an array
        self._windows: OrderedDict[tuple[int, int], _Window] = OrderedDict()
        self._type_bits, self._bit_of = _type_bits(listings.type_sets)

    @classmethod
    def read(cls) -> Index:
        listings = read_listings()
        return cls(listings, read_starts(listings))

    @cached_property
    def facts(self) -> dict[int, Facts]:
        return read_facts()

    def search(self, query: FindQuery, at: datetime) -> Found:
        window = self._window(at - STILL_STARTING, at + timedelta(hours=query.hours))
        found = self._placed(window, query)
        if query.types:
            found = self._typed(found, query.types)
        if query.text:
            found = self._worded(found, query.text)
        order = self._order(found, query.skip, query.limit)
        return Found(len(found.rows), self._occurrences(found, order, window.since))

    def listed(self, query: ListingQuery, at: datetime) -> Iterator[FoundListing]:
        numbers = np.arange(len(self.listings.service_id), dtype=np.int32)
        found = _Candidates(numbers.astype(np.int64), numbers, numbers)
        if query.near is not None:
            reach = math.inf if query.within_m is None else query.within_m
            found = self._within(found, query.near, reach)
        if query.text:
            found = self._worded(found, query.text)
        distances = _or_none(found.distance, np.arange(len(found.rows)))
        for listing, distance in zip(found.listing.tolist(), distances, strict=True):
            facts = self.facts.get(int(self.listings.service_id[listing]))
            if facts and not facts.is_hidden(at) and holds(facts, query):
                yield self._listing(listing, distance, facts, at)

    def _listing(
        self, listing: int, distance: float | None, facts: Facts, at: datetime
    ) -> FoundListing:
        columns = self.listings
        return FoundListing(
            int(columns.service_id[listing]),
            columns.sources[columns.source[listing]],
            columns.keys[listing],
            columns.names[listing],
            facts.kind,
            ATTENDANCE[columns.attendance[listing]],
            distance,
            facts.terms,
            columns.places[listing],
            columns.cities[listing],
            bool(columns.is_approximate[listing]),
            facts.is_stale(at),
            open_now(facts.schedules, at),
        )

    def dated(self, query: FindQuery, at: datetime) -> Iterator[Occurrence]:
        since, until = at - STILL_STARTING, at + timedelta(hours=query.hours)
        asked = ListingQuery(query.near, query.within_m, text=query.text, kinds=query.kinds)
        types = {code.casefold() for code in query.types}
        for row in self.listed(asked, at):
            own = self.listings.type_sets[self.listings.kind[self._position[row.service_id]]]
            if not types <= {code.casefold() for code in own}:
                continue
            for schedule in self.facts[row.service_id].schedules:
                if schedule.weekday is not None or not holds_online(query, row.attendance):
                    continue
                for start in schedule.starts_between(since, until):
                    ends = end_of(start, schedule.duration)
                    yield Occurrence(
                        row.service_id, row.source, row.key, row.name, start, ends, schedule.zone,
                        row.attendance, row.distance_m, own, row.location_name, row.city,
                        row.is_approximate,
                    )  # fmt: skip

    @cached_property
    def _position(self) -> dict[int, int]:
        return {pk: n for n, pk in enumerate(self.listings.service_id.tolist())}

    def _window(self, since: datetime, until: datetime) -> _Window:
        """The rows inside the window. The last few windows are kept: many ask within a minute."""
        # Starts fall on whole minutes, so a window is the same for a whole minute.
        minutes = math.ceil(since.timestamp() / 60), math.ceil(until.timestamp() / 60)
        kept = self._windows.get(minutes)
        if kept is None:
            kept = self._windows[minutes] = self._rows_between(*minutes)
            while len(self._windows) > WINDOWS_KEPT:
                self._windows.popitem(last=False)
        return kept

    def _rows_between(self, first: int, end: int) -> _Window:
        since, until = (datetime.fromtimestamp(60 * minute, UTC) for minute in (first, end))
        starts, runs = self.starts, [(0, 0, 0)]  # from row, to row, from week second to window
        for number, walls in enumerate(stretches_of(starts.zones, since, until)):
            low, high = starts.bounds[number : number + 2]
            for wall, wall_end, offset in walls:
                while wall < wall_end:
                    week = wall - week_minute_at(wall)
                    following = min(wall_end, week + WEEK)
                    from_row = bisect_left(self._minutes, wall - week, low, high)
                    to_row = bisect_left(self._minutes, following - week, from_row, high)
                    if from_row < to_row:
                        runs.append((from_row, to_row, (week - first) * 60 - offset))
                    wall = following
        froms, tos, shifts = np.array(runs).T
        lengths = tos - froms
        # Row numbers of all runs, one after the other: a count that jumps where a run begins.
        rows = np.arange(lengths.sum()) + np.repeat(tos - np.cumsum(lengths), lengths)
        second = starts.second[rows] + np.repeat(shifts.astype(np.int32), lengths)
        return _Window(first * 60, rows, second, starts.is_online[rows], starts.latitude[rows])

    def _placed(self, window: _Window, query: FindQuery) -> _Candidates:
        """What can be attended as asked, and where it has a room, within reach."""
        # A band of latitude, a hair wider than the circle, spares most rows the trigonometry. Rows
        # without a point have NaN there, and no comparison with NaN holds.
        fits = np.ones(len(window.rows), np.bool_)
        if query.near is not None:
            reach = math.inf if query.within_m is None else query.within_m
            band = math.degrees(min(reach / EARTH_M, math.pi)) * (1 + 1e-9) + 1e-9
            fits = np.abs(window.latitude - query.near[0]) <= band
            if query.online != Online.EXCLUDE:
                fits |= window.is_online
        if query.online == Online.EXCLUDE:
            fits &= ~window.is_online
        chosen = np.flatnonzero(fits)
        rows = window.rows[chosen]
        found = _Candidates(rows, window.starts[chosen], self.starts.listing[rows])
        if query.online == Online.ONLY:
            found = found.where(self.listings.attendance[found.listing] != IN_PERSON)
        return found if query.near is None else self._within(found, query.near, reach)

    def _within(self, found: _Candidates, near: tuple[float, float], reach: float) -> _Candidates:
        """Online meetings pass, at distance NaN."""
        distance = np.full(len(found.rows), np.nan)
        rooms = np.flatnonzero(self.listings.attendance[found.listing] != ONLINE)
        listing = found.listing[rooms]
        distance[rooms] = _distance(
            near, self.listings.latitude[listing], self.listings.longitude[listing]
        )
        fits = np.ones(len(distance), np.bool_)
        fits[rooms] = distance[rooms] <= reach
        return found._replace(distance=distance).where(fits)

    def _typed(self, found: _Candidates, types: tuple[str, ...]) -> _Candidates:
        fits = np.ones(len(self.listings.type_sets), np.bool_)
        for code in types:
            bit = self._bit_of.get(code.casefold())
            if bit is None:
                fits[:] = False
                break
            fits &= self._type_bits[:, bit]
        return found.where(fits[self.listings.kind[found.listing]])

    def _worded(self, found: _Candidates, text: str) -> _Candidates:
        for word in words_of(text):
            holds = np.zeros(len(self.listings.rank), np.bool_)
            holds[self.listings.postings.holding(word)] = True
            found = found.where(holds[found.listing])
        return found

    def _order(self, found: _Candidates, skip: int, limit: int | None) -> Ints:
        """Which candidates to show: by start, distance (none last), source, key."""
        nearness = np.zeros(len(found.rows)) if found.distance is None else found.distance
        end = len(found.rows) if limit is None else skip + limit
        chosen = np.arange(len(found.rows))
        if 0 < end < len(chosen) // 2:  # leave out what starts after the last one wanted
            chosen = np.flatnonzero(found.starts <= np.partition(found.starts, end - 1)[end - 1])
        rank = self.listings.rank[found.listing[chosen]]
        order = np.lexsort((rank, nearness[chosen], found.starts[chosen]))  # sorts NaN last
        return chosen[order][skip:end]

    def _occurrences(self, found: _Candidates, order: Ints, since: int) -> list[Occurrence]:
        """Column by column, because fifty rows read one by one cost more than finding them."""
        rows, listing = found.rows[order], found.listing[order]
        begins = found.starts[order].astype(np.int64) + since
        ends = begins + 60 * self.starts.duration[rows].astype(np.int64)
        zones = self.starts.zone[rows].tolist()
        clock, listings, picked = _Clock(self._zones), self.listings, listing.tolist()
        columns = (
            listings.service_id[listing].tolist(),
            [listings.sources[n] for n in listings.source[listing].tolist()],
            listings.keys.of(picked),
            listings.names.of(picked),
            [clock[moment] for moment in zip(begins.tolist(), zones, strict=True)],
            [clock[moment] for moment in zip(ends.tolist(), zones, strict=True)],
            [self.starts.zones[zone] for zone in zones],
            [ATTENDANCE[n] for n in listings.attendance[listing].tolist()],
            _or_none(found.distance, order),
            [listings.type_sets[n] for n in listings.kind[listing].tolist()],
            listings.places.of(picked),
            listings.cities.of(picked),
            listings.is_approximate[listing].tolist(),
        )
        return [Occurrence(*row) for row in zip(*columns, strict=True)]


def _with_facts(row: Occurrence, facts: Facts, at: datetime) -> Occurrence:
    return row._replace(kind=facts.kind, terms=facts.terms, is_stale=facts.is_stale(at))


def _is_asked_for(query: FindQuery, row: Occurrence, facts: Facts, at: datetime) -> bool:
    return not facts.is_hidden(at) and holds(facts, query) and on_weekday(query, row)


def _order_of(row: Occurrence) -> tuple[datetime, bool, float, str, str, int]:
    return (
        row.starts_at, row.is_stale, _far(row.distance_m), row.source, row.key, row.service_id,
    )  # fmt: skip


def _far(distance: float | None) -> float:
    return math.inf if distance is None else distance


class _Clock(dict[tuple[int, int], datetime]):
    """The local time of (second since 1970, number of the zone). Many rows ask for the same."""

    def __init__(self, zones: list[ZoneInfo]):
        self._zones = zones

    def __missing__(self, asked: tuple[int, int]) -> datetime:
        second, zone = asked
        self[asked] = local = datetime.fromtimestamp(second, self._zones[zone])
        return local


class _Shelf:
    """This process's index, and when its sources were last looked at."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        self._index: Index | None = None
        self._stamp: frozenset[tuple[int, int, str]] = frozenset()
        self._look_again = 0.0

    def index(self) -> Index:
        """The index, read anew when a source changed. While one thread reads, others go on with
        what there was."""
        index = self._index
        if index is not None and time.monotonic() < self._look_again:
            return index
        if not self._lock.acquire(blocking=index is None):
            assert index is not None  # noqa: S101 - only waited for when there is none
            return index
        try:
            return self._refreshed()
        finally:
            self._lock.release()

    def _refreshed(self) -> Index:
        self._look_again = time.monotonic() + LOOK_EVERY_SECONDS
        # Taken before reading: a change that comes meanwhile is seen at the next look.
        stamp = frozenset(Source.objects.values_list("id", "version", "fingerprint"))
        if self._index is None or stamp != self._stamp:
            self._index, self._stamp = Index.read(), stamp
        return self._index


_shelf = _Shelf()


def _type_bits(type_sets: list[tuple[str, ...]]) -> tuple[Flags, dict[str, int]]:
    """One row for each set of types that occurs, one column for each code."""
    codes = sorted({code.casefold() for types in type_sets for code in types})
    bit_of = {code: n for n, code in enumerate(codes)}
    bits = np.zeros((len(type_sets), len(codes)), np.bool_)
    for n, types in enumerate(type_sets):
        for code in types:
            bits[n, bit_of[code.casefold()]] = True
    return bits, bit_of


def _or_none(distance: Floats | None, order: Ints) -> list[float | None]:
    if distance is None:
        return [None] * len(order)
    return [None if math.isnan(metres) else metres for metres in distance[order].tolist()]


def _distance(near: tuple[float, float], latitude: Floats, longitude: Floats) -> Floats:
    """Metres along the ground (haversine); exactly 0 at the point itself."""
    here_latitude, here_longitude = math.radians(near[0]), math.radians(near[1])
    there_latitude, there_longitude = np.radians(latitude), np.radians(longitude)
    half_chord = (
        np.sin((there_latitude - here_latitude) / 2) ** 2
        + math.cos(here_latitude)
        * np.cos(there_latitude)
        * np.sin((there_longitude - here_longitude) / 2) ** 2
    )
    return np.asarray(2 * EARTH_M * np.arcsin(np.sqrt(np.clip(half_chord, 0, 1))))
