"""What a person hears of their own drift, and when. A notice is a question, comes with counts the
person can check, and is rare: how rare is their choice. Nothing here is about return to use, and no
number of the model is ever shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from porchlight.domain.checkin import Reading
from porchlight.domain.usual import (
    LEAST_RECENT,
    RECENT_DAYS,
    Measure,
    Reason,
    compare,
)

LOOK_BACK_DAYS = 120
REST_DAYS = 14
STANDS_DAYS = 7  # so long a notice is asked about, and an alert of the model may still become one
MOST_REASONS = 3

# Those the model follows, in the order of its items.
KINDS = (
    Measure.LONELY,
    Measure.CONTACT,
    Measure.MOOD,
    Measure.URGE,
    Measure.AVOIDED,
    Measure.HELD_IN,
)


class HowOften(StrEnum):
    """How often a person wants to hear, were nothing in their life to change."""

    RARELY = "rarely"
    SOMETIMES = "sometimes"
    OFTEN = "often"
    OFF = "off"


# From this chance on, tomorrow is worth a line: as often as the budget above, for made-up people
# whose recipe is written down (tests/domain/test_noticing_rates.py). A line is right some three
# times in ten there, where one day in six is such a day: hence "may".
HARD_TOMORROW = {HowOften.RARELY: 0.42, HowOften.SOMETIMES: 0.34, HowOften.OFTEN: 0.26}


class NoticeKind(StrEnum):
    DRIFT = "drift"
    HARD_TOMORROW = "hard_tomorrow"


class Fits(StrEnum):
    """What a person says to "does that fit?"."""

    YES = "yes"
    NO = "no"
    WANTED = "wanted"


class NoticeState(StrEnum):
    LEARNING = "learning"
    USUAL = "usual"
    DRIFTING = "drifting"
    HARD_TOMORROW = "hard_tomorrow"
    QUIET = "quiet"  # the person said it does not fit, or that it was wanted, within a fortnight


class Span(StrEnum):
    """How long a change has been there, as far as words need it."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    WEEKS = "weeks"


@dataclass(frozen=True)
class Noticed:
    """A notice that was given on `day`, shown or not, and what the person said to it. `since`: the
    first day of the change it was about, `about`: what raised it, the clearest first; none for a
    hard tomorrow."""

    kind: NoticeKind
    day: date
    since: date | None = None
    fits: Fits | None = None
    answered_on: date | None = None
    about: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class ModelSnapshot:
    """What the model knew of a person at the end of the day `through`; under 1 kB."""

    through: date
    state: bytes


@dataclass(frozen=True)
class Heard:
    """What the model makes of a person's days up to today, for how often they want to hear.

    `alert_on`: the day of an alert within the last seven, if any; `since` the first day of that
    rise. `shares`: what each of KINDS adds to it. `firing`: the kinds whose own chart is at its
    bar, or was on that day. `p_hard`: the chance that tomorrow is unusually lonely for this person,
    None when today is blank. None of these numbers is shown to anybody.
    """

    is_learning: bool
    is_raised: bool
    alert_on: date | None
    since: date | None
    shares: tuple[float, ...]
    firing: tuple[Measure, ...]
    p_hard: float | None


@dataclass(frozen=True)
class Picture:
    """What a page may say. `reasons`: at most three, the clearest first, only when drifting.
    `about`: all that raised it, in that order. `notice`: one that is due today and not given yet.
    `quiet_until`: the first day of new notices after an answer that asked for quiet."""

    state: NoticeState
    reasons: tuple[Reason, ...] = ()
    about: tuple[Measure, ...] = ()
    since: date | None = None
    notice: NoticeKind | None = None
    quiet_until: date | None = None


def look(
    heard: Heard,
    readings: Iterable[Reading],
    today: date,
    how_often: HowOften = HowOften.SOMETIMES,
    noticed: Sequence[Noticed] = (),
) -> Picture:
    """The picture of today. `readings`: those of the last 7 days at least, and of the 28 before
    the change when `heard` may be drift."""
    days_so_far = [r for r in as_answered(readings, noticed) if r.day <= today]
    lately = [r for r in days_so_far if (today - r.day).days < RECENT_DAYS]
    quiet_until = _quiet_until(noticed)
    if quiet_until is not None and today < quiet_until:
        return Picture(NoticeState.QUIET, quiet_until=quiet_until)
    if heard.is_learning or len(lately) < LEAST_RECENT:
        return Picture(NoticeState.LEARNING)
    about = _raised_by(heard) if may_be_drift(heard) else ()
    reasons = reasons_of(about, days_so_far, today, heard.since)
    if reasons:
        is_due = _drift_is_due(heard, today, how_often, noticed)
        notice = NoticeKind.DRIFT if is_due else None
        return Picture(NoticeState.DRIFTING, reasons, about, heard.since, notice)
    if _was_given_today(NoticeKind.HARD_TOMORROW, today, noticed):
        return Picture(NoticeState.HARD_TOMORROW)
    if _tomorrow_is_due(heard, today, how_often, noticed):
        return Picture(NoticeState.HARD_TOMORROW, notice=NoticeKind.HARD_TOMORROW)
    return Picture(NoticeState.USUAL)


