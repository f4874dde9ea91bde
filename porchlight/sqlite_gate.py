"""Which SQLite the process uses, settled before Django first imports `sqlite3`.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL database that two connections write (fixed in 3.51.3). When
the interpreter links an older one, the bundled newer library takes its name; when that is missing
too, the rollback journal is used instead of WAL, which the fault does not touch.
"""

from __future__ import annotations

import sqlite3
import sys

FIRST_SAFE_VERSION = (3, 51, 3)


def choose_sqlite() -> bool:
    """Put a safe SQLite in place of an unsafe one. True when WAL may be used."""
    if sqlite3.sqlite_version_info >= FIRST_SAFE_VERSION:
        return True
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:
        return False
    if pysqlite3.dbapi2.sqlite_version_info < FIRST_SAFE_VERSION:
        return False
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
    return True
