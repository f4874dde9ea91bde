"""Scales of answers. Inside, all are `worse`: 0 is the best end of a scale, 10 the worst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

WIDTH = 10.0

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Scale:
    """One item: answers from `low` to `high`; `worse` says which end is the harder one."""

    name: str
    low: float
    high: float
    worse: str = "high"

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("A scale needs a name.")
        if not (isfinite(self.low) and isfinite(self.high) and self.low < self.high):
            raise ValueError(f"{self.name}: low has to be a number below high.")
        if self.worse not in ("high", "low"):
            raise ValueError(f'{self.name}: worse is "high" or "low".')

    def to_worse(self, answers: Floats) -> Floats:
        """Any shape, on this scale -> 0 to 10, worse is up. Off the scale: not an answer (NaN)."""
        answers = np.asarray(answers, dtype=np.float64)
        on_scale = (answers >= self.low) & (answers <= self.high)
        share = (np.where(on_scale, answers, np.nan) - self.low) / (self.high - self.low)
        return np.asarray(WIDTH * (1.0 - share if self.worse == "low" else share))

    def from_worse(self, worse: Floats) -> Floats:
        share = worse / WIDTH
        share = 1.0 - share if self.worse == "low" else share
        return np.asarray(self.low + share * (self.high - self.low))


def to_worse(scales: Sequence[Scale], answers: object) -> Floats:
    """[..., n_items] on their own scales -> the same shape, 0 to 10, worse is up, NaN: no answer.

    ValueError when the last axis is not one column an item.
    """
    given = np.asarray(answers, dtype=np.float64)
    if given.ndim == 0 or given.shape[-1] != len(scales):
        raise ValueError(f"Answers need a last axis of {len(scales)} items, one a scale.")
    low = np.array([scale.low for scale in scales])
    high = np.array([scale.high for scale in scales])
    on_scale = (given >= low) & (given <= high)
    worse = np.where(on_scale, (given - low) * (WIDTH / (high - low)), np.nan)
    turned = np.array([scale.worse == "low" for scale in scales])
    return np.where(turned, WIDTH - worse, worse) if turned.any() else worse


def check_scales(scales: Sequence[Scale], target: str) -> tuple[Scale, ...]:
    """The scales as a tuple. ValueError for none, a name twice, or a target that is not one."""
    names = [scale.name for scale in scales]
    if not names or len(set(names)) < len(names):
        raise ValueError("Give at least one scale, each with a name of its own.")
    if target not in names:
        raise ValueError(f"The target {target!r} is not one of the scales: {', '.join(names)}.")
    return tuple(scales)
