"""The two read-outs of tomorrow, fitted on what a model says day by day of people's diaries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift import readout
from porchlight.domain.drift.logistic import fit_logistic
from porchlight.domain.drift.model import Model
from porchlight.domain.drift.prior import Prior
from porchlight.domain.drift.scales import Floats, Scale
from porchlight.domain.drift.state import StateColumns
from porchlight.domain.drift.window import look_back

PULL = 10.0  # of standardised weights towards zero
PULL_UNUSUAL = 50.0
# Counts of the window know who rather than when, and fall after a bad day: they are held back, by
# so much a row: that costs two thousandths of the pooled AUROC and gains twenty within a person.
PULL_SHARE = 0.025
PULL_TO_POOLED = 30.0  # of each cut's weights towards those shared by all cuts
LEAST_FOR_UNUSUAL = 5  # answers in 28 days, for a usual to be well above of
LEAST_PEOPLE = 50  # for the chances of an unusual day to be set right on people left out
FOLDS = 5
PULL_TO_AS_FITTED = 5.0  # of the two numbers that set them right, towards changing nothing


@dataclass
class _Rows:
    """Person-days with an answer the day after. `who`: the person's place, `answer`: that answer,
    0-10."""

    who: NDArray[np.intp]
    answer: Floats
    by_cut: Floats  # [n_rows, n_by_cut, n_cuts]
    shared: Floats  # [n_rows, n_shared]
    unusual: Floats
    is_unusual: Floats
    usual_known: Floats


def fit_readout(prior: Prior, worse: Floats, scales: Sequence[Scale], target: str) -> Prior:
    """`worse`: [n_people, n_days, n_items]."""
    rows = _rows(Model(_plain(scales), target, prior), worse)
    cuts = np.array(prior.tomorrow["cuts"])
    names = readout.shared_names(scales, target)
    base, by_cut, shared = _fit_cuts(rows, cuts, names)
    tomorrow = dict(prior.tomorrow) | {
        "base": _rounded(base),
        "by_cut": {name: _rounded(by_cut[i]) for i, name in enumerate(readout.BY_CUT)},
        "shared": {name: _rounded(shared[i]) for i, name in enumerate(names)},
    }
    unusual, made = _fit_unusual(rows, scales, target)
    return replace(prior, tomorrow=tomorrow, unusual=unusual, made=dict(prior.made) | made)


def _plain(scales: Sequence[Scale]) -> list[Scale]:
    return [Scale(scale.name, 0, 10) for scale in scales]


def _rows(model: Model, worse: Floats) -> _Rows:
    state = model.start(len(worse))
    by_day: list[tuple[NDArray[Any], ...]] = []
    at = [scale.name for scale in model.scales].index(model.target)
    for day in range(worse.shape[1] - 1):
        state = model.update(state, day + 1, worse[:, day])
        next_answer = worse[:, day + 1, at]
        asked = ~np.isnan(next_answer) & (state["target_count"] > 0)
        if not asked.any():
            continue
        some = state[asked]
        columns = StateColumns(some)
        features = model.features(columns)
        window = look_back(columns)
        bar = readout.bar_of(*window.mean_and_sd()) - 1e-3
        by_day.append(
            (
                np.flatnonzero(asked),
                next_answer[asked],
                features.by_cut.transpose(2, 0, 1).astype(np.float64),
                features.shared.T.astype(np.float64),
                features.unusual.T.astype(np.float64),
                (next_answer[asked] >= bar).astype(np.float64),
                window.n.astype(np.float64),
            )
        )
    return _Rows(*(np.concatenate(parts) for parts in zip(*by_day, strict=True)))


def _fit_cuts(rows: _Rows, cuts: Floats, names: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """base [n_cuts], by_cut [n_by_cut, n_cuts], shared [n_shared, n_cuts]: first one set of weights
    for all cuts, then each cut's own, drawn to it."""
    n, n_by, n_cuts = rows.by_cut.shape
    is_from = (rows.answer[:, None] >= cuts - 1e-6).astype(np.float64)
    x = np.concatenate(
        (rows.by_cut, np.repeat(rows.shared[:, :, None], n_cuts, axis=2)), axis=1
    )  # [n, features, cuts]
    middle, width = x.mean((0, 2)), np.maximum(x.std((0, 2)), 1e-6)
    x = (x - middle[:, None]) / width[:, None]
    signs = np.array([True] * n_by + [name not in readout.FREE for name in names])
    which = np.eye(n_cuts)
    stacked = np.concatenate(
        [np.concatenate((np.tile(which[c], (n, 1)), x[:, :, c]), axis=1) for c in range(n_cuts)]
    )
    held = np.full(len(signs), PULL)
    held[readout.BY_CUT.index("share")] = max(PULL, PULL_SHARE * n)
    pull = np.concatenate((np.full(n_cuts, 0.1), held * n_cuts))
    fixed = np.concatenate((np.zeros(n_cuts, bool), signs))
    pooled = fit_logistic(stacked, is_from.T.ravel(), pull, np.zeros(len(pull)), fixed)
    found = []
    for cut in range(n_cuts):
        own = np.concatenate((np.ones((n, 1)), x[:, :, cut]), axis=1)
        toward = np.concatenate((pooled[cut : cut + 1], pooled[n_cuts:]))
        drawn = np.concatenate(([0.1], np.full(len(signs), PULL_TO_POOLED)))
        found.append(
            fit_logistic(own, is_from[:, cut], drawn, toward, np.concatenate(([False], signs)))
        )
    weights = np.array(found).T
    natural = weights[1:] / width[:, None]
    base = weights[0] - (natural * middle[:, None]).sum(0)
    return base, natural[:n_by], natural[n_by:]


