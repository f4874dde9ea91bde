"""How often people whose life does not change hear of a drift, how soon a real one is noticed, and
how well tomorrow is known: on people made up afresh, by the recipe that is written down."""

import numpy as np
import pytest

from benchmarks.made_up_diaries import PRODUCT, diaries
from porchlight.domain import drift
from porchlight.domain.drift.chart import LEARNING_DAYS

SHIFT_ON, NOTICED_WITHIN, FRESH = 60, 14, 77


def days_of(n_people, n_days, seed, shift=(0.0, 0)):
    """[n_days, n_people, n_items]"""
    return np.stack(diaries(PRODUCT, n_people, n_days, seed, shift), axis=1)


@pytest.mark.parametrize("a_month", drift.BUDGETS)
def test_people_whose_life_does_not_change_hear_as_often_as_they_asked(a_month):
    model = drift.Model(PRODUCT.scales, "lonely", alerts_per_month=a_month)
    answers = days_of(700, 180, FRESH)
    heard = sum(seen.drift.alert.sum() for seen in model.stream(range(180), answers, 700))
    assert heard / (700 * 180 / 30) == pytest.approx(a_month, rel=0.2)


@pytest.mark.parametrize(("size", "least"), [(0.0, 0.0), (1.0, 0.5), (1.5, 0.75), (2.0, 0.88)])
def test_a_lasting_shift_is_noticed_within_a_fortnight(size, least):
    model = drift.Model(PRODUCT.scales, "lonely")
    answers = days_of(400, SHIFT_ON + NOTICED_WITHIN, FRESH + 1, (size, SHIFT_ON))
    noticed = np.zeros(400, dtype=bool)
    for seen in model.stream(range(len(answers)), answers, 400):
        if seen.day >= SHIFT_ON:
            noticed |= seen.drift.alert
    assert noticed.mean() >= least
    if size == 0:
        assert noticed.mean() < 0.2


def test_nobody_hears_in_the_first_fortnight():
    model = drift.Model(PRODUCT.scales, "lonely", alerts_per_month=2)
    answers = days_of(500, 40, FRESH + 2)
    for seen in model.stream(range(40), answers, 500):
        assert not seen.drift.alert.any() or seen.day >= LEARNING_DAYS


def test_tomorrow_is_calibrated_and_better_than_knowing_who_is_often_lonely():
    """Chances are right in size, from the first week on, and beat a running rate of each person."""
    model = drift.Model(PRODUCT.scales, "lonely")
    answers = days_of(700, 60, FRESH + 3)
    is_hard = np.where(np.isnan(answers[:, :, 0]), np.nan, answers[:, :, 0] >= 6)
    chance = np.array([s.forecast.p_above(6) for s in model.stream(range(60), answers, 700)])
    asked, said, told = is_hard[1:], chance[:-1], ~np.isnan(is_hard[1:])
    so_far, answered = np.nancumsum(is_hard, 0)[:-1], (~np.isnan(is_hard)).cumsum(0)[:-1]
    rate = (so_far + 3 * np.nanmean(is_hard)) / (answered + 3)
    for first, last in ((0, 7), (7, 59)):
        here = told[first:last]
        mean_said, mean_true = said[first:last][here].mean(), asked[first:last][here].mean()
        assert mean_said == pytest.approx(mean_true, rel=0.12)
        for low, high in ((0.0, 0.1), (0.1, 0.3), (0.3, 0.6), (0.6, 1.0)):
            among = here & (said[first:last] >= low) & (said[first:last] < high)
            off = said[first:last][among].mean() - asked[first:last][among].mean()
            assert abs(off) < 0.06
    ours = ((said - asked)[told] ** 2).mean()
    assert ours < 0.985 * ((rate - asked)[told] ** 2).mean()
