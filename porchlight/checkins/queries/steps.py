"""The one small step as a page shows it, and what is asked about an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from porchlight.checkins.models import StepAnswered
from porchlight.checkins.queries.notice_today import NoticeToday
from porchlight.circles.prepared import PreparedRead
from porchlight.circles.queries import Friend, circle_of
from porchlight.domain.checkin import Reading
from porchlight.domain.consent import Decision
from porchlight.domain.fit import Wishes
from porchlight.domain.steps import (
    Barrier,
    DatedPlace,
    Outcome,
    Step,
    StepAnswer,
    StepKind,
    Tried,
    may_be_at_a_place,
    one_small_step,
)
from porchlight.people.models import Person
from porchlight.people.requests import PersonRequest
from porchlight.people.wishes import wishes_of

STEPS_LOOK_BACK = timedelta(days=60)


# A step for tomorrow is chosen as if it were this hour of it: late enough to call somebody.
TOMORROW_FROM = time(9)


# What the directory knows of a person's places; porchlight/urls.py hands both functions over.
FindPlaces = Callable[[Person, Decision, datetime, Wishes], Sequence[DatedPlace]]


@dataclass(frozen=True)
class OfferedStep:
    """The one small step, with what the page needs to name it."""

    step: Step
    friend: Friend | None
    place: DatedPlace | None
    is_for_tomorrow: bool = False
    barriers: tuple[Barrier, ...] = ()

    @property
    def name(self) -> str:
        if self.friend:
            return self.friend.name
        return self.place.name if self.place else ""


@dataclass(frozen=True)
class AskedAbout:
    """A step that was taken and that the person is asked about today."""

    step_id: UUID
    kind: str
    name: str


@dataclass(frozen=True)
class StepTried:
    """A step that was answered, with the name that stood on the page. `asked_on`: the local day on
    which the person is asked how it went."""

    step_id: UUID
    name: str
    asked_on: date | None
    attempt: Tried


@dataclass(frozen=True)
class StepCard:
    """The one card of a day: a step, or how an earlier one went. `was_declined`: today's step was
    answered with "not today", so there is none."""

    offered: OfferedStep | None = None
    asked: AskedAbout | None = None
    was_declined: bool = False


def step_or_question(
    request: PersonRequest,
    decision: Decision,
    check_in: Reading,
    notice: NoticeToday | None,
    dated_places: FindPlaces,
) -> StepCard:
    """How an earlier step went, if that is to be asked today; else the one small step."""
    tried = tried_by(decision, request.today - STEPS_LOOK_BACK)
    circle = {str(f.tie_id): f for f in circle_of(decision) if f.is_offered}
    asked = _asked_today(tried, circle, request.today)
    is_resting = check_in.is_chosen_solitude or (notice is not None and notice.is_rest)
    answered = [step.attempt.answer for step in tried if step.attempt.on == request.today]
    if asked is not None or is_resting or answered:
        return StepCard(asked=asked, was_declined=answered == [StepAnswer.NOT_TODAY])
    attempts = [step.attempt for step in tried]
    is_for_tomorrow = notice is not None and notice.is_about_tomorrow
    return StepCard(_offer(request, decision, circle, attempts, dated_places, is_for_tomorrow))


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
    people = [friend.as_somebody for friend in circle.values()]
    barriers = tuple(barriers_of(request.person, decision))
    choose = partial(one_small_step, people, now=at, barriers=barriers, tried=tried)
    places: Sequence[DatedPlace] = ()
    step = choose(places)
    if may_be_at_a_place(step, tried):
        wishes = wishes_of(request.person, decision)
        places = dated_places(request.person, decision, at, wishes)
        if is_for_tomorrow:
            places = [p for p in places if p.starts_at.astimezone(at.tzinfo).date() == at.date()]
        step = choose(places)
    if step is None:
        return None
    place = next((p for p in places if _is_at(p, step)), None)
    friend = circle.get(step.tie_id or "")
    return OfferedStep(step, friend, place, is_for_tomorrow, barriers)


STEPS = PreparedRead(
    StepAnswered,
    "day",
    "step",
    "outcome",
    "asked_on",
    where=("day__gte",),
    shape=lambda found: found.order_by("day"),
)


def tried_by(decision: Decision, since: date | None = None) -> list[StepTried]:
    """Steps answered from `since` on, or all of them, oldest first."""
    return [
        StepTried(step_id, step["name"], asked_on, _tried(day, step, outcome, asked_on))
        for step_id, day, step, outcome, asked_on in STEPS(decision, since or date.min)
    ]


def _tried(day: date, step: dict[str, Any], outcome: str | None, asked_on: date | None) -> Tried:
    return Tried(
        kind=StepKind(step["kind"]),
        target=step["target"],
        on=day,
        answer=StepAnswer(step["answer"]),
        outcome=Outcome(outcome) if outcome else None,
        starts_at=datetime.fromisoformat(step["starts_at"]) if step["starts_at"] else None,
        was_asked=asked_on is not None,
    )


def _asked_today(
    tried: list[StepTried], circle: dict[str, Friend], today: date
) -> AskedAbout | None:
    """Somebody no longer in the circle, or not to be suggested, is not brought up again."""
    for step in tried:
        attempt = step.attempt
        is_open = step.asked_on == today and attempt.outcome is None
        if is_open and (attempt.is_place or attempt.target in circle):
            return AskedAbout(step.step_id, str(attempt.kind), step.name)
    return None


def _is_at(place: DatedPlace, step: Step) -> bool:
    return place.service_id == step.service_id and place.starts_at == step.starts_at


def barriers_of(person: Person, decision: Decision) -> list[Barrier]:
    return [Barrier(name) for name in person.barriers.open(decision) or []]
