"""Reads whose SQL is written once still go through the gate, and say the same as Django's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from porchlight.checkins.models import CheckIn
from porchlight.checkins.readings import readings_of
from porchlight.circles.access import decide, rows
from porchlight.circles.prepared import PreparedRead
from porchlight.circles.queries import circle_of
from porchlight.domain.consent import Action, DataClass, Purpose
from porchlight.people.fields import NotDecided
from tests.make import NOW, TODAY, decision_of, make_check_in, make_tie

MOODS = PreparedRead(
    CheckIn, "day", "mood", where=("day__gte",), shape=lambda found: found.order_by("day")
)


def test_it_says_what_the_rows_say(ana, ben):
    for back in range(5):
        make_check_in(ana, TODAY - timedelta(days=back), mood=back % 5 + 1)
        make_check_in(ben, TODAY - timedelta(days=back), mood=5)
    decision, since = decision_of(ana), TODAY - timedelta(days=3)
    expected = [
        (row.pk, row.day, row.mood.open(decision))
        for row in rows(CheckIn, decision).filter(day__gte=since).order_by("day")
    ]
    assert list(MOODS(decision, since)) == expected
    assert len(expected) == 4
    # The second time the SQL is there already, and the values are others.
    assert len(list(MOODS(decision, TODAY))) == 1
    assert [mood for _, _, mood in MOODS(decision_of(ben), since)] == [5] * 4


def test_a_refusal_reads_nothing_at_all(ana, cleo):
    make_check_in(ana)
    refused = decide(cleo, ana.pk, Action.SEE, DataClass.MOOD, Purpose.SELF, NOW)
    assert not refused.allowed
    with CaptureQueriesContext(connection) as asked:
        assert list(MOODS(refused, TODAY)) == []
    assert len(asked) == 0


def test_a_decision_for_another_class_opens_nothing(ana):
    make_check_in(ana)
    other = decide(ana, ana.pk, Action.SEE, DataClass.CIRCLE, Purpose.SELF, NOW)
    with pytest.raises(NotDecided):
        list(MOODS(other, TODAY))


def test_a_look_up_that_is_not_one_value_is_refused_when_it_is_written(ana):
    never = PreparedRead(CheckIn, "day", where=("day__year",))  # Django makes two bounds of it
    with pytest.raises((TypeError, ValueError)):
        list(never(decision_of(ana), 2026))


def test_the_days_and_the_circle_of_one_person_are_never_those_of_another(ana, ben):
    make_tie(ana, "Rosa")
    make_tie(ben, "Pat")
    make_check_in(ana, mood=1)
    make_check_in(ben, mood=5)
    for person, name, mood in ((ana, "Rosa", 1), (ben, "Pat", 5), (ana, "Rosa", 1)):
        decision = decision_of(person)
        assert [friend.name for friend in circle_of(decision)] == [name]
        assert [reading.mood for reading in readings_of(decision, TODAY)] == [mood]
