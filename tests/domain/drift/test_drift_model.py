"""The model of drift: one code for one person and for many, the same numbers however it is fed,
and signs that cannot turn."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from porchlight.domain import drift
from porchlight.domain.drift import bars
from tests.domain.drift.six_items import (
    BEST,
    FIRST,
    MODEL,
    SCALES,
    WORST,
    after,
    assert_same,
    made_up,
    numbers,
    numbers_of,
)


def test_a_person_alone_through_bytes_has_the_numbers_they_have_among_many():
    answers = made_up(7, 60)
    together = after(answers)
    alone = MODEL.start(1)
    for at, row in enumerate(answers):
        alone = MODEL.update(alone, FIRST + at, row[3:4])
        alone = MODEL.from_bytes(MODEL.to_bytes(alone))
    assert_same(numbers(alone), numbers(together[3:4]))


def test_a_stream_says_day_by_day_what_updates_say():
    answers = made_up(5, 50)
    state = MODEL.start(5)
    days = range(FIRST, FIRST + 50)
    for seen, row in zip(MODEL.stream(days, answers, 5), answers, strict=True):
        state = MODEL.update(state, seen.day, row)
        assert_same(numbers_of(seen.forecast, seen.drift), numbers(state))


def test_the_order_of_people_is_nothing():
    answers = made_up(9, 45)
    other = np.random.default_rng(4).permutation(9)
    forward, turned = numbers(after(answers)), numbers(after(answers[:, other]))
    assert_same([number[other] for number in forward], turned)


def test_a_day_left_out_and_a_day_without_answers_are_the_same():
    answers = made_up(4, 60)
    answers[[5, 20, 21, 22, 40]] = np.nan
    told = [at for at in range(60) if not np.isnan(answers[at]).all()]
    left_out = after(answers[told], days=[FIRST + at for at in told])
    np.testing.assert_array_equal(left_out, after(answers[: told[-1] + 1]))


def test_a_batch_of_people_at_different_days_is_brought_on_each_from_their_own():
    answers = made_up(3, 40)
    ahead = after(answers)
    behind = after(answers[:30])
    mixed = np.concatenate((ahead[:1], behind[1:]))
    for at in range(30, 40):
        mixed = MODEL.update(mixed, FIRST + at, answers[at])
    np.testing.assert_array_equal(mixed, ahead)


def test_days_may_be_dates():
    answers = made_up(1, 3)
    by_date = MODEL.replay([date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 12)], answers[:, 0])
    first = date(2026, 3, 9).toordinal()
    by_number = MODEL.replay([first, first + 1, first + 3], answers[:, 0])
    np.testing.assert_array_equal(by_date, by_number)


# Days again


def test_a_day_that_is_past_leaves_a_state_as_it_is():
    state = after(made_up(2, 20))
    for day in (FIRST + 19, FIRST + 3):
        again = MODEL.update(state, day, np.tile(WORST, (2, 1)))
        np.testing.assert_array_equal(again, state)


def test_an_edited_past_day_is_put_right_by_replaying_the_days():
    answers = made_up(1, 40)[:, 0]
    edited = answers.copy()
    edited[25] = BEST
    days = list(range(FIRST, FIRST + 40))
    straight = MODEL.replay(days, edited)
    told_again = MODEL.replay([*days, FIRST + 25], np.concatenate((answers, [BEST])))
    np.testing.assert_array_equal(told_again, straight)
    shuffled = np.random.default_rng(1).permutation(40)
    out_of_order = MODEL.replay([days[at] for at in shuffled], edited[shuffled])
    np.testing.assert_array_equal(out_of_order, straight)
    assert MODEL.drift(straight).statistic != MODEL.drift(MODEL.replay(days, answers)).statistic


# What the numbers are


def test_contributions_sum_to_the_statistic():
    now = MODEL.drift(after(made_up(40, 50)))
    np.testing.assert_allclose(now.contributions.sum(1), now.statistic, rtol=0, atol=1e-12)
    assert np.abs(now.statistic).max() > 0.3


@pytest.mark.parametrize("n_days", [0, 1, 3, 50])
def test_probabilities_stay_between_zero_and_one_and_fall_with_the_threshold(n_days):
    tomorrow = MODEL.forecast(after(made_up(40, n_days)))
    chances = np.array([tomorrow.p_above(level) for level in np.arange(-1, 12, 0.5)])
    assert ((chances >= 0) & (chances <= 1)).all()
    assert (np.diff(chances, axis=0) <= 1e-12).all()
    assert (chances[0] == 1).all()
    assert (chances[-1] == 0).all()
    assert ((tomorrow.p_unusual > 0) & (tomorrow.p_unusual < 1)).all()
    assert ((tomorrow.mean >= 0) & (tomorrow.mean <= 10) & (tomorrow.sd > 0)).all()


def test_for_a_scale_where_low_is_worse_above_is_on_the_worse_side():
    model = drift.Model(SCALES, "mood")
    low = model.forecast(after(np.tile(WORST, (30, 1, 1)), model))
    high = model.forecast(after(np.tile(BEST, (30, 1, 1)), model))
    assert low.mean < 2.5 < 3.5 < high.mean
    assert low.p_above(2) > 0.5 > high.p_above(2)
    assert low.p_above(2) < low.p_above(4)


ITEM_ANSWERS = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0, np.nan]), min_size=6, max_size=6)


def on_scales(shares):
    """Shares of the way to the worst end, to answers on the scales."""
    return BEST + np.array(shares) * (WORST - BEST)


@settings(deadline=None, max_examples=40)
@given(st.lists(ITEM_ANSWERS, min_size=1, max_size=60), ITEM_ANSWERS, st.data())
def test_a_worse_answer_never_lowers_tomorrow_or_drift(earlier, today, data):
    worse = [
        share if np.isnan(share) else data.draw(st.sampled_from([share, min(1.0, share + 0.5)]))
        for share in today
    ]
    days = np.array([on_scales(shares) for shares in earlier])[:, None]
    before = after(days)
    calm = MODEL.update(before, FIRST + 70, [on_scales(today)])
    hard = MODEL.update(before, FIRST + 70, [on_scales(worse)])
    was, now = MODEL.forecast(calm), MODEL.forecast(hard)
    for level in (1, 3, 6, 9):
        assert now.p_above(level)[0] >= was.p_above(level)[0] - 1e-9
    assert now.mean[0] >= was.mean[0] - 1e-9
    assert now.p_unusual[0] >= was.p_unusual[0] - 1e-9
    shares_was, shares_now = MODEL.drift(calm).contributions, MODEL.drift(hard).contributions
    assert (shares_now >= shares_was - 1e-9).all()


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 6), st.integers(0, 5), st.integers(0, 99))
def test_a_worse_answer_in_the_last_seven_never_lowers_drift(back, item, seed):
    answers = made_up(1, 40, seed)
    answers[-7:] = np.nan_to_num(answers[-7:], nan=1.0)
    worse = answers.copy()
    worse[-1 - back, 0, item] = WORST[item]
    was, now = MODEL.drift(after(answers)), MODEL.drift(after(worse))
    assert now.statistic[0] >= was.statistic[0] - 1e-6


# Alerts


def days_like(usual, lately, n_usual=40, n_lately=14, seed=3):
    """[n_days, 1, n_items] around shares of the way to the worst end."""
    chance = np.random.default_rng(seed)
    shares = np.concatenate((np.full(n_usual, usual), np.full(n_lately, lately)))
    wobble = chance.normal(0, 0.08, (len(shares), 6))
    return on_scales(np.clip(shares[:, None] + wobble, 0, 1))[:, None]


def alert_days(answers, model=MODEL, days=None):
    days = days or list(range(FIRST, FIRST + len(answers)))
    return [seen.day - FIRST for seen in model.stream(days, answers) if seen.drift.alert[0]]


def test_a_lasting_change_is_told_once_with_the_day_it_began():
    answers = days_like(0.2, 0.6)
    assert len(alert_days(answers)) == 1
    assert 42 <= alert_days(answers)[0] <= 47
    now = MODEL.drift(after(answers))
    assert 36 <= now.since[0] - FIRST <= 42
    assert now.is_raised[0]


def test_it_is_silent_for_the_first_fortnight():
    answers = days_like(0.1, 0.9, 7, 7)
    assert alert_days(answers) == []
    assert MODEL.drift(after(answers)).is_learning[0]


def test_two_very_hard_days_are_no_drift():
    assert alert_days(days_like(0.1, 1.0, 40, 2)) == []


def test_alerts_keep_a_fortnight_apart_and_come_again_after_it_came_down():
    calm, hard = days_like(0.2, 0.2, 40, 0), days_like(0.8, 0.8, 10, 0)
    heard = alert_days(np.concatenate((calm, hard, calm, hard)))
    assert len(heard) == 2
    wild = made_up(40, 120, 8)
    on = [[] for _ in range(40)]
    for seen in drift.Model(SCALES, "lonely", alerts_per_month=2).stream(range(120), wild, 40):
        for person in np.flatnonzero(seen.drift.alert):
            on[person].append(seen.day)
    gaps = [b - a for days in on for a, b in pairwise(days)]
    assert len(gaps) > 10
    assert min(gaps) >= bars.REST_DAYS


@pytest.mark.parametrize("gap", [8, 30, 200, 400])
def test_a_return_after_a_gap_never_alerts(gap):
    answers = days_like(0.1, 0.9, 40, 9)
    days = list(range(FIRST, FIRST + 42)) + [FIRST + 41 + gap + at for at in range(7)]
    assert alert_days(answers, days=days) == []


def test_a_year_away_is_learned_anew_and_the_numbers_stay_sound():
    answers = days_like(0.1, 0.9, 40, 30)
    days = list(range(FIRST, FIRST + 40)) + [FIRST + 500 + at for at in range(30)]
    state = MODEL.replay(days, answers)
    assert all(np.isfinite(number).all() for number in numbers(state))
    assert not MODEL.drift(state).is_learning[0]
    assert MODEL.drift(MODEL.replay(days[:50], answers[:50])).is_learning[0]


def test_who_wants_to_hear_more_often_hears_sooner():
    answers = days_like(0.25, 0.4, 40, 20)
    first = {
        a_month: next(
            (
                seen.day
                for seen in drift.Model(SCALES, "lonely", alerts_per_month=a_month).stream(
                    range(60), answers
                )
                if seen.drift.alert[0] and seen.day >= 40
            ),
            99,
        )
        for a_month in drift.BUDGETS
    }
    assert first[drift.OFTEN] <= first[drift.SOMETIMES] <= first[drift.RARELY]
    assert first[drift.OFTEN] < 60
    state = after(answers)
    assert MODEL.drift(state, drift.OFTEN).is_raised[0] >= MODEL.drift(state).is_raised[0]
    with pytest.raises(ValueError, match="Make a Model"):
        MODEL.drift(state, 0.3)
    with pytest.raises(ValueError, match="between"):
        drift.Model(SCALES, "lonely", alerts_per_month=0)


def test_an_answer_left_out_because_it_was_wanted_moves_nothing_by_itself():
    answers = days_like(0.2, 0.2, 40, 0)
    before = after(answers)
    wanted = on_scales([0.2] * 6)
    wanted[1] = np.nan
    alone = on_scales([0.2] * 6)
    alone[1] = 0
    share = [
        MODEL.drift(MODEL.update(before, FIRST + 40, [row])).contributions[0, 1]
        for row in (wanted, alone)
    ]
    was = MODEL.drift(before).contributions[0, 1]
    assert abs(share[0]) <= abs(was) + 1e-6
    assert share[1] > was


# Odd answers
