"""Tomorrow and drift beside their baselines, in one run: unseen people, day by day.

People are split into folds; everything is fitted on the others and read on these as their days come
in. Prints one JSON object. Each figure with an interval is [value, low, high], 95 % over people.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDS, SEED, FIRST_DAYS = 4, 11, 14
OURS, KALMAN = "usual + now + 28 days (ours)", "usual + now of one item (Kalman)"
COLD = ((1, 7), (7, 14), (14, 28), (28, 10_000))
Floats = NDArray[np.float64]


def main() -> None:
    from benchmarks.drift_detection import detection
    from benchmarks.drift_diaries import evenings, fried, redrawn, soederberg
    from benchmarks.drift_shipped import shipped

    made_up, public = evenings(), [study for study in (fried(), soederberg()) if study]
    found: dict[str, Any] = {"tomorrow": {}, "detection": {}}
    for study in (made_up, *public):
        found["tomorrow"][study.name] = _tomorrow(study)
        print(f"tomorrow: {study.name} done", file=sys.stderr)
    for study in (made_up, *(redrawn(s, 75, SEED) for s in public[:1])):
        found["detection"][study.name] = detection(study)
        print(f"detection: {study.name} done", file=sys.stderr)
    found["shipped"] = shipped()
    print(json.dumps(found, indent=1))


def _tomorrow(study: Any) -> dict[str, Any]:
    from benchmarks.drift_scores import Scores

    started = time.perf_counter()
    days, by_event = _out_of_fold(study)
    found: dict[str, Any] = {"people": len(study.diaries), "seconds": 0}
    for event in ("hard", "unusual"):
        y = getattr(days, event)
        rows = ~np.isnan(y)
        if y[rows].sum() < 60:
            found[event] = {"events": int(y[rows].sum()), "too_few": True}
            continue
        scores = Scores(days.who[rows], y[rows], {n: p[rows] for n, p in by_event[event].items()})
        found[event] = scores.table() | {
            "ours_minus_ar1": scores.against(OURS, "AR(1) with own mean"),
            "ours_minus_lightgbm": scores.against(OURS, "LightGBM"),
            "by_answers_so_far": {
                f"{low}-{high - 1}" if high < 1000 else f"{low}+": scores.of_rows(
                    OURS, (days.n_before[rows] >= low) & (days.n_before[rows] < high)
                )
                for low, high in COLD
            },
            "after_a_missed_day": scores.of_rows(OURS, days.missed[rows]),
            "by_how_lonely_people_were_at_first": _by_level(
                scores, days.who[rows], days.day[rows], study
            ),
        }
    found["seconds"] = round(time.perf_counter() - started)
    return found


def _by_level(
    scores: Any, who: NDArray[np.intp], day: NDArray[np.intp], study: Any
) -> dict[str, Any]:
    """No sex, age or school is known of these people. A group all have is how lonely they were in
    their first days; only days after those count, so that the group says nothing of the outcome."""
    n_first = min(FIRST_DAYS, max(map(len, study.diaries)) // 2)
    firsts = [diary[:n_first, 0] for diary in study.diaries]
    means = np.array([np.nan if np.isnan(d).all() else np.nanmean(d) for d in firsts])
    thirds = np.nanquantile(means, [1 / 3, 2 / 3])
    place = np.where(np.isnan(means), -1, np.searchsorted(thirds, means))[who]
    names = ("least lonely third", "middle third", "most lonely third")
    later = day >= n_first
    return {"first_days": n_first} | {
        name: scores.of_rows(OURS, (place == at) & later) for at, name in enumerate(names)
    }


def _out_of_fold(study: Any) -> tuple[Any, dict[str, dict[str, Floats]]]:
    """Days of all people, and by event and forecast the chance said of each."""
    from benchmarks.drift_baselines import chances, days_of

    level = (study.threshold - study.scales[0].low) / (study.scales[0].high - study.scales[0].low)
    least = 7 if max(map(len, study.diaries)) > 40 else 5
    days = days_of(study.diaries, study.scales, 10 * level, least)
    fold = np.random.default_rng(SEED).permutation(len(study.diaries)) % FOLDS
    by_event: dict[str, dict[str, Floats]] = {"hard": {}, "unusual": {}}
    for number in range(FOLDS):
        test, train = np.flatnonzero(fold == number), np.flatnonzero(fold != number)
        here = np.isin(days.who, test)
        learned, held_out = _rows(days, ~here), _rows(days, here)
        ours = _ours(study, train, test, learned, held_out)
        for event in by_event:
            if np.nansum(getattr(learned, event)) < 30:
                continue
            for name, p in (chances(learned, held_out, event) | ours[event]).items():
                by_event[event].setdefault(name, np.full(len(here), np.nan))[here] = p
    return days, by_event


def _ours(
    study: Any, train: NDArray[np.intp], test: NDArray[np.intp], train_days: Any, test_days: Any
) -> dict[str, dict[str, Floats]]:
    from benchmarks.drift_baselines import _logistic
    from porchlight.domain import drift

    some = [study.diaries[p] for p in train]
    prior = drift.fit(some, study.scales, study.target, contact=study.contact)
    model = drift.Model(study.scales, study.target, prior)
    target_model = drift.Model(study.scales[:1], study.target, prior)
    spread = {}
    for part, people in ((train_days, train), (test_days, test)):
        z = _stream(target_model, study, people, lambda f: np.stack((f.mean, f.sd)), 1)
        spread[id(part)] = _pick(z, part, people).T
    hard = _stream(model, study, test, lambda f: f.p_above(study.threshold)[None])
    unusual = _stream(model, study, test, lambda f: f.p_unusual[None])
    alone = {
        event: _logistic(spread[id(train_days)], spread[id(test_days)], getattr(train_days, event))
        for event in ("hard", "unusual")
        if np.nansum(getattr(train_days, event)) >= 30
    }
    by_event = {
        "hard": _pick(hard, test_days, test)[0],
        "unusual": _pick(unusual, test_days, test)[0],
    }
    return {
        event: {OURS: p} | ({KALMAN: alone[event]} if event in alone else {})
        for event, p in by_event.items()
    }


def _stream(
    model: Any, study: Any, people: NDArray[np.intp], read: Any, n_items: int | None = None
) -> Floats:
    """[n_days, n_read, n_people]"""
    n_days = max(len(study.diaries[p]) for p in people)
    answers = np.full((n_days, len(people), len(model.scales)), np.nan)
    for at, person in enumerate(people):
        diary = study.diaries[person]
        answers[: len(diary), at] = diary[:, :n_items]
    return np.array(
        [read(seen.forecast) for seen in model.stream(range(n_days), answers, len(people))]
    )


def _pick(streamed: Floats, days: Any, people: NDArray[np.intp]) -> Floats:
    place = np.full(people.max() + 1, -1)
    place[people] = np.arange(len(people))
    return np.asarray(streamed[days.day, :, place[days.who]].T)


def _rows(days: Any, rows: NDArray[np.bool_]) -> Any:
    return type(days)(*(getattr(days, name)[rows] for name in days.__dataclass_fields__))


if __name__ == "__main__":
    main()
