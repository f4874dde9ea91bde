"""Drift: the person's own usual, in counts they can check (S1, S2). Each table row is a story."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.drift import Kind, Reason, State, look, weeks

TODAY = date(2026, 3, 9)
GOOD, NONE = Talk.GOOD, Talk.NONE


def days_of(*answers, ending=TODAY):
    """One reading a day, the last on `ending`; None is a day with no check-in."""
    first = ending - timedelta(days=len(answers) - 1)
    return [
        Reading(day=first + timedelta(days=at), **answer)
        for at, answer in enumerate(answers)
        if answer is not None
    ]


TALKED = {"contact": GOOD, "lonely": 3, "avoided": False, "held_in": False}
ALONE = {"contact": NONE, "lonely": 3, "avoided": False, "held_in": False}
RESTED = {"contact": NONE, "alone_wanted": True, "lonely": 3}
LONELY = {"contact": GOOD, "lonely": 8, "avoided": False, "held_in": False}
HIDING = {"contact": GOOD, "lonely": 3, "avoided": True, "held_in": True}
MIXED = [TALKED, TALKED, ALONE, TALKED] * 7


@pytest.mark.parametrize(
    ("story", "usual", "recent", "state", "kinds"),
    [
        ("a week like the others", MIXED, [TALKED, ALONE, TALKED] * 2, State.USUAL, []),
        ("talks stop", MIXED, [ALONE] * 7, State.DRIFTING, [Kind.CONTACT]),
        ("more talks than usual", MIXED, [TALKED] * 7, State.USUAL, []),
        ("always alone, as usual", [ALONE] * 28, [ALONE] * 7, State.USUAL, []),
        ("a week of rest that was wanted", MIXED, [RESTED] * 7, State.USUAL, []),
        ("lonely among people", MIXED, [LONELY] * 7, State.DRIFTING, [Kind.LONELY]),
        ("one very lonely day", MIXED, [*[TALKED] * 6, LONELY], State.USUAL, []),
        ("hiding", MIXED, [HIDING] * 7, State.DRIFTING, [Kind.HELD_IN, Kind.AVOIDED]),
        ("two check-ins lately", MIXED, [None] * 5 + [ALONE] * 2, State.LEARNING, []),
        ("no check-ins lately", MIXED, [None] * 7, State.LEARNING, []),
        ("nine usual days", [TALKED] * 9, [ALONE] * 7, State.LEARNING, []),
        ("ten usual days", [TALKED] * 10, [ALONE] * 7, State.DRIFTING, [Kind.CONTACT]),
        ("a first week", [], [ALONE] * 7, State.LEARNING, []),
        (
            "a return after a week away",
            MIXED[:20] + [None] * 8,
            [ALONE] * 7,
            State.LEARNING,
            [],
        ),
        ("mood only", MIXED, [{"mood": 1, "urge": 9}] * 7, State.LEARNING, []),
    ],
)
def test_stories(story, usual, recent, state, kinds):
    picture = look(days_of(*usual, *recent), TODAY)
    assert picture.state == state, story
    assert [reason.kind for reason in picture.reasons] == kinds, story


def test_a_reason_is_counts_the_person_can_check():
    four_of_seven = [TALKED, ALONE, TALKED, ALONE, TALKED, ALONE, TALKED] * 4
    lately = [ALONE, ALONE, ALONE, TALKED, ALONE, ALONE, ALONE]
    told = days_of(
        *[d | {"lonely": 2} for d in four_of_seven], *[d | {"lonely": 7} for d in lately]
    )
    reasons = look(told, TODAY).reasons
    assert Reason(Kind.CONTACT, recent=1, usual=4, answered=7) in reasons
    assert Reason(Kind.LONELY, recent=7, usual=2, answered=7) in reasons


def test_days_of_wanted_rest_are_left_out_of_the_count():
    lately = [ALONE, ALONE, RESTED, ALONE, RESTED, ALONE, ALONE]
    reason = look(days_of(*[TALKED] * 28, *lately), TODAY).reasons[0]
    assert reason == Reason(Kind.CONTACT, recent=0, usual=5, answered=5, rested=2)


def test_plans_cancelled_for_a_wanted_rest_are_not_avoiding():
    rest = {"contact": NONE, "alone_wanted": True, "avoided": True}
    assert look(days_of(*MIXED, *[rest] * 7), TODAY).state == State.USUAL
    kept_in = rest | {"held_in": True}
    assert look(days_of(*MIXED, *[kept_in] * 7), TODAY).reasons[0].kind == Kind.HELD_IN


def test_at_most_three_reasons():
    worst = {"contact": NONE, "lonely": 10, "avoided": True, "held_in": True}
    assert len(look(days_of(*MIXED, *[worst] * 7), TODAY).reasons) == 3


def test_days_still_to_come_are_left_out():
    tomorrow = TODAY + timedelta(days=1)
    assert look(days_of(*MIXED, *[ALONE] * 7, ending=tomorrow), TODAY).answered_lately == 7


yes_no = st.sampled_from([None, False, True])
answers = st.fixed_dictionaries(
    {
        "contact": st.sampled_from([None, *Talk]),
        "lonely": st.none() | st.integers(0, 10),
        "avoided": yes_no,
        "held_in": yes_no,
        "alone_wanted": yes_no,
        "talked_with": st.sampled_from([0, 0, 0, 1]),
    }
)
telling = st.fixed_dictionaries(
    {
        "contact": st.sampled_from(list(Talk)),
        "lonely": st.integers(0, 10),
        "avoided": st.booleans(),
        "held_in": st.booleans(),
        "alone_wanted": yes_no,
    }
)
some_days = st.lists(st.none() | answers, max_size=40)
full_weeks = st.tuples(
    st.lists(telling, min_size=12, max_size=28), st.lists(telling, min_size=3, max_size=7)
)


def worse(reading):
    """Every single answer of one day that could have been worse, made worse."""
    if reading.contact in (Talk.BRIEF, Talk.GOOD):
        yield replace(reading, contact=Talk.NONE)
    if reading.contact == Talk.GOOD:
        yield replace(reading, contact=Talk.BRIEF)
    if reading.lonely is not None and reading.lonely < 10:
        yield replace(reading, lonely=reading.lonely + 1)
        yield replace(reading, lonely=10)
    for question in ("avoided", "held_in"):
        if getattr(reading, question) is False:
            yield replace(reading, **{question: True})
    if reading.alone_wanted is True:
        yield replace(reading, alone_wanted=False)


def with_days(usual, recent):
    usual_end = TODAY - timedelta(days=7)
    return days_of(*usual, ending=usual_end), days_of(*recent)


@given(full_weeks)
def test_a_worse_answer_in_the_last_week_never_lowers_it(answered):
    usual, recent = with_days(*answered)
    before = look([*usual, *recent], TODAY)
    for at, reading in enumerate(recent):
        for changed in worse(reading):
            after = look([*usual, *recent[:at], changed, *recent[at + 1 :]], TODAY)
            assert (after.state == State.DRIFTING) >= (before.state == State.DRIFTING)
            assert after.answered_lately == before.answered_lately


@given(some_days, st.randoms(use_true_random=False))
def test_the_order_of_the_days_given_is_nothing(answered, shuffler):
    readings = days_of(*answered)
    shuffled = list(readings)
    shuffler.shuffle(shuffled)
    assert look(readings, TODAY) == look(shuffled, TODAY)
    assert weeks(readings, TODAY, 6) == weeks(shuffled, TODAY, 6)


@given(some_days)
def test_a_blank_day_is_the_same_as_no_day(answered):
    readings = days_of(*answered)
    told = {reading.day for reading in readings}
    blanks = [
        Reading(day=day)
        for day in (TODAY - timedelta(days=back) for back in range(50))
        if day not in told
    ]
    assert look(readings, TODAY) == look([*readings, *blanks], TODAY)
    assert weeks(readings, TODAY, 6) == weeks([*readings, *blanks], TODAY, 6)


@given(some_days)
def test_reasons_come_with_drifting_and_only_then(answered):
    picture = look(days_of(*answered), TODAY)
    assert bool(picture.reasons) == (picture.state == State.DRIFTING)
    assert len({reason.kind for reason in picture.reasons}) == len(picture.reasons) <= 3
    for reason in picture.reasons:
        assert reason.recent != reason.usual
        assert 1 <= reason.answered <= 7


@given(some_days, st.integers(8, 30))
def test_a_return_after_a_gap_is_never_drift(answered, gap):
    before = days_of(*answered, ending=TODAY - timedelta(days=gap + 3))
    back = days_of(ALONE | {"lonely": 10}, ALONE | {"lonely": 10}, ALONE | {"lonely": 10})
    assert look([*before, *back], TODAY).state == State.LEARNING


def test_weeks_are_the_persons_own_numbers():
    picture = weeks(days_of(None, TALKED, ALONE, RESTED, *[None] * 7), TODAY, 2)
    assert [week.end for week in picture] == [TODAY - timedelta(days=7), TODAY]
    first, last = picture
    assert (first.answered, first.talked, first.talk_answers) == (3, 1, 3)
    assert (first.chosen_solitude, first.lonely, first.urge) == (1, 3.0, None)
    assert (last.answered, last.talk_answers, last.lonely) == (0, 0, None)
    assert last.start == TODAY - timedelta(days=6)
