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
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
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
from porchlight.directory.models import Source
from porchlight.domain.schedule import WEEK, stretches, week_minute_at

EARTH_M = 6_371_008.8
STILL_STARTING = timedelta(minutes=10)
LOOK_EVERY_SECONDS = 1.0
WINDOWS_KEPT = 8

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Online(StrEnum):
    INCLUDE = "include"
    ONLY = "only"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True)
class FindQuery:
    """What somebody looks for. `near` is (latitude, longitude); `within_m` counts only with it.

    A place limits whatever has a room; online meetings have none and pass. Of `types` and of the
    words in `text`, every one has to fit.
    """

    hours: float
    near: tuple[float, float] | None = None
    within_m: float | None = None
    types: tuple[str, ...] = ()
    online: Online = Online.INCLUDE
    text: str = ""
    limit: int | None = None
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated start. Both times are in the meeting's own zone; no distance when online."""

    service_id: int
    source: str
    key: str
    name: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    attendance: str
    distance_m: float | None
    types: tuple[str, ...]
    location_name: str
    city: str
    is_approximate: bool


@dataclass(frozen=True, slots=True)
class Found:
    """`total` counts what fits; `occurrences` are those asked for by `skip` and `limit`."""

    total: int
    occurrences: list[Occurrence]


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Rows of `Starts` that still fit, each with its start (seconds, UTC) and its listing."""

    rows: NDArray[np.int32]
    starts: Ints
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
    return _shelf.index().search(query, at)


def forget() -> None:
    """Read the listings again at the next question, whatever the sources say."""
    _shelf.clear()


class Index:
    """The listings of one moment. Never changed once made, so threads share it freely."""

    def __init__(self, listings: Listings, starts: Starts):
        self.listings, self.starts = listings, starts
        self._zones = [ZoneInfo(name) for name in starts.zones]
        self._minutes = starts.minute.data  # a memoryview: bisect reads it faster than an array
        self._windows: OrderedDict[tuple[int, int], _Candidates] = OrderedDict()
        self._type_bits, self._bit_of = _type_bits(listings.type_sets)

    @classmethod
    def read(cls) -> Index:
        listings = read_listings()
        return cls(listings, read_starts(listings))

    def search(self, query: FindQuery, at: datetime) -> Found:
        found = self._starting_between(at - STILL_STARTING, at + timedelta(hours=query.hours))
        found = self._attended(found, query.online)
        if query.near is not None:
            found = self._near(found, query.near, query.within_m)
        if query.types:
            found = self._typed(found, query.types)
        if query.text:
            found = self._worded(found, query.text)
        total = len(found.rows)
        order = self._order(found, query.skip, query.limit)
        return Found(total, [self._occurrence(found, n) for n in order.tolist()])

    def _starting_between(self, since: datetime, until: datetime) -> _Candidates:
        """The rows inside the window. The last few windows are kept: many ask within a minute."""
        # Starts fall on whole minutes, so a window is the same for a whole minute.
        minutes = math.ceil(since.timestamp() / 60), math.ceil(until.timestamp() / 60)
        kept = self._windows.get(minutes)
        if kept is None:
            first, end = (datetime.fromtimestamp(60 * minute, UTC) for minute in minutes)
            kept = self._windows[minutes] = self._rows_between(first, end)
            while len(self._windows) > WINDOWS_KEPT:
                self._windows.popitem(last=False)
        return kept

    def _rows_between(self, since: datetime, until: datetime) -> _Candidates:
        runs: list[NDArray[np.int32]] = []
        starts: list[Ints] = []
        for number, zone in enumerate(self.starts.zones):
            low, high = self.starts.bounds[number : number + 2]
            for stretch in stretches(zone, since, until):
                wall = stretch.first
                while wall < stretch.end:
                    week = wall - week_minute_at(wall)
                    following = min(stretch.end, week + WEEK)
                    first = bisect_left(self._minutes, wall - week, low, high)
                    end = bisect_left(self._minutes, following - week, low, high)
                    if first < end:
                        runs.append(np.arange(first, end, dtype=np.int32))
                        minutes = self.starts.minute[first:end].astype(np.int64)
                        starts.append((minutes + week) * 60 - stretch.offset)
                    wall = following
        if not runs:
            nothing = np.empty(0, np.int32)
            return _Candidates(nothing, np.empty(0, np.int64), nothing)
        rows = np.concatenate(runs)
        return _Candidates(rows, np.concatenate(starts), self.starts.listing[rows])

    def _attended(self, found: _Candidates, online: Online) -> _Candidates:
        if online == Online.INCLUDE:
            return found
        unwanted = ONLINE if online == Online.EXCLUDE else IN_PERSON
        return found.where(self.listings.attendance[found.listing] != unwanted)

    def _near(
        self, found: _Candidates, near: tuple[float, float], within_m: float | None
    ) -> _Candidates:
        """Rooms within reach, with their distance; online meetings pass, at distance NaN."""
        reach = math.inf if within_m is None else within_m
        # A band of latitude, a hair wider than the circle, spares most rows the trigonometry. Rows
        # without a point have NaN there, and no comparison with NaN holds.
        band = math.degrees(min(reach / EARTH_M, math.pi)) * (1 + 1e-9) + 1e-9
        is_online = self.listings.attendance[found.listing] == ONLINE
        latitude = self.listings.latitude[found.listing]
        found = found.where(is_online | (np.abs(latitude - near[0]) <= band))
        is_online = self.listings.attendance[found.listing] == ONLINE
        distance = _distance(
            near, self.listings.latitude[found.listing], self.listings.longitude[found.listing]
        )
        distance[is_online] = np.nan
        measured = _Candidates(found.rows, found.starts, found.listing, distance)
        return measured.where(is_online | (distance <= reach))

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

    def _occurrence(self, found: _Candidates, n: int) -> Occurrence:
        row, listing, at = int(found.rows[n]), int(found.listing[n]), int(found.starts[n])
        listings, zone = self.listings, int(self.starts.zone[row])
        distance = None if found.distance is None else float(found.distance[n])
        return Occurrence(
            service_id=int(listings.service_id[listing]),
            source=listings.sources[listings.source[listing]],
            key=listings.keys[listing],
            name=listings.names[listing],
            starts_at=datetime.fromtimestamp(at, self._zones[zone]),
            ends_at=datetime.fromtimestamp(
                at + 60 * int(self.starts.duration[row]), self._zones[zone]
            ),
            timezone=self.starts.zones[zone],
            attendance=ATTENDANCE[listings.attendance[listing]],
            distance_m=None if distance is None or math.isnan(distance) else distance,
            types=listings.type_sets[listings.kind[listing]],
            location_name=listings.places[listing],
            city=listings.cities[listing],
            is_approximate=bool(listings.is_approximate[listing]),
        )


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
