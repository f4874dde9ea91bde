"""What somebody chose of how they are reached: by what, and at which hours.

The belief: nothing but an ask is worth waking anybody for. All of it is there in the site anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final, Self
from zoneinfo import ZoneInfo

from porchlight.domain.light import DAY_FROM, DAY_UNTIL

DIGEST_AT: Final = time(18)
# A line that comes once a day comes within an hour of the one that was chosen, or on the next day.
DIGEST_WITHIN: Final = timedelta(hours=1)
# How long a line may be held for a phone that is off; at once or never where less is left.
HELD_FOR: Final = tuple(timedelta(minutes=each) for each in (12 * 60, 6 * 60, 2 * 60, 30, 5))
A_DAY: Final = timedelta(days=1)


class AskReaches(StrEnum):
    """By what an ask reaches a person: in the site alone, or on the phones where notes are on."""

    HERE = "here"
    PUSH = "push"


class WaitsTold(StrEnum):
    """How it is told that a note, a plan or times wait: in the site alone, or on the phones."""

    HERE = "here"
    AT_ONCE = "at_once"
    ONCE_A_DAY = "once_a_day"


@dataclass(frozen=True)
class Choices:
    """What a person chose. `quiet_from`, `quiet_until` and `digest_at` are times of their own
    clock; it is quiet at no time where the first two are the same. Quiet hours hold back what is
    told at once; an ask goes by the hours of a light, and a line once a day comes at its own."""

    ask: AskReaches = AskReaches.PUSH
    waits: WaitsTold = WaitsTold.HERE
    quiet_from: time = DAY_UNTIL
    quiet_until: time = DAY_FROM
    digest_at: time = DIGEST_AT

    def is_quiet(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether it is among the quiet hours, on a clock of `zone`."""
        here = at.astimezone(zone).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= here < self.quiet_until
        return here >= self.quiet_from or here < self.quiet_until

    def told_from(self, at: datetime, zone: ZoneInfo) -> datetime:
        """That moment, or in UTC the next one at which what waits may be told."""
        if self.waits is WaitsTold.ONCE_A_DAY:
            return at if self._is_digest_time(at, zone) else _next(self.digest_at, at, zone)
        return _next(self.quiet_until, at, zone, folds=(0, 1)) if self.is_quiet(at, zone) else at

    def told_for(self, at: datetime, zone: ZoneInfo) -> timedelta:
        """For how long from then on a line may still arrive at a phone that is off: until it is
        quiet, or the hour of a line once a day is over where that hour is a quiet one. In few
        steps, since whoever carries the line is told it, and need not learn when it is quiet."""
        if self.is_quiet(at, zone):
            return DIGEST_WITHIN
        if self.quiet_from == self.quiet_until:
            return HELD_FOR[0]
        left = _next(self.quiet_from, at, zone) - at.astimezone(UTC)
        return next((step for step in HELD_FOR if step <= left), timedelta(0))

    def _is_digest_time(self, at: datetime, zone: ZoneInfo) -> bool:
        return _next(self.digest_at, at - DIGEST_WITHIN, zone) <= at

    def told(self) -> dict[str, str]:
        return {
            "ask": self.ask,
            "waits": self.waits,
            "quiet_from": self.quiet_from.isoformat("minutes"),
            "quiet_until": self.quiet_until.isoformat("minutes"),
            "digest_at": self.digest_at.isoformat("minutes"),
        }

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """Of what `told` gave. What is not known counts as not chosen."""
        ask, waits = told.get("ask"), told.get("waits")
        clocks = ("quiet_from", "quiet_until", "digest_at")
        return cls(
            AskReaches(ask) if ask in set(AskReaches) else cls.ask,
            WaitsTold(waits) if waits in set(WaitsTold) else cls.waits,
            *(time.fromisoformat(told[one]) for one in clocks),
        )


def local_day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _next(clock: time, at: datetime, zone: ZoneInfo, folds: tuple[int, ...] = (0,)) -> datetime:
    """The first moment after `at`, in UTC, at which clocks of `zone` show `clock`. Where they are
    put ahead over it, it is as late as it would have been; where it comes twice, the first alone,
    or with `folds` of 0 and 1 each of the two."""
    day = local_day(at, zone)
    for one in (day, day + A_DAY, day + 2 * A_DAY):
        for fold in folds:
            moment = datetime.combine(one, clock, zone).replace(fold=fold).astimezone(UTC)
            if moment > at:
                return moment
    raise AssertionError("a clock shows each time within two days")
