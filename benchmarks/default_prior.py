"""Make `porchlight/domain/drift/default.json` anew: the prior of the six items of the check-in.

Run it by hand after a change of the recipe, the features or the chart: python
benchmarks/default_prior.py. The same code and seed give the same file.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from statistics import fmean

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PEOPLE, DAYS, SEED = 1200, 100, 20261125
# Chosen for what the product is about, not fitted: loneliness and contact first.
WEIGHTS = {
    "lonely": 1.5,
    "talked": 1.2,
    "mood": 1.0,
    "urge": 0.8,
    "avoided": 0.8,
    "held_in": 0.8,
}


def main() -> None:
    from benchmarks.made_up_diaries import PRODUCT, diaries
    from porchlight.domain import drift
    from porchlight.domain.drift.prior import ANY

    made = {
        "on": "simulated people (benchmarks/made_up_diaries.py, PRODUCT); nobody's answers",
        "seed": SEED,
        "weights": "chosen: loneliness and contact first",
    }
    simulated_diaries = diaries(PRODUCT, PEOPLE, DAYS, SEED)
    prior = drift.fit(simulated_diaries, PRODUCT.scales, "lonely", made, WEIGHTS, "talked")
    prior = replace(prior, items=dict(prior.items) | {ANY: _middle_of(prior.items)})
    (ROOT / "porchlight/domain/drift/default.json").write_text(prior.to_json())


def _middle_of(items: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """For an item nobody has fitted: what the items on many points have in the middle."""
    many = [items[name] for name in ("lonely", "mood", "urge")]
    return {number: round(fmean(item[number] for item in many), 5) for number in many[0]}


if __name__ == "__main__":
    main()
