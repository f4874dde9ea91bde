"""The gate asked about several people at once says what it says of each, and reads no more."""

from __future__ import annotations

import pytest

from porchlight.checkins.models import CheckIn, DayWord
from porchlight.circles.access import (
    decide,
    each_granted_by,
    each_visible_to,
    own,
    rows,
    rows_of_each,
    written_to,
)
from porchlight.circles.consents import Terms, give_grant, keep_apart, lift, restrict
from porchlight.circles.facts import NOBODY, Authored
from porchlight.domain.circle.sharing import LASTS, SharedKind, proposed_grant
from porchlight.domain.consent import Action, DataClass, Purpose
from porchlight.people.actions import erase
from porchlight.people.encryption.fields import NotDecided
from porchlight.people.models import Person
from tests.make import NOW, decision_with, make_check_in
from tests.sharing.pairs import DAY

LOOKS = [(DataClass.DAY, Action.VIEW), (DataClass.CHECK_IN, Action.SUMMARY)]
TO_READ = (Action.SUMMARY, Action.VIEW)


def give(owner, viewer, data_class=DataClass.DAY, actions=TO_READ, **terms):
    return give_grant(owner, viewer, Terms(Purpose.SUPPORT, {data_class}, actions, **terms), NOW)


@pytest.fixture
def three(now, ana, ben, cleo, rosa):
    """Ana shows Rosa words from always, Ben those since now, Cleo that there are days."""
    for person in (ana, ben, cleo):
        make_check_in(person, mood=1)
    give(ana, rosa, from_always=True)
    give(ben, rosa)
    give(cleo, rosa, DataClass.CHECK_IN, (Action.SUMMARY,), from_always=True)


def test_several_questions_at_once_get_the_answers_of_each(three, ana, ben, cleo, rosa):
    words, days = each_visible_to(rosa, LOOKS, Purpose.SUPPORT, NOW)
    assert (set(words), set(days)) == ({ana.pk, ben.pk}, {cleo.pk})
    for found, (data_class, action) in zip((words, days), LOOKS, strict=True):
        for person in (ana, ben, cleo):
            one = decide(rosa, person.pk, action, data_class, Purpose.SUPPORT, NOW)
            assert (person.pk in found) is one.allowed


def test_rows_of_several_are_the_rows_of_each(three, ana, cleo, rosa):
    words, days = each_visible_to(rosa, LOOKS, Purpose.SUPPORT, NOW)
    (word,) = rows_of_each(DayWord, words.values())
    assert word.word.open(words[ana.pk]) == "hard"  # Ben's was there before
    (day,) = rows_of_each(CheckIn, days.values())
    assert day.person_id == cleo.pk
    with pytest.raises(NotDecided):
        day.answers.open(days[cleo.pk])
    assert not rows_of_each(CheckIn, words.values()).exists()
    assert not rows_of_each(DayWord, ()).exists()


def test_decisions_of_several_kinds_are_not_read_together(three, ana, rosa):
    words, days = each_visible_to(rosa, LOOKS, Purpose.SUPPORT, NOW)
    to_write = own(ana, NOW)
    for mixed in ([*words.values(), *days.values()], [to_write], [*words.values(), to_write]):
        with pytest.raises(TypeError):
            rows_of_each(DayWord, mixed)


def test_a_decision_about_one_row_is_not_read_with_others(three, ana):
    kind = {"action": Action.VIEW, "data_classes": frozenset({DataClass.DAY})}
    assert rows_of_each(DayWord, [decision_with(ana, **kind)]).count() == 1
    about_one = decision_with(ana, **kind, only_row=("checkins.dayword", NOBODY))
    with pytest.raises(TypeError):
        rows_of_each(DayWord, [about_one])


def test_of_several_windows_each_is_kept(three, ana, ben, rosa):
    words, _days = each_visible_to(rosa, LOOKS, Purpose.SUPPORT, NOW)
    for order in ((ana, ben), (ben, ana)):
        found = rows_of_each(DayWord, [words[person.pk] for person in order])
        assert not found.query.is_whole  # closed as for the narrowest
        assert [row.person_id for row in found] == [ana.pk]
        with pytest.raises(NotDecided):
            found.update(day=NOW.date())


