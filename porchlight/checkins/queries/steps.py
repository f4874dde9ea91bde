"""The one small step as a page shows it, and what is asked about an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from porchlight.checkins.models import StepAnswered
from porchlight.checkins.queries.notice_today import NoticeToday
from porchlight.circles.prepared import PreparedRead
from porchlight.circles.queries import Friend
from porchlight.domain.answering import can_give
from porchlight.domain.checkin import Reading
from porchlight.domain.consent import Decision
from porchlight.domain.fit import Wishes
from porchlight.domain.steps import (
    AgreedTurn,
    Barrier,
    DatedPlace,
    Outcome,
    PastStep,
    Step,
    StepAnswer,
    StepKind,
    as_giving,
    may_be_at_a_place,
    one_small_step,
)
from porchlight.people.models import Person
from porchlight.people.requests import PersonRequest
from porchlight.people.wishes import wishes_of

STEPS_LOOK_BACK = timedelta(days=60)


# A step for tomorrow is chosen as if it were this hour of it: late enough to call somebody.
TOMORROW_FROM = time(9)


# What the directory knows of a person's places; porchlight/urls.py hands the function over.
FindPlaces = Callable[[Person, Decision, datetime, Wishes], Sequence[DatedPlace]]


@dataclass(frozen=True)
class Turns:
    """What was agreed with people of the circle: whose turn is today, and with whom it is quiet for
    now, by ties. Those are not suggested."""

    today: Sequence[AgreedTurn] = ()
    quiet: frozenset[UUID] = frozenset()


# What two people agreed on; porchlight/urls.py hands the function over.
FindTurns = Callable[[Person, Decision, datetime], Turns]


@dataclass(frozen=True)
class StepSources:
    """What other apps know that a step can be made of."""

    dated_places: FindPlaces
    turns_of: FindTurns


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
    """A step that was taken, and that this is the day to ask about."""

    step_id: UUID
    kind: str
    name: str


@dataclass(frozen=True)
class PastStepRow:
    """A step that was answered, with the name that stood on the page. `asked_on`: the one local day
    on which to ask how it went; a quiet page does not."""

    step_id: UUID
    name: str
    asked_on: date | None
    step: PastStep


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
    friends: Sequence[Friend],
    reading: Reading,
    notice: NoticeToday | None,
    sources: StepSources,
) -> StepCard:
    """How an earlier step went, if that is to be asked today; else the one small step. `friends`:
    everybody in the circle."""
    step_rows = past_steps_of(decision, request.today - STEPS_LOOK_BACK)
    circle = {str(f.tie_id): f for f in friends if f.is_offered}
    asked = _asked_today(step_rows, circle, request.today)
    wanted_alone = reading.is_chosen_solitude or (notice is not None and notice.was_wanted)
    past_steps = [row.step for row in step_rows]
    answers_today = [step.answer for step in past_steps if step.on == request.today]
    if asked is not None or wanted_alone or answers_today:
        return StepCard(asked=asked, was_declined=answers_today == [StepAnswer.NOT_TODAY])
    is_for_tomorrow = notice is not None and notice.is_about_tomorrow
    offered = _offer(request, decision, circle, past_steps, sources, is_for_tomorrow)
    if offered is not None and can_give(reading) and not is_for_tomorrow:
        offered = replace(offered, step=as_giving(offered.step))
    return StepCard(offered)


def _offer(
    request: PersonRequest,
    decision: Decision,
    circle: dict[str, Friend],
    past_steps: list[PastStep],
    sources: StepSources,
    is_for_tomorrow: bool,
) -> OfferedStep | None:
    at = request.now.astimezone(request.person.zoneinfo)
    if is_for_tomorrow:
        at = datetime.combine(at.date() + timedelta(days=1), TOMORROW_FROM, at.tzinfo)
    turns = sources.turns_of(request.person, decision, at)
    people = [f.as_somebody for f in circle.values() if f.tie_id not in turns.quiet]
    barriers = tuple(barriers_of(request.person, decision))
    choose = partial(
        one_small_step,
        people,
        now=at,
        barriers=barriers,
        past_steps=past_steps,
        agreed=turns.today,
    )
    places: Sequence[DatedPlace] = ()
    step = choose(places)
    if may_be_at_a_place(step, past_steps):
        wishes = wishes_of(request.person, decision)
        places = sources.dated_places(request.person, decision, at, wishes)
        if is_for_tomorrow:
            places = [p for p in places if p.starts_at.astimezone(at.tzinfo).date() == at.date()]
        step = choose(places)
    if step is None:
        return None
    place = next((p for p in places if _is_at(p, step)), None)
    friend = circle.get(step.tie_id or "")
    return OfferedStep(step, friend, place, is_for_tomorrow, barriers)


READ_STEPS = PreparedRead(
    StepAnswered,
    "day",
    "step",
    "outcome",
    "asked_on",
    where=("day__gte",),
    shape=lambda found: found.order_by("day"),
)


def past_steps_of(decision: Decision, since: date | None = None) -> list[PastStepRow]:
    """Steps answered from `since` on, or all of them, oldest first."""
    return [
        PastStepRow(step_id, step["name"], asked_on, _past_step(day, step, outcome, asked_on))
        for step_id, day, step, outcome, asked_on in READ_STEPS(decision, since or date.min)
    ]


def _past_step(
    day: date, step: dict[str, Any], outcome: str | None, asked_on: date | None
) -> PastStep:
    return PastStep(
        kind=StepKind(step["kind"]),
        target=step["target"],
        on=day,
        answer=StepAnswer(step["answer"]),
        outcome=Outcome(outcome) if outcome else None,
        starts_at=datetime.fromisoformat(step["starts_at"]) if step["starts_at"] else None,
        was_due=asked_on is not None,
    )


def _asked_today(
    step_rows: list[PastStepRow], circle: dict[str, Friend], today: date
) -> AskedAbout | None:
    """Somebody no longer in the circle, or not to be suggested, is not brought up again."""
    for row in step_rows:
        is_open = row.asked_on == today and row.step.outcome is None
        if is_open and (row.step.is_place or row.step.target in circle):
            return AskedAbout(row.step_id, str(row.step.kind), row.name)
    return None


def _is_at(place: DatedPlace, step: Step) -> bool:
    return place.service_id == step.service_id and place.starts_at == step.starts_at


def barriers_of(person: Person, decision: Decision) -> list[Barrier]:
    return [Barrier(name) for name in person.barriers.open(decision) or []]
