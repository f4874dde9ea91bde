"""The one line under a step: what the person named first decides, and nothing is promised."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from porchlight.checkins.queries.steps import OfferedStep
from porchlight.checkins.step_words import BY_BARRIER, PLAIN, reason_words, step_title
from porchlight.domain.steps import (
    Attendance,
    Barrier,
    DatedPlace,
    Step,
    StepKind,
    StepReason,
    Why,
    as_giving,
)

AT = datetime(2026, 3, 9, 18, tzinfo=UTC)


def offered(kind, *barriers, is_friendly=False):
    place = DatedPlace("1", "Hall", AT, Attendance.IN_PERSON, 400, is_friendly)
    step = Step(kind, StepReason(Why.THEIR_TURN))
    is_place = kind in (StepKind.JOIN, StepKind.GO)
    return OfferedStep(step, None, place if is_place else None, barriers=barriers)


@pytest.mark.parametrize("kind", [kind for kind in StepKind if kind is not StepKind.ADD_PERSON])
def test_every_step_has_one_line_for_every_barrier_and_for_none(kind):
    assert reason_words(offered(kind))
    for barrier in Barrier:
        assert reason_words(offered(kind, barrier))


@pytest.mark.parametrize("kind", [StepKind.TEXT, StepKind.LINK, StepKind.HELLO, StepKind.CALL])
def test_a_step_that_gives_asks_how_they_are(kind):
    giving = replace(offered(kind), step=as_giving(offered(kind).step))
    assert step_title(giving.step, "Ben", AT.date()) == "See how Ben is doing"
    assert reason_words(giving) != reason_words(offered(kind))
    shy = replace(giving, barriers=(Barrier.WORDS,))
    assert reason_words(shy) == reason_words(offered(kind, Barrier.WORDS))


def test_of_two_barriers_the_one_named_first_decides():
    one, other = Barrier.STIGMA, Barrier.WORDS
    text = StepKind.TEXT
    assert reason_words(offered(text, one, other)) == reason_words(offered(text, one))
    assert reason_words(offered(text, other, one)) == reason_words(offered(text, other))
    assert reason_words(offered(text, one)) != reason_words(offered(text, other))


def test_new_people_are_spoken_of_only_where_the_listing_says_so():
    friendly, other = offered(StepKind.GO, is_friendly=True), offered(StepKind.GO)
    assert reason_words(friendly) != reason_words(other)
    lines = [*BY_BARRIER.values(), *PLAIN.values()]
    assert not [line for line in lines if "new people" in line.lower()]
