"""Usual and now: an answer is a person's usual, plus a now that fades by `phi` a day, plus noise.

The usual starts at what is usual among people and wanders a little. One filter an item; the items
do not lean on each other here, only in the read-out. Harvey (1989), Forecasting, Structural Time
Series Models and the Kalman Filter, chapter 3. All arrays are [n_items, n_people].
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from porchlight.domain.drift.scales import constant, whole

Numbers = NDArray[np.floating]
Days = NDArray[np.integer]
LONGEST_GAP = 366  # days
LONGEST = whole(LONGEST_GAP)
TWICE = constant(2)


@dataclass(frozen=True)
class Rates:
    """[n_items, 1] each. `between`, `now`, `noise`: standard deviations, `wander`: a day."""

    mean: Numbers
    between: Numbers
    phi: Numbers
    now: Numbers
    noise: Numbers
    wander: Numbers

    @cached_property
    def decay(self) -> Numbers:
        """[n_items, LONGEST_GAP + 1] of a now that is left after so many days. A table, because
        powers taken for one person and for many at once differ in the last bit."""
        days = np.arange(LONGEST_GAP + 1)
        return (self.phi.astype(np.float64) ** days).astype(self.phi.dtype)

    @cached_property
    def wandered(self) -> Numbers:
        """[n_items, LONGEST_GAP + 1] of variance that a usual gains in so many days."""
        return self.wander**2 * np.arange(LONGEST_GAP + 1).astype(self.phi.dtype)

    @cached_property
    def now_variance(self) -> Numbers:
        return np.asarray(self.now**2)

    @cached_property
    def noise_variance(self) -> Numbers:
        return np.asarray(self.noise**2)


@dataclass
class Belief:
    """Means of usual and now; `uu`, `un`, `nn` their covariances."""

    usual: Numbers
    now: Numbers
    uu: Numbers
    un: Numbers
    nn: Numbers


def at_first(rates: Rates, n_people: int) -> Belief:
    shape = (len(rates.mean), n_people)
    nothing = np.zeros(shape, dtype=rates.mean.dtype)
    return Belief(
        usual=nothing + rates.mean,
        now=nothing,
        uu=nothing + rates.between**2,
        un=nothing,
        nn=nothing + rates.now**2,
    )


def ahead(belief: Belief, rates: Rates, days: Days | int = 1) -> Belief:
    """`days` later with nothing told. `days`: whole, one number or [n_people]; a longer gap than
    LONGEST_GAP counts as that."""
    so_many = np.minimum(np.atleast_1d(days), LONGEST)
    decay = rates.decay.take(so_many, axis=1)
    return Belief(
        usual=belief.usual,
        now=decay * belief.now,
        uu=belief.uu + rates.wandered.take(so_many, axis=1),
        un=decay * belief.un,
        nn=decay * decay * (belief.nn - rates.now_variance) + rates.now_variance,
    )


def updated(belief: Belief, rates: Rates, answers: Numbers) -> Belief:
    """After answers; NaN leaves an item as it was."""
    to_usual, to_now = belief.uu + belief.un, belief.un + belief.nn
    off = answers - belief.usual - belief.now
    is_told = off == off  # NaN is not
    trust = is_told / (to_usual + to_now + rates.noise_variance)
    np.copyto(off, 0, where=~is_told)
    weight_usual, weight_now = trust * to_usual, trust * to_now
    return Belief(
        usual=belief.usual + weight_usual * off,
        now=belief.now + weight_now * off,
        uu=belief.uu - weight_usual * to_usual,
        un=belief.un - weight_usual * to_now,
        nn=belief.nn - weight_now * to_now,
    )


def spread_of_answer(belief: Belief, rates: Rates) -> Numbers:
    """Variance of an answer on the day the belief is about."""
    return np.asarray(belief.uu + TWICE * belief.un + belief.nn + rates.noise_variance)
