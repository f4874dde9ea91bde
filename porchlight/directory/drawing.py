"""A plain drawing to scale: where things are around a point, without any map of anybody's.

North is up. Places that would lie on top of each other share one dot. Numbers run from the middle
outwards, dot by dot, so that a dot of several stands for a range of the list below it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

SIZE = 400  # of the whole drawing, in its own units
REACH = 184  # from the middle to the outermost ring
CELL = 40  # dots nearer than about this are one
METRES_A_DEGREE = 111_195.0
RINGS = (0.5, 1.0)

Point = tuple[float, float]


@dataclass(frozen=True)
class Dot:
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

    dots: list[Dot]
    rings: list[Ring]
    order: list[int]
    reach_m: float


def draw(middle: Point, within_m: float, points: Iterable[Point]) -> Drawing:
    """Dots for points (latitude, longitude), all within `within_m` of the middle or near it."""
    placed = [_xy(middle, within_m, point) for point in points]
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n, (x, y) in enumerate(placed):
        cells[round(x / CELL), round(y / CELL)].append(n)
    from_middle = [math.hypot(x - SIZE / 2, y - SIZE / 2) for x, y in placed]
    for several in cells.values():
        several.sort(key=lambda n: (from_middle[n], n))
    dots, order = [], list[int]()
    for several in sorted(cells.values(), key=lambda ns: (from_middle[ns[0]], ns[0])):
        first = len(order) + 1
        order += several
        dots.append(_dot([placed[n] for n in several], first))
    rings = [Ring(REACH * part, within_m * part) for part in RINGS]
    return Drawing(dots, rings, order, within_m)


def _dot(placed: list[Point], first: int) -> Dot:
    last = first + len(placed) - 1
    return Dot(
        x=round(sum(x for x, _ in placed) / len(placed), 1),
        y=round(sum(y for _, y in placed) / len(placed), 1),
        label=str(first) if last == first else f"{first}–{last}",
        first=first,
        is_several=last > first,
    )


def _xy(middle: Point, within_m: float, point: Point) -> Point:
    """On a plane that touches the middle: true to scale for the tens of miles that are shown."""
    north = (point[0] - middle[0]) * METRES_A_DEGREE
    degrees_east = (point[1] - middle[1] + 180) % 360 - 180
    east = degrees_east * METRES_A_DEGREE * math.cos(math.radians(middle[0]))
    scale = REACH / within_m
    return SIZE / 2 + east * scale, SIZE / 2 - north * scale
