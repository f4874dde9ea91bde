"""An ask, from put to over: by hand, and on a thousand timelines that are drawn by chance.

More of them: PORCHLIGHT_TIMELINES=20000 script/test tests/domain/asking/test_ask.py
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from porchlight.domain import ask as machine
from porchlight.domain.ask import (
    Ask,
    AskedOne,
    AskState,
    AskTimes,
    HelperAnswer,
    NoLongerNeeded,
    Picked,
    put,
)
from porchlight.domain.light import Light
from tests.domain.asking.timelines import (
    AT,
    LIGHTS,
    MINUTE,
    ON,
    Deed,
    Timeline,
    drawn,
    promises_broken,
    seen_by_asker,
    seen_by_helper,
    tie,
    timelines,
)

HERE, LATER, NOT_NOW, NOT_REACHED, TALKED = HelperAnswer
TIMELINES = int(os.environ.get("PORCHLIGHT_TIMELINES", "1000"))


def picks(*lights):
    return Timeline(lights, ()).picked


def asked(n=3):
    return put("Can you call me?", picks(*["on"] * n), AT)


# --- who is asked, and when ---------------------------------------------------------------------


def test_lights_that_are_on_come_first_and_the_rest_in_the_second_wave():
    ask = put("x", picks("by day", "on", "at any time", "on", "on"), AT)
    waves = {one.tie_id: one.due_at - AT for one in ask.asked}
    soon, then = timedelta(0), 2 * MINUTE
    assert waves == {tie(1): soon, tie(3): soon, tie(4): soon, tie(0): then, tie(2): then}
    assert [one.tie_id for one in ask.asked] == [tie(1), tie(3), tie(4), tie(0), tie(2)]


@pytest.mark.parametrize(
    ("light", "after"),
    [("on", 0), ("on for a minute", 0), ("by day", 0), ("at any time", 0),
     ("rests for a minute", 2), ("put out", None), ("off", None), ("none", None)],
)  # fmt: skip
def test_each_is_asked_when_they_may_be_or_not_at_all(light, after):
    ask = put("x", picks(light), AT)
    assert [(one.due_at - AT) / MINUTE for one in ask.asked] == ([] if after is None else [after])


def test_who_was_picked_twice_is_asked_once():
    ask = put("x", picks("on", "off") + picks("on", "off"), AT)
    assert [one.tie_id for one in ask.asked] == [tie(0)]


def test_eight_are_asked_at_most():
    ask = put("x", picks(*["on"] * 12), AT)
    assert [one.due_at == AT for one in ask.asked] == [True] * 3 + [False] * 5


def test_by_day_is_by_the_helpers_own_clock():
    elsewhere = Light("Asia/Tokyo", askable=LIGHTS["by day"].askable)
    assert put("x", [Picked(tie(0), elsewhere)], AT).asked == ()


def test_by_day_ends_between_two_waves():
    at = AT.replace(day=19, hour=2, minute=59)  # one minute to nine in the evening in Chicago
    near = picks("by day")
    assert [one.due_at for one in put("x", near, at).asked] == [at]
    crowded = [*[Picked(tie(n), replace(ON, until=at + MINUTE)) for n in range(1, 4)], *near]
    assert tie(0) not in [one.tie_id for one in put("x", crowded, at).asked]


# --- what becomes of it -------------------------------------------------------------------------


def test_nobody_answers_and_it_ends_at_the_lines():
    ask = asked()
    for seconds, lines, state in [
        (179, False, AskState.OPEN),
        (180, True, AskState.OPEN),
        (599, True, AskState.OPEN),
        (600, True, AskState.ENDED),
    ]:
        at = AT + timedelta(seconds=seconds)
        assert (ask.lines_have_risen(at), ask.state(at)) == (lines, state)


def test_where_nobody_can_be_asked_the_lines_stand_there_at_once():
    assert put("x", picks("off"), AT).lines_have_risen(AT)


def test_the_first_who_is_here_has_it():
    ask = asked().answer(tie(1), HERE, AT + MINUTE)
    assert ask.here.tie_id == tie(1)
    assert ask.state(AT + timedelta(days=2)) is AskState.ANSWERED
    assert not ask.lines_have_risen(AT + 5 * MINUTE)
    for answer in HelperAnswer:
        with pytest.raises(NoLongerNeeded):
            ask.answer(tie(0), answer, AT + MINUTE)
    assert ask.answer(tie(1), HERE, AT + 2 * MINUTE) is ask


def test_whoever_was_here_says_that_they_talked_and_nobody_else():
    ask = asked().answer(tie(1), HERE, AT + MINUTE).answer(tie(1), TALKED, AT + 9 * MINUTE)
    assert ask.have_talked
    assert ask.here.tie_id == tie(1)
    assert ask.state(AT + timedelta(days=2)) is AskState.ANSWERED
    for who, answer in ((0, TALKED), (0, HERE), (1, HERE), (1, NOT_REACHED)):
        with pytest.raises(NoLongerNeeded):
            ask.answer(tie(who), answer, AT + 10 * MINUTE)
    with pytest.raises(NoLongerNeeded):
        asked().answer(tie(1), TALKED, AT + MINUTE)


def test_whoever_comes_later_leaves_it_open_for_the_others_and_may_come_sooner():
    ask = asked().answer(tie(0), LATER, AT + MINUTE)
    assert ask.state(AT + MINUTE) is AskState.OPEN
    assert ask.answer(tie(1), HERE, AT + 2 * MINUTE).here.tie_id == tie(1)
    assert ask.answer(tie(0), HERE, AT + 2 * MINUTE).here.tie_id == tie(0)


def test_whoever_passes_after_later_takes_nothing_away_that_the_asker_saw():
    ask = asked().answer(tie(0), LATER, AT + MINUTE)
    passed = ask.answer(tie(0), NOT_NOW, AT + 2 * MINUTE)
    assert seen_by_asker(passed, AT + 2 * MINUTE) == seen_by_asker(ask, AT + 2 * MINUTE)
    assert seen_by_helper(passed, tie(0), AT + 2 * MINUTE) == (False, False, NOT_NOW)
    with pytest.raises(NoLongerNeeded):
        passed.answer(tie(0), HERE, AT + 3 * MINUTE)


def test_nobody_answers_before_it_reached_them_or_who_was_not_asked():
    ask = asked(4)
    for number, at in [(3, AT + MINUTE), (4, AT + 3 * MINUTE)]:
        with pytest.raises(NoLongerNeeded):
            ask.answer(tie(number), HERE, at)
    assert ask.answer(tie(3), HERE, AT + 2 * MINUTE).here.tie_id == tie(3)


def test_the_second_wave_is_not_reached_where_somebody_was_here_before():
    ask = asked(4).answer(tie(0), HERE, AT + MINUTE)
    assert len(ask.reached(AT + 5 * MINUTE)) == 3
    assert ask.to_come(AT + MINUTE) == []


def test_who_cannot_get_through_opens_it_for_the_others_and_asks_the_next_at_once():
    ask = asked(4).answer(tie(0), HERE, AT + MINUTE)
    at = AT + MINUTE + timedelta(seconds=10)
    anew = ask.answer(tie(0), NOT_REACHED, at)
    assert [one.due_at for one in anew.asked] == [AT, AT, AT, at]
    assert (anew.state(at), anew.here) == (AskState.OPEN, None)
    assert anew.state(at + 10 * MINUTE) is AskState.ENDED
    assert not anew.times.is_open_to(anew.asked[0], at)
    assert anew.answer(tie(3), HERE, at).here.tie_id == tie(3)


def test_a_day_later_nobody_opens_it_anew():
    ask = asked().answer(tie(0), HERE, AT + 9 * MINUTE)
    assert ask.answer(tie(0), NOT_REACHED, AT + 39 * MINUTE).state(AT + 40 * MINUTE) is (
        AskState.OPEN
    )
    with pytest.raises(NoLongerNeeded):
        ask.answer(tie(0), NOT_REACHED, AT + 40 * MINUTE)


def test_what_is_taken_back_is_over_for_everybody():
    for ask in (asked(4), asked(4).answer(tie(0), HERE, AT)):
        gone = ask.take_back(AT + MINUTE)
        assert gone.state(AT + MINUTE) is AskState.TAKEN_BACK
        assert gone.take_back(AT + 5 * MINUTE) == gone
        assert len(gone.reached(AT + 5 * MINUTE)) == 3
        for answer in (LATER, NOT_NOW, NOT_REACHED):
            with pytest.raises(NoLongerNeeded):
                gone.answer(tie(0), answer, AT + MINUTE)
        with pytest.raises(NoLongerNeeded):
            gone.keep_open(AT + timedelta(hours=8), AT + MINUTE)


def test_what_ended_by_itself_is_not_taken_back_and_may_be_kept_until_the_morning():
    ask, at = asked(), AT + 12 * MINUTE
    assert ask.take_back(at) == ask
    kept = ask.keep_open(AT + timedelta(hours=10), at)
    assert kept.state(at) is AskState.OPEN
    assert kept.lines_have_risen(at)
    assert kept.asked == ask.asked
    assert kept.answer(tie(2), HERE, AT + timedelta(hours=9)).here.tie_id == tie(2)
    assert kept.state(AT + timedelta(hours=10)) is AskState.ENDED
    assert kept.keep_open(AT, at) == kept


def test_what_was_answered_is_not_kept_open():
    with pytest.raises(NoLongerNeeded):
        asked().answer(tie(0), HERE, AT).keep_open(AT + timedelta(hours=8), AT)


# --- a thousand timelines -----------------------------------------------------------------------


@settings(max_examples=TIMELINES)
@given(timelines)
def test_every_promise_holds_on_every_timeline(timeline):
    assert promises_broken(timeline) == set()


STATE = AskTimes.state


def _always(*_given):
    return True


def _asks_twice(words, picked, at):
    ask = put(words, picked, at)
    return replace(ask, asked=(*ask.asked, *ask.asked[:1]))


def _asks_anybody(words, picked, at):
    ask = put(words, picked, at)
    return replace(ask, asked=(*ask.asked, AskedOne(tie(77), at)))


def _asks_against_their_word(words, picked, at):
    awake = [replace(one, light=ON) for one in picked]
    return put(words, awake, at)


def _tells_a_pass(self, answer, at):
    return replace(self, answer=answer, answered_at=at)


def _never_over(self, at):
    return STATE(replace(self, stops_at=at + MINUTE), at)


def _asks_all_anew(self, at):
    anew = tuple(replace(one, due_at=at, answer=None) for one in self.asked)
    return replace(self, asked=anew, times=replace(self.times, claimed_at=None))


PLANTED = {
    "two have it": (AskTimes, "may_answer", _always, "one person has it"),
    "one is asked twice": (machine, "put", _asks_twice, "nobody is asked twice"),
    "anybody is asked": (machine, "put", _asks_anybody, "only who was picked is asked"),
    "a light that is off is asked": (
        machine,
        "put",
        _asks_against_their_word,
        "nobody is asked when they may not be",
    ),
    "a pass is told": (AskedOne, "saying", _tells_a_pass, "a pass is not told"),
    "it never stops": (AskTimes, "state", _never_over, "it ends"),
    "a take-back is lost": (Ask, "take_back", lambda self, at: self, "a take-back is one"),
    "all are asked anew": (Ask, "_opened_anew", _asks_all_anew, "nobody is asked again"),
    "a take-back is no end": (
        AskTimes,
        "may_answer",
        lambda self, asked, answer, at: self.claimed_at is None and asked.due_at <= at,
        "nothing comes after a take-back",
    ),
    "the lines do not rise": (Ask, "lines_have_risen", lambda self, at: False, "the lines rise"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault, monkeypatch):
    """The controls: each fault breaks its promise on one of some timelines that are always the
    same."""
    where, name, planted, promise = PLANTED[fault]
    some = [drawn(n, ("on", "on", "by day", "on", "off", "on")) for n in range(60)]
    assert not any(promises_broken(timeline) for timeline in some)
    monkeypatch.setattr(where, name, planted)
    assert promise in set().union(*map(promises_broken, some))


def test_a_timeline_comes_to_something():
    """The control of what is drawn: somebody is here, cannot get through, and another has it."""
    deeds = [(1, 0, "here"), (60, 0, "not_reached"), (1, 1, "here"), (9, 1, "here")]
    ask = put("x", picks("on", "on"), AT)
    for at, deed in Timeline(("on", "on"), tuple(Deed(*one) for one in deeds)).moments():
        ask = ask.answer(tie(deed.who), HelperAnswer(deed.what), at)
    assert ask.here.tie_id == tie(1)
    assert ask.with_answer(NOT_REACHED)[0].tie_id == tie(0)
