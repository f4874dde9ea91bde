"""The seven lessons as data: their bounds, their words in both languages, and what they keep."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from porchlight.practices.lessons.hard_moments import HARD_MOMENTS
from porchlight.practices.lessons.index import LESSONS
from porchlight.practices.lessons.lesson import MINUTES, MOST_SCREENS, Lesson

EVERY_LESSON = pytest.mark.parametrize("lesson", LESSONS.values(), ids=list(LESSONS))
# Names are the same in both languages.
SAME_IN_BOTH = {"No"}


def words_of(node: object) -> Iterator[Promise]:
    """Every text of a lesson or a moment that a reader sees in their own language."""
    if isinstance(node, Promise):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from words_of(part)
    elif dataclasses.is_dataclass(node):
        for field in dataclasses.fields(node):
            yield from words_of(getattr(node, field.name))


def test_there_are_seven():
    assert len(LESSONS) == 7


@EVERY_LESSON
def test_a_lesson_is_eight_screens_and_three_minutes_at_most(lesson: Lesson):
    assert 0 < len(lesson.places) <= MOST_SCREENS
    assert lesson.minutes == MINUTES == 3


@EVERY_LESSON
def test_a_lesson_can_be_read_in_three_minutes(lesson: Lesson):
    """At 200 words a minute, as people read on a screen; the exercise takes a minute of its own."""
    words = sum(len(str(screen.say).split()) for screen in lesson.screens)
    assert words <= 2 * 200


@EVERY_LESSON
def test_every_place_has_a_key_of_its_own_and_neighbours_that_exist(lesson: Lesson):
    keys = [place.key for place in lesson.places]
    assert len(set(keys)) == len(keys)
    assert [place.after for place in lesson.places] == [*keys[1:], ""]
    assert [place.before for place in lesson.places][1:] == keys[:-1]
    assert lesson.places[0].before == ("before" if lesson.has_gate else "")


@EVERY_LESSON
def test_a_lesson_has_something_to_try_to_send_and_what_is_known(lesson: Lesson):
    assert all(len(pick_list.options) >= 4 for pick_list in lesson.exercise.lists)
    assert str(lesson.send_today)
    assert str(lesson.known)
    assert lesson.sources
    assert lesson.evidence_note


@EVERY_LESSON
def test_what_is_known_says_where_nothing_was_tried(lesson: Lesson):
    """No lesson of this product was in a trial, and none says that it was."""
    with override("en"):
        assert any(
            words in str(lesson.known)
            for words in ("no trial of", "No app like this", "no difference", "did not differ")
        )


def test_a_sentence_takes_its_parts_from_lists_that_are_there():
    asks = LESSONS["kind-asks"].exercise
    with override("es"):
        parts = {part.key: "x" for part in asks.lists}
        assert str(asks.sentence).format(**parts).count("x") == len(parts)


def test_advice_on_how_to_speak_up_asks_first_whether_home_is_safe():
    assert {slug for slug, lesson in LESSONS.items() if lesson.has_gate} == {
        "kind-asks",
        "limits",
        "hard-day",
    }


@pytest.mark.parametrize("node", [*LESSONS.values(), *HARD_MOMENTS])
def test_every_text_has_its_spanish(node: object):
    several = list(words_of(node))
    assert len(several) >= 10
    with override("en"):
        english = [str(words) for words in several]
    with override("es"):
        spanish = [str(words) for words in several]
    same = [en for en, es in zip(english, spanish, strict=True) if en == es]
    assert set(same) <= SAME_IN_BOTH


def test_a_hard_moment_has_four_parts_and_its_numbers_are_put_in():
    assert len(HARD_MOMENTS) == 6
    for moment in HARD_MOMENTS:
        worded = moment.worded(lambda words: str(words) % {"emergency": "911", "crisis": "988"})
        parts = (worded.first_minute, worded.can_say, worded.can_wait, worded.helps_me)
        assert all(parts)
        assert not [words for part in parts for words in part if "%(" in str(words)]
