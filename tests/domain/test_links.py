"""What goes together in one person's days: tables, and how often it is wrong about nothing."""

import random
from datetime import date, timedelta
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.links import PAIRS, Link, Pair, What, When, links, surest

FIRST = date(2026, 1, 1)
TALKED_URGE, TALKED_LONELY, LONELY_URGE, AVOIDED_LONELY, URGE_NEXT_DAY, _ = PAIRS


def days_of(*answers):
    """One reading a day; None is a day with no check-in."""
    return [
        Reading(day=FIRST + timedelta(days=at), **answer)
        for at, answer in enumerate(answers)
        if answer is not None
    ]


def found(readings, pair):
    return next(link for link in links(readings) if link.pair == pair)


def talked(urge):
    return {"talk": Talk.GOOD, "urge": urge}


def alone(urge, **more):
    return {"talk": Talk.NONE, "urge": urge, **more}


def in_no_order(days):
    """Days that follow no pattern, the same on every run: a pattern is a likeness too."""
    return random.Random(2026).sample(days, len(days))


LOW_HIGH = in_no_order([talked(1), alone(4), alone(5), talked(2)] * 8)
HIGH_LOW = in_no_order([talked(5), alone(2), alone(1), talked(4)] * 8)
NO_LINK = in_no_order([talked(1), alone(1), talked(4), alone(4), talked(3), alone(3)] * 5)


@pytest.mark.parametrize(
    ("story", "days", "counts", "points", "is_sure"),
    [
        ("two weeks", [talked(1), alone(5)] * 7, (7, 7), 0, False),
        ("a month, less urge with talks", LOW_HIGH, (16, 16), 3, True),
        ("a month, more urge with talks", HIGH_LOW, (16, 16), 3, True),
        ("a month, and they have nothing to do with each other", NO_LINK, (15, 15), 0, False),
        ("always alone", [alone(4), alone(1)] * 16, (0, 32), 0, False),
        ("four talks in a month", [*[talked(0)] * 4, *[alone(6), alone(7)] * 14], (4, 28), 0,
         False),
        ("the same urge every day", [talked(2), alone(2)] * 16, (16, 16), 0, False),
        ("urge left blank", [{"talk": Talk.GOOD}, {"talk": Talk.NONE}] * 16, (0, 0), 0,
         False),
    ],
)  # fmt: skip
def test_days_with_and_without_a_talk(story, days, counts, points, is_sure):
    link = found(days_of(*days), TALKED_URGE)
    assert (link.days, link.other_days) == counts, story
    assert link.is_sure is is_sure, story
    if is_sure:
        assert link.points == points, story


def test_a_link_is_the_plain_difference_of_two_means():
    link = found(days_of(*LOW_HIGH), TALKED_URGE)
    assert link.difference == pytest.approx(1.5 - 4.5)
    assert not link.is_higher
    assert link.low < link.difference < link.high < 0
    assert (link.mean, link.other_mean) == (1.5, 4.5)


def test_the_surest_link_is_the_one_that_keeps_furthest_off_zero():
    unsure = Link(PAIRS[0], 20, 20, difference=-6.0, low=-13.0, high=1.0)
    wide = Link(PAIRS[1], 20, 20, difference=-4.0, low=-7.0, high=-1.0)
    narrow = Link(PAIRS[2], 20, 20, difference=2.0, low=1.5, high=2.5)
    alike = Link(PAIRS[3], 20, 20, difference=-2.0, low=-2.5, high=-1.5)
    assert surest([unsure, wide, narrow, alike]) == narrow
    assert surest([unsure, alike, narrow]) == alike
    assert surest([unsure, Link(PAIRS[4], 0, 0)]) is None
    assert surest([]) is None


def test_days_alone_that_were_wanted_say_nothing_about_talking():
    rest = alone(9, alone_wanted=True)
    link = found(days_of(*LOW_HIGH, *[rest] * 10), TALKED_URGE)
    assert link == found(days_of(*LOW_HIGH), TALKED_URGE)


def test_plans_cancelled_for_a_wanted_rest_say_nothing_about_avoiding():
    days = in_no_order(
        [{"avoided": at % 3 == 0, "lonely": (7 if at % 3 == 0 else 3) + at % 2} for at in range(40)]
    )
    rest = {"avoided": True, "alone_wanted": True, "lonely": 1}
    link = found(days_of(*days), AVOIDED_LONELY)
    assert (link.days, link.other_days, link.points, link.is_higher) == (14, 26, 4, True)
    assert found(days_of(*days, *[rest] * 10), AVOIDED_LONELY).difference == link.difference


def test_the_day_after_is_a_day_of_the_calendar():
    every_other_day = [
        answer for pair in zip(LOW_HIGH, [None] * 32, strict=True) for answer in pair
    ]
    link = found(days_of(*every_other_day), URGE_NEXT_DAY)
    assert (link.days, link.other_days) == (0, 0)
    after_a_talk, after_none = [talked(5), alone(1)], [alone(6), alone(5)]
    blocks = in_no_order([after_a_talk] * 10 + [after_none] * 10)
    link = found(days_of(*[day for block in blocks for day in block]), URGE_NEXT_DAY)
    assert (link.days, link.is_sure, link.points, link.is_higher) == (10, True, 4, False)


