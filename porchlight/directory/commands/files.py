"""Writing what a command makes: whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

STDOUT = "-"


def write_file(name: str, chunks: Iterable[bytes]) -> int:
    """Write to the file called `name`, or to stdout for "-"; how many bytes there were.

    The file appears in one moment, when all of it is on disk; until then, and when something goes
    wrong, what was there before stays. Raises OSError with the name of the file.
    """
    if name == STDOUT:
        size = sum(sys.stdout.buffer.write(chunk) for chunk in chunks)
        sys.stdout.buffer.flush()
        return size
    target = Path(name)
    try:
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as fault:
        raise type(fault)(fault.errno, fault.strerror, name) from None
    try:
        with os.fdopen(handle, "wb") as file:
            size = sum(file.write(chunk) for chunk in chunks)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(target)
    finally:
        Path(beside).unlink(missing_ok=True)
    return size
