"""The bars, from the diaries of people as they are.

They answer one question: at which heights does somebody hear as often as they asked, over their
first half year, the silent first fortnight counted? They come from running the charts over the
diaries, never from a formula: days are alike, people differ, and scales have floors.

One budget is shared by all charts. Each alone would be heard at a rate of its own: the same for all
items together and for the target, half of it for contact. That rate is found by bisection, so that
the first chart to reach its bar is heard as often as was asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift import bars, chart
from porchlight.domain.drift.bars import PERCENT
from porchlight.domain.drift.scales import Floats
from porchlight.domain.drift.state import Singles

BUDGETS = (0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0)
PARTS = (1.0, 1.0, 0.5)  # of the rate, of bars.CHARTS
DAYS_A_MONTH = 30.0
# Alerts a live month that make one asked-for alert a month over half a year, silent start included.
LIVE = 180 / (180 - chart.LEARNING_DAYS)
LEAST_LIVE_MONTHS = 40.0
LEAST_ALERTS = 8
BARS = np.linspace(0.05, 6.0, 120)  # tried, in SDs of a chart
RATES = np.geomspace(0.25 * BUDGETS[0], BUDGETS[-1], 30) * LIVE  # tried, a live month
HALVINGS = 40

Height = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Run:
    """[n_days, ..., n_people] of a model over diaries. `statistics`, `lasted`: of each chart.
    `often`: as a state keeps it. `live`: not silent. `answered`: on that day."""

    statistics: Singles
    lasted: NDArray[np.bool_]
    often: Singles
    live: NDArray[np.bool_]
    answered: NDArray[np.bool_]


def fit_bars(run: Run) -> dict[str, Any] | None:
    """`bars` and `share` of a prior's chart; None for diaries too short to see alerts in."""
    # A person's months end with their last answer.
    later = np.flip(np.logical_or.accumulate(np.flip(run.answered, 0), axis=0), 0)
    months = float((run.live & later).sum()) / DAYS_A_MONTH
    if months < LEAST_LIVE_MONTHS:
        return None
    share = round(float(run.answered[later].mean()), 4)
    n_charts = run.statistics.shape[1]
    heights = [_height_of_rate(run, number, share, months) for number in range(n_charts)]
    if any(height is None for height in heights):
        return None
    known = [height for height in heights if height is not None]
    return {"bars": _together(run, known, share, months), "share": share}


def _height_of_rate(run: Run, number: int, share: float, months: float) -> Height | None:
    """The bar at which one chart alone is heard at a rate a live month; smooth, because the log of
    the rate is a gentle curve of the bar. None when it is heard too seldom to say."""
    charts = slice(number, number + 1)
    size = float(np.sqrt((run.statistics[:, number][run.live & run.answered] ** 2).mean()))
    tried = BARS * max(size, 1e-3)
    heard = _alerts(run, charts, np.repeat(1 / tried[None, :, None], PERCENT + 1, axis=2), share)
    usable = heard >= LEAST_ALERTS
    if usable.sum() < LEAST_ALERTS:
        return None
    rates = np.log(heard[usable] / months)
    curve = np.polyfit(tried[usable], rates, 3, w=np.sqrt(heard[usable]))
    fine = np.linspace(tried[usable][0], tried[usable][-1], 400)
    smooth = np.minimum.accumulate(np.polyval(curve, fine))
    end = min((smooth[-1] - smooth[-40]) / (fine[-1] - fine[-40]), -0.5 / size)

    def height(rate: Floats) -> Floats:
        wanted = np.log(rate)
        beyond = fine[-1] + (wanted - smooth[-1]) / end
        return np.where(wanted < smooth[-1], beyond, np.interp(-wanted, -smooth, fine))

    return height


def _together(
    run: Run, heights: list[Height], share: float, months: float
) -> dict[str, dict[str, float]]:
    """The bars of all charts for each of BUDGETS."""

    def all_heights(rates: Floats) -> Floats:
        pairs = zip(heights, PARTS, strict=False)
        return np.stack([height(part * rates) for height, part in pairs])

    inverse = 1 / all_heights(bars.by_share(RATES, share))
    heard = _alerts(run, slice(None), inverse, share)
    usable = heard >= LEAST_ALERTS
    more = np.log(np.maximum(heard, 1) / months / RATES)  # than one chart alone
    tried = np.log(RATES)
    curve = np.polyfit(tried[usable], more[usable], 2, w=np.sqrt(heard[usable]))
    first, last = tried[usable][0], tried[usable][-1]

    def log_heard(log_rate: float) -> float:
        return log_rate + float(np.polyval(curve, min(max(log_rate, first), last)))

    found = {}
    for budget in BUDGETS:
        rate = np.exp(_bisected(log_heard, np.log(budget * LIVE), tried[0], tried[-1]))
        at = all_heights(np.array([rate]))[:, 0]
        names = bars.CHARTS[: len(heights)]
        found[f"{budget:g}"] = {n: round(float(h), 4) for n, h in zip(names, at, strict=True)}
    return found


def _bisected(rising: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return (low + high) / 2


def _alerts(run: Run, charts: slice, inverse: Floats, share: float) -> Floats:
    """[n_bars] alerts over all days and people. `inverse`: [n_charts, n_bars, PERCENT + 1]."""
    n_days, _, n_people = run.statistics.shape
    one_over = np.asarray(inverse, dtype=np.float32)
    shape = (one_over.shape[1], n_people)
    alerted = np.full(shape, -bars.REST_DAYS)
    height = np.full(shape, -np.inf, dtype=np.float32)
    heard = np.zeros(len(alerted))
    for day in range(n_days):
        percent = bars.percent_of(run.often[day], share)
        of_bars = bars.in_bars(run.statistics[day, charts], one_over, percent)
        lasted = run.lasted[day, charts][:, None]
        lasting = np.where(lasted, of_bars, np.float32(-np.inf)).max(0)
        rested = day - alerted >= bars.REST_DAYS
        live = run.answered[day] & run.live[day]
        fires, height = bars.alerts(live, rested, height, of_bars.max(0), lasting)
        alerted = np.where(fires, day, alerted)
        heard += fires.sum(1)
    return heard
