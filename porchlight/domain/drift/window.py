"""The last 28 days of answers to the target: what a person's own usual is read from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift.scales import Floats
from porchlight.domain.drift.state import MISSING, NEVER, STEPS, WINDOW_DAYS, State

Shorts = NDArray[np.int16]


@dataclass(frozen=True)
class Window:
    """[n_people] each, on 0-10. `n`: answers in it; `mean`, `sd` NaN without any. `newest`: the
    last answer, NaN when it is older than 28 days. `week_sum`, `week_n`: of the last seven days."""

    kept: Shorts
    n: Floats
    mean: Floats
    sd: Floats
    newest: Floats
    week_sum: Floats
    week_n: Floats
    at_floor: Floats

    def count_from(self, level: Floats | float) -> Floats:
        """How many answers are at `level` (0-10) or worse; `level`: one, or [n_people]."""
        bar = np.ceil(np.asarray(level) * STEPS - 0.5)
        return np.asarray((self.kept >= np.maximum(bar, 0)[..., None]).sum(-1), dtype=np.float64)


def put(state: State, day: int, gap: NDArray[np.int64], worse: Floats) -> None:
    """Take in the target's answer of `day`, `gap` days after the last day taken in, in place."""
    slot = day % WINDOW_DAYS
    window = state["window"]
    if (gap > 1).any():
        age = (day - np.arange(WINDOW_DAYS)) % WINDOW_DAYS
        window[age[None, :] < gap[:, None]] = MISSING
    window[:, slot] = quantised(worse)


def quantised(worse: Floats) -> Shorts:
    """0-10 in steps of 1/2520; MISSING for NaN."""
    return np.where(np.isnan(worse), MISSING, np.rint(worse * STEPS)).astype(np.int16)


def look_back(state: State, leave_out_newest: bool = False) -> Window:
    """The 28 days up to the day of the state, with or without the last answer in them."""
    kept = np.ascontiguousarray(state["window"])
    rows = np.arange(len(kept))
    newest_at = state["last"].astype(np.int64) % WINDOW_DAYS
    newest = kept[rows, newest_at].astype(np.float64)
    if leave_out_newest:
        kept = kept.copy()
        kept[rows, newest_at] = MISSING
    has = kept >= 0
    answers = np.where(has, kept, 0) * (1.0 / STEPS)
    n = has.sum(1).astype(np.float64)
    at_least_one = np.maximum(n, 1.0)
    mean = answers.sum(1) / at_least_one
    squares = (answers * answers).sum(1)
    variance = (squares - n * mean * mean) / np.maximum(n - 1.0, 1.0)
    age = (state["day"].astype(np.int64)[:, None] - np.arange(WINDOW_DAYS)) % WINDOW_DAYS
    lately = age < 7
    return Window(
        kept=kept,
        n=n,
        mean=np.where(n > 0, mean, np.nan),
        sd=np.where(n > 0, np.sqrt(np.maximum(variance, 0.0)), np.nan),
        newest=np.where((newest >= 0) & (state["last"] > NEVER), newest / STEPS, np.nan),
        week_sum=np.where(lately, answers, 0.0).sum(1),
        week_n=(lately & has).sum(1).astype(np.float64),
        at_floor=(kept == 0).sum(1) / at_least_one,
    )
