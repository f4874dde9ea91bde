"""How long something that failed waits before it is tried again.

The belief: most trouble is over in seconds, some takes an hour, and those that failed together
should not all come back together.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

FIRST_WAIT: Final = timedelta(seconds=15)
LONGEST_WAIT: Final = timedelta(hours=1)


def wait_after(attempts: int, chance: float, longest: timedelta = LONGEST_WAIT) -> timedelta:
    """The wait after so many failed attempts in a row: twice as long each time, up to `longest`.

    `chance` is from 0 to 1 and spreads it over the upper half. `attempts` is 1 or more.
    """
    doublings = min(max(attempts, 1) - 1, 20)  # more is above any `longest`
    whole = min(FIRST_WAIT * (1 << doublings), longest)
    return whole * (0.5 + chance / 2)
