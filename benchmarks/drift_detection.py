"""How soon a lasting shift is noticed, at the same rate of alerts for a life that does not change.

People's diaries get every item moved by so many of the person's own SDs from a day drawn for them,
kept on the scale. Each half of the people is looked at with what was fitted on the other half: our
charts with the bars of that prior, every other chart with a bar at which those people, as they are,
hear at the asked rate a month, 14 days apart at least. Intervals are 95 % over people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.made_up_diaries import shifted
from porchlight.domain import drift
from porchlight.domain.drift.scales import to_worse

Floats = NDArray[np.float64]
SIZES = {"1 SD": 1.0, "1.5 SD": 1.5, "2 SD": 2.0}
OUT_OF_REACH = 1e6
TOGETHER = "ours, all items together only"
WITHIN, FIRST_LIVE, SEED = 14, 14, 5
LAG, TEXTBOOK, DRAWS = 7, 2.7, 500
PELT = "PELT, looking back (ruptures)"


@dataclass(frozen=True)
class _Half:
    """`test` is moved from day `on`, in each of some ways; `train` are the others."""

    train: list[Floats]
    test: list[Floats]
    on: NDArray[np.intp]
    moved: dict[str, list[Floats]]
    prior: drift.Prior


@dataclass(frozen=True)
class Heard:
    """By the way they were moved, the day of the shift on which each person heard (NaN: not within
    14). `a_month`: alerts a live month without a shift, for each person."""

    day: dict[str, Floats]
    a_month: Floats


def detection(study: Any) -> dict[str, Any]:
    halves = list(_halves(study))
    found: dict[str, Any] = {"people": len(study.diaries)}
    for budget in drift.BUDGETS:
        found[f"{budget:g} a month"] = {"ours": summary(_ours(study, halves, budget))}
    together_only = [replace(half, prior=_together_only(study, half)) for half in halves]
    found["0.25 a month"][TOGETHER] = summary(_ours(study, together_only, 0.25))
    others = [_others(study, half) for half in halves]
    found["0.25 a month"] |= {
        name: summary([other[name] for other in others]) for name in others[0]
    }
    return found


def _halves(study: Any) -> Iterator[_Half]:
    order = np.random.default_rng(SEED).permutation(len(study.diaries))
    first, second = ([study.diaries[at] for at in part] for part in np.array_split(order, 2))
    for number, (train, test) in enumerate(((first, second), (second, first)), start=1):
        on = np.random.default_rng(SEED + number).integers(28, 61, len(test))
        prior = drift.fit(train, study.scales, study.target, contact=study.contact)
        yield _Half(train, test, on, shifts(study, test, on), prior)


def shifts(study: Any, diaries: list[Floats], on: NDArray[np.intp]) -> dict[str, list[Floats]]:
    """By the way they were moved from day `on`: all items, the target alone, and contact alone."""
    names = [scale.name for scale in study.scales]
    found = {}
    for size_name, size in SIZES.items():
        moved = [shifted(d, study.scales, size, day) for d, day in zip(diaries, on, strict=True)]
        found[size_name] = moved
        for part, item in (("target", study.target), ("contact", study.contact)):
            if item is not None:
                place = names.index(item)
                pairs = zip(diaries, moved, strict=True)
                found[f"{size_name}, {part} alone"] = [_one_item(*pair, place) for pair in pairs]
    return found


def _one_item(before: Floats, after: Floats, item: int) -> Floats:
    found = before.copy()
    found[:, item] = after[:, item]
    return found


def _together_only(study: Any, half: _Half) -> drift.Prior:
    """The prior with no bar but the one of all items together, where the others it was fitted on
    hear as often as with all charts."""

    def with_bar(height: float) -> drift.Prior:
        bars = {
            budget: dict.fromkeys(by_chart, OUT_OF_REACH) | {"all": height}
            for budget, by_chart in half.prior.chart["bars"].items()
        }
        return replace(half.prior, chart=dict(half.prior.chart) | {"bars": bars})

    def heard(prior: drift.Prior) -> float:
        model = drift.Model(study.scales, study.target, prior, 0.25)
        return float(alerts_of(model, half.train)[0].sum())

    low, high, wanted = 0.5, half.prior.chart["bars"]["0.25"]["all"], heard(half.prior)
    for _ in range(9):
        middle = (low + high) / 2
        low, high = (middle, high) if heard(with_bar(middle)) > wanted else (low, middle)
    return with_bar(high)


def summary(heard: Sequence[Heard]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for way in heard[0].day:
        day = np.concatenate([one.day[way] for one in heard])
        hit = ~np.isnan(day)
        found[way] = {
            "noticed": mean_of(hit.astype(np.float64)),
            "median_days": float(np.median(day[hit])) if hit.any() else None,
        }
    a_month = np.concatenate([one.a_month for one in heard])
    return found | {"alerts_a_month_without_a_shift": mean_of(a_month)}


def mean_of(each: Floats) -> list[float]:
    chance = np.random.default_rng(9)
    draws = [chance.choice(each, len(each)).mean() for _ in range(DRAWS)]
    return [round(float(v), 3) for v in (each.mean(), *np.quantile(draws, [0.025, 0.975]))]


def _ours(study: Any, halves: Sequence[_Half], budget: float) -> list[Heard]:
    return [
        heard_by(
            drift.Model(study.scales, study.target, half.prior, budget),
            half.test,
            half.on,
            half.moved,
        )
        for half in halves
    ]


def heard_by(
    model: drift.Model,
    diaries: list[Floats],
    on: NDArray[np.intp],
    moved: dict[str, list[Floats]],
) -> Heard:
    alerts, live = alerts_of(model, diaries)
    day = {way: _day_heard(alerts_of(model, after)[0], on) for way, after in moved.items()}
    return Heard(day, alerts.sum(0) / (live.sum() / len(diaries) / 30))


def alerts_of(model: drift.Model, diaries: list[Floats]) -> tuple[Floats, Floats]:
    """[n_days, n_people]: alerts, and days that are not silent."""
    answers = np.stack(diaries, axis=1)
    seen = list(model.stream(range(len(answers)), answers, len(diaries)))
    return np.array([s.drift.alert for s in seen]), np.array([~s.drift.is_learning for s in seen])


def _day_heard(alerts: Any, on: NDArray[np.intp]) -> Floats:
    after = alerts[on + np.arange(WITHIN)[:, None], np.arange(len(on))]
    return np.asarray(np.where(after.any(0), after.argmax(0) + 1.0, np.nan))


def _others(study: Any, half: _Half) -> dict[str, Heard]:
    """Plain charts of the same distances, none weighted or widened."""
    scales = study.scales
    charts = {
        "EWMA (0.2), six items alike": (slice(None), _ewma),
        "EWMA (0.2), loneliness alone": (slice(0, 1), _ewma),
        "CUSUM (0.5), six items alike": (slice(None), _cusum),
        "single day, six items alike": (slice(None), lambda z: z),
    }
    found = {}
    for name, (items, smooth) in charts.items():
        known = _known(half.train, scales, items)

        def chart(diaries: list[Floats], items=items, smooth=smooth, known=known) -> Floats:
            return smooth(_distances(diaries, scales, items, known))

        found[name] = _plain(half, chart, _bar(chart(half.train), 0.25))
    known = _known(half.train, scales, slice(None))
    z = _distances(half.test, scales, slice(None), known)
    limit = float(TEXTBOOK * np.sqrt(0.2 / 1.8) * np.nanstd(z))
    found["EWMA with its textbook limit (2.7)"] = _plain(
        half, lambda diaries: _ewma(_distances(diaries, scales, slice(None), known)), limit
    )
    found[PELT] = _looking_back(study, half, known)
    return found


def _plain(half: _Half, chart: Callable[[list[Floats]], Floats], bar: float) -> Heard:
    day = {way: _day_heard(_fires(chart(moved), bar), half.on) for way, moved in half.moved.items()}
    return Heard(day, _a_month(chart(half.test), bar))


def _looking_back(study: Any, half: _Half, known: Any) -> Heard:
    """Not online: it sees the fortnight after the shift before it says where it was, so the day is
    the last one of it."""
    import ruptures

    def breaks(diaries: Any, ends: Any, penalty: float) -> list[list[int]]:
        z = _distances(diaries, study.scales, slice(None), known)
        found = []
        for person in range(len(diaries)):
            days = np.flatnonzero(~np.isnan(z[: ends[person], person]))
            if len(days) < 10:
                found.append([])
                continue
            cut = ruptures.Pelt("l2", min_size=5, jump=1).fit(z[days, person])
            found.append([int(days[at]) for at in cut.predict(penalty)[:-1]])
        return found

    some = half.train[:80]
    whole = [len(d) for d in some]
    penalties = np.linspace(1, 12, 12)
    months = sum(whole) / 30
    rates = [sum(map(len, breaks(some, whole, p))) / months for p in penalties]
    best = int(np.argmin(np.abs(np.array(rates) - 0.25)))
    day = {}
    for way, moved in half.moved.items():
        near = breaks(moved, half.on + WITHIN, float(penalties[best]))
        hits = [any(d - 5 <= at for at in cuts) for cuts, d in zip(near, half.on, strict=True)]
        day[way] = np.where(hits, float(WITHIN), np.nan)
    return Heard(day, np.full(len(half.test), rates[best]))


def _known(train: Any, scales: Any, items: slice) -> tuple[Floats, Floats]:
    worse = np.stack([to_worse(scales, diary) for diary in train])[:, :, items]
    mean = np.nanmean(worse, axis=(0, 1))
    with np.errstate(invalid="ignore"):
        own = np.nanmean(worse, axis=1, keepdims=True)
    return mean, np.sqrt(np.nanmean((worse - own) ** 2, axis=(0, 1)))


def _distances(diaries: Any, scales: Any, items: slice, known: Any) -> Floats:
    """[n_days, n_people] mean distance from the answers before the last seven, in own SDs."""
    mean, spread = known
    found = np.full((max(map(len, diaries)), len(diaries)), np.nan)
    for person, diary in enumerate(diaries):
        worse = to_worse(scales, diary)[:, items]
        days = np.flatnonzero(~np.isnan(worse).any(1))
        answers = worse[days]
        sums, squares = np.cumsum(answers, 0), np.cumsum(answers**2, 0)
        for at in range(LAG + 2, len(days)):
            n = at - LAG + 1
            s, q = sums[at - LAG], squares[at - LAG]
            base = (s + 3 * mean) / (n + 3)
            variance = (np.maximum(q - s**2 / n, 0) + 10 * spread**2) / (n + 9)
            off = np.clip((answers[at] - base) / np.sqrt(variance), -3.5, 3.5)
            found[days[at], person] = off.mean()
    return found


def _ewma(z: Floats) -> Floats:
    return _run(z, lambda level, z: 0.8 * level + 0.2 * z)


def _cusum(z: Floats) -> Floats:
    return _run(z, lambda level, z: np.maximum(0.0, level + z - 0.25))


def _run(z: Floats, step: Any) -> Floats:
    level, found = np.zeros(z.shape[1]), np.full(z.shape, np.nan)
    for day, row in enumerate(z):
        is_told = ~np.isnan(row)
        level = np.where(is_told, step(level, np.nan_to_num(row)), level)
        found[day] = np.where(is_told, level, np.nan)
    return found


def _fires(chart: Floats, bar: float) -> NDArray[np.bool_]:
    last = np.full(chart.shape[1], -99)
    fires = np.zeros(chart.shape, dtype=bool)
    for day in range(FIRST_LIVE, len(chart)):
        fires[day] = (chart[day] >= bar) & (day - last >= 14)
        last = np.where(fires[day], day, last)
    return fires


def _a_month(chart: Floats, bar: float) -> Floats:
    """Alerts a live month, for each person."""
    return np.asarray(_fires(chart, bar).sum(0) / ((len(chart) - FIRST_LIVE) / 30))


def _bar(chart: Floats, budget: float) -> float:
    low, high = 0.0, 10.0
    for _ in range(22):
        middle = (low + high) / 2
        low, high = (middle, high) if _a_month(chart, middle).mean() > budget else (low, middle)
    return high
