"""Room on the disk that is kept for leaving: a file of 64 MB, given up when the disk is full.

While it is gone, nothing new is written, so that what it gave back is there for signing out,
erasing and withdrawing. It is made again by the first write, or the worker, that finds room.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import OperationalError

SIZE: Final = 64 << 20  # bytes
BESIDE: Final = 16 << 20  # bytes that stay free beside it when it is made
PIECE: Final = 1 << 20
ABANDONED_AFTER_S: Final = 60
NO_ROOM_NUMBERS: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS})
# What SQLite and PostgreSQL say; both keep these words the same in every language of theirs.
NO_ROOM_WORDS: Final = ("disk is full", "disk i/o error", "no space left", "readonly database")


def has_no_room(trouble: BaseException) -> bool:
    """Whether a write failed because it cannot be put on the disk."""
    if isinstance(trouble, OSError) and trouble.errno in NO_ROOM_NUMBERS:
        return True
    said = str(trouble).casefold()
    return isinstance(trouble, OperationalError) and any(word in said for word in NO_ROOM_WORDS)


def keep() -> bool:
    """Whether the room is kept. It is made when it is not there and the disk has enough."""
    if is_kept():
        return True
    if shutil.disk_usage(settings.DATA_DIR).free < SIZE + BESIDE:
        return False
    try:
        _make()
    except OSError:
        return is_kept()  # another process is at it, or the disk filled up meanwhile
    return True


def is_kept() -> bool:
    return file().exists()


def give_up() -> bool:
    """Give the room back to the disk. Whether there was any."""
    try:
        file().unlink()
    except OSError:
        return False
    return True


def file() -> Path:
    return Path(settings.DATA_DIR) / "ballast"


def _make() -> None:
    """Random bytes: a file system that compresses keeps no room for anything else."""
    part = file().with_name("ballast.part")
    with suppress(FileNotFoundError):
        if time.time() - part.stat().st_mtime > ABANDONED_AFTER_S:
            part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        for _ in range(SIZE // PIECE):
            _write_all(descriptor, os.urandom(PIECE))
        os.fsync(descriptor)
        part.rename(file())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    """A disk that fills up takes a part first, and says so only at the next write."""
    while data:
        data = data[os.write(descriptor, data) :]
