"""One small step, never two, ending at a named person or a dated place. A hello is more welcome
than its sender thinks (Liu et al. 2022, 13 experiments), so it is small and close by; what stands
in the way shapes it, and "not today" is an answer like any other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

VERY_NEAR_M = 1_600
WITHIN_REACH_M = 25_000
SOON = timedelta(hours=36)
DECLINED_RESTS = timedelta(days=7)
DECLINED_TWICE_RESTS = timedelta(days=14)
NO_ANSWER_RESTS = timedelta(days=2)
NOT_FOR_ME_RESTS = timedelta(days=60)
CALL_FROM_HOUR, CALL_UNTIL_HOUR = 8, 21


class Barrier(StrEnum):
    """What stands in the way, in the person's own choice of words."""

    SOCIAL_ANXIETY = "social_anxiety"
    REJECTION = "rejection"
    PAST_HURT = "past_hurt"
    STIGMA = "stigma"
    TRANSPORT = "transport"
    SERVICES = "services"
    WORDS = "words"


class Near(StrEnum):
    """How near a person is, as the owner of the circle sees it."""

    INNER = "inner"
    MIDDLE = "middle"
    OUTER = "outer"


class Attendance(StrEnum):
    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class StepKind(StrEnum):
    TEXT = "text"
    CALL = "call"
    LINK = "link"
    HELLO = "hello"  # a person with no number yet: in whatever way the two of them have
    JOIN = "join"
    GO = "go"
    ADD_PERSON = "add_person"


class Why(StrEnum):
    AGREED = "agreed"  # the two agreed to be in touch today, and it is this person's turn
    THEIR_TURN = "their_turn"
    GIVING = "giving"  # their turn, on a day with some room: to ask how they are
    NOT_TALKED_YET = "not_talked_yet"
    STARTS_SOON = "starts_soon"
    NOBODY_YET = "nobody_yet"


class StepAnswer(StrEnum):
    TAKEN = "taken"
    NOT_TODAY = "not_today"


class Outcome(StrEnum):
    """What came of a step that was taken. None of these is a fault."""

    HAPPENED = "happened"
    NO_ANSWER = "no_answer"
    NOT_THIS_TIME = "not_this_time"
    NOT_FOR_ME = "not_for_me"
    NOT_SAID = "not_said"  # asked, and the person would rather not say


@dataclass(frozen=True)
class Somebody:
    """A person in the circle who may be suggested: never one marked unsafe or asking for space."""

    tie_id: str
    near: Near
    last_talked: date | None
    can_call: bool = False
    can_text: bool = False
    has_link: bool = False


class DatedPlace(NamedTuple):
    """One dated start that fits the person (`domain/fit.py`). `distance_m` is None online, or where
    the person has named no place. `is_liked`: its pathway is one they said they like."""

    service_id: str
    name: str
    starts_at: datetime
    attendance: Attendance
    distance_m: int | None = None
    is_newcomer_friendly: bool = False
    is_liked: bool = False


class AgreedTurn(NamedTuple):
    """Times that two people agreed on: today, at `at`, it is the turn of whoever reads. `kind` is
    CALL, LINK or HELLO, for a call, a video call and a note."""

    at: datetime
    tie_id: str
    kind: StepKind


@dataclass(frozen=True)
class PastStep:
    """A step that was offered and answered: taken or declined. `target`: Step.target; `on`: the
    local day of that; `starts_at` the place's own start; `was_due`: it had its day to be asked
    about, though a quiet page may not have shown it."""

    kind: StepKind
    target: str
    on: date
    answer: StepAnswer
    outcome: Outcome | None = None
    starts_at: datetime | None = None
    was_due: bool = False

    @property
    def is_place(self) -> bool:
        return self.kind in (StepKind.JOIN, StepKind.GO)


@dataclass(frozen=True)
class StepReason:
    """`days` since the last talk, where that is why."""

    why: Why
    days: int | None = None


@dataclass(frozen=True)
class Step:
    """`tie_id` for a person, with `starts_at` where a time was agreed on; `service_id` and
    `starts_at` for a place; none of them to add somebody."""

    kind: StepKind
    reason: StepReason
    tie_id: str | None = None
    service_id: str | None = None
    starts_at: datetime | None = None

    @property
    def target(self) -> str:
        return self.tie_id or self.service_id or ""


# How many days before it is somebody's turn again. A proposal, not a finding.
TURN = {Near.INNER: 7, Near.MIDDLE: 21, Near.OUTER: 60}
NEARNESS = tuple(Near)

