"""One model for one person and for a million: arrays over people, one call a calendar day."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from porchlight.domain.drift import chart, kalman, readout, window
from porchlight.domain.drift.chart import Drift
from porchlight.domain.drift.prior import DEFAULT, Prior
from porchlight.domain.drift.scales import WIDTH, Bools, Ends, Floats, Scale, check_scales, whole
from porchlight.domain.drift.state import (
    NEVER_YET,
    Days,
    Singles,
    State,
    StateColumns,
    at_start,
    from_bytes,
    to_bytes,
)

# Alerts a month for no change in a person's life.
RARELY, SOMETIMES, OFTEN = 0.1, 0.25, 0.5
NO_DAYS, ONE_DAY = whole(0), whole(1)
MOST_TOLD = np.array(32_000, dtype=np.int16)
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
        return np.asarray(readout.expit(readout.at_threshold(self._odds, self._weights, level)))


@dataclass(frozen=True)
class Seen:
    """After the answers of `day` (an ordinal): tomorrow and drift."""

    day: int
    forecast: Forecast
    drift: Drift


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
        self.alerts_per_month = checked_budget(alerts_per_month)
        self._ends = Ends.of(self.scales)
        self._budgets = tuple(dict.fromkeys((*BUDGETS, self.alerts_per_month)))
        self._rates = prior.rates(self.scales)
        self._numbers = chart.ChartNumbers.of(prior, self.scales, target)
        self._weights = readout.Weights.of(prior, self.scales, target)
        n_charts = 1 + len(self._numbers.alone)
        self._inverse = self._numbers.bars.inverse(self._budgets)[:n_charts]
        self._at = [scale.name for scale in self.scales].index(target)
        self._made_with = self._mark()

    def start(self, n_people: int) -> State:
        """Nothing told yet. A structured array, one row a person; slice and join it freely."""
        begun = at_start(n_people, len(self.scales))
        columns = StateColumns(begun)
        _keep(columns, kalman.at_first(self._rates, n_people))
        columns.put(begun)
        return begun

    def update(self, state: State, day: date | int, answers: object) -> State:
        """The state after `day`; the one given is left as it is. `answers`: [n_people, n_items] on
        the items' own scales, NaN where there is none (also for what a person asked not to count).
        An answer off its scale is no answer. Days left out are days without an answer. A person
        whose state is already at `day` or later stays as they are: to change a day, `replay`."""
        ordinal, worse = _ordinal(day), self._worse(answers, len(state))
        later = np.flatnonzero(state["day"] < ordinal)
        new = state.copy()
        if len(later) == 0:
            return new
        some = later if len(later) < len(new) else slice(None)
        columns = StateColumns(new[some])
        self._advance(columns, ordinal, worse[:, some])
        columns.put(new, some)
        return new

    def stream(
        self, days: Sequence[date | int], answers: object, n_people: int = 1
    ) -> Iterator[Seen]:
        """What is seen after each day, in order of days, from nothing told. `answers`: [n_days,
        n_people, n_items], or [n_days, n_items] of one person. Days may come in any order; of a
        day told twice the later row counts. The numbers are those of `update` day by day."""
        columns = StateColumns(self.start(n_people))
        for day, row in self._in_order(days, answers):
            self._advance(columns, day, self._worse(row, n_people))
            yield Seen(day, self._forecast(columns), self._drift(columns, self.alerts_per_month))

    def replay(self, days: Sequence[date | int], answers: object, n_people: int = 1) -> State:
        """The state after all days, from nothing told; as for `stream`. An edited past day is put
        right this way: everything from it is computed again."""
        state = self.start(n_people)
        columns = StateColumns(state)
        for day, row in self._in_order(days, answers):
            self._advance(columns, day, self._worse(row, n_people))
        columns.put(state)
        return state

    def forecast(self, state: State) -> Forecast:
        """Of the day after the state's day, answered or not."""
        return self._forecast(StateColumns(state))

    def drift(self, state: State, alerts_per_month: float | None = None) -> Drift:
        """As of the state's day. Another budget than the model's has to be one of BUDGETS: alerts
        of others were not kept."""
        asked = self.alerts_per_month if alerts_per_month is None else float(alerts_per_month)
        if asked not in self._budgets:
            raise ValueError(f"Make a Model with alerts_per_month={asked:g} and replay the days.")
        return self._drift(StateColumns(state), asked)

    def features(self, columns: StateColumns) -> readout.Features:
        """What the forecast is read from; for fitting."""
        belief = self._ahead(columns, columns.day + 1)
        return readout.features_of(columns, belief, self._rates, self._at, self._weights)

    def chart_numbers(self) -> chart.ChartNumbers:
        """What the chart is drawn with; for fitting."""
        return self._numbers

    def to_bytes(self, state: State) -> bytes:
        """A short head with the version, then a fixed number of bytes a person."""
        return to_bytes(state, self._made_with)

    def from_bytes(self, content: bytes) -> State:
        """BadState when they are of another version or were made with other scales or prior."""
        return from_bytes(content, len(self.scales), self._made_with)

    def _mark(self) -> int:
        shape = [[s.name, s.low, s.high, s.worse] for s in self.scales]
        content = json.dumps([shape, self.target, list(self._budgets), self.prior.mark()])
        return zlib.crc32(content.encode())

    def _worse(self, answers: object, n_people: int) -> Singles:
        """[n_items, n_people], 0-10."""
        worse = self._ends.to_worse(answers)
        worse = worse[None, :] if worse.ndim == 1 else worse
        if worse.shape != (n_people, len(self.scales)):
            raise ValueError(f"Answers need the shape {(n_people, len(self.scales))}.")
        return np.ascontiguousarray(worse.T, dtype=np.float32)

    def _in_order(self, days: Sequence[date | int], answers: object) -> list[tuple[int, Floats]]:
        rows = zip(days, np.asarray(answers, dtype=np.float64), strict=True)
        return sorted({_ordinal(day): row for day, row in rows}.items())

    def _advance(self, columns: StateColumns, day: int, worse: Singles) -> None:
        gap = np.where(columns.day == NEVER_YET, ONE_DAY, day - columns.day)
        answers = chart.Answers.of(worse)
        belief = kalman.updated(self._ahead(columns, day), self._rates, worse)
        _keep(columns, belief, answers.has_any)
        window.put(columns, day, gap, answers.steps[self._at])
        columns.day[:] = day
        np.minimum(
            columns.target_count + answers.is_told[self._at], MOST_TOLD, out=columns.target_count
        )
        chart.take_in(columns, day, answers, self._numbers, self._inverse)

    def _ahead(self, columns: StateColumns, day: Days | int) -> kalman.Belief:
        """What is believed of `day`: the belief kept is of the last day told, so that a day left
        out and a day without answers are the same."""
        days = np.where(columns.last == NEVER_YET, NO_DAYS, day - columns.last)
        held = kalman.Belief(columns.usual, columns.now, columns.uu, columns.un, columns.nn)
        return kalman.ahead(held, self._rates, days)

    def _forecast(self, columns: StateColumns) -> Forecast:
        features = self.features(columns)
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

    def _drift(self, columns: StateColumns, alerts_per_month: float) -> Drift:
        budget = self._budgets.index(alerts_per_month)
        return chart.read(columns, self._numbers, budget, self._inverse)


def _ordinal(day: date | int) -> int:
    return day.toordinal() if isinstance(day, date) else int(day)


def checked_budget(alerts_per_month: float) -> float:
    """ValueError outside 0.02 to 2: nobody is to hear once in five years, or every second week."""
    if not 0.02 <= alerts_per_month <= 2:
        raise ValueError("alerts_per_month is between 0.02 and 2.")
    return float(alerts_per_month)


def _keep(columns: StateColumns, belief: kalman.Belief, people: Bools | None = None) -> None:
    for name in ("usual", "now", "uu", "un", "nn"):
        column, new = getattr(columns, name), getattr(belief, name)
        np.copyto(column, new, where=True if people is None else people)


def _moments(p_from: Floats, weights: readout.Weights) -> tuple[Floats, Floats]:
    """Mean and SD (0-10) of the answer whose chance to be at each cut or worse is `p_from`."""
    least, (rises, square_rises) = weights.middles[0], weights.rises
    mean = least + rises @ p_from
    squares = least**2 + square_rises @ p_from
    return mean, np.sqrt(np.maximum(squares - mean**2, 0.0))
