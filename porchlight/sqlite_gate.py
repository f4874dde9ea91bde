"""Which SQLite the process uses, settled before Django first imports `sqlite3`.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL database that two connections write (fixed in 3.51.3). When
the interpreter links an older one, a bundled newer library takes its name; when that is missing
too, the rollback journal is used instead of WAL, which the fault does not touch.
"""

from __future__ import annotations

import sqlite3
import sys
from importlib import import_module
from types import ModuleType

FIRST_SAFE_VERSION = (3, 51, 3)
# The second one comes along where the first has no wheel: Linux on ARM64 (decision 0030).
BUNDLED = ("pysqlite3", "sqlcipher3")


def choose_sqlite() -> bool:
    """Put a safe SQLite in place of an unsafe one. True when WAL may be used."""
    if sqlite3.sqlite_version_info >= FIRST_SAFE_VERSION:
        return True
    for name in BUNDLED:
        dbapi2 = _import(f"{name}.dbapi2")
        if dbapi2 is not None and dbapi2.sqlite_version_info >= FIRST_SAFE_VERSION:
            sys.modules["sqlite3"] = sys.modules[name]
            sys.modules["sqlite3.dbapi2"] = dbapi2
            return True
    return False


def _import(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ImportError:
        return None
