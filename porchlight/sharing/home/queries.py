"""Everything Home shows, in one frozen object. All but what was handed over is the reader's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from porchlight.checkins.queries.notice_today import NoticeToday, notice_today
from porchlight.checkins.readings import reading_on
from porchlight.checkins.replies import replies_by_day
from porchlight.circles.access import own
from porchlight.circles.queries import Friend, circle_of, talks_of
from porchlight.directory.queries.family import family_groups, next_family_start
from porchlight.domain.answering import hard_reason
from porchlight.domain.checkin import Reading, writable_days
from porchlight.domain.circle.invitations import Role
from porchlight.domain.consent import Decision
from porchlight.domain.family_checkin import (
    LOW,
    FamilyDay,
    FamilyStep,
    Second,
    family_step,
    second_of,
    week_is_due,
)
from porchlight.domain.steps import DatedPlace
from porchlight.domain.street import Street, street_of
from porchlight.people.requests import PersonRequest, is_seen
from porchlight.people.wishes import wishes_of
from porchlight.practices.lessons.index import LESSONS
from porchlight.practices.lessons.lesson import Lesson, Words
from porchlight.sharing.shown import FromSomebody, QuietFrom, from_everybody

# Lessons whose lines fit on any day: none of them takes something for granted that happened.
ANY_DAY = ("change", "kind-asks", "noticing", "looking-after-me")
# The one that comes first on a low day: its lines ask somebody to be there for the reader, and are
# never something to do for the one they are here for.
ON_A_LOW_DAY = "looking-after-me"
# How many of the reader's own people stand on the page.
NAMED = 2
MORE, WEEK, STEP = "family_more", "family_week", "family_step"
DECLINED = "no"

FirstCallOf = Callable[[str], Any]


@dataclass(frozen=True)
class OfferedFamilyStep:
    """The one small step, with whom or where it ends. `next_number` leads to another one."""

    step: FamilyStep
    friend: Friend | None
    start: DatedPlace | None
    next_number: int


@dataclass(frozen=True)
class Helpful:
    """The helpful line: of which lesson, and which of its lines, counted from one. `also` is
    another lesson, to read."""

    lesson: Lesson
    number: int
    also: Lesson

    @property
    def line(self) -> Words:
        return self.lesson.lines[self.number - 1]


@dataclass(frozen=True)
class HomePage:
    """`reading` is None until the day is told. `is_hard`: then a person comes first, and nothing is
    asked or offered beside. `near` are the reader's own people, `first_call` has `line` and
    `emergency`, each with a number to call, or None."""

    name: str
    asks_here: bool
    reading: Reading | None
    street: Street
    helpful: Helpful
    next_lesson: int
    groups: list[tuple[str, str]]
    start: DatedPlace | None
    near: Sequence[Friend]
    first_call: Any
    circle: Sequence[Friend] = ()
    handed: Sequence[FromSomebody] = ()
    is_hard: bool = False
    notice: NoticeToday | None = None
    step: OfferedFamilyStep | None = None
    second: Second | None = None
    second_answer: str = ""
    asks_week: bool = False
    days: tuple[date, ...] = ()


def home_page(
    request: PersonRequest,
    first_call: FirstCallOf,
    quiet_from: QuietFrom,
    *,
    asks_here: bool,
    lesson: int,
    passed: int,
) -> HomePage:
    """`lesson` and `passed`: how often the reader asked for another lesson, or another step.
    `asks_here`: whether their own day is asked here, and not on Today. `quiet_from`: nothing of
    those stands on the page."""
    person, now, today = request.person, request.now, request.today
    decision = own(person, now)
    everybody = circle_of(decision)
    circle = own_people(everybody)
    reading = reading_on(decision, today) if asks_here else None
    start = next_family_start(person, decision, now, wishes_of(person, decision))
    talks = talks_of(decision, today)
    answered = _after(request, decision, reading, circle, start, passed) if reading else {}
    return HomePage(
        name=person.name.open(decision) or "",
        asks_here=asks_here,
        reading=reading,
        street=street_of(talks.total, talks.on_day),
        helpful=_helpful(today, lesson, is_low=_is_low(reading)),
        next_lesson=lesson + 1,
        groups=family_groups(),
        start=start,
        near=circle[:NAMED],
        first_call=first_call(person.country),
        circle=everybody,
        handed=from_everybody(person, now, quiet_from, is_seen=is_seen(request)),
        days=writable_days(today)[1:],
        **answered,
    )


def _is_low(reading: Reading | None) -> bool:
    return reading is not None and reading.mood is not None and reading.mood <= LOW


def _helpful(today: date, passed: int, *, is_low: bool) -> Helpful:
    """Another one each day, and each time that one was passed. Four lessons with three lines each
    go round at once: the same line is there again after twelve days."""
    nth = today.toordinal() + passed
    place = ANY_DAY.index(ON_A_LOW_DAY) + passed if is_low else nth
    lesson, also = (LESSONS[ANY_DAY[one % len(ANY_DAY)]] for one in (place, place + 1))
    return Helpful(lesson, nth % len(lesson.lines) + 1, also)


def own_people(circle: Sequence[Friend]) -> list[Friend]:
    """Those who may be suggested, who can be reached first. Not whoever came in as family, nor who
    the reader said they are here for, nor who asked the reader in, until the reader says on the
    card that this is somebody for them: often it is the one they are here for. What kind of account
    is on the other side is not known here, and nothing may tell it."""
    offered = [
        f
        for f in circle
        if f.is_offered and not (f.is_here_for or f.is_as_it_came or f.role == Role.FAMILY)
    ]
    return sorted(offered, key=lambda friend: not friend.is_reachable)


def _after(
    request: PersonRequest,
    decision: Decision,
    reading: Reading,
    circle: list[Friend],
    start: DatedPlace | None,
    passed: int,
) -> dict[str, Any]:
    """What stands on the page once the day is told."""
    if hard_reason(reading) is not None:
        return {"is_hard": True}
    today = request.today
    by_day = replies_by_day(decision) or {}
    answers = by_day.get(today, {})
    second = second_of(today)
    more = answers.get(MORE, {})
    weeks = {day: given[WEEK] for day, given in by_day.items() if WEEK in given}
    step = None
    if answers.get(STEP) != DECLINED:
        lately = [weeks[day] for day in sorted(weeks) if _is_lately(day, today)]
        day = FamilyDay(reading.mood, reading.talk, more, lately[-1] if lately else {})
        step = _step(day, circle, start, passed)
    return {
        "notice": notice_today(request.person, decision, today),
        "step": step,
        "second": second,
        "second_answer": more.get(second, ""),
        "asks_week": week_is_due(weeks, today),
    }


def _is_lately(day: date, today: date) -> bool:
    return today - timedelta(days=7) < day <= today


def _step(
    day: FamilyDay, circle: list[Friend], start: DatedPlace | None, passed: int
) -> OfferedFamilyStep:
    step = family_step(
        day, has_friend=bool(circle), has_group_at=start is not None, others_passed=passed
    )
    return OfferedFamilyStep(step, circle[0] if circle else None, start, passed + 1)
