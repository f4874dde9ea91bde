"""The ledger of erasures: a file beside the keystore that only grows, one line for each.

A backup that is put back has the rows of people who were erased since, and an old keystore would
have their keys. The ledger says who they were, by a keyed hash of the id and nothing more, and
`replay_erasures` erases them again. It is never put back from a backup itself.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from porchlight.people.encryption.keys import blind_index
from porchlight.people.keystore.models import OwnerKey

ERASED: Final = "erased"
KEPT: Final = "kept"  # an erasing that was noted and then did not happen
LINE: Final = re.compile(rf"([0-9a-f]{{64}}) ({ERASED}|{KEPT})$", re.MULTILINE)


@contextmanager
def noted(owner_id: UUID) -> Iterator[None]:
    """Write the line before anything is erased, and take it back when that fails.

    When the process dies in between, or the keys were gone before it failed, the line stays and the
    erasing is done by the next replay.
    """
    _append(owner_id, ERASED)
    try:
        yield
    except BaseException:
        if OwnerKey.objects.filter(owner_id=owner_id).exists():
            _append(owner_id, KEPT)
        raise


def marks_of_erased() -> frozenset[str]:
    """The marks of all owners of whom not every erasing was taken back. Each takes back its own
    line alone: of two at once, one may fail after the other is done."""
    try:
        text = path().read_text(encoding="ascii")
    except FileNotFoundError:
        return frozenset()
    lines = Counter(LINE.findall(text))
    return frozenset(
        mark for mark, what in lines if what == ERASED and lines[mark, ERASED] > lines[mark, KEPT]
    )


def mark_of(owner_id: UUID) -> str:
    return blind_index("erased", str(owner_id))


def path() -> Path:
    return Path(settings.KEYS_DIR) / "erasures.log"


def _append(owner_id: UUID, what: Literal["erased", "kept"]) -> None:
    """One line, on disk when this returns. When that fails, the file is as it was."""
    line = f"{timezone.now().isoformat()} {mark_of(owner_id)} {what}\n"
    is_new = not path().exists()
    with path().open("a", encoding="ascii") as ledger:
        fcntl.flock(ledger, fcntl.LOCK_EX)
        end = ledger.seek(0, os.SEEK_END)
        try:
            ledger.write(line)
            ledger.flush()
            os.fsync(ledger.fileno())
        except OSError:
            os.ftruncate(ledger.fileno(), end)
            raise
    if is_new:
        folder = os.open(path().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
