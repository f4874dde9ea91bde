"""Lights: when somebody says that they can talk, and when they may be asked.

The beliefs: a light is somebody's own word. It never goes on by itself, goes off by itself, and can
be put out at once. Regular hours are a word too, said once for many evenings. Helping has a limit
that the helper sets: when it is reached the light is off until the next noon, and nobody is told
why a light is off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from porchlight.domain.refused import Refused

# As long as somebody can mean when they say "my light is on" once.
LONGEST = timedelta(hours=14)
MOST_HOURS = 7
LIMITS = (1, 2, 3, 5)
DEFAULT_LIMIT = 2
# A night is counted from noon to noon, so that it does not end at midnight.
NIGHT_TURNS_AT = time(12)
# By day anybody who said that they may be asked is asked; the rest is for those who said nights.
DAY_FROM, DAY_UNTIL = time(8), time(21)
# What somebody means by "until …", as hours of their clock; and the least that is worth a choice.
USUAL_ENDS = (time(0), time(1), time(9), time(12), time(15), time(18), time(21), time(22))
ENDS_OFFERED, LEAST = 2, timedelta(minutes=75)
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


class Askable(StrEnum):
    """When a helper may be asked though their light is off."""

    NEVER = "never"
    BY_DAY = "by_day"
    ANY_TIME = "any_time"


class ManyHours(Refused):
    """More regular hours than there can be."""

    code = "many-hours"


@dataclass(frozen=True)
class LightHours:
    """Hours of a weekday (0 is Monday) on which a light is on each week, on the helper's clock.
    They end on the next day where `until` is not after `start`."""

    weekday: int
    start: time
    until: time

    def on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """When they start and end where they start on `day`. In UTC: two moments of one zone are
        compared by their clocks, which are put back once a year."""
        last = day if self.until > self.start else day + A_DAY
        return (
            datetime.combine(day, self.start, zone).astimezone(UTC),
            datetime.combine(last, self.until, zone).astimezone(UTC),
        )

    @property
    def length(self) -> timedelta:
        """By the clock, a whole day where it ends when it starts."""
        start, until = (at.hour * 60 + at.minute for at in (self.start, self.until))
        return timedelta(minutes=(until - start) % (24 * 60) or 24 * 60)

    def told(self) -> list[Any]:
        return [self.weekday, self.start.isoformat("minutes"), self.until.isoformat("minutes")]

    @classmethod
    def of(cls, told: Sequence[Any]) -> Self:
        return cls(told[0], time.fromisoformat(told[1]), time.fromisoformat(told[2]))


@dataclass(frozen=True)
class SameHours:
    """The weekdays, in their order, whose hours are from `start` to `until`."""

    start: time
    until: time
    weekdays: tuple[int, ...]


@dataclass(frozen=True)
class Light:
    """What a helper said of when they can talk. All moments are aware.

    `until` is when a light that is on goes off, `rests_until` when one that was put out, or whose
    limit was reached, may go on again by its hours. `limit` is how many talks a night are enough.
    """

    zone: str
    until: datetime | None = None
    rests_until: datetime | None = None
    hours: tuple[LightHours, ...] = ()
    limit: int = DEFAULT_LIMIT
    askable: Askable = Askable.NEVER

    def on_until(self, at: datetime) -> datetime | None:
        """When it goes off, where it is on at that moment."""
        if self._rests(at):
            return None
        ends = [end for start, end in self._hours_around(at) if start <= at < end]
        if self.until is not None and at < self.until:
            ends.append(self.until)
        return max(ends, default=None)

    def is_on(self, at: datetime) -> bool:
        return self.on_until(at) is not None

    def may_be_asked(self, at: datetime) -> bool:
        """While it is on; and while it is off as the helper said, by the hours of their own day."""
        if self.is_on(at):
            return True
        if self.askable is Askable.NEVER or self._rests(at):
            return False
        here = at.astimezone(ZoneInfo(self.zone)).time()
        return self.askable is Askable.ANY_TIME or DAY_FROM <= here < DAY_UNTIL

    def put_on(self, until: datetime, at: datetime) -> Light:
        """Raises ValueError for an end that is over, or further off than anybody means."""
        if not at < until <= at + LONGEST:
            raise ValueError(f"a light is on for {LONGEST} at most")
        return replace(self, until=until, rests_until=None)

    def put_out(self, at: datetime) -> Light:
        """At once. Hours that go on just now are over, and until the night turns nobody asks."""
        ends = [end for start, end in self._hours_around(at) if start <= at < end]
        rests_until = max([*ends, night_of(at, self.zone)[1]])
        return replace(self, until=None, rests_until=rests_until)

    def day_off(self, at: datetime) -> Light:
        """Off at once, hours and all, and nobody asks before the noon of the next day."""
        here = at.astimezone(ZoneInfo(self.zone))
        noon = datetime.combine(here.date() + A_DAY, NIGHT_TURNS_AT, here.tzinfo)
        return replace(self, until=None, rests_until=noon.astimezone(UTC))

    def rested(self) -> Light:
        """As it is once a day off, or what was put out, is over before its time."""
        return replace(self, rests_until=None)

    def rest_ends_at(self, at: datetime) -> datetime | None:
        """Until when nobody asks, where it was put out, had enough talks or has a day off."""
        return self.rests_until if self._rests(at) else None

    def after_talks(self, n_tonight: int, at: datetime) -> Light:
        """As it is once so many talks were taken on this night."""
        if n_tonight < self.limit:
            return self
        return replace(self, until=None, rests_until=night_of(at, self.zone)[1])

    def has_enough(self, n_tonight: int, at: datetime) -> bool:
        """Whether no more talks are taken on this night, unless they put it on once more."""
        return n_tonight >= self.limit and not self.is_on(at)

    @property
    def says_anything(self) -> bool:
        """Whether others have anything of it: a light, hours, or that they may be asked."""
        return bool(self.until or self.hours) or self.askable is not Askable.NEVER

    def hours_by_clock(self) -> list[SameHours]:
        """Its regular hours, those with the same times together, by the clock."""
        clocks = sorted({(each.start, each.until) for each in self.hours})
        return [
            SameHours(start, until, self._weekdays_from(start, until)) for start, until in clocks
        ]

    def without_hours(self, start: time, until: time) -> Light:
        """Whatever weekdays have these times. The same light where none has."""
        kept = tuple(one for one in self.hours if (one.start, one.until) != (start, until))
        return replace(self, hours=kept)

    def told(self) -> dict[str, Any]:
        return {
            "zone": self.zone,
            "until": self.until.isoformat() if self.until else None,
            "rests_until": self.rests_until.isoformat() if self.rests_until else None,
            "hours": [hours.told() for hours in self.hours],
            "limit": self.limit,
            "askable": str(self.askable),
        }

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        until, rests_until = told["until"], told["rests_until"]
        return cls(
            zone=told["zone"],
            until=datetime.fromisoformat(until) if until else None,
            rests_until=datetime.fromisoformat(rests_until) if rests_until else None,
            hours=tuple(LightHours.of(each) for each in told["hours"]),
            limit=told["limit"],
            askable=Askable(told["askable"]),
        )

    def _weekdays_from(self, start: time, until: time) -> tuple[int, ...]:
        found = {one.weekday for one in self.hours if (one.start, one.until) == (start, until)}
        return tuple(sorted(found))

    def _rests(self, at: datetime) -> bool:
        return self.rests_until is not None and at < self.rests_until

    def _hours_around(self, at: datetime) -> list[tuple[datetime, datetime]]:
        """Those that start today or started yesterday, on the helper's clock."""
        zone = ZoneInfo(self.zone)
        today = at.astimezone(zone).date()
        return [
            hours.on(day, zone)
            for day in (today - A_DAY, today)
            for hours in self.hours
            if hours.weekday == day.weekday()
        ]


