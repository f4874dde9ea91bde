"""The six items of a check-in, made-up answers to them, and what a model says of these."""

import numpy as np

from porchlight.domain import drift

SCALES = (
    drift.Scale("lonely", 0, 10),
    drift.Scale("talked", 0, 2, "low"),
    drift.Scale("mood", 1, 5, "low"),
    drift.Scale("urge", 0, 10),
    drift.Scale("avoided", 0, 1),
    drift.Scale("held_in", 0, 1),
)
WORST = np.array([10.0, 0, 1, 10, 1, 1])
BEST = np.array([0.0, 2, 5, 0, 0, 0])
FIRST = 740_000
MODEL = drift.Model(SCALES, "lonely")


def made_up(n_people, n_days, seed=1):
    """[n_days, n_people, n_items] of answers anyhow, a fifth of them missing."""
    chance = np.random.default_rng(seed)
    points, lows = [11, 3, 5, 11, 2, 2], [0, 0, 1, 0, 0, 0]
    days = [
        chance.integers(0, n, (n_days, n_people)) + low for n, low in zip(points, lows, strict=True)
    ]
    answers = np.stack(days, axis=2).astype(float)
    answers[chance.random(answers.shape) < 0.2] = np.nan
    answers[chance.random(answers.shape[:2]) < 0.2] = np.nan
    return answers


def after(answers, model=MODEL, days=None):
    state = model.start(answers.shape[1])
    for day, row in zip(days or range(FIRST, FIRST + len(answers)), answers, strict=True):
        state = model.update(state, day, row)
    return state


def numbers(state, model=MODEL):
    tomorrow, now = model.forecast(state), model.drift(state)
    return numbers_of(tomorrow, now)


def numbers_of(tomorrow, now):
    return [
        tomorrow.mean, tomorrow.sd, tomorrow.p_above(6), tomorrow.p_unusual,
        now.statistic, now.since, now.alert, now.is_learning, now.contributions,
    ]  # fmt: skip


def assert_same(got, expected):
    for one, other in zip(got, expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-9)


# Online and in batch
