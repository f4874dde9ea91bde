"""Five weeks of six people in six zones, told as a story.

`python -m tests.domain.routines.story` prints it; `five_weeks.txt` is what it printed when it was
last read by a person. Between them the five weeks hold two hours that clocks skip, one half hour
that they have twice, zones of a half and of a quarter hour, and both sides of the date line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from porchlight.domain.routines.routine import (
    EachDays,
    Happened,
    HappenedBy,
    OnWeekdays,
    Routine,
    RoutineKind,
    RoutineWindow,
    TimesAWeek,
)
from tests.domain.routines.made import (
    BEN,
    HALL,
    MONDAY,
    ROUTINE,
    Change,
    Event,
    Month,
    live,
    moment,
)

DAY = timedelta(days=1)
DAYS = 36
WORDS = {
    HappenedBy.CHECK_IN: "named them in a check-in",
    HappenedBy.TALKED: 'tapped "We talked"',
    HappenedBy.ASK: "asked for somebody, and they talked",
    HappenedBy.PROMISE: "kept a promise",
    HappenedBy.AGREED: "talked at the agreed time",
    HappenedBy.WENT: "went",
    HappenedBy.OWN_WORD: "did it",
}


@dataclass(frozen=True)
class Life:
    """`facts` are (day of the story, hour, how), `changes` (day, hour, words, change)."""

    name: str
    about: str
    routine: Routine
    facts: tuple[tuple[int, int, HappenedBy], ...]
    changes: tuple[tuple[int, int, str, Change], ...] = ()

    def events(self) -> Iterator[Event]:
        zone = self.routine.zone
        for number, hour, by in self.facts:
            at = moment(MONDAY + (number - 1) * DAY, hour, zone)
            matter = ROUTINE if by is HappenedBy.OWN_WORD else self.routine.matter
            yield at, Happened.at(at, zone, by, matter)
        for number, hour, _words, change in self.changes:
            yield moment(MONDAY + (number - 1) * DAY, hour, zone), change

    def month(self, *, withheld: bool = False) -> Month:
        return live(self.routine, self.events(), DAYS, withheld=withheld)


def _paused(routine: Routine) -> Routine:
    return replace(routine, paused_until=MONDAY + 21 * DAY)


def _smaller(routine: Routine) -> Routine:
    return routine.smaller(MONDAY + 15 * DAY) or routine


def _snoozed(routine: Routine) -> Routine:
    return replace(routine, snoozed_until=moment(MONDAY + 14 * DAY, 0, routine.zone))


def _routine(zone: str, kind: RoutineKind, pace: object, hours: tuple[int, int]) -> Routine:
    matter = {RoutineKind.PERSON: BEN, RoutineKind.PLACE: HALL}.get(kind)
    window = RoutineWindow(time(hours[0]), time(hours[1]))
    assert isinstance(pace, TimesAWeek | EachDays | OnWeekdays)
    return Routine(ROUTINE, kind, pace, window, zone, MONDAY, matter)


BY = HappenedBy
LIVES = (
    Life(
        "Ana",
        "a call with Ben three times a week, after work",
        _routine("America/Chicago", RoutineKind.PERSON, TimesAWeek(3), (17, 20)),
        (
            (1, 12, BY.CHECK_IN),
            (3, 18, BY.TALKED),
            (5, 9, BY.PROMISE),
            (10, 20, BY.ASK),
            (12, 18, BY.AGREED),
            (21, 18, BY.TALKED),
            (28, 10, BY.CHECK_IN),
        ),
        ((16, 9, "says yes to once a week", _smaller),),
    ),
    Life(
        "Bishal",
        "a word with anybody each day",
        _routine("Asia/Kathmandu", RoutineKind.ANYBODY, EachDays(1), (9, 12)),
        tuple((number, 8, BY.CHECK_IN) for number in (1, 2, 3, 5, 6, 20, 21, 22, 34)),
    ),
    Life(
        "Cora",
        "the women's group on Sundays and Wednesdays",
        _routine("Australia/Lord_Howe", RoutineKind.PLACE, OnWeekdays(frozenset({2, 6})), (8, 10)),
        ((3, 7, BY.WENT), (7, 7, BY.WENT), (17, 7, BY.WENT), (28, 7, BY.WENT), (35, 7, BY.WENT)),
        ((8, 12, "pauses for two weeks", _paused),),
    ),
    Life(
        "Dermot",
        "a walk each third day",
        _routine("America/St_Johns", RoutineKind.EXERCISE, EachDays(3), (8, 9)),
        ((1, 7, BY.OWN_WORD), (4, 18, BY.OWN_WORD), (10, 7, BY.OWN_WORD), (33, 7, BY.OWN_WORD)),
        ((13, 9, "snoozes for two days", _snoozed),),
    ),
    Life(
        "Etera",
        "a call with his sister once a week",
        _routine("Pacific/Kiritimati", RoutineKind.PERSON, TimesAWeek(1), (18, 21)),
        ((2, 0, BY.CHECK_IN), (12, 23, BY.TALKED), (20, 6, BY.AGREED)),
    ),
    Life(
        "Fua",
        "therapy every two weeks",
        _routine("Pacific/Pago_Pago", RoutineKind.THERAPY, EachDays(14), (10, 12)),
        ((1, 10, BY.OWN_WORD), (15, 11, BY.OWN_WORD), (30, 9, BY.OWN_WORD)),
    ),
)


def reminders_of_what_happened(life: Life, month: Month) -> list[datetime]:
    """By counting days, without asking the routine: reminders on a day with it, too soon after it,
    or in a week that had enough. The pace is the one that the routine began with, at least."""
    zone = ZoneInfo(life.routine.zone)
    wrong = []
    for sent in month.sent:
        day = sent.astimezone(zone).date()
        before = [fact.day for at, fact in month.happened if at <= sent]
        if day in before or _enough(life.routine, before, day):
            wrong.append(sent)
    return wrong


def _enough(routine: Routine, before: list[date], day: date) -> bool:
    if isinstance(routine.pace, TimesAWeek):
        return sum(1 for one in before if (day - one).days < 7) >= routine.pace.times
    if isinstance(routine.pace, EachDays):
        return any((day - one).days < routine.pace.days for one in before)
    return False


def told(life: Life, month: Month) -> str:
    """Line by line, on the person's own clock."""
    zone = ZoneInfo(life.routine.zone)
    lines = [(sent, "is reminded") for sent in month.sent]
    lines += [(at, WORDS[fact.by]) for at, fact in month.happened]
    lines += [
        (moment(MONDAY + (number - 1) * DAY, hour, life.routine.zone), words)
        for number, hour, words, _change in life.changes
    ]
    head = f"{life.name}, {life.routine.zone}: {life.about}."
    return "\n".join([head, *(f"  {_when(at, zone)}  {words}" for at, words in sorted(lines))])


def story() -> str:
    return "\n\n".join(told(life, life.month()) for life in LIVES) + "\n"


def _when(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%a %d %b %H:%M UTC%z")


if __name__ == "__main__":
    print(story(), end="")
