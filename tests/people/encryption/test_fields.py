"""Sealed fields: no plaintext in the database, and none in the program without a decision."""

from __future__ import annotations

import traceback
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from porchlight.checkins.models import CheckIn, StepAnswered
from porchlight.circles.access import decide, own
from porchlight.circles.models import Tie
from porchlight.domain.consent import EVERYTHING, Action, DataClass, Purpose
from porchlight.people.encryption.fields import NotDecided, opened
from porchlight.people.encryption.keys import KeyGone, destroy_keys
from porchlight.people.encryption.sealing import CannotOpen
from tests.make import NOW, TODAY, decision_of, make_check_in, make_person

WORDS = "the river was high today"


def stored_note(check_in: CheckIn) -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, note FROM checkins_checkin")
        kept = {str(row[0]).replace("-", ""): row[1] for row in cursor.fetchall()}
    note = kept[check_in.pk.hex]
    return None if note is None else bytes(note)


def test_a_note_is_sealed_in_the_database_and_opens_for_its_owner(ana):
    check_in = make_check_in(ana, note=WORDS)
    assert WORDS.encode() not in (stored_note(check_in) or b"")
    assert stored_note(check_in).startswith(b"PL")
    assert CheckIn.objects.get().note.open(decision_of(ana)) == WORDS


@pytest.mark.parametrize("words", ["a", "día gris ☂", "今日は", "😀" * 900, "\x00 and \n", '"{}'])
def test_any_letters_come_back_as_they_were(ana, words):
    check_in = CheckIn(person=ana, day=TODAY)
    check_in.note = words
    check_in.save()
    assert CheckIn.objects.get().note.open(decision_of(ana)) == words


@pytest.mark.parametrize("told", [{}, [], {"a": [1, None, True, "ñ"]}, [[["deep"]]], 0, False, ""])
def test_lists_and_dicts_come_back_as_they_were(ana, told):
    StepAnswered.objects.create(person=ana, day=TODAY, step=told)
    kept = StepAnswered.objects.get()
    assert kept.step.open(decision_of(ana)) == told
    assert type(kept.step.open(decision_of(ana))) is type(told)


def test_a_blank_is_a_blank_and_not_a_sealed_nothing(ana):
    check_in = make_check_in(ana)
    assert stored_note(check_in) is None
    assert not check_in.note
    assert check_in.note.open(decision_of(ana)) is None
    assert list(CheckIn.objects.filter(note=None)) == [check_in]
    assert list(CheckIn.objects.filter(note__isnull=True)) == [check_in]


def test_writing_over_with_a_blank_takes_the_words_away(ana):
    check_in = make_check_in(ana, note=WORDS)
    check_in.note = None
    check_in.save()
    assert stored_note(check_in) is None


def test_without_a_decision_that_covers_it_nothing_opens(ana, cleo):
    note = make_check_in(ana, note=WORDS).note
    narrow = decide(ana, ana.pk, Action.VIEW, DataClass.MOOD, Purpose.SELF, NOW)
    summary = decide(ana, ana.pk, Action.SUMMARY, EVERYTHING, Purpose.SELF, NOW)
    refused = decide(cleo, ana.pk, Action.VIEW, EVERYTHING, Purpose.SELF, NOW)
    assert summary.allowed
    assert narrow.allowed
    for decision in (decision_of(cleo), narrow, summary, refused):
        with pytest.raises(NotDecided):
            note.open(decision)


def test_a_blank_is_not_told_without_a_decision_either(ana, cleo):
    with pytest.raises(NotDecided):
        make_check_in(ana).note.open(decision_of(cleo))


def test_a_sealed_field_shows_nothing_when_printed(ana):
    check_in = make_check_in(ana, note=WORDS)
    check_in.note = WORDS + " again"
    held = check_in.__dict__["note"]
    check_in.save()
    for shown in (repr(held), str(held), repr(check_in.note), f"{check_in.note}", repr(check_in)):
        assert "river" not in shown


def test_a_traceback_of_a_failed_save_shows_nothing(ana):
    destroy_keys(ana.pk)
    try:
        CheckIn.objects.create(person=ana, day=TODAY, note=WORDS)
    except KeyGone as trouble:
        told = "".join(traceback.TracebackException.from_exception(trouble).format())
    assert "river" not in told


def test_a_draft_cannot_be_read_before_it_is_saved(ana):
    check_in = CheckIn(person=ana, day=TODAY, note=WORDS)
    with pytest.raises(NotDecided):
        check_in.note.open(decision_of(ana))


PLAIN_WRITES = {
    "update": lambda: CheckIn.objects.update(note=WORDS),
    "update with bytes": lambda: CheckIn.objects.update(note=WORDS.encode()),
    "update of a number": lambda: CheckIn.objects.update(mood=3),
    "filter": lambda: CheckIn.objects.filter(note=WORDS).count(),
    "filter by part": lambda: CheckIn.objects.filter(note__contains=WORDS).count(),
    "filter by start": lambda: CheckIn.objects.filter(note__startswith="the").count(),
    "exclude": lambda: CheckIn.objects.exclude(mood=3).count(),
    "look-up of another row": lambda: StepAnswered.objects.filter(step={"a": 1}).count(),
}


