"""The last 28 days of answers to the target: what a person's own usual is read from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from porchlight.domain.drift.scales import WIDTH, constant
from porchlight.domain.drift.state import (
    MISSING,
    STEPS,
    WINDOW_DAYS,
    Days,
    Shorts,
    Singles,
    StateColumns,
)

ONE_STEP = constant(1.0 / STEPS)
HALF_STEP = constant(0.5 / STEPS)
STEPS_OF_ONE = constant(STEPS)
ZERO, HALF, ONE, OFF_SCALE = map(constant, (0, 0.5, 1, WIDTH + 1))
LEAST_VARIANCE = constant(1e-4)
NONE = np.array(0, dtype=np.int16)  # steps


@dataclass(frozen=True)
class AnswerWindow:
    """[n_people] each, on 0-10, but for `steps`: the answers themselves, as of `quantised`, a row a
    day of the window. `n`: answers in it, `at_floor`: those at the best end; `total`,
    `squares`: their sums. `newest`: the last answer of the 28 days, `has_newest`: 1 when there is
    one."""

    steps: Shorts
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

    def count_from(self, bars: Shorts) -> Singles:
        """How many answers are at a level or worse. `bars`: of `in_steps`, [n_people], or
        [n_levels, 1] for a row a level."""
        is_from = self.steps >= bars[..., None, :]
        return np.asarray(np.add.reduce(is_from, -2, np.uint8), dtype=np.float32)

    def newest_is_from(self, level: Singles) -> Singles:
        return np.asarray(self.has_newest * (self.newest >= level - HALF_STEP))


def put(columns: StateColumns, day: int, gap: Days, steps: Shorts) -> None:
    """Take in the target's answer of `day`, as of `quantised`, `gap` days after the last day taken
    in."""
    if gap.max() > 1:
        age = (day - np.arange(WINDOW_DAYS)) % WINDOW_DAYS
        columns.window[age[:, None] < gap] = MISSING
    columns.window[day % WINDOW_DAYS] = steps


def quantised(worse: Singles) -> Shorts:
    """0-10 in steps of 1/2520; MISSING for NaN."""
    steps = np.rint(worse * STEPS_OF_ONE)
    np.copyto(steps, MISSING, where=steps != steps)  # only NaN is not itself
    return np.asarray(steps, dtype=np.int16)


def look_back(columns: StateColumns) -> AnswerWindow:
    """The 28 days up to the day of the state."""
    steps = columns.window
    answers = np.maximum(steps, NONE) * ONE_STEP
    newest = steps[columns.last % WINDOW_DAYS, np.arange(steps.shape[1])]
    return AnswerWindow(
        steps=steps,
        n=np.add.reduce(steps >= NONE, 0, np.uint8).astype(np.float32),
        at_floor=np.add.reduce(steps == NONE, 0, np.uint8).astype(np.float32),
        total=np.add.reduce(answers, 0),
        squares=np.add.reduce(answers * answers, 0),
        newest=np.maximum(newest, NONE) * ONE_STEP,
        has_newest=(newest >= NONE).astype(np.float32),
    )


def in_steps(level: Singles) -> Shorts:
    """From how many steps on an answer is at `level` (0-10) or worse."""
    steps = np.ceil(np.minimum(level, OFF_SCALE) * STEPS_OF_ONE - HALF)
    return np.asarray(np.maximum(steps, ZERO), dtype=np.int16)


def _mean_and_sd(n: Singles, total: Singles, squares: Singles) -> tuple[Singles, Singles]:
    mean = np.asarray(total / np.maximum(n, ONE), dtype=np.float32)
    variance = (squares - total * mean) / np.maximum(n - ONE, ONE)
    # Sums of 28 squares of at most ten are good to a few millionths: less is no spread.
    return mean, np.sqrt(np.where(variance > LEAST_VARIANCE, variance, ZERO))
