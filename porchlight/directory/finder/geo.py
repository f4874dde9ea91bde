"""Which spots lie near a point, and how far everything is from it.

"How far" is the square of the chord between two points on a sphere of radius 1: it needs no sine,
grows with the distance, and becomes metres only for the rows that are shown. NaN stands for what
has no distance: online meetings, rooms without a point.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import Any

import numpy as np
from numpy.typing import NDArray

from porchlight.directory.finder.columns import BAND, ONLINE, ROUND, START_GROUPS, Columns

EARTH_M = 6_371_008.8
TOUCHING = 1e-12  # of the radius, some micrometres: the point itself is within 0 metres of itself
FAR_M = (
    1_500_000.0  # beyond this most bands of the Earth lie inside, and looking them up is no gain
)

Point = tuple[float, float]
Point3 = tuple[float, float, float]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


class Nearness:
    """Distances to the spots of one index."""

    def __init__(self, columns: Columns):
        self.columns = columns

    def spots_around(self, near: Point, within_m: float | None) -> list[tuple[int, int]] | None:
        """Runs of spots (from, up to) that hold all within reach and little more; None when that
        would be most of them."""
        if within_m is None or within_m > FAR_M:
            return None
        cell = self.columns.spot_cell.data  # a memoryview: bisect reads it faster than an array
        return [
            (bisect_left(cell, low), bisect_right(cell, high)) for low, high in _box(near, within_m)
        ]

    def of_rooms(self, near: Point, listing: NDArray[Any]) -> Floats:
        """How far the spots of listings are; NaN for those without a point."""
        columns, spot = self.columns, self.columns.spot[listing]
        east, north, up = _unit_vector(near)
        far: Floats = np.square(columns.spot_east[spot] - east)
        far += np.square(columns.spot_north[spot] - north)
        far += np.square(columns.spot_up[spot] - up)
        return far

    def within(
        self, near: Point | None, within_m: float | None, listing: NDArray[Any]
    ) -> tuple[NDArray[Any], Floats]:
        """Of these listings, those within reach, and how far they are. Online ones pass, and have
        no distance."""
        if near is None:
            return listing, np.full(len(listing), np.nan)
        online = self.columns.group[listing] % 3 == ONLINE
        far = self.of_rooms(near, listing)
        far[online] = np.nan
        fits = online | (far <= reach_of(within_m))
        return listing[fits], far[fits]

    def listings(self, near: Point | None, within_m: float | None, groups: Flags) -> Ints:
        """Every listing of these groups that may be within reach."""
        columns = self.columns
        runs = None if near is None else self.spots_around(near, within_m)
        if runs is None:
            everything: Ints = np.flatnonzero(groups[columns.group])
            return everything
        lows, highs = (columns.first_listing_at_spot[[*ends]] for ends in zip(*runs, strict=True))
        close = columns.listing_at_spot[ranges(lows, highs)].astype(np.int64)
        online = np.arange(START_GROUPS) % 3 == ONLINE
        rooms = close[(groups & ~online)[columns.group[close]]]
        return np.concatenate((rooms, np.flatnonzero((groups & online)[columns.group])))


def reach_of(within_m: float | None) -> float:
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


def _unit_vector(point: Point) -> Point3:
    """As `unit_vectors`, of one point; the two differ by less than TOUCHING."""
    north, east = math.radians(point[0]), math.radians(point[1])
    flat = math.cos(north)
    return flat * math.cos(east), flat * math.sin(east), math.sin(north)


def _box(near: Point, reach: float) -> list[tuple[float, float]]:
    """Cells from and to, for each band of latitude that the circle touches, a hair wider."""
    latitude, longitude = near
    angle = reach / EARTH_M
    high = math.degrees(angle) * (1 + 1e-9) + 1e-9
    first, last = (
        math.floor((min(90.0, max(-90.0, edge)) + 90) / BAND)
        for edge in (latitude - high, latitude + high)
    )
    sides = _longitudes(latitude, longitude, high, angle)
    return [
        (band * ROUND + west + 180, band * ROUND + east + 180)
        for band in range(first, last + 1)
        for west, east in sides
    ]


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
