"""Tomorrow: from usual, now and the last 28 days to a probability at every cut of the scale.

One logistic line a cut. Features of what was answered never fall when an answer is worse, and their
weights are never below zero, so a worse answer never lowers the forecast. For "well above my own
usual" the usual leaves out the last answer: what is asked of it may not be raised by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from porchlight.domain.drift.kalman import Belief, Rates, spread_of_answer
from porchlight.domain.drift.prior import Prior
from porchlight.domain.drift.scales import WIDTH, Floats, Scale, constant, whole
from porchlight.domain.drift.state import LAG, NEVER_YET, Shorts, Singles, StateColumns
from porchlight.domain.drift.window import NONE, ONE_STEP, AnswerWindow, in_steps, look_back

LEAST_UNUSUAL, LEAST_RISE = 3.0, 1.5  # of ten
EARLY_ANSWERS: Final = 7.0
SHARE_PULL: Final = 4.0
LOGISTIC: Final = 1.7  # a normal in the units of a logistic
DAYS_AWAY: Final = 14
# Read at each cut. The first two are one feature, split so that its weight can grow with answers.
BY_CUT: Final = ("z_early", "z_later", "share")
SHARED: Final = ("week", "newest", "off_floor")  # and usual:NAME, now:NAME of each item
FREE: Final = ("early", "away")  # not about what was answered: any sign
UNUSUAL: Final = ("above", "rise_early", "rise_later", "week", "newest")  # and now:NAME
UNUSUAL_FREE: Final = (
    "early", "away", "level", "swing", "floor", "level_early", "level_level", "level_swing",
)  # fmt: skip


_ZERO, _ONE, _TWO, _TEN = map(constant, (0, 1, 2, WIDTH))
_PULL, _LOGISTIC, _EARLY, _AWAY = map(constant, (SHARE_PULL, LOGISTIC, -EARLY_ANSWERS, DAYS_AWAY))
_RISE, _LEAST = constant(LEAST_RISE), constant(LEAST_UNUSUAL)
_FARTHEST, _NEAREST = constant(30), constant(-30)  # log odds
_RAREST, _SUREST = constant(1e-4), constant(1 - 1e-4)
_AWAY_DAYS, _NO_DAYS = whole(DAYS_AWAY), whole(0)


@dataclass(frozen=True)
class Features:
    """`by_cut`: [n_by_cut, n_cuts, n_people]. `shared`, `unusual`: [n_features, n_people], in the
    order of `shared_names` and `unusual_names`."""

    by_cut: Floats
    shared: Floats
    unusual: Floats


@dataclass(frozen=True)
class Weights:
    cuts: Floats
    step: float
    names: tuple[str, ...]
    base: Floats
    shared: Floats
    by_cut: Floats
    unusual_names: tuple[str, ...]
    unusual: Floats

    @classmethod
    def of(cls, prior: Prior, scales: Sequence[Scale], target: str) -> Weights:
        given, unusual = prior.tomorrow, prior.unusual
        cuts = np.array(given["cuts"], dtype=np.float64)
        nothing = [0.0] * len(cuts)
        names = shared_names(scales, target)
        later = unusual_names(scales, target)
        return cls(
            cuts=cuts,
            step=float(given["step"]),
            names=names,
            base=np.array(given["base"]),
            shared=np.array([given["shared"].get(name, nothing) for name in names]),
            by_cut=np.array([given["by_cut"].get(name, nothing) for name in BY_CUT]),
            unusual_names=later,
            unusual=np.array([unusual.get(name, 0.0) for name in ("base", *later)]),
        )

    @cached_property
    def cut_steps(self) -> Shorts:
        """[n_cuts, 1], as answers are kept."""
        return in_steps(self.cuts.astype(np.float32)[:, None])

    @cached_property
    def cut_column(self) -> Singles:
        """[n_cuts, 1]"""
        return self.cuts.astype(np.float32)[:, None]

    @cached_property
    def half_step(self) -> Singles:
        return constant(self.step / 2)

    @cached_property
    def middles(self) -> Floats:
        """[n_cuts + 1]: what an answer between two cuts stands for: itself on a scale of steps."""
        edges = np.concatenate(([0.0], self.cuts, [WIDTH]))
        return edges[:-1] if self.step > 0 else np.asarray((edges[:-1] + edges[1:]) / 2)

    @cached_property
    def rises(self) -> tuple[Floats, Floats]:
        """[n_cuts] of `middles` and of their squares from one to the next."""
        return np.diff(self.middles), np.diff(self.middles**2)


def shared_names(scales: Sequence[Scale], target: str) -> tuple[str, ...]:
    """The target's own usual and now go by the name `target`."""
    items = ["target" if scale.name == target else scale.name for scale in scales]
    return (*SHARED, *(f"usual:{n}" for n in items), *(f"now:{n}" for n in items), *FREE)


def unusual_names(scales: Sequence[Scale], target: str) -> tuple[str, ...]:
    items = ["target" if scale.name == target else scale.name for scale in scales]
    return (*UNUSUAL, *(f"now:{n}" for n in items), *UNUSUAL_FREE)


