"""Drift: the last days against the person's own usual, on a chart with memory.

Each answer is measured from a baseline of the answers before the last seven, drawn towards what is
usual among people while there are few, in the person's own SDs. The distances are smoothed (EWMA)
and added with fixed weights of one sign, so that a worse answer today can only raise the chart.
Beside that sum the target and contact have a chart of their own, because a change in one answer
alone drowns in six. Whichever stands highest against its bar decides (bars.py). Where the bars are
comes from how often somebody asked to hear, not from a textbook: neighbouring days are alike, and
those limits are crossed too often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift import bars
from porchlight.domain.drift.bars import Bars
from porchlight.domain.drift.prior import Prior
from porchlight.domain.drift.scales import Bools, Floats, Scale, constant
from porchlight.domain.drift.state import (
    LAG,
    MISSING,
    NEVER,
    NEVER_YET,
    Shorts,
    Singles,
    StateColumns,
)
from porchlight.domain.drift.window import ONE_STEP, quantised

SMOOTHING = 0.2
LEARNING_DAYS = 14
LEAST_RISE_DAYS = 3
GAP_DAYS = 7
FORGETTING = 0.96
ANEW_AFTER_DAYS = 90
FARTHEST = 2.5  # SDs: one very bad day cannot tip the chart
LEAST_KNOWN = 3.5  # answers of a baseline: four, the older ones counting a little less
FEW = 2.0  # answers the doubt about a baseline starts from

_ZERO, _ONE, _SMOOTHING, _SMOOTHED = map(constant, (0, 1, SMOOTHING, 1 - SMOOTHING))
_FADED, _FORGETTING, _LEAST_KNOWN = map(constant, (1 - SMOOTHING / 4, FORGETTING, LEAST_KNOWN))
_FARTHEST, _NEAREST, _FEW, _NO_BAR = map(constant, (FARTHEST, -FARTHEST, FEW, -np.inf))
_MISSING = np.array(MISSING, dtype=np.int16)
_LATEST = np.array(np.iinfo(np.int64).max)


@dataclass(frozen=True)
class ChartNumbers:
    """[n_items, 1] each. `mean_pull`, `spread_pull`, `past_pull`: answers the prior counts for.
    `doubt`: how much an unsure baseline widens the chart. `alone`: the places of the items with a
    chart of their own, the target first; `alone_doubt`: one each."""

    mean: Singles
    weight: Singles
    mean_pull: Singles
    spread_pull: float
    spread_squares: Singles
    doubt: float
    past_pull: float
    likeness: Singles
    alone: tuple[int, ...]
    alone_doubt: tuple[float, ...]
    bars: Bars

    @classmethod
    def of(cls, prior: Prior, scales: Sequence[Scale], target: str) -> ChartNumbers:
        chart = prior.chart
        spread, between = (prior.of_items(name, scales) for name in ("spread", "between"))
        likeness, weight = prior.likeness(scales), prior.of_items("weight", scales)
        weight = weight / np.sqrt(weight @ likeness @ weight) / chart["unit"]
        names = [scale.name for scale in scales]
        alone = [name for name in dict.fromkeys((target, chart["contact"])) if name in names]
        doubts = [chart["doubt_alone"][name] for name in bars.CHARTS[1:]]
        return cls(
            mean=_column(prior.of_items("mean", scales)),
            weight=_column(weight),
            mean_pull=_column(chart["pull"] * (spread / between) ** 2),
            spread_pull=chart["spread_pull"],
            spread_squares=_column(chart["spread_pull"] * spread**2),
            doubt=chart["doubt"],
            past_pull=chart["past_pull"],
            likeness=likeness.astype(np.float32),
            alone=tuple(names.index(name) for name in alone),
            alone_doubt=tuple(map(float, doubts[: len(alone)])),
            bars=Bars.of(chart),
        )


@dataclass(frozen=True)
class Answers:
    """Of one day, [n_items, n_people]. `worse`: on 0-10, NaN where there is none; `steps`: as they
    are kept. `has_any`: [n_people]."""

    worse: Singles
    steps: Shorts
    is_told: Bools
    has_any: Bools

    @classmethod
    def of(cls, worse: Singles) -> Answers:
        is_told = worse == worse  # NaN is not
        return cls(worse, quantised(worse), is_told, np.logical_or.reduce(is_told, 0))


@dataclass(frozen=True)
class Drift:
    """[n_people] each. `statistic`: of all items together, in SDs of a person whose life does not
    change. `in_bars`: of the chart that stands highest against its bar, 1 is at the bar. `since`:
    the ordinal of the first day of the present rise, -1 when there is none: of the charts at their
    bar the earliest, else of all items together. `alert`: on this day, for the budget. `is_raised`:
    at a bar, alert or not. `is_learning`: silent for now. `contributions`: [n_people, n_items],
    they sum to the statistic. `is_firing`: [n_people, n_items], its own chart is at its bar."""

    statistic: Floats
    in_bars: Floats
    since: NDArray[np.int64]
    alert: Bools
    is_raised: Bools
    is_learning: Bools
    contributions: Floats
    is_firing: Bools


def take_in(
    columns: StateColumns, day: int, answers: Answers, numbers: ChartNumbers, inverse: Singles
) -> None:
    """One day for all people, in place, after `columns.day` has been set. `inverse`: as of
    `Bars.inverse`, of the first budgets that are kept."""
    is_told, answered = answers.is_told, answers.has_any
    _begin_anew(columns, day, answered)
    _baseline(columns, answers, numbers)
    # Before that it would be other people's usual that is measured from.
    counts = is_told & (columns.base_n >= _LEAST_KNOWN)
    off = _SMOOTHING * _distance(columns, answers.worse, numbers)
    # An item left out on a day that was told fades slowly; a day not told leaves all as it was.
    decay = np.where(is_told, _SMOOTHED, np.where(answered, _FADED, _ONE))
    np.multiply(decay, columns.chart, out=columns.chart)
    np.add(columns.chart, off, out=columns.chart, where=counts)
    bars.count_days(columns, day, answered)
    np.copyto(columns.last, day, where=answered)
    statistics = statistics_of(columns, numbers, contributions(columns, numbers))
    since = columns.since[: len(statistics)]
    is_up = statistics > _ZERO
    np.copyto(since, day, where=answered & is_up & (since == NEVER_YET))
    np.copyto(since, NEVER_YET, where=~is_up)
    _alert(columns, day, answered, statistics, numbers, inverse)


def read(columns: StateColumns, numbers: ChartNumbers, budget: int, inverse: Singles) -> Drift:
    """As of the columns' day, for one of the budgets of `inverse`."""
    shares = contributions(columns, numbers)
    statistics = statistics_of(columns, numbers, shares)
    percent = bars.percent_of(columns.often, numbers.bars.share)
    of_bars = bars.in_bars(statistics, inverse[:, budget : budget + 1], percent)[:, 0]
    is_at_bar = of_bars >= _ONE
    is_firing = np.zeros((len(columns.day), columns.n_items), dtype=bool)
    for place, is_there in zip(numbers.alone, is_at_bar[1:], strict=True):
        is_firing[:, place] = is_there
    return Drift(
        statistic=np.add.reduce(shares, 0, np.float64),
        in_bars=of_bars.max(0).astype(np.float64),
        since=_since(columns, is_at_bar),
        alert=(columns.alerted[budget] == columns.day) & (columns.day > NEVER_YET),
        is_raised=np.logical_or.reduce(is_at_bar, 0),
        is_learning=is_learning(columns),
        contributions=np.ascontiguousarray(shares.T, dtype=np.float64),
        is_firing=is_firing,
    )


