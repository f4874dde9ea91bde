"""The reasons of a notice are counted when a day is told, and anew where that no longer stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from porchlight.checkins import counted
from porchlight.checkins.actions import Entry, answer_notice, record_check_in
from porchlight.checkins.models import Notice
from porchlight.checkins.notices import kept_notices, reasons_now
from porchlight.checkins.queries.notice_today import notice_today
from porchlight.circles.actions import note_talk, remove_person
from porchlight.domain.noticing import Fits
from tests.checkins.stories import STEADY, a_drift_of, close_the_four_ways, tell
from tests.make import NOW, TODAY, decision_of, make_tie


def shown(person, day=TODAY):
    notice = notice_today(person, decision_of(person), day)
    return notice.reasons if notice else None


def counted_now(person, day=TODAY):
    kept = [one.noticed for one in kept_notices(decision_of(person), day)]
    return reasons_now(decision_of(person), kept[-1], kept, day)


@pytest.fixture
def counts(monkeypatch):
    """How often reasons are counted from the days."""
    asked = []
    count = counted.reasons_now

    def noted(*arguments):
        asked.append(arguments)
        return count(*arguments)

    monkeypatch.setattr(counted, "reasons_now", noted)
    return asked


def test_looking_at_a_question_counts_nothing(ana, counts):
    a_drift_of(ana)
    counts.clear()
    assert shown(ana) == counted_now(ana)
    assert len(shown(ana)) == 3
    assert counts == []


def test_a_notice_that_is_older_than_kept_reasons_is_counted_as_before(ana, counts):
    a_drift_of(ana)
    row = Notice.objects.get()
    told = row.told.open(decision_of(ana))
    row.told = {name: value for name, value in told.items() if name != "counted"}
    row.save()
    counts.clear()
    assert shown(ana) == counted_now(ana)
    assert len(counts) == 1


@pytest.mark.parametrize("back", [0, 1, 3, 5])
def test_an_edited_day_is_in_the_reasons(ana, counts, back):
    a_drift_of(ana)
    before = shown(ana)
    talk = "good" if back <= 3 else "none"
    entry = Entry(TODAY - timedelta(days=back), mood=2, urge=5, talk=talk)
    record_check_in(ana, entry, NOW)
    counts.clear()
    assert shown(ana) == counted_now(ana)
    assert shown(ana) != before
    assert counts == []


def test_a_talk_noted_since_is_in_the_reasons_and_so_is_one_taken_back(ana, counts):
    ben = make_tie(ana, "Ben")
    a_drift_of(ana)
    before = shown(ana)
    counts.clear()
    note_talk(ben, TODAY, decision_of(ana))
    assert shown(ana) == counted_now(ana)
    assert shown(ana) != before
    assert len(counts) == 2
    remove_person(ben, ana, NOW)
    assert shown(ana) == before


def test_a_yes_keeps_them_and_another_answer_shows_none(ana, counts):
    a_drift_of(ana)
    before = shown(ana)
    answer_notice(ana, Notice.objects.get(), Fits.YES, NOW)
    counts.clear()
    assert shown(ana) == before
    assert counts == []
    answer_notice(ana, Notice.objects.get(), Fits.NO, NOW)
    assert shown(ana) == ()


def test_the_next_day_has_its_own_counts(ana, counts):
    a_drift_of(ana)
    tomorrow = TODAY + timedelta(days=1)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        counts.clear()
        assert shown(ana, tomorrow) == counted_now(ana, tomorrow)
        assert len(counts) == 1
        tell(ana, -1, STEADY)
        close_the_four_ways(ana, tomorrow)
        counts.clear()
        assert shown(ana, tomorrow) == counted_now(ana, tomorrow)
        assert counts == []


def test_every_notice_is_of_one_size(ana):
    a_drift_of(ana)
    drift = Notice.objects.get()
    Notice.objects.create(
        person=ana,
        day=drift.day + timedelta(days=1),
        told={"kind": "hard_tomorrow", "since": None, "about": []},
    )
    assert len({len(one.told.envelope) for one in Notice.objects.all()}) == 1