def features_of(
    columns: StateColumns, belief: Belief, rates: Rates, at: int, weights: Weights
) -> Features:
    """`belief` is about tomorrow, `at` is the target's place among the items."""
    usual, level = belief.usual[at], belief.usual[at] + belief.now[at]
    sd = np.sqrt(spread_of_answer(belief, rates)[at])
    early = np.exp(columns.target_count / _EARLY)
    window = look_back(columns)
    n_pulled = window.n + _PULL
    z = _LOGISTIC * (level - weights.cut_column + weights.half_step) / sd
    counts = window.count_from(weights.cut_steps)
    by_cut = np.empty((len(BY_CUT), *z.shape), dtype=np.float32)
    np.multiply(z, early, out=by_cut[0])
    np.multiply(z, _ONE - early, out=by_cut[1])
    by_cut[2] = logit((counts + _PULL * expit(z)) / n_pulled)
    shared = np.empty((len(weights.names), len(early)))
    k = columns.n_items
    shared[0] = _week(columns, at, usual) / _TEN
    shared[1] = np.where(window.has_newest > _ZERO, window.newest, usual) / _TEN
    shared[2] = (counts[0] + _PULL) / n_pulled
    shared[3 : 3 + k] = belief.usual / _TEN
    shared[3 + k : 3 + 2 * k] = belief.now / _TEN
    shared[-2], shared[-1] = early, _away(columns)
    unusual = _unusual(window, shared, early, (level, sd, usual))
    return Features(by_cut, shared, unusual)


def _week(columns: StateColumns, at: int, usual: Singles) -> Floats:
    """[n_people] mean of the last seven answers to the target, with two of the usual among them."""
    recent = columns.lately.reshape(LAG, columns.n_items, -1)[:, at]
    n_recent = np.add.reduce(recent >= NONE, 0, np.uint8)
    total = np.add.reduce(np.maximum(recent, NONE), 0, np.int32) * ONE_STEP
    return np.asarray((total + _TWO * usual) / (n_recent + _TWO))


def _unusual(
    window: AnswerWindow, shared: Floats, early: Singles, beliefs: tuple[Singles, Singles, Singles]
) -> Floats:
    """`beliefs`: level and SD of tomorrow's answer, and the usual."""
    level, sd, usual = beliefs
    n, mean, swing = window.before_newest()
    mean = np.where(n > _ZERO, mean, usual)
    swing = np.where(n > _ONE, swing, sd)
    bar = bar_of(mean, swing)
    rise = _LOGISTIC * (level - bar) / sd
    above = window.count_from(in_steps(bar)) - window.newest_is_from(bar)
    floor = window.at_floor - window.has_newest * (window.newest == _ZERO)
    mean, swing = mean / _TEN, swing / _TEN
    k = (len(shared) - len(SHARED) - len(FREE)) // 2
    found = np.empty((len(UNUSUAL) + k + len(UNUSUAL_FREE), len(early)))
    found[0] = logit((above + _PULL * expit(rise)) / (n + _PULL))
    found[1], found[2] = rise * early, rise * (_ONE - early)
    found[3:5] = shared[:2]
    found[5 : 5 + k] = shared[3 + k : 3 + 2 * k]
    found[5 + k : 7 + k] = shared[-2:]
    found[7 + k], found[8 + k], found[9 + k] = mean, swing, floor / np.maximum(n, _ONE)
    found[10 + k], found[11 + k], found[12 + k] = mean * early, mean * mean, mean * swing
    return found


def bar_of(mean: Singles, sd: Singles) -> Singles:
    """From where an answer is well above a usual, 0-10: 1.5 or one SD more, and 3 at least."""
    return np.asarray(np.maximum(mean + np.maximum(sd, _RISE), _LEAST))


def log_odds(features: Features, weights: Weights) -> Floats:
    """[n_cuts, n_people], never rising with the cut."""
    found = weights.shared.T @ features.shared + weights.base[:, None]
    for part, weight in zip(features.by_cut, weights.by_cut, strict=True):
        found += weight[:, None] * part
    return np.asarray(np.minimum.accumulate(found, axis=0))


def at_threshold(odds: Floats, weights: Weights, level: float) -> Floats:
    """[n_people] log odds of an answer of `level` (0-10) or worse, straight between the cuts."""
    cuts = weights.cuts
    if len(cuts) == 1:
        return np.asarray(odds[0])
    place = min(max(int(np.searchsorted(cuts, level)) - 1, 0), len(cuts) - 2)
    least = 0.0 if weights.step > 0 else -1.0
    share = min(max((level - cuts[place]) / (cuts[place + 1] - cuts[place]), least), 2.0)
    return np.asarray(odds[place] + share * (odds[place + 1] - odds[place]))


def unusual_odds(features: Features, weights: Weights) -> Floats:
    """[n_people]"""
    return np.asarray(weights.unusual[1:] @ features.unusual + weights.unusual[0])


def expit(odds: Any) -> Any:
    return _ONE / (_ONE + np.exp(-np.minimum(np.maximum(odds, _NEAREST), _FARTHEST)))


def logit(share: Any) -> Any:
    clipped = np.minimum(np.maximum(share, _RAREST), _SUREST)
    return np.log(clipped / (_ONE - clipped))


def _away(columns: StateColumns) -> Singles:
    """Days since the last answer, of fourteen at most."""
    days = np.where(columns.last == NEVER_YET, _NO_DAYS, columns.day - columns.last)
    return np.asarray(np.minimum(days, _AWAY_DAYS) / _AWAY)
