"""Whatever days a person tells, in whatever order: what notices hold to."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.hearing import can_read, hear, last_closed_day, snapshot_at
from porchlight.domain.noticing import HowOften, ModelSnapshot, NoticeState, look
from tests.domain.days import (
    LONELY,
    RESTED,
    STEADY,
    TODAY,
    back,
    days_of,
)


def picture_of(readings, today=TODAY, how_often=HowOften.SOMETIMES, noticed=()):
    heard = hear(readings, today, how_often, noticed)
    return look(heard, readings, today, how_often, noticed)


yes_no = st.sampled_from([None, False, True])
answers = st.fixed_dictionaries(
    {
        "talk": st.sampled_from([None, *Talk]),
        "lonely": st.none() | st.integers(0, 10),
        "mood": st.none() | st.integers(1, 5),
        "urge": st.none() | st.integers(0, 10),
        "avoided": yes_no,
        "held_in": yes_no,
        "alone_wanted": yes_no,
        "talked_with": st.sampled_from([0, 0, 0, 1]),
    }
)
some_days = st.lists(st.none() | answers, max_size=40)


@settings(max_examples=25)
@given(some_days, st.integers(0, 30), st.sampled_from(list(HowOften)))
def test_what_is_kept_of_closed_days_is_the_same_as_reading_them_all_again(days, at, how_often):
    readings = days_of(*days)
    kept = snapshot_at(readings, back(8 + at))
    moved_on = snapshot_at(readings, last_closed_day(TODAY), snapshot=kept)
    whole = hear(readings, TODAY, how_often)
    for one in (kept, moved_on):
        assert can_read(one)
        newer = [r for r in readings if r.day > one.through]
        assert hear(newer, TODAY, how_often, snapshot=one) == whole
        assert hear(readings, TODAY, how_often, snapshot=one) == whole


def test_what_another_version_kept_is_not_read():
    assert not can_read(ModelSnapshot(TODAY, b"PLdr of long ago"))
    ours = snapshot_at(days_of(*STEADY), TODAY)
    first_version = b"PLdr\x01\x00" + ours.state[6:-16]  # 440 bytes a person where there are 456
    assert can_read(ours)
    assert not can_read(ModelSnapshot(TODAY, first_version))


@settings(max_examples=25)
@given(some_days, st.randoms(use_true_random=False))
def test_the_order_of_the_days_given_is_nothing(days, shuffler):
    readings = days_of(*days)
    shuffled = list(readings)
    shuffler.shuffle(shuffled)
    assert picture_of(readings) == picture_of(shuffled)


@settings(max_examples=25)
@given(some_days)
def test_a_blank_day_is_the_same_as_no_day(days):
    readings = days_of(*days)
    told = {reading.day for reading in readings}
    blanks = [Reading(day=back(n)) for n in range(50) if back(n) not in told]
    assert picture_of(readings) == picture_of([*readings, *blanks])


@settings(max_examples=25)
@given(some_days)
def test_reasons_come_with_drifting_and_only_then_and_say_worse(days):
    picture = picture_of(days_of(*days))
    assert bool(picture.reasons) == (picture.state == NoticeState.DRIFTING)
    assert len({reason.kind for reason in picture.reasons}) == len(picture.reasons) <= 3
    for reason in picture.reasons:
        assert reason.is_worse
        assert 1 <= reason.answered <= 7


def worse(reading):
    """Every single answer of one day that could have been worse, made worse."""
    if reading.talk in (Talk.BRIEF, Talk.GOOD):
        yield replace(reading, talk=Talk.NONE)
    if reading.talk == Talk.GOOD:
        yield replace(reading, talk=Talk.BRIEF)
    for question, worst in (("lonely", 10), ("urge", 10), ("mood", 1)):
        answer = getattr(reading, question)
        if answer is not None and answer != worst:
            yield replace(reading, **{question: worst})
            yield replace(reading, **{question: answer + (1 if worst == 10 else -1)})
    for question in ("avoided", "held_in"):
        if getattr(reading, question) is False:
            yield replace(reading, **{question: True})
    if reading.alone_wanted is True:
        yield replace(reading, alone_wanted=False)


telling = st.fixed_dictionaries(
    {
        "talk": st.sampled_from(list(Talk)),
        "lonely": st.integers(0, 10),
        "mood": st.integers(1, 5),
        "urge": st.integers(0, 10),
        "avoided": st.booleans(),
        "held_in": st.booleans(),
        "alone_wanted": st.sampled_from([None, False]),
    }
)


@settings(max_examples=25)
@given(st.lists(telling, min_size=14, max_size=24), st.lists(telling, min_size=3, max_size=7))
def test_a_worse_answer_in_the_last_week_never_takes_a_drift_away(usual, recent):
    before, lately = days_of(*usual, ending=back(7)), days_of(*recent)
    kept = snapshot_at(before, back(7))

    def is_drifting(last_week):
        readings = [*before, *last_week]
        return (
            look(hear(last_week, TODAY, snapshot=kept), readings, TODAY).state
            == NoticeState.DRIFTING
        )

    was = is_drifting(lately)
    for at, reading in enumerate(lately):
        for changed in worse(reading):
            assert is_drifting([*lately[:at], changed, *lately[at + 1 :]]) >= was


def test_rest_that_was_wanted_is_never_drift_by_itself():
    assert picture_of(days_of(*STEADY, *[RESTED] * 14)).state == NoticeState.USUAL
    assert picture_of(days_of(*STEADY, *[LONELY] * 1)).state == NoticeState.USUAL
