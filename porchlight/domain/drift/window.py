"""The last 28 days of answers to the target: what a person's own usual is read from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from porchlight.domain.drift.scales import WIDTH
from porchlight.domain.drift.state import (
    MISSING,
    STEPS,
    WINDOW_DAYS,
    Columns,
    Days,
    Shorts,
    Singles,
)

ONE_STEP = np.float32(1.0 / STEPS)


@dataclass(frozen=True)
class Window:
    """[n_people] each, on 0-10. `n`: answers in it, `at_floor`: those at the best end; `total`,
    `squares`: their sums. `newest`: the last answer of the 28 days, `has_newest`: 1 when there is
    one."""

    kept: Shorts
    n: Singles
    at_floor: Singles
    total: Singles
    squares: Singles
    newest: Singles
    has_newest: Singles

    def mean_and_sd(self) -> tuple[Singles, Singles]:
        """0 without answers; the SD is 0 with one."""
        return _mean_and_sd(self.n, self.total, self.squares)

    def before_newest(self) -> tuple[Singles, Singles, Singles]:
        """n, mean and SD without the last answer."""
        n = self.n - self.has_newest
        mean, sd = _mean_and_sd(n, self.total - self.newest, self.squares - self.newest**2)
        return n, mean, sd

    def count_from(self, level: Singles) -> Singles:
        """How many answers are at `level` (0-10) or worse. `level`: [n_people], or [n_levels, 1]
        for a row a level."""
        bars = _kept(level)[..., None, :]
        return np.asarray((self.kept >= bars).sum(-2, dtype=np.uint8), dtype=np.float32)

    def newest_is_from(self, level: Singles) -> Singles:
        return np.asarray(self.has_newest * (self.newest >= level - ONE_STEP / 2))


def put(columns: Columns, day: int, gap: Days, worse: Singles) -> None:
    """Take in the target's answer of `day`, `gap` days after the last day taken in."""
    if (gap > 1).any():
        age = (day - np.arange(WINDOW_DAYS)) % WINDOW_DAYS
        columns.window[age[:, None] < gap] = MISSING
    columns.window[day % WINDOW_DAYS] = quantised(worse)


def quantised(worse: Singles) -> Shorts:
    """0-10 in steps of 1/2520; MISSING for NaN."""
    steps = np.rint(worse * np.float32(STEPS))
    return np.where(np.isnan(steps), np.float32(MISSING), steps).astype(np.int16)


def look_back(columns: Columns) -> Window:
    """The 28 days up to the day of the state."""
    kept = columns.window
    answers = np.maximum(kept, 0) * ONE_STEP
    slot = (columns.last % WINDOW_DAYS).astype(np.intp)
    newest = np.take_along_axis(kept, slot[None, :], 0)[0]
    return Window(
        kept=kept,
        n=(kept >= 0).sum(0, dtype=np.uint8).astype(np.float32),
        at_floor=(kept == 0).sum(0, dtype=np.uint8).astype(np.float32),
        total=answers.sum(0),
        squares=(answers * answers).sum(0),
        newest=np.maximum(newest, 0) * ONE_STEP,
        has_newest=(newest >= 0).astype(np.float32),
    )


def _mean_and_sd(n: Singles, total: Singles, squares: Singles) -> tuple[Singles, Singles]:
    mean = np.asarray(total / np.maximum(n, 1), dtype=np.float32)
    variance = (squares - total * mean) / np.maximum(n - 1, 1)
    # Sums of 28 squares of at most ten are good to a few millionths: less is no spread.
    return mean, np.sqrt(np.where(variance > 1e-4, variance, np.float32(0)))


def _kept(level: Singles) -> Shorts:
    steps = np.ceil(np.minimum(np.asarray(level), WIDTH + 1) * STEPS - 0.5)
    return np.maximum(steps, 0).astype(np.int16)
