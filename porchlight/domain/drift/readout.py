"""Tomorrow: from usual, now and the last 28 days to a probability at every cut of the scale.

One logistic line a cut. Features of what was answered never fall when an answer is worse, and their
weights are never below zero, so a worse answer never lowers the forecast. For "well above my own
usual" the usual leaves out the last answer: what is asked of it may not be raised by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from porchlight.domain.drift.kalman import Belief, Rates, spread_of_answer
from porchlight.domain.drift.prior import Prior
from porchlight.domain.drift.scales import WIDTH, Floats, Scale
from porchlight.domain.drift.state import LAG, NEVER, Columns, Singles
from porchlight.domain.drift.window import ONE_STEP, Window, look_back

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


def shared_names(scales: Sequence[Scale], target: str) -> tuple[str, ...]:
    """The target's own usual and now go by the name `target`."""
    items = ["target" if scale.name == target else scale.name for scale in scales]
    return (*SHARED, *(f"usual:{n}" for n in items), *(f"now:{n}" for n in items), *FREE)


def unusual_names(scales: Sequence[Scale], target: str) -> tuple[str, ...]:
    items = ["target" if scale.name == target else scale.name for scale in scales]
    return (*UNUSUAL, *(f"now:{n}" for n in items), *UNUSUAL_FREE)


def features_of(
    columns: Columns, belief: Belief, rates: Rates, at: int, weights: Weights
) -> Features:
    """`belief` is about tomorrow, `at` is the target's place among the items."""
    usual, level = belief.usual[at], belief.usual[at] + belief.now[at]
    sd = np.sqrt(spread_of_answer(belief, rates)[at])
    early = np.exp(columns.told / np.float32(-EARLY_ANSWERS))
    window = look_back(columns)
    cuts = weights.cuts.astype(np.float32)[:, None]
    z = LOGISTIC * (level - cuts + np.float32(weights.step / 2)) / sd
    counts = window.count_from(cuts)
    share = logit((counts + SHARE_PULL * expit(z)) / (window.n + SHARE_PULL))
    recent = columns.lately.reshape(LAG, columns.n_items, -1)[:, at]
    n_recent = (recent >= 0).sum(0, dtype=np.uint8)
    week = (np.maximum(recent, 0).sum(0, dtype=np.int32) * ONE_STEP + 2 * usual) / (n_recent + 2)
    newest = np.where(window.has_newest > 0, window.newest, usual)
    off_floor = (counts[0] + SHARE_PULL) / (window.n + SHARE_PULL)
    shared = [week / WIDTH, newest / WIDTH, off_floor, *belief.usual / WIDTH, *belief.now / WIDTH]
    shared += [early, _away(columns)]
    by_cut = np.stack((z * early, z * (1 - early), share))
    unusual = _unusual(window, shared, level, sd, usual)
    return Features(by_cut, np.stack(shared), np.stack(unusual))


def _unusual(
    window: Window, shared: list[Singles], level: Singles, sd: Singles, usual: Singles
) -> list[Singles]:
    week, newest, *others, early, away = shared
    n, mean, swing = window.before_newest()
    mean = np.where(n > 0, mean, usual)
    swing = np.where(n > 1, swing, sd)
    bar = bar_of(mean, swing)
    rise = LOGISTIC * (level - bar) / sd
    above = window.count_from(bar) - window.newest_is_from(bar)
    chance = logit((above + SHARE_PULL * expit(rise)) / (n + SHARE_PULL))
    floor = window.at_floor - window.has_newest * (window.newest == 0)
    now = others[1 + (len(others) - 1) // 2 :]
    mean, swing = mean / WIDTH, swing / WIDTH
    return [
        chance, rise * early, rise * (1 - early), week, newest, *now,
        early, away, mean, swing, floor / np.maximum(n, 1), mean * early, mean**2, mean * swing,
    ]  # fmt: skip


def bar_of(mean: Singles, sd: Singles) -> Singles:
    """From where an answer is well above a usual, 0-10: 1.5 or one SD more, and 3 at least."""
    return np.asarray(np.maximum(mean + np.maximum(sd, LEAST_RISE), LEAST_UNUSUAL))


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
    return 1 / (1 + np.exp(-np.minimum(np.maximum(odds, -30), 30)))


def logit(share: Any) -> Any:
    kept = np.minimum(np.maximum(share, 1e-4), 1 - 1e-4)
    return np.log(kept / (1 - kept))


def _away(columns: Columns) -> Singles:
    """Days since the last answer, of fourteen at most."""
    days = np.where(columns.last == NEVER, 0, columns.day - columns.last)
    return np.asarray(np.minimum(days, DAYS_AWAY) / np.float32(DAYS_AWAY))
