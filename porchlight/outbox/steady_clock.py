"""The worker's clock: the wall clock, but a jump ahead is believed only after it has lasted.

What falls due by a jump cannot be taken back: a message is sent, a closed account is erased.
Nothing on the machine can tell whether the clock was wrong before or is wrong now, but most wrong
clocks are put right soon. Until then the worker goes on with the time that really passed.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from django.utils import timezone

JUMP: Final = timedelta(minutes=1)  # a step of less is none
BELIEVED_AFTER: Final = 3_600.0  # seconds

log = logging.getLogger(__name__)


def seconds_passed() -> float:
    """Seconds that pass while the machine sleeps too, and that no setting of the clock changes."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class SteadyClock:
    """A clock for the loops of one worker. A clock that is set back is believed at once.

    It begins with the wall clock: a worker that starts cannot tell a clock that is ahead from a
    machine that was off.
    """

    def __init__(
        self,
        wall: Callable[[], datetime] = timezone.now,
        passed: Callable[[], float] = seconds_passed,
    ) -> None:
        self._wall, self._passed = wall, passed
        self._lock = Lock()
        self._read = (wall(), passed())  # the last reading that was believed, and when
        self._jumped_at: float | None = None

    @property
    def is_held(self) -> bool:
        """The wall clock is ahead, and not believed yet."""
        return self._jumped_at is not None

    def __call__(self) -> datetime:
        with self._lock:
            return self._steady(self._wall(), self._passed())

    def _steady(self, wall: datetime, passed: float) -> datetime:
        at, then = self._read
        steady = at + timedelta(seconds=passed - then)
        if wall - steady <= JUMP:
            self._jumped_at = None
        elif self._jumped_at is None:
            self._jumped_at = passed
            log.warning("the clock jumped ahead; what falls due by that waits an hour")
        if self._jumped_at is not None and passed - self._jumped_at < BELIEVED_AFTER:
            return steady
        self._read, self._jumped_at = (wall, passed), None
        return wall
