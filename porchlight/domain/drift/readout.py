"""Tomorrow: from usual, now and the last 28 days to a probability at every cut of the scale.

One logistic line a cut. Features of what was answered never fall when an answer is worse, and their
weights are never below zero, so a worse answer never lowers the forecast. For "well above my own
usual" the usual leaves out the last answer: what is asked of it may not be raised by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from porchlight.domain.drift.kalman import Belief, Rates, spread_of_answer
from porchlight.domain.drift.prior import Prior
from porchlight.domain.drift.scales import WIDTH, Floats, Scale
from porchlight.domain.drift.state import State
from porchlight.domain.drift.window import look_back

LEAST_UNUSUAL, LEAST_RISE = 3.0, 1.5  # of ten
EARLY_ANSWERS: Final = 7.0
SHARE_PULL: Final = 4.0
DAYS_AWAY: Final = 14.0
# Read at each cut. The first two are one feature, split so that its weight can grow with answers.
BY_CUT: Final = ("z_early", "z_later", "share")
SHARED: Final = ("week", "newest", "off_floor")  # and usual:NAME, now:NAME of each item
FREE: Final = ("early", "away")  # not about what was answered: any sign
UNUSUAL: Final = ("above", "rise_early", "rise_later", "week", "newest")  # and now:NAME
UNUSUAL_FREE: Final = ("early", "away", "level", "swing", "floor", "level_early")


@dataclass(frozen=True)
class Features:
    """`by_cut`: name -> [n, n_cuts]; `shared`, `free`: name -> [n]; for unusual: name -> [n]."""

    by_cut: dict[str, Floats]
    shared: dict[str, Floats]
    bar: Floats
    unusual: dict[str, Floats]


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
    state: State,
    belief: Belief,
    rates: Rates,
    scales: Sequence[Scale],
    target: str,
    weights: Weights,
) -> Features:
    """`belief` is about tomorrow."""
    at = [scale.name for scale in scales].index(target)
    items = ["target" if scale.name == target else scale.name for scale in scales]
    level = (belief.usual + belief.now)[:, at]
    sd = np.sqrt(spread_of_answer(belief, rates)[:, at])
    early = np.exp(state["told"].astype(np.float64) / -EARLY_ANSWERS)
    away = np.minimum(_days_away(state), DAYS_AWAY) / DAYS_AWAY
    window = look_back(state)
    z = 1.7 * (level[:, None] - weights.cuts + weights.step / 2) / sd[:, None]
    expected = expit(z)
    counts = np.stack([window.count_from(cut) for cut in weights.cuts], axis=1)
    share = logit((counts + SHARE_PULL * expected) / (window.n[:, None] + SHARE_PULL))
    week = (window.week_sum + 2 * belief.usual[:, at]) / (window.week_n + 2) / WIDTH
    newest = np.where(np.isnan(window.newest), belief.usual[:, at], window.newest) / WIDTH
    off_floor = 1 - (counts_at_floor(window.n, window.at_floor) / (window.n + SHARE_PULL))
    shared = {"week": week, "newest": newest, "off_floor": off_floor}
    shared |= {f"usual:{n}": belief.usual[:, i] / WIDTH for i, n in enumerate(items)}
    shared |= {f"now:{n}": belief.now[:, i] / WIDTH for i, n in enumerate(items)}
    shared |= {"early": early, "away": away}
    by_cut = {"z_early": z * early[:, None], "z_later": z * (1 - early[:, None]), "share": share}
    return _with_unusual(state, by_cut, shared, level, sd, belief.usual[:, at])


def _with_unusual(
    state: State,
    by_cut: dict[str, Floats],
    shared: dict[str, Floats],
    level: Floats,
    sd: Floats,
    usual: Floats,
) -> Features:
    before = look_back(state, leave_out_newest=True)
    mean = np.where(before.n > 0, before.mean, usual)
    spread = np.where(before.n > 1, before.sd, sd)
    bar = bar_of(mean, spread)
    rise = 1.7 * (level - bar) / sd
    above = before.count_from(np.minimum(bar, WIDTH))
    expected = expit(rise)
    early = shared["early"]
    unusual = {
        "above": logit((above + SHARE_PULL * expected) / (before.n + SHARE_PULL)),
        "rise_early": rise * early,
        "rise_later": rise * (1 - early),
        "week": shared["week"],
        "newest": shared["newest"],
        "early": early,
        "away": shared["away"],
        "level": mean / WIDTH,
        "level_early": mean / WIDTH * early,
        "swing": spread / WIDTH,
        "floor": np.where(before.n > 0, before.at_floor, 0.0),
    }
    unusual |= {name: value for name, value in shared.items() if name.startswith("now:")}
    return Features(by_cut, shared, bar, unusual)


def bar_of(mean: Floats, sd: Floats) -> Floats:
    """From where an answer is well above a usual, 0-10: 1.5 or one SD more, and 3 at least."""
    return np.asarray(np.maximum(mean + np.maximum(sd, LEAST_RISE), LEAST_UNUSUAL))


def counts_at_floor(n: Floats, share: Floats) -> Floats:
    return n * share


def log_odds(features: Features, weights: Weights) -> Floats:
    """[n_people, n_cuts], never rising with the cut."""
    found = weights.base + sum(
        features.shared[name][:, None] * weights.shared[i] for i, name in enumerate(weights.names)
    )
    found = found + sum(features.by_cut[name] * weights.by_cut[i] for i, name in enumerate(BY_CUT))
    return np.minimum.accumulate(found, axis=1)


def at_threshold(odds: Floats, weights: Weights, level: Floats | float) -> Floats:
    """Log odds of an answer of `level` (0-10) or worse, straight between the cuts."""
    cuts = weights.cuts
    level = np.broadcast_to(np.asarray(level, dtype=np.float64), odds.shape[:1])
    place = np.clip(np.searchsorted(cuts, level) - 1, 0, max(len(cuts) - 2, 0))
    rows = np.arange(len(odds))
    if len(cuts) == 1:
        return odds[:, 0]
    share = (level - cuts[place]) / (cuts[place + 1] - cuts[place])
    low, high = odds[rows, place], odds[rows, place + 1]
    return np.asarray(low + np.clip(share, -1.0, 2.0) * (high - low))


def unusual_odds(features: Features, weights: Weights) -> Floats:
    found = weights.unusual[0] + sum(
        features.unusual[name] * weights.unusual[i + 1]
        for i, name in enumerate(weights.unusual_names)
    )
    return np.asarray(found)


def expit(odds: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))


def logit(share: Floats) -> Floats:
    kept = np.clip(share, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(kept / (1 - kept)))


def _days_away(state: State) -> Floats:
    never = state["first"] < -(2**30)
    return np.where(never, 0.0, state["day"].astype(np.float64) - state["last"])
