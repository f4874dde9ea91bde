"""What Today answers, as a table that a clinician can read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.domain.answering import (
    WAYS,
    Answering,
    DayPage,
    HardReason,
    Way,
    answer_to,
    can_give,
    hard_reason,
    low_days_offer_rests,
    three_low_days,
)
from porchlight.domain.checkin import Reading, Talk

TODAY = date(2026, 11, 29)
NONE, BRIEF, GOOD = Talk.NONE, Talk.BRIEF, Talk.GOOD
URGE, VERY_LOW = HardReason.URGE, HardReason.VERY_LOW
BOTH, ALONE = HardReason.VERY_LOW_AND_URGE, HardReason.LOW_AND_NO_TALK


def told(mood=None, urge=None, talk=None, **more):
    return Reading(day=TODAY, mood=mood, urge=urge, talk=talk, **more)


@pytest.mark.parametrize(
    ("mood", "urge", "talk", "reason"),
    [
        # mood: 1 very low, 2 low, 3 in between, 4 okay, 5 good; urge 0 to 10
        (1, 10, NONE, BOTH),
        (1, 7, GOOD, BOTH),
        (1, 6, NONE, VERY_LOW),
        (1, 0, GOOD, VERY_LOW),
        (1, None, None, VERY_LOW),
        (2, 0, NONE, ALONE),
        (2, 6, NONE, ALONE),
        (2, 7, NONE, URGE),
        (2, 0, BRIEF, None),
        (2, 6, GOOD, None),
        (2, 0, None, None),  # no answer about talking is not "no talk"
        (3, 0, NONE, None),
        (3, 7, GOOD, URGE),
        (4, 6, NONE, None),
        (5, 10, GOOD, URGE),
        (5, 0, NONE, None),
        (None, 7, None, URGE),
        (None, 6, NONE, None),
        (None, None, None, None),
    ],
)
def test_a_day_is_hard_by_urge_by_a_very_low_mood_or_by_a_low_one_with_no_talk(
    mood, urge, talk, reason
):
    assert hard_reason(told(mood, urge, talk)) is reason


@pytest.mark.parametrize(
    ("reading", "said", "page"),
    [
        (told(1, 10, NONE), {}, Answering.HARD),
        (told(1, 10, NONE), {"used": True}, Answering.USED),
        (told(4, 0, GOOD), {"used": True}, Answering.USED),
        (told(1, 10, NONE), {"is_hard_closed": True}, Answering.ORDINARY),
        (told(2, 0, NONE, alone_wanted=True), {}, Answering.HARD),
        (told(3, 0, NONE, alone_wanted=True), {}, Answering.SOLITUDE),
        (told(1, 0, NONE, alone_wanted=True), {"is_hard_closed": True}, Answering.SOLITUDE),
        (told(3, 2, NONE), {}, Answering.ORDINARY),
        (told(5, 0, GOOD), {}, Answering.ORDINARY),
    ],
)
def test_the_first_line_of_the_table_that_holds_is_the_page(reading, said, page):
    assert answer_to(reading, **said).kind is page


@pytest.mark.parametrize(
    ("mood", "urge", "is_so"),
    [(5, 0, True), (4, 3, True), (4, None, True), (4, 4, False), (3, 0, False), (None, 0, False)],
)
def test_a_day_has_room_for_somebody_else_where_it_is_okay_and_calm(mood, urge, is_so):
    assert can_give(told(mood, urge)) is is_so


def test_the_four_ways_are_always_in_one_order():
    assert WAYS == (Way.RIDE_IT_OUT, Way.CALL, Way.ROOM, Way.HELP)


def days(*moods):
    """Readings ending today, one a day; None leaves the day out."""
    first = TODAY - timedelta(days=len(moods) - 1)
    return [
        Reading(day=first + timedelta(days=n), mood=mood)
        for n, mood in enumerate(moods)
        if mood is not None
    ]


@pytest.mark.parametrize(
    ("moods", "is_a_row"),
    [
        ((2, 2, 2), True),
        ((1, 2, 1), True),
        ((3, 2, 2), False),
        ((2, 2, 3), False),
        ((2, None, 2, 2), False),
        ((2, 2, None, 2), False),
        ((2, 2), False),
        ((5, 2, 2, 2), True),
        ((2, 2, 2, 2), True),
    ],
)
def test_three_low_days_running_end_today_and_have_no_blank(moods, is_a_row):
    assert three_low_days(days(*moods), TODAY) is is_a_row


@pytest.mark.parametrize(
    ("offered_days_ago", "rests"),
    [((), False), ((0,), True), ((1,), True), ((6,), True), ((7,), False), ((9, 3), True)],
)
def test_the_offer_of_three_low_days_rests_for_seven_days(offered_days_ago, rests):
    offered_on = [TODAY - timedelta(days=ago) for ago in offered_days_ago]
    assert low_days_offer_rests(offered_on, TODAY) is rests


READINGS = st.builds(
    told,
    mood=st.none() | st.integers(1, 5),
    urge=st.none() | st.integers(0, 10),
    talk=st.none() | st.sampled_from(list(Talk)),
    alone_wanted=st.none() | st.booleans(),
)


@given(READINGS, st.booleans(), st.booleans(), st.booleans())
def test_a_hard_day_is_never_answered_with_an_ordinary_page_before_it_was_closed(
    reading, used, is_closed, offers
):
    day_page = answer_to(reading, used=used, is_hard_closed=is_closed, offers_three_low_days=offers)
    if hard_reason(reading) and not used and not is_closed:
        assert day_page == DayPage(Answering.HARD, hard_reason(reading), offers)
    if used:
        assert day_page.kind is Answering.USED
        assert not day_page.offers_three_low_days


@given(READINGS)
def test_a_heavier_answer_never_makes_a_hard_day_ordinary(reading):
    worse = told(
        None if reading.mood is None else max(1, reading.mood - 1),
        None if reading.urge is None else min(10, reading.urge + 1),
        reading.talk,
    )
    assert hard_reason(reading) is None or hard_reason(worse) is not None
