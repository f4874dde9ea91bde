"""A person's own numbers: lately against usually, strips, and weeks, as they could count them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.usual import (
    Measure,
    Reason,
    answer_of,
    compare,
    is_excused,
    strips,
    weeks,
)
from tests.domain.days import ALONE, HIDING, LONELY, MIXED, RESTED, TALKED, TODAY, back, days_of

FOUR_OF_SEVEN = [TALKED, ALONE, TALKED, ALONE, TALKED, ALONE, TALKED] * 4


@pytest.mark.parametrize(
    ("story", "usual", "recent", "kind", "expected"),
    [
        ("four talks a week, then one", FOUR_OF_SEVEN, [*[ALONE] * 6, TALKED], Measure.CONTACT,
         Reason(Measure.CONTACT, recent=1, usual=4, answered=7)),
        ("wanted rest is left out", [TALKED] * 28, [None, *[ALONE, RESTED] * 3], Measure.CONTACT,
         Reason(Measure.CONTACT, recent=0, usual=3, answered=3, rested=3)),
        ("only rest lately", [TALKED] * 28, [RESTED] * 7, Measure.CONTACT, None),
        ("middle answers, not one bad day", MIXED, [*[TALKED] * 6, LONELY], Measure.LONELY,
         Reason(Measure.LONELY, recent=3, usual=3, answered=7)),
        ("lonelier", MIXED, [None, None, *[LONELY] * 5], Measure.LONELY,
         Reason(Measure.LONELY, recent=8, usual=3, answered=5)),
        ("things called off", MIXED, [*[None] * 3, *[HIDING] * 4], Measure.AVOIDED,
         Reason(Measure.AVOIDED, recent=4, usual=0, answered=4)),
        ("mood left blank", MIXED, [TALKED] * 7, Measure.MOOD, None),
        ("two days lately", MIXED, [None] * 5 + [ALONE] * 2, Measure.CONTACT, None),
        ("four days before", [TALKED] * 4, [ALONE] * 7, Measure.CONTACT, None),
    ],
)  # fmt: skip
def test_lately_against_usually(story, usual, recent, kind, expected):
    assert compare(days_of(*usual, *recent), TODAY).get(kind) == expected, story


def test_a_change_that_began_earlier_is_set_against_the_days_before_it():
    told = days_of(*[TALKED] * 28, *[LONELY] * 28)
    assert compare(told, TODAY)[Measure.LONELY].usual == 8
    assert compare(told, TODAY, since=back(27))[Measure.LONELY].usual == 3
    assert compare(told, TODAY, since=back(90))[Measure.LONELY].usual == 8  # nothing told by then


@pytest.mark.parametrize(
    ("kind", "recent", "usual", "is_worse"),
    [
        (Measure.CONTACT, 1, 4, True),
        (Measure.CONTACT, 4, 4, False),
        (Measure.MOOD, 2, 4, True),
        (Measure.LONELY, 4, 2, True),
        (Measure.LONELY, 2, 4, False),
        (Measure.AVOIDED, 2, 0, True),
    ],
)
def test_what_is_worse_has_a_fixed_sign(kind, recent, usual, is_worse):
    assert Reason(kind, recent, usual, 7).is_worse is is_worse


@pytest.mark.parametrize(
    ("told", "talk"),
    [
        ({"talk": Talk.GOOD}, 2),
        ({"talk": Talk.BRIEF}, 1),
        ({"talk": Talk.NONE}, 0),
        ({}, None),
        ({"talked_with": 2}, 1),
        ({"talk": Talk.NONE, "talked_with": 1}, 1),
        ({"talk": Talk.GOOD, "talked_with": 1}, 2),
    ],
)
def test_a_talk_that_was_noted_counts_as_one(told, talk):
    assert answer_of(Measure.CONTACT, Reading(day=TODAY, **told)) == talk


@pytest.mark.parametrize(
    ("kind", "told", "is_out"),
    [
        (Measure.CONTACT, {"talk": Talk.NONE}, True),
        (Measure.CONTACT, {"talk": Talk.GOOD}, False),
        (Measure.CONTACT, {}, False),
        (Measure.AVOIDED, {"avoided": True}, True),
        (Measure.AVOIDED, {"avoided": False}, False),
        (Measure.LONELY, {"lonely": 9}, False),
        (Measure.HELD_IN, {"held_in": True}, False),
    ],
)
def test_wanted_solitude_excuses_being_alone_and_plans_cancelled_only(kind, told, is_out):
    assert is_excused(kind, Reading(day=TODAY, alone_wanted=True, **told)) is is_out
    assert not is_excused(kind, Reading(day=TODAY, alone_wanted=False, **told))
    assert not is_excused(kind, Reading(day=TODAY, **told))


def test_a_strip_is_fourteen_days_and_the_middle_half_of_the_usual():
    usual = [{"lonely": lonely} for lonely in (0, 2, 3, 4, 10, 3, 2, 4)] * 3
    recent = [{"lonely": 5}, None, {"lonely": 6}, *[{"lonely": 3}] * 11]
    (strip,) = strips(days_of(*usual, *recent), TODAY)
    assert strip.kind == Measure.LONELY
    assert strip.answers == (5, None, 6, *[3] * 11)
    assert (strip.low, strip.high) == (2, 4)
    assert not any(strip.rested)


def test_days_of_wanted_rest_are_marked_and_not_part_of_the_usual():
    told = days_of(*[TALKED] * 20, *[RESTED] * 10, *[TALKED] * 12, RESTED, ALONE)
    contact = strips(told, TODAY)[0]
    assert contact.rested == (False,) * 12 + (True, False)
    assert (contact.low, contact.high) == (2, 2)


def test_weeks_are_the_persons_own_numbers():
    told = weeks(days_of(None, TALKED, ALONE, RESTED, *[None] * 7), TODAY, 2)
    assert [week.end for week in told] == [TODAY - timedelta(days=7), TODAY]
    first, last = told
    assert (first.answered, first.talked, first.talk_answers) == (3, 1, 3)
    assert (first.chosen_solitude, first.lonely, first.urge) == (1, 3.0, None)
    assert (last.answered, last.talk_answers, last.lonely) == (0, 0, None)
    assert last.start == TODAY - timedelta(days=6)


yes_no = st.sampled_from([None, False, True])
some_days = st.lists(
    st.none()
    | st.fixed_dictionaries(
        {
            "talk": st.sampled_from([None, *Talk]),
            "lonely": st.none() | st.integers(0, 10),
            "mood": st.none() | st.integers(1, 5),
            "avoided": yes_no,
            "alone_wanted": yes_no,
            "talked_with": st.sampled_from([0, 0, 0, 1]),
        }
    ),
    max_size=60,
)


@given(some_days, st.randoms(use_true_random=False))
def test_order_is_nothing_and_a_blank_day_is_the_same_as_no_day(answered, shuffler):
    readings = days_of(*answered)
    told = {reading.day for reading in readings}
    blanks = [Reading(day=back(n)) for n in range(60) if back(n) not in told]
    other = [*readings, *blanks]
    shuffler.shuffle(other)
    assert compare(readings, TODAY) == compare(other, TODAY)
    assert strips(readings, TODAY) == strips(other, TODAY)
    assert weeks(readings, TODAY, 6) == weeks(other, TODAY, 6)


@given(some_days)
def test_counts_are_of_days_that_were_told(answered):
    for reason in compare(days_of(*answered), TODAY).values():
        assert 1 <= reason.answered <= 7
        if reason.kind in (Measure.CONTACT, Measure.HELD_IN, Measure.AVOIDED):
            assert 0 <= reason.recent <= reason.answered
            assert 0 <= reason.usual <= reason.answered
            assert reason.answered + reason.rested <= 7
