"""Bounds in seconds are for a machine with a core to spare."""

from __future__ import annotations

import os


def how_busy() -> float:
    """How many runnable processes share a core: 1.0 or more."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
