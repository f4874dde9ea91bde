"""`doctor`: one test for each thing that can be off, and that nothing makes it fall over."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as real_settings
from django.db import ConnectionHandler, connections
from django.db.migrations.recorder import MigrationRecorder

from porchlight.doctor import commands, contents, database, examining, machine
from porchlight.doctor.finding import FindingState
from porchlight.outbox.models import Job
from porchlight.people.actions import found_community
from porchlight.people.encryption.keys import destroy_keys
from porchlight.people.keystore.models import MonthKey
from porchlight.reach.help_lines import HelpLineList
from tests.conftest import NOW
from tests.make import make_person
from tests.words.lint import findings

ROOT = Path(__file__).resolve().parents[2]


def states(found):
    return [finding.state for finding in found]


def only(found):
    (finding,) = list(found)
    return finding


def assert_mendable(finding, state):
    assert finding.state is state
    assert len(finding.mend) > 10


# --- the machine ------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path, settings):
    settings.DATA_DIR, settings.KEYS_DIR = tmp_path / "data", tmp_path / "data" / "keys"
    settings.STATIC_ROOT = settings.DATA_DIR / "static"
    settings.KEYS_DIR.mkdir(parents=True)
    for path in (settings.DATA_DIR, settings.KEYS_DIR):
        path.chmod(0o700)
    return settings.DATA_DIR


def write(path, text="", mode=0o600):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_this_python_and_this_sqlite_are_in_order():
    assert states([*machine.python(NOW), *machine.sqlite(NOW)]) == [
        FindingState.OK,
        FindingState.OK,
    ]


def test_an_old_python_and_an_unsafe_sqlite_are_told(monkeypatch, settings):
    monkeypatch.setattr(machine.sys, "version_info", (3, 10, 4))
    assert_mendable(only(machine.python(NOW)), FindingState.BROKEN)
    settings.SQLITE_IS_SAFE = settings.SQLITE_MAY_USE_WAL = False
    assert_mendable(only(machine.sqlite(NOW)), FindingState.LOOK)


def test_the_slower_journal_is_told_when_the_host_asked_for_it(settings):
    settings.SQLITE_MAY_USE_WAL = False
    told = only(machine.sqlite(NOW))
    assert told.state is FindingState.OK
    assert "PORCHLIGHT_SQLITE_WAL" in told.what


def test_showing_tracebacks_to_everybody_is_told(settings):
    settings.DEBUG = True
    assert_mendable(only(machine.settings_in_force(NOW)), FindingState.LOOK)


@pytest.mark.parametrize(
    ("free", "state"),
    [
        (999, FindingState.LOOK),
        (1_000, FindingState.OK),
        (64, FindingState.LOOK),
        (63, FindingState.BROKEN),
    ],
)
def test_room_on_the_disk(free, state, monkeypatch, folder):
    usage = SimpleNamespace(free=free * 1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    assert only(machine.disk(NOW)).state is state


def test_a_folder_that_is_not_there_yet_still_has_a_disk(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "not" / "yet"
    assert only(machine.disk(NOW)).state is not FindingState.BROKEN
    assert_mendable(only(machine.permissions(NOW)), FindingState.BROKEN)


def test_private_files_are_in_order(folder):
    write(folder / "porchlight.sqlite3")
    write(folder / "keys" / "root.key")
    assert only(machine.permissions(NOW)).state is FindingState.OK


@pytest.mark.parametrize(
    "name", ["porchlight.sqlite3-wal", "keys/root.key", "keys/keystore.sqlite3"]
)
def test_a_file_that_others_can_read_is_broken(name, folder):
    path = write(folder / name, mode=0o640)
    finding = only(machine.permissions(NOW))
    assert_mendable(finding, FindingState.BROKEN)
    assert finding.mend == f"Run: chmod 600 {path}"


def test_a_folder_that_others_can_look_into_is_told(folder):
    folder.chmod(0o755)
    assert_mendable(only(machine.permissions(NOW)), FindingState.LOOK)


def test_zone_rules_and_their_age(monkeypatch):
    assert only(machine.zone_data(NOW)).state is FindingState.OK
    assert_mendable(only(machine.zone_data(NOW + timedelta(days=3_000))), FindingState.LOOK)
    monkeypatch.setattr(machine.zoneinfo, "available_timezones", set)
    assert_mendable(only(machine.zone_data(NOW)), FindingState.BROKEN)


def test_static_files(folder, settings):
    assert_mendable(only(machine.static_files(NOW)), FindingState.BROKEN)
    listed = write(folder / "static/staticfiles.json", json.dumps({"paths": {"a.css": "a.1.css"}}))
    assert_mendable(only(machine.static_files(NOW)), FindingState.BROKEN)
    write(folder / "static/a.1.css")
    future = datetime.now(UTC).timestamp() + 1_000
    os.utime(listed, (future, future))
    assert only(machine.static_files(NOW)).state is FindingState.OK
    os.utime(listed, (0, 0))
    assert_mendable(only(machine.static_files(NOW)), FindingState.LOOK)


def test_messages(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    catalogue = write(tmp_path / "es/LC_MESSAGES/django.po")
    assert_mendable(only(machine.messages(NOW)), FindingState.LOOK)
    compiled = write(catalogue.with_suffix(".mo"))
    os.utime(compiled, ns=(0, catalogue.stat().st_mtime_ns + 1))
    assert only(machine.messages(NOW)).state is FindingState.OK


# --- the databases ----------------------------------------------------------------------------


@pytest.fixture
def keystore_file(tmp_path):
    """A database file of some pages, with the settings of the real ones, closed."""
    path = tmp_path / "keystore.sqlite3"
    connection = connection_to(path)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE lines (words TEXT)")
        cursor.execute("CREATE INDEX by_words ON lines (words)")
        cursor.executemany("INSERT INTO lines VALUES (%s)", [(f"{n} " * 50,) for n in range(500)])
    connection.close()
    return path


def connection_to(path):
    given = {**real_settings.DATABASES["keystore"], "NAME": path}
    return ConnectionHandler({"default": given, "keystore": given})["keystore"]


def examined(path):
    connection = connection_to(path)
    try:
        return list(database._examine("keystore", connection))
    finally:
        connection.close()


def test_a_database_that_is_not_there_is_not_made(tmp_path):
    path = tmp_path / "gone.sqlite3"
    assert_mendable(only(examined(path)), FindingState.BROKEN)
    assert not path.exists()


def test_a_file_that_is_no_database(tmp_path):
    finding = only(examined(write(tmp_path / "keystore.sqlite3", "no database " * 200)))
    assert_mendable(finding, FindingState.BROKEN)
    assert "not a database" in finding.what


def test_a_damaged_page(keystore_file):
    content = bytearray(keystore_file.read_bytes())
    content[4096 * 2 : 4096 * 3] = b"\xa5" * 4096
    keystore_file.write_bytes(content)
    assert_mendable(only(examined(keystore_file)), FindingState.BROKEN)


def test_modes_in_force(keystore_file):
    file = examined(keystore_file)[0]
    assert file.state is FindingState.OK
    assert file.what == "whole; journal wal, synchronous FULL"


def test_an_unsafe_mode_is_broken(keystore_file, monkeypatch):
    answers = {"PRAGMA synchronous": [(1,)], "PRAGMA journal_mode": [("wal",)]}
    monkeypatch.setattr(database, "_faults", lambda connection, is_sqlite: [])
    monkeypatch.setattr(database, "_ask", lambda connection, question: answers[question])
    assert_mendable(examined(keystore_file)[0], FindingState.BROKEN)
    answers |= {"PRAGMA synchronous": [(2,)], "PRAGMA journal_mode": [("truncate",)]}
    assert_mendable(examined(keystore_file)[0], FindingState.LOOK)


def test_tables_that_are_behind():
    recorder = MigrationRecorder(connections["keystore"])
    recorder.record_unapplied("keystore", "0001_initial")
    tables = list(database.keystore(NOW))[1]
    assert_mendable(tables, FindingState.BROKEN)
    assert tables.what == "not up to date: 1 to go"


def test_tables_of_a_newer_version():
    MigrationRecorder(connections["default"]).record_applied("people", "0999_from_later")
    tables = list(database.main_database(NOW))[1]
    assert_mendable(tables, FindingState.BROKEN)
    assert "newer version" in tables.what


def test_the_databases_of_this_test_are_in_order():
    found = [*database.main_database(NOW), *database.keystore(NOW)]
    n_policies = connections["default"].vendor == "postgresql"
    assert states(found) == [FindingState.OK] * (4 + n_policies)


def test_keys_that_open():
    assert only(database.keys(NOW)).what == "none yet"
    make_person("ana")
    assert only(database.keys(NOW)).state is FindingState.OK


def test_a_root_key_of_another_keystore_is_told_clearly(settings):
    make_person("ana")
    MonthKey.objects.update(wrapped=os.urandom(60))  # as another root key would see it
    finding = only(database.keys(NOW))
    assert_mendable(finding, FindingState.BROKEN)
    assert "another keystore" in finding.what


def test_somebody_without_a_key_is_told():
    make_person("ben")
    destroy_keys(make_person("ana").pk)
    finding = only(database.keys(NOW))
    assert_mendable(finding, FindingState.BROKEN)
    assert finding.what.startswith("1 of 2")


# --- what is in them --------------------------------------------------------------------------


def test_community():
    assert_mendable(only(contents.community(NOW)), FindingState.LOOK)
    found_community("Here", is_demo=True, at=NOW)
    assert "made up" in only(contents.community(NOW)).what


@pytest.mark.parametrize(
    ("minutes", "state"), [(1, FindingState.OK), (6, FindingState.LOOK), (3_000, FindingState.LOOK)]
)
def test_the_workers_sign_of_life(minutes, state):
    assert_mendable(only(contents.worker(NOW)), FindingState.LOOK)
    done_at = NOW - timedelta(minutes=minutes)
    Job.objects.create(name="heartbeat", due_at=NOW, last_done_at=done_at)
    assert only(contents.worker(NOW)).state is state


def test_a_job_that_stops_again_and_again_is_told():
    Job.objects.create(name="heartbeat", due_at=NOW, last_done_at=NOW)
    Job.objects.create(name="tidy", due_at=NOW, attempts=3)
    assert states(contents.worker(NOW)) == [FindingState.OK, FindingState.LOOK]


def test_a_zone_this_machine_does_not_know():
    assert only(contents.zones_in_use(NOW)).state is FindingState.OK
    ana = make_person("ana")
    ana.zone = "America/Nowhere"
    ana.save()
    assert_mendable(only(contents.zones_in_use(NOW)), FindingState.BROKEN)


def test_no_meetings_yet():
    assert_mendable(only(contents.listings(NOW)), FindingState.LOOK)


def test_help_lines(monkeypatch):
    assert_mendable(only(contents.help_lines(NOW)), FindingState.LOOK)
    listing = HelpLineList(NOW.date(), (), ("us-988: checked_on is missing.",))
    monkeypatch.setattr(contents.help_files, "current", lambda: listing)
    assert states(contents.help_lines(NOW)) == [FindingState.BROKEN, FindingState.OK]


def test_a_clock_that_is_behind():
    found_community("Here", is_demo=True, at=NOW)
    assert only(contents.clock(NOW)).state is FindingState.OK
    assert_mendable(only(contents.clock(NOW - timedelta(hours=1))), FindingState.BROKEN)


# --- the whole --------------------------------------------------------------------------------


def test_whatever_a_check_trips_over_is_a_finding(monkeypatch):
    def trips(now):
        raise RuntimeError("a surprise")
        yield

    monkeypatch.setattr(examining, "WITHOUT_DATA", (("surprise", trips),))
    finding = examining.examine(NOW)[0]
    assert_mendable(finding, FindingState.BROKEN)
    assert "a surprise" in finding.what


@pytest.mark.parametrize(("state", "code"), [("ok", 0), ("look", 0), ("broken", 1)])
def test_only_something_broken_makes_the_exit_code_1(state, code, monkeypatch, capsys):
    finding = commands.Finding(
        "this", FindingState(state), "that", "" if state == "ok" else "Mend it."
    )
    monkeypatch.setattr(commands, "examine", lambda now: [finding])
    assert commands.doctor(Namespace(json=False)) == code
    assert capsys.readouterr().out.startswith(state)
    assert commands.doctor(Namespace(json=True)) == code
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is (code == 0)
    assert told["findings"][0]["mend"] == finding.mend


def test_doctor_speaks_in_kind_words():
    for path in sorted((ROOT / "porchlight" / "doctor").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = [f for f in findings(node.value, "en") if f.severity == "block"]
                assert not found, (path.name, node.value)


@pytest.mark.parametrize("damage", ["no folder", "no tables", "no database"])
def test_the_command_in_a_sorry_folder_says_so_and_does_not_fall_over(damage, tmp_path):
    """A process of its own, because it is the start that such a folder could upset."""
    folder = tmp_path / "data"
    if damage != "no folder":
        text = "" if damage == "no tables" else "no database " * 200
        write(folder / "porchlight.sqlite3", text)
    told = asked_in_a_process(PORCHLIGHT_DATA_DIR=str(folder))
    assert all(finding["mend"] for finding in told["findings"] if finding["state"] != "ok")


def test_a_postgresql_that_does_not_answer_is_told_without_its_password(tmp_path):
    nobody_there = "postgresql://somebody:a-secret-word@127.0.0.1:1/porchlight"
    told = asked_in_a_process(PORCHLIGHT_DATA_DIR=str(tmp_path), DATABASE_URL=nobody_there)
    finding = next(one for one in told["findings"] if one["name"] == "database")
    assert "DATABASE_URL" in finding["mend"]
    assert "a-secret-word" not in json.dumps(told)


def asked_in_a_process(**environment):
    """What doctor says with these settings, in JSON; it finds something broken."""
    asked = subprocess.run(
        [sys.executable, "-m", "porchlight.cli", "doctor", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], **environment},
    )
    assert asked.returncode == 1, asked.stderr
    assert asked.stderr == ""
    told = json.loads(asked.stdout)
    assert not told["ok"]
    return told
