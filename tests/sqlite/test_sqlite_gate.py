"""A SQLite with the WAL fault is never used in WAL mode."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from importlib import import_module
from types import ModuleType

import pytest
from django.db import connections

from porchlight import sqlite_gate
from porchlight.sqlite_gate import BUNDLED, FIRST_SAFE_VERSION, choose_sqlite

Version = tuple[int, int, int]


@pytest.fixture
def linked(monkeypatch):
    """`linked((3, 40, 1), pysqlite3=...)`: what the interpreter links and what came along."""

    def pretend(version: Version, **bundled: Version) -> ModuleType:
        stale = ModuleType("sqlite3")
        stale.sqlite_version_info = version
        monkeypatch.setattr(sqlite_gate, "sqlite3", stale)
        monkeypatch.setitem(sys.modules, "sqlite3", stale)
        monkeypatch.setitem(sys.modules, "sqlite3.dbapi2", stale)
        for name in sqlite_gate.BUNDLED:
            newer, dbapi2 = ModuleType(name), ModuleType(f"{name}.dbapi2")
            dbapi2.sqlite_version_info = bundled.get(name)
            is_there = name in bundled
            monkeypatch.setitem(sys.modules, name, newer if is_there else None)
            monkeypatch.setitem(sys.modules, f"{name}.dbapi2", dbapi2 if is_there else None)
        return stale

    return pretend


SAFE_ONE, OLD_ONE, ALMOST = (3, 53, 4), (3, 40, 1), (3, 51, 2)


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 52, 0), (4, 0, 0)])
def test_a_safe_library_is_used_as_it_is(linked, version):
    stale = linked(version, pysqlite3=SAFE_ONE, sqlcipher3=SAFE_ONE)
    assert choose_sqlite() is True
    assert sys.modules["sqlite3"] is stale


@pytest.mark.parametrize("version", [(3, 7, 0), OLD_ONE, ALMOST])
@pytest.mark.parametrize(
    ("bundled", "taken"),
    [
        ({"pysqlite3": SAFE_ONE}, "pysqlite3"),
        ({"sqlcipher3": SAFE_ONE}, "sqlcipher3"),
        ({"pysqlite3": SAFE_ONE, "sqlcipher3": SAFE_ONE}, "pysqlite3"),
        ({"pysqlite3": ALMOST, "sqlcipher3": SAFE_ONE}, "sqlcipher3"),
    ],
)
def test_an_unsafe_one_gives_way_to_a_bundled_one(linked, version, bundled, taken):
    linked(version, **bundled)
    assert choose_sqlite() is True
    assert sys.modules["sqlite3"] is sys.modules[taken]
    assert sys.modules["sqlite3.dbapi2"] is sys.modules[f"{taken}.dbapi2"]


@pytest.mark.parametrize("bundled", [{}, {"pysqlite3": (3, 51, 1)}, dict.fromkeys(BUNDLED, ALMOST)])
def test_with_no_safe_one_at_all_wal_is_not_used(linked, bundled):
    stale = linked(OLD_ONE, **bundled)
    assert choose_sqlite() is False
    assert sys.modules["sqlite3"] is stale


@pytest.mark.parametrize("name", BUNDLED)
def test_each_of_the_bundled_ones_is_safe_and_sends_nothing_to_a_disk_by_itself(name):
    """Both are installed for the tests, also the one that this machine would not take."""
    dbapi2 = import_module(f"{name}.dbapi2")
    assert dbapi2.sqlite_version_info >= FIRST_SAFE_VERSION
    with closing(dbapi2.connect(":memory:")) as connection:
        said = {row[0] for row in connection.execute("PRAGMA compile_options")}
    assert said & {"TEMP_STORE=2", "TEMP_STORE=3"}  # what is sorted aside stays in memory
    assert "THREADSAFE=1" in said


def test_what_runs_here_is_safe():
    assert sqlite3.sqlite_version_info  # the interpreter's own may be old
    assert sys.modules["sqlite3"].sqlite_version_info >= FIRST_SAFE_VERSION


SAFE = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "secure_delete": 1,
    "trusted_schema": 0,
    "mmap_size": 0,
    "foreign_keys": 1,
    "busy_timeout": 20_000,
}


def sqlite_files():
    """The keystore always, and the main database when this run is on SQLite."""
    found = [each for each in connections.all() if each.vendor == "sqlite"]
    assert "keystore" in {each.alias for each in found}
    return found


@pytest.mark.parametrize("pragma", SAFE)
def test_every_sqlite_file_is_opened_with_the_safe_settings(pragma):
    for each in sqlite_files():
        with each.cursor() as cursor:
            cursor.execute(f"PRAGMA {pragma}")
            assert cursor.fetchone()[0] == SAFE[pragma], each.alias


def test_a_transaction_takes_its_turn_to_write_at_its_start():
    assert {each.transaction_mode for each in sqlite_files()} == {"IMMEDIATE"}
