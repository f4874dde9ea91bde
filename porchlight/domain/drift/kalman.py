"""Usual and now: an answer is a person's usual, plus a now that fades by `phi` a day, plus noise.

The usual starts at what is usual among people and wanders a little. One filter an item; the items
do not lean on each other here, only in the read-out. Harvey (1989), Forecasting, Structural Time
Series Models and the Kalman Filter, chapter 3. All arrays are [n_items, n_people].
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating]


@dataclass(frozen=True)
class Rates:
    """[n_items, 1] each. `between`, `now`, `noise`: standard deviations, `wander`: a day."""

    mean: Numbers
    between: Numbers
    phi: Numbers
    now: Numbers
    noise: Numbers
    wander: Numbers


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


def ahead(belief: Belief, rates: Rates, days: Numbers | float = 1.0) -> Belief:
    """`days` later with nothing told. `days`: one number, or [n_people]."""
    kept = rates.phi**days
    return Belief(
        usual=belief.usual,
        now=kept * belief.now,
        uu=belief.uu + rates.wander**2 * days,
        un=kept * belief.un,
        nn=kept**2 * (belief.nn - rates.now**2) + rates.now**2,
    )


def told(belief: Belief, rates: Rates, answers: Numbers) -> Belief:
    """After answers; NaN leaves an item as it was."""
    to_usual, to_now = belief.uu + belief.un, belief.un + belief.nn
    off = answers - belief.usual - belief.now
    is_told = off == off  # NaN is not
    trust = is_told / (to_usual + to_now + rates.noise**2)
    off = np.where(is_told, off, 0)
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
    return np.asarray(belief.uu + 2 * belief.un + belief.nn + rates.noise**2)