def with_hours(light: Light, hours: Iterable[LightHours]) -> Light:
    """With these as well, by weekday and clock; what is there already is there once. Raises
    ManyHours for more than a week has room for."""
    among = {*light.hours, *hours}
    if len(among) > MOST_HOURS:
        raise ManyHours
    return replace(light, hours=tuple(sorted(among, key=LightHours.told)))


def an_hour_on(at: datetime) -> datetime:
    """In an hour, at the next full five minutes: an end that one can say."""
    over = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    return at + AN_HOUR + (timedelta(minutes=5) - over if over else timedelta(0))


def next_at(clock: time, at: datetime, zone: str) -> datetime:
    """When that clock comes next where the helper is."""
    here = at.astimezone(ZoneInfo(zone))
    ends = (datetime.combine(day, clock, here.tzinfo) for day in (here.date(), here.date() + A_DAY))
    return next(end for end in ends if end > at)


def ends_offered(at: datetime, zone: str) -> list[datetime]:
    """The next ends that somebody may mean when they put their light on, the soonest first."""
    ends = sorted(next_at(clock, at, zone) for clock in USUAL_ENDS)
    return [end for end in ends if end >= at + LEAST][:ENDS_OFFERED]


def night_of(at: datetime, zone: str) -> tuple[datetime, datetime]:
    """From which noon to which noon the night goes that `at` belongs to, on the helper's clock."""
    here = at.astimezone(ZoneInfo(zone))
    first = here.date() if here.time() >= NIGHT_TURNS_AT else here.date() - A_DAY
    start, end = (
        datetime.combine(day, NIGHT_TURNS_AT, here.tzinfo).astimezone(UTC)
        for day in (first, first + A_DAY)
    )
    return start, end
