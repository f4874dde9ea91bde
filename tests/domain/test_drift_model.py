"""The model of drift: one code for one person and for many, the same numbers however it is fed."""

import numpy as np
import pytest

from porchlight.domain import drift

SCALES = (
    drift.Scale("lonely", 0, 10),
    drift.Scale("talked", 0, 2, "low"),
    drift.Scale("mood", 1, 5, "low"),
    drift.Scale("urge", 0, 10),
    drift.Scale("avoided", 0, 1),
    drift.Scale("held_in", 0, 1),
)
FIRST = 740_000


def made_up(n_people, n_days, seed=1):
    """[n_days, n_people, n_items] of answers anyhow, a fifth of them missing."""
    chance = np.random.default_rng(seed)
    points = [11, 3, 5, 11, 2, 2]
    lows = [0, 0, 1, 0, 0, 0]
    days = [
        chance.integers(0, n, (n_days, n_people)) + low for n, low in zip(points, lows, strict=True)
    ]
    answers = np.stack(days, axis=2).astype(float)
    answers[chance.random(answers.shape) < 0.2] = np.nan
    return answers


def after(model, answers, first=FIRST):
    state = model.start(answers.shape[1])
    for at, row in enumerate(answers):
        state = model.update(state, first + at, row)
    return state


def test_a_person_alone_through_bytes_has_the_numbers_they_have_among_many():
    model = drift.Model(SCALES, "lonely")
    answers = made_up(7, 60)
    together = after(model, answers)
    alone = model.start(1)
    for at, row in enumerate(answers):
        alone = model.from_bytes(model.to_bytes(model.update(alone, FIRST + at, row[3:4])))
    for got, expected in zip(
        (*vars_of(model, alone),), (*vars_of(model, together[3:4]),), strict=True
    ):
        np.testing.assert_allclose(got, expected, rtol=0, atol=1e-9)


def vars_of(model, state):
    tomorrow, now = model.forecast(state), model.drift(state)
    return (
        tomorrow.mean, tomorrow.sd, tomorrow.p_above(6), tomorrow.p_unusual,
        now.statistic, now.since, now.contributions, now.alert,
    )  # fmt: skip


def test_contributions_sum_to_the_statistic():
    model = drift.Model(SCALES, "lonely")
    now = model.drift(after(model, made_up(40, 50)))
    np.testing.assert_allclose(now.contributions.sum(1), now.statistic, atol=1e-12)
    assert np.abs(now.statistic).max() > 0.3


def test_probabilities_stay_between_zero_and_one_and_fall_with_the_threshold():
    model = drift.Model(SCALES, "lonely")
    tomorrow = model.forecast(after(model, made_up(40, 50)))
    chances = np.array([tomorrow.p_above(level) for level in np.arange(0, 10.5, 0.5)])
    assert ((chances >= 0) & (chances <= 1)).all()
    assert (np.diff(chances, axis=0) <= 1e-12).all()


def test_a_person_takes_at_most_half_a_kilobyte():
    model = drift.Model(SCALES, "lonely")
    assert (len(model.to_bytes(model.start(1001))) - len(model.to_bytes(model.start(1)))) <= 500_000


def test_a_state_of_another_version_or_other_scales_is_refused():
    model = drift.Model(SCALES, "lonely")
    content = model.to_bytes(model.start(2))
    with pytest.raises(drift.BadState, match="version"):
        model.from_bytes(content[:4] + b"\x09\x00" + content[6:])
    with pytest.raises(drift.BadState, match="other scales"):
        drift.Model((*SCALES[:5], drift.Scale("held_in", 0, 2)), "lonely").from_bytes(content)
    with pytest.raises(drift.BadState, match="cut short"):
        model.from_bytes(content[:-1])
    with pytest.raises(drift.BadState, match="not a drift state"):
        model.from_bytes(b"something else")
