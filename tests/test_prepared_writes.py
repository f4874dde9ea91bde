"""Writes whose SQL is written once: the same rows as Django's own, and nothing across people."""

import pytest
from django.db import connection

from porchlight.checkins.models import CheckIn, Usual
from porchlight.circles.access import own
from porchlight.people.models import Person
from porchlight.prepared_writes import PreparedInsert, PreparedUpdate
from tests.make import NOW, TODAY, make_person


def day_of(person, **told):
    row = CheckIn(person=person, day=TODAY)
    for name, answer in told.items():
        setattr(row, name, answer)
    return row


def opened(row, person):
    decision = own(person, NOW)
    return tuple(getattr(row, name).open(decision) for name in ("mood", "urge", "answers", "note"))


def test_a_new_row_is_as_save_would_have_made_it(django_assert_num_queries):
    ana, ben = make_person("Ana"), make_person("Ben")
    add = PreparedInsert(CheckIn)
    for person, mood in ((ana, 2), (ben, None)):  # a blank is as good a value as another
        row = day_of(person, mood=mood, urge=0, answers={"contact": "good"})
        with django_assert_num_queries(2):  # from when on it counts as made, and the row
            assert add(row)
        assert not row._state.adding
        assert opened(row, person) == (mood, 0, {"contact": "good"}, None)
        assert opened(CheckIn.objects.get(person=person), person) == opened(row, person)


def test_the_first_row_knows_when_it_was_made_as_the_second_does(now):
    ana, ben = make_person("Ana"), make_person("Ben")
    add = PreparedInsert(CheckIn)
    for person in (ana, ben):
        Person.objects.filter(pk=person.pk).update(granted_at=NOW)
        row = day_of(person, mood=2)
        assert add(row)
        assert row.made_at == CheckIn.objects.get(person=person).made_at == NOW


def test_where_there_is_one_already_nothing_is_written():
    ana = make_person("Ana")
    add = PreparedInsert(CheckIn)
    assert add(day_of(ana, mood=2))
    second = day_of(ana, mood=5)
    assert not add(second)
    assert second._state.adding
    assert opened(CheckIn.objects.get(person=ana), ana)[0] == 2


def test_only_the_named_fields_of_that_row_change():
    ana, ben = make_person("Ana"), make_person("Ben")
    for person in (ana, ben):
        day_of(person, mood=3, urge=1, note="kept").save()
    change = PreparedUpdate(CheckIn, "mood", "urge")
    for mood in (1, None):
        row = CheckIn.objects.get(person=ana)
        row.mood, row.note = mood, "not asked for"
        assert change(row)
        assert opened(CheckIn.objects.get(person=ana), ana) == (mood, 1, None, "kept")
    assert opened(CheckIn.objects.get(person=ben), ben) == (3, 1, None, "kept")


def test_a_row_that_is_gone_is_not_changed():
    ana = make_person("Ana")
    row = day_of(ana, mood=3)
    row.save()
    CheckIn.objects.all().delete()
    row.mood = 1
    assert not PreparedUpdate(CheckIn, "mood")(row)


def test_a_plain_column_is_written_too_and_a_plain_word_in_a_sealed_one_is_refused():
    ana = make_person("Ana")
    row = Usual(person=ana, through=TODAY)
    row.state = "known"
    assert PreparedInsert(Usual)(row)
    assert Usual.objects.get().through == TODAY
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM checkins_usual")
        assert b"known" not in bytes(cursor.fetchone()[0])
    row.__dict__["state"] = b"known"
    with pytest.raises(TypeError, match="sealed"):
        PreparedUpdate(Usual, "state")(row)
