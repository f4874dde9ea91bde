"""How somebody wants to be reached: by what, at which hours, and how seldom once nobody answers.

The beliefs: nothing but an ask is worth waking anybody for. Who opens none of what comes has said
something, too: after three days of it notes come every three days, then once a week, and after
thirty days not at all until they open one. Nobody else learns any of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final, Self
from zoneinfo import ZoneInfo


class MessageGroup(StrEnum):
    """What messages are about, as a person chooses about them."""

    ASK = "ask"  # somebody asks for them now
    WAITS = "waits"  # a note, and a plan or times that wait for an answer
    REMINDER = "reminder"  # of what they planned themselves
    DIGEST = "digest"  # once a day, that something waits


class ReachedBy(StrEnum):
    """By what a group of messages reaches a person. All of them are there in the site anyway."""

    HERE = "here"
    PUSH = "push"


# An ask comes to the phones on which notes were turned on; nothing else leaves unless it is chosen.
UNLESS_CHOSEN: Final[Mapping[MessageGroup, ReachedBy]] = {
    group: ReachedBy.PUSH if group is MessageGroup.ASK else ReachedBy.HERE for group in MessageGroup
}
QUIET_FROM, QUIET_UNTIL = time(21), time(8)
DIGEST_AT = time(18)
# How long after one the next may come, by the number of days on which nobody answered one.
APART: Final = timedelta(hours=1)
APART_UNANSWERED: Final = ((3, timedelta(days=3)), (6, timedelta(days=7)))
STOPS_AFTER: Final = timedelta(days=30)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Choices:
    """What a person chose. `quiet_from`, `quiet_until` and `digest_at` are times of their own
    clock; it is quiet at no time where the first two are the same. An ask goes by the hours of
    their light instead."""

    channels: Mapping[MessageGroup, ReachedBy] = field(default_factory=lambda: UNLESS_CHOSEN)
    quiet_from: time = QUIET_FROM
    quiet_until: time = QUIET_UNTIL
    digest_at: time = DIGEST_AT

    def channel(self, group: MessageGroup) -> ReachedBy:
        return self.channels.get(group, UNLESS_CHOSEN[group])

    @property
    def comes_once_a_day(self) -> bool:
        """Whether what waits is told by the digest alone."""
        by = (self.channel(MessageGroup.WAITS), self.channel(MessageGroup.DIGEST))
        return by[0] is ReachedBy.HERE and by[1] is not ReachedBy.HERE

    def is_quiet(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether it is among the quiet hours, on a clock of `zone`."""
        here = at.astimezone(zone).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= here < self.quiet_until
        return here >= self.quiet_from or here < self.quiet_until

    def after_quiet(self, at: datetime, zone: ZoneInfo) -> datetime:
        """That moment, or in UTC when the quiet hours that it is in are over."""
        if not self.is_quiet(at, zone):
            return at
        return _next(self.quiet_until, at, zone, folds=(0, 1))

    def next_digest(self, at: datetime, zone: ZoneInfo) -> datetime:
        """When the next one is due after that moment, in UTC."""
        return _next(self.digest_at, at, zone)

    def told(self) -> dict[str, Any]:
        return {
            "channels": {str(group): str(channel) for group, channel in self.channels.items()},
            "quiet_from": self.quiet_from.isoformat("minutes"),
            "quiet_until": self.quiet_until.isoformat("minutes"),
            "digest_at": self.digest_at.isoformat("minutes"),
        }

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """Of what `told` gave. A group or channel that is not known counts as not chosen."""
        chosen = {
            MessageGroup(group): ReachedBy(channel)
            for group, channel in told["channels"].items()
            if group in set(MessageGroup) and channel in set(ReachedBy)
        }
        clocks = ("quiet_from", "quiet_until", "digest_at")
        return cls({**UNLESS_CHOSEN, **chosen}, *(time.fromisoformat(told[one]) for one in clocks))


@dataclass(frozen=True)
class Reached:
    """What was last sent to somebody. `at` is when, `key` that of the message, `about` what it was
    about. `unanswered_days` counts the days of their calendar on which something came since they
    last answered, and `unanswered_since` is when the first of these came; all moments aware."""

    at: datetime
    key: str
    about: str
    unanswered_days: int
    unanswered_since: datetime

    def answered(self) -> Reached:
        """As it is once what it was about waits no more."""
        return replace(self, unanswered_days=0)

    def next_at(self) -> datetime | None:
        """From when on something may come again; None once it stops."""
        apart = [wait for days, wait in APART_UNANSWERED if self.unanswered_days >= days]
        next_at = self.at + (apart[-1] if apart else APART)
        is_over = self.unanswered_days and next_at - self.unanswered_since >= STOPS_AFTER
        return None if is_over else next_at

    def told(self) -> dict[str, Any]:
        return {
            "at": self.at.isoformat(),
            "key": self.key,
            "about": self.about,
            "unanswered_days": self.unanswered_days,
            "unanswered_since": self.unanswered_since.isoformat(),
        }

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        moments = {name: datetime.fromisoformat(told[name]) for name in ("at", "unanswered_since")}
        return cls(**{**told, **moments})


def reached(before: Reached | None, at: datetime, key: str, about: str, zone: ZoneInfo) -> Reached:
    """What stands once another message has gone out, on the calendar of `zone`."""
    if before is None or not before.unanswered_days:
        return Reached(at, key, about, 1, at)
    is_same_day = _day(before.at, zone) == _day(at, zone)
    days = before.unanswered_days + (not is_same_day)
    return Reached(at, key, about, days, before.unanswered_since)


def may_come_at(
    choices: Choices,
    before: Reached | None,
    at: datetime,
    zone: ZoneInfo,
    group: MessageGroup = MessageGroup.WAITS,
) -> datetime | None:
    """When something that waits may be told, at that moment or later: not in quiet hours, and as
    far from the last one as its being answered asks for. A digest comes at the hour that was chosen
    for it, whatever is quiet. None where nothing comes any more."""
    next_at = at if before is None else before.next_at()
    if next_at is None:
        return None
    if group is MessageGroup.DIGEST:
        return at if next_at <= at else choices.next_digest(next_at, zone)
    return choices.after_quiet(max(at, next_at), zone)


def _next(clock: time, at: datetime, zone: ZoneInfo, folds: tuple[int, ...] = (0,)) -> datetime:
    """The first moment after `at`, in UTC, at which clocks of `zone` show `clock`. Where they are
    put ahead over it, it is as late as it would have been; where it comes twice, the first alone,
    or with `folds` of 0 and 1 each of the two."""
    day = _day(at, zone)
    for one in (day, day + A_DAY, day + 2 * A_DAY):
        for fold in folds:
            moment = datetime.combine(one, clock, zone).replace(fold=fold).astimezone(UTC)
            if moment > at:
                return moment
    raise AssertionError("a clock shows each time within two days")


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
