"""Drift is a change from a person's own usual, never from other people, and comes with the counts
it rests on (MISSION S1, S2). What a person says tells more than what a phone senses, and a hard
week can be noticed soon after it starts, not foreseen; nothing here is about return to use."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from math import sqrt
from statistics import fmean, median_low

from porchlight.domain.checkin import Reading

RECENT_DAYS = 7
USUAL_DAYS = 28
LEAST_RECENT = 3
LEAST_USUAL = 10
GAP_DAYS = 7
MOST_REASONS = 3

# The bar is set by how often a person whose life has not changed would hear (about once in three
# months, tests/domain/test_drift_rates.py), not by a textbook limit: neighbouring days are alike,
# so those limits are crossed too often.
BAR = 3.0
LIKENESS_OF_YES_NO, LIKENESS_OF_FEELING = 1.3, 3.0
LEAST_EXTRA_DAYS = 1.5
LEAST_EXTRA_LONELY = 2
LEAST_SPREAD = 1.5
LEAST_STRENGTH = 1.0


class State(StrEnum):
    LEARNING = "learning"
    USUAL = "usual"
    DRIFTING = "drifting"


class Kind(StrEnum):
    """What changed. Declared in the order a tie is settled."""

    CONTACT = "contact"
    LONELY = "lonely"
    HELD_IN = "held_in"
    AVOIDED = "avoided"


@dataclass(frozen=True)
class Reason:
    """For days (contact, held_in, avoided): `recent` of `answered` days, `usual` of as many days.
    For lonely: the middle answer, 0-10, of `answered` recent days and of the usual ones.
    `rested`: recent days left out of the count because that solitude had been wanted."""

    kind: Kind
    recent: int
    usual: int
    answered: int
    rested: int = 0


@dataclass(frozen=True)
class Picture:
    """`reasons`: the clearest first, only when drifting. The counts are days with an answer."""

    state: State
    reasons: tuple[Reason, ...]
    answered_lately: int
    answered_usually: int


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


def look(readings: Iterable[Reading], today: date) -> Picture:
    """Compare the last 7 days with the 28 before them. One reading a day at most, in any order;
    days after `today` are left out. Within the last 7 days a worse answer can only raise it."""
    told = sorted((r for r in readings if not r.is_blank and r.day <= today), key=lambda r: r.day)
    first_recent = today - timedelta(days=RECENT_DAYS - 1)
    first_usual = first_recent - timedelta(days=USUAL_DAYS)
    recent = [r for r in told if r.day >= first_recent and _is_about_people(r)]
    usual = [r for r in told if first_usual <= r.day < first_recent and _is_about_people(r)]
    too_little = len(recent) < LEAST_RECENT or len(usual) < LEAST_USUAL
    if too_little or _has_just_returned(told, first_recent):
        return Picture(State.LEARNING, (), len(recent), len(usual))
    reasons = _reasons(recent, usual)
    state = State.DRIFTING if reasons else State.USUAL
    return Picture(state, reasons, len(recent), len(usual))


def weeks(readings: Iterable[Reading], today: date, n_weeks: int) -> tuple[Week, ...]:
    """The person's own weeks, oldest first; the last one ends today. Empty weeks are kept."""
    told = [r for r in readings if not r.is_blank]
    ends = [today - timedelta(weeks=back) for back in reversed(range(n_weeks))]
    return tuple(_week(told, end) for end in ends)


@dataclass(frozen=True)
class _Days:
    """Days told of one thing: `bad` of `counted`. On `excused` days the solitude was wanted, which
    excuses being alone and plans cancelled, not what was felt."""

    bad: int
    counted: int
    excused: int


@dataclass(frozen=True)
class _Shift:
    """One kind of answer, lately against usually. `strength` is in standard errors, worse is up."""

    reason: Reason
    strength: float
    is_noticeable: bool


def _is_about_people(reading: Reading) -> bool:
    answers = (reading.talked, reading.lonely, reading.avoided, reading.held_in)
    return any(answer is not None for answer in answers)


