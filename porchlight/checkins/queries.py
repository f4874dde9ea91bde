"""Page-shaped reads of check-ins: the Today page, one day, the person's own weeks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count

from porchlight.checkins.chart import Chart, chart_of
from porchlight.checkins.models import CheckIn, StepAnswered
from porchlight.circles.access import own, rows
from porchlight.circles.models import Contact, Tie
from porchlight.circles.queries import Friend, circle_of
from porchlight.domain import drift
from porchlight.domain.checkin import Reading, Talk, writable_days
from porchlight.domain.consent import Decision
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
from porchlight.people.models import Person
from porchlight.people.requests import PersonRequest

# Long enough for drift (7 + 28 days); the weeks page asks for more.
LOOK_BACK = timedelta(days=35)
STEPS_LOOK_BACK = timedelta(days=60)
# Away for longer than this, and Today says that it is good to see you.
GAP = timedelta(days=3)
N_WEEKS = 8

# What the directory knows of a person's places; porchlight/urls.py hands both functions over.
FindPlaces = Callable[[Person, Decision, datetime], Sequence[DatedPlace]]
NextSaved = Callable[[Person, Decision, datetime], Any]


@dataclass(frozen=True)
class TodayPage:
    """`check_in` is None until the day is told; before that nothing is offered or asked."""

    check_in: Reading | None
    picture: drift.Picture
    offered: OfferedStep | None
    asked: AskedAbout | None
    next_saved: Any
    is_back_after_gap: bool


@dataclass(frozen=True)
class OfferedStep:
    """The one small step, with what the page needs to name it."""

    step: Step
    friend: Friend | None
    place: DatedPlace | None

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
    readings = readings_of(decision, today - LOOK_BACK)
    tried = tried_by(decision, today - STEPS_LOOK_BACK)
    check_in = next((reading for reading in readings if reading.day == today), None)
    offered = asked = None
    if check_in is not None:
        circle = {str(f.tie_id): f for f in circle_of(decision) if f.is_offered}
        places = dated_places(person, decision, now)
        asked = _asked_today(tried, circle, decision, today)
        offered = _offer(request, decision, check_in, [t for _, t in tried], circle, places)
    return TodayPage(
        check_in=check_in,
        picture=drift.look(readings, today),
        offered=offered,
        asked=asked,
        next_saved=next_saved(person, decision, now),
        is_back_after_gap=_is_back_after_gap(readings, decision, today),
    )


def readings_of(decision: Decision, since: date) -> list[Reading]:
    """The person's days from `since` on, oldest first, with how many people they named each day."""
    talked = dict(
        rows(Contact, decision)
        .filter(day__gte=since)
        .values("day")
        .annotate(n=Count("id"))
        .values_list("day", "n")
    )
    kept = rows(CheckIn, decision).filter(day__gte=since).order_by("day")
    return [reading_of(check_in, decision, talked.pop(check_in.day, 0)) for check_in in kept]


def reading_of(check_in: CheckIn, decision: Decision, talked_with: int) -> Reading:
    answers = dict(check_in.answers.open(decision) or {})
    contact = answers.pop("contact", None)
    return Reading(
        day=check_in.day,
        mood=check_in.mood.open(decision),
        urge=check_in.urge.open(decision),
        contact=Talk(contact) if contact else None,
        talked_with=talked_with,
        **answers,
    )


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


def _offer(
    request: PersonRequest,
    decision: Decision,
    check_in: Reading,
    tried: list[Tried],
    circle: dict[str, Friend],
    places: Sequence[DatedPlace],
) -> OfferedStep | None:
    step = one_small_step(
        [friend.as_somebody for friend in circle.values()],
        places,
        now=request.now.astimezone(request.person.zoneinfo),
        barriers=barriers_of(request.person, decision),
        tried=tried,
        is_resting=check_in.is_chosen_solitude,
    )
    if step is None:
        return None
    place = next((p for p in places if _is_at(p, step)), None)
    return OfferedStep(step, circle.get(step.tie_id or ""), place)


def _is_at(place: DatedPlace, step: Step) -> bool:
    return place.service_id == step.service_id and place.starts_at == step.starts_at


def barriers_of(person: Person, decision: Decision) -> list[Barrier]:
    return [Barrier(name) for name in person.barriers.open(decision) or []]


def _is_back_after_gap(readings: Sequence[Reading], decision: Decision, today: date) -> bool:
    """Some days away, or many more than LOOK_BACK. Never said to somebody who is new."""
    if readings:
        return today - readings[-1].day > GAP
    return rows(CheckIn, decision).filter(day__lt=today).exists()


@dataclass(frozen=True)
class DayOfWeeks:
    """A day that can still be written. `reading` is None for a blank."""

    day: date
    reading: Reading | None


@dataclass(frozen=True)
class WeeksPage:
    weeks: tuple[drift.Week, ...]
    chart: Chart | None
    picture: drift.Picture
    days: list[DayOfWeeks]


def weeks_page(decision: Decision, today: date) -> WeeksPage:
    readings = readings_of(decision, today - timedelta(weeks=N_WEEKS))
    by_day = {reading.day: reading for reading in readings}
    weeks = drift.weeks(readings, today, N_WEEKS)
    return WeeksPage(
        weeks=weeks,
        chart=chart_of(weeks),
        picture=drift.look(readings, today),
        days=[DayOfWeeks(day, by_day.get(day)) for day in writable_days(today)],
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
