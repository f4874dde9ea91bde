"""Routines: what somebody wants to do again and again with somebody, somewhere, or alone.

The beliefs: what already happened is never reminded of, so every reminder counts from the last time
that it happened. A reminder without an answer is followed by fewer, and after 30 days by none. A
routine that is too big is offered smaller; there are no streaks, no scores, and no mark for a day
without it. It pauses by the person's own word only (`domain/routines/offers.py` says when to ask).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from porchlight.domain.light import DAY_FROM, DAY_UNTIL
from porchlight.domain.reaching.fading import STOPS_AFTER, apart
from porchlight.domain.refused import Refused
from porchlight.domain.schedule import start_on

A_DAY: Final = timedelta(days=1)
A_WEEK: Final = 7
LONGEST_GAP: Final = 28
_DAY_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class RoutineKind(StrEnum):
    """Who or where. THERAPY and EXERCISE happen when the person says so."""

    PERSON = "person"
    ANYBODY = "anybody"
    PLACE = "place"
    THERAPY = "therapy"
    EXERCISE = "exercise"


class HappenedBy(StrEnum):
    """How it is known that something happened."""

    CHECK_IN = "check_in"
    TALKED = "talked"
    ASK = "ask"
    PROMISE = "promise"
    AGREED = "agreed"
    WENT = "went"
    OWN_WORD = "own_word"


class Cue(StrEnum):
    """The "if" of an if-then plan: picked from these and never typed."""

    AFTER_WAKING = "after_waking"
    AFTER_LUNCH = "after_lunch"
    AFTER_WORK = "after_work"
    AFTER_DINNER = "after_dinner"
    WHEN_LONELY = "when_lonely"


class OutsideHours(Refused):
    """A window that is empty, or that is not within 8 a.m. to 9 p.m."""

    code = "outside-hours"


class NoSuchPace(Refused):
    """A number of times or of days, or weekdays, that no routine can have."""

    code = "no-such-pace"


@dataclass(frozen=True)
class RoutineWindow:
    """The hours of the person's clock that suit. Soft: the day counts, whatever the hour."""

    start: time
    until: time

    def __post_init__(self) -> None:
        if not DAY_FROM <= self.start < self.until <= DAY_UNTIL:
            raise OutsideHours

    def on(self, day: date, zone: str) -> tuple[datetime, datetime]:
        """Its two moments on a local day, in UTC: an hour that the clocks skip is the one after."""
        start, until = (
            start_on(day, at.hour * 60 + at.minute, zone).astimezone(UTC)
            for at in (self.start, self.until)
        )
        return start, until


@dataclass(frozen=True)
class TimesAWeek:
    """So many times (1 to 6) in any seven days, spread over them."""

    times: int

    def __post_init__(self) -> None:
        if not 1 <= self.times < A_WEEK:
            raise NoSuchPace

    @property
    def gap(self) -> int:
        return A_WEEK // self.times

    def next_day(self, happened: Sequence[date]) -> date:
        """After `happened`, the latest first, which holds at least one day."""
        day = happened[0] + self.gap * A_DAY
        if len(happened) >= self.times:
            day = max(day, happened[self.times - 1] + A_WEEK * A_DAY)
        return day

    def smaller(self) -> Pace | None:
        return TimesAWeek(self.times // 2) if self.times > 1 else EachDays(14)

    @property
    def rule(self) -> str | None:
        return "FREQ=WEEKLY" if self.times == 1 else None


@dataclass(frozen=True)
class EachDays:
    """Each so many days (1 to 28); 1 is each day."""

    days: int

    def __post_init__(self) -> None:
        if not 1 <= self.days <= LONGEST_GAP:
            raise NoSuchPace

    @property
    def gap(self) -> int:
        return self.days

    def next_day(self, happened: Sequence[date]) -> date:
        """After `happened`, the latest first, which holds at least one day."""
        return happened[0] + self.days * A_DAY

    def smaller(self) -> Pace | None:
        return EachDays(self.days * 2) if self.days * 2 <= LONGEST_GAP else None

    @property
    def rule(self) -> str | None:
        return f"FREQ=DAILY;INTERVAL={self.days}"


@dataclass(frozen=True)
class OnWeekdays:
    """On these days of the week (0 is Monday)."""

    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(A_WEEK)):
            raise NoSuchPace

    @property
    def gap(self) -> int:
        return 1

    def next_day(self, happened: Sequence[date]) -> date:
        """After `happened`, the latest first, which holds at least one day."""
        return self.from_day(happened[0] + A_DAY)

    def from_day(self, day: date) -> date:
        """The first of these weekdays from `day` on."""
        return next(
            later
            for later in (day + n * A_DAY for n in range(A_WEEK))
            if later.weekday() in self.weekdays
        )

    def smaller(self) -> Pace | None:
        """Every other one of them, the first kept."""
        if len(self.weekdays) > 1:
            return OnWeekdays(frozenset(sorted(self.weekdays)[::2]))
        return EachDays(14)

    @property
    def rule(self) -> str | None:
        days = ",".join(_DAY_CODES[day] for day in sorted(self.weekdays))
        return f"FREQ=WEEKLY;BYDAY={days}"


Pace = TimesAWeek | EachDays | OnWeekdays


@dataclass(frozen=True)
class Happened:
    """Something that happened on a local day of the person's. `matter` is the tie, the place, or
    for HappenedBy.OWN_WORD the routine; None for a contact with nobody named."""

    day: date
    by: HappenedBy
    matter: UUID | None = None

    @classmethod
    def at(cls, moment: datetime, zone: str, by: HappenedBy, matter: UUID | None = None) -> Self:
        return cls(moment.astimezone(ZoneInfo(zone)).date(), by, matter)


