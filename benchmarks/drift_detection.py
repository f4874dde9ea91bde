"""How soon a lasting shift is noticed, at the same rate of alerts for a life that does not change.

Held-out people's diaries get every item moved by so many of the person's own SDs from a day drawn
for them, kept on the scale. Each chart's bar is set on training people, so that those as they are
hear at the asked rate a month, 14 days apart at least; ours takes the bars of its prior.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.made_up_diaries import shifted
from porchlight.domain import drift
from porchlight.domain.drift.scales import to_worse

Floats = NDArray[np.float64]
SIZES, WITHIN, FIRST_LIVE, SEED = (1.0, 1.5, 2.0), 14, 14, 5
LAG, TEXTBOOK = 7, 2.7


def detection(study: Any) -> dict[str, Any]:
    order = np.random.default_rng(SEED).permutation(len(study.diaries))
    half = len(order) // 2
    train, test = ([study.diaries[at] for at in part] for part in (order[:half], order[half:]))
    chance = np.random.default_rng(SEED + 1)
    on = chance.integers(28, 61, len(test))
    moved = {
        size: [shifted(d, study.scales, size, day) for d, day in zip(test, on, strict=True)]
        for size in SIZES
    }
    prior = drift.fit(train, study.scales, study.target)
    found: dict[str, Any] = {"people": len(test)}
    for budget in drift.BUDGETS:
        model = drift.Model(study.scales, study.target, prior, budget)
        found[f"{budget:g} a month"] = {"ours": _ours(model, test, moved, on)}
    found["0.25 a month"] |= _others(study, train, test, moved, on)
    return found


def _ours(model: drift.Model, test: list[Floats], moved: Any, on: NDArray[np.intp]) -> Any:
    alerts, live = _alerts(model, test)
    told = {f"{size:g} SD": _noticed(_alerts(model, moved[size])[0], on) for size in SIZES}
    chance = np.random.default_rng(9)
    each = alerts.sum(0) / (live.sum() / len(test) / 30)
    draws = [chance.choice(each, len(each)).mean() for _ in range(500)]
    rate = [each.mean(), *np.quantile(draws, [0.025, 0.975])]
    whole = alerts.sum() / (alerts.size / 30)
    return told | {
        "alerts_a_month_without_a_shift_after_learning": [round(float(r), 3) for r in rate],
        "alerts_a_month_without_a_shift_all_days": round(float(whole), 3),
    }


def _alerts(model: drift.Model, diaries: list[Floats]) -> tuple[Floats, Floats]:
    """[n_days, n_people]: alerts, and days that are not silent."""
    answers = np.stack(diaries, axis=1)
    seen = list(model.stream(range(len(answers)), answers, len(diaries)))
    return np.array([s.drift.alert for s in seen]), np.array([~s.drift.is_learning for s in seen])


def _noticed(alerts: Floats, on: NDArray[np.intp]) -> dict[str, Any]:
    after = alerts[on + np.arange(WITHIN)[:, None], np.arange(len(on))]
    hit = after.any(0)
    days = after.argmax(0)[hit] + 1
    return {
        "noticed": round(float(hit.mean()), 3),
        "median_days": float(np.median(days)) if hit.any() else None,
    }


def _others(study: Any, train: Any, test: Any, moved: Any, on: NDArray[np.intp]) -> dict[str, Any]:
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
        known = _known(train, scales, items)
        read = [smooth(_distances(d, scales, items, known)) for d in (train, test)]
        bar = _bar(read[0], 0.25)
        found[name] = {
            f"{s:g} SD": _noticed(
                _fires(smooth(_distances(moved[s], scales, items, known)), bar), on
            )
            for s in SIZES
        } | {"alerts_a_month_without_a_shift": round(_rate(read[1], bar), 3)}
    known = _known(train, scales, slice(None))
    z = _distances(test, scales, slice(None), known)
    limit = TEXTBOOK * np.sqrt(0.2 / 1.8) * np.nanstd(z)
    found["EWMA with its textbook limit (2.7)"] = {
        "alerts_a_month_without_a_shift": round(_rate(_ewma(z), limit), 3)
    }
    found["PELT, looking back (ruptures)"] = _looking_back(study, train, moved, on, known)
    return found


def _looking_back(study: Any, train: Any, moved: Any, on: Any, known: Any) -> dict[str, Any]:
    """Not online: it sees the fortnight after the shift before it says where it was."""
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

    some = train[:80]
    whole = [len(d) for d in some]
    penalties = np.linspace(1, 12, 12)
    months = sum(whole) / 30
    rates = [sum(map(len, breaks(some, whole, p))) / months for p in penalties]
    penalty = float(penalties[int(np.argmin(np.abs(np.array(rates) - 0.25)))])
    found = {}
    for size in SIZES:
        near = breaks(moved[size], on + WITHIN, penalty)
        hits = [any(day - 5 <= at for at in cuts) for cuts, day in zip(near, on, strict=True)]
        found[f"{size:g} SD"] = {"noticed": round(float(np.mean(hits)), 3), "median_days": None}
    return found


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
        told = worse[days]
        sums, squares = np.cumsum(told, 0), np.cumsum(told**2, 0)
        for at in range(LAG + 2, len(days)):
            n = at - LAG + 1
            s, q = sums[at - LAG], squares[at - LAG]
            base = (s + 3 * mean) / (n + 3)
            variance = (np.maximum(q - s**2 / n, 0) + 10 * spread**2) / (n + 9)
            off = np.clip((told[at] - base) / np.sqrt(variance), -3.5, 3.5)
            found[days[at], person] = off.mean()
    return found


def _ewma(z: Floats) -> Floats:
    return _run(z, lambda level, z: 0.8 * level + 0.2 * z)


def _cusum(z: Floats) -> Floats:
    return _run(z, lambda level, z: np.maximum(0.0, level + z - 0.25))


def _run(z: Floats, step: Any) -> Floats:
    level, found = np.zeros(z.shape[1]), np.full(z.shape, np.nan)
    for day, row in enumerate(z):
        told = ~np.isnan(row)
        level = np.where(told, step(level, np.nan_to_num(row)), level)
        found[day] = np.where(told, level, np.nan)
    return found


def _fires(chart: Floats, bar: float) -> NDArray[np.bool_]:
    last = np.full(chart.shape[1], -99)
    fires = np.zeros(chart.shape, dtype=bool)
    for day in range(FIRST_LIVE, len(chart)):
        fires[day] = (chart[day] >= bar) & (day - last >= 14)
        last = np.where(fires[day], day, last)
    return fires


def _rate(chart: Floats, bar: float) -> float:
    return float(_fires(chart, bar).sum() / ((len(chart) - FIRST_LIVE) * chart.shape[1] / 30))


def _bar(chart: Floats, budget: float) -> float:
    low, high = 0.0, 10.0
    for _ in range(22):
        middle = (low + high) / 2
        low, high = (middle, high) if _rate(chart, middle) > budget else (low, middle)
    return high
