"""SQLite's log of the keystore, which still holds wrapped keys that were deleted from the file.

Deleted rows are overwritten in the file (`secure_delete`). The log is cut to nothing after each
erasing, and that is checked: it cannot be cut while somebody reads an older state of the keystore.
So it is tried again every minute until it is done.
"""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import connections

from porchlight.people.keystore.router import KEYSTORE

PATIENCE_MS: Final = 100

log = logging.getLogger(__name__)


def empty_log() -> bool:
    """Write the log into the file and cut it to nothing.

    False while a reader is in the way, or a transaction of one's own, in which it cannot be done.
    """
    keystore = connections[KEYSTORE]
    if keystore.in_atomic_block:
        return False
    with keystore.cursor() as cursor:
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
    """The job. Costs a look at one file when there is nothing in the log."""
    if has_log() and not empty_log():
        log.warning("the log of the keystore is still read by somebody; it is emptied in a minute")


def has_log() -> bool:
    file = Path(str(connections[KEYSTORE].settings_dict["NAME"]))
    wal = file.with_name(f"{file.name}-wal")
    return wal.exists() and wal.stat().st_size > 0
