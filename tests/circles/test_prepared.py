"""Reads whose SQL is written once still go through the gate, and say the same as Django's own."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from porchlight.checkins.models import CheckIn
from porchlight.checkins.readings import readings_of
from porchlight.circles.access import decide, rows
from porchlight.circles.consents import restrict
from porchlight.circles.facts import Authored
from porchlight.circles.models import Restriction
from porchlight.circles.prepared import PreparedRead
from porchlight.circles.queries import circle_of
from porchlight.domain.consent import EVERYTHING, Action, DataClass, Purpose
from porchlight.people.encryption.fields import NotDecided
from porchlight.people.made_at import as_if_made, start_of_day
from tests.make import NOW, TODAY, decision_of, decision_with, make_check_in, make_tie

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


def test_a_refusal_reads_nothing_and_costs_what_an_empty_answer_costs(ana, cleo):
    make_check_in(ana)
    refused = decide(cleo, ana.pk, Action.VIEW, EVERYTHING, Purpose.SELF, NOW)
    assert not refused.allowed
    statements = []
    for decision in (refused, decision_of(cleo)):
        with CaptureQueriesContext(connection) as asked:
            assert list(MOODS(decision, TODAY)) == []
        statements.append([re.sub(r"[0-9a-f-]{32,}", "id", query["sql"]) for query in asked])
    assert statements[0] == statements[1]
    assert len(statements[0]) == 1


@pytest.mark.parametrize("classes", [
    {DataClass.CIRCLE}, {DataClass.MOOD}, {DataClass.CHECK_IN}, {DataClass.MOOD, DataClass.URGE},
])  # fmt: skip
def test_a_decision_for_other_classes_opens_nothing_also_after_one_that_does(ana, classes):
    make_check_in(ana)
    assert len(list(MOODS(decision_of(ana), TODAY))) == 1
    narrow = decide(ana, ana.pk, Action.VIEW, frozenset(classes), Purpose.SELF, NOW)
    try:
        assert list(MOODS(narrow, TODAY)) == []
    except NotDecided:
        assert DataClass.MOOD not in classes


def test_a_window_is_in_the_sql_and_another_window_finds_other_rows(ana):
    for back in range(4):
        with as_if_made(NOW - timedelta(days=back)):
            make_check_in(ana, TODAY - timedelta(days=back), mood=back + 1)
    day = start_of_day(NOW)
    for since, until, moods in (
        (day, None, [1]),
        (day - timedelta(days=1), None, [2, 1]),
        (None, day, [4, 3, 2]),
        (day - timedelta(days=2), day, [3, 2]),
    ):
        windowed = decision_with(ana, since=since, until=until)
        assert [mood for _, _, mood in MOODS(windowed, TODAY - timedelta(days=9))] == moods


def test_a_decision_about_one_row_is_not_for_a_list(ana):
    check_in = make_check_in(ana)
    with pytest.raises(NotDecided):
        list(MOODS(decision_with(ana, only_row=("checkins.checkin", check_in.pk)), TODAY))


def test_what_an_author_wrote_about_others_is_not_read_with_what_is_about_one(
    ana, ben, cleo, monkeypatch
):
    """As for a model whose rows are about somebody else than their author."""
    monkeypatch.setattr(Restriction, "ABOUT", "binds_id", raising=False)
    about_ana, _about_cleo = restrict(ben, ana, NOW), restrict(ben, cleo, NOW)
    of_ben = decide(
        ana, Authored(ana.pk, ben.pk), Action.VIEW, DataClass.CONSENT, Purpose.SELF, NOW
    )
    read = PreparedRead(Restriction, "binds")
    assert list(read(of_ben)) == [(about_ana.pk, ana.pk)]
    assert [row.pk for row in rows(Restriction, of_ben)] == [about_ana.pk]


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
