"""How often people whose life does not change hear of a drift, and how soon a real one is noticed.
Made-up people: their days resemble the day before (0.5), they answer on 55-90 % of days, and each
answer leans on one hidden state. A shift moves that state by so many of its own SDs and stays."""

import math
import random
from datetime import date, timedelta

import pytest

from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.drift import State, look

START = date(2026, 1, 1)
USUAL_KNOWN, SHIFT_ON, NOTICED_WITHIN = 36, 60, 14


def leaning(probability, state):
    return 1 / (1 + math.exp(-(math.log(probability / (1 - probability)) + 0.9 * state)))


def made_up_person(chance, n_days, shift):
    lonely, spread = chance.gauss(4, 1.5), chance.uniform(1, 2.2)
    alone, avoids = chance.uniform(0.1, 0.7), chance.uniform(0.02, 0.3)
    holds, answers = chance.uniform(0.05, 0.5), chance.uniform(0.55, 0.9)
    mood, readings = 0.0, []
    for at in range(n_days):
        mood = 0.5 * mood + math.sqrt(0.75) * chance.gauss(0, 1)
        state = mood + (shift if at >= SHIFT_ON else 0)
        if chance.random() > answers:
            continue
        is_alone = chance.random() < leaning(alone, state)
        felt = round(lonely + spread * state + chance.gauss(0, 0.5))
        readings.append(
            Reading(
                day=START + timedelta(days=at),
                contact=Talk.NONE if is_alone else Talk.GOOD,
                lonely=max(0, min(10, felt)),
                avoided=chance.random() < leaning(avoids, state),
                held_in=chance.random() < leaning(holds, state),
            )
        )
    return readings


def notices(readings, first, last):
    """Days on which a notice is new: none in the fourteen days before it."""
    heard = []
    for at in range(first, last):
        is_drift = look(readings, START + timedelta(days=at)).state == State.DRIFTING
        if is_drift and (not heard or at - heard[-1] >= 14):
            heard.append(at)
    return heard


def test_people_whose_life_does_not_change_hear_about_once_in_three_months():
    chance = random.Random(2026)
    n_people, n_days = 60, 126
    heard = sum(
        len(notices(made_up_person(chance, n_days, 0), USUAL_KNOWN, n_days))
        for _ in range(n_people)
    )
    a_month = heard / (n_people * (n_days - USUAL_KNOWN) / 30)
    assert 0.2 < a_month < 0.5


@pytest.mark.parametrize(("shift", "least"), [(1.0, 0.35), (2.0, 0.7)])
def test_a_lasting_shift_is_noticed_within_a_fortnight(shift, least):
    chance = random.Random(2026)
    n_people = 60
    noticed = sum(
        bool(notices(made_up_person(chance, 75, shift), SHIFT_ON, SHIFT_ON + NOTICED_WITHIN + 1))
        for _ in range(n_people)
    )
    assert noticed / n_people >= least
