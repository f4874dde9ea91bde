"""What a decision is about and nothing else: classes, one row, a window of times; and its cost."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.test.utils import CaptureQueriesContext

from porchlight.checkins.models import CheckIn, DayReplies, StepAnswered
from porchlight.circles.access import decide, own, rows
from porchlight.circles.facts import Authored
from porchlight.circles.models import Contact, Tie
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.consent import EVERYTHING, Action, DataClass, Purpose
from porchlight.people.encryption.fields import NotDecided, opened
from porchlight.people.encryption.keys import OutsideTheDecision, ring_of
from porchlight.people.made_at import as_if_made, start_of_day
from porchlight.people.models import Person
from tests.make import NOW, TODAY, decision_of, decision_with, make_check_in, make_tie


def view(person: Person, *classes: DataClass, action: Action = Action.VIEW):
    return decide(person, person.pk, action, frozenset(classes), Purpose.SELF, NOW)


def test_rows_of_a_class_that_was_not_decided_are_not_there(ana):
    """What the attack did: a decision for MOOD alone listed days, talks, ties and meetings."""
    make_check_in(ana, note="mine", talked_with=[make_tie(ana)])
    for model in (CheckIn, Contact, Tie, StepAnswered, DayReplies, Person):
        assert not rows(model, view(ana, DataClass.MOOD)).exists(), model
    assert rows(CheckIn, view(ana, DataClass.CHECK_IN)).count() == 1
    assert not rows(Tie, view(ana, DataClass.CHECK_IN)).exists()


DAYS = (DataClass.CHECK_IN, DataClass.MOOD)
HIDDEN_WAYS = {
    "a filter": lambda found: found.filter(note=None),
    "a filter by isnull": lambda found: found.filter(note__isnull=True),
    "an exclusion": lambda found: found.exclude(note=None),
    "a q": lambda found: found.filter(Q(day=TODAY) | Q(urge=None)),
    "an order": lambda found: found.order_by("note"),
    "an annotation": lambda found: found.annotate(words=F("note")),
    "a count": lambda found: found.aggregate(notes=Count("note")),
    "values": lambda found: found.values_list("day", "note"),
    "all values": lambda found: found.values(),
    "only": lambda found: found.only("note"),
    "no defer": lambda found: found.defer(None),
    "a join": lambda found: found.filter(person__ties__card=None),
    "a join that only counts": lambda found: found.annotate(n=Count("person__steps")),
    "a join to an account": lambda found: found.filter(person__is_host=True),
    "related": lambda found: found.select_related("person"),
    "all that is related": lambda found: found.select_related(),
    "prefetched": lambda found: found.prefetch_related("person"),
    "sql by hand": lambda found: found.extra(where=["note IS NULL"]),
    "raw sql": lambda found: found.raw("SELECT * FROM checkins_checkin"),
    "a subquery": lambda found: found.filter(Exists(found.filter(pk=OuterRef("note")))),
}


@pytest.mark.parametrize("way", HIDDEN_WAYS)
def test_a_field_of_another_class_is_not_asked_about_in_any_way(ana, way):
    make_check_in(ana, note="mine")
    with pytest.raises(NotDecided):
        list(HIDDEN_WAYS[way](rows(CheckIn, view(ana, *DAYS))))


def test_the_same_ways_are_open_to_a_decision_for_everything(ana):
    """The control: what is refused above is refused for the class and not for the way."""
    make_check_in(ana, note="mine")
    mine = rows(CheckIn, own(ana, NOW))
    assert mine.exclude(note=None).count() == 1
    assert mine.aggregate(notes=Count("note"))["notes"] == 1
    assert mine.filter(person__is_host=False).select_related("person").get().note
    assert rows(Tie, own(ana, NOW)).annotate(last=Max("contacts__day")).count() == 0


def test_a_field_of_another_class_is_not_loaded_and_not_fetched_later(ana):
    make_check_in(ana, note="mine", mood=4)
    with CaptureQueriesContext(connection) as asked:
        check_in = rows(CheckIn, view(ana, *DAYS)).get()
    assert '"note"' not in asked[0]["sql"]
    assert '"mood"' in asked[0]["sql"]
    assert check_in.mood.open(view(ana, *DAYS)) == 4
    for touch in (lambda: check_in.note, lambda: bool(check_in.urge)):
        with pytest.raises(NotDecided), CaptureQueriesContext(connection) as asked:
            touch()
        assert len(asked) == 0
    check_in.day = TODAY - timedelta(days=1)
    check_in.save()
    kept = CheckIn.objects.get()
    assert kept.note.open(decision_of(ana)) == "mine"


WAYS_ON = {
    "what it points to": (Contact, lambda contact: contact.tie),
    "its person": (Contact, lambda contact: contact.person.zone),
    "what points to it": (Tie, lambda tie: tie.contacts.count()),
    "what points to it, found": (Tie, lambda tie: tie.contacts.filter(day=TODAY).exists()),
}


@pytest.mark.parametrize("way", WAYS_ON)
def test_a_row_leads_to_no_row_that_its_decision_does_not_show(ana, way):
    make_check_in(ana, talked_with=[make_tie(ana)])
    model, follow = WAYS_ON[way]
    narrow = rows(model, view(ana, model.DATA_CLASS)).get()
    windowed = rows(model, decision_with(ana, since=start_of_day(NOW))).get()
    for held in (narrow, windowed):
        with pytest.raises(NotDecided, match="around"), CaptureQueriesContext(connection) as asked:
            follow(held)
        assert len(asked) == 0
    assert follow(rows(model, own(ana, NOW)).get())


def test_a_row_that_was_joined_leads_no_further(ana):
    make_check_in(ana, talked_with=[make_tie(ana)])
    joined = view(ana, DataClass.CHECK_IN, DataClass.CIRCLE)
    contact = rows(Contact, joined).select_related("tie").get()
    assert contact.tie.card.open(joined)
    assert contact.tie.contacts.count() == 1
    for follow in (lambda: contact.person, lambda: contact.tie.person):
        with pytest.raises(NotDecided, match="around"):
            follow()


def test_seeing_that_there_is_something_opens_and_loads_nothing_of_it(ana):
    make_check_in(ana, note="mine")
    for action in (Action.SUMMARY, Action.BE_TOLD):
        decision = view(ana, *EVERYTHING, action=action)
        assert [row.day for row in rows(CheckIn, decision)] == [TODAY]
        with pytest.raises(NotDecided):
            rows(CheckIn, decision).filter(mood=None)
        with pytest.raises(NotDecided):
            CheckIn.objects.get().mood.open(decision)


def test_saying_that_somebody_wrote_about_one_shows_nothing_they_wrote_about_others(ana, ben):
    """The author is named by who asks: what is about nobody but its author is not reached by it."""
    make_check_in(ben, note="his own")
    make_tie(ben)
    about_ana = Authored(ana.pk, ben.pk)
    for action in (Action.VIEW, Action.WRITE):
        for asked in (frozenset({DataClass.CHECK_IN}), EVERYTHING):
            decision = decide(ana, about_ana, action, asked, Purpose.SELF, NOW)
            for model in (CheckIn, Contact, Tie, Person):
                assert not rows(model, decision).exists(), model
            assert list(PreparedRead(CheckIn, "day")(decision)) == []
    his = CheckIn.objects.get()
    decision = decide(ana, about_ana, Action.VIEW, EVERYTHING, Purpose.SELF, NOW)
    assert decision.allowed
    with pytest.raises(NotDecided):
        his.note.open(decision)
    with pytest.raises(NotDecided):
        list(opened(CheckIn.objects.all(), decision, "note"))
    assert his.note.open(own(ben, NOW)) == "his own"


WRITES = {
    "update": lambda found: found.update(day=TODAY),
    "delete": lambda found: found.delete(),
    "create": lambda found: found.create(day=TODAY),
    "bulk_create": lambda found: found.bulk_create([]),
    "bulk_update": lambda found: found.bulk_update([], ["day"]),
    "get_or_create": lambda found: found.get_or_create(day=TODAY),
    "update_or_create": lambda found: found.update_or_create(day=TODAY),
}


@pytest.mark.parametrize("way", WRITES)
def test_rows_to_see_are_not_rows_to_change(ana, way):
    make_check_in(ana)
    with pytest.raises(NotDecided, match="not one to write"):
        WRITES[way](rows(CheckIn, view(ana, *EVERYTHING)).filter(day=TODAY))
    assert rows(CheckIn, own(ana, NOW)).filter(day=TODAY).update(day=TODAY) == 1


@pytest.fixture
def four_days(ana) -> list[CheckIn]:
    """Days told on each of four days: today, and one, two and three days ago."""
    made = []
    for back in range(4):
        with as_if_made(NOW - timedelta(days=back)):
            made.append(make_check_in(ana, TODAY - timedelta(days=back), note=str(back)))
    return made


MIDNIGHT = start_of_day(NOW)
WINDOWS = [
    (MIDNIGHT, None, [0]),
    (MIDNIGHT + timedelta(microseconds=1), None, []),
    (MIDNIGHT - timedelta(days=1), None, [0, 1]),
    (None, MIDNIGHT, [1, 2, 3]),
    (MIDNIGHT - timedelta(days=2), MIDNIGHT, [1, 2]),
    (MIDNIGHT, MIDNIGHT, []),
]


@pytest.mark.parametrize(("since", "until", "inside"), WINDOWS)
def test_a_window_holds_for_lists_for_fields_and_for_many_at_once(
    ana, four_days, since, until, inside
):
    decision = decision_with(ana, since=since, until=until)
    found = rows(CheckIn, decision).order_by("-day")
    assert [four_days.index(row) for row in found] == inside
    assert "made_at" in str(found.query)
    assert [words for (words,) in opened(found, decision, "note")] == [str(n) for n in inside]
    for back, check_in in enumerate(four_days):
        if back in inside:
            assert check_in.note.open(decision) == str(back)
        else:
            with pytest.raises(NotDecided, match="time"):
                check_in.note.open(decision)
            with pytest.raises(NotDecided, match="time"):
                list(opened(CheckIn.objects.filter(pk=check_in.pk), decision, "note"))


def test_what_is_not_made_at_one_moment_is_in_no_window(ana, four_days):
    decision = decision_with(ana, since=MIDNIGHT - timedelta(days=99))
    assert not rows(DayReplies, decision).exists()
    assert not rows(DayReplies, decision_with(ana, until=NOW + timedelta(days=99))).exists()
    assert rows(DayReplies, own(ana, NOW)).exists()
    with pytest.raises(NotDecided, match="time"):
        DayReplies.objects.get().answers.open(decision)


def test_a_decision_about_one_row_is_about_no_other(ana, four_days):
    decision = decision_with(ana, only_row=("checkins.checkin", four_days[1].pk))
    assert list(rows(CheckIn, decision)) == [four_days[1]]
    Contact.objects.create(id=four_days[1].pk, person=ana, tie=make_tie(ana), day=TODAY)
    assert not rows(Contact, decision).exists()  # of another model, under the same id
    assert four_days[1].note.open(decision) == "1"
    with pytest.raises(NotDecided, match="this row"):
        four_days[2].note.open(decision)


def test_the_keys_of_other_classes_are_not_derived(ana):
    limited = ring_of(ana.pk).limited_to({DataClass.MOOD})
    assert limited.key_for(DataClass.MOOD, 1)
    for derive in (limited.key_for, limited.cipher_for):
        with pytest.raises(OutsideTheDecision):
            derive(DataClass.JOURNAL, 1)
    with pytest.raises(OutsideTheDecision):
        limited.fingerprint("receipt", b"content")


def asked_of(*questions) -> list[list[str]]:
    """For each question, the statements it asked of all databases, ids and moments taken out."""
    told = []
    for question in questions:
        with CaptureQueriesContext(connection) as data, CaptureQueriesContext(
            connections["keystore"]
        ) as keys:  # fmt: skip
            question()
        told.append([re.sub(r"'[^']*'|[0-9a-f]{32}", "?", one["sql"]) for one in [*data, *keys]])
    return told


READS = {
    "list": list,
    "length": len,
    "exists": lambda found: found.exists(),
    "count": lambda found: found.count(),
    "first": lambda found: found.first(),
    "aggregate": lambda found: found.aggregate(Max("day")),
}


@pytest.mark.parametrize("way", READS)
def test_a_refusal_asks_what_an_empty_answer_asks(ana, cleo, way):
    make_check_in(ana)
    refusal = decide(cleo, ana.pk, Action.WRITE, EVERYTHING, Purpose.SELF, NOW)
    empty = own(cleo, NOW)
    one, other = asked_of(
        lambda: READS[way](rows(CheckIn, refusal)), lambda: READS[way](rows(CheckIn, empty))
    )
    assert one == other
    assert len(one) == 1


@pytest.mark.parametrize("purpose", [Purpose.SUPPORT, Purpose.SELF, Purpose.CARE])
def test_deciding_asks_the_same_whoever_the_subject_is(ana, ben, cleo, mo, purpose):
    Person.objects.filter(pk=mo.pk).update(closed_at=NOW)
    told = asked_of(
        *(
            lambda pk=pk: decide(cleo, pk, Action.VIEW, DataClass.MOOD, purpose, NOW)
            for pk in (ana.pk, ben.pk, mo.pk, uuid4())
        )
    )
    assert all(one == told[0] for one in told)
