"""The chart's weights, its unit and its bars, from the diaries of people as they are.

The bars answer one question: at which height does somebody hear as often as they asked, over their
first half year, the silent first fortnight counted? They come from running the chart over the
diaries, never from a formula: days are alike, people differ, and scales have floors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift import chart
from porchlight.domain.drift.model import Model
from porchlight.domain.drift.prior import DEFAULT, Prior
from porchlight.domain.drift.scales import Floats, Scale
from porchlight.domain.drift.state import Columns

BUDGETS = (0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0)
DAYS_A_MONTH = 30.0
# Alerts a live month that make one asked-for alert a month over half a year, silent start included.
LIVE = 180 / (180 - chart.LEARNING_DAYS)
LEAST_LIVE_MONTHS = 40.0
LEAST_ALERTS = 8
BARS = np.linspace(0.05, 6.0, 120)
TO_EQUAL = 0.25  # how far weights are drawn to being the same for all items


@dataclass(frozen=True)
class _Run:
    """[n_days, n_people, …] of a model over diaries: each item's chart, and what it rests on."""

    charts: Floats
    known: Floats
    statistic: Floats
    live: NDArray[np.bool_]
    answered: NDArray[np.bool_]
    may_alert: NDArray[np.bool_]


def fit_chart(
    prior: Prior,
    worse: Floats,
    scales: Sequence[Scale],
    target: str,
    weights: Mapping[str, float] | None = None,
) -> Prior:
    """`worse`: [n_people, n_days, n_items]. Diaries too short to see alerts in keep the bars of
    the default prior."""
    plain = [Scale(scale.name, 0, 10) for scale in scales]
    names = [scale.name for scale in scales]
    flat = dict(DEFAULT.chart) | {"unit": 1.0, "doubt": 0.0}
    run = _run(Model(plain, target, replace(prior, chart=flat)), worse)
    seen = run.live & run.answered
    if seen.sum() < 10 * len(scales) ** 2:
        return replace(prior, made=dict(prior.made) | {"bars": "of the default prior"})
    charts = run.charts[seen]
    together = charts.T @ charts / len(charts)
    size = np.sqrt(np.maximum(np.diag(together), 1e-6))
    alike = together / np.outer(size, size)
    weight = _weights(together, size)
    if weights is not None:
        weight = np.array([weights[name] for name in names])
    items = {
        name: dict(prior.items[name]) | {"weight": round(float(weight[i]), 5)}
        for i, name in enumerate(names)
    }
    off = float((alike.sum() - len(names)) / max(len(names) * (len(names) - 1), 1))
    likeness: dict[str, dict[str, float]] = {"any": {"any": round(off, 4)}}
    for i, a in enumerate(names):
        likeness[a] = {b: round(float(alike[i, j]), 4) for j, b in enumerate(names)}
    prior = replace(prior, items=dict(prior.items) | items, alike=likeness)
    numbers = Model(plain, target, replace(prior, chart=flat)).chart_numbers()
    unit, doubt = _unit(charts @ numbers.weight[:, 0], run.known[seen])
    prior = replace(prior, chart=flat | {"unit": unit, "doubt": doubt})
    return _with_bars(prior, _run(Model(plain, target, prior), worse))


def _run(model: Model, worse: Floats) -> _Run:
    state = model.start(len(worse))
    numbers = model.chart_numbers()
    days: list[tuple[Any, ...]] = []
    for day in range(worse.shape[1]):
        state = model.update(state, day + 1, worse[:, day])
        columns = Columns(state)
        days.append(
            (
                columns.chart.T.astype(np.float64),
                chart.known(columns, numbers),
                chart.contributions(columns, numbers).sum(0),
                ~chart.is_learning(columns),
                columns.last == day + 1,
                chart.may_alert(columns),
            )
        )
    return _Run(*(np.stack(parts) for parts in zip(*days, strict=True)))


def _weights(together: Floats, size: Floats) -> Floats:
    """For a shift of all items by one SD each: those that say more than they wobble count more,
    none counts against, and all are drawn to being the same."""
    ridged = together + np.diag(0.2 * size**2)
    best = np.maximum(np.linalg.solve(ridged, np.ones(len(size))), 0.0)
    best = best / best.mean() if best.sum() > 0 else np.ones(len(size))
    return np.asarray((1 - TO_EQUAL) * best + TO_EQUAL)


def _unit(composite: Floats, known: Floats) -> tuple[float, float]:
    """SD of the composite with a sure baseline, and how it widens with an unsure one: least
    squares of its square on 1 / (answers + 2)."""
    x = 1.0 / (known + 2.0)
    slope = float(np.cov(x, composite**2)[0, 1] / max(x.var(), 1e-9))
    level = float((composite**2).mean())
    sure = max(level - max(slope, 0.0) * float(x.mean()), 0.3 * level)
    return round(float(np.sqrt(sure)), 5), round((level - sure) / float(x.mean()) / sure, 4)


def _with_bars(prior: Prior, run: _Run) -> Prior:
    rates, months = _rates(run)
    heard = rates * months
    usable = (heard >= LEAST_ALERTS) & (rates > 0)
    if months < LEAST_LIVE_MONTHS or usable.sum() < 8:
        bars = dict(DEFAULT.chart["bars"])
        return replace(
            prior,
            chart=dict(prior.chart) | {"bars": bars},
            made=dict(prior.made) | {"bars": "of the default prior: these diaries are too short"},
        )
    # Smooth: the log of the rate is a gentle curve of the bar.
    curve = np.polyfit(BARS[usable], np.log(rates[usable]), 3, w=np.sqrt(heard[usable]))
    fine = np.linspace(BARS[usable][0], BARS[usable][-1], 400)
    smooth = np.minimum.accumulate(np.polyval(curve, fine))
    end = (smooth[-1] - smooth[-40]) / (fine[-1] - fine[-40])
    bars = {}
    for budget in BUDGETS:
        wanted = np.log(budget * LIVE)
        if wanted < smooth[-1]:
            bar = fine[-1] + (wanted - smooth[-1]) / min(end, -0.5)
        else:
            bar = float(np.interp(-wanted, -smooth, fine))
        bars[f"{budget:g}"] = round(float(bar), 4)
    return replace(prior, chart=dict(prior.chart) | {"bars": bars})


def _rates(run: _Run) -> tuple[Floats, float]:
    """Alerts a live month at each of BARS, and how many live months there are. A person's months
    end with their last answer."""
    n_days, n = run.statistic.shape
    alerted = np.full((len(BARS), n), -chart.REST_DAYS)
    height = np.full((len(BARS), n), -np.inf, dtype=np.float32)
    bars = BARS.astype(np.float32)[:, None]
    heard = np.zeros(len(BARS))
    for day in range(n_days):
        rested = day - alerted >= chart.REST_DAYS
        live = run.answered[day] & run.may_alert[day]
        fires, height = chart.alerts(live, rested, height, run.statistic[day], bars)
        alerted = np.where(fires, day, alerted)
        heard += fires.sum(1)
    later = np.flip(np.logical_or.accumulate(np.flip(run.answered, 0), axis=0), 0)
    months = float((run.live & later).sum()) / DAYS_A_MONTH
    return heard / max(months, 1e-9), months
