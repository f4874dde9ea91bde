"""The diaries that drift is measured on: two short public studies (CC BY 4.0) and made-up people.

`fried_2020.tsv`: 79 students, four prompts a day for 14 days. `soederberg.tsv`: 300 pupils, four a
day for 10 school days. Prompts of a day are averaged; days without one are days not answered.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.made_up_diaries import EVENINGS, diaries
from porchlight.domain.drift import Scale

Floats = NDArray[np.float64]
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "diary"
EVENINGS_PEOPLE, EVENINGS_DAYS, SEED = 500, 75, 20261125


@dataclass(frozen=True)
class Study:
    """`contact`: the item about having talked with somebody, where there is one. `threshold`: six
    tenths up the target's scale."""

    name: str
    scales: tuple[Scale, ...]
    target: str
    diaries: list[Floats]
    contact: str | None = None

    @property
    def threshold(self) -> float:
        scale = self.scales[0]
        return scale.low + 0.6 * (scale.high - scale.low)


def evenings() -> Study:
    evening_diaries = diaries(EVENINGS, EVENINGS_PEOPLE, EVENINGS_DAYS, SEED)
    return Study("made-up evenings", EVENINGS.scales, "lonely", evening_diaries)


def fried() -> Study | None:
    items = ["alone", "anhedonia", "irritable", "worry", "social_offline", "tired"]
    scales = tuple(Scale(n, 1, 5, "low" if n == "social_offline" else "high") for n in items)
    return _study("fried_2020", "scheduled", scales, contact="social_offline")


def soederberg() -> Study | None:
    items = ["lonely_all", "stress_all", "enjoy_all", "liked_all", "angry_all", "alert_all"]
    low = {"enjoy_all", "liked_all", "alert_all"}
    scales = tuple(Scale(name, 1, 5, "low" if name in low else "high") for name in items)
    return _study("soederberg", "notification_time", scales)


def redrawn(study: Study, n_days: int, seed: int, times: int = 4, block: int = 3) -> Study:
    """Long diaries without a lasting shift: blocks of a person's own days, drawn anew."""
    chance = np.random.default_rng(seed)
    long = []
    for diary in study.diaries:
        if len(diary) < 2 * block:
            continue
        for _ in range(times):
            firsts = chance.integers(0, len(diary) - block + 1, n_days // block + 1)
            long.append(np.concatenate([diary[at : at + block] for at in firsts])[:n_days])
    name = f"{study.name}, days drawn anew"
    return Study(name, study.scales, study.target, long, study.contact)


def _study(
    name: str, when: str, scales: tuple[Scale, ...], contact: str | None = None
) -> Study | None:
    path = DATA / f"{name}.tsv"
    if not path.exists():
        return None
    by_person: dict[str, dict[int, list[list[float]]]] = defaultdict(lambda: defaultdict(list))
    with path.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened, delimiter="\t"):
            day = date.fromisoformat(row[when][:10]).toordinal()
            by_person[row["id"]][day].append([_number(row[scale.name]) for scale in scales])
    people = [_by_day(days, len(scales)) for days in by_person.values()]
    some = [p for p in people if not np.isnan(p[:, 0]).all()]
    return Study(name, scales, scales[0].name, some, contact)


def _by_day(days: dict[int, list[list[float]]], n_items: int) -> Floats:
    first = min(days)
    diary = np.full((max(days) - first + 1, n_items), np.nan)
    for day, prompts in days.items():
        answers = np.array(prompts)
        n = (~np.isnan(answers)).sum(0)
        diary[day - first] = np.where(n > 0, np.nansum(answers, 0) / np.maximum(n, 1), np.nan)
    return diary


def _number(text: str) -> float:
    return float("nan") if text in ("", "NA") else float(text)
