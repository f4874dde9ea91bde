"""The geometry of the weeks picture: one bar a week, in the units of the SVG's view box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from porchlight.domain.usual import Week

WIDTH, HEIGHT = 320, 150
LEFT, FLOOR, TOP = 18, 124, 8
DAYS = 7
GAP = 8


@dataclass(frozen=True)
class Bar:
    """`height` is days with a talk, out of seven; a blank week has no bar at all."""

    x: float
    y: float
    width: float
    height: float
    label: str
    is_blank: bool
    is_latest: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class ChartLine:
    days: int
    y: float


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    lines: list[ChartLine]
    usual_y: float | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    floor: int = FLOOR


def chart_of(weeks: Sequence[Week]) -> Chart | None:
    """The picture of some weeks, oldest first; None when there is nothing to draw yet.

    A week is drawn as its share of days with a talk, scaled to seven, so that a half-told week is
    not taller or shorter for its blanks. The usual line is the middle of the weeks before the last.
    """
    if not any(week.talk_answers for week in weeks):
        return None
    width = (WIDTH - LEFT) / len(weeks)
    bars = [
        _bar(week, LEFT + n * width, width - GAP, n == len(weeks) - 1)
        for n, week in enumerate(weeks)
    ]
    return Chart(bars, [ChartLine(days, _y(days)) for days in (0, DAYS)], _usual_y(weeks[:-1]))


def _bar(week: Week, x: float, width: float, is_latest: bool) -> Bar:
    days = _days(week)
    y = _y(days or 0)
    label = date_format(week.start, _("M j")) if is_latest or week.start.day <= DAYS else ""
    return Bar(
        x=round(x, 1),
        y=min(y, FLOOR - 2),
        width=round(width, 1),
        height=max(round(FLOOR - y, 1), 2),
        label=label,
        is_blank=days is None,
        is_latest=is_latest,
    )


def _days(week: Week) -> float | None:
    return DAYS * week.talked / week.talk_answers if week.talk_answers else None


def _usual_y(weeks: Sequence[Week]) -> float | None:
    talk_days = sorted(days for days in map(_days, weeks) if days is not None)
    return _y(talk_days[len(talk_days) // 2]) if len(talk_days) >= 3 else None


def _y(days: float) -> float:
    return round(FLOOR - (FLOOR - TOP) * days / DAYS, 1)
