"""What two people agree on: small promises, plans to meet, times to be in touch, some quiet.

The beliefs: a promise is small and has a day; a miss is said by the one who promised, opens the
way to a word about it, and is no mark: after a week no page shows anything of it. A no is not
sent, and silence fades with the day. Giving and getting take turns, so that neither is owed. Times
that two agreed on are promised while they are lived: they fade for one of the two when a turn of
the other's went by and nothing tells them that it was taken, whatever the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any, Self
from zoneinfo import ZoneInfo

from porchlight.domain.refused import Refused
from porchlight.domain.schedule import start_on

# What is over is deleted so long after its day.
KEPT_AFTER = timedelta(days=31)
MISS_SHOWN_FOR = timedelta(days=7)
# A promise that nobody said anything about fades after a week.
WAITS_FOR = timedelta(days=7)
FARTHEST = timedelta(days=366)
# Times that two people agreed on are asked about anew after half a year.
TIMES_LAST = timedelta(days=182)
QUIET_AT_MOST = timedelta(days=92)
A_DAY = timedelta(days=1)
# How long after its time a plan may still be going on, past midnight as well.
GOES_ON_FOR = timedelta(hours=4)
# From this time on, what two people plan for the day after shows, too.
EVENING = time(18)
# The dates of two clocks are at most so far apart: 23:30 on Midway is 0:30 two dates later on
# Kiritimati.
CLOCKS_APART = timedelta(days=2)
# Open with one person at a time.
MOST_PROMISES, MOST_PLANS, MOST_TIMES = 12, 3, 3
MOST_PLANS_A_DAY = 5
# Put to anybody, of all kinds but quiet, of which the next takes the place of the one before.
MOST_AN_HOUR, MOST_A_DAY = 10, 30
MISS_TAKES_ROOM_FOR = timedelta(days=1)


class AgreementKind(StrEnum):
    PROMISE = "promise"
    PLAN = "plan"
    TIMES = "times"
    QUIET = "quiet"


class PromiseOutcome(StrEnum):
    """How it went, by the word of whoever promised."""

    KEPT = "kept"
    NOT_THIS_TIME = "not_this_time"


class AgreementAnswer(StrEnum):
    """What the other says to a plan, or to times to be in touch. A no is never sent."""

    YES = "yes"
    ANOTHER_TIME = "another_time"
    NO = "no"


class WayToTalk(StrEnum):
    NOTE = "note"
    CALL = "call"
    VIDEO = "video"


class ManyAgreements(Refused):
    """As many are open with one person as there is room for, or were made within a day."""

    code = "many-agreements"


class ManyAgreementsAtOnce(Refused):
    """As many were put to others within an hour, or within a day, as somebody means."""

    code = "many-agreements-at-once"


class PlansClash(Refused):
    """Two people have a plan around that time already."""

    code = "plans-clash"


@dataclass(frozen=True)
class Promise:
    """What somebody will do themselves, on a day of their own. `outcome_on` is when they said, and
    `mended_on` when they said a word about a miss, which only they have."""

    what: str
    day: date
    outcome: PromiseOutcome | None = None
    outcome_on: date | None = None
    mended_on: date | None = None

    @property
    def over_on(self) -> date:
        """The day from which nothing of it is left. It stands in clear, so how it went changes
        nothing of it."""
        return self.day + KEPT_AFTER

    @property
    def is_kept(self) -> bool:
        return self.outcome is PromiseOutcome.KEPT

    def is_kept_before(self, today: date) -> bool:
        return self.is_kept and self.outcome_on is not None and self.outcome_on < today

    @property
    def is_missed(self) -> bool:
        return self.outcome is PromiseOutcome.NOT_THIS_TIME

    @property
    def asks_for_a_word(self) -> bool:
        """Whether it was missed, and nothing was said about that yet."""
        return self.is_missed and self.mended_on is None

    def takes_room(self, today: date) -> bool:
        """Whether it counts among the promises that two people may have: a miss still does on the
        next day, so that missing one makes no room for another."""
        if not self.is_missed or self.outcome_on is None:
            return True
        return today <= self.outcome_on + MISS_TAKES_ROOM_FOR

    def is_due(self, today: date) -> bool:
        """Whether its day has come, and nothing was said of it yet."""
        return self.outcome is None and self.day <= today

    def is_for(self, today: date) -> bool:
        """Whether today is its day, and nothing was said of it yet."""
        return self.is_due(today) and self.day == today

    def is_shown(self, today: date) -> bool:
        if self.outcome is None:
            return today <= self.day + WAITS_FOR
        if self.is_missed and self.outcome_on is not None:
            return today <= min(self.outcome_on + MISS_SHOWN_FOR, self.over_on - timedelta(days=1))
        return today < self.over_on

    def with_outcome(self, outcome: PromiseOutcome, today: date) -> Promise:
        return replace(self, outcome=outcome, outcome_on=today)

    def mended(self, today: date) -> Promise:
        return replace(self, mended_on=today)

    def told(self) -> dict[str, Any]:
        return _plain(asdict(self))

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        outcome, on, mended = told["outcome"], told["outcome_on"], told.get("mended_on")
        return cls(
            told["what"],
            date.fromisoformat(told["day"]),
            PromiseOutcome(outcome) if outcome else None,
            date.fromisoformat(on) if on else None,
            date.fromisoformat(mended) if mended else None,
        )


@dataclass(frozen=True)
class Plan:
    """To be somewhere together. `minute` counts from midnight of `day` on the clock of `zone`
    (IANA), which is its maker's; `service_id` is the listing where it is a start of a meeting."""

    what: str
    place: str
    words: str
    day: date
    minute: int
    zone: str
    service_id: int | None = None

    @property
    def starts_at(self) -> datetime:
        return start_on(self.day, self.minute, self.zone)

    @property
    def over_on(self) -> date:
        return self.day + KEPT_AFTER

    def is_over(self, now: datetime) -> bool:
        """From its start on: then it can be said that it happened, and no more be answered."""
        return self.starts_at <= now

    def is_shown(self, answer: AgreementAnswer | None, now: datetime) -> bool:
        """What was agreed stays a week, to say that you met; all else fades with its day."""
        if answer is AgreementAnswer.YES:
            return now < self.starts_at + WAITS_FOR
        return now < start_on(self.day + timedelta(days=1), 0, self.zone)

    def is_near(self, here: datetime) -> bool:
        """Whether its day is today, or from six in the evening on tomorrow, or it began not long
        ago. Days are those of whoever reads, whose clock `here` is on."""
        began = here.astimezone(UTC) - self.starts_at.astimezone(UTC)
        if timedelta() <= began < GOES_ON_FOR:
            return True
        day = self.starts_at.astimezone(here.tzinfo).date()
        last = here.date() + A_DAY if here.time() >= EVENING else here.date()
        return here.date() <= day <= last

    def told(self) -> dict[str, Any]:
        return _plain(asdict(self))

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        return cls(**{**told, "day": date.fromisoformat(told["day"])})


