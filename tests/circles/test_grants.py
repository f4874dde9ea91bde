"""Grants, blocks and restrictions as rows, and whose things somebody may see because of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from porchlight.checkins.models import CheckIn
from porchlight.circles.access import decide, own, rows, subjects_visible_to
from porchlight.circles.consents import Terms, give_grant, keep_apart, lift, note_event, restrict
from porchlight.circles.facts import Authored
from porchlight.circles.models import Block, ConsentEvent, Grant
from porchlight.domain.consent import EVERYTHING, Action, DataClass, Purpose
from porchlight.domain.grants import EventKind
from porchlight.domain.words_of_consent import NEVER_PERSONAL, LegalForm
from porchlight.people.actions import erase
from porchlight.people.encryption.fields import NotDecided
from porchlight.people.highest_time import note_time
from porchlight.people.models import Person
from tests.make import NOW, TODAY, make_check_in, signed_terms

MOODS = frozenset({DataClass.CHECK_IN, DataClass.MOOD})
TERMS = signed_terms(Purpose.SUPPORT, MOODS)
EVERY_ACTION = tuple(Action)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def seen(actor: Person, subject: Person, at=NOW, **asked):
    asked = {"action": Action.VIEW, "classes": MOODS, "purpose": Purpose.SUPPORT, **asked}
    return decide(actor, subject.pk, asked["action"], asked["classes"], asked["purpose"], at)


def days(decision) -> list:
    return [row.day for row in rows(CheckIn, decision).order_by("day")]


@pytest.fixture
def grant(now, ana, rosa) -> Grant:
    return give_grant(ana, rosa, TERMS, NOW)


def test_she_sees_what_was_made_since_and_only_of_the_classes_given(ana, rosa, now):
    with time_machine.travel(NOW - HOUR, tick=False):
        before = make_check_in(ana, TODAY, mood=2, note="mine")
    grant = give_grant(ana, rosa, TERMS, NOW)
    with time_machine.travel(NOW + HOUR, tick=False):
        after = make_check_in(ana, TODAY - DAY, mood=4, note="mine too")
    decision = seen(rosa, ana)
    assert (decision.reason, decision.grant_id) == ("grant", grant.pk)
    assert days(decision) == [TODAY - DAY]
    assert after.mood.open(decision) == 4
    for sealed in (before.mood, after.note, after.urge, ana.name):
        with pytest.raises(NotDecided):
            sealed.open(decision)
    with pytest.raises(NotDecided):
        rows(CheckIn, decision).filter(note=None)
    with pytest.raises(NotDecided):
        rows(CheckIn, decision).update(day=TODAY)


@pytest.mark.parametrize("never", sorted(NEVER_PERSONAL))
def test_between_people_of_a_circle_no_grant_reaches_what_has_no_switch(ana, rosa, now, never):
    classes = frozenset({DataClass.CHECK_IN, never})
    given = Terms(Purpose.SUPPORT, classes, EVERY_ACTION, from_always=True)
    give_grant(ana, rosa, given, NOW)
    for action in Action:
        for asked in (classes, frozenset({never})):
            decision = seen(rosa, ana, classes=asked, action=action)
            assert (decision.allowed, decision.reason) == (False, "not in the grant")
    assert seen(rosa, ana, classes=frozenset({DataClass.CHECK_IN})).allowed
    give_grant(ana, rosa, signed_terms(Purpose.SUPPORT, classes), NOW)
    assert seen(rosa, ana, classes=classes).allowed


def test_from_always_is_what_it_says(ana, rosa, now):
    make_check_in(ana, TODAY, mood=2)
    give_grant(ana, rosa, signed_terms(Purpose.SUPPORT, MOODS, from_always=True), NOW)
    assert days(seen(rosa, ana)) == [TODAY]


def test_nobody_else_and_nothing_else_is_given(grant, ana, rosa, ben):
    assert seen(rosa, ana).allowed
    assert not seen(ben, ana).allowed
    assert not seen(ana, rosa).allowed
    for other in ({"purpose": Purpose.SPONSOR}, {"action": Action.EXPORT}, {"action": Action.WRITE},
                  {"classes": EVERYTHING}, {"classes": frozenset({DataClass.URGE})}):  # fmt: skip
        assert not seen(rosa, ana, **other).allowed, other


def test_what_happens_to_a_grant_is_added_and_folded(grant, ana, rosa):
    told = []
    for kind in (EventKind.PAUSED, EventKind.RESUMED, EventKind.PAUSED, EventKind.WITHDRAWN,
                 EventKind.RESUMED):  # fmt: skip
        note_event(grant, kind, ana, NOW)
        told.append(seen(rosa, ana).allowed)
    assert told == [False, True, False, False, False]
    assert ConsentEvent.objects.count() == 5
    assert Grant.objects.count() == 1


def test_a_withdrawal_stays_when_whoever_withdrew_is_gone(grant, ana, rosa, ben):
    note_event(grant, EventKind.WITHDRAWN, ben, NOW)
    erase(ben)
    assert ConsentEvent.objects.get().by is None
    assert not seen(rosa, ana).allowed


def test_what_ended_is_not_alive_again_when_the_clock_is_set_back(ana, rosa, now):
    give_grant(ana, rosa, signed_terms(Purpose.SUPPORT, MOODS, lasts=HOUR), NOW)
    assert seen(rosa, ana, NOW + HOUR - timedelta(seconds=1)).allowed
    assert seen(rosa, ana, NOW + HOUR).reason == "ended"
    note_time(NOW + HOUR)
    assert seen(rosa, ana, NOW).reason == "ended"
    assert subjects_visible_to(rosa, DataClass.MOOD, Purpose.SUPPORT, NOW) == {}


def test_a_block_stops_both_whoever_said_so_until_it_is_lifted(ana, rosa, now):
    for giver, getter in ((ana, rosa), (rosa, ana)):
        give_grant(giver, getter, TERMS, NOW)
    for one, other in ((ana, rosa), (rosa, ana)):
        block = keep_apart(one, other, NOW)
        assert seen(rosa, ana).reason == seen(ana, rosa).reason == "blocked"
        lift(block, one, NOW)
        assert seen(rosa, ana).allowed
        assert seen(ana, rosa).allowed
    assert Block.objects.count() == 2
    assert own(ana, NOW).allowed


def test_a_restriction_beats_every_grant_until_it_is_lifted(grant, ana, rosa, ben):
    for binds, classes, actions, stops in (
        (rosa, (), (), True),
        (None, (), (), True),
        (ben, (), (), False),
        (rosa, (DataClass.MOOD,), (), True),
        (rosa, (DataClass.URGE,), (), False),
        (rosa, (), (Action.VIEW,), True),
        (rosa, (), (Action.EXPORT,), False),
    ):
        no = restrict(ana, binds, NOW, classes, actions)
        assert seen(rosa, ana).allowed is not stops
        assert own(ana, NOW).allowed
        lift(no, ana, NOW)
        assert seen(rosa, ana).allowed


def test_a_part_2_consent_without_an_element_is_none(ana, dana, now):
    whole = {"text_version": "1", "text_hash": "h", "signature": "Ana", "lasts": DAY}
    for missing in [None, *whole]:
        parts = {name: value for name, value in whole.items() if name != missing}
        terms = Terms(Purpose.CARE, MOODS, form=LegalForm.PART2_NAMED, **parts)
        grant = give_grant(ana, dana, terms, NOW)
        is_complete = missing in (None, "text_version")  # the hash says which text it was
        assert seen(dana, ana, purpose=Purpose.CARE).allowed is is_complete, missing
        note_event(grant, EventKind.WITHDRAWN, ana, NOW)


def test_a_signature_is_sealed_and_is_for_its_owner(ana, dana, now):
    grant = give_grant(ana, dana, signed_terms(Purpose.SUPPORT, MOODS, signature="Ana Flores"), NOW)
    assert grant.signature.open(own(ana, NOW)) == "Ana Flores"
    with pytest.raises(NotDecided):
        grant.signature.open(seen(dana, ana))


def test_those_who_are_visible_are_those_who_would_be_decided_for(ana, rosa, ben, cleo, mo, now):
    people = [ana, ben, cleo, mo]
    for person in people:
        give_grant(person, rosa, TERMS, NOW)
    give_grant(rosa, ana, TERMS, NOW)
    keep_apart(ben, rosa, NOW)
    restrict(cleo, None, NOW, [DataClass.MOOD])
    for data_class in (DataClass.MOOD, DataClass.URGE, DataClass.CHECK_IN, DataClass.CONSENT):
        for purpose in (Purpose.SUPPORT, Purpose.SELF, Purpose.CARE):
            found = subjects_visible_to(rosa, data_class, purpose, NOW)
            one_by_one = {
                person.pk
                for person in people
                if seen(rosa, person, classes=frozenset({data_class}), purpose=purpose).allowed
            }
            assert set(found) == one_by_one
            assert all(decision.subject_id == pk for pk, decision in found.items())
    assert set(subjects_visible_to(rosa, DataClass.MOOD, Purpose.SUPPORT, NOW)) == {ana.pk, mo.pk}
    Person.objects.filter(pk=ana.pk).update(closed_at=NOW)
    assert set(subjects_visible_to(rosa, DataClass.MOOD, Purpose.SUPPORT, NOW)) == {mo.pk}
    erase(mo)
    assert subjects_visible_to(rosa, DataClass.MOOD, Purpose.SUPPORT, NOW) == {}


def test_who_is_visible_costs_the_same_for_nobody_and_for_many(ana, rosa, ben, cleo, mo, now):
    counts = []
    for person in (None, ana, ben, cleo, mo):
        if person is not None:
            give_grant(person, rosa, TERMS, NOW)
        with CaptureQueriesContext(connection) as asked:
            subjects_visible_to(rosa, DataClass.MOOD, Purpose.SUPPORT, NOW)
        counts.append(len(asked))
    assert counts == [counts[0]] * 5


def test_what_somebody_else_wrote_is_theirs_to_change_and_under_their_key(ana, rosa):
    about = Authored(ana.pk, rosa.pk)
    for actor, action, allowed in (
        (ana, Action.VIEW, True),
        (rosa, Action.VIEW, True),
        (ana, Action.WRITE, False),
        (rosa, Action.WRITE, True),
    ):
        decision = decide(actor, about, action, DataClass.MESSAGES, Purpose.SELF, NOW)
        assert decision.allowed is allowed, (actor, action)
        assert (decision.subject_id, decision.owner_id) == (ana.pk, rosa.pk)
    keep_apart(ana, rosa, NOW)
    gone = decide(rosa, about, Action.VIEW, DataClass.MESSAGES, Purpose.SELF, NOW)
    assert gone.reason == "blocked"


BAD = {
    "a block of oneself": lambda ana, rosa: keep_apart(ana, ana, NOW),
    "a restriction of oneself": lambda ana, rosa: restrict(ana, ana, NOW),
    "an event of nothing": lambda ana, rosa: ConsentEvent.objects.create(
        kind="withdrawn", by=ana, made_at=NOW
    ),
    "a block withdrawn": lambda ana, rosa: ConsentEvent.objects.create(
        block=keep_apart(ana, rosa, NOW), kind="withdrawn", by=ana, made_at=NOW
    ),
    "a grant to nobody": lambda ana, rosa: Grant.objects.create(
        subject=ana, given_by=ana, basis="subject", recipient_kind="person", purpose="support",
        form="personal", data_classes=[], actions=[], made_at=NOW,
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", BAD)
def test_the_database_takes_no_row_that_says_nothing(ana, rosa, now, way):
    with pytest.raises(IntegrityError), transaction.atomic():
        BAD[way](ana, rosa)
