"""A plain drawing to scale: where things are around a point, without any map of anybody's.

North is up. Places that would lie on top of each other share one dot. Numbers run from the middle
outwards, dot by dot, so that a dot of several stands for a range of the list below it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

SIZE = 400  # of the whole drawing, in its own units
REACH = 184  # from the middle to the outermost ring
APART = 43  # dots nearer than this would lie upon each other
METRES_A_DEGREE = 111_195.0
RINGS = (0.5, 1.0)

Point = tuple[float, float]


@dataclass(frozen=True)
class MapDot:
    """One dot; `label` is "4" or "4–6". `x` and `y` are from the top left."""

    x: float
    y: float
    label: str
    first: int
    is_several: bool


@dataclass(frozen=True)
class Ring:
    """A distance from the middle: its radius in the drawing, and in metres."""

    radius: float
    metres: float


@dataclass(frozen=True)
class Drawing:
    """`order` says which of the points given gets which number: the first is number 1."""

    dots: list[MapDot]
    rings: list[Ring]
    order: list[int]
    reach_m: float


def draw(middle: Point, within_m: float, points: Iterable[Point]) -> Drawing:
    """Dots for points (latitude, longitude), all within `within_m` of the middle or near it."""
    placed = [_xy(middle, within_m, point) for point in points]
    dots, order = [], list[int]()
    for several in _together(placed):
        dots.append(_dot(placed[several[0]], len(order) + 1, len(several)))
        order += several
    rings = [Ring(REACH * part, within_m * part) for part in RINGS]
    return Drawing(dots, rings, order, within_m)


def _together(placed: list[Point]) -> list[list[int]]:
    """Who shares a dot: from the middle outwards, each joins the first one it would lie upon."""
    from_middle = [math.dist(point, (SIZE / 2, SIZE / 2)) for point in placed]
    several: list[list[int]] = []
    for n in sorted(range(len(placed)), key=lambda n: (from_middle[n], n)):
        near = (one for one in several if math.dist(placed[one[0]], placed[n]) < APART)
        group = next(near, None)
        if group is None:
            several.append([n])
        else:
            group.append(n)
    return several


def _dot(at: Point, first: int, count: int) -> MapDot:
    """It stands where the innermost of them is, so that no two dots lie on each other."""
    last = first + count - 1
    return MapDot(
        x=round(at[0], 1),
        y=round(at[1], 1),
        label=str(first) if count == 1 else f"{first}–{last}",
        first=first,
        is_several=count > 1,
    )


def _xy(middle: Point, within_m: float, point: Point) -> Point:
    """On a plane that touches the middle: true to scale for the tens of miles that are shown."""
    north = (point[0] - middle[0]) * METRES_A_DEGREE
    degrees_east = (point[1] - middle[1] + 180) % 360 - 180
    east = degrees_east * METRES_A_DEGREE * math.cos(math.radians(middle[0]))
    scale = REACH / within_m
    return SIZE / 2 + east * scale, SIZE / 2 - north * scale
