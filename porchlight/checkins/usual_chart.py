"""The geometry of usual against lately: one strip a question, the middle half of the usual days as
a band, the last fourteen days as dots, in the units of the SVG's view box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from porchlight.domain.usual import SHOWN_DAYS, Measure, Strip

WIDTH, HEIGHT = 320, 74
LEFT, RIGHT = 76, 312
TOP, FLOOR = 9, 65
HALF_DOT = 6
ENDS = {
    Measure.CONTACT: (0, 2),
    Measure.LONELY: (0, 10),
    Measure.MOOD: (1, 5),
    Measure.URGE: (0, 10),
}


@dataclass(frozen=True)
class ChartDot:
    x: float
    y: float
    is_today: bool
    is_rest: bool


@dataclass(frozen=True)
class Panel:
    """`runs`: the points of each unbroken run of days, as SVG writes them; a blank day breaks it.
    `days`: the same as a table, oldest first, None where a day is blank."""

    kind: Measure
    band_y: float
    band_height: float
    dots: list[ChartDot]
    runs: list[str]
    days: list[tuple[date, int | None]]
    strip: Strip
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    band_width: int = RIGHT - LEFT
    top: int = TOP
    floor: int = FLOOR

    @property
    def has_rest(self) -> bool:
        return any(dot.is_rest for dot in self.dots)

    @property
    def lowest(self) -> int:
        return ENDS[self.kind][0]

    @property
    def highest(self) -> int:
        return ENDS[self.kind][1]


@dataclass(frozen=True)
class DayRow:
    """One line of the table: the day, and an answer for each panel, in their order."""

    day: date
    answers: list[tuple[Measure, int | None]]


def panels_of(strips: Sequence[Strip], today: date) -> list[Panel]:
    return [_panel(strip, today) for strip in strips]


def rows_of(panels: Sequence[Panel]) -> list[DayRow]:
    """The panels as a table, the newest day first."""
    if not panels:
        return []
    days = [day for day, _ in panels[0].days]
    rows = [
        DayRow(day, [(panel.kind, panel.days[at][1]) for panel in panels])
        for at, day in enumerate(days)
    ]
    return rows[::-1]


def _panel(strip: Strip, today: date) -> Panel:
    dots: list[ChartDot | None] = [
        None if answer is None else _dot(strip, at, answer)
        for at, answer in enumerate(strip.answers)
    ]
    upper, lower = _y(strip.kind, strip.high), _y(strip.kind, strip.low)
    first = today - timedelta(days=SHOWN_DAYS - 1)
    return Panel(
        kind=strip.kind,
        band_y=round(upper - HALF_DOT, 1),
        band_height=round(lower - upper + 2 * HALF_DOT, 1),
        dots=[dot for dot in dots if dot is not None],
        runs=_runs(dots),
        days=[(first + timedelta(days=at), answer) for at, answer in enumerate(strip.answers)],
        strip=strip,
    )


def _dot(strip: Strip, at: int, answer: int) -> ChartDot:
    step = (RIGHT - LEFT - 2 * HALF_DOT) / (SHOWN_DAYS - 1)
    x = round(LEFT + HALF_DOT + at * step, 1)
    return ChartDot(x, _y(strip.kind, answer), at == SHOWN_DAYS - 1, strip.rested[at])


def _runs(dots: Sequence[ChartDot | None]) -> list[str]:
    runs: list[list[str]] = [[]]
    for dot in dots:
        if dot is None:
            runs.append([])
        else:
            runs[-1].append(f"{dot.x},{dot.y}")
    return [" ".join(run) for run in runs if len(run) > 1]


def _y(kind: Measure, answer: int) -> float:
    low, high = ENDS[kind]
    return round(FLOOR - (FLOOR - TOP) * (answer - low) / (high - low), 1)
