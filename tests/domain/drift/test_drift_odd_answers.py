"""Answers, scales and states that are odd: each has a rule, and none is an error to a person."""

import numpy as np
import pytest

from porchlight.domain import drift
from porchlight.domain.drift.prior import ANY
from tests.domain.drift.six_items import (
    BEST,
    FIRST,
    MODEL,
    SCALES,
    WORST,
    after,
    made_up,
    numbers,
)


@pytest.mark.parametrize(
    ("story", "answers"),
    [
        ("nothing ever", np.full((30, 1, 6), np.nan)),
        ("one check-in", np.concatenate((np.full((29, 1, 6), np.nan), WORST[None, None]))),
        ("always the same", np.tile(BEST, (90, 1, 1))),
        ("always the worst", np.tile(WORST, (90, 1, 1))),
        ("only one item", np.where(np.arange(6) == 0, made_up(1, 60), np.nan)),
        ("off every scale", np.full((20, 1, 6), 99.0)),
        ("not finite", np.full((20, 1, 6), np.inf)),
    ],
)
def test_odd_diaries_never_raise(story, answers):
    state = after(answers)
    assert all(np.isfinite(number).all() for number in numbers(state)), story


def test_an_answer_off_its_scale_is_no_answer():
    answers = made_up(1, 30)
    off = answers.copy()
    off[12, 0, 0], off[20, 0, 2] = 11, 0
    answers[12, 0, 0] = answers[20, 0, 2] = np.nan
    np.testing.assert_array_equal(after(off), after(answers))


def test_answers_of_another_shape_are_refused():
    with pytest.raises(ValueError, match="shape"):
        MODEL.update(MODEL.start(2), FIRST, made_up(3, 1)[0])
    with pytest.raises(ValueError, match="6 items"):
        MODEL.update(MODEL.start(2), FIRST, np.zeros((2, 5)))


@pytest.mark.parametrize(
    ("scales", "target", "words"),
    [
        ([], "lonely", "at least one scale"),
        ([SCALES[0], SCALES[0]], "lonely", "a name of its own"),
        (SCALES, "sleep", "not one of the scales"),
    ],
)
def test_scales_that_cannot_be_are_refused(scales, target, words):
    with pytest.raises(ValueError, match=words):
        drift.Model(scales, target)


def test_a_scale_is_checked():
    with pytest.raises(ValueError, match="below high"):
        drift.Scale("lonely", 5, 5)
    with pytest.raises(ValueError, match='"high" or "low"'):
        drift.Scale("lonely", 0, 10, "up")


def test_items_nobody_fitted_are_read_with_what_is_known_of_any_item():
    scales = (drift.Scale("peace", 1, 7, "low"), drift.Scale("ache", 0, 100))
    model = drift.Model(scales, "ache")
    chance = np.random.default_rng(2)
    calm = np.stack((chance.uniform(5, 7, (40, 3)), chance.uniform(0, 30, (40, 3))), axis=2)
    hard = np.stack((chance.uniform(1, 3, (14, 3)), chance.uniform(60, 100, (14, 3))), axis=2)
    state = after(calm, model)
    assert (model.forecast(state).p_above(60) < 0.2).all()
    later = after(np.concatenate((calm, hard)), model)
    assert (model.forecast(later).p_above(60) > model.forecast(state).p_above(60) + 0.3).all()
    assert model.drift(later).is_raised.all()
    assert ANY in drift.DEFAULT.items


# The state


def test_a_person_takes_at_most_half_a_kilobyte():
    many, one = len(MODEL.to_bytes(MODEL.start(1001))), len(MODEL.to_bytes(MODEL.start(1)))
    assert many - one <= 500_000


def test_a_state_of_another_version_scales_or_prior_is_refused():
    content = MODEL.to_bytes(after(made_up(2, 5)))
    with pytest.raises(drift.BadState, match="version 9"):
        MODEL.from_bytes(content[:4] + b"\x09\x00" + content[6:])
    wider = (*SCALES[:5], drift.Scale("held_in", 0, 2))
    with pytest.raises(drift.BadState, match="other scales"):
        drift.Model(wider, "lonely").from_bytes(content)
    with pytest.raises(drift.BadState, match="another target"):
        drift.Model(SCALES, "mood").from_bytes(content)
    with pytest.raises(drift.BadState, match="cut short"):
        MODEL.from_bytes(content[:-1])
    with pytest.raises(drift.BadState, match="not a drift state"):
        MODEL.from_bytes(b"something else")
