"""Bounds in seconds are for a machine with a core to spare."""

from __future__ import annotations

import os
from math import inf
from typing import Final

# Help has threads of its own: however busy the machine, it may be no slower than this many times.
MOST_FOR_HELP: Final = 2.0


def how_busy(at_most: float = inf) -> float:
    """How many runnable processes share a core: 1.0 or more, and no more than `at_most`."""
    return min(at_most, max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)))
