"""A person's usual in numbers they can check against their own days: counts and middle answers,
lately against before, and week by week. Nothing here compares one person with another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean, median_low

from porchlight.domain.checkin import Reading, Talk

RECENT_DAYS = 7
USUAL_DAYS = 28
LEAST_RECENT = 3
LEAST_USUAL = 5
SHOWN_DAYS = 14

TALK_AS_NUMBER = {Talk.NONE: 0, Talk.BRIEF: 1, Talk.GOOD: 2}


class Measure(StrEnum):
    """What a day says, in the order a tie is settled."""

    CONTACT = "contact"  # of a day's talk; sealed in notices by this name
    LONELY = "lonely"
    HELD_IN = "held_in"
    AVOIDED = "avoided"
    MOOD = "mood"
    URGE = "urge"


OF_DAYS = (Measure.CONTACT, Measure.HELD_IN, Measure.AVOIDED)
OF_ANSWERS = (Measure.LONELY, Measure.MOOD, Measure.URGE)
MORE_IS_BETTER = (Measure.CONTACT, Measure.MOOD)


@dataclass(frozen=True)
class Reason:
    """Lately against usually. For days (contact, held_in, avoided): `recent` of `answered` days,
    `usual` of as many. For answers (lonely and urge 0-10, mood 1-5): the middle answer of
    `answered` recent days, and of the usual ones. `rested`: recent days left out of the count
    because that solitude had been wanted."""

    kind: Measure
    recent: int
    usual: int
    answered: int
    rested: int = 0

    @property
    def is_worse(self) -> bool:
        """Whether the numbers as they are shown say worse than usual."""
        if self.kind in MORE_IS_BETTER:
            return self.recent < self.usual
        return self.recent > self.usual


@dataclass(frozen=True)
class Strip:
    """One thing over the last fourteen days. `answers`: oldest first, None where a day is blank.
    `rested`: the days on which solitude that was wanted excuses the answer. `low` to `high`: the
    middle half of the usual days. Contact runs 0 none, 1 a little, 2 yes; lonely and urge 0-10;
    mood 1-5."""

    kind: Measure
    answers: tuple[int | None, ...]
    rested: tuple[bool, ...]
    low: int
    high: int


@dataclass(frozen=True)
class Week:
    """Seven days ending on `end`. `talked` is out of `talk_answers`; None: nothing was said."""

    start: date
    end: date
    answered: int
    talked: int
    talk_answers: int
    chosen_solitude: int
    lonely: float | None
    urge: float | None


def compare(
    readings: Iterable[Reading], today: date, since: date | None = None
) -> dict[Measure, Reason]:
    """The last 7 days against the 28 before the change began on `since`, or before those 7 when
    it began later or on no day. A kind with fewer than 3 answers lately or 5 before is left out."""
    days_so_far = [reading for reading in readings if reading.day <= today]
    first_recent = today - timedelta(days=RECENT_DAYS - 1)
    recent = [reading for reading in days_so_far if reading.day >= first_recent]
    usual = _usual_days(days_so_far, min(first_recent, since or first_recent), first_recent)
    found = [_of_days(kind, recent, usual) for kind in OF_DAYS]
    found += [_of_answers(kind, recent, usual) for kind in OF_ANSWERS]
    return {reason.kind: reason for reason in found if reason is not None}


def strips(readings: Iterable[Reading], today: date, since: date | None = None) -> list[Strip]:
    """What can be drawn: contact, lonely, mood and urge, as far as enough was told of each."""
    days_so_far = [reading for reading in readings if reading.day <= today]
    first = today - timedelta(days=SHOWN_DAYS - 1)
    by_day = {reading.day: reading for reading in days_so_far if reading.day >= first}
    days = [by_day.get(first + timedelta(days=at)) for at in range(SHOWN_DAYS)]
    usual = _usual_days(days_so_far, min(first, since or first), first)
    kinds = (Measure.CONTACT, Measure.LONELY, Measure.MOOD, Measure.URGE)
    found = [_strip(kind, days, usual) for kind in kinds]
    return [strip for strip in found if strip is not None]


def weeks(readings: Iterable[Reading], today: date, n_weeks: int) -> tuple[Week, ...]:
    """The person's own weeks, oldest first; the last one ends today. Empty weeks are kept."""
    answered_days = [reading for reading in readings if not reading.is_blank]
    ends = [today - timedelta(weeks=back) for back in reversed(range(n_weeks))]
    return tuple(_week(answered_days, end) for end in ends)