def _since(columns: StateColumns, is_at_bar: Bools) -> NDArray[np.int64]:
    since = columns.since[: len(is_at_bar)].astype(np.int64)
    of_firing = np.where(is_at_bar & (since != NEVER), since, _LATEST).min(0)
    either = np.where(np.logical_or.reduce(is_at_bar, 0), of_firing, since[0])
    np.copyto(either, -1, where=either == NEVER)
    return np.asarray(either)


def statistics_of(columns: StateColumns, numbers: ChartNumbers, shares: Singles) -> Singles:
    """[n_charts, n_people]: all items together, then each item that has a chart of its own, less
    sure while its baseline is. `shares`: of `contributions`."""
    found = np.empty((1 + len(numbers.alone), len(columns.day)), dtype=np.float32)
    np.add.reduce(shares, 0, out=found[0])
    for row, place in enumerate(numbers.alone):
        found[1 + row] = columns.chart[place]
        doubt = numbers.alone_doubt[row]
        if doubt:
            found[1 + row] /= np.sqrt(_ONE + doubt / (columns.base_n[place] + _FEW))
    return found


def contributions(columns: StateColumns, numbers: ChartNumbers) -> Singles:
    """[n_items, n_people]. Items never told drop out, and the rest is scaled to the same spread."""
    weight, size = _weights(columns, numbers)
    return np.asarray(weight * columns.chart * (size / _widened(columns, numbers, weight)))


def known(columns: StateColumns, numbers: ChartNumbers) -> Singles:
    """How many answers the baseline rests on, over the items that are told."""
    return _known(columns, _weights(columns, numbers)[0])


def is_learning(columns: StateColumns) -> Bools:
    is_new = (columns.first == NEVER_YET) | (columns.day - LEARNING_DAYS < columns.first)
    return np.asarray(is_new | (columns.day < columns.quiet))


def has_lasted(columns: StateColumns, n_charts: int) -> Bools:
    """[n_charts, n_people]: not before the third day of a rise: two hard days are no drift."""
    since = columns.since[:n_charts]
    return np.asarray((since <= columns.day - LEAST_RISE_DAYS + 1) & (since != NEVER_YET))


