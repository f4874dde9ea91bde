"""Logistic regression with a pull and signs that are fixed: what the read-outs are fitted with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift.scales import Floats

MOST_STEPS = 60
CLOSE = 1e-7


def fit_logistic(
    x: Floats,
    y: Floats,
    pull: Floats,
    toward: Floats,
    not_below_zero: NDArray[np.bool_],
) -> Floats:
    """Weights [n_features] that make `y` (0 or 1) likely, by Newton steps kept on the allowed side.

    `pull`: strength, a feature, of the squared pull to `toward`; zero for none.
    """
    weights = np.where(not_below_zero, np.maximum(toward, 0.0), toward).astype(np.float64)
    loss = _loss(x, y, weights, pull, toward)
    for _ in range(MOST_STEPS):
        p = _expit(x @ weights)
        slope = x.T @ (p - y) + pull * (weights - toward)
        free = ~(not_below_zero & (weights <= 0.0) & (slope > 0.0))
        bend = (x[:, free] * (p * (1 - p))[:, None]).T @ x[:, free]
        bend += np.diag(pull[free] + 1e-9)
        step = np.zeros_like(weights)
        step[free] = -np.linalg.solve(bend, slope[free])
        length, found = 1.0, loss
        while length > 1e-6:
            tried = weights + length * step
            tried = np.where(not_below_zero, np.maximum(tried, 0.0), tried)
            found = _loss(x, y, tried, pull, toward)
            if found <= loss:
                break
            length /= 2
        if found > loss or loss - found < CLOSE * max(1.0, loss):
            return np.asarray(tried if found <= loss else weights)
        weights, loss = tried, found
    return np.asarray(weights)


def _loss(x: Floats, y: Floats, weights: Floats, pull: Floats, toward: Floats) -> float:
    odds = x @ weights
    unlike = np.logaddexp(0.0, odds) - y * odds
    return float(unlike.sum() + 0.5 * (pull * (weights - toward) ** 2).sum())


def _expit(odds: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))
