"""The Kalman rates of one item by maximum likelihood over people, offline."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from porchlight.domain.drift import kalman
from porchlight.domain.drift.scales import Floats

MOST_TRIES = 400
# mean, log between, logit phi, log now, log noise, log wander: where the search starts from, how
# wide its first steps are, and how loosely (SD) each is held there, for diaries that tell little.
FIRST_STEP = np.array([0.5, 0.3, 0.6, 0.3, 0.3, 0.6])
HELD = np.array([10.0, 2.0, 1.0, 1.0, 1.0, 1.0])


def fit_rates(worse: Floats) -> dict[str, float]:
    """`worse`: [n_people, n_days] of one item, 0-10, NaN = not answered."""
    begin = _begin(worse)

    def unlike(numbers: Floats) -> float:
        held = float((((numbers - begin) / HELD) ** 2).sum()) / 2
        return held - log_likelihood(worse, rates_of(numbers))

    found = lowest(unlike, begin, FIRST_STEP)
    rates = rates_of(found)
    return {
        name: round(float(getattr(rates, name)[0, 0]), 5) for name in kalman.Rates.__annotations__
    }


def rates_of(numbers: Floats) -> kalman.Rates:
    mean, *others = numbers[:, None, None]
    # SDs from a twentieth of a step to the whole scale: answers that never move have no others.
    between, phi, now, noise, wander = (np.clip(one, -4.0, 2.5) for one in others)
    return kalman.Rates(
        mean=mean,
        between=np.exp(between),
        phi=0.02 + 0.95 / (1 + np.exp(-phi)),
        now=np.exp(now),
        noise=np.exp(noise),
        wander=np.exp(wander),
    )


def log_likelihood(worse: Floats, rates: kalman.Rates) -> float:
    """Of all answers, each given the person's earlier ones."""
    belief = kalman.at_first(rates, len(worse))
    total = 0.0
    for day in range(worse.shape[1]):
        answers = worse[:, day]
        variance = kalman.spread_of_answer(belief, rates)
        off = answers - belief.usual - belief.now
        unlike = np.log(variance) + off**2 / variance
        total -= 0.5 * float(unlike[~np.isnan(off)].sum())
        belief = kalman.ahead(kalman.updated(belief, rates, answers), rates)
    return total


def lowest(of: Callable[[Floats], float], begin: Floats, first_step: Floats) -> Floats:
    """Where `of` is lowest, by the downhill simplex (Nelder and Mead, 1965)."""
    points = [begin, *(begin + step for step in np.diag(first_step))]
    simplex = [(of(point), point) for point in points]
    for _ in range(MOST_TRIES):
        simplex.sort(key=lambda pair: pair[0])
        if simplex[-1][0] - simplex[0][0] < 1e-3:
            break
        _better(of, simplex)
    return np.asarray(min(simplex, key=lambda pair: pair[0])[1])


def _better(of: Callable[[Floats], float], simplex: list[tuple[float, Floats]]) -> None:
    """Replace the worst corner of a sorted simplex, or draw all towards the best."""
    best, second, (worst, corner) = simplex[0][0], simplex[-2][0], simplex[-1]
    middle = np.mean([point for _, point in simplex[:-1]], axis=0)
    mirrored = middle + (middle - corner)
    found = of(mirrored)
    if found < best:
        farther = middle + 2 * (middle - corner)
        again = of(farther)
        simplex[-1] = (again, farther) if again < found else (found, mirrored)
        return
    if found < second:
        simplex[-1] = (found, mirrored)
        return
    nearer = middle + 0.5 * ((mirrored if found < worst else corner) - middle)
    again = of(nearer)
    if again < min(found, worst):
        simplex[-1] = (again, nearer)
        return
    top = simplex[0][1]
    simplex[1:] = [(of(p), p) for p in (top + 0.5 * (point - top) for _, point in simplex[1:])]


def _begin(worse: Floats) -> Floats:
    """From moments: people's means, and how they spread around them."""
    is_told = ~np.isnan(worse)
    n = is_told.sum(1)
    some = n > 0
    means = np.nansum(worse[some], axis=1) / n[some]
    within = np.where(is_told, worse - (np.nansum(worse, 1) / np.maximum(n, 1))[:, None], 0.0)
    freedom = np.maximum(n - 1, 0).sum()
    spread = max((within**2).sum() / max(freedom, 1), 0.05)
    between = max(means.var() - spread / n[some].mean(), 0.1) if len(means) > 1 else 1.0
    half = np.log(np.sqrt(spread / 2))
    return np.array([means.mean(), np.log(np.sqrt(between)), 0.0, half, half, np.log(0.1)])
