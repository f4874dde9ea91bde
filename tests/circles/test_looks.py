"""Who looked: noted for the one who was looked at, and for nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError

from porchlight.circles import looks
from porchlight.circles.access import decide, own, rows
from porchlight.circles.consents import Terms, give_grant
from porchlight.circles.looks import Looked, drop_old_looks, note_looks
from porchlight.circles.models import Look
from porchlight.domain.consent import Action, DataClass, Purpose
from porchlight.people.actions import erase
from porchlight.people.encryption.keys import destroy_keys
from porchlight.people.local.units import unit_of_work
from tests.circles.inviting import CaptureQueries
from tests.make import NOW, make_person

DAY = timedelta(days=1)
DAYS = {DataClass.DAY}


def granted(subject, viewer, *classes):
    terms = Terms(Purpose.SUPPORT, classes or [DataClass.DAY])
    return give_grant(subject, viewer, terms, NOW - DAY)


def look(viewer, grant, kinds=DAYS, at=NOW):
    with unit_of_work():
        about = {DataClass(kind) for kind in kinds}
        given = decide(viewer, grant.subject_id, Action.VIEW, frozenset(about), Purpose.SUPPORT, at)
        looked = [Looked(grant.subject_id, given.grant_id, kinds)] if given.allowed else []
        with CaptureQueries() as sent:
            note_looks(viewer, looked, at)
        return len(sent)


def looks_of(subject, at=NOW):
    with unit_of_work():
        decision = own(subject, at)
        return sorted(
            (row.viewer_id, row.grant_id, row.day.isoformat(), *row.kinds.open(decision))
            for row in rows(Look, decision)
        )


def test_one_row_a_grant_and_day_of_the_one_looked_at(ana, rosa):
    grant = granted(ana, rosa)
    for hours in (0, 1, 10):  # half past noon, and half past ten in the evening in Mississippi
        look(rosa, grant, at=NOW + timedelta(hours=hours))
    assert looks_of(ana) == [(rosa.pk, grant.pk, "2026-11-18", "day")]
    look(rosa, grant, at=NOW + timedelta(hours=12))
    assert [row[2] for row in looks_of(ana)] == ["2026-11-18", "2026-11-19"]
    assert looks_of(rosa) == []


def test_other_kinds_of_that_day_are_noted_too(ana, rosa):
    grant = granted(ana, rosa, DataClass.DAY, DataClass.MEETINGS)
    look(rosa, grant)
    look(rosa, grant, {DataClass.MEETINGS, DataClass.DAY})
    look(rosa, grant, {DataClass.DAY, DataClass.MEETINGS})
    assert [row[3:] for row in looks_of(ana)] == [("day",), ("day", "meetings")]


def test_nobody_costs_the_same_statements_as_many(ana, rosa, ben):
    grants = [granted(subject, rosa) for subject in (ana, ben, make_person("eve"))]
    one, again = look(rosa, grants[0]), look(rosa, grants[0])
    with unit_of_work(), CaptureQueries() as none:
        note_looks(rosa, [], NOW)
    with unit_of_work():
        many = [
            Looked(grant.subject_id, decide(rosa, grant.subject_id, Action.VIEW, DataClass.DAY,
                                            Purpose.SUPPORT, NOW).grant_id, DAYS)
            for grant in grants
        ]  # fmt: skip
        with CaptureQueries() as several:
            note_looks(rosa, many, NOW)
    assert one == again == len(none) == len(several) > 0
    assert len(looks_of(ana)) == len(looks_of(ben)) == 1


def test_who_looked_reads_nothing_of_it_and_no_grant_opens_it(ana, rosa):
    grant = granted(ana, rosa, DataClass.DAY, DataClass.LOOKS)
    look(rosa, grant)
    for purpose in Purpose:
        decision = decide(rosa, ana.pk, Action.VIEW, DataClass.LOOKS, purpose, NOW)
        assert not rows(Look, decision).exists(), purpose


def test_a_page_is_shown_where_it_cannot_be_noted(ana, rosa, monkeypatch):
    def full(*_args, **_options):
        raise DatabaseError("database or disk is full")

    grant = granted(ana, rosa)
    monkeypatch.setattr(looks.Look.objects, "bulk_create", full)
    look(rosa, grant)
    assert looks_of(ana) == []


def test_somebody_erased_meanwhile_is_left_out(ana, rosa, ben):
    of_ana, of_ben = granted(ana, rosa), granted(ben, rosa)
    destroy_keys(ana.pk)
    with unit_of_work():
        own(ben, NOW)
        note_looks(rosa, [Looked(ana.pk, of_ana.pk, DAYS), Looked(ben.pk, of_ben.pk, DAYS)], NOW)
    assert [row.subject_id for row in Look.objects.all()] == [ben.pk]


def test_it_outlives_the_viewer_and_goes_with_the_subject(ana, rosa):
    look(rosa, granted(ana, rosa))
    erase(rosa)
    assert looks_of(ana) == [(None, None, "2026-11-18", "day")]
    erase(ana)
    assert not Look.objects.exists()


@pytest.mark.parametrize(("years", "is_left"), [(2, True), (4, False)])
def test_it_is_kept_three_years(ana, rosa, years, is_left):
    look(rosa, granted(ana, rosa))
    drop_old_looks(NOW + timedelta(days=365 * years))
    assert bool(looks_of(ana)) is is_left
