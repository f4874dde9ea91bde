"""Room on the disk that is kept for leaving: a file of 64 MB, given up when the disk is full.

While it is gone and the disk has no room for it, nothing new is written, so that what it gave back
is there for signing out, erasing and withdrawing. The start of the server and the worker make it; a
request only asks whether it is there, or could be.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import OperationalError

SIZE: Final = 64 << 20  # bytes
BESIDE: Final = 16 << 20  # bytes that stay free beside it when it is made
PIECE: Final = 1 << 20
NO_ROOM_NUMBERS: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS})
# What SQLite and PostgreSQL say; both keep these words the same in every language of theirs.
NO_ROOM_WORDS: Final = ("disk is full", "disk i/o error", "no space left", "readonly database")


def has_no_room(trouble: BaseException) -> bool:
    """Whether a write failed because it cannot be put on the disk."""
    if isinstance(trouble, OSError) and trouble.errno in NO_ROOM_NUMBERS:
        return True
    message = str(trouble).casefold()
    return isinstance(trouble, OperationalError) and any(word in message for word in NO_ROOM_WORDS)


def keep() -> bool:
    """Whether the room is kept. It is made when it is not there and the disk has enough; whoever
    comes while another makes it waits for that, which takes less than a second."""
    if is_kept():
        return True
    if not may_write():
        return False
    try:
        _make()
    except OSError:
        return is_kept()  # the disk filled up meanwhile
    return True


def may_write() -> bool:
    """Whether something new may be written: the room is kept, or the disk has enough to keep it.

    Makes nothing, so that no visitor waits for 64 MB to be written.
    """
    return is_kept() or _free() >= SIZE + BESIDE


def note_if_room(write: Callable[[], object]) -> None:
    """Do a write that only notes that a page was read. Without room for it, the page comes all the
    same. Raises whatever else goes wrong."""
    if not may_write():
        return
    try:
        write()
    except (OperationalError, OSError) as trouble:
        if not has_no_room(trouble):
            raise


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


def _part() -> Path:
    return file().with_name("ballast.part")


def _free() -> int:
    """Bytes free on the disk, with those that a ballast in the making has taken already."""
    free = shutil.disk_usage(settings.DATA_DIR).free
    with suppress(FileNotFoundError):
        free += _part().stat().st_blocks * 512
    return free


def _make() -> None:
    """Random bytes: a file system that compresses keeps no room for anything else."""
    descriptor = os.open(_part(), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # let go of when its process is killed, too
        if is_kept():
            _part().unlink(missing_ok=True)  # begun when the other was done
        else:
            _fill(descriptor)
    finally:
        os.close(descriptor)


def _fill(descriptor: int) -> None:
    """Fill the part that is locked, and put it in its place."""
    if os.fstat(descriptor).st_nlink == 0:
        raise OSError(errno.ENOSPC, "whoever made it found no room")
    try:
        os.ftruncate(descriptor, 0)
        for _ in range(SIZE // PIECE):
            _write_all(descriptor, os.urandom(PIECE))
        os.fsync(descriptor)
        _part().rename(file())
    except BaseException:
        _part().unlink(missing_ok=True)
        raise


def _write_all(descriptor: int, data: bytes) -> None:
    """A disk that fills up takes a part first, and says so only at the next write."""
    while data:
        data = data[os.write(descriptor, data) :]