def reasons_of(
    about: Sequence[Measure], readings: Iterable[Reading], today: date, since: date | None
) -> tuple[Reason, ...]:
    """What a drift rests on, as far as the person's own counts show it: set against the days before
    it began, else against those before this week. A notice without a reason is not given."""
    days_so_far = [reading for reading in readings if reading.day <= today]
    for start in (since, None):
        counts = compare(days_so_far, today, start)
        worse = [counts[kind] for kind in about if kind in counts and counts[kind].is_worse]
        if worse:
            return tuple(worse[:MOST_REASONS])
    return ()


def may_be_drift(heard: Heard) -> bool:
    """An alert stands for a week, so that one calmer day does not take the question away."""
    return not heard.is_learning and (heard.is_raised or heard.alert_on is not None)


def open_question(noticed: Sequence[Noticed], today: date) -> Noticed | None:
    """The latest notice of drift, when it has no answer yet and is not a week old."""
    drifts = [n for n in noticed if n.kind is NoticeKind.DRIFT]
    last = max(drifts, key=lambda n: n.day, default=None)
    if last is None or last.fits is not None or (today - last.day).days >= STANDS_DAYS:
        return None
    return last


def as_answered(readings: Iterable[Reading], noticed: Sequence[Noticed]) -> list[Reading]:
    """The days told, oldest first, as the person's answers to earlier notices make them.

    "I wanted it that way": the days from the start of that change to the answer count as solitude
    that was wanted. "No": those days are the usual now, so the usual is learned afresh from the
    first of them on, and what was before no longer counts; fourteen days of learning are fourteen
    days of quiet too.
    """
    days = sorted((r for r in readings if not r.is_blank), key=lambda r: r.day)
    for notice in noticed:
        start, end = notice.since or notice.day, notice.answered_on or notice.day
        if notice.fits is Fits.NO:
            days = [r for r in days if r.day >= start]
        if notice.fits is Fits.WANTED:
            days = [replace(r, alone_wanted=True) if start <= r.day <= end else r for r in days]
    return days


def span_of(since: date | None, today: date) -> Span:
    days = 0 if since is None else (today - since).days + 1
    if days < 11:
        return Span.WEEK
    return Span.FORTNIGHT if days < 21 else Span.WEEKS


def _raised_by(heard: Heard) -> tuple[Measure, ...]:
    """Those whose own chart is at its bar first, then by what each adds to all together."""
    by_share = sorted(
        zip(heard.shares, KINDS, strict=True),
        key=lambda pair: (pair[1] not in heard.firing, -pair[0]),
    )
    return tuple(kind for share, kind in by_share if share > 0 or kind in heard.firing)


def _quiet_until(noticed: Sequence[Noticed]) -> date | None:
    asked = [n.answered_on for n in noticed if n.fits in (Fits.NO, Fits.WANTED) and n.answered_on]
    return max(asked) + timedelta(days=REST_DAYS) if asked else None


def _drift_is_due(
    heard: Heard, today: date, how_often: HowOften, noticed: Sequence[Noticed]
) -> bool:
    if how_often is HowOften.OFF or heard.alert_on is None:
        return False
    of_tomorrow = [n.day for n in noticed if n.kind is NoticeKind.HARD_TOMORROW]
    is_same_days = any(0 <= (today - day).days <= 1 for day in of_tomorrow)
    return not is_same_days and not _was_given_lately((NoticeKind.DRIFT,), today, noticed)


def _tomorrow_is_due(
    heard: Heard, today: date, how_often: HowOften, noticed: Sequence[Noticed]
) -> bool:
    if how_often is HowOften.OFF or heard.p_hard is None or may_be_drift(heard):
        return False
    is_likely = heard.p_hard >= HARD_TOMORROW[how_often]
    return is_likely and not _was_given_lately(tuple(NoticeKind), today, noticed)


def _was_given_lately(kinds: Sequence[NoticeKind], today: date, noticed: Sequence[Noticed]) -> bool:
    return any(n.kind in kinds and (today - n.day).days < REST_DAYS for n in noticed)


def _was_given_today(kind: NoticeKind, today: date, noticed: Sequence[Noticed]) -> bool:
    return any(n.kind is kind and n.day == today for n in noticed)
