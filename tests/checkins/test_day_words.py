"""A day in one word, kept apart from the answers it was made of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from porchlight.checkins.models import CheckIn, DayWord
from porchlight.circles.access import decide, rows
from porchlight.circles.consents import give_grant
from porchlight.domain.consent import Action, DataClass, Purpose
from porchlight.people.encryption.fields import NotDecided
from tests.make import NOW, TODAY, decision_of, make_check_in, signed_terms


def word_of(person, day=TODAY):
    return DayWord.objects.get(person=person, day=day).word.open(decision_of(person))


def test_it_goes_with_its_check_in_and_is_changed_with_it(now, ana):
    check_in = make_check_in(ana, mood=4)
    assert word_of(ana) == "ok"
    make_check_in(ana, mood=1)
    assert word_of(ana) == "hard"
    make_check_in(ana, mood=None, urge=None)
    assert word_of(ana) == "unsaid"
    held = DayWord.objects.get()
    assert (held.pk, held.made_at) == (check_in.pk, CheckIn.objects.get().made_at)


def test_every_word_is_of_one_size(now, ana):
    for back, mood in enumerate((5, 1, None)):
        make_check_in(ana, TODAY - timedelta(days=back), mood=mood, urge=None)
    assert len({len(bytes(row.word.envelope)) for row in DayWord.objects.all()}) == 1


def test_a_day_of_before_there_were_words_gets_one_when_it_is_told_again(now, ana):
    make_check_in(ana, mood=4)
    DayWord.objects.all().delete()
    make_check_in(ana, mood=1)
    assert word_of(ana) == "hard"


def test_a_grant_of_the_word_opens_no_answer(now, ana, rosa):
    give_grant(ana, rosa, signed_terms(Purpose.SUPPORT, frozenset({DataClass.DAY})), NOW)
    check_in = make_check_in(ana, mood=1)
    decision = decide(rosa, ana.pk, Action.VIEW, DataClass.DAY, Purpose.SUPPORT, NOW)
    assert rows(DayWord, decision).get().word.open(decision) == "hard"
    assert not rows(CheckIn, decision).exists()
    with pytest.raises(NotDecided):
        check_in.mood.open(decision)
