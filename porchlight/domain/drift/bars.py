"""Where the bars of the charts are, and when a chart that stands at its bar is told.

There is one budget of alerts a month and a bar for each chart: all items together, the target
alone, contact alone. The bars are fitted together, so that the first chart to reach its bar is
heard as often as was asked (fit_bars.py). They are right for people who answer as often as those
they were fitted on. Who answers half as often has half as many days on which to hear, so their bar
is the one for twice the budget: the rate they asked for is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift.scales import Bools, Floats, constant, whole
from porchlight.domain.drift.state import NEVER_YET, Singles, StateColumns

CHARTS: Final = ("all", "target", "contact")
REST_DAYS = 14
COME_DOWN = 0.8  # of the bar: below it, a later alert is a new one
MUCH_HIGHER = 0.5  # of the bar above the height of the last alert: new without having come down
PERCENT = 100
LEAST_SHARE = 0.3  # of days answered: below it, the bar comes down no further
SHARE_PULL = 14.0  # days that the share of those it was fitted on counts for
MOST_DAYS_APART = 7  # a longer gap is being away, not answering rarely
FORGETTING = 0.97  # of the share, an answered day

_FORGETTING, _ONE, _HALF, _HUNDRED = map(constant, (FORGETTING, 1, 0.5, PERCENT))
_APART, _ONE_DAY = whole(MOST_DAYS_APART), whole(1)
_PULL, _NO_HEIGHT = constant(SHARE_PULL), constant(-np.inf)
_COME_DOWN, _HIGHER = constant(COME_DOWN), constant(MUCH_HIGHER)


@dataclass(frozen=True)
class Bars:
    """`heights`: [n_charts, n_budgets], of CHARTS as far as there are. `share`: of their days on
    which the people they were fitted on answered."""

    budgets: Floats
    heights: Floats
    share: float

    @classmethod
    def of(cls, chart: Mapping[str, Any]) -> Bars:
        """From a prior's chart: {budget: {name of CHARTS: bar}}. No contact, no bar for it."""
        by_budget = sorted((float(budget), bars) for budget, bars in chart["bars"].items())
        names = CHARTS if chart["contact"] is not None else CHARTS[:-1]
        return cls(
            budgets=np.array([budget for budget, _ in by_budget]),
            heights=np.array([[bars[name] for _, bars in by_budget] for name in names]),
            share=float(chart["share"]),
        )

    def at(self, alerts_a_month: Floats) -> Floats:
        """[n_charts, ...] for budgets of any shape: straight between the fitted ones on a log
        scale, and the nearest beyond them."""
        wanted, known = np.log(alerts_a_month), np.log(self.budgets)
        return np.stack([np.interp(wanted, known, heights) for heights in self.heights])

    def inverse(self, budgets: Sequence[float]) -> Singles:
        """[n_charts, n_budgets, PERCENT + 1]: one over the bar, by days answered in a hundred."""
        return np.asarray(1 / self.at(by_share(budgets, self.share)), dtype=np.float32)


def by_share(budgets: Sequence[float] | Floats, share: float) -> Floats:
    """[n_budgets, PERCENT + 1]: the budget whose bar is right for who answers so many days in a
    hundred, where `share` of days were answered by those the bars were fitted on."""
    own = np.maximum(np.arange(PERCENT + 1) / PERCENT, LEAST_SHARE)
    return np.asarray(np.asarray(budgets)[:, None] * share / own)


def count_days(columns: StateColumns, day: int, answered: Bools) -> None:
    """How often a person answers, in place, before `columns.last` moves on to `day`."""
    gap = np.minimum(day - columns.last, _APART)
    np.copyto(gap, _ONE_DAY, where=columns.last == NEVER_YET)
    counted = _FORGETTING * columns.often
    counted[0] += _ONE
    counted[1] += gap
    np.copyto(columns.often, counted, where=answered)


def percent_of(often: Singles, share: float) -> NDArray[np.intp]:
    """[n_people] days answered in a hundred, drawn to `share` while few are known. `often`: of a
    state, [2, n_people]."""
    days, of_days = often
    own = (days + np.float32(SHARE_PULL * share)) / (of_days + _PULL)
    return np.asarray((own * _HUNDRED + _HALF).astype(np.intp))


def in_bars(statistics: Singles, inverse: Singles, percent: NDArray[np.intp]) -> Singles:
    """[n_charts, n_budgets, n_people]: where each chart stands, 1 is at its bar. `statistics`:
    [n_charts, n_people]."""
    return np.asarray(statistics[:, None] * inverse.take(percent, axis=2))


def alerts(
    live: Bools, rested: Bools, height: Singles, level: Singles, lasting: Singles
) -> tuple[Bools, Singles]:
    """(fires, height after), [n_bars, n_people]: a new alert only after the charts have come down,
    or when one stands well above the `height` of the last. All in bars. `live`: [n_people], may
    hear today. `rested`: REST_DAYS since the last alert. `level`: of the highest chart, `lasting`:
    of the highest of those that have risen for long enough."""
    height = np.where(level < _COME_DOWN, _NO_HEIGHT, height)
    fires = live & rested & (lasting >= _ONE) & (lasting >= height + _HIGHER)
    return fires, np.where(fires, lasting, height)
