"""What was known of a person at the end of yesterday, kept so that today is one day to read.

The last eight days can still be changed, so this is never believed by itself: it carries a hash of
the days it was made of, and counts only while those days are exactly as they were. It is fixed in
size, and what is heard through it is the same to the last bit (tests/domain/test_lately.py).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter

from porchlight.domain.checkin import Reading

# through, alert_on, since (0: none), firing as bits, made_of; then the state.
_HEAD = struct.Struct("<iiiB32s")
_answers_of = attrgetter(*(field.name for field in fields(Reading)))


@dataclass(frozen=True)
class Lately:
    """`state`: the model's bytes at the end of the day `through`. `made_of`: what
    `mark_of` gives. `alert_on`: the day of the last alert within the week before, with its `since`,
    and in `firing` a bit for each kind that was at its bar."""

    through: date
    made_of: bytes
    state: bytes
    alert_on: date | None = None
    since: date | None = None
    firing: int = 0

    def to_bytes(self) -> bytes:
        days = (self.through.toordinal(), _ordinal(self.alert_on), _ordinal(self.since))
        return _HEAD.pack(*days, self.firing, self.made_of) + self.state

    @classmethod
    def from_bytes(cls, content: bytes) -> Lately | None:
        """None for what is too short to be one; the model says whether it can read the state."""
        if len(content) <= _HEAD.size:
            return None
        through, alert_on, since, firing, made_of = _HEAD.unpack_from(content)
        if through < 1:
            return None
        state = content[_HEAD.size :]
        return cls(
            date.fromordinal(through), made_of, state, _day(alert_on), _day(since), int(firing)
        )


def mark_of(closed: bytes, how_often: str, readings: Iterable[Reading]) -> bytes:
    """32 bytes that stand for all that a `Lately` rests on: what was known at the end of the days
    that have closed, how often the person wants to hear, and each open day as it counts."""
    days = repr((how_often, [_answers_of(reading) for reading in readings]))
    return hashlib.sha256(b"%d|%b|%b" % (len(closed), closed, days.encode())).digest()


def _ordinal(day: date | None) -> int:
    return 0 if day is None else day.toordinal()


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal > 0 else None
