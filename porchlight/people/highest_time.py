"""The highest time ever seen: a time that never goes back, kept in the database.

Whatever has a life (a grant, a link, a lease) begins and ends by this time and not by the wall
clock, so that nothing that ended is alive again when a clock is set back. While the wall clock
stands behind it, the worker's heartbeat carries it on by the time that really passed, so lives
still end after a clock that was a year ahead is put right.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic

from porchlight.people.models import HighestTime

ONLY_ROW = 1
# How long the stored time may lag behind: it is written at most this often.
WRITTEN_EVERY = timedelta(minutes=1)
# More than this between two heartbeats is not told apart from a machine that was asleep.
LONGEST_BEAT = timedelta(minutes=2)


def highest_time(at: datetime) -> datetime:
    """The later of `at` (aware) and the highest time stored. One query, and never a write.

    The stored time is at most a minute behind the latest moment this site has seen while its
    worker runs; what must not be lost at all calls `note_time` in its own transaction.
    """
    stored = HighestTime.objects.filter(pk=ONLY_ROW).values_list("at", flat=True).first()
    return at if stored is None else max(at, stored)


def note_time(at: datetime) -> datetime:
    """Keep `at` when it is a minute or more above what is stored; the highest time.

    Called where something with a life is given or ended, inside the transaction that does so.
    """
    highest = highest_time(at)
    if highest == at:
        _raise_to(at, unless_above=at - WRITTEN_EVERY)
    return highest


def raise_time(at: datetime) -> datetime:
    """Keep `at`, which is above what was seen so far; it. For what has to lie after something that
    lies at the highest time itself."""
    _raise_to(at, unless_above=at)
    return at


class Heartbeat:
    """What the worker does once a minute: keep the time, or carry it on while the clock is behind.

    Real time is counted by this process from one beat to the next; the first beat only starts it.
    """

    def __init__(self) -> None:
        self._last_beat: float | None = None

    def beat(self, now: datetime) -> None:
        last, self._last_beat = self._last_beat, monotonic()
        stored = highest_time(now)
        if stored == now:
            note_time(now)
        elif last is not None:
            passed = timedelta(seconds=max(0.0, self._last_beat - last))
            _raise_to(stored + min(passed, LONGEST_BEAT), unless_above=stored)


def _raise_to(at: datetime, unless_above: datetime) -> None:
    """One conditional write, so that of several processes none ever sets the time back."""
    HighestTime.objects.bulk_create([HighestTime(pk=ONLY_ROW, at=at)], ignore_conflicts=True)
    HighestTime.objects.filter(pk=ONLY_ROW, at__lte=unless_above).update(at=at)
