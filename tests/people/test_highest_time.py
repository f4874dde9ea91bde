"""A time that never goes back, whatever the wall clock does, and that always goes on."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from porchlight.people import highest_time as module
from porchlight.people.highest_time import Heartbeat, highest_time, note_time
from porchlight.people.models import HighestTime
from tests.make import NOW
from tests.statements import kinds_of

MINUTE = timedelta(minutes=1)
YEAR = timedelta(days=365)


@pytest.fixture
def heartbeat(db, monkeypatch):
    """A heartbeat whose process clock stands still until `heartbeat.passes(seconds)`."""

    class Beating(Heartbeat):
        passed = 0.0

        def passes(self, seconds: float) -> None:
            self.passed += seconds

    beating = Beating()
    monkeypatch.setattr(module, "monotonic", lambda: beating.passed)
    return beating


def stored() -> datetime | None:
    return HighestTime.objects.values_list("at", flat=True).first()


def test_before_any_time_was_kept_it_is_the_wall_clock(db):
    assert highest_time(NOW) == NOW
    assert stored() is None


def test_a_clock_that_is_set_back_changes_nothing(db):
    assert note_time(NOW) == NOW
    assert highest_time(NOW - YEAR) == NOW
    assert note_time(NOW - YEAR) == NOW
    assert stored() == NOW


def test_a_later_moment_is_the_highest_at_once_and_kept_a_minute_on(db):
    note_time(NOW)
    for later, kept in ((59, NOW), (60, NOW + MINUTE)):
        moment = NOW + timedelta(seconds=later)
        assert note_time(moment) == moment
        assert stored() == kept


def test_reading_it_never_writes_and_always_costs_one_query(db):
    note_time(NOW)
    for at in (NOW - YEAR, NOW, NOW + YEAR):
        with CaptureQueriesContext(connection) as queries:
            highest_time(at)
        assert kinds_of(queries) == ["SELECT"]
    assert stored() == NOW


def test_of_two_processes_the_one_that_comes_late_never_sets_it_back(db):
    note_time(NOW + YEAR)
    module._raise_to(NOW, unless_above=NOW - MINUTE)
    assert stored() == NOW + YEAR


def test_the_heartbeat_keeps_the_wall_clock_once_a_minute(heartbeat):
    for minute in range(3):
        heartbeat.beat(NOW + minute * MINUTE)
        assert stored() == NOW + minute * MINUTE
        heartbeat.passes(60)


def test_while_the_clock_is_behind_the_heartbeat_carries_time_on(heartbeat):
    """A clock was a year ahead and was put right: lives end by time that really passed."""
    heartbeat.beat(NOW + YEAR)
    ends_at = highest_time(NOW) + timedelta(minutes=3)
    for minute in range(1, 4):
        assert highest_time(NOW + minute * MINUTE) < ends_at
        heartbeat.passes(60)
        heartbeat.beat(NOW + minute * MINUTE)
    assert highest_time(NOW + 3 * MINUTE) == ends_at


def test_a_machine_that_slept_carries_on_by_two_minutes_at_most(heartbeat):
    heartbeat.beat(NOW + YEAR)
    heartbeat.passes(8 * 3600)
    heartbeat.beat(NOW)
    assert stored() == NOW + YEAR + timedelta(minutes=2)


def test_the_first_beat_of_a_process_carries_nothing_on(heartbeat):
    note_time(NOW + YEAR)
    heartbeat.passes(60)
    heartbeat.beat(NOW)
    assert stored() == NOW + YEAR


def test_without_what_is_stored_a_clock_set_back_is_believed(db):
    """The control: this is what the stored time is for."""
    note_time(NOW)
    HighestTime.objects.all().delete()
    assert highest_time(NOW - YEAR) == NOW - YEAR
