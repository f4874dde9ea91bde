"""A data folder that is made once for a whole run of the tests, and copied for each server."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

# Of the process that was started first: workers of pytest-xdist start with its environment.
RUN_FOLDER = Path(os.environ["PORCHLIGHT_TEST_RUN"])
# Made anew on each start: the stamp names the folder, and the kept room is 64 MB.
LEFT_OUT = shutil.ignore_patterns(".prepared", "ballast", "*-next", "*-turn")


def fill_with_copy(data: Path, name: str, make: Callable[[Path], None]) -> None:
    """Copy into a data folder what `make` puts into one, which it does once; nothing where there is
    one already.

    The server that starts on it prepares it all the same: it finds the tables there. Keys are the
    same in every copy.
    """
    if not data.exists():
        shutil.copytree(_made_once(name, make), data, ignore=LEFT_OUT)


def _made_once(name: str, make: Callable[[Path], None]) -> Path:
    """Whoever comes while another process makes it waits for that."""
    made, draft = RUN_FOLDER / f"made-{name}", RUN_FOLDER / f"draft-{name}"
    with (RUN_FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(draft, ignore_errors=True)
            make(draft)
            draft.replace(made)
    return made