def _fit_unusual(
    rows: _Rows, scales: Sequence[Scale], target: str
) -> tuple[dict[str, float], dict[str, list[float]]]:
    """The read-out by name, and what is kept of how its chances were set right."""
    names = readout.unusual_names(scales, target)
    known = rows.usual_known >= LEAST_FOR_UNUSUAL
    x, y = rows.unusual[known], rows.is_unusual[known]
    if len(y) == 0:
        return {}, {}
    middle, width = x.mean(0), np.maximum(x.std(0), 1e-6)
    x = np.concatenate((np.ones((len(x), 1)), (x - middle) / width), axis=1)
    signs = np.array([False] + [name not in readout.UNUSUAL_FREE for name in names])
    pull = np.concatenate(([0.1], np.full(len(names), PULL_UNUSUAL)))

    def weights_of(some: NDArray[np.bool_] | slice) -> Floats:
        return fit_logistic(x[some], y[some], pull, np.zeros(len(pull)), signs)

    level, slope = set_right(x, y, rows.who[known], weights_of)
    found = weights_of(slice(None)) * slope
    natural = found[1:] / width
    base = level + float(found[0] - (natural * middle).sum())
    weights = {name: round(float(value), 6) for name, value in zip(names, natural, strict=True)}
    return {"base": round(base, 6)} | weights, {"unusual_set_right": [level, slope]}


def set_right(
    x: Floats,
    y: Floats,
    who: NDArray[np.intp],
    weights_of: Callable[[NDArray[np.bool_]], Floats],
) -> tuple[float, float]:
    """(level, slope) that make the log odds said of people left out right in size; (0, 1), which
    changes nothing, below LEAST_PEOPLE. The slope is never below zero, so signs stay."""
    if len(np.unique(who)) < LEAST_PEOPLE:
        return 0.0, 1.0
    odds = np.empty(len(y))
    for fold in range(FOLDS):
        left_out = who % FOLDS == fold
        odds[left_out] = x[left_out] @ weights_of(~left_out)
    line = np.stack((np.ones(len(odds)), odds), axis=1)
    pull, as_fitted = np.full(2, PULL_TO_AS_FITTED), np.array([0.0, 1.0])
    level, slope = fit_logistic(line, y, pull, as_fitted, np.array([False, True]))
    return round(float(level), 4), round(float(slope), 4)


def _rounded(values: Floats) -> list[float]:
    return [round(float(value), 6) for value in values]
