"""The gate: one rule for a list and for one thing, and a no that looks like nothing there."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from porchlight.circles.access import (
    community_name,
    decide,
    handed_over,
    own,
    row,
    rows,
    to_report,
)
from porchlight.circles.consents import keep_apart, restrict
from porchlight.circles.facts import Authored
from porchlight.circles.models import Tie
from porchlight.directory.models import Correction
from porchlight.directory.moderation.actions import settle_correction, suggest_correction
from porchlight.domain.consent import EVERYTHING, Action, DataClass, Decision, Purpose
from porchlight.people.actions import found_community
from porchlight.people.encryption.fields import NotDecided
from porchlight.people.encryption.keys import destroy_keys
from porchlight.people.models import Community, Person
from tests.directory.listings import make_meeting
from tests.make import NOW, make_tie


def see(actor: Person | None, subject: Person, data_class=EVERYTHING, purpose=Purpose.SELF):
    return decide(actor, subject.pk, Action.VIEW, data_class, purpose, NOW)


def test_ana_sees_her_own_rows_and_one_of_them(ana):
    tie = make_tie(ana)
    decision = own(ana, NOW)
    assert list(rows(Tie, decision)) == [tie]
    assert row(Tie, decision, pk=tie.pk) == tie


def test_nobody_else_sees_any_whoever_they_are(ana, rosa, ben, dana, mo, cleo):
    tie = make_tie(ana)
    for other in (rosa, ben, dana, mo, cleo, None):
        decision = see(other, ana)
        assert not decision.allowed
        assert not rows(Tie, decision).exists()
        with pytest.raises(Http404):
            row(Tie, decision, pk=tie.pk)


def test_ones_own_decision_finds_nothing_of_anybody_else(ana, cleo):
    tie = make_tie(ana)
    with pytest.raises(Http404):
        row(Tie, own(cleo, NOW), pk=tie.pk)


def test_no_and_nothing_there_are_the_same(ana, cleo):
    tie = make_tie(ana)
    told = []
    for pk in (tie.pk, uuid4()):
        with pytest.raises(Http404) as no:
            row(Tie, own(cleo, NOW), pk=pk)
        told.append((type(no.value), no.value.args))
    assert told[0] == told[1]


def test_hosting_opens_the_communitys_words_and_nothing_of_a_person(ana, cleo):
    for actor in (ana, cleo, None):
        assert see(actor, ana, frozenset({DataClass.COMMUNITY}), Purpose.HOSTING).allowed
        for data_class in set(DataClass) - {DataClass.COMMUNITY}:
            assert not see(actor, ana, frozenset({data_class}), Purpose.HOSTING).allowed


def sent(person: Person, words: str) -> Correction:
    return suggest_correction(person, make_meeting("wed 19:00"), "time", words, NOW)


def host_decision(host: Person, correction: Correction) -> Decision:
    return handed_over(host, Correction, [correction.pk], NOW)[correction.pk]


def test_a_host_reads_the_one_correction_while_it_waits_and_nothing_else(ana, ben, mo):
    correction, other = sent(ana, "It is at eight."), sent(ana, "The door is blue.")
    tie = make_tie(ana)
    decision = host_decision(mo, correction)
    assert correction.words.open(decision) == "It is at eight."
    assert list(rows(Correction, decision)) == [correction]
    for sealed in (other.words, tie.card, ana.name):
        with pytest.raises(NotDecided):
            sealed.open(decision)
    assert not rows(Tie, decision).exists()
    assert not host_decision(ben, correction).allowed


def test_whoever_sent_it_and_was_erased_is_read_by_no_host(ana, mo):
    correction = sent(ana, "It is at eight.")
    destroy_keys(ana.pk)
    assert host_decision(mo, correction).reason == "erased"


@pytest.mark.parametrize("whom", ["everybody", "mo", "ben"])
def test_a_restriction_comes_before_handing_over_and_before_what_one_wrote(ana, ben, mo, whom):
    correction, cast = sent(ana, "It is at eight."), {"mo": mo, "ben": ben}
    restrict(ana, cast.get(whom), NOW)
    of_ben = decide(
        ben, Authored(ana.pk, ben.pk), Action.VIEW, DataClass.MESSAGES, Purpose.SELF, NOW
    )
    reasons = {"mo": host_decision(mo, correction).reason, "ben": of_ben.reason}
    free = {"mo": "handed over", "ben": "self"}
    assert reasons == {
        name: "restricted" if whom in (name, "everybody") else free[name] for name in cast
    }


def test_whether_it_waits_and_who_is_a_host_is_what_the_database_says(ana, ben, mo):
    correction = sent(ana, "It is at eight.")
    ben.is_host = True  # said by the caller alone
    assert not host_decision(ben, correction).allowed
    Person.objects.filter(pk=mo.pk).update(is_host=False)
    assert not host_decision(mo, correction).allowed
    Person.objects.filter(pk=mo.pk).update(is_host=True)
    settle_correction(correction, Correction.Outcome.LEFT, NOW)
    assert correction.settled_at is None  # stale, as a caller may hold it
    assert not host_decision(mo, correction).allowed


def test_handed_over_costs_the_same_whatever_is_found(ana, mo):
    there = [sent(ana, f"It is at {hour}.").pk for hour in (7, 8, 9)]
    counts = []
    for row_ids in (there, there[:1], [uuid4()]):
        with CaptureQueriesContext(connection) as asked:
            decisions = handed_over(mo, Correction, row_ids, NOW)
        counts.append(len(asked))
        assert [one.allowed for one in decisions.values()] == [pk in there for pk in row_ids]
    assert len(set(counts)) == 1
    with pytest.raises(TypeError, match="never handed over"):
        handed_over(mo, Tie, [uuid4()], NOW)


def test_no_other_purpose_and_no_other_class_is_opened_to_a_host(ana, mo):
    for data_class in DataClass:
        assert not see(mo, ana, frozenset({data_class}), Purpose.MENDING).allowed
    assert not see(mo, ana, frozenset({DataClass.CORRECTION}), Purpose.HOSTING).allowed


def test_after_the_key_is_gone_not_even_the_owner_is_let_in(ana):
    make_tie(ana)
    destroy_keys(ana.pk)
    decision = own(ana, NOW)
    assert decision.reason == "erased"
    assert not rows(Tie, decision).exists()


def test_the_communitys_name_is_for_everyone_once_there_is_one(db):
    assert community_name(NOW) == ""
    found_community("The Long Table", is_demo=False, at=NOW)
    assert community_name(NOW) == "The Long Table"
    Community.objects.update(name=None)
    assert community_name(NOW) == ""


def test_one_class_is_a_set_of_one_and_never_a_part_of_a_word(ana):
    decision = see(ana, ana, DataClass.CHECK_UPS)
    assert decision.data_classes == frozenset({DataClass.CHECK_UPS})


def test_what_was_written_can_be_reported_whatever_its_author_did_since(now, ana, ben):
    """Not by somebody whose own account is closed, which is frozen to them, too."""
    assert to_report(ana, ben.pk, NOW).allowed
    keep_apart(ben, ana, NOW)
    Person.objects.filter(pk=ben.pk).update(closed_at=NOW)
    assert to_report(ana, ben.pk, NOW).allowed
    assert not decide(ana, Authored(ana.pk, ben.pk), Action.VIEW, DataClass.MESSAGES,
                      Purpose.SELF, NOW).allowed  # fmt: skip
    ana.closed_at = NOW
    assert not to_report(ana, ben.pk, NOW).allowed
