"""One model for one person and for a million: arrays over people, one call a calendar day."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift import chart, kalman, readout, window
from porchlight.domain.drift.chart import Drift
from porchlight.domain.drift.prior import DEFAULT, Prior
from porchlight.domain.drift.scales import WIDTH, Floats, Scale, check_scales, to_worse
from porchlight.domain.drift.state import NEVER, State, at_start, from_bytes, to_bytes

# Alerts a month for no change in a person's life.
RARELY, SOMETIMES, OFTEN = 0.1, 0.25, 0.5
BUDGETS = (RARELY, SOMETIMES, OFTEN)


@dataclass(frozen=True)
class Forecast:
    """Of the day after the state's day; arrays [n_people]. `mean` and `sd` are on the target's
    scale. `p_unusual`: of an answer at or above the person's own 28-day mean and 1.5 of 10 or one
    SD more, whichever is more, and at or above 3 of 10."""

    mean: Floats
    sd: Floats
    p_unusual: Floats
    _odds: Floats
    _weights: readout.Weights
    _scale: Scale

    def p_above(self, threshold: float) -> Floats:
        """Probability of an answer of `threshold` or worse, on the target's scale."""
        level = (threshold - self._scale.low) / (self._scale.high - self._scale.low) * WIDTH
        level = WIDTH - level if self._scale.worse == "low" else level
        if level <= 0 or level > WIDTH:
            return np.full(len(self.mean), 1.0 if level <= 0 else 0.0)
        return readout.expit(readout.at_threshold(self._odds, self._weights, level))


