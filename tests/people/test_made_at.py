"""When a row was made: set once, no closer than its day, and on the right side of every grant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.db.models import Value

from porchlight.checkins.models import CheckIn
from porchlight.circles.models import Tie
from porchlight.directory.models import Correction
from porchlight.people.highest_time import note_time
from porchlight.people.made_at import MadeAtIsFixed, as_if_made, start_of_day
from porchlight.people.models import Person
from tests.make import NOW, TODAY, make_check_in, make_tie

MIDNIGHT = datetime(2026, 11, 18, tzinfo=UTC)


@pytest.mark.parametrize("hour", [0, 4, 12, 23])
def test_it_tells_the_day_and_not_the_time_of_day(ana, hour):
    with time_machine.travel(MIDNIGHT + timedelta(hours=hour, minutes=17), tick=False):
        tie = make_tie(ana)
    assert Tie.objects.get(pk=tie.pk).made_at == tie.made_at == MIDNIGHT
    assert tie.made_at_is_known


def test_what_is_made_after_a_grant_lies_at_its_moment_and_what_was_before_lies_before(ana, now):
    before = make_tie(ana)
    Person.objects.filter(pk=ana.pk).update(granted_at=NOW)
    after = make_tie(ana)
    assert before.made_at < NOW == after.made_at
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert make_tie(ana).made_at == MIDNIGHT + timedelta(days=1)


def test_a_clock_that_is_set_back_makes_nothing_older(ana):
    note_time(NOW)
    with time_machine.travel(NOW - timedelta(days=30), tick=False):
        assert make_tie(ana).made_at == MIDNIGHT


def test_a_made_up_past_has_the_days_that_it_says(ana, now):
    with as_if_made(NOW - timedelta(days=3)):
        assert make_tie(ana).made_at == MIDNIGHT - timedelta(days=3)
    assert make_tie(ana).made_at == MIDNIGHT


CHANGES = {
    "an attribute": lambda tie: setattr(tie, "made_at", NOW),
    "an update": lambda tie: Tie.objects.filter(pk=tie.pk).update(made_at=NOW),
    "an update with a value": lambda tie: Tie.objects.update(made_at=Value(NOW, Tie.made_at)),
    "a bulk one": lambda tie: Tie.objects.bulk_update([Tie(pk=tie.pk, made_at=NOW)], ["made_at"]),
}  # fmt: skip


@pytest.mark.parametrize("way", CHANGES)
def test_it_is_changed_in_no_way(ana, now, way):
    tie = make_tie(ana)
    with pytest.raises(MadeAtIsFixed), transaction.atomic():
        CHANGES[way](tie)
    assert Tie.objects.get().made_at == MIDNIGHT


def test_everything_else_of_a_row_can_still_be_saved(ana, now):
    tie = Tie.objects.get(pk=make_tie(ana).pk)
    tie.added_on = TODAY - timedelta(days=1)
    tie.save()
    tie.refresh_from_db()
    assert (tie.added_on, tie.made_at) == (TODAY - timedelta(days=1), MIDNIGHT)
    again = Tie.objects.only("card").get()
    assert again.made_at == MIDNIGHT
    again.save()
    assert Tie.objects.get().made_at == MIDNIGHT


def test_telling_a_day_again_leaves_when_it_was_made(ana):
    with time_machine.travel(NOW, tick=False):
        make_check_in(ana, mood=2)
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        make_check_in(ana, mood=4)
    assert CheckIn.objects.get().made_at == MIDNIGHT


def test_a_moment_that_has_to_be_exact_is_kept_and_as_fixed(ana):
    field = Correction._meta.get_field("made_at")
    assert field.exact
    correction = Correction(person=ana, made_at=NOW)
    assert field.pre_save(correction, add=True) == NOW
    with pytest.raises(MadeAtIsFixed):
        correction.made_at = NOW + timedelta(seconds=1)


def test_the_start_of_a_day_is_in_utc():
    early = datetime.fromisoformat("2026-11-18T01:00:00+05:00")
    assert start_of_day(early) == MIDNIGHT - timedelta(days=1)
