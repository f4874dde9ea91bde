"""Drift: the last days against the person's own usual, on a chart with memory.

Each answer is measured from a baseline of the answers before the last seven, drawn towards what is
usual among people while there are few, in the person's own SDs. The distances are smoothed (EWMA)
and added with fixed weights of one sign, so that a worse answer today can only raise the chart.
Where the bar is comes from how often somebody asked to hear, not from a textbook: neighbouring days
are alike, and those limits are crossed too often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift.prior import Prior
from porchlight.domain.drift.scales import Floats, Scale
from porchlight.domain.drift.state import LAG, MISSING, NEVER, STEPS, State
from porchlight.domain.drift.window import quantised

SMOOTHING = 0.2
LEARNING_DAYS = 14
REST_DAYS = 14
GAP_DAYS = 7
FORGETTING = 0.99
ANEW_AFTER_DAYS = 90
FARTHEST = 3.5  # SDs: one very bad day cannot tip the chart
COME_DOWN = 0.8  # of the bar: below it, a later alert is a new one
MUCH_HIGHER = 1.0  # than when last told, in SDs: new without having come down


@dataclass(frozen=True)
class ChartNumbers:
    """`spread`, `mean`, `weight`: [n_items]. `mean_pull`, `spread_pull`: answers the prior counts
    for. `doubt`: how much an unsure baseline widens the chart. `bars`: budget -> bar."""

    mean: Floats
    spread: Floats
    weight: Floats
    mean_pull: Floats
    spread_pull: float
    doubt: float
    past_pull: float
    likeness: Floats
    bars: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, prior: Prior, scales: Sequence[Scale]) -> ChartNumbers:
        chart = prior.chart
        spread = prior.of_items("spread", scales)
        between = prior.of_items("between", scales)
        likeness = prior.likeness(scales)
        weight = prior.of_items("weight", scales)
        weight = weight / np.sqrt(weight @ likeness @ weight)
        return cls(
            mean=prior.of_items("mean", scales),
            spread=spread,
            weight=weight / chart["unit"],
            mean_pull=chart["pull"] * (spread / between) ** 2,
            spread_pull=chart["spread_pull"],
            doubt=chart["doubt"],
            past_pull=chart["past_pull"],
            likeness=likeness,
            bars=tuple(sorted((float(b), float(bar)) for b, bar in chart["bars"].items())),
        )

    def bar(self, alerts_per_month: float) -> float:
        """The bar for a budget: straight between the fitted ones on a log scale of budgets."""
        budgets, bars = zip(*self.bars, strict=True)
        return float(np.interp(np.log(alerts_per_month), np.log(budgets), bars))


@dataclass(frozen=True)
class Drift:
    """[n_people] each. `statistic`: in SDs of a person whose life does not change. `since`: the
    ordinal of the first day of the present rise, -1 when there is none. `alert`: on this day, for
    the budget. `is_raised`: above the bar, alert or not. `is_learning`: silent for now.
    `contributions`: [n_people, n_items], they sum to the statistic."""

    statistic: Floats
    since: NDArray[np.int64]
    alert: NDArray[np.bool_]
    is_raised: NDArray[np.bool_]
    is_learning: NDArray[np.bool_]
    contributions: Floats


def take_in(state: State, day: int, worse: Floats, numbers: ChartNumbers, bars: Floats) -> None:
    """One day for all people, in place, after the days of `state` have been set."""
    is_told = ~np.isnan(worse)
    answered = np.asarray(is_told.any(1))
    _begin_anew(state, day, answered)
    _baseline(state, worse, is_told, numbers)
    off = _distance(state, worse, numbers)
    kept = np.where(is_told, 1 - SMOOTHING, np.where(answered[:, None], 1 - SMOOTHING / 4, 1.0))
    state["chart"] = kept * state["chart"] + np.where(is_told, SMOOTHING * off, 0.0)
    state["last"] = np.where(answered, day, state["last"])
    statistic = contributions(state, numbers).sum(1)
    rises = answered & (statistic > 0)
    state["since"] = np.where(
        rises & (state["since"] == NEVER), day, np.where(statistic > 0, state["since"], NEVER)
    )
    _alert(state, day, answered, statistic, bars)


def read(state: State, numbers: ChartNumbers, budget: int, bar: float) -> Drift:
    shares = contributions(state, numbers)
    statistic = shares.sum(1)
    since = state["since"].astype(np.int64)
    return Drift(
        statistic=statistic,
        since=np.where(since == NEVER, -1, since),
        alert=(state["alerted"][:, budget] == state["day"]) & (state["day"] > NEVER),
        is_raised=statistic >= bar,
        is_learning=is_learning(state),
        contributions=shares,
    )


def contributions(state: State, numbers: ChartNumbers) -> Floats:
    """[n_people, n_items]. Items never told drop out, and the rest is scaled to the same spread."""
    told = state["base_n"] > 0
    weight = np.where(told, numbers.weight, 0.0)
    size = np.sqrt(np.maximum((weight @ numbers.likeness * weight).sum(1), 1e-12))
    whole = np.sqrt(numbers.weight @ numbers.likeness @ numbers.weight)
    widened = np.sqrt(1.0 + numbers.doubt / (known(state, numbers) + 2.0))
    scale = whole / (np.maximum(size, 1e-6) * widened * _own_spread(state, numbers))
    return np.asarray(weight * state["chart"] * scale[:, None])


def known(state: State, numbers: ChartNumbers) -> Floats:
    """How many answers the baseline rests on, over the items that are told."""
    weight = np.where(state["base_n"] > 0, numbers.weight, 0.0)
    return np.asarray((weight * state["base_n"]).sum(1) / np.maximum(weight.sum(1), 1e-12))


def _own_spread(state: State, numbers: ChartNumbers) -> Floats:
    """How far this person's chart swings by itself, 1 for most, from seven answers ago."""
    past = state["past"].astype(np.float64)
    pull = numbers.past_pull
    return np.asarray(np.sqrt((pull + past[:, 2]) / (pull + past[:, 1])))


