"""The line in front of a database file, in which the writers of all processes stand.

SQLite keeps no line: a writer that finds the file locked asks again after ever longer sleeps, while
a busy neighbour takes the lock again and again. Here whoever is next holds one lock (`-next`) while
waiting for the other (`-turn`), so nobody who comes later can go first. Both are locks of the
system on empty files beside the database, and are gone with the process that held them.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections import defaultdict
from threading import Lock
from typing import Final

BETWEEN_TRIES: Final = 0.0005  # seconds; one thread a process tries

_lines: defaultdict[str, Lock] = defaultdict(Lock)


class Turn:
    """One writer's turn at one file, until it is given back."""

    def __init__(self, line: Lock, held: int | None) -> None:
        self._line = line
        self._held = held

    def give_back(self) -> None:
        """Let the next one go. Once only."""
        if self._held is not None:
            os.close(self._held)
        self._line.release()


def take_turn(file: str, patience: float) -> Turn | None:
    """Wait for the turn at a database file, `patience` seconds at most. None when it did not come.

    Where no empty file can be made beside the database, the threads of this process still wait for
    each other, and other processes are met inside SQLite.
    """
    until = time.monotonic() + patience
    line = _lines[file]
    if not line.acquire(timeout=patience):
        return None
    try:
        return Turn(line, _turn_among_processes(file, until))
    except BaseException as fault:
        line.release()
        if isinstance(fault, TimeoutError):
            return None
        raise


def _turn_among_processes(file: str, until: float) -> int | None:
    if ":memory:" in file or "mode=memory" in file:
        return None
    try:
        ahead = _lock(f"{file}-next", until)
        try:
            return _lock(f"{file}-turn", until)
        finally:
            os.close(ahead)
    except TimeoutError:
        raise
    except OSError:
        return None


def _lock(path: str, until: float) -> int:
    """An open file with the system's lock on it; closing it lets the lock go."""
    held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise TimeoutError(path) from None
                time.sleep(BETWEEN_TRIES)
            else:
                return held
    except BaseException:
        os.close(held)
        raise
