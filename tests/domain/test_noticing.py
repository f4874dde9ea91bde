"""Notices: when a person is asked about their own days, why, and what their answer changes. Each
table row is a story."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from porchlight.domain.checkin import Talk
from porchlight.domain.drift import DEFAULT
from porchlight.domain.hearing import ITEMS, hear
from porchlight.domain.noticing import (
    HARD_TOMORROW,
    KINDS,
    Fits,
    Heard,
    HowOften,
    Noticed,
    NoticeKind,
    NoticeState,
    Picture,
    Span,
    as_answered,
    look,
    open_question,
    span_of,
)
from porchlight.domain.usual import Measure, Reason
from tests.domain.days import ALONE, STEADY, TALKED, TODAY, WORST, back, days_of, notices_over

HARD = ALONE | {"lonely": 8, "mood": 2, "urge": 4, "held_in": True}
LONELY_AND_LOW = TALKED | {"lonely": 9, "mood": 1, "urge": 5}
HIDING = TALKED | {"avoided": True, "held_in": True, "mood": 3, "urge": 1}
WANTED = {"talk": Talk.NONE, "alone_wanted": True, "lonely": 3, "mood": 4, "urge": 1}
LEFT_BLANK = [None]


def picture_of(readings, today=TODAY, how_often=HowOften.SOMETIMES, noticed=()):
    heard = hear(readings, today, how_often, noticed)
    return look(heard, readings, today, how_often, noticed)


@pytest.mark.parametrize(
    ("story", "usual", "recent", "state", "kinds"),
    [
        ("a week like the others", STEADY, STEADY[:7], NoticeState.USUAL, []),
        ("talks stop, and the rest turns too", STEADY, [HARD] * 7, NoticeState.DRIFTING,
         [Measure.CONTACT, Measure.HELD_IN, Measure.LONELY, Measure.MOOD, Measure.URGE]),
        ("more talks than usual", STEADY, [TALKED | {"mood": 5, "urge": 0}] * 7,
         NoticeState.USUAL, []),
        ("always alone, as usual", [ALONE] * 28, [ALONE] * 7, NoticeState.USUAL, []),
        ("always lonely, as usual", [HARD] * 28, [HARD] * 7, NoticeState.USUAL, []),
        ("a week of rest that was wanted", STEADY, [WANTED] * 7, NoticeState.USUAL, []),
        ("lonely and low among people", STEADY, [LONELY_AND_LOW] * 7, NoticeState.DRIFTING,
         [Measure.LONELY, Measure.MOOD, Measure.URGE]),
        ("one very hard day", STEADY, [*STEADY[:6], HARD], NoticeState.USUAL, []),
        ("hiding", STEADY, [HIDING] * 9, NoticeState.DRIFTING,
         [Measure.AVOIDED, Measure.HELD_IN, Measure.MOOD]),
        ("two check-ins lately", STEADY, [*LEFT_BLANK * 5, HARD, HARD], NoticeState.LEARNING, []),
        ("no check-ins lately", STEADY, LEFT_BLANK * 7, NoticeState.LEARNING, []),
        ("a first week", [], [HARD] * 7, NoticeState.LEARNING, []),
        ("six usual days", STEADY[:6], [HARD] * 7, NoticeState.LEARNING, []),
        ("a return after a week away", [*STEADY[:20], *LEFT_BLANK * 8], [HARD] * 7,
         NoticeState.LEARNING, []),
    ],
)  # fmt: skip
def test_stories(story, usual, recent, state, kinds):
    picture = picture_of(days_of(*usual, *recent))
    assert picture.state == state, story
    assert {reason.kind for reason in picture.reasons} <= set(kinds), story
    assert len(picture.reasons) == min(3, len(kinds)), story


@pytest.mark.parametrize(
    ("usual", "n_alone", "how_often", "state"),
    [
        ([TALKED] * 28, 7, HowOften.OFTEN, NoticeState.DRIFTING),
        ([TALKED] * 28, 5, HowOften.RARELY, NoticeState.DRIFTING),
        ([TALKED] * 28, 2, HowOften.OFTEN, NoticeState.USUAL),
        ([ALONE, TALKED] * 14, 7, HowOften.OFTEN, NoticeState.USUAL),
    ],
    ids=["daily-talks-stop", "for-rarely-too", "two-days", "talks-every-other-day"],
)
def test_talks_that_stop_and_nothing_else(usual, n_alone, how_often, state):
    picture = picture_of(days_of(*usual, *[ALONE] * n_alone), how_often=how_often)
    assert picture.state == state
    assert [reason.kind for reason in picture.reasons] == [Measure.CONTACT] * (state == "drifting")


def test_a_reason_is_counts_the_person_can_check():
    four_of_seven = [TALKED, ALONE, TALKED, ALONE, TALKED, ALONE, TALKED] * 4
    lately = [ALONE, ALONE, ALONE, TALKED, ALONE, ALONE, ALONE]
    told = days_of(
        *[day | {"lonely": 2} for day in four_of_seven],
        *[day | {"lonely": 8, "held_in": True} for day in lately],
    )
    reasons = picture_of(told).reasons
    assert Reason(Measure.CONTACT, recent=1, usual=4, answered=7) in reasons
    assert Reason(Measure.LONELY, recent=8, usual=2, answered=7) in reasons


def test_days_of_wanted_rest_are_left_out_of_the_count():
    lately = [HARD, HARD, WANTED, HARD, WANTED, HARD, HARD]
    reasons = picture_of(days_of(*[TALKED | {"mood": 4, "urge": 1}] * 28, *lately)).reasons
    contact = next(reason for reason in reasons if reason.kind == Measure.CONTACT)
    assert contact == Reason(Measure.CONTACT, recent=0, usual=5, answered=5, rested=2)


def test_plans_cancelled_for_a_wanted_rest_are_not_avoiding_but_what_was_felt_counts():
    rest = WANTED | {"avoided": True}
    assert picture_of(days_of(*STEADY, *[rest] * 7)).state == NoticeState.USUAL
    kept_in = rest | {"held_in": True, "lonely": 8, "mood": 2}
    kinds = {reason.kind for reason in picture_of(days_of(*STEADY, *[kept_in] * 7)).reasons}
    assert kinds == {Measure.HELD_IN, Measure.LONELY, Measure.MOOD}


def test_at_most_three_reasons():
    worst = WORST | {"mood": 1, "urge": 10}
    assert len(picture_of(days_of(*STEADY, *[worst] * 7)).reasons) == 3


def test_days_still_to_come_are_left_out():
    tomorrow = TODAY + timedelta(days=1)
    hard_from_tomorrow = days_of(*STEADY, *STEADY[:6], HARD, ending=tomorrow)
    assert picture_of(hard_from_tomorrow) == picture_of(hard_from_tomorrow[:-1])


def test_the_model_knows_each_of_the_six_by_name():
    assert {scale.name for scale in ITEMS.values()} <= set(DEFAULT.items)
    assert set(KINDS) == set(Measure)


def test_a_reason_whose_own_chart_is_at_its_bar_comes_first():
    """However much more another adds to all together; among those at their bar, the larger."""
    told = days_of(*STEADY, *[HARD] * 7)
    shares = dict.fromkeys(KINDS, 0.1) | {Measure.MOOD: 0.9, Measure.URGE: 0.8}
    heard = Heard(False, True, TODAY, back(6), tuple(shares[k] for k in KINDS), (), None)
    assert look(heard, told, TODAY).about[:2] == (Measure.MOOD, Measure.URGE)
    firing = replace(heard, firing=(Measure.CONTACT,))
    picture = look(firing, told, TODAY)
    assert picture.about[:3] == (Measure.CONTACT, Measure.MOOD, Measure.URGE)
    assert [reason.kind for reason in picture.reasons] == list(picture.about[:3])
    below = shares | {Measure.CONTACT: -0.2}
    firing = replace(firing, shares=tuple(below[kind] for kind in KINDS))
    assert look(firing, told, TODAY).about[0] is Measure.CONTACT


def test_loneliness_alone_is_asked_about_and_is_the_reason():
    lonely = [day | {"lonely": 9} for day in STEADY[:7]]
    picture = picture_of(days_of(*STEADY, *lonely))
    assert picture.notice is NoticeKind.DRIFT
    assert picture.about[0] is Measure.LONELY
    assert picture.reasons[0] == Reason(Measure.LONELY, recent=9, usual=3, answered=7)


# How often


def test_whoever_wants_none_gets_none_and_can_still_look():
    told = days_of(*STEADY, *[HARD] * 7)
    assert picture_of(told).notice is NoticeKind.DRIFT
    off = picture_of(told, how_often=HowOften.OFF)
    assert (off.state, off.notice) == (NoticeState.DRIFTING, None)
    assert off.reasons == picture_of(told).reasons


def test_whoever_wants_to_hear_often_hears_of_smaller_changes():
    """Days one notch worse: noticed at one choice it is noticed at every choice of more."""
    order = [HowOften.RARELY, HowOften.SOMETIMES, HowOften.OFTEN]
    heard = []
    for worse in range(8):
        day = TALKED | {"lonely": 3 + worse, "mood": max(1, 4 - worse // 2), "urge": 1 + worse}
        told = days_of(*STEADY, *[day] * 7)
        states = [
            picture_of(told, how_often=choice).state == NoticeState.DRIFTING for choice in order
        ]
        assert states == sorted(states)
        heard.append(sum(states))
    assert heard == sorted(heard)
    assert set(heard) & {1, 2}


# Notices over time, as the product gives them: one look a day, each notice remembered.


def live(days, ending=TODAY, how_often=HowOften.SOMETIMES, answers=()):
    return notices_over(days_of(*days, ending=ending), how_often, answers)


def drifts(noticed):
    return [n for n in noticed if n.kind is NoticeKind.DRIFT]


def in_turns(good, bad, times):
    return [day for _ in range(times) for day in (*good, *bad)]


def test_nothing_is_asked_in_the_first_two_weeks():
    assert live([*STEADY[:3], *[HARD] * 10]) == []


def test_a_change_that_stays_is_asked_about_once():
    assert len(drifts(live([*STEADY, *[HARD] * 40]))) == 1


def test_a_second_change_is_asked_about_again_and_never_within_a_fortnight():
    days = [*STEADY, *in_turns([HARD] * 10, STEADY, 3)]
    noticed = drifts(live(days, how_often=HowOften.OFTEN))
    gaps = [(later.day - earlier.day).days for earlier, later in pairwise(noticed)]
    assert len(noticed) >= 2
    assert min(gaps) >= 14


def test_never_about_drift_and_about_tomorrow_for_the_same_days():
    days = [*STEADY, *in_turns([HARD] * 10, STEADY, 3)]
    for choice in (HowOften.SOMETIMES, HowOften.OFTEN):
        noticed = live(days, how_often=choice)
        tomorrows = [n.day for n in noticed if n.kind is NoticeKind.HARD_TOMORROW]
        for drift in drifts(noticed):
            assert not [day for day in tomorrows if 0 <= (drift.day - day).days <= 1]
            assert not [day for day in tomorrows if 0 <= (day - drift.day).days < 14]


def test_yes_leaves_the_reasons_and_the_question_closed():
    told = days_of(*STEADY, *[HARD] * 7)
    yes = Noticed(NoticeKind.DRIFT, back(1), back(6), Fits.YES, TODAY)
    picture = picture_of(told, noticed=(yes,))
    assert picture.state == NoticeState.DRIFTING
    assert picture.reasons
    assert picture.notice is None


def test_no_is_quiet_for_a_fortnight_and_then_that_level_is_the_usual():
    """The same days go on for two months after the answer: they are never asked about again."""
    days = [*STEADY, *[HARD] * 67]
    noticed = live(days, answers=[Fits.NO])
    assert len(noticed) == 1
    told = days_of(*days)
    answered_on = noticed[0].answered_on
    for after in range(14):
        today = answered_on + timedelta(days=after)
        picture = picture_of([r for r in told if r.day <= today], today, noticed=tuple(noticed))
        assert picture.state == NoticeState.QUIET
        assert picture.quiet_until == answered_on + timedelta(days=14)
    later = answered_on + timedelta(days=30)
    picture = picture_of([r for r in told if r.day <= later], later, noticed=tuple(noticed))
    assert picture == Picture(NoticeState.USUAL)


def test_after_a_no_something_worse_still_is_noticed():
    still_worse = HARD | {"lonely": 10, "mood": 1, "urge": 9, "avoided": True}
    noticed = live([*STEADY, *[HARD] * 40, *[still_worse] * 14], answers=[Fits.NO])
    assert [n.fits for n in drifts(noticed)] == [Fits.NO, None]


def test_wanted_makes_those_days_solitude_that_was_wanted():
    alone = ALONE | {"avoided": True, "mood": 4, "urge": 1}
    told = days_of(*STEADY, *[alone] * 14)
    asked = Noticed(NoticeKind.DRIFT, TODAY, back(13), Fits.WANTED, TODAY)
    before, after = hear(told, TODAY), hear(told, TODAY, noticed=(asked,))
    assert after == hear(days_of(*STEADY, *[alone | {"alone_wanted": True}] * 14), TODAY)
    assert sum(after.shares) < sum(before.shares)
    assert picture_of(told, noticed=(asked,)).state == NoticeState.QUIET
    next_week = days_of(*STEADY, *[alone] * 21, ending=TODAY + timedelta(days=7))
    excused = [r.day for r in as_answered(next_week, (asked,)) if r.alone_wanted]
    assert excused == [back(n) for n in reversed(range(14))]


def test_a_return_after_a_gap_is_never_asked_about():
    for gap in (8, 20, 100):
        assert live([*STEADY, *LEFT_BLANK * gap, *[HARD] * 7]) == []


def test_an_edited_day_puts_itself_right():
    told = days_of(*STEADY, *[HARD] * 7)
    mended = [
        replace(r, talk=Talk.GOOD, lonely=3, mood=4, urge=1, held_in=False)
        if r.day > back(6)
        else r
        for r in told
    ]
    assert picture_of(told).state == NoticeState.DRIFTING
    assert picture_of(mended).state == NoticeState.USUAL


# Tomorrow, from what the model says; the model itself has tests of its own.

NOTHING = Heard(False, False, None, None, (0.0,) * 6, (), None)
SURE = max(HARD_TOMORROW.values()) + 0.01
ASKED = Noticed(NoticeKind.DRIFT, back(5))


@pytest.mark.parametrize(
    ("story", "heard", "how_often", "noticed", "state", "is_due"),
    [
        ("a day like others ahead", {"p_hard": 0.1}, "sometimes", (), NoticeState.USUAL, False),
        ("a hard day ahead", {"p_hard": SURE}, "sometimes", (), NoticeState.HARD_TOMORROW, True),
        ("today is blank", {"p_hard": None}, "often", (), NoticeState.USUAL, False),
        ("wants none", {"p_hard": SURE}, "off", (), NoticeState.USUAL, False),
        ("still learning", {"p_hard": SURE, "is_learning": True}, "often", (), NoticeState.LEARNING,
         False),
        ("asked five days ago", {"p_hard": SURE}, "often", (ASKED,), NoticeState.USUAL, False),
        ("told five days ago", {"p_hard": SURE}, "often",
         (Noticed(NoticeKind.HARD_TOMORROW, back(5)),), NoticeState.USUAL, False),
        ("told two weeks ago", {"p_hard": SURE}, "often",
         (Noticed(NoticeKind.HARD_TOMORROW, back(14)),), NoticeState.HARD_TOMORROW, True),
        ("told today", {"p_hard": SURE}, "often", (Noticed(NoticeKind.HARD_TOMORROW, TODAY),),
         NoticeState.HARD_TOMORROW, False),
        ("asked for quiet last week", {"p_hard": SURE}, "often",
         (Noticed(NoticeKind.DRIFT, back(9), back(15), Fits.NO, back(8)),),
          NoticeState.QUIET, False),
        ("a drift is on", {"p_hard": SURE, "is_raised": True}, "often", (),
         NoticeState.USUAL, False),
    ],
)  # fmt: skip
def test_a_line_about_tomorrow(story, heard, how_often, noticed, state, is_due):
    picture = look(replace(NOTHING, **heard), days_of(*STEADY), TODAY, HowOften(how_often), noticed)
    assert picture.state == state, story
    assert (picture.notice is NoticeKind.HARD_TOMORROW) is is_due, story
    assert picture.reasons == ()


@pytest.mark.parametrize(("days_ago", "is_due"), [(0, False), (1, False), (2, True), (20, True)])
def test_a_drift_waits_for_the_days_that_a_line_about_tomorrow_was_about(days_ago, is_due):
    told = days_of(*STEADY, *[HARD] * 7)
    noticed = (Noticed(NoticeKind.HARD_TOMORROW, back(days_ago)),)
    assert (picture_of(told, noticed=noticed).notice is NoticeKind.DRIFT) is is_due


@pytest.mark.parametrize(
    ("days_ago", "fits", "is_open"),
    [(0, None, True), (6, None, True), (7, None, False), (0, Fits.YES, False)],
)
def test_a_question_is_open_for_a_week_or_until_it_is_answered(days_ago, fits, is_open):
    notice = Noticed(NoticeKind.DRIFT, back(days_ago), back(9), fits, TODAY if fits else None)
    assert (open_question([notice], TODAY) is notice) is is_open


@pytest.mark.parametrize(
    ("days_ago", "span"),
    [(3, Span.WEEK), (9, Span.WEEK), (10, Span.FORTNIGHT), (19, Span.FORTNIGHT), (20, Span.WEEKS)],
)
def test_how_long_a_change_has_been_there_in_words(days_ago, span):
    assert span_of(back(days_ago), TODAY) is span
