"""What goes together in a person's own days: their days with and without something, set side by
side. Never a cause: two things may both follow a third. Neighbouring days are alike, so a diary
says less than its number of days; Bartlett's factor (1946) takes that off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import atanh, sqrt, tanh
from statistics import median_low

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.checkin import Reading

LEAST_DAYS = 21
LEAST_OF_EACH = 5
DAYS_ALIKE = 7
# Six pairs are looked at. The bar is such that a person in whose days nothing goes together sees no
# link at all 19 times in 20: two-sided 5 % shared by six (Bonferroni) is 2.64 of the normal curve,
# and a little more, because how alike the days are is estimated too.
BAR = 2.7


class When(StrEnum):
    """What splits the days in two."""

    TALKED = "talked"
    AVOIDED = "avoided"  # plans cancelled or avoided
    LONELY = "lonely"  # lonelier than the person's own middle


class What(StrEnum):
    """What is compared between the two, 0-10."""

    LONELY = "lonely"
    URGE = "urge"


@dataclass(frozen=True)
class Pair:
    """`days_later`: 0 compares the same day, 1 the day after."""

    when: When
    what: What
    days_later: int = 0


PAIRS = (
    Pair(When.TALKED, What.URGE),
    Pair(When.TALKED, What.LONELY),
    Pair(When.LONELY, What.URGE),
    Pair(When.AVOIDED, What.LONELY),
    Pair(When.TALKED, What.URGE, days_later=1),
    Pair(When.LONELY, What.URGE, days_later=1),
)


@dataclass(frozen=True)
class Link:
    """`difference`: the mean of `what` on days `when` it was so, less the mean on the `other_days`,
    in points of 0-10; `low` to `high` is its interval. None: too few days of either kind.
    `mean` and `other_mean` are those two means, 0-10.
    """

    pair: Pair
    days: int
    other_days: int
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    mean: float | None = None
    other_mean: float | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the interval keeps off zero. Until then all that is said is "not sure yet"."""
        if self.low is None or self.high is None:
            return False
        return self.low > 0 or self.high < 0

    @property
    def points(self) -> int:
        """The difference in whole points, as a size without a sign."""
        return 0 if self.difference is None else round(abs(self.difference))

    @property
    def is_higher(self) -> bool:
        return self.difference is not None and self.difference > 0

    @property
    def clearance(self) -> float:
        """How far its interval keeps off zero, in widths of that interval; 0 where it does not."""
        if not self.is_sure or self.low is None or self.high is None:
            return 0.0
        return min(abs(self.low), abs(self.high)) / (self.high - self.low)


def surest(found: Iterable[Link]) -> Link | None:
    """Of the sure ones the surest; of two alike the earlier in PAIRS. None where none is sure."""
    sure = [link for link in found if link.is_sure]
    return max(sure, key=lambda link: link.clearance, default=None)


def links(readings: Iterable[Reading]) -> tuple[Link, ...]:
    """One Link for each of PAIRS, in that order. One reading a day at most, in any order.

    Days alone that were wanted say nothing about talking or avoiding, and are left out of both.
    """
    ordered = sorted(readings, key=lambda reading: reading.day)
    if not ordered:
        return tuple(Link(pair, 0, 0) for pair in PAIRS)
    days = [(reading.day - ordered[0].day).days for reading in ordered]
    splits = {
        when: _row(days, [split(r) for r in ordered]) for when, split in _splits(ordered).items()
    }
    answers = {what: _row(days, [ask(r) for r in ordered]) for what, ask in _ANSWERS.items()}
    return tuple(_link(pair, splits[pair.when], answers[pair.what]) for pair in PAIRS)


_ANSWERS: dict[What, Callable[[Reading], int | None]] = {
    What.LONELY: lambda reading: reading.lonely,
    What.URGE: lambda reading: reading.urge,
}


def _splits(readings: list[Reading]) -> dict[When, Callable[[Reading], bool | None]]:
    lonely = [reading.lonely for reading in readings if reading.lonely is not None]
    middle = median_low(lonely) if lonely else 0
    return {
        When.TALKED: lambda r: None if r.is_chosen_solitude else r.talked,
        When.AVOIDED: lambda r: None if r.alone_wanted else r.avoided,
        When.LONELY: lambda r: None if r.lonely is None else r.lonely > middle,
    }


def _row(days: list[int], answers: list[bool | None] | list[int | None]) -> NDArray[np.float64]:
    """A place for every calendar day; NaN where nothing was said."""
    row = np.full(days[-1] + 1, np.nan)
    row[days] = [np.nan if answer is None else float(answer) for answer in answers]
    return row


def _link(pair: Pair, split: NDArray[np.float64], answers: NDArray[np.float64]) -> Link:
    """`split` is 1 where it was so and 0 where not; both have a place for every calendar day."""
    x = split[: len(split) - pair.days_later]
    y = answers[pair.days_later :]
    both = ~(np.isnan(x) | np.isnan(y))
    n, so = int(both.sum()), int(np.nansum(np.where(both, x, 0)))
    enough = n >= LEAST_DAYS and min(so, n - so) >= LEAST_OF_EACH
    if not enough or np.ptp(y[both]) == 0:
        return Link(pair, so, n - so)
    with_it, without = float(y[both & (x == 1)].mean()), float(y[both & (x == 0)].mean())
    x = np.where(both, x - x[both].mean(), np.nan)
    y = np.where(both, y - y[both].mean(), np.nan)
    x_spread, y_spread = float(np.nanstd(x)), float(np.nanstd(y))
    likeness = float(np.nanmean(x * y)) / (x_spread * y_spread)
    low, high = _interval(likeness, n / _factor(x / x_spread, y / y_spread))
    points = y_spread / x_spread
    difference, low, high = likeness * points, low * points, high * points
    return Link(pair, so, n - so, difference, low, high, with_it, without)


def _interval(likeness: float, n: float) -> tuple[float, float]:
    """Fisher's z. Of `n` days that count, three are used up."""
    if n <= LEAST_OF_EACH:
        return -1.0, 1.0
    middle = atanh(max(-0.999999, min(0.999999, likeness)))
    reach = BAR / sqrt(n - 3)
    return tanh(middle - reach), tanh(middle + reach)


def _factor(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """By how many days one day counts: 1 + 2 x the sum over k of both rows' likeness to themselves
    k days before. Never under 1, so that unlike neighbours do not buy certainty."""
    total = 1.0
    for back in range(1, min(DAYS_ALIKE, len(x) - 1) + 1):
        total += 2 * _likeness_to_itself(x, back) * _likeness_to_itself(y, back)
    return max(1.0, total)


def _likeness_to_itself(row: NDArray[np.float64], back: int) -> float:
    """Of a row in its own spreads, over the pairs of days that are both told."""
    products = row[back:] * row[:-back]
    is_known = ~np.isnan(products)
    return float(products[is_known].mean()) if is_known.sum() >= LEAST_OF_EACH else 0.0