WRITE_FIRST = {Barrier.SOCIAL_ANXIETY, Barrier.REJECTION, Barrier.WORDS}
CLOSEST_FIRST = {Barrier.REJECTION, Barrier.PAST_HURT}
ONLINE_FIRST = {
    Barrier.SOCIAL_ANXIETY, Barrier.REJECTION, Barrier.STIGMA, Barrier.TRANSPORT, Barrier.SERVICES,
}  # fmt: skip
GENTLE_DOOR = {Barrier.SOCIAL_ANXIETY, Barrier.REJECTION, Barrier.PAST_HURT}


def one_small_step(
    people: Sequence[Somebody],
    places: Sequence[DatedPlace],
    *,
    now: datetime,
    barriers: Iterable[Barrier] = (),
    past_steps: Sequence[PastStep] = (),
    agreed: Sequence[AgreedTurn] = (),
) -> Step | None:
    """At most one step, the same for the same facts in any order. `now` is in the person's own
    zone. Whose turn today was `agreed` comes first. None when today has had its answer, or when
    everybody has been talked with of late and nothing starts soon."""
    if any(step.on == now.date() for step in past_steps):
        return None
    named = frozenset(barriers)
    left_alone = _LeftAlone(tuple(past_steps), now.date())
    offered = [p for p in people if not left_alone.holds(p.tie_id)]
    turn = _agreed_step(offered, agreed, now)
    if turn is not None:
        return turn
    person = _person_step(offered, named, now)
    place = _place_step([p for p in places if not left_alone.holds(p.service_id)], named, now)
    if left_alone.holds_places():
        place = None
    if not people and place is None:
        return (
            None if left_alone.holds("") else Step(StepKind.ADD_PERSON, StepReason(Why.NOBODY_YET))
        )
    if left_alone.person_was_declined_last():
        return place or person
    return person or place


def as_giving(step: Step) -> Step:
    """The same hello, for the other one: being there for somebody is offered as much as support."""
    if step.reason.why is not Why.THEIR_TURN:
        return step
    return replace(step, reason=StepReason(Why.GIVING, step.reason.days))


def may_be_at_a_place(step: Step | None, past_steps: Sequence[PastStep]) -> bool:
    """Whether places could change what `one_small_step` chose without any: a person comes first,
    unless the last one offered was declined."""
    is_person = step is not None and step.tie_id is not None
    return not is_person or _LeftAlone(tuple(past_steps), date.min).person_was_declined_last()


def is_turn_of(person: Somebody, today: date) -> bool:
    """Whether a hello is due, by nearness; somebody never talked with yet is due."""
    return _overdue(person, today) >= 1.0


@dataclass(frozen=True)
class _LeftAlone:
    """What is left alone for a while, from how earlier steps were answered."""

    past_steps: tuple[PastStep, ...]
    today: date

    @cached_property
    def _by_target(self) -> dict[str, list[PastStep]]:
        found: dict[str, list[PastStep]] = {}
        for step in self.past_steps:
            found.setdefault(step.target, []).append(step)
        return found

    def holds(self, target: str) -> bool:
        """`target` as Step.target gives it; "" is writing somebody down."""
        own = self._by_target.get(target)
        if own is None:
            return False
        if any(self._rests(t) for t in own):
            return True
        declined = [t.on for t in own if t.answer == StepAnswer.NOT_TODAY]
        return self._twice_within_a_fortnight(declined)

    def holds_places(self) -> bool:
        """Two places declined in a fortnight: no more of them for one."""
        declined = [
            t.on for t in self.past_steps if t.is_place and t.answer == StepAnswer.NOT_TODAY
        ]
        return self._twice_within_a_fortnight(declined)

    def person_was_declined_last(self) -> bool:
        """Then a place goes first, so that the next offer is a different kind of thing."""
        last = max(self.past_steps, key=order_of_steps, default=None)
        return last is not None and last.answer == StepAnswer.NOT_TODAY and not last.is_place

    def _rests(self, step: PastStep) -> bool:
        since = self.today - step.on
        if step.answer == StepAnswer.NOT_TODAY:
            return since < DECLINED_RESTS
        if step.outcome == Outcome.NOT_FOR_ME:
            return since < NOT_FOR_ME_RESTS
        return step.outcome != Outcome.HAPPENED and since < NO_ANSWER_RESTS

    def _twice_within_a_fortnight(self, days: Iterable[date]) -> bool:
        last_two = sorted(days)[-2:]
        return (
            len(last_two) == 2
            and last_two[1] - last_two[0] < DECLINED_TWICE_RESTS
            and self.today - last_two[1] < DECLINED_TWICE_RESTS
        )


def _agreed_step(
    people: Iterable[Somebody], agreed: Iterable[AgreedTurn], now: datetime
) -> Step | None:
    """The first turn of today's, with somebody who was not talked with today."""
    waiting = {person.tie_id for person in people if person.last_talked != now.date()}
    turn = min((turn for turn in agreed if turn.tie_id in waiting), default=None)
    if turn is None:
        return None
    return Step(turn.kind, StepReason(Why.AGREED), turn.tie_id, starts_at=turn.at)