def test_what_one_granted_is_seen_by_its_owner_as_by_the_other(three, ana, rosa, ben):
    for _ in range(2):
        words, days = each_granted_by(ana, rosa.pk, LOOKS, Purpose.SUPPORT, NOW)
        assert (set(words), set(days)) == ({ana.pk}, set())
        assert rows(DayWord, words[ana.pk]).count() == 1
        keep_apart(rosa, ana, NOW)  # what Rosa does changes nothing here
        Person.objects.filter(pk=rosa.pk).update(closed_at=NOW)
    assert each_granted_by(ana, ben.pk, LOOKS, Purpose.SUPPORT, NOW) == [{}, {}]
    assert each_granted_by(ana, rosa.pk, LOOKS, Purpose.SPONSOR, NOW) == [{}, {}]
    no = restrict(ana, rosa, NOW)
    assert each_granted_by(ana, rosa.pk, LOOKS, Purpose.SUPPORT, NOW) == [{}, {}]
    lift(no, ana, NOW)
    assert each_granted_by(ana, rosa.pk, LOOKS, Purpose.SUPPORT, NOW)[0]
    ana.closed_at = NOW
    assert each_granted_by(ana, rosa.pk, LOOKS, Purpose.SUPPORT, NOW) == [{}, {}]
    ana.closed_at = None
    erase(ana)
    assert each_granted_by(ana, rosa.pk, LOOKS, Purpose.SUPPORT, NOW) == [{}, {}]


def test_an_ended_grant_is_ended_for_its_owner_too(now, ana, rosa):
    give(ana, rosa, lasts=DAY)
    assert each_granted_by(ana, rosa.pk, LOOKS, Purpose.SUPPORT, NOW)[0]
    assert each_granted_by(ana, rosa.pk, LOOKS, Purpose.SUPPORT, NOW + DAY) == [{}, {}]


def test_a_grant_that_is_only_proposed_shows_its_owner_what_it_would_show(three, ana, ben, rosa):
    """And opens nothing for the other: it is in no row."""
    before = each_visible_to(ben, LOOKS, Purpose.SUPPORT, NOW)
    for recipient_id in (ben.pk, NOBODY):
        would = [proposed_grant(SharedKind.DAY, recipient_id, NOW)]
        words, days = each_granted_by(ana, recipient_id, LOOKS, Purpose.SUPPORT, NOW, would)
        assert (set(words), set(days)) == ({ana.pk}, set())
        (word,) = rows(DayWord, words[ana.pk])
        assert word.word.open(words[ana.pk]) == "hard"  # also what is there already
        assert words[ana.pk].ends_at == NOW + LASTS
    assert each_visible_to(ben, LOOKS, Purpose.SUPPORT, NOW) == before
    for_rosa = [proposed_grant(SharedKind.DAY, rosa.pk, NOW)]
    assert each_granted_by(ana, ben.pk, LOOKS, Purpose.SUPPORT, NOW, for_rosa) == [{}, {}]
    restrict(ana, None, NOW)
    assert each_granted_by(ana, ben.pk, LOOKS, Purpose.SUPPORT, NOW, would) == [{}, {}]


AWAY = {
    "nobody": lambda ana, rosa: None,
    "apart": lambda ana, rosa: keep_apart(ana, rosa, NOW),
    "closed": lambda ana, rosa: Person.objects.filter(pk=ana.pk).update(closed_at=NOW),
    "the reader closed": lambda ana, rosa: Person.objects.filter(pk=rosa.pk).update(closed_at=NOW),
    "erased": lambda ana, rosa: erase(ana),
    "the reader erased": lambda ana, rosa: erase(rosa),
    "restricted": lambda ana, rosa: restrict(rosa, None, NOW),
}


@pytest.mark.parametrize("who", AWAY)
def test_what_several_wrote_to_one_is_decided_as_of_each(now, ana, ben, rosa, who):
    ids = {"ana": ana.pk, "ben": ben.pk}
    AWAY[who](ana, rosa)
    found = written_to(rosa, ids.values(), DataClass.HANDED, NOW)
    for author_id in ids.values():
        about = Authored(rosa.pk, author_id)
        one = decide(rosa, about, Action.VIEW, DataClass.HANDED, Purpose.SELF, NOW)
        assert (author_id in found) is one.allowed
    for author_id, decision in found.items():
        assert (decision.owner_id, decision.subject_id) == (author_id, rosa.pk)
        assert decision.action is Action.VIEW