@pytest.mark.parametrize("way", PLAIN_WRITES)
def test_plain_words_cannot_go_to_the_database_by_another_way(ana, way):
    make_check_in(ana, note="first")
    before = stored_note(CheckIn.objects.get())
    with pytest.raises(TypeError, match="sealed"), transaction.atomic():
        PLAIN_WRITES[way]()
    assert stored_note(CheckIn.objects.get()) == before


def test_plain_bytes_are_not_taken_for_an_envelope(ana):
    with pytest.raises(TypeError, match="sealed"), transaction.atomic():
        CheckIn.objects.create(person=ana, day=TODAY, note=WORDS.encode())
    assert not CheckIn.objects.exists()


def test_changing_many_rows_at_once_keeps_them_sealed(ana):
    rows = [CheckIn(person=ana, day=date(2026, 11, day), note=WORDS) for day in (16, 17)]
    CheckIn.objects.bulk_create(rows)
    opened = [row.note.open(decision_of(ana)) for row in CheckIn.objects.all()]
    assert opened == [WORDS, WORDS]
    for row in rows:
        row.note = "changed"
    with pytest.raises(NotDecided):
        CheckIn.objects.bulk_update(rows, ["note"])


def test_an_envelope_moved_in_the_database_does_not_open(ana, ben):
    mine = make_check_in(ana, note=WORDS)
    yesterday = make_check_in(ana, day=date(2026, 11, 17))
    bens = make_check_in(ben)
    CheckIn.objects.filter(pk__in=[yesterday.pk, bens.pk]).update(note=mine.note)
    for moved, owner in ((yesterday, ana), (bens, ben)):
        moved.refresh_from_db()
        assert stored_note(moved) == stored_note(mine)
        with pytest.raises(CannotOpen):
            moved.note.open(decision_of(owner))
    CheckIn.objects.filter(pk=mine.pk).update(answers=mine.note)
    mine.refresh_from_db()
    with pytest.raises(CannotOpen):
        mine.answers.open(decision_of(ana))


def test_a_row_given_to_somebody_else_does_not_open_for_them(ana, cleo):
    check_in = make_check_in(ana, note=WORDS)
    CheckIn.objects.filter(pk=check_in.pk).update(person=cleo)
    with pytest.raises(CannotOpen):
        CheckIn.objects.get().note.open(decision_of(cleo))


def test_a_field_left_for_later_is_fetched_sealed(ana):
    make_check_in(ana, note=WORDS)
    assert CheckIn.objects.defer("note").get().note.open(decision_of(ana)) == WORDS


def test_saving_a_row_again_does_not_seal_it_twice(ana):
    make_check_in(ana, note=WORDS)
    kept = CheckIn.objects.get()
    before = stored_note(kept)
    kept.save()
    assert stored_note(kept) == before


def test_many_rows_open_with_one_look_at_the_keystore(ana, django_assert_num_queries):
    for name in range(10):
        Tie.objects.create(person=ana, added_on=TODAY, card={"name": str(name)})
    decision = own(ana, NOW)
    ties = list(Tie.objects.filter(person=ana))
    with django_assert_num_queries(1, using="keystore"):
        assert len([tie.card.open(decision) for tie in ties]) == 10


def test_many_rows_opened_without_being_made_say_the_same(ana, cleo):
    for back in range(3):
        make_check_in(ana, TODAY - timedelta(days=back), note=f"note {back}", lonely=back)
    make_check_in(cleo, note="hers")
    hers = CheckIn.objects.filter(person=ana).order_by("day")
    decision = decision_of(ana)
    assert list(opened(hers, decision, "day", "note", "answers", "urge")) == [
        (row.day, row.note.open(decision), row.answers.open(decision), row.urge.open(decision))
        for row in hers
    ]
    everybodys = CheckIn.objects.order_by("day")
    with pytest.raises(NotDecided):
        list(opened(everybodys, decision, "note"))
    with pytest.raises(NotDecided):
        list(opened(hers, decision_of(cleo), "day", "mood"))
    assert [day for (day,) in opened(hers, decision_of(cleo), "day")] == [row.day for row in hers]


def test_erased_means_nothing_opens_and_nothing_is_decided():
    somebody = make_person("somebody")
    check_in = make_check_in(somebody, note=WORDS)
    decided_before = decision_of(somebody)
    destroy_keys(somebody.pk)
    with pytest.raises(NotDecided):
        check_in.note.open(decision_of(somebody))
    with pytest.raises(KeyGone):
        check_in.note.open(decided_before)


def test_nobody_can_write_for_somebody_who_never_was():
    stranger = uuid4()
    with pytest.raises(KeyGone):
        Tie(person_id=stranger, added_on=TODAY, card={"name": "x"}).save()