def _begin_anew(state: State, day: int, answered: NDArray[np.bool_]) -> None:
    """A return after a week or more away is good news: the chart starts from zero, and is silent
    for a week. After three months the usual is learned again."""
    away = np.where(state["last"] == NEVER, 0, day - state["last"].astype(np.int64))
    returned = answered & (away > GAP_DAYS)
    state["chart"] = np.where(returned[:, None], 0.0, state["chart"])
    state["since"] = np.where(returned, NEVER, state["since"])
    state["quiet"] = np.where(returned, day + GAP_DAYS, state["quiet"])
    fresh = answered & ((state["first"] == NEVER) | (away > ANEW_AFTER_DAYS))
    state["first"] = np.where(fresh, day, state["first"])
    state["base_n"] = np.where(
        (fresh & returned)[:, None], np.minimum(state["base_n"], LAG), state["base_n"]
    )


def _baseline(
    state: State, worse: Floats, is_told: NDArray[np.bool_], numbers: ChartNumbers
) -> None:
    """The answer of seven answers ago joins the baseline; the new one takes its place."""
    count = state["count"].astype(np.int64)
    slot = (count % LAG)[:, None, :]
    lately = np.ascontiguousarray(state["lately"])
    left = np.take_along_axis(lately, slot, 1)[:, 0]
    joins = is_told & (left != MISSING)
    answer = left * (1.0 / STEPS)
    off = np.where(joins, _distance(state, answer, numbers), 0.0)
    _remember_swing(state, off, joins, numbers)
    n = np.where(joins, state["base_n"] * FORGETTING + 1.0, state["base_n"])
    change = np.where(joins, answer - state["base_mean"], 0.0)
    mean = state["base_mean"] + change / np.maximum(n, 1.0)
    state["base_m2"] = np.where(
        joins, state["base_m2"] * FORGETTING + change * (answer - mean), state["base_m2"]
    )
    state["base_n"], state["base_mean"] = n, mean
    new = np.where(is_told, quantised(worse), left)
    np.put_along_axis(lately, slot, new[:, None, :], 1)
    state["lately"] = lately
    state["count"] = np.where(is_told, _next(count), count)


def _next(count: NDArray[np.int64]) -> NDArray[np.int64]:
    """Counts stop short of what two bytes hold, at the same place in the ring."""
    return np.where(count + 1 >= 65_000, count + 1 - 9_100, count + 1)


def _distance(state: State, worse: Floats, numbers: ChartNumbers) -> Floats:
    """From the person's own baseline, in their own SDs; NaN where there is no answer."""
    n = state["base_n"].astype(np.float64)
    base = (numbers.mean_pull * numbers.mean + n * state["base_mean"]) / (numbers.mean_pull + n)
    squares = numbers.spread_pull * numbers.spread**2 + state["base_m2"]
    spread = np.sqrt(squares / (numbers.spread_pull + np.maximum(n - 1.0, 0.0)))
    return np.asarray(np.clip((worse - base) / spread, -FARTHEST, FARTHEST))


def _remember_swing(
    state: State, off: Floats, joins: NDArray[np.bool_], numbers: ChartNumbers
) -> None:
    any_joins = np.asarray(joins.any(1))
    past = state["past"].astype(np.float64)
    value = (1 - SMOOTHING) * past[:, 0] + SMOOTHING * (off * numbers.weight).sum(1)
    size = value**2 / (1.0 + numbers.doubt / (known(state, numbers) + 2.0))
    new = np.stack((value, past[:, 1] + 1.0, past[:, 2] + size), axis=1)
    state["past"] = np.where(any_joins[:, None], new, past)


def is_learning(state: State) -> NDArray[np.bool_]:
    day = state["day"].astype(np.int64)
    is_new = (state["first"] == NEVER) | (day - state["first"] < LEARNING_DAYS)
    return np.asarray(is_new | (day < state["quiet"]))


def alerts(
    live: NDArray[np.bool_],
    rested: NDArray[np.bool_],
    height: Floats,
    statistic: Floats,
    bars: Floats,
) -> tuple[NDArray[np.bool_], Floats]:
    """(fires, height after), [n_people, n_bars]: at most one alert in 14 days, and a new one only
    after the chart has come down, or when it stands well above the `height` it was told at.
    `live`: [n_people]. `rested`: 14 days since the last alert."""
    tall = statistic[:, None]
    height = np.where(tall < COME_DOWN * bars, -np.inf, height)
    fires = live[:, None] & rested & (tall >= bars) & (tall >= height + MUCH_HIGHER)
    return fires, np.where(fires, tall, height)


def _alert(
    state: State, day: int, answered: NDArray[np.bool_], statistic: Floats, bars: Floats
) -> None:
    last = state["alerted"][:, : len(bars)]
    rested = day - last.astype(np.int64) >= REST_DAYS
    live = answered & ~is_learning(state)
    height = state["height"][:, : len(bars)].astype(np.float64)
    fires, height = alerts(live, rested, height, statistic, bars)
    state["alerted"][:, : len(bars)] = np.where(fires, day, last)
    state["height"][:, : len(bars)] = height
