"""A prior is fitted offline, says where it is from, and is refused when it is not one."""

import json

import numpy as np
import pytest

from benchmarks.made_up_diaries import EVENINGS, diaries
from porchlight.domain import drift
from porchlight.domain.drift import fit_bars, fit_rates, fit_readout
from porchlight.domain.drift.logistic import fit_logistic

SCALES = EVENINGS.scales[:2]


@pytest.fixture(scope="module", autouse=True)
def short_search():
    """Rates near enough: the search itself has a test of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fit_rates, "MOST_TRIES", 60)
        yield


@pytest.fixture(scope="module")
def people():
    return [diary[:, :2] for diary in diaries(EVENINGS, 60, 45, 9)]


@pytest.fixture(scope="module")
def prior(people):
    return drift.fit(people, SCALES, "lonely", {"on": "made-up people"})


def test_a_prior_says_what_it_was_fitted_on(prior, people):
    assert prior.made["on"] == "made-up people"
    assert prior.made["people"] == 60
    assert prior.made["answers_to_target"] == sum((~np.isnan(d[:, 0])).sum() for d in people)
    assert prior.made["scales"][0] == ["lonely", 0, 10, "high"]


def test_a_prior_goes_through_json_unchanged(prior):
    again = drift.Prior.from_json(prior.to_json())
    assert again == prior
    assert again.mark() == prior.mark()
    assert len(prior.to_json()) < 20_000


def test_contact_gets_a_bar_when_it_is_named_and_only_then(prior, people):
    assert prior.chart["contact"] is None
    assert set(prior.chart["bars"]["0.25"]) == {"all", "target"}
    named = drift.fit(people, SCALES, "lonely", contact="sad")
    assert named.chart["contact"] == "sad"
    assert set(named.chart["bars"]["0.25"]) == {"all", "target", "contact"}
    assert named.chart["bars"]["0.25"]["target"] > prior.chart["bars"]["0.25"]["target"]
    with pytest.raises(ValueError, match="'phone', for contact, is not one of the scales"):
        drift.fit(people, SCALES, "lonely", contact="phone")


def test_the_more_often_somebody_asks_to_hear_the_lower_every_bar(prior):
    by_budget = [prior.chart["bars"][f"{budget:g}"] for budget in fit_bars.BUDGETS]
    for chart in ("all", "target"):
        heights = [bars[chart] for bars in by_budget]
        assert heights == sorted(heights, reverse=True)
        assert heights[0] > heights[-1]


def test_chances_of_an_unusual_day_are_set_right_from_fifty_people_on(prior, people):
    level, slope = prior.made["unusual_set_right"]
    assert [level, slope] != [0.0, 1.0]
    assert 0.4 < slope < 1.6
    few = drift.fit(people[:49], SCALES, "lonely")
    assert few.made["unusual_set_right"] == [0.0, 1.0]


def test_setting_right_takes_back_what_is_too_sure_of_itself_and_keeps_signs():
    """Whoever fitted it was twice too sure, and half a step too high."""
    chance = np.random.default_rng(3)
    n_people, n_days = 60, 80
    x = np.stack((np.ones(n_people * n_days), chance.normal(size=n_people * n_days)), axis=1)
    y = (chance.random(len(x)) < 1 / (1 + np.exp(-(x[:, 1] - 1)))).astype(float)
    who = np.repeat(np.arange(n_people), n_days)
    level, slope = fit_readout.set_right(x, y, who, lambda some: np.array([-1.0, 2.0]))
    assert slope == pytest.approx(0.5, abs=0.08)
    assert level == pytest.approx(-0.5, abs=0.12)
    _, turned = fit_readout.set_right(x, y, who, lambda some: np.array([-1.0, -2.0]))
    assert turned == 0


def test_the_same_diaries_give_the_same_prior(prior, people):
    assert drift.fit(people, SCALES, "lonely").mark() == prior.mark()


def test_a_fitted_prior_knows_the_days_of_people_it_has_not_seen(prior):
    """Better than the share of hard days among all people, and than a running share of each."""
    fresh = np.stack([d[:, :2] for d in diaries(EVENINGS, 250, 45, 10)], axis=1)
    is_hard = np.where(np.isnan(fresh[:, :, 0]), np.nan, fresh[:, :, 0] >= 6)
    model = drift.Model(SCALES, "lonely", prior)
    said = np.array([s.forecast.p_above(6) for s in model.stream(range(45), fresh, 250)])[:-1]
    share, told = np.nanmean(is_hard), ~np.isnan(is_hard[1:])
    so_far, answered = np.nancumsum(is_hard, 0)[:-1], (~np.isnan(is_hard)).cumsum(0)[:-1]
    running = (so_far + 3 * share) / (answered + 3)
    off = [((p - is_hard[1:])[told] ** 2).mean() for p in (said, running, share)]
    assert off[0] < 0.98 * off[1] < 0.98 * off[2]


def test_no_weight_of_an_answer_is_below_zero(prior):
    tomorrow = prior.tomorrow
    of_answers = [w for name, w in tomorrow["shared"].items() if name not in ("early", "away")]
    assert min(map(min, [*of_answers, *tomorrow["by_cut"].values()])) >= 0
    assert min(item["weight"] for item in prior.items.values()) > 0


def test_the_cuts_are_the_steps_of_the_scale(people):
    sevens = [np.rint(d / 10 * 6) + 1 for d in people]
    scales = [drift.Scale("lonely", 1, 7), drift.Scale("sad", 1, 7)]
    prior = drift.fit(sevens, scales, "lonely")
    assert len(prior.tomorrow["cuts"]) == 6
    model = drift.Model(scales, "lonely", prior)
    state = model.replay(range(20), np.full((20, 2), 6.0))
    assert model.forecast(state).p_above(1)[0] == 1
    assert model.forecast(state).p_above(5)[0] > 0.6
    assert 5 < model.forecast(state).mean[0] < 6.6


def test_answers_anywhere_on_a_line_are_fitted_too(people):
    chance = np.random.default_rng(1)
    lines = [np.clip(d * 10 + chance.uniform(-4, 4, d.shape), 0, 100) for d in people]
    scales = [drift.Scale("lonely", 0, 100), drift.Scale("sad", 0, 100)]
    model = drift.Model(scales, "lonely", drift.fit(lines, scales, "lonely"))
    state = model.replay(range(20), np.full((20, 2), 70.0))
    tomorrow = model.forecast(state)
    assert 50 < tomorrow.mean[0] < 75
    assert tomorrow.p_above(33.3)[0] > tomorrow.p_above(66.6)[0] > tomorrow.p_above(95)[0]


@pytest.mark.parametrize(
    ("story", "change"),
    [
        ("an item nobody answered", lambda d: np.where([True, False], d, np.nan)),
        ("an item that never moves", lambda d: np.where([True, False], d, 4.0)),
        ("a target that never moves", lambda d: np.where([False, True], d, 3.0)),
        ("eight days each", lambda d: d[:8]),
        ("answers off the scale", lambda d: np.where(np.arange(len(d))[:, None] % 5, d, 99.0)),
    ],
)
def test_poor_diaries_give_a_sound_prior(story, change, people):
    prior = drift.fit([change(diary) for diary in people], SCALES, "lonely")
    told = json.loads(prior.to_json(), parse_constant=lambda word: pytest.fail(f"{story}: {word}"))
    assert min(min(bars.values()) for bars in told["chart"]["bars"].values()) > 0
    model = drift.Model(SCALES, "lonely", prior)
    state = model.replay(range(30), np.full((30, 2), 5.0))
    assert np.isfinite(model.forecast(state).mean).all()
    assert np.isfinite(model.drift(state).statistic).all()


def test_diaries_too_short_for_alerts_keep_the_bars_of_the_default(people):
    prior = drift.fit([diary[:10] for diary in people], SCALES, "lonely")
    assert prior.chart["bars"] == drift.DEFAULT.chart["bars"]
    assert "default" in prior.made["bars"]


def test_too_little_is_refused_with_how_little_it_is():
    with pytest.raises(drift.TooLittle, match="3 answers to 'lonely'"):
        drift.fit([np.ones((3, 2))], SCALES, "lonely")
    with pytest.raises(drift.TooLittle, match="0 answers"):
        drift.fit([], SCALES, "lonely")
    with pytest.raises(ValueError, match="2 items"):
        drift.fit([np.ones((300, 3))], SCALES, "lonely")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not json", "not JSON"),
        ("[]", "version 2"),
        ('{"version": 1, "made": {}}', "version 2"),
        ('{"version": 2, "made": {}}', "lacks"),
    ],
)
def test_what_is_no_prior_is_refused(text, words):
    with pytest.raises(drift.BadPrior, match=words):
        drift.Prior.from_json(text)


def test_logistic_weights_keep_their_sign_and_equal_plain_ones_where_they_may():
    linear = pytest.importorskip("sklearn.linear_model")
    chance = np.random.default_rng(2)
    x = chance.normal(size=(4000, 3))
    y = (chance.random(4000) < 1 / (1 + np.exp(-(0.4 + x @ [1.2, 0.5, -0.8])))).astype(float)
    whole = np.concatenate((np.ones((4000, 1)), x), axis=1)
    pull, free = np.array([0.0, 1, 1, 1]), np.zeros(4, dtype=bool)
    plain = fit_logistic(whole, y, pull, np.zeros(4), free)
    expected = linear.LogisticRegression(C=1.0, tol=1e-8, max_iter=500).fit(x, y)
    np.testing.assert_allclose(plain[1:], expected.coef_[0], atol=1e-3)
    kept = fit_logistic(whole, y, pull, np.zeros(4), np.array([False, True, True, True]))
    assert kept[3] == 0
    assert (kept[1:3] > 0.3).all()
