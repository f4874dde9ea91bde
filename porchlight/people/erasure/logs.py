"""SQLite's logs of both databases, which still hold what was deleted from the files.

Deleted rows are overwritten in the file (`secure_delete`), and in the log only once as much has
been written again, which may take weeks. So the log is cut to nothing, and that is checked: it
cannot be cut while somebody reads an older state. Of the keystore after each erasing, and it is
tried again every minute until it is done; of everything else once an hour, whatever was deleted.
"""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

from porchlight.people.keystore.router import KEYSTORE

PATIENCE_MS: Final = 100

log = logging.getLogger(__name__)


def empty_log(database: str = KEYSTORE) -> bool:
    """Write the log into the file and cut it to nothing.

    False while a reader is in the way, or a transaction of one's own, in which it cannot be done.
    """
    connection = connections[database]
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (patience,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (is_busy, *_frames) = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")
    return not is_busy


def empty_log_when_needed(now: datetime) -> None:
    """The keystore's job. Costs a look at one file when there is nothing in the log."""
    if has_log() and not empty_log():
        log.warning("the log of the keystore is still read by somebody; it is emptied in a minute")


def empty_main_log_when_needed(now: datetime) -> None:
    """The same for everything else. PostgreSQL has no such file; what its own log holds is the
    host's to keep or not."""
    is_ours = connections[DEFAULT_DB_ALIAS].vendor == "sqlite"
    if is_ours and has_log(DEFAULT_DB_ALIAS) and not empty_log(DEFAULT_DB_ALIAS):
        log.warning("the log of the database is still read by somebody; it is emptied in an hour")


def has_log(database: str = KEYSTORE) -> bool:
    file = Path(str(connections[database].settings_dict["NAME"]))
    wal = file.with_name(f"{file.name}-wal")
    return wal.exists() and wal.stat().st_size > 0
