"""Erasing for good: out of the keystore's log too, and again when a backup is put back."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections, transaction

from porchlight.checkins.models import CheckIn
from porchlight.people import actions
from porchlight.people.actions import erase, replay_erasures
from porchlight.people.encryption.keys import destroy_keys, make_key
from porchlight.people.erasure import ledger
from porchlight.people.erasure.logs import empty_log, empty_log_when_needed, has_log
from porchlight.people.keystore.models import MonthKey, OwnerKey
from porchlight.people.models import Person
from porchlight.schedule import all_jobs
from tests.make import NOW, make_check_in


@pytest.fixture(autouse=True)
def _a_ledger_of_ones_own(settings, tmp_path):
    settings.KEYS_DIR = tmp_path


def keystore_bytes() -> bytes:
    file = Path(str(connections["keystore"].settings_dict["NAME"]))
    parts = [file, *(file.with_name(f"{file.name}-{end}") for end in ("wal", "journal"))]
    return b"".join(part.read_bytes() for part in parts if part.exists())


def reader_of_the_keystore() -> sqlite3.Connection:
    """Another process that reads the keystore as it is now, and goes on reading that."""
    reader = sqlite3.connect(str(connections["keystore"].settings_dict["NAME"]))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM keystore_ownerkey").fetchone()
    return reader


# --- the log ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_reader_keeps_the_log_and_a_minute_after_it_left_no_byte_of_the_key_is_there():
    owner = uuid4()
    make_key(owner)
    assert empty_log()
    reader = reader_of_the_keystore()
    make_key(owner)  # into the log, behind what is read
    wrapped = [bytes(key.wrapped) for key in OwnerKey.objects.filter(owner_id=owner)]
    destroy_keys(owner)
    left = keystore_bytes()
    assert any(content in left for content in wrapped), "the reader was in nobody's way"
    empty_log_when_needed(NOW)
    assert has_log()
    reader.close()
    empty_log_when_needed(NOW)
    assert not has_log()
    left = keystore_bytes()
    assert not any(content in left for content in wrapped)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_waiting_for_a_reader_leaves_the_patience_of_the_connection_as_it_was():
    def patience() -> int:
        with connections["keystore"].cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout")
            return cursor.fetchone()[0]

    before = patience()
    make_key(uuid4())
    reader = reader_of_the_keystore()
    make_key(uuid4())
    assert not empty_log()
    assert patience() == before
    reader.close()
    assert empty_log()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_in_a_transaction_of_its_own_the_log_stays_and_nothing_breaks():
    with transaction.atomic(using="keystore"):
        make_key(uuid4())
        assert not empty_log()
        empty_log_when_needed(NOW)
    assert has_log()
    assert empty_log()


def test_both_jobs_are_on_the_list():
    jobs = {job.do: job.every.total_seconds() for job in all_jobs()}
    assert jobs[empty_log_when_needed] <= 60
    assert jobs[replay_erasures] <= 86_400


# --- the ledger ---------------------------------------------------------------------------------


def test_an_erasing_is_noted_by_a_hash_and_the_time_alone(ana):
    person_id = ana.pk
    erase(ana)
    line = ledger.path().read_text()
    assert line.count("\n") == 1
    assert ledger.marks_of_erased() == {ledger.mark_of(person_id)}
    for told in (str(person_id), person_id.hex, "ana"):
        assert told not in line
    assert ledger.path().stat().st_mode & 0o077 == 0


def test_an_erasing_that_fails_is_taken_back(ana, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(Person, "delete", fail)
        with pytest.raises(OSError, match="no room"):
            erase(ana)
    assert ledger.marks_of_erased() == frozenset()
    replay_erasures(NOW)
    assert Person.objects.filter(pk=ana.pk).exists()
    person_id = ana.pk
    erase(ana)
    assert ledger.marks_of_erased() == {ledger.mark_of(person_id)}


def fail(*_: object, **__: object) -> None:
    raise OSError("no room")


def test_of_two_erasings_at_once_the_one_that_fails_does_not_take_back_the_other(ana, monkeypatch):
    """A button pressed twice: the second waits for the database in vain and is told so."""
    person_id, delete = ana.pk, Person.delete

    def fail_beside(person: Person) -> None:
        again = Person.objects.get(pk=person_id)
        with monkeypatch.context() as patch:
            patch.setattr(Person, "delete", fail)
            with pytest.raises(OSError, match="no room"):
                erase(again)
        delete(person)

    with monkeypatch.context() as patch:
        patch.setattr(Person, "delete", fail_beside)
        erase(ana)
    assert ledger.marks_of_erased() == {ledger.mark_of(person_id)}


def test_an_erasing_that_fails_when_the_keys_are_gone_is_done_by_the_next_replay(ana, monkeypatch):
    person_id = ana.pk
    with monkeypatch.context() as patch:
        patch.setattr(actions, "destroy_keys", lambda owner_id: fail(destroy_keys(owner_id)))
        with pytest.raises(OSError, match="no room"):
            erase(ana)
    assert Person.objects.filter(pk=person_id).exists()
    replay_erasures(NOW)
    assert not Person.objects.filter(pk=person_id).exists()


def test_when_the_ledger_cannot_be_written_nothing_is_erased(ana, monkeypatch):
    def fail(_fd: int) -> None:
        raise OSError("no room")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no room"):
        erase(ana)
    monkeypatch.undo()
    replay_erasures(NOW)
    assert Person.objects.filter(pk=ana.pk).exists()
    assert OwnerKey.objects.filter(owner_id=ana.pk).exists()


def put_back(person: Person, keys: list[OwnerKey], days: list[CheckIn]) -> None:
    """What a backup of before the erasing does."""
    Person.objects.bulk_create([person])
    OwnerKey.objects.bulk_create(keys)
    CheckIn.objects.bulk_create(days)


def test_whoever_comes_back_with_a_backup_is_erased_again_and_nobody_else(ana, ben, now):
    make_check_in(ana, note="mine")
    bens = make_check_in(ben, note="his")
    copy = (
        Person.objects.get(pk=ana.pk),
        list(OwnerKey.objects.filter(owner_id=ana.pk)),
        list(CheckIn.objects.filter(person=ana)),
    )
    erase(Person.objects.get(pk=ana.pk))
    put_back(*copy)
    assert CheckIn.objects.count() == 2
    replay_erasures(NOW)
    assert list(Person.objects.all()) == [ben]
    assert list(CheckIn.objects.all()) == [bens]
    assert list(OwnerKey.objects.values_list("owner_id", flat=True)) == [ben.pk]
    replay_erasures(NOW)
    assert list(Person.objects.all()) == [ben]


def test_an_old_keystore_alone_loses_the_keys_again(ana, ben):
    keys = list(OwnerKey.objects.filter(owner_id=ana.pk))
    erase(ana)
    assert MonthKey.objects.exists()
    OwnerKey.objects.bulk_create(keys)
    replay_erasures(NOW)
    assert list(OwnerKey.objects.values_list("owner_id", flat=True)) == [ben.pk]


def test_a_line_that_was_cut_short_by_a_power_cut_hides_no_other(ana, ben):
    first, second = ana.pk, ben.pk
    erase(ana)
    whole = ledger.path().read_text()
    for cut in range(1, len(whole)):
        ledger.path().write_text(whole + whole[:cut])
        ledger._append(second, ledger.ERASED)
        assert ledger.marks_of_erased() == {ledger.mark_of(first), ledger.mark_of(second)}


def test_without_a_ledger_nothing_is_looked_at(ana, django_assert_num_queries):
    with django_assert_num_queries(0):
        replay_erasures(NOW)
