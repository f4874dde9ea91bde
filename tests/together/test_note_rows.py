"""The rows of notes: for whom they open, and when they go."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from porchlight.circles.prepared import PreparedRead
from porchlight.domain.circle.keeping import KeptFor
from porchlight.people.encryption.fields import SealedField, has_reader, opened, subject_field
from porchlight.people.encryption.sealing import CannotOpen
from porchlight.together import actions
from porchlight.together.models import NotesWith, ReceivedNote, SentNote
from porchlight.together.queries import decision_on, thread
from tests.make import NOW, make_person
from tests.together.tied import tied

WAYS_TO_READ = {
    "the page of notes": lambda reader, author: thread(reader, author.pk, NOW),
    "fields of many rows": lambda reader, author: list(
        opened(
            ReceivedNote.objects.filter(reader=reader), decision_on(reader, author.pk, NOW), "words"
        )
    ),
    "a read that is written once": lambda reader, author: list(
        PreparedRead(ReceivedNote, "words")(decision_on(reader, author.pk, NOW))
    ),
}


@pytest.mark.parametrize("way", WAYS_TO_READ)
def test_a_note_whose_row_was_given_another_reader_does_not_open(ana, ben, cleo, now, way):
    """Somebody writes to the database, and has an account of their own."""
    tied(ben, ana)
    actions.send_note(ana, tied(ana, ben), "for Ben alone", NOW)
    WAYS_TO_READ[way](ben, ana)  # it opens for him
    ReceivedNote.objects.update(reader=cleo)
    with pytest.raises(CannotOpen):
        WAYS_TO_READ[way](cleo, ana)


def test_every_row_about_somebody_else_binds_them_into_what_is_sealed():
    """Also in the models that are still to come: saying ABOUT is enough."""
    found = [model for model in apps.get_models() if has_reader(model)]
    assert ReceivedNote in found
    for model in found:
        row, reader = model(pk=uuid4()), uuid4()
        setattr(row, subject_field(model), reader)
        for field in model._meta.fields:
            if isinstance(field, SealedField):
                assert field.place(row).about_id == reader, field
        assert not model._meta.get_field(subject_field(model).removesuffix("_id")).null, model


def old_notes(ana, n_pairs):
    """Of so many pairs, each with choices of its own."""
    choices = [None, *KeptFor]
    for n in range(n_pairs):
        other = make_person(f"p{n}")
        actions.send_note(ana, tied(ana, other, f"P{n}"), "long ago", NOW)
        mine, theirs = choices[n % 5], choices[n // 5 % 5]
        NotesWith.objects.filter(person=ana, other=other).delete()
        if mine is not None:
            actions.keep_notes_for(ana, other.pk, mine)
        if theirs is not None:
            actions.keep_notes_for(other, ana.pk, theirs)


def test_old_notes_go_at_a_number_of_queries_that_does_not_grow_with_the_pairs(ana, now):
    counts = []
    for n_pairs in (5, 25):
        SentNote.objects.all().delete()
        old_notes(ana, n_pairs)
        with CaptureQueriesContext(connection) as asked:
            actions.drop_old_notes(NOW + timedelta(days=400))
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("days", [7, 8, 9, 30, 31, 32, 90, 91, 92, 4_000])
def test_what_goes_is_what_the_pages_show_no_longer(ana, now, days):
    """For every two choices, made or not; a day of grace, for whose local day is behind."""
    old_notes(ana, 25)
    then = NOW + timedelta(days=days)
    actions.drop_old_notes(then)
    kept = set(SentNote.objects.values_list("reader", flat=True))
    for pair in [tie.account for tie in ana.ties.select_related("account")]:
        is_shown = bool(thread(ana, pair.pk, then - actions.WINDOW).notes)
        assert (pair.pk in kept) is is_shown, actions.kept_for_both(ana.pk, pair.pk)


def test_a_batch_is_not_the_last(ana, ben, now, monkeypatch):
    monkeypatch.setattr(actions, "DROPPED_AT_ONCE", 2)
    tie = tied(ana, ben)
    for n in range(5):
        actions.send_note(ana, tie, f"note {n}", NOW)
    actions.drop_old_notes(NOW + timedelta(days=400))
    assert not SentNote.objects.exists()
    assert not ReceivedNote.objects.exists()


def test_notes_to_somebody_who_was_erased_go_in_ninety_days(ana, ben, now):
    """No page shows them any more, and nobody can choose."""
    actions.send_note(ana, tied(ana, ben), "are you well?", NOW)
    SentNote.objects.update(reader=None)
    actions.drop_old_notes(NOW + timedelta(days=90))
    assert SentNote.objects.exists()
    actions.drop_old_notes(NOW + timedelta(days=93))
    assert not SentNote.objects.exists()
