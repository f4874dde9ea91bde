"""Usual and now: the filter is the textbook one, compared with statsmodels on gaps."""

import numpy as np
import pytest

from porchlight.domain.drift import kalman
from porchlight.domain.drift.fit_rates import fit_rates, log_likelihood, lowest

RATES = kalman.Rates(
    *(np.array([[number]]) for number in (3.0, 1.8, 0.55, 1.1, 1.4, 0.15))
)  # mean, between, phi, now, noise, wander


def gappy(n_days=60, seed=5):
    chance = np.random.default_rng(seed)
    answers = np.cumsum(chance.normal(0, 0.7, n_days)) + chance.normal(3, 1, n_days)
    answers[chance.random(n_days) < 0.3] = np.nan
    answers[20:29] = np.nan
    return answers


def reference(answers):
    """What statsmodels says; imported by the tests that ask it, as that takes seconds."""
    structural = pytest.importorskip("statsmodels.tsa.statespace.structural")
    model = structural.UnobservedComponents(answers, level="local level", autoregressive=1)
    model.loglikelihood_burn = 0
    model.ssm.initialize_known(np.array([3.0, 0.0]), np.diag([1.8**2, 1.1**2]))
    by_name = {
        "sigma2.irregular": 1.4**2,
        "sigma2.level": 0.15**2,
        "sigma2.ar": 1.1**2 * (1 - 0.55**2),
        "ar.L1": 0.55,
    }
    return model.filter([by_name[name] for name in model.param_names])


def test_the_filter_equals_statsmodels_on_gaps():
    answers = gappy()
    found = reference(answers)
    belief = kalman.at_first(RATES, 1)
    for day, answer in enumerate(answers):
        belief = kalman.updated(belief, RATES, np.array([[answer]]))
        state, cov = found.filtered_state[:, day], found.filtered_state_cov[:, :, day]
        got = [belief.usual, belief.now, belief.uu, belief.un, belief.nn]
        expected = [state[0], state[1], cov[0, 0], cov[0, 1], cov[1, 1]]
        np.testing.assert_allclose(np.ravel(got), expected, rtol=0, atol=1e-9)
        belief = kalman.ahead(belief, RATES)


def test_several_days_at_once_are_as_many_single_days():
    belief = kalman.updated(kalman.at_first(RATES, 2), RATES, np.array([[7.0, 2.0]]))
    at_once = kalman.ahead(belief, RATES, np.array([9, 9]))
    for _ in range(9):
        belief = kalman.ahead(belief, RATES)
    for name in ("usual", "now", "uu", "un", "nn"):
        np.testing.assert_allclose(getattr(at_once, name), getattr(belief, name), atol=1e-12)


def test_the_likelihood_equals_statsmodels():
    answers = gappy()
    n_told = (~np.isnan(answers)).sum()
    ours = log_likelihood(answers[None, :], RATES) - n_told / 2 * np.log(2 * np.pi)
    assert ours == pytest.approx(reference(answers).llf, abs=1e-8)


def test_the_rates_people_were_made_with_are_found_again():
    chance = np.random.default_rng(3)
    n, n_days = 120, 60
    now = np.zeros((n, n_days))
    now[:, 0] = chance.normal(0, 1.1, n)
    for day in range(1, n_days):
        now[:, day] = 0.55 * now[:, day - 1] + chance.normal(0, 1.1 * np.sqrt(1 - 0.55**2), n)
    answers = chance.normal(3, 1.8, (n, 1)) + now + chance.normal(0, 1.4, (n, n_days))
    answers[chance.random(answers.shape) < 0.25] = np.nan
    found = fit_rates(answers)
    expected = {"mean": 3.0, "between": 1.8, "phi": 0.55, "now": 1.1, "noise": 1.4}
    assert found | {"wander": 0} == pytest.approx(expected | {"wander": 0}, abs=0.3)
    assert found["wander"] < 0.12


def test_the_lowest_point_of_a_bowl_is_found():
    found = lowest(lambda x: ((x - [1, 2, 3]) ** 2).sum(), np.zeros(3), np.ones(3))
    np.testing.assert_allclose(found, [1, 2, 3], atol=0.05)