def _has_just_returned(told: Sequence[Reading], first_recent: date) -> bool:
    """Coming back after a week or more away is good news; the first days back are left alone."""
    return any(
        after.day >= first_recent and (after.day - before.day).days > GAP_DAYS
        for before, after in pairwise(told)
    )


def _reasons(recent: Sequence[Reading], usual: Sequence[Reading]) -> tuple[Reason, ...]:
    found = [
        _shift_of_days(Kind.CONTACT, _was_alone, recent, usual),
        _shift_of_loneliness(recent, usual),
        _shift_of_days(Kind.HELD_IN, lambda r: r.held_in, recent, usual),
        _shift_of_days(Kind.AVOIDED, lambda r: r.avoided, recent, usual),
    ]
    shifts = [shift for shift in found if shift is not None]
    if sqrt(sum(max(shift.strength, 0.0) ** 2 for shift in shifts)) < BAR:
        return ()
    clear = [s for s in shifts if s.is_noticeable and s.strength >= LEAST_STRENGTH]
    clear.sort(key=lambda s: -s.strength)
    return tuple(shift.reason for shift in clear[:MOST_REASONS])


def _was_alone(reading: Reading) -> bool | None:
    return None if reading.talked is None else not reading.talked


def _shift_of_days(
    kind: Kind,
    is_bad: Callable[[Reading], bool | None],
    recent: Sequence[Reading],
    usual: Sequence[Reading],
) -> _Shift | None:
    """An excused day weighs as much as a usual one, so it moves nothing either way."""
    now, before = _days(kind, is_bad, recent), _days(kind, is_bad, usual)
    told = now.counted + now.excused
    if told < LEAST_RECENT or before.counted < LEAST_USUAL // 2:
        return None
    rate = (before.bad + 1) / (before.counted + 2)
    variance = told * rate * (1 - rate) * (1 + told / (before.counted + 2)) * LIKENESS_OF_YES_NO
    usual_bad = now.counted * before.bad / before.counted
    strength = (now.bad - now.counted * rate) / sqrt(variance)
    return _Shift(
        _reason_of_days(kind, now, usual_bad),
        strength,
        now.bad - usual_bad >= LEAST_EXTRA_DAYS,
    )


def _days(
    kind: Kind, is_bad: Callable[[Reading], bool | None], readings: Sequence[Reading]
) -> _Days:
    told = [(is_bad(r), r.alone_wanted is True and kind != Kind.HELD_IN) for r in readings]
    counted = [bad for bad, excused in told if bad is not None and not (bad and excused)]
    excused = sum(1 for bad, excused in told if bad and excused)
    return _Days(sum(counted), len(counted), excused)


def _reason_of_days(kind: Kind, now: _Days, usual_bad: float) -> Reason:
    if kind == Kind.CONTACT:
        talked, usually = now.counted - now.bad, now.counted - usual_bad
        return Reason(kind, talked, round(usually), now.counted, now.excused)
    return Reason(kind, now.bad, round(usual_bad), now.counted, now.excused)


def _shift_of_loneliness(recent: Sequence[Reading], usual: Sequence[Reading]) -> _Shift | None:
    """Middle answers, so that one very bad day cannot tip it."""
    now = [r.lonely for r in recent if r.lonely is not None]
    before = [r.lonely for r in usual if r.lonely is not None]
    if len(now) < LEAST_RECENT or len(before) < LEAST_USUAL // 2:
        return None
    middle, usually = median_low(now), median_low(before)
    spread = max(LEAST_SPREAD, 1.48 * median_low([abs(answer - usually) for answer in before]))
    error = spread * sqrt(LIKENESS_OF_FEELING * (1 / len(now) + 1 / len(before)))
    return _Shift(
        Reason(Kind.LONELY, middle, usually, len(now)),
        (middle - usually) / error,
        middle - usually >= LEAST_EXTRA_LONELY,
    )


def _week(told: Sequence[Reading], end: date) -> Week:
    start = end - timedelta(days=6)
    days = [r for r in told if start <= r.day <= end]
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
