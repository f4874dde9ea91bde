"""Made-up days for the tables of drift and notices: a story is a row of days."""

from datetime import date, timedelta

from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.hearing import hear, last_closed_day, snapshot_at
from porchlight.domain.noticing import HowOften, Noticed, NoticeKind, look

TODAY = date(2026, 3, 9)

TALKED = {"talk": Talk.GOOD, "lonely": 3, "avoided": False, "held_in": False}
ALONE = {"talk": Talk.NONE, "lonely": 3, "avoided": False, "held_in": False}
RESTED = {"talk": Talk.NONE, "alone_wanted": True, "lonely": 3}
LONELY = {"talk": Talk.GOOD, "lonely": 8, "avoided": False, "held_in": False}
HIDING = {"talk": Talk.GOOD, "lonely": 3, "avoided": True, "held_in": True}
WORST = {"talk": Talk.NONE, "lonely": 10, "avoided": True, "held_in": True}
MIXED = [TALKED, TALKED, ALONE, TALKED] * 7
STEADY = [day | {"mood": 4, "urge": 1} for day in MIXED]


def days_of(*answers, ending=TODAY):
    """One reading a day, the last on `ending`; None is a day with no check-in."""
    first = ending - timedelta(days=len(answers) - 1)
    return [
        Reading(day=first + timedelta(days=at), **answer)
        for at, answer in enumerate(answers)
        if answer is not None
    ]


def back(days):
    """So many days before today."""
    return TODAY - timedelta(days=days)


def notices_over(told, how_often=HowOften.SOMETIMES, answers=()):
    """The notices of somebody who checks in on each day of `told`, as the product gives them: one
    look a day, each notice remembered. `answers`: what they say to the nth notice of drift, on
    its day; None is no answer."""
    noticed, kept = [], None
    answers = iter(answers)
    for at, reading in enumerate(told):
        so_far, today = told[: at + 1], reading.day
        heard = hear(so_far, today, how_often, noticed, kept)
        picture = look(heard, so_far, today, how_often, noticed)
        kept = snapshot_at(so_far, last_closed_day(today), noticed, kept)
        if picture.notice is not None:
            is_drift = picture.notice is NoticeKind.DRIFT
            fits = next(answers, None) if is_drift else None
            answered_on = today if fits else None
            noticed = [*noticed, Noticed(picture.notice, today, picture.since, fits, answered_on)]
            kept = None if fits else kept
    return noticed