def _alert(
    columns: StateColumns,
    day: int,
    answered: Bools,
    statistics: Singles,
    numbers: ChartNumbers,
    inverse: Singles,
) -> None:
    n = inverse.shape[1]
    percent = bars.percent_of(columns.often, numbers.bars.share)
    of_bars = bars.in_bars(statistics, inverse, percent)
    lasted = has_lasted(columns, len(statistics))[:, None]
    lasting = np.maximum.reduce(np.where(lasted, of_bars, _NO_BAR), 0)
    rested = columns.alerted[:n] <= day - bars.REST_DAYS
    live = answered & ~is_learning(columns)
    fires, height = bars.alerts(live, rested, columns.height[:n], of_bars.max(0), lasting)
    columns.height[:n] = height
    np.copyto(columns.alerted[:n], day, where=fires)


def _column(values: Floats) -> Singles:
    return np.asarray(values, dtype=np.float32)[:, None]


def _weights(columns: StateColumns, numbers: ChartNumbers) -> tuple[Singles, Singles | float]:
    """Weights of the items that are told, and what makes up for those that are not."""
    is_known = columns.base_n > _ZERO
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


def _widened(columns: StateColumns, numbers: ChartNumbers, weight: Singles) -> Singles:
    """How far this person's chart swings by itself: wider while the baseline is unsure, and as it
    did up to seven answers ago. 1 for most."""
    pull = numbers.past_pull
    own = (pull + columns.past[2]) / (pull + columns.past[1])
    return np.asarray(np.sqrt(_unsure(columns, numbers, weight) * own))


def _unsure(columns: StateColumns, numbers: ChartNumbers, weight: Singles) -> Singles | float:
    """How much wider a square of the chart is for a baseline of so few answers."""
    if numbers.doubt == 0:
        return 1.0
    return np.asarray(1 + numbers.doubt / (_known(columns, weight) + FEW))


def _known(columns: StateColumns, weight: Singles) -> Singles:
    return np.asarray((weight * columns.base_n).sum(0) / np.maximum(weight.sum(0), 1e-9))


def _begin_anew(columns: StateColumns, day: int, answered: Bools) -> None:
    """A return after a week or more away is good news: the chart starts from zero, and is silent
    for a week. After three months the usual is learned afresh."""
    is_first = columns.first == NEVER_YET
    np.copyto(columns.first, day, where=answered & is_first)
    returned = answered & ~is_first & (columns.last < day - GAP_DAYS)
    if not returned.any():
        return
    columns.chart[:, returned] = 0
    columns.since[:, returned] = NEVER
    columns.quiet[returned] = day + GAP_DAYS
    anew = returned & (columns.last < day - ANEW_AFTER_DAYS)
    columns.first[anew] = day
    columns.base_n[:, anew] = columns.base_m2[:, anew] = columns.often[:, anew] = 0
    columns.lately[:, anew] = MISSING


def _baseline(columns: StateColumns, answers: Answers, numbers: ChartNumbers) -> None:
    """The answer of seven answers ago joins the baseline; the new one takes its place."""
    is_told = answers.is_told
    k, n = is_told.shape
    place = (columns.count % LAG).astype(np.intp) * k + np.arange(k)[:, None]
    place = place * n + np.arange(n)
    lately = columns.lately.reshape(-1)
    left = lately[place]
    lately[place] = np.where(is_told, answers.steps, left)
    columns.count += is_told
    if columns.count.max() >= 32_000:
        columns.count[columns.count >= 32_000] -= LAG * 4_000
    joins = is_told & (left != _MISSING)
    answer = left * ONE_STEP
    _remember_swing(columns, answer, joins, numbers)
    n_before = columns.base_n
    decay = np.where(joins, _FORGETTING, _ONE)
    n_after = n_before * decay + joins
    change = np.where(joins, answer - columns.base_mean, _ZERO)
    columns.base_mean += change / np.maximum(n_after, _ONE)
    columns.base_m2[:] = decay * columns.base_m2 + change * (answer - columns.base_mean)
    columns.base_n[:] = n_after


def _distance(columns: StateColumns, worse: Singles, numbers: ChartNumbers) -> Singles:
    """From the person's own baseline, in their own SDs; NaN where there is no answer."""
    n, pull = columns.base_n, numbers.mean_pull
    base = (pull * numbers.mean + n * columns.base_mean) / (pull + n)
    squares = numbers.spread_squares + columns.base_m2
    spread = np.sqrt(squares / (numbers.spread_pull + np.maximum(n - _ONE, _ZERO)))
    return np.asarray(np.minimum(np.maximum((worse - base) / spread, _NEAREST), _FARTHEST))


def _remember_swing(
    columns: StateColumns, answer: Singles, joins: Bools, numbers: ChartNumbers
) -> None:
    """What the chart would have been seven answers ago, its square counted for the own spread."""
    weight = _weights(columns, numbers)[0]
    off = np.where(joins, _distance(columns, answer, numbers), _ZERO)
    swing = np.add.reduce(numbers.weight * off, 0)
    value = _SMOOTHED * columns.past[0] + _SMOOTHING * swing
    square = value * value / _unsure(columns, numbers, weight)
    some = np.logical_or.reduce(joins, 0)
    np.copyto(columns.past[0], value, where=some)
    columns.past[1] += some
    np.add(columns.past[2], square, out=columns.past[2], where=some)
