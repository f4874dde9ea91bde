"""No process of ours outlives the one that started it: an orphan would hold the port."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

TELL_ME_WHEN_MY_PARENT_DIES = 1  # PR_SET_PDEATHSIG of prctl(2)


def stop_with_parent(parent: int | None) -> None:
    """Ask the kernel to kill this process when its parent is gone. On Linux only.

    Killed and not asked: a server that is starting does not hear. What was acknowledged is on disk.
    `parent` is the parent's id when it is known; it may have died before the kernel was asked.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(TELL_ME_WHEN_MY_PARENT_DIES, signal.SIGKILL)
        if parent is not None and os.getppid() != parent:
            os._exit(1)
