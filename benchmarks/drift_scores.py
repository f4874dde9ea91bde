"""How good chances are: pooled and within a person, against knowing only who, with intervals over
people."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import rankdata

Floats = NDArray[np.float64]
LEAST_OF_EACH = 3  # a person counts within when they have so many days of each kind
DRAWS = 300
OWN_RATE = "personal rate, shrunk"


def auroc(y: Floats, p: Floats) -> float:
    n_yes = y.sum()
    n_no = len(y) - n_yes
    if n_yes == 0 or n_no == 0:
        return float("nan")
    return float((rankdata(p)[y == 1].sum() - n_yes * (n_yes + 1) / 2) / (n_yes * n_no))


def calibration(y: Floats, p: Floats) -> tuple[float, float]:
    """Slope and intercept of the outcome on the log odds: 1 and 0 when all is right."""
    odds = np.log(np.clip(p, 1e-6, 1 - 1e-6) / (1 - np.clip(p, 1e-6, 1 - 1e-6)))

    def unlike(line: Floats) -> tuple[float, Floats]:
        log_odds = line[0] * odds + line[1]
        off = 1 / (1 + np.exp(-log_odds)) - y
        return float((np.logaddexp(0, log_odds) - y * log_odds).sum()), np.array(
            [off @ odds, off.sum()]
        )

    slope, intercept = minimize(unlike, np.array([1.0, 0.0]), jac=True).x
    return round(float(slope), 3), round(float(intercept), 3)


class Scores:
    """Of several forecasts of one event, over the same person-days. `who`: the person's number."""

    def __init__(self, who: NDArray[np.intp], y: Floats, chances: dict[str, Floats]) -> None:
        self.who, self.y, self.chances = who, y, chances
        self.people = np.unique(who)
        self.rows = {person: np.flatnonzero(who == person) for person in self.people}
        n_yes = {person: y[rows].sum() for person, rows in self.rows.items()}
        self.inside = [
            p
            for p, rows in self.rows.items()
            if LEAST_OF_EACH <= n_yes[p] <= len(rows) - LEAST_OF_EACH
        ]
        chance = np.random.default_rng(7)
        self._draws = [chance.choice(self.people, len(self.people)) for _ in range(DRAWS)]
        self._within = {name: self._each_within(p) for name, p in chances.items()}

    def table(self) -> dict[str, Any]:
        return {
            "person_days": len(self.y),
            "people": len(self.people),
            "people_with_both": len(self.inside),
            "share_of_events": round(float(self.y.mean()), 3),
            "forecasts": {name: self._of(name) for name in self.chances},
        }

    def against(self, ours: str, other: str) -> dict[str, Any]:
        """Ours minus the other, each draw of people taken for both."""
        rows = [np.concatenate([self.rows[p] for p in draw]) for draw in self._draws]
        found = {}
        each = (
            ("auroc", self._auroc),
            ("brier_skill", self._skill),
            ("brier_skill_over_own_running_rate", self._skill_over_own_rate),
        )
        for name, of in each:
            off = [of(ours, r) - of(other, r) for r in rows]
            whole = np.arange(len(self.y))
            found[name] = _interval(of(ours, whole) - of(other, whole), off)
        off = [self._mean_within(ours, d) - self._mean_within(other, d) for d in self._draws]
        whole_off = self._mean_within(ours, self.people) - self._mean_within(other, self.people)
        found["within"] = _interval(whole_off, off)
        return found

    def of_rows(self, name: str, rows: NDArray[np.bool_]) -> dict[str, Any]:
        """A part of the person-days: by how much was told before, after a missed day, a group."""
        if rows.sum() < 200 or self.y[rows].sum() < 20:
            return {"person_days": int(rows.sum()), "too_few": True}
        slope, intercept = calibration(self.y[rows], self.chances[name][rows])
        p, y = self.chances[name][rows], self.y[rows]
        return {
            "person_days": int(rows.sum()),
            "auroc": round(auroc(y, p), 3),
            "brier_skill": round(float(1 - ((p - y) ** 2).mean() / y.var()), 3),
            "slope": slope,
            "intercept": intercept,
        }

    def _of(self, name: str) -> dict[str, Any]:
        whole, p = np.arange(len(self.y)), self.chances[name]
        rows = [np.concatenate([self.rows[p] for p in draw]) for draw in self._draws]
        slope, intercept = calibration(self.y, p)
        slopes = [calibration(self.y[r], p[r])[0] for r in rows[:100]]
        return {
            "auroc": _interval(self._auroc(name, whole), [self._auroc(name, r) for r in rows]),
            "within": _interval(
                self._mean_within(name, self.people),
                [self._mean_within(name, draw) for draw in self._draws],
            ),
            "brier_skill": _interval(
                self._skill(name, whole), [self._skill(name, r) for r in rows]
            ),
            "brier_skill_over_own_running_rate": _interval(
                self._skill_over_own_rate(name, whole),
                [self._skill_over_own_rate(name, r) for r in rows],
            ),
            "slope": _interval(slope, slopes),
            "intercept": intercept,
        }

    def _auroc(self, name: str, rows: NDArray[np.intp]) -> float:
        return auroc(self.y[rows], self.chances[name][rows])

    def _skill(self, name: str, rows: NDArray[np.intp]) -> float:
        y = self.y[rows]
        return float(1 - ((self.chances[name][rows] - y) ** 2).mean() / max(y.var(), 1e-9))

    def _skill_over_own_rate(self, name: str, rows: NDArray[np.intp]) -> float:
        y, own = self.y[rows], self.chances[OWN_RATE][rows]
        return float(1 - ((self.chances[name][rows] - y) ** 2).mean() / ((own - y) ** 2).mean())

    def _each_within(self, p: Floats) -> dict[int, float]:
        return {q: auroc(self.y[self.rows[q]], p[self.rows[q]]) for q in self.inside}

    def _mean_within(self, name: str, people: NDArray[np.intp]) -> float:
        each = self._within[name]
        found = [each[person] for person in people if person in each]
        return float(np.mean(found)) if found else float("nan")


def _interval(value: float, draws: list[float]) -> list[float] | None:
    """[value, low, high]: 95 % over people. None where there is nobody to say it of."""
    if np.isnan(value) or np.isnan(draws).all():
        return None
    low, high = np.nanquantile(draws, [0.025, 0.975])
    return [round(float(v), 3) for v in (value, low, high)]
