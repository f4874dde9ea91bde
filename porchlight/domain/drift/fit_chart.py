"""The charts' weights, their unit and their bars, from the diaries of people as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from porchlight.domain.drift import bars, chart
from porchlight.domain.drift.fit_bars import Run, fit_bars
from porchlight.domain.drift.model import Model
from porchlight.domain.drift.prior import DEFAULT, Prior
from porchlight.domain.drift.scales import Floats, Scale
from porchlight.domain.drift.state import StateColumns

TO_EQUAL = 0.25  # how far weights are drawn to being the same for all items


@dataclass(frozen=True)
class _Days:
    """[n_days, n_people, n_items]: each item's chart, and the answers its baseline rests on;
    `known`, [n_days, n_people]: those of all items together."""

    charts: Floats
    answers: Floats
    known: Floats


def fit_chart(
    prior: Prior,
    worse: Floats,
    scales: Sequence[Scale],
    target: str,
    weights: Mapping[str, float] | None = None,
    contact: str | None = None,
) -> Prior:
    """`worse`: [n_people, n_days, n_items]. Diaries too short to see alerts in keep the bars of
    the default prior."""
    plain = [Scale(scale.name, 0, 10) for scale in scales]
    names = [scale.name for scale in scales]
    default = dict(DEFAULT.chart) | {"contact": contact}
    flat = default | {"unit": 1.0, "doubt": 0.0, "doubt_alone": dict.fromkeys(bars.CHARTS[1:], 0.0)}
    days, run = _run(Model(plain, target, replace(prior, chart=flat)), worse)
    seen = run.live & run.answered
    if seen.sum() < 10 * len(scales) ** 2:
        return _of_the_default(prior, default)
    charts = days.charts[seen]
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
    unit, doubt = _unit(charts @ numbers.weight[:, 0], days.known[seen])
    sure = {
        "unit": unit,
        "doubt": doubt,
        "doubt_alone": _doubts_alone(numbers.alone, charts, days.answers[seen]),
    }
    prior = replace(prior, chart=flat | sure)
    found = fit_bars(_run(Model(plain, target, prior), worse)[1])
    if found is None:
        return _of_the_default(prior, default | {"unit": unit, "doubt": doubt})
    return replace(prior, chart=dict(prior.chart) | found)


def _of_the_default(prior: Prior, chart: Mapping[str, Any]) -> Prior:
    made = dict(prior.made) | {"bars": "of the default prior: these diaries are too short"}
    return replace(prior, chart=chart, made=made)


def _run(model: Model, worse: Floats) -> tuple[_Days, Run]:
    state = model.start(len(worse))
    numbers = model.chart_numbers()
    by_day: list[tuple[Any, ...]] = []
    for day in range(worse.shape[1]):
        state = model.update(state, day + 1, worse[:, day])
        columns = StateColumns(state)
        statistics = chart.statistics_of(columns, numbers, chart.contributions(columns, numbers))
        by_day.append(
            (
                columns.chart.T.astype(np.float64),
                columns.base_n.T.astype(np.float64),
                chart.known(columns, numbers),
                statistics,
                chart.has_lasted(columns, len(statistics)),
                columns.often.copy(),
                ~chart.is_learning(columns),
                columns.last == day + 1,
            )
        )
    parts = [np.stack(part) for part in zip(*by_day, strict=True)]
    return _Days(*parts[:3]), Run(*parts[3:])


def _doubts_alone(alone: Sequence[int], charts: Floats, answers: Floats) -> dict[str, float]:
    """How an unsure baseline widens each chart of one item, by its name in bars.CHARTS."""
    found = dict.fromkeys(bars.CHARTS[1:], 0.0)
    for name, item in zip(bars.CHARTS[1:], alone, strict=False):
        known = answers[:, item] >= chart.LEAST_KNOWN
        if known.sum() > 2:
            found[name] = _unit(charts[known, item], answers[known, item])[1]
    return found


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
