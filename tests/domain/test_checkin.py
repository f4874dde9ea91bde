"""What a day may say, and what a blank never does."""

from datetime import date, timedelta

import pytest

from porchlight.domain.checkin import BadReading, Reading, Talk, check_writable, writable_days

TODAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mood", 0),
        ("mood", 6),
        ("mood", 2.5),
        ("mood", True),
        ("urge", -1),
        ("urge", 11),
        ("lonely", 11),
        ("talk", "lots"),
        ("talked_with", -1),
    ],
)
def test_an_answer_off_its_scale_is_refused_and_says_what_is_right(field, value):
    with pytest.raises(BadReading) as refusal:
        Reading(day=TODAY, **{field: value})
    assert refusal.value.field == field
    assert field in str(refusal.value)
    assert (
        "0" in str(refusal.value) or "1 to 5" in str(refusal.value) or "none" in str(refusal.value)
    )


def test_a_day_with_nothing_answered_is_blank():
    assert Reading(day=TODAY).is_blank
    assert not Reading(day=TODAY, mood=1).is_blank
    assert not Reading(day=TODAY, avoided=False).is_blank
    assert not Reading(day=TODAY, talked_with=1).is_blank


@pytest.mark.parametrize(
    ("talk", "talked_with", "talked"),
    [
        (None, 0, None),
        (Talk.NONE, 0, False),
        (Talk.BRIEF, 0, True),
        (Talk.GOOD, 0, True),
        (None, 2, True),
        (Talk.NONE, 1, True),
    ],
)
def test_a_talk_is_counted_however_it_was_told(talk, talked_with, talked):
    assert Reading(day=TODAY, talk=talk, talked_with=talked_with).talked is talked


@pytest.mark.parametrize(
    ("talk", "alone_wanted", "is_rest"),
    [
        (Talk.NONE, True, True),
        (Talk.NONE, False, False),
        (Talk.NONE, None, False),
        (None, True, True),
        (Talk.GOOD, True, False),
    ],
)
def test_time_alone_that_was_wanted_is_not_isolation(talk, alone_wanted, is_rest):
    reading = Reading(day=TODAY, talk=talk, alone_wanted=alone_wanted)
    assert reading.is_chosen_solitude is is_rest


def test_today_and_the_seven_days_before_can_be_written():
    days = writable_days(TODAY)
    assert days[0] == TODAY
    assert days[-1] == TODAY - timedelta(days=7)
    assert len(days) == 8
    for day in days:
        check_writable(day, TODAY)


@pytest.mark.parametrize(("days", "hint"), [(1, "today"), (-8, "last 7")])
def test_a_day_outside_them_is_refused_with_a_way_on(days, hint):
    with pytest.raises(BadReading, match=hint) as refusal:
        check_writable(TODAY + timedelta(days=days), TODAY)
    assert refusal.value.field == "day"