def test_lonelier_days_are_those_above_the_persons_own_middle():
    days = in_no_order([{"lonely": lonely, "urge": lonely} for lonely in (2, 3, 3, 3, 8)] * 7)
    link = found(days_of(*days), LONELY_URGE)
    assert (link.days, link.other_days) == (7, 28)
    assert link.is_sure
    assert link.is_higher


def test_no_days_are_no_links():
    assert links([]) == tuple(Link(pair, 0, 0) for pair in PAIRS)


def test_long_runs_say_less_than_days_that_change():
    """Thirty days alone after thirty with talks are two facts, not sixty."""
    with_talks = [talked(at % 3 + 1) for at in range(30)]
    without = [alone(at % 3 + 2) for at in range(30)]
    in_runs, mixed = [*with_talks, *without], in_no_order([*with_talks, *without])
    runs, turns = (found(days_of(*days), TALKED_URGE) for days in (in_runs, mixed))
    assert runs.difference == pytest.approx(turns.difference)
    assert turns.is_sure
    assert not runs.is_sure
    assert runs.high - runs.low > turns.high - turns.low


def series(chance, n, likeness):
    state, rest = chance.gauss(0, 1), sqrt(1 - likeness**2)
    for _ in range(n):
        yield state
        state = likeness * state + rest * chance.gauss(0, 1)


def unrelated(chance, n, likeness, middle):
    """A diary in which nothing has to do with anything, each part like its own day before."""
    rows = zip(*(series(chance, n, likeness) for _ in range(4)), strict=True)
    for day, (urge, lonely, talk, avoid) in enumerate(rows):
        if chance.random() < 0.7:
            yield Reading(
                day=FIRST + timedelta(days=day),
                urge=max(0, min(10, round(middle + 2 * urge))),
                lonely=max(0, min(10, round(middle + 1 + 1.5 * lonely))),
                talk=Talk.GOOD if talk < 0.3 else Talk.NONE,
                avoided=avoid > 1,
            )


@pytest.mark.parametrize("middle", [1, 4], ids=["on-the-floor", "in-the-middle"])
@pytest.mark.parametrize("likeness", [0.0, 0.4, 0.8])
@pytest.mark.parametrize("n", [45, 120])
def test_where_nothing_goes_together_19_people_in_20_see_no_link_at_all(n, likeness, middle):
    chance = random.Random(2026)
    n_people = 200
    wrong = sum(
        any(link.is_sure for link in links(unrelated(chance, n, likeness, middle)))
        for _ in range(n_people)
    )
    assert wrong / n_people <= 0.05


def test_a_clear_link_is_found_within_two_months_for_most():
    chance = random.Random(2026)
    sure = 0
    for _ in range(100):
        days = []
        for state in series(chance, 60, 0.4):
            has_talked = chance.random() < 0.5
            urge = max(0, min(10, round(4 + 1.3 * state - 2 * has_talked)))
            days.append(talked(urge) if has_talked else alone(urge))
        sure += found(days_of(*days), TALKED_URGE).is_sure
    assert sure >= 90


some_days = st.lists(
    st.none()
    | st.fixed_dictionaries(
        {
            "talk": st.sampled_from([None, *Talk]),
            "lonely": st.none() | st.integers(0, 10),
            "urge": st.none() | st.integers(0, 10),
            "avoided": st.sampled_from([None, False, True]),
            "alone_wanted": st.sampled_from([None, False, True]),
        }
    ),
    max_size=70,
)


@given(some_days, st.randoms(use_true_random=False))
def test_order_is_nothing_and_an_interval_holds_its_difference(answered, shuffler):
    readings = days_of(*answered)
    told = links(readings)
    shuffled = list(readings)
    shuffler.shuffle(shuffled)
    assert links(shuffled) == told
    assert [link.pair for link in told] == list(PAIRS)
    for link in told:
        if link.difference is not None:
            assert link.low <= link.difference <= link.high
        else:
            assert not link.is_sure


@given(some_days)
def test_the_other_way_round_is_the_same_size(answered):
    """Urges counted from the other end of the scale: the same link with the other sign."""
    turned = [
        None if day is None
        else day | {"urge": None if day["urge"] is None else 10 - day["urge"]}
        for day in answered
    ]  # fmt: skip
    one, other = (found(days_of(*days), TALKED_URGE) for days in (answered, turned))
    assert one.is_sure == other.is_sure
    if one.difference is not None:
        assert one.difference == pytest.approx(-other.difference, abs=1e-9)


def test_the_pairs_are_about_loneliness_contact_urges_and_cancelled_plans():
    assert Pair(When.TALKED, What.URGE) in PAIRS
    assert len(set(PAIRS)) == 6