@dataclass(frozen=True)
class Routine:
    """One routine on its person's clock. `since` is the local day on which it began or was last
    changed; `matter` the tie or the place of its kind. It is paused before `paused_until` (a local
    day) and not reminded of before `snoozed_until` (a moment)."""

    id: UUID
    kind: RoutineKind
    pace: Pace
    window: RoutineWindow
    zone: str
    since: date
    matter: UUID | None = None
    cue: Cue | None = None
    snoozed_until: datetime | None = None
    paused_until: date | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for a person or a place that is not named: each contact would count."""
        is_named = self.matter is not None
        if is_named != (self.kind in {RoutineKind.PERSON, RoutineKind.PLACE}):
            raise ValueError(f"a routine of kind {self.kind} with matter {self.matter}")

    def counts(self, fact: Happened) -> bool:
        """Whether this is what the routine is about. "I did" counts for its own routine alone, and
        a contact for whom it was with and for a routine of a word with anybody."""
        if fact.by is HappenedBy.OWN_WORD:
            return fact.matter == self.id
        if self.kind is RoutineKind.PLACE:
            return fact.by is HappenedBy.WENT and fact.matter == self.matter
        if self.kind is RoutineKind.PERSON:
            return fact.by is not HappenedBy.WENT and fact.matter == self.matter
        return self.kind is RoutineKind.ANYBODY and fact.by is not HappenedBy.WENT

    def days(self, facts: Iterable[Happened]) -> list[date]:
        """The local days on which it happened, each once, the latest first."""
        return sorted({fact.day for fact in facts if self.counts(fact)}, reverse=True)

    def due_day(self, facts: Iterable[Happened]) -> date:
        """The local day from which it is due: counted from when it last happened, and where it did
        not yet, from its start. A change or a pause that ended since then does not call for more
        at once than a start would."""
        happened = self.days(facts)
        first = max(self.since, self.paused_until or self.since)
        if isinstance(self.pace, OnWeekdays):
            first = self.pace.from_day(first)
        return max(self.pace.next_day(happened), first) if happened else first

    def days_ahead(self, facts: Iterable[Happened], today: date, until: date) -> list[date]:
        """The local days from `today` up to `until` on which it is due, where it happens on each of
        them. What was due before is due today."""
        happened = self.days(facts)
        day = max(self.due_day(facts), today)
        if isinstance(self.pace, OnWeekdays):
            day = self.pace.from_day(day)
        ahead = []
        while day < until:
            ahead.append(day)
            happened = [day, *happened]
            day = self.pace.next_day(happened)
        return ahead

    def smaller(self, today: date) -> Self | None:
        """The same, less often, from today; None where it is as small as it gets."""
        pace = self.pace.smaller()
        return replace(self, pace=pace, since=today) if pace else None


def next_reminder(
    routine: Routine, facts: Collection[Happened], sent: Iterable[datetime], at: datetime
) -> datetime | None:
    """The first moment from `at` on when it may be reminded of, in UTC; None when 30 days went by
    without an answer. `sent` is when it was reminded of since the person last said anything of it
    (snoozed, changed, paused); what happened since is an answer as well, and is left out here."""
    last = max(routine.days(facts), default=None)
    unanswered = sorted(moment for moment in sent if last is None or _day(moment, routine) > last)
    start = _first_day(routine, facts, unanswered)
    # In UTC: two moments of one zone are compared by their clocks, which are put back once a year.
    earliest = max(moment.astimezone(UTC) for moment in (at, routine.snoozed_until or at))
    day = max(start, _day(earliest, routine))
    moment = _within(routine, day, earliest)
    if unanswered and moment - unanswered[0] >= STOPS_AFTER:
        return None
    return moment


def next_if_not_sent(
    routine: Routine, facts: Collection[Happened], sent: Iterable[datetime], at: datetime
) -> datetime | None:
    """When the next one is due after one that was due at `at` and was not sent, whatever kept it
    back: on a later day, and counted neither as sent nor as unanswered."""
    tomorrow = start_on(_day(at, routine) + A_DAY, 0, routine.zone).astimezone(UTC)
    return next_reminder(routine, facts, sent, tomorrow)


def still_due(
    routine: Routine, facts: Collection[Happened], sent: Iterable[datetime], at: datetime
) -> bool:
    """Whether a reminder may leave at this very moment. Asked again when it is sent."""
    return next_reminder(routine, facts, sent, at) == at


def _first_day(
    routine: Routine, facts: Collection[Happened], unanswered: Sequence[datetime]
) -> date:
    due = routine.due_day(facts)
    if not unanswered:
        return due
    gap = max(routine.pace.gap * A_DAY, apart(len(unanswered)))
    return max(due, _day(unanswered[-1], routine) + gap)


def _within(routine: Routine, day: date, earliest: datetime) -> datetime:
    """The first moment from `earliest` on in the window of `day`, or of the next days that fit."""
    while True:
        if isinstance(routine.pace, OnWeekdays):
            day = routine.pace.from_day(day)
        start, until = routine.window.on(day, routine.zone)
        if earliest < until:
            return max(start, earliest)
        day += A_DAY


def _day(moment: datetime, routine: Routine) -> date:
    return moment.astimezone(ZoneInfo(routine.zone)).date()