@dataclass(frozen=True)
class Times:
    """When two people are in touch: on these weekdays (Monday is 0) at a minute of `zone`, from a
    day on, for half a year. They take turns; `maker_first`: the one who asked has the first."""

    weekdays: tuple[int, ...]
    minute: int
    zone: str
    way: WayToTalk
    link: str
    starts_on: date
    maker_first: bool

    @property
    def zoneinfo(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def over_on(self) -> date:
        return self.starts_on + TIMES_LAST

    def next_from(self, at: datetime) -> datetime | None:
        """The first start at `at` or later."""
        return next((start for start in self._starts(at) if start >= at), None)

    def start_on_local(self, day: date, at: datetime) -> datetime | None:
        """The start on a local date of whoever reads, whose clock `at` is on."""
        found = (start.astimezone(at.tzinfo) for start in self._starts(at - timedelta(days=2)))
        return next((start for start in found if start.date() == day), None)

    def is_turn_of_maker(self, start: datetime) -> bool:
        """Turns change from one start to the next."""
        day = start.astimezone(self.zoneinfo).date()
        return (self._count_before(day) % 2 == 0) is self.maker_first

    def turn_to_tell_of(
        self, after: date, here: datetime, *, is_maker: bool
    ) -> tuple[date, date] | None:
        """The days of the other's first turn after `after`, the last day that tells one of the two
        (`is_maker`) that they are in touch, and of the start that follows it; None where there are
        none. All are on the clock of `here`. Once the day of the turn is over it can be told that
        it was taken; on the day of the next start the times fade."""
        since = datetime.combine(after, time(), here.tzinfo)
        starts = [start.astimezone(here.tzinfo) for start in self._starts(since, days=24)]
        for turn, following in pairwise(starts):
            if turn.date() > after and self.is_turn_of_maker(turn) is not is_maker:
                return turn.date(), following.date()
        return None

    def _count_before(self, day: date) -> int:
        """How many starts there are before this day."""
        weeks, rest = divmod((day - self.starts_on).days, 7)
        first = self.starts_on.weekday()
        return weeks * len(self.weekdays) + sum(
            (first + n) % 7 in self.weekdays for n in range(rest)
        )

    def _starts(self, at: datetime, days: int = 15) -> Iterator[datetime]:
        """Those of a fortnight, or so many days, from the day before `at` on."""
        day = max(self.starts_on, at.date() - timedelta(days=1))
        for n in range(days):
            on = day + timedelta(days=n)
            if on.weekday() in self.weekdays and on < self.over_on:
                yield start_on(on, self.minute, self.zone)

    def told(self) -> dict[str, Any]:
        return _plain(asdict(self))

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        return cls(
            tuple(told["weekdays"]),
            told["minute"],
            told["zone"],
            WayToTalk(told["way"]),
            told["link"],
            date.fromisoformat(told["starts_on"]),
            told["maker_first"],
        )


def first_day_offered(here: datetime) -> date:
    """Which day a new plan begins with: today, and from the evening on tomorrow. `here` is on the
    clock of whoever asks."""
    return here.date() + A_DAY if here.time() >= EVENING else here.date()


def near_plans_over_on(today: date) -> tuple[date, date]:
    """The first and the last `over_on` of plans that may be near on a day of whoever reads: a plan
    is of a day of its maker's, and one of the day before may be going on."""
    return today - A_DAY + KEPT_AFTER - CLOCKS_APART, today + A_DAY + KEPT_AFTER + CLOCKS_APART


def quiet_told(until: date, *, is_said: bool) -> dict[str, Any]:
    """Some quiet up to and with a day; `is_said`: the other is to see that it is wished for.

    Whoever wishes for it holds the switch, and it is about what comes: what the other writes and
    asks waits until the day is over. What was read before is the reader's to look at, and nothing
    is taken from their page by a wish of their own; and what they said yes to stays, since the
    other will be at the door.
    """
    return {"until": until.isoformat(), "is_said": is_said}


def quiet_until(told: dict[str, Any]) -> date:
    return date.fromisoformat(told["until"])


def may_answer(before: AgreementAnswer | None, answer: AgreementAnswer) -> bool:
    """A yes that was sent can only become "another time", which is sent as well: a no would leave
    the other at the door."""
    is_sent = before in (AgreementAnswer.YES, AgreementAnswer.ANOTHER_TIME)
    return not (is_sent and answer is AgreementAnswer.NO)


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """As JSON takes it."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in fields.items()
    }
