"""What the model of tomorrow is measured beside: fitted on the same people, read day by day."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from porchlight.domain import drift
from porchlight.domain.drift.scales import to_worse

Floats = NDArray[np.float64]
LEAST_FOR_USUAL = {"long": 7, "short": 5}  # answers in 28 days, for "well above my usual"
PULL = 3.0  # answers that what is usual among people counts for, in shrunken means and rates


@dataclass(frozen=True)
class Days:
    """Person-days with an answer the day after. `x`: what had been told up to the day, by name.
    `hard`: 1 when tomorrow is at the threshold or worse. `unusual`: 1 when well above the own
    28-day usual, NaN while that is not known; `n_unusual` of `n_known` earlier days were."""

    who: NDArray[np.intp]
    day: NDArray[np.intp]
    n_before: NDArray[np.intp]
    missed: NDArray[np.bool_]
    last: Floats
    mean: Floats
    rate: Floats
    many: Floats
    level: Floats
    hard: Floats
    unusual: Floats
    n_unusual: Floats
    n_known: Floats


def days_of(
    diaries: list[Floats], scales: tuple[drift.Scale, ...], level: float, least: int
) -> Days:
    """All on 0-10, worse is up; the target is the first item. `level`: the threshold there."""
    rows: list[tuple[object, ...]] = []
    for who, diary in enumerate(diaries):
        worse = to_worse(scales, diary)
        for day in range(len(worse) - 1):
            answers = worse[: day + 1, 0]
            answers = answers[~np.isnan(answers)]
            if len(answers) and not np.isnan(worse[day + 1, 0]):
                rows.append(_one_day(who, day, worse, answers, level, least))
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return Days(*[*columns, *_so_far(columns[0], columns[-1])])


def _so_far(who: NDArray[np.intp], unusual: Floats) -> tuple[Floats, Floats]:
    """How many of a person's earlier days were unusual, and how many it was known of. Rows of a
    person are together and in order."""
    known = ~np.isnan(unusual)
    n_yes, n_known = np.cumsum(unusual == 1) - (unusual == 1), np.cumsum(known) - known
    first = np.searchsorted(who, who)
    return n_yes - n_yes[first] + 0.0, n_known - n_known[first] + 0.0


def _one_day(
    who: int, day: int, worse: Floats, answers: Floats, level: float, least: int
) -> tuple[object, ...]:
    window = worse[max(0, day - 27) : day + 1, 0]
    window = window[~np.isnan(window)]
    unusual = np.nan
    tomorrow = worse[day + 1, 0]
    if len(window) >= max(least, 2):
        bar = max(window.mean() + max(1.5, window.std(ddof=1)), 3.0)
        unusual = float(tomorrow >= bar - 1e-9)
    return (
        who, day, len(answers), bool(np.isnan(worse[day, 0])), answers[-1], answers.mean(),
        (answers >= level - 1e-9).mean(), _many(worse[: day + 1], level), tomorrow,
        float(tomorrow >= level - 1e-9), unusual,
    )  # fmt: skip


def _many(worse: Floats, level: float) -> Floats:
    """About a hundred numbers for the boosted trees: each item's days, summed up."""
    found: list[float] = []
    for item in worse.T:
        answers = item[~np.isnan(item)]
        if len(answers) == 0:
            found += [np.nan] * 15
            continue
        lately = item[-28:][~np.isnan(item[-28:])]
        week = item[-7:][~np.isnan(item[-7:])]
        slow = fast = answers[0]
        for answer in answers[1:]:
            slow, fast = slow + 0.1 * (answer - slow), fast + 0.3 * (answer - fast)
        found += [
            answers[-1], *(answers[-n] if len(answers) >= n else np.nan for n in (2, 3)),
            answers.mean(), answers.std(), np.median(answers), answers.max(),
            (answers <= 0).mean(), (answers >= level).mean(),
            lately.mean() if len(lately) else np.nan, lately.std() if len(lately) else np.nan,
            (lately >= 3).mean() if len(lately) else np.nan,
            week.mean() if len(week) else np.nan, slow, fast,
        ]  # fmt: skip
    target = ~np.isnan(worse[:, 0])
    return np.array(
        [*found, target.sum(), len(worse), len(worse) - 1 - np.flatnonzero(target)[-1],
         target[-7:].mean(), target[-28:].mean()]
    )  # fmt: skip


def chances(train: Days, test: Days, event: str) -> dict[str, Floats]:
    """name -> chance of `event` ("hard" or "unusual") for each row of `test`; NaN where unknown."""
    y = getattr(train, event)
    rows = ~np.isnan(y)
    share = float(y[rows].mean())
    return {
        "base rate": np.full(len(test.last), share),
        "last value": _by_last(train, test, y, share),
        "personal rate, shrunk": _rate(test, event, share),
        "AR(1) with own mean": _logistic(_ar(train), _ar(test), y),
        "multilevel logit": _logistic(_multilevel(train, train), _multilevel(test, train), y),
        "LightGBM": _boosted(train, test, y),
    }


def _by_last(train: Days, test: Days, y: Floats, share: float) -> Floats:
    rows = ~np.isnan(y)
    estimates = np.full(len(test.last), share)
    steps = np.rint(train.last)
    for step in np.unique(np.rint(test.last)):
        here = rows & (steps == step)
        estimates[np.rint(test.last) == step] = (y[here].sum() + 5 * share) / (here.sum() + 5)
    return estimates


def _rate(test: Days, event: str, share: float) -> Floats:
    """The person's own running rate, drawn to that of all while they have told little."""
    if event == "hard":
        return np.asarray((test.rate * test.n_before + PULL * share) / (test.n_before + PULL))
    return np.asarray((test.n_unusual + PULL * share) / (test.n_known + PULL))


def _mean(days: Days) -> Floats:
    return np.asarray((days.mean * days.n_before + PULL * 3.0) / (days.n_before + PULL))


def _ar(days: Days) -> Floats:
    mean = _mean(days)
    return np.stack((mean, days.last - mean), axis=1)


def _multilevel(days: Days, train: Days) -> Floats:
    """Each item's shrunken person mean (a person effect an unseen person can have), the distances
    of the last answer and of the last week from it."""
    usual = np.nanmean(train.many[:, 3:-5:15], axis=0)
    n = days.n_before[:, None]
    last, own, week = (days.many[:, at:-5:15] for at in (0, 3, 12))
    own = (np.where(np.isnan(own), usual, own) * n + PULL * usual) / (n + PULL)
    off = [np.where(np.isnan(part), 0.0, part - own) for part in (last, week)]
    return np.concatenate((own, *off, own[:, :1] ** 2 / 10), axis=1)


def _logistic(x: Floats, new: Floats, y: Floats) -> Floats:
    from sklearn.linear_model import LogisticRegression

    rows = ~np.isnan(y)
    middle, width = x[rows].mean(0), x[rows].std(0) + 1e-9
    fitted = LogisticRegression(C=0.3, max_iter=1000).fit((x[rows] - middle) / width, y[rows])
    return np.asarray(fitted.predict_proba((new - middle) / width)[:, 1])


def _boosted(train: Days, test: Days, y: Floats) -> Floats:
    from lightgbm import LGBMClassifier

    rows = ~np.isnan(y)
    model = LGBMClassifier(
        n_estimators=300, learning_rate=0.03, num_leaves=15, min_child_samples=100, subsample=0.7,
        subsample_freq=1, colsample_bytree=0.4, reg_lambda=10, verbose=-1, n_jobs=1, random_state=1,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(train.many[rows], y[rows])
        return np.asarray(model.predict_proba(test.many)[:, 1])