class Model:
    """`scales`: one an item, in the order of the answers' columns. `target`: what tomorrow is
    about. `alerts_per_month`: how often somebody whose life does not change would hear."""

    def __init__(
        self,
        scales: Sequence[Scale],
        target: str,
        prior: Prior = DEFAULT,
        alerts_per_month: float = SOMETIMES,
    ) -> None:
        self.scales = check_scales(scales, target)
        self.target, self.prior = target, prior
        self.alerts_per_month = _checked(alerts_per_month)
        self._budgets = tuple(dict.fromkeys((*BUDGETS, self.alerts_per_month)))
        self._rates = prior.rates(self.scales)
        self._numbers = chart.ChartNumbers.of(prior, self.scales)
        self._weights = readout.Weights.of(prior, self.scales, target)
        self._bars = np.array([self._numbers.bar(budget) for budget in self._budgets])
        self._at = [scale.name for scale in self.scales].index(target)

    def start(self, n_people: int) -> State:
        """Nothing told yet. A structured array, one row a person; slice and join it freely."""
        begun = at_start(n_people, len(self.scales))
        first = kalman.at_first(self._rates, n_people)
        _keep(begun, first)
        return begun

    def update(self, state: State, day: date | int, answers: object) -> State:
        """The state after `day`; the one given is left as it is. `answers`: [n_people, n_items] on
        the items' own scales, NaN where there is none (also for what a person asked not to count).
        An answer off its scale is no answer. Days left out are days without an answer. A person
        whose state is already at `day` or later stays as they are: to change a day, `replay`."""
        ordinal = day.toordinal() if isinstance(day, date) else int(day)
        worse = to_worse(self.scales, answers)
        if worse.shape != (len(state), len(self.scales)):
            raise ValueError(f"Answers need the shape {(len(state), len(self.scales))}.")
        later = state["day"] < ordinal
        new = state.copy()
        if later.all():
            self._advance(new, ordinal, worse)
        elif later.any():
            some = state[later]
            self._advance(some, ordinal, worse[later])
            new[later] = some
        return new

    def replay(
        self, days: Sequence[date | int], answers: object, n_people: int = 1
    ) -> Iterator[tuple[int, State]]:
        """(day, state after it) in order of days, from nothing. `answers`: [n_days, n_items], or
        [n_days, n_people, n_items]. Days may come in any order; of a day told twice the later
        row counts. An edited past day is put right this way: everything from it is computed
        again."""
        told = np.asarray(answers, dtype=np.float64)
        told = told[:, None, :] if told.ndim == 2 else told
        rows = {
            (day.toordinal() if isinstance(day, date) else int(day)): row
            for day, row in zip(days, told, strict=True)
        }
        now = self.start(n_people)
        for day in sorted(rows):
            now = self.update(now, day, rows[day])
            yield day, now

    def forecast(self, state: State) -> Forecast:
        features = self.features(state)
        odds = readout.log_odds(features, self._weights)
        mean, sd = _moments(readout.expit(odds), self._weights)
        scale = self.scales[self._at]
        return Forecast(
            mean=scale.from_worse(mean),
            sd=sd * (scale.high - scale.low) / WIDTH,
            p_unusual=readout.expit(readout.unusual_odds(features, self._weights)),
            _odds=odds,
            _weights=self._weights,
            _scale=scale,
        )

    def features(self, state: State) -> readout.Features:
        """What the forecast is read from; for fitting."""
        belief = kalman.ahead(_belief(state), self._rates, 1.0)
        return readout.features_of(
            state, belief, self._rates, self.scales, self.target, self._weights
        )

    def chart_numbers(self) -> chart.ChartNumbers:
        """What the chart is drawn with; for fitting."""
        return self._numbers

    def drift(self, state: State, alerts_per_month: float | None = None) -> Drift:
        """As of the state's day. Another budget than the model's has to be one of BUDGETS: alerts
        of others were not kept."""
        asked = self.alerts_per_month if alerts_per_month is None else float(alerts_per_month)
        if asked not in self._budgets:
            raise ValueError(f"Make a Model with alerts_per_month={asked:g} and replay the days.")
        budget = self._budgets.index(asked)
        return chart.read(state, self._numbers, budget, float(self._bars[budget]))

    def to_bytes(self, state: State) -> bytes:
        """A short head with the version, then a fixed number of bytes a person."""
        return to_bytes(state, self._mark())

    def from_bytes(self, content: bytes) -> State:
        """BadState when they are of another version or were made with other scales or prior."""
        return from_bytes(content, len(self.scales), self._mark())

    def _mark(self) -> int:
        shape = [[s.name, s.low, s.high, s.worse] for s in self.scales]
        told = json.dumps([shape, self.target, list(self._budgets), self.prior.mark()])
        return zlib.crc32(told.encode())

    def _advance(self, state: State, day: int, worse: Floats) -> None:
        last_day = state["day"].astype(np.int64)
        gap = np.where(last_day == NEVER, 1, day - last_day)
        days = 1.0 if (gap == 1).all() else gap[:, None].astype(np.float64)
        belief = kalman.ahead(_belief(state), self._rates, days)
        _keep(state, kalman.told(belief, self._rates, worse))
        window.put(state, day, gap, worse[:, self._at])
        state["day"] = day
        state["told"] = np.minimum(state["told"] + 1.0 * ~np.isnan(worse[:, self._at]), 65_000)
        chart.take_in(state, day, worse, self._numbers, self._bars)


def _checked(alerts_per_month: float) -> float:
    if not 0.02 <= alerts_per_month <= 2:
        raise ValueError("alerts_per_month is between 0.02 and 2.")
    return float(alerts_per_month)


def _belief(state: State) -> kalman.Belief:
    cov = state["cov"].astype(np.float64)
    return kalman.Belief(state["usual"], state["now"], cov[:, 0], cov[:, 1], cov[:, 2])


def _keep(state: State, belief: kalman.Belief) -> None:
    state["usual"], state["now"] = belief.usual, belief.now
    state["cov"] = np.stack((belief.uu, belief.un, belief.nn), axis=1)


def _moments(p_from: Floats, weights: readout.Weights) -> tuple[Floats, Floats]:
    """Mean and SD (0-10) of the answer whose chance to be at each cut or worse is `p_from`."""
    n = len(p_from)
    ends = np.concatenate((np.ones((n, 1)), p_from, np.zeros((n, 1))), axis=1)
    share = -np.diff(ends, axis=1)
    middles = _middles(weights)
    mean = share @ middles
    return mean, np.sqrt(np.maximum(share @ middles**2 - mean**2, 0.0))


def _middles(weights: readout.Weights) -> NDArray[np.float64]:
    """What an answer between two cuts stands for: itself on a scale of steps."""
    edges = np.concatenate(([0.0], weights.cuts, [WIDTH]))
    if weights.step > 0:
        return edges[:-1]
    return (edges[:-1] + edges[1:]) / 2
