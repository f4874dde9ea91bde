"""Page-shaped reads of check-ins: the Today page, one day, the person's own weeks and usual."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max

from porchlight.checkins.chart import Chart, chart_of
from porchlight.checkins.models import CheckIn, Notice, StepAnswered
from porchlight.checkins.notices import LOOK_BACK, how_often_of, listen, notices_of, reasons_now
from porchlight.checkins.readings import reading_on, readings_of
from porchlight.checkins.usual_chart import DayRow, Panel, panels_of, rows_of
from porchlight.circles.access import own, rows
from porchlight.circles.models import Contact, Tie
from porchlight.circles.queries import Friend, circle_of
from porchlight.domain.checkin import Reading, writable_days
from porchlight.domain.consent import Decision
from porchlight.domain.fit import Wishes
from porchlight.domain.links import Link, links
from porchlight.domain.noticing import (
    Fits,
    HowOften,
    Noticed,
    NoticeKind,
    Picture,
    Span,
    as_answered,
    open_question,
    span_of,
)
from porchlight.domain.steps import (
    Answer,
    Barrier,
    DatedPlace,
    Outcome,
    Step,
    StepKind,
    Tried,
    one_small_step,
)
from porchlight.domain.usual import Reason, Week, strips, weeks
from porchlight.people.models import Person
from porchlight.people.requests import PersonRequest
from porchlight.people.wishes import wishes_of

STEPS_LOOK_BACK = timedelta(days=60)
# Away for longer than this, and Today says that it is good to see you.
GAP = timedelta(days=3)
N_WEEKS = 8
# A step for tomorrow is chosen as if it were this hour of it: late enough to call somebody.
TOMORROW_FROM = time(9)

# What the directory knows of a person's places; porchlight/urls.py hands both functions over.
FindPlaces = Callable[[Person, Decision, datetime, Wishes], Sequence[DatedPlace]]
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


@dataclass(frozen=True)
class NoticeToday:
    """The one notice on Today: a question about drift, what was said to it today, or a line about
    tomorrow. `reasons`: while it is a question, and after a yes."""

    row: Notice
    told: Noticed
    reasons: tuple[Reason, ...] = ()
    span: Span = Span.WEEK

    @property
    def is_question(self) -> bool:
        return self.told.kind is NoticeKind.DRIFT and self.told.fits is None

    @property
    def is_about_tomorrow(self) -> bool:
        return self.told.kind is NoticeKind.HARD_TOMORROW

    @property
    def is_rest(self) -> bool:
        return self.told.fits is Fits.WANTED


@dataclass(frozen=True)
class OfferedStep:
    """The one small step, with what the page needs to name it."""

    step: Step
    friend: Friend | None
    place: DatedPlace | None
    is_for_tomorrow: bool = False

    @property
    def name(self) -> str:
        if self.friend:
            return self.friend.name
        return self.place.name if self.place else ""


@dataclass(frozen=True)
class AskedAbout:
    """A step that was taken and that the person is asked about today."""

    row: StepAnswered
    kind: str
    name: str


def today_page(
    request: PersonRequest, dated_places: FindPlaces, next_saved: NextSaved
) -> TodayPage:
    person, now, today = request.person, request.now, request.today
    decision = own(person, now)
    check_in = reading_on(decision, today)
    notice = offered = asked = None
    if check_in is not None:
        notice = _notice_today(person, decision, today)
        offered, asked = step_or_question(request, decision, check_in, notice, dated_places)
    return TodayPage(
        check_in=check_in,
        notice=notice,
        offered=offered,
        asked=asked,
        next_saved=next_saved(person, decision, now),
        is_back_after_gap=check_in is None and _is_back_after_gap(decision, today),
    )


def _notice_today(person: Person, decision: Decision, today: date) -> NoticeToday | None:
    """The latest notice, while it is still a question, on the day it was answered, or on the day
    it says something about tomorrow. Without a reason left in the counts there is no question."""
    kept = notices_of(decision, today)
    if not kept or how_often_of(person, decision) is HowOften.OFF:
        return None
    row, last = kept[-1]
    noticed = [told for _, told in kept]
    if last.kind is NoticeKind.HARD_TOMORROW:
        return NoticeToday(row, last) if last.day == today else None
    if last.answered_on == today and last.fits is not Fits.YES:
        return NoticeToday(row, last)
    if open_question(noticed, today) is None and last.answered_on != today:
        return None
    reasons = reasons_now(decision, last, noticed, today)
    return NoticeToday(row, last, reasons, span_of(last.since, today)) if reasons else None


def step_or_question(
    request: PersonRequest,
    decision: Decision,
    check_in: Reading,
    notice: NoticeToday | None,
    dated_places: FindPlaces,
) -> tuple[OfferedStep | None, AskedAbout | None]:
    """How an earlier step went, if that is to be asked today; else the one small step."""
    tried = tried_by(decision, request.today - STEPS_LOOK_BACK)
    circle = {str(f.tie_id): f for f in circle_of(decision) if f.is_offered}
    asked = _asked_today(tried, circle, decision, request.today)
    is_resting = check_in.is_chosen_solitude or (notice is not None and notice.is_rest)
    has_answered = any(attempt.on == request.today for _, attempt in tried)
    if asked is not None or is_resting or has_answered:
        return None, asked
    attempts = [attempt for _, attempt in tried]
    is_for_tomorrow = notice is not None and notice.is_about_tomorrow
    return _offer(request, decision, circle, attempts, dated_places, is_for_tomorrow), None


def _offer(
    request: PersonRequest,
    decision: Decision,
    circle: dict[str, Friend],
    tried: list[Tried],
    dated_places: FindPlaces,
    is_for_tomorrow: bool,
) -> OfferedStep | None:
    at = request.now.astimezone(request.person.zoneinfo)
    if is_for_tomorrow:
        at = datetime.combine(at.date() + timedelta(days=1), TOMORROW_FROM, at.tzinfo)
    places = dated_places(request.person, decision, at, wishes_of(request.person, decision))
    if is_for_tomorrow:
        places = [p for p in places if p.starts_at.astimezone(at.tzinfo).date() == at.date()]
    step = one_small_step(
        [friend.as_somebody for friend in circle.values()],
        places,
        now=at,
        barriers=barriers_of(request.person, decision),
        tried=tried,
    )
    if step is None:
        return None
    place = next((p for p in places if _is_at(p, step)), None)
    return OfferedStep(step, circle.get(step.tie_id or ""), place, is_for_tomorrow)


def tried_by(decision: Decision, since: date | None = None) -> list[tuple[StepAnswered, Tried]]:
    """Steps answered, oldest first, each with its row."""
    kept = rows(StepAnswered, decision).order_by("day")
    if since is not None:
        kept = kept.filter(day__gte=since)
    return [(row, _tried(row, decision)) for row in kept]


def _tried(row: StepAnswered, decision: Decision) -> Tried:
    told = row.step.open(decision)
    outcome = row.outcome.open(decision)
    return Tried(
        kind=StepKind(told["kind"]),
        target=told["target"],
        on=row.day,
        answer=Answer(told["answer"]),
        outcome=Outcome(outcome) if outcome else None,
        starts_at=datetime.fromisoformat(told["starts_at"]) if told["starts_at"] else None,
        was_asked=row.asked_on is not None,
    )


def _asked_today(
    tried: list[tuple[StepAnswered, Tried]],
    circle: dict[str, Friend],
    decision: Decision,
    today: date,
) -> AskedAbout | None:
    """Somebody no longer in the circle, or not to be suggested, is not brought up again."""
    for row, attempt in tried:
        is_open = row.asked_on == today and attempt.outcome is None
        if is_open and (attempt.is_place or attempt.target in circle):
            return AskedAbout(row, str(attempt.kind), row.step.open(decision)["name"])
    return None


def _is_at(place: DatedPlace, step: Step) -> bool:
    return place.service_id == step.service_id and place.starts_at == step.starts_at


def barriers_of(person: Person, decision: Decision) -> list[Barrier]:
    return [Barrier(name) for name in person.barriers.open(decision) or []]


def _is_back_after_gap(decision: Decision, today: date) -> bool:
    """Some days away, or many. Never said to somebody who is new."""
    last = rows(CheckIn, decision).filter(day__lt=today).aggregate(last=Max("day"))["last"]
    return last is not None and today - last > GAP


@dataclass(frozen=True)
class DayOfWeeks:
    """A day that can still be written. `reading` is None for a blank."""

    day: date
    reading: Reading | None


@dataclass(frozen=True)
class WeeksPage:
    weeks: tuple[Week, ...]
    chart: Chart | None
    days: list[DayOfWeeks]


def weeks_page(decision: Decision, today: date) -> WeeksPage:
    readings = readings_of(decision, today - timedelta(weeks=N_WEEKS))
    by_day = {reading.day: reading for reading in readings}
    told = weeks(readings, today, N_WEEKS)
    return WeeksPage(
        weeks=told,
        chart=chart_of(told),
        days=[DayOfWeeks(day, by_day.get(day)) for day in writable_days(today)],
    )


@dataclass(frozen=True)
class UsualPage:
    """Usual against lately: in a picture, in words, and what goes together. `sure` are links whose
    interval keeps off zero; of `unsure` nothing is said but that."""

    picture: Picture
    panels: list[Panel]
    table: list[DayRow]
    has_rest: bool
    sure: list[Link]
    unsure: list[Link]
    offered: OfferedStep | None
    span: Span


def usual_page(request: PersonRequest, dated_places: FindPlaces) -> UsualPage:
    person, today = request.person, request.today
    decision = own(person, request.now)
    how_often = how_often_of(person, decision)
    noticed = [told for _, told in notices_of(decision, today)]
    heard = listen(decision, today, how_often, noticed, since=today - LOOK_BACK)
    check_in = next((r for r in heard.readings if r.day == today), None)
    offered = None
    if check_in is not None:
        offered, _ = step_or_question(request, decision, check_in, None, dated_places)
    found = links(heard.readings)
    days = as_answered(heard.readings, noticed)
    panels = panels_of(strips(days, today, heard.picture.since), today)
    return UsualPage(
        picture=heard.picture,
        panels=panels,
        table=rows_of(panels),
        has_rest=any(panel.has_rest for panel in panels),
        sure=[link for link in found if link.is_sure],
        unsure=[link for link in found if not link.is_sure],
        offered=offered,
        span=span_of(heard.picture.since, today),
    )


@dataclass(frozen=True)
class Counts:
    """What only ever grows: days checked in, talks noted, steps taken, people in the circle."""

    check_ins: int
    contacts: int
    steps: int
    people: int


def counts_of(decision: Decision) -> Counts:
    taken = [t for _, t in tried_by(decision) if t.answer is Answer.TAKEN]
    return Counts(
        check_ins=rows(CheckIn, decision).count(),
        contacts=rows(Contact, decision).count(),
        steps=len(taken),
        people=rows(Tie, decision).count(),
    )


@dataclass(frozen=True)
class NoteOfDay:
    day: date
    words: str


def notes_of(decision: Decision) -> list[NoteOfDay]:
    """Every private note, newest first."""
    kept = rows(CheckIn, decision).exclude(note=None).order_by("-day")
    return [NoteOfDay(check_in.day, check_in.note.open(decision) or "") for check_in in kept]
