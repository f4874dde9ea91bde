"""Everything the Today page shows, in one frozen object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max

from porchlight.checkins.models import CheckIn
from porchlight.checkins.queries.notice_today import NoticeToday, notice_today
from porchlight.checkins.queries.steps import AskedAbout, FindPlaces, OfferedStep, step_or_question
from porchlight.checkins.readings import reading_on
from porchlight.circles.access import own, rows
from porchlight.domain.checkin import Reading
from porchlight.domain.consent import Decision
from porchlight.people.models import Person
from porchlight.people.requests import PersonRequest

# Away for longer than this, and Today says that it is good to see you.
GAP = timedelta(days=3)


NextSaved = Callable[[Person, Decision, datetime], Any]


@dataclass(frozen=True)
class TodayPage:
    """`check_in` is None until the day is told; before that nothing is offered, asked or said."""

    check_in: Reading | None
    notice: NoticeToday | None
    offered: OfferedStep | None
    asked: AskedAbout | None
    next_saved: Any
    is_back_after_gap: bool


def today_page(
    request: PersonRequest, dated_places: FindPlaces, next_saved: NextSaved
) -> TodayPage:
    person, now, today = request.person, request.now, request.today
    decision = own(person, now)
    check_in = reading_on(decision, today)
    notice = offered = asked = None
    if check_in is not None:
        notice = notice_today(person, decision, today)
        offered, asked = step_or_question(request, decision, check_in, notice, dated_places)
    return TodayPage(
        check_in=check_in,
        notice=notice,
        offered=offered,
        asked=asked,
        next_saved=next_saved(person, decision, now),
        is_back_after_gap=check_in is None and _is_back_after_gap(decision, today),
    )


def _is_back_after_gap(decision: Decision, today: date) -> bool:
    """Some days away, or many. Never said to somebody who is new."""
    last = rows(CheckIn, decision).filter(day__lt=today).aggregate(last=Max("day"))["last"]
    return last is not None and today - last > GAP