def is_excused(kind: Measure, reading: Reading) -> bool:
    """Wanted solitude excuses being alone and plans cancelled, not what was felt."""
    if reading.alone_wanted is not True:
        return False
    return (kind == Measure.CONTACT and reading.talked is False) or (
        kind == Measure.AVOIDED and reading.avoided is True
    )


def answer_of(kind: Measure, reading: Reading) -> int | None:
    """One answer as a number; contact 0 none, 1 a little, 2 yes. A talk that was noted counts as
    at least a little. Yes is 1 and no is 0."""
    if kind == Measure.CONTACT:
        talk = None if reading.talk is None else TALK_AS_NUMBER[reading.talk]
        return max(talk or 0, 1) if reading.talked_with else talk
    answer: int | bool | None = getattr(reading, kind.value)
    return None if answer is None else int(answer)


@dataclass(frozen=True)
class _Days:
    """Days told of one thing: `bad` of `counted`, and those that were `excused`."""

    bad: int
    counted: int
    excused: int


def _usual_days(readings: Sequence[Reading], before: date, at_latest: date) -> list[Reading]:
    """The 28 days before the change; before `at_latest` when too little was told by then."""
    for end in (before, at_latest):
        first = end - timedelta(days=USUAL_DAYS)
        usual = [r for r in readings if first <= r.day < end and not r.is_blank]
        if len(usual) >= LEAST_USUAL:
            return usual
    return usual


_IS_BAD: dict[Measure, Callable[[Reading], bool | None]] = {
    Measure.CONTACT: lambda r: None if r.talked is None else not r.talked,
    Measure.HELD_IN: lambda r: r.held_in,
    Measure.AVOIDED: lambda r: r.avoided,
}


def _of_days(kind: Measure, recent: Sequence[Reading], usual: Sequence[Reading]) -> Reason | None:
    now, before = _days(kind, recent), _days(kind, usual)
    if now.counted + now.excused < LEAST_RECENT or not now.counted or before.counted < LEAST_USUAL:
        return None
    usual_bad = now.counted * before.bad / before.counted
    if kind in MORE_IS_BETTER:
        good = now.counted - now.bad
        return Reason(kind, good, round(now.counted - usual_bad), now.counted, now.excused)
    return Reason(kind, now.bad, round(usual_bad), now.counted, now.excused)


def _days(kind: Measure, readings: Sequence[Reading]) -> _Days:
    pairs = [(_IS_BAD[kind](r), is_excused(kind, r)) for r in readings]
    counted = [bad for bad, excused in pairs if bad is not None and not excused]
    return _Days(sum(counted), len(counted), sum(excused for _, excused in pairs))


def _of_answers(
    kind: Measure, recent: Sequence[Reading], usual: Sequence[Reading]
) -> Reason | None:
    """Middle answers, so that one very bad day cannot tip it."""
    now, before = _answers(kind, recent), _answers(kind, usual)
    if len(now) < LEAST_RECENT or len(before) < LEAST_USUAL:
        return None
    return Reason(kind, median_low(now), median_low(before), len(now))


def _answers(kind: Measure, readings: Iterable[Reading]) -> list[int]:
    answers = [None if is_excused(kind, r) else answer_of(kind, r) for r in readings]
    return [answer for answer in answers if answer is not None]


def _strip(kind: Measure, days: Sequence[Reading | None], usual: Sequence[Reading]) -> Strip | None:
    before = sorted(_answers(kind, usual))
    lately = tuple(None if day is None else answer_of(kind, day) for day in days)
    if len(before) < LEAST_USUAL or not any(answer is not None for answer in lately):
        return None
    quarter = len(before) // 4
    rested = tuple(day is not None and is_excused(kind, day) for day in days)
    return Strip(kind, lately, rested, before[quarter], before[-1 - quarter])


def _week(readings: Sequence[Reading], end: date) -> Week:
    start = end - timedelta(days=6)
    days = [r for r in readings if start <= r.day <= end]
    return Week(
        start=start,
        end=end,
        answered=len(days),
        talked=sum(1 for r in days if r.talked),
        talk_answers=sum(1 for r in days if r.talked is not None),
        chosen_solitude=sum(1 for r in days if r.is_chosen_solitude),
        lonely=_mean([r.lonely for r in days]),
        urge=_mean([r.urge for r in days]),
    )


def _mean(answers: Iterable[int | None]) -> float | None:
    given = [answer for answer in answers if answer is not None]
    return fmean(given) if given else None
