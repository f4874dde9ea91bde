"""Which spots lie near a point, and how far everything is from it.

"How far" is the square of the chord between two points on a sphere of radius 1: it needs no sine,
grows with the distance, and becomes metres only for the rows that are shown. NaN stands for what
has no distance: online meetings, rooms without a point.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from porchlight.directory.columns import (
    BAND,
    GROUPS,
    NO_SPOT,
    ONLINE,
    ROUND,
    Columns,
    unit_vectors,
)

EARTH_M = 6_371_008.8
TOUCHING = 1e-12  # of the radius, some micrometres: the point itself is within 0 metres of itself
FAR_M = (
    1_500_000.0  # beyond this most bands of the Earth lie inside, and looking them up is no gain
)

Point = tuple[float, float]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


class Nearness:
    """Distances to the spots of one index."""

    def __init__(self, columns: Columns):
        self.columns = columns

    def spots_around(self, near: Point, reach: float) -> tuple[Ints, Ints] | None:
        """Runs of spots (from, up to) that hold all within reach and little more; None when that
        would be most of them."""
        if reach > FAR_M:
            return None
        cell = self.columns.spot_cell
        lows, highs = _box(near, reach)
        return np.searchsorted(cell, lows), np.searchsorted(cell, highs, side="right")

    def measured(self, near: Point, listing: NDArray[Any]) -> Floats:
        """How far listings are. NaN for those online or without a point."""
        columns, group = self.columns, self.columns.group[listing]
        spot = columns.spot[listing]
        rooms = np.flatnonzero((group % 3 != ONLINE) & (spot != NO_SPOT))
        far = np.full(len(listing), np.nan)
        far[rooms] = self._chords(near, spot[rooms])
        return far

    def within(
        self, near: Point | None, within_m: float | None, listing: NDArray[Any]
    ) -> tuple[NDArray[Any], Floats]:
        """Of these listings, those within reach, and how far they are. Online ones pass."""
        if near is None:
            return listing, np.full(len(listing), np.nan)
        far = self.measured(near, listing)
        fits = (self.columns.group[listing] % 3 == ONLINE) | (far <= limit_of(within_m))
        return listing[fits], far[fits]

    def listings(self, near: Point | None, within_m: float | None, groups: Flags) -> Ints:
        """Every listing of these groups that may be within reach."""
        columns = self.columns
        runs = None if near is None or within_m is None else self.spots_around(near, within_m)
        if runs is None:
            everything: Ints = np.flatnonzero(groups[columns.group])
            return everything
        first = columns.first_listing_at_spot
        close = columns.listing_at_spot[ranges(first[runs[0]], first[runs[1]])].astype(np.int64)
        online = np.arange(GROUPS) % 3 == ONLINE
        rooms = close[(groups & ~online)[columns.group[close]]]
        return np.concatenate((rooms, np.flatnonzero((groups & online)[columns.group])))

    def _chords(self, near: Point, spot: NDArray[Any]) -> Floats:
        # One point goes through the same function as many, so that it is no way from itself.
        east, north, up = unit_vectors(np.array([near[0]]), np.array([near[1]]))
        columns = self.columns
        far: Floats = np.square(columns.spot_east[spot] - east[0])
        far += np.square(columns.spot_north[spot] - north[0])
        far += np.square(columns.spot_up[spot] - up[0])
        return far


def limit_of(within_m: float | None) -> float:
    """The farthest that is within so many metres; any distance for None."""
    if within_m is None or within_m >= math.pi * EARTH_M:
        return math.inf
    return (2 * math.sin(within_m / EARTH_M / 2) + TOUCHING) ** 2


def metres_of(far: Floats) -> list[float | None]:
    """Along the ground; None for NaN, and exactly 0 at the point itself."""
    metres = 2 * EARTH_M * np.arcsin(np.minimum(np.sqrt(far) / 2, 1.0))
    metres[metres < TOUCHING * 2 * EARTH_M] = 0.0
    return [None if math.isnan(one) else one for one in metres.tolist()]


def ranges(lows: NDArray[Any], highs: NDArray[Any]) -> Ints:
    """All numbers from each low up to its high, one range after the other."""
    lengths = (highs - lows).astype(np.int64)
    ends = np.cumsum(lengths)
    numbers: Ints = np.repeat(highs - ends, lengths)
    numbers += np.arange(len(numbers))
    return numbers


def _box(near: Point, reach: float) -> tuple[Floats, Floats]:
    """Cells from and to, for each band of latitude that the circle touches, a hair wider."""
    latitude, longitude = near
    angle = reach / EARTH_M
    high = math.degrees(angle) * (1 + 1e-9) + 1e-9
    first, last = (
        math.floor((min(90.0, max(-90.0, edge)) + 90) / BAND)
        for edge in (latitude - high, latitude + high)
    )
    bands = np.arange(first, last + 1) * ROUND
    sides = [
        (west + 180, east + 180) for west, east in _longitudes(latitude, longitude, high, angle)
    ]
    lows = np.concatenate([bands + west for west, _ in sides])
    return lows, np.concatenate([bands + east for _, east in sides])


def _longitudes(
    latitude: float, longitude: float, high: float, angle: float
) -> list[tuple[float, float]]:
    """From west to east; two of them across the date line, all of them at a pole."""
    if abs(latitude) + high >= 90:
        return [(-180.0, 180.0)]
    wide = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(latitude)))))
    west, east = longitude - wide * (1 + 1e-9) - 1e-9, longitude + wide * (1 + 1e-9) + 1e-9
    if west < -180:
        return [(-180.0, east), (west + 360, 180.0)]
    if east > 180:
        return [(west, 180.0), (-180.0, east - 360)]
    return [(west, east)]
