"""Scales of answers. Inside, all are `worse`: 0 is the best end of a scale, 10 the worst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

WIDTH = 10.0

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def constant(value: float) -> NDArray[np.float32]:
    """A number as NumPy reads it at once. A number of Python is turned into one at every call,
    which takes as long as the sum it is for where the arrays are of one person."""
    return np.array(value, dtype=np.float32)


def whole(value: int) -> NDArray[np.int32]:
    """As `constant`, for days."""
    return np.array(value, dtype=np.int32)


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


@dataclass(frozen=True)
class Ends:
    """The scales as arrays, [n_items] each. `tenth`: what a step of one on the scale is of ten."""

    low: Floats
    high: Floats
    tenth: Floats
    turned: Bools

    @classmethod
    def of(cls, scales: Sequence[Scale]) -> Ends:
        low = np.array([scale.low for scale in scales], dtype=np.float64)
        high = np.array([scale.high for scale in scales], dtype=np.float64)
        turned = np.array([scale.worse == "low" for scale in scales])
        return cls(low, high, WIDTH / (high - low), turned)

    def to_worse(self, answers: object) -> Floats:
        """[..., n_items] on their own scales -> the same shape, 0 to 10, worse is up, NaN: no
        answer. ValueError when the last axis is not one column an item."""
        given = np.asarray(answers, dtype=np.float64)
        if given.ndim == 0 or given.shape[-1] != len(self.low):
            raise ValueError(f"Answers need a last axis of {len(self.low)} items, one a scale.")
        worse = (given - self.low) * self.tenth
        np.subtract(WIDTH, worse, out=worse, where=self.turned)
        on_scale = (given >= self.low) & (given <= self.high)
        np.copyto(worse, np.nan, where=~on_scale)
        return worse


def to_worse(scales: Sequence[Scale], answers: object) -> Floats:
    """As of `Ends.to_worse`, for scales that are used once."""
    return Ends.of(scales).to_worse(answers)


def check_scales(scales: Sequence[Scale], target: str) -> tuple[Scale, ...]:
    """The scales as a tuple. ValueError for none, a name twice, or a target that is not one."""
    names = [scale.name for scale in scales]
    if not names or len(set(names)) < len(names):
        raise ValueError("Give at least one scale, each with a name of its own.")
    if target not in names:
        raise ValueError(f"The target {target!r} is not one of the scales: {', '.join(names)}.")
    return tuple(scales)