def _person_step(
    people: Iterable[Somebody], barriers: frozenset[Barrier], now: datetime
) -> Step | None:
    today = now.date()
    due = [p for p in people if is_turn_of(p, today) and _is_safe_to_try(p, barriers)]
    closest_first = bool(barriers & CLOSEST_FIRST)
    due.sort(key=lambda p: _whose_turn(p, today, closest_first))
    for person in due:
        kind = _way_to(person, barriers, now)
        if kind is not None:
            return Step(kind, _why(person, today), person.tie_id)
    return None


def _overdue(person: Somebody, today: date) -> float:
    """1.0 when it is just their turn, 2.0 when it has been twice as long."""
    if person.last_talked is None:
        return 1.0
    return max(0, (today - person.last_talked).days) / TURN[person.near]


def _whose_turn(person: Somebody, today: date, closest_first: bool) -> tuple[int, float, int, str]:
    nearness = NEARNESS.index(person.near)
    leading = nearness if closest_first else 0
    return (leading, -_overdue(person, today), nearness, person.tie_id)


def _is_safe_to_try(person: Somebody, barriers: frozenset[Barrier]) -> bool:
    """After past hurt, only people the person has put nearest to themselves."""
    return Barrier.PAST_HURT not in barriers or person.near != Near.OUTER


def _why(person: Somebody, today: date) -> StepReason:
    if person.last_talked is None:
        return StepReason(Why.NOT_TALKED_YET)
    return StepReason(Why.THEIR_TURN, (today - person.last_talked).days)


def _way_to(person: Somebody, barriers: frozenset[Barrier], now: datetime) -> StepKind | None:
    """A call for the nearest, a line for the others; a line first where a voice is too much, and
    late in the evening. None: only a call would do and this is not the hour."""
    ways = _ways_of(person)
    if not ways:
        return StepKind.HELLO
    if not CALL_FROM_HOUR <= now.hour < CALL_UNTIL_HOUR:
        ways = [way for way in ways if way != StepKind.CALL]
    prefers_call = person.near == Near.INNER and not barriers & WRITE_FIRST
    ways.sort(key=lambda way: (way == StepKind.CALL) != prefers_call)
    return ways[0] if ways else None


def _ways_of(person: Somebody) -> list[StepKind]:
    offered = (
        (StepKind.TEXT, person.can_text),
        (StepKind.LINK, person.has_link),
        (StepKind.CALL, person.can_call),
    )
    return [way for way, is_there in offered if is_there]


def _place_step(
    places: Iterable[DatedPlace], barriers: frozenset[Barrier], now: datetime
) -> Step | None:
    at = now.astimezone(UTC)  # two times of one zone compare by its wall clock, which may go back
    latest = at + SOON
    soon = [p for p in places if at < p.starts_at <= latest]
    options = [(p, kind) for p in soon for kind in _doors_of(p, barriers)]
    if not options:
        return None
    place, kind = min(options, key=lambda option: _place_order(option[0], option[1], barriers))
    return Step(kind, StepReason(Why.STARTS_SOON), None, place.service_id, place.starts_at)


def _doors_of(place: DatedPlace, barriers: frozenset[Barrier]) -> list[StepKind]:
    doors = []
    if place.attendance in (Attendance.ONLINE, Attendance.HYBRID):
        doors.append(StepKind.JOIN)
    if place.attendance != Attendance.ONLINE and _is_room_in_reach(place, barriers):
        doors.append(StepKind.GO)
    return doors


def _is_room_in_reach(place: DatedPlace, barriers: frozenset[Barrier]) -> bool:
    reach_m = VERY_NEAR_M if Barrier.TRANSPORT in barriers else WITHIN_REACH_M
    if place.distance_m is None or place.distance_m > reach_m:
        return False
    return place.is_newcomer_friendly or not barriers & GENTLE_DOOR


def _place_order(
    place: DatedPlace, kind: StepKind, barriers: frozenset[Barrier]
) -> tuple[bool, bool, bool, bool, datetime, int, str]:
    """What a barrier makes hard comes last; then a pathway the person likes counts for more than
    a room does."""
    wants_online = bool(barriers & ONLINE_FIRST)
    is_harder_way = wants_online and kind != StepKind.JOIN
    is_harder_door = bool(barriers & GENTLE_DOOR) and not place.is_newcomer_friendly
    return (
        is_harder_way,
        is_harder_door,
        not place.is_liked,
        kind == StepKind.JOIN,
        place.starts_at,
        place.distance_m or 0,
        place.service_id,
    )


def order_of_steps(step: PastStep) -> tuple[date, str, str, str]:
    """By day; within one day any fixed order will do."""
    return (step.on, step.answer, step.kind, step.target)
