"""Made-up days in the shape real diaries have. Pure: no database, no clock.

Moods resemble the mood of the day before, gaps come in clumps, urges are mostly low with a long
tail, a little higher at weekends and around payday, and a talk takes at most one point off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import sqrt
from random import Random
from typing import Any

LIKENESS_OF_MOODS = 0.5
MOOD_SPREAD = 0.9
BACK_AFTER_A_GAP = 0.35
TELLS_MORE, TELLS_LONELY = 0.6, 0.8
LEAST_SHARE, MOST_SHARE = 0.55, 0.75
PAYDAYS = (1, 15)
SATURDAY = 5


@dataclass(frozen=True)
class DemoUsual:
    """What is usual for somebody: mood 1-5, urge and loneliness 0-10, and two shares of days."""

    mood: float = 3.3
    urge: float = 1.6
    lonely: float = 3.5
    talks: float = 0.65
    answers: float = 0.62


@dataclass(frozen=True)
class Life:
    """A person's usual, how it changes, and what happened on certain days.

    Every number of days counts back from today. `turns`: from that day on, these parts of the
    usual are different. `away`: (first, last) days of a silence. `days`: the answers of one day,
    and under "with" the names of those talked with; None instead leaves the day blank. `notes`: a
    line written on that day.
    """

    usual: DemoUsual = field(default_factory=DemoUsual)
    turns: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    away: Sequence[tuple[int, int]] = ()
    days: Mapping[int, Mapping[str, Any] | None] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DayTold:
    """One check-in. `more` holds the optional answers; None when only the three taps were given.
    `talks_with` is how many people are ticked, `with_names` which ones when that is told."""

    day: date
    mood: int
    urge: int
    talk: str
    more: Mapping[str, Any] | None = None
    talks_with: int = 0
    with_names: tuple[str, ...] = ()
    note: str = ""


def days_of(life: Life, first: date, today: date, dice: Random) -> Iterator[DayTold]:
    """The days told from `first` up to yesterday, oldest first."""
    n_days = (today - first).days
    answered = _answered(life.usual.answers, n_days, dice)
    swing = dice.gauss(0, 1)
    for back in range(n_days, 0, -1):
        swing = _next_swing(swing, dice)
        check_in = _day(today - timedelta(days=back), _usual_on(life, back), swing, dice)
        if back in life.days:
            answers = life.days[back]
            if answers is not None:
                yield _with_answers(check_in, answers, life.notes.get(back, ""))
        elif back in life.notes:
            yield replace(check_in, more=check_in.more or {}, note=life.notes[back])
        elif answered[n_days - back] and not any(a >= back >= b for a, b in life.away):
            yield check_in


def _answered(share: float, n_days: int, dice: Random) -> list[bool]:
    """Which days are told, in clumps; drawn anew until the whole has an ordinary share."""
    leaves = BACK_AFTER_A_GAP * (1 - share) / share
    while True:
        is_here, days = True, []
        for _ in range(n_days):
            is_here = dice.random() >= leaves if is_here else dice.random() < BACK_AFTER_A_GAP
            days.append(is_here)
        if n_days < 20 or LEAST_SHARE <= sum(days) / n_days <= MOST_SHARE:
            return days


def _usual_on(life: Life, back: int) -> DemoUsual:
    usual = life.usual
    for since in sorted(life.turns, reverse=True):
        if back <= since:
            usual = replace(usual, **life.turns[since])
    return usual


def _next_swing(before: float, dice: Random) -> float:
    fresh = sqrt(1 - LIKENESS_OF_MOODS**2) * dice.gauss(0, 1)
    return LIKENESS_OF_MOODS * before + fresh


def _day(day: date, usual: DemoUsual, swing: float, dice: Random) -> DayTold:
    talk = _talk(usual, dice)
    more = _more(usual, swing, talk, dice) if dice.random() < TELLS_MORE else None
    return DayTold(
        day=day,
        mood=_on(1, 5, usual.mood + MOOD_SPREAD * swing),
        urge=_urge(day, usual, talk, dice),
        talk=talk,
        more=more,
        talks_with=0 if talk == "none" or more is None else dice.choice((1, 1, 1, 2)),
    )


def _talk(usual: DemoUsual, dice: Random) -> str:
    if dice.random() >= usual.talks:
        return "none"
    return dice.choice(("good", "good", "brief"))


def _urge(day: date, usual: DemoUsual, talk: str, dice: Random) -> int:
    urge = dice.expovariate(1 / max(usual.urge, 0.1))
    urge += 0.8 * (day.weekday() >= SATURDAY - 1) + 0.9 * (day.day in PAYDAYS)
    eased = {"good": 1.0, "brief": 0.5, "none": 0.0}[talk]
    return _on(0, 10, urge - eased)


def _more(usual: DemoUsual, swing: float, talk: str, dice: Random) -> dict[str, Any]:
    """The optional answers, each left blank now and then."""
    alone = talk == "none"
    more: dict[str, Any] = {
        "avoided": dice.random() < (0.3 if swing < -0.8 else 0.1),
        "held_in": dice.random() < (0.4 if swing < -0.5 else 0.15),
    }
    if dice.random() < TELLS_LONELY:
        lonely = usual.lonely - 0.8 * swing + 1.2 * alone + dice.gauss(0, 0.8)
        more["lonely"] = _on(0, 10, lonely)
    if alone and dice.random() < 0.5:
        more["alone_wanted"] = dice.random() < 0.5
    return more


def _with_answers(check_in: DayTold, answers: Mapping[str, Any], note: str) -> DayTold:
    """The day with the answers given, and no others."""
    taps = {name: answers[name] for name in ("mood", "urge", "talk") if name in answers}
    names = tuple(answers.get("with", ()))
    more = {name: answer for name, answer in answers.items() if name not in {*taps, "with"}}
    return replace(check_in, **taps, more=more, talks_with=len(names), with_names=names, note=note)


def _on(low: int, high: int, value: float) -> int:
    return max(low, min(high, round(value)))
