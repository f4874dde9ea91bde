"""What was given up is named by doctor, and a host says with one command what becomes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from porchlight import cli
from porchlight.doctor import contents
from porchlight.doctor.finding import FindingState
from porchlight.outbox.models import Job, Message
from tests.make import NOW
from tests.outbox.post import Sink, kind_for, queue


@pytest.fixture
def parked(ana):
    for occasion in ("one", "two"):
        queue(kind_for(Sink()), ana, occasion)
    Message.objects.update(attempts=12, parked_at=NOW)


@pytest.fixture
def note_is_known(monkeypatch):
    monkeypatch.setattr(contents, "all_kinds", lambda: (kind_for(Sink()),))


def finding():
    (found,) = list(contents.outbox(NOW))
    return found


def test_nothing_given_up_is_in_order():
    assert finding().state is FindingState.OK


def test_doctor_names_the_kind_and_the_command(parked, note_is_known):
    found = finding()
    assert found.state is FindingState.LOOK
    assert found.what == "2 of the kind note were given up after 12 attempts"
    assert found.mend.endswith("script/porchlight outbox again note")


def test_doctor_tells_of_a_kind_that_this_version_does_not_know(ana):
    queue(kind_for(Sink(), "carrier pigeon"), ana)
    assert finding().state is FindingState.LOOK
    assert "carrier pigeon" in finding().what


@pytest.mark.parametrize(("minutes", "state"), [(15, FindingState.OK), (16, FindingState.LOOK)])
def test_doctor_tells_of_messages_that_are_late(ana, note_is_known, minutes, state):
    queue(kind_for(Sink()), ana, due_at=NOW - timedelta(minutes=minutes))
    assert finding().state is state


def test_a_job_that_runs_just_now_has_not_stopped():
    Job.objects.create(name="heartbeat", due_at=NOW, last_done_at=NOW)
    held = {"lease": "0" * 32, "leased_until": NOW}
    row = Job.objects.create(name="refresh-sources", due_at=NOW, attempts=1, **held)
    assert len(list(contents.worker(NOW))) == 1
    row.attempts = 4
    row.save()
    assert "refresh-sources stopped 3 times" in list(contents.worker(NOW))[1].what


def test_the_command_tells_how_many_and_never_who(parked, ana, capsys):
    assert cli.main(["outbox"]) == 0
    told = capsys.readouterr().out
    assert "note: 2 given up since 2026-11-18 18:30 UTC" in told
    assert str(ana.pk) not in told


def test_the_command_tries_them_again(parked):
    assert cli.main(["outbox", "again", "another"]) == 1
    assert cli.main(["outbox", "again", "note"]) == 0
    waiting = Message.objects.waiting()
    assert [message.attempts for message in waiting] == [0, 0]


def test_the_command_deletes_them(parked, capsys):
    assert cli.main(["outbox", "drop"]) == 0
    assert not Message.objects.exists()
    assert cli.main(["outbox", "drop"]) == 1
    assert cli.main(["outbox"]) == 0
    assert "None was given up" in capsys.readouterr().out
