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
from porchlight.domain.drift.state import LAG, MISSING, NEVER, Columns, Singles
from porchlight.domain.drift.window import ONE_STEP, quantised

SMOOTHING = 0.2
LEARNING_DAYS = 14
REST_DAYS = 14
LEAST_RISE_DAYS = 3
GAP_DAYS = 7
FORGETTING = 0.96
ANEW_AFTER_DAYS = 90
FARTHEST = 2.5  # SDs: one very bad day cannot tip the chart
COME_DOWN = 0.8  # of the bar: below it, a later alert is a new one
MUCH_HIGHER = 0.5  # than when last told, in SDs: new without having come down
LEAST_KNOWN = 3.5  # answers of a baseline: four, the older ones counting a little less
FEW = 2.0  # answers the doubt about a baseline starts from

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class ChartNumbers:
    """[n_items, 1] each. `mean_pull`, `spread_pull`, `past_pull`: answers the prior counts for.
    `doubt`: how much an unsure baseline widens the chart. `bars`: (budget, bar)."""

    mean: Singles
    weight: Singles
    mean_pull: Singles
    spread_pull: float
    spread_squares: Singles
    doubt: float
    past_pull: float
    likeness: Singles
    bars: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, prior: Prior, scales: Sequence[Scale]) -> ChartNumbers:
        chart = prior.chart
        spread, between = (prior.of_items(name, scales) for name in ("spread", "between"))
        likeness, weight = prior.likeness(scales), prior.of_items("weight", scales)
        weight = weight / np.sqrt(weight @ likeness @ weight) / chart["unit"]
        return cls(
            mean=_column(prior.of_items("mean", scales)),
            weight=_column(weight),
            mean_pull=_column(chart["pull"] * (spread / between) ** 2),
            spread_pull=chart["spread_pull"],
            spread_squares=_column(chart["spread_pull"] * spread**2),
            doubt=chart["doubt"],
            past_pull=chart["past_pull"],
            likeness=likeness.astype(np.float32),
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
    alert: Bools
    is_raised: Bools
    is_learning: Bools
    contributions: Floats


def take_in(
    columns: Columns, day: int, worse: Singles, numbers: ChartNumbers, bars: Singles
) -> None:
    """One day for all people, in place, after `columns.day` has been set."""
    is_told = worse == worse  # NaN is not
    answered = np.asarray(is_told.any(0))
    _begin_anew(columns, day, answered)
    _baseline(columns, worse, is_told, numbers)
    # Before that it would be other people's usual that is measured from.
    counts = is_told & (columns.base_n >= LEAST_KNOWN)
    off = _distance(columns, worse, numbers)
    # An item left out on a day that was told fades slowly; a day not told leaves all as it was.
    unsaid = np.where(answered, 1 - SMOOTHING / 4, 1).astype(np.float32)
    kept = np.where(is_told, np.float32(1 - SMOOTHING), unsaid)
    columns.chart[:] = kept * columns.chart + np.where(counts, SMOOTHING * off, 0)
    columns.last[answered] = day
    statistic = contributions(columns, numbers).sum(0)
    is_up = statistic > 0
    starts = answered & is_up & (columns.since == NEVER)
    columns.since[starts] = day
    columns.since[~is_up] = NEVER
    _alert(columns, day, answered, statistic, bars)


def read(columns: Columns, numbers: ChartNumbers, budget: int, bar: float) -> Drift:
    shares = contributions(columns, numbers).astype(np.float64)
    statistic = shares.sum(0)
    since = columns.since.astype(np.int64)
    return Drift(
        statistic=statistic,
        since=np.where(since == NEVER, -1, since),
        alert=(columns.alerted[budget] == columns.day) & (columns.day > NEVER),
        is_raised=statistic >= bar,
        is_learning=is_learning(columns),
        contributions=np.ascontiguousarray(shares.T),
    )


def contributions(columns: Columns, numbers: ChartNumbers) -> Singles:
    """[n_items, n_people]. Items never told drop out, and the rest is scaled to the same spread."""
    weight, size = _weights(columns, numbers)
    return np.asarray(weight * columns.chart * (size / _widened(columns, numbers, weight)))


def known(columns: Columns, numbers: ChartNumbers) -> Singles:
    """How many answers the baseline rests on, over the items that are told."""
    return _known(columns, _weights(columns, numbers)[0])


def is_learning(columns: Columns) -> Bools:
    is_new = (columns.first == NEVER) | (columns.day - LEARNING_DAYS < columns.first)
    return np.asarray(is_new | (columns.day < columns.quiet))


def may_alert(columns: Columns) -> Bools:
    """Not while it learns, and not before the third day of a rise: two hard days are no drift."""
    has_lasted = columns.since <= columns.day - LEAST_RISE_DAYS + 1
    return np.asarray(~is_learning(columns) & has_lasted & (columns.since != NEVER))


def alerts(
    live: Bools, rested: Bools, height: Singles, statistic: Singles, bars: Singles
) -> tuple[Bools, Singles]:
    """(fires, height after), [n_bars, n_people]: at most one alert in 14 days, and a new one only
    after the chart has come down, or when it stands well above the `height` it was told at.
    `live`: [n_people]. `rested`: 14 days since the last alert. `bars`: [n_bars, 1]."""
    height = np.where(statistic < COME_DOWN * bars, np.float32(-np.inf), height)
    fires = live & rested & (statistic >= bars) & (statistic >= height + MUCH_HIGHER)
    return fires, np.where(fires, statistic, height)


def _alert(columns: Columns, day: int, answered: Bools, statistic: Singles, bars: Singles) -> None:
    n = len(bars)
    rested = columns.alerted[:n] <= day - REST_DAYS
    live = answered & may_alert(columns)
    fires, columns.height[:n] = alerts(live, rested, columns.height[:n], statistic, bars)
    columns.alerted[:n][fires] = day


def _column(values: Floats) -> Singles:
    return np.asarray(values, dtype=np.float32)[:, None]


def _weights(columns: Columns, numbers: ChartNumbers) -> tuple[Singles, Singles | float]:
    """Weights of the items that are told, and what makes up for those that are not."""
    is_known = columns.base_n > 0
    if is_known.all():
        return numbers.weight, 1.0
    weight = np.where(is_known, numbers.weight, 0)
    square = sum(
        weight[i] * weight[j] * numbers.likeness[i, j]
        for i in range(len(weight))
        for j in range(len(weight))
    )
    whole = (numbers.weight * (numbers.likeness @ numbers.weight)).sum()
    return weight, np.where(square > 0, np.sqrt(whole / np.maximum(square, 1e-9)), 0)


def _widened(columns: Columns, numbers: ChartNumbers, weight: Singles) -> Singles:
    """How far this person's chart swings by itself: wider while the baseline is unsure, and as it
    did up to seven answers ago. 1 for most."""
    unsure = 1 + numbers.doubt / (_known(columns, weight) + FEW)
    pull = numbers.past_pull
    own = (pull + columns.past[2]) / (pull + columns.past[1])
    return np.asarray(np.sqrt(unsure * own))


def _known(columns: Columns, weight: Singles) -> Singles:
    return np.asarray((weight * columns.base_n).sum(0) / np.maximum(weight.sum(0), 1e-9))


def _begin_anew(columns: Columns, day: int, answered: Bools) -> None:
    """A return after a week or more away is good news: the chart starts from zero, and is silent
    for a week. After three months the usual is learned afresh."""
    is_first = columns.first == NEVER
    columns.first[answered & is_first] = day
    returned = answered & ~is_first & (columns.last < day - GAP_DAYS)
    if not returned.any():
        return
    columns.chart[:, returned] = 0
    columns.since[returned] = NEVER
    columns.quiet[returned] = day + GAP_DAYS
    anew = returned & (columns.last < day - ANEW_AFTER_DAYS)
    columns.first[anew] = day
    columns.base_n[:, anew] = columns.base_m2[:, anew] = 0
    columns.lately[:, anew] = MISSING


def _baseline(columns: Columns, worse: Singles, is_told: Bools, numbers: ChartNumbers) -> None:
    """The answer of seven answers ago joins the baseline; the new one takes its place."""
    k, n = worse.shape
    place = (columns.count % LAG).astype(np.intp) * k + np.arange(k)[:, None]
    place = place * n + np.arange(n)
    lately = columns.lately.reshape(-1)
    left = lately[place]
    lately[place] = np.where(is_told, quantised(worse), left)
    columns.count += is_told
    columns.count[columns.count >= 32_000] -= LAG * 4_000
    joins = is_told & (left != MISSING)
    answer = left * ONE_STEP
    _remember_swing(columns, answer, joins, numbers)
    n_before = columns.base_n
    kept = np.where(joins, np.float32(FORGETTING), np.float32(1))
    n_after = n_before * kept + joins
    change = np.where(joins, answer - columns.base_mean, 0)
    columns.base_mean += change / np.maximum(n_after, 1)
    columns.base_m2[:] = kept * columns.base_m2 + change * (answer - columns.base_mean)
    columns.base_n[:] = n_after


def _distance(columns: Columns, worse: Singles, numbers: ChartNumbers) -> Singles:
    """From the person's own baseline, in their own SDs; NaN where there is no answer."""
    n, pull = columns.base_n, numbers.mean_pull
    base = (pull * numbers.mean + n * columns.base_mean) / (pull + n)
    squares = numbers.spread_squares + columns.base_m2
    spread = np.sqrt(squares / (numbers.spread_pull + np.maximum(n - 1, 0)))
    return np.asarray(np.minimum(np.maximum((worse - base) / spread, -FARTHEST), FARTHEST))


def _remember_swing(columns: Columns, answer: Singles, joins: Bools, numbers: ChartNumbers) -> None:
    """What the chart would have been seven answers ago, its square counted for the own spread."""
    weight = _weights(columns, numbers)[0]
    off = np.where(joins, _distance(columns, answer, numbers), 0)
    value = (1 - SMOOTHING) * columns.past[0] + SMOOTHING * (numbers.weight * off).sum(0)
    square = value**2 / (1 + numbers.doubt / (_known(columns, weight) + FEW))
    some = joins.any(0)
    columns.past[0] = np.where(some, value, columns.past[0])
    columns.past[1] += some
    columns.past[2] += np.where(some, square, 0)
