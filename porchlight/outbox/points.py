"""The labelled points at which a worker may die, in the order in which they are passed.

They do nothing in the product. The fault tests set `watcher` and kill the process at one of them:
wherever it dies, each message is sent at least once and none after its permission is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Point(StrEnum):
    QUEUED = "queued"  # a message is written, its cause is not committed yet
    PICKED = "picked"  # rows are leased, not committed yet
    CLAIMED = "claimed"
    BEGUN = "begun"  # one attempt is counted
    DECIDED = "decided"  # the gate was asked again and the message is worded
    SENT = "sent"  # handed over, not noted yet
    ENDED = "ended"  # noted
    FAILED = "failed"  # an attempt failed, not noted yet
    PUT_OFF = "put off"  # noted, and due again later
    PARKED = "parked"
    JOB_BEGUN = "job begun"
    JOB_DONE = "job done"  # done, not noted yet
    JOB_NOTED = "job noted"


watcher: Callable[[Point], None] | None = None


def passing(point: Point) -> None:
    """Say that this point is passed."""
    if watcher is not None:
        watcher(point)
