"""How seldom something comes once nobody answers.

The belief: who opens none of what comes has said something, too. After three days of it lines come
every three days, then once a week, and after thirty days not at all until the newest is opened.
Nobody else learns any of it. Reminders of a routine are spaced the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Self
from zoneinfo import ZoneInfo

from porchlight.domain.reaching.choices import Choices, local_day

USUALLY_APART: Final = timedelta(hours=1)
# So many without an answer at the usual pace, then so many three days apart, then weekly.
USUAL, SPACED = 3, 3
SPACED_BY, THEN_BY = timedelta(days=3), timedelta(days=7)
STOPS_AFTER: Final = timedelta(days=30)
# A line that was begun is tried again within the hour, or came to nothing.
BEGUN_FOR: Final = timedelta(hours=1)


def apart(n_unanswered: int) -> timedelta:
    """The least between the last and the next, after so many without an answer; zero where the
    usual pace goes on."""
    if n_unanswered < USUAL:
        return timedelta(0)
    return SPACED_BY if n_unanswered < USUAL + SPACED else THEN_BY


@dataclass(frozen=True)
class LastLine:
    """The line that was last handed over to somebody's phones. `at` is when, `key` that of its
    message, `about` what it was about. `unanswered_days` counts the days of their calendar on which
    a line came since they last answered, and `unanswered_since` is when the first of these came;
    all moments aware."""

    at: datetime
    key: str
    about: str
    unanswered_days: int
    unanswered_since: datetime

    def answered(self) -> LastLine:
        """As it is once what it was about waits no more."""
        return replace(self, unanswered_days=0)

    def next_at(self) -> datetime | None:
        """From when on something may come again; None once it stops."""
        next_at = self.at + max(USUALLY_APART, apart(self.unanswered_days))
        is_over = self.unanswered_days and next_at - self.unanswered_since >= STOPS_AFTER
        return None if is_over else next_at


@dataclass(frozen=True)
class Begun:
    """A line that is being sent and was not handed over yet: the `key` of its message, and when it
    was begun. No other is told meanwhile."""

    key: str
    at: datetime


@dataclass(frozen=True)
class Lines:
    """What is held of the lines that came to somebody's phones."""

    last: LastLine | None = None
    begun: Begun | None = None

    def is_begun_for_another(self, key: str, at: datetime) -> bool:
        """Whether a line is being sent that is not of the message with this key."""
        begun = self.begun
        return begun is not None and begun.key != key and at - begun.at < BEGUN_FOR

    def is_last(self, key: str) -> bool:
        """Whether the last line was of this message: then some device may have it not yet."""
        return self.last is not None and self.last.key == key

    def told_of(self, about: str, since: datetime) -> bool:
        """Whether the last line told of this, which is there since then, with what it was about."""
        last = self.last
        return last is not None and last.about != about and since <= last.at

    def told(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.last is not None:
            moments = {name: getattr(self.last, name).isoformat() for name in _MOMENTS}
            found["last"] = {**vars(self.last), **moments}
        if self.begun is not None:
            found["begun"] = {"key": self.begun.key, "at": self.begun.at.isoformat()}
        return found

    @classmethod
    def of(cls, told: Mapping[str, Any] | None) -> Self:
        """Of what `told` gave; no lines where there is nothing."""
        last, begun = (told or {}).get("last"), (told or {}).get("begun")
        moments = {name: datetime.fromisoformat(last[name]) for name in _MOMENTS} if last else {}
        return cls(
            LastLine(**{**last, **moments}) if last else None,
            Begun(begun["key"], datetime.fromisoformat(begun["at"])) if begun else None,
        )


_MOMENTS: Final = ("at", "unanswered_since")


def after_line(
    before: LastLine | None, at: datetime, key: str, about: str, zone: ZoneInfo
) -> LastLine:
    """What stands once another line was handed over, on the calendar of `zone`."""
    if before is None or not before.unanswered_days:
        return LastLine(at, key, about, 1, at)
    is_same_day = local_day(before.at, zone) == local_day(at, zone)
    days = before.unanswered_days + (not is_same_day)
    return LastLine(at, key, about, days, before.unanswered_since)


def may_come_at(
    choices: Choices, before: LastLine | None, at: datetime, zone: ZoneInfo
) -> datetime | None:
    """When something that waits may be told, at that moment or later: at an hour that was chosen,
    and as far from the last one as its being answered asks for. None where nothing comes."""
    next_at = at if before is None else before.next_at()
    return None if next_at is None else choices.told_from(max(at, next_at), zone)
