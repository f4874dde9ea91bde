"""A prior from diaries, offline: rates of usual and now, tomorrow's read-out, the chart's bars.

Everything is computed from the diaries given, by the code that runs later: the same update, the
same features, the same chart. NumPy only; a few minutes for 400 people × 75 days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from porchlight.domain.drift.fit_chart import fit_chart
from porchlight.domain.drift.fit_rates import fit_rates
from porchlight.domain.drift.fit_readout import fit_readout
from porchlight.domain.drift.prior import ANY, DEFAULT, Prior
from porchlight.domain.drift.scales import WIDTH, Floats, Scale, check_scales, to_worse

LEAST_ANSWERS = 200
MOST_STEPS_OF_SCALE = 21


class TooLittle(ValueError):
    """Too few answers to fit anything to; the message says how many there are."""


def fit(
    diaries: Sequence[object],
    scales: Sequence[Scale],
    target: str,
    made: Mapping[str, Any] | None = None,
    weights: Mapping[str, float] | None = None,
    contact: str | None = None,
) -> Prior:
    """A prior fitted on diaries: one [n_days, n_items] a person, a row a calendar day, NaN = not
    answered, on the items' own scales. `made`: what to keep with the numbers about where they are
    from. `weights`: of the items in the chart, where they are chosen for what they mean instead of
    fitted. `contact`: the item that says whether somebody was talked with; it gets a chart of its
    own beside the target's. ValueError for a shape or a name that is off, TooLittle below 200
    answers to the target."""
    scales = check_scales(scales, target)
    names = [scale.name for scale in scales]
    if contact is not None and contact not in names:
        raise ValueError(f"{contact!r}, for contact, is not one of the scales: {', '.join(names)}.")
    worse = _aligned([to_worse(scales, diary) for diary in diaries], len(scales))
    at = [scale.name for scale in scales].index(target)
    n_answers = int((~np.isnan(worse[:, :, at])).sum())
    if n_answers < LEAST_ANSWERS:
        raise TooLittle(f"{n_answers} answers to {target!r}: at least {LEAST_ANSWERS} are needed.")
    items = {scale.name: _item(worse[:, :, i]) for i, scale in enumerate(scales)}
    cuts, step = _cuts(worse[:, :, at])
    prior = Prior(
        made={},
        target=target,
        items=items | {ANY: DEFAULT.items[ANY]},
        alike=DEFAULT.alike,
        tomorrow={
            "cuts": cuts,
            "step": step,
            "base": [0.0] * len(cuts),
            "shared": {},
            "by_cut": {},
        },
        unusual={},
        chart=DEFAULT.chart,
    )
    prior = fit_readout(prior, worse, scales, target)
    prior = fit_chart(prior, worse, scales, target, weights, contact)
    about = {
        "people": len(worse),
        "days": int((~np.isnan(worse)).any(2).sum()),
        "answers_to_target": n_answers,
        "scales": [[scale.name, scale.low, scale.high, scale.worse] for scale in scales],
    }
    return replace(prior, made=dict(made or {}) | dict(prior.made) | about)


def _aligned(diaries: Sequence[Floats], n_items: int) -> Floats:
    """[n_people, n_days, n_items]; people who told nothing are left out."""
    if any(diary.ndim != 2 for diary in diaries):
        raise ValueError(f"A diary is [n_days, {n_items}].")
    trimmed_diaries = [_trimmed(diary) for diary in diaries if not np.isnan(diary).all()]
    n_days = max((len(diary) for diary in trimmed_diaries), default=0)
    worse = np.full((len(trimmed_diaries), n_days, n_items), np.nan)
    for person, diary in enumerate(trimmed_diaries):
        worse[person, : len(diary)] = diary
    return worse


def _trimmed(diary: Floats) -> Floats:
    """From the first day with an answer to the last."""
    days = np.flatnonzero(~np.isnan(diary).all(1))
    return diary[days[0] : days[-1] + 1]


def _item(worse: Floats) -> dict[str, float]:
    if np.isnan(worse).all():
        return dict(DEFAULT.items[ANY])
    is_told = ~np.isnan(worse)
    n = is_told.sum(1)
    mean = np.nansum(worse, 1) / np.maximum(n, 1)
    squares = np.where(is_told, worse - mean[:, None], 0.0) ** 2
    spread = np.sqrt(squares.sum() / max((n - 1).clip(0).sum(), 1))
    return fit_rates(worse) | {"spread": round(float(max(spread, 0.3)), 5), "weight": 1.0}


def _cuts(worse: Floats) -> tuple[list[float], float]:
    """Every step of a scale that has few; else ten even cuts, and a step of 0."""
    levels = np.unique(np.round(worse[~np.isnan(worse)], 6))
    levels = np.unique(np.concatenate(([0.0, WIDTH], levels)))
    n_steps = round(WIDTH / float(np.diff(levels).min()))
    places = levels / WIDTH * n_steps
    if n_steps < MOST_STEPS_OF_SCALE and np.allclose(places, np.rint(places), atol=1e-4):
        return [round(WIDTH * i / n_steps, 6) for i in range(1, n_steps + 1)], WIDTH / n_steps
    return [float(cut) for cut in range(1, 11)], 0.0
