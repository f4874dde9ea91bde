"""What the product ships: its prior and its six items, on made-up people it was not fitted on.

How soon a shift of all items, of loneliness alone, of contact alone, and an end of all talks are
noticed; and how often people whose life does not change hear, by how many days they leave out. Each
figure with an interval is [value, low, high], 95 % over people.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.drift_detection import alerts_of, heard_by, mean_of, shifts, summary
from benchmarks.drift_diaries import Study
from benchmarks.made_up_diaries import PRODUCT, diaries
from porchlight.domain import drift

PEOPLE, DAYS, SEED = 600, 75, 555
HALF_A_YEAR, MISSING = 180, (0.0, 0.3, 0.5)
NO_TALKS = "no talks at all"


def shipped() -> dict[str, Any]:
    simulated_diaries = diaries(PRODUCT, PEOPLE, DAYS, SEED)
    study = Study("check-ins", PRODUCT.scales, "lonely", simulated_diaries, "talked")
    on = np.random.default_rng(SEED).integers(28, 61, PEOPLE)
    moved = shifts(study, simulated_diaries, on)
    talked = [scale.name for scale in PRODUCT.scales].index("talked")
    moved[NO_TALKS] = [diary.copy() for diary in simulated_diaries]
    for diary, day in zip(moved[NO_TALKS], on, strict=True):
        diary[day:, talked] = np.where(np.isnan(diary[day:, talked]), np.nan, 0)
    found: dict[str, Any] = {"people": PEOPLE, "detection": {}, "heard_by_missing": {}}
    for budget in drift.BUDGETS:
        model = drift.Model(PRODUCT.scales, "lonely", alerts_per_month=budget)
        found["detection"][f"{budget:g} a month"] = summary(
            [heard_by(model, simulated_diaries, on, moved)]
        )
        found["heard_by_missing"][f"{budget:g} a month"] = {
            f"{share:.0%}": _heard(model, share) for share in MISSING
        }
    return found


def _heard(model: drift.Model, missing: float) -> list[float]:
    """Alerts a month over half a year, the silent first fortnight counted."""
    recipe = replace(PRODUCT, missing=(missing, missing))
    simulated_diaries = diaries(recipe, PEOPLE, HALF_A_YEAR, SEED + 1)
    return mean_of(alerts_of(model, simulated_diaries)[0].sum(0) / (HALF_A_YEAR / 30))
