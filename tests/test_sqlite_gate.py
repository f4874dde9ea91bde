"""A SQLite with the WAL fault is never used in WAL mode. SECURITY.md §8."""

from __future__ import annotations

import sqlite3
import sys
from types import ModuleType

import pytest
from django.db import connections

from porchlight import sqlite_gate
from porchlight.sqlite_gate import FIRST_SAFE_VERSION, choose_sqlite


@pytest.fixture
def linked(monkeypatch):
    """`linked((3, 40, 1), bundled=...)`: what the interpreter links and what came along."""

    def pretend(version: tuple[int, int, int], bundled: tuple[int, int, int] | None) -> ModuleType:
        stale = ModuleType("sqlite3")
        stale.sqlite_version_info = version
        monkeypatch.setattr(sqlite_gate, "sqlite3", stale)
        monkeypatch.setitem(sys.modules, "sqlite3", stale)
        monkeypatch.setitem(sys.modules, "sqlite3.dbapi2", stale)
        if bundled is None:
            monkeypatch.setitem(sys.modules, "pysqlite3", None)
        else:
            newer, dbapi2 = ModuleType("pysqlite3"), ModuleType("pysqlite3.dbapi2")
            dbapi2.sqlite_version_info = bundled
            newer.dbapi2 = dbapi2
            monkeypatch.setitem(sys.modules, "pysqlite3", newer)
            monkeypatch.setitem(sys.modules, "pysqlite3.dbapi2", dbapi2)
        return stale

    return pretend


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 52, 0), (4, 0, 0)])
def test_a_safe_library_is_used_as_it_is(linked, version):
    stale = linked(version, bundled=(3, 53, 4))
    assert choose_sqlite() is True
    assert sys.modules["sqlite3"] is stale


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2)])
def test_an_unsafe_one_gives_way_to_the_bundled_one(linked, version):
    linked(version, bundled=(3, 53, 4))
    assert choose_sqlite() is True
    assert sys.modules["sqlite3"] is sys.modules["pysqlite3"]
    assert sys.modules["sqlite3.dbapi2"] is sys.modules["pysqlite3.dbapi2"]


@pytest.mark.parametrize("bundled", [None, (3, 51, 1), (3, 51, 2)])
def test_with_no_safe_one_at_all_wal_is_not_used(linked, bundled):
    stale = linked((3, 40, 1), bundled)
    assert choose_sqlite() is False
    assert sys.modules["sqlite3"] is stale


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
