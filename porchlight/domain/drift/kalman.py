"""Usual and now: an answer is a person's usual, plus a now that fades by `phi` a day, plus noise.

The usual starts at what is usual among people and wanders a little. One filter an item; the items
do not lean on each other here, only in the read-out. Harvey (1989), Forecasting, Structural Time
Series Models and the Kalman Filter, chapter 3. All arrays are [n_people, n_items].
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from porchlight.domain.drift.scales import Floats


@dataclass(frozen=True)
class Rates:
    """[n_items] each. `between`, `now`, `noise`: standard deviations, `wander`: a day."""

    mean: Floats
    between: Floats
    phi: Floats
    now: Floats
    noise: Floats
    wander: Floats


@dataclass
class Belief:
    """Means of usual and now; `uu`, `un`, `nn` their covariances."""

    usual: Floats
    now: Floats
    uu: Floats
    un: Floats
    nn: Floats


def at_first(rates: Rates, n_people: int) -> Belief:
    shape = (n_people, len(rates.mean))
    return Belief(
        usual=np.broadcast_to(rates.mean, shape).copy(),
        now=np.zeros(shape),
        uu=np.broadcast_to(rates.between**2, shape).copy(),
        un=np.zeros(shape),
        nn=np.broadcast_to(rates.now**2, shape).copy(),
    )


def ahead(belief: Belief, rates: Rates, days: Floats | float) -> Belief:
    """`days` later with nothing told. `days`: one number, or [n_people, 1]."""
    kept = rates.phi**days
    return Belief(
        usual=belief.usual,
        now=kept * belief.now,
        uu=belief.uu + rates.wander**2 * days,
        un=kept * belief.un,
        nn=kept**2 * belief.nn + (1 - kept**2) * rates.now**2,
    )


def told(belief: Belief, rates: Rates, answers: Floats) -> Belief:
    """After answers; NaN leaves an item as it was."""
    to_usual, to_now = belief.uu + belief.un, belief.un + belief.nn
    spread = to_usual + to_now + rates.noise**2
    off = answers - belief.usual - belief.now
    has_answer = ~np.isnan(off)
    off = np.where(has_answer, off, 0.0)
    weight_usual = np.where(has_answer, to_usual / spread, 0.0)
    weight_now = np.where(has_answer, to_now / spread, 0.0)
    return Belief(
        usual=belief.usual + weight_usual * off,
        now=belief.now + weight_now * off,
        uu=belief.uu - weight_usual * to_usual,
        un=belief.un - weight_usual * to_now,
        nn=belief.nn - weight_now * to_now,
    )


def spread_of_answer(belief: Belief, rates: Rates) -> Floats:
    """Variance of an answer on the day the belief is about."""
    return np.asarray(belief.uu + 2 * belief.un + belief.nn + rates.noise**2)
