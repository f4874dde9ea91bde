"""Weeks of somebody's days, told on those days, for the pages that say something about them."""

from __future__ import annotations

from datetime import date, timedelta

from porchlight.checkins.actions import keep_reply
from porchlight.people.models import Person
from tests.make import TODAY, decision_of, make_check_in

STEADY = {"talk": "good", "lonely": 2, "mood": 4, "urge": 1, "avoided": False, "held_in": False}
HARD = {"talk": "none", "lonely": 8, "mood": 2, "urge": 5, "avoided": True, "held_in": True}


def tell(person: Person, back: int, *days: dict[str, object] | None) -> None:
    """Days one after another, the first so many days before today; None leaves a day blank."""
    for at, told in enumerate(days):
        if told is not None:
            make_check_in(person, TODAY - timedelta(days=back - at), **told)


def a_drift_of(person: Person, hard_days: int = 4) -> None:
    """Steady weeks with talks, then some days alone and low, today among them, whose card of the
    four ways was closed: a notice never stands beside it."""
    steady = [STEADY | {"talk": "brief" if at % 3 else "good"} for at in range(30)]
    tell(person, 29 + hard_days, *steady, *[HARD] * hard_days)
    close_the_four_ways(person)


def close_the_four_ways(person: Person, day: date = TODAY) -> None:
    keep_reply(person, day, decision_of(person), hard_closed=True)
