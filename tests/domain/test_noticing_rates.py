"""How often made-up people hear, and how often a line about tomorrow turns out to be true. Their
recipe is written down in benchmarks/made_up_diaries.py; nobody's answers are in it."""

from datetime import date, timedelta

import numpy as np
import pytest

from benchmarks.made_up_diaries import PRODUCT, diaries
from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.drift import Model
from porchlight.domain.hearing import A_MONTH, ITEMS, TARGET, hear
from porchlight.domain.noticing import HARD_TOMORROW, REST_DAYS, STANDS_DAYS, HowOften, look

FIRST, N_PEOPLE, N_DAYS, LEARNING = date(2026, 1, 1), 500, 120, 14
CHOICES = (HowOften.RARELY, HowOften.SOMETIMES, HowOften.OFTEN)


@pytest.fixture(scope="module")
def told():
    """What the model says of everybody's every day: the chance of a hard tomorrow, NaN on blank
    and learning days; alerts and raised days by how often they want to hear."""
    answers = np.stack(diaries(PRODUCT, N_PEOPLE, N_DAYS, seed=20261125))
    assert [scale.name for scale in PRODUCT.scales] == [scale.name for scale in ITEMS.values()]
    model = Model(tuple(ITEMS.values()), TARGET)
    state = model.start(N_PEOPLE)
    p_hard = np.full((N_PEOPLE, N_DAYS), np.nan)
    alerts = {choice: np.zeros((N_PEOPLE, N_DAYS), bool) for choice in CHOICES}
    raised = {choice: np.zeros((N_PEOPLE, N_DAYS), bool) for choice in CHOICES}
    for at in range(N_DAYS):
        state = model.update(state, FIRST + timedelta(days=at), answers[:, at])
        for choice in CHOICES:
            drift = model.drift(state, A_MONTH[choice])
            alerts[choice][:, at], raised[choice][:, at] = drift.alert, drift.is_raised
        is_told = ~np.isnan(answers[:, at]).all(1) & ~drift.is_learning
        p_hard[:, at] = np.where(is_told, model.forecast(state).p_unusual, np.nan)
    return answers, p_hard, alerts, raised


def lines_about_tomorrow(told, choice):
    """(person, day) of each, by the rules of domain/noticing.py."""
    _, p_hard, alerts, raised = told
    lines = []
    for person in range(N_PEOPLE):
        last_notice, last_alert = -99, -99
        for at in range(N_DAYS):
            if alerts[choice][person, at]:
                last_notice = last_alert = at
            is_drift = raised[choice][person, at] or at - last_alert < STANDS_DAYS
            is_likely = p_hard[person, at] >= HARD_TOMORROW[choice]
            if is_likely and not is_drift and at - last_notice >= REST_DAYS:
                lines.append((person, at))
                last_notice = at
    return lines


def was_hard(lonely, at):
    """Whether the day after was well above the 28 days before it; None when it was left blank."""
    if at + 1 >= N_DAYS or np.isnan(lonely[at + 1]):
        return None
    before = lonely[max(0, at - 27) : at + 1]
    before = before[~np.isnan(before)]
    return lonely[at + 1] >= max(before.mean() + max(1.5, before.std(ddof=1)), 3)


@pytest.mark.parametrize("choice", CHOICES)
def test_a_line_about_tomorrow_comes_as_often_as_it_was_asked_for(told, choice):
    a_month = len(lines_about_tomorrow(told, choice)) / (N_PEOPLE * (N_DAYS - LEARNING) / 30)
    assert a_month == pytest.approx(A_MONTH[choice], rel=0.35)


def test_a_line_about_tomorrow_is_right_more_often_than_a_guess_on_any_day_and_not_mostly(told):
    lonely = told[0][:, :, 0]
    lines = [was_hard(lonely[p], at) for p, at in lines_about_tomorrow(told, HowOften.SOMETIMES)]
    days = [was_hard(lonely[p], at) for p in range(0, N_PEOPLE, 5) for at in range(20, N_DAYS)]
    share_of_lines, share_of_days = (
        np.mean([hard for hard in found if hard is not None]) for found in (lines, days)
    )
    assert share_of_lines >= 1.6 * share_of_days
    assert 0.2 < share_of_lines < 0.5  # so it is said as a guess


def readings_of(answers):
    for at, (lonely, talked, mood, urge, avoided, held_in) in enumerate(answers):
        given = {"lonely": lonely, "mood": mood, "urge": urge}
        numbers = {name: int(value) for name, value in given.items() if not np.isnan(value)}
        yes_no = {"avoided": avoided, "held_in": held_in}
        numbers |= {name: bool(value) for name, value in yes_no.items() if not np.isnan(value)}
        talk = None if np.isnan(talked) else list(Talk)[int(talked)]
        yield Reading(day=FIRST + timedelta(days=at), talk=talk, **numbers)


def test_nearly_every_alert_can_be_told_in_counts(told):
    """A drift whose counts do not show it is not asked about; that is rare."""
    answers, _, alerts, _ = told
    found = np.argwhere(alerts[HowOften.SOMETIMES])[:120]
    with_reasons = 0
    for person, at in found:
        today = FIRST + timedelta(days=int(at))
        readings = [r for r in readings_of(answers[person]) if r.day <= today]
        heard = hear(readings, today)
        assert heard.alert_on == today
        with_reasons += bool(look(heard, readings, today).reasons)
    assert with_reasons / len(found) >= 0.9
