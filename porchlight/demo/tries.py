"""Steps that made-up people took or let be, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from porchlight.checkins.actions import AnsweredStep, answer_step, record_outcome
from porchlight.checkins.models import StepAnswered
from porchlight.demo.people import Player, Try
from porchlight.directory.models import Service
from porchlight.domain.steps import Outcome, StepAnswer, StepKind

IS_OFFERED = 0.14
IS_TAKEN = 0.6
NO_ANSWER, HAPPENED = 0.16, 0.72  # shares of what is taken; the rest is "not this time"
LEAST_APART = timedelta(days=3)


class Meetings:
    """The made-up meetings by key, each looked up once."""

    def __init__(self) -> None:
        found = Service.objects.prefetch_related("schedules")
        self._by_key = {service.key: service for service in found}

    def named(self, key: str) -> Service:
        return self._by_key[key]


@dataclass
class Tries:
    """One person's steps as the days go by."""

    player: Player
    meetings: Meetings
    _open: tuple[StepAnswered, Outcome] | None = None
    _last: datetime | None = None

    def answer(self, back: int, at: datetime, *, is_told: bool) -> None:
        """The step of this day, if there is one: as the story has it, or by chance."""
        attempt = self._of_story(back) if self.player.character.tries else self._by_chance(at)
        if attempt is None or not (is_told or self.player.character.tries):
            return
        step = answer_step(self.player.person, self._as_answered(attempt, at), at)
        self._last = at
        self._open = None if attempt.outcome is None else (step, attempt.outcome)

    def settle(self, at: datetime) -> None:
        """Say what came of the last step, once there is a later day to say it on."""
        if self._open is not None:
            step, outcome = self._open
            record_outcome(self.player.person, step, outcome, at)
            self._open = None

    def _of_story(self, back: int) -> Try | None:
        return next((t for t in self.player.character.tries if t.back == back), None)

    def _by_chance(self, at: datetime) -> Try | None:
        dice, names = self.player.dice, self._names()
        is_soon_again = self._last is not None and at - self._last < LEAST_APART
        if not names or is_soon_again or dice.random() >= IS_OFFERED:
            return None
        name = dice.choice(names)
        if dice.random() >= IS_TAKEN:
            return Try(0, StepKind.TEXT, name, StepAnswer.NOT_TODAY)
        came_of_it = dice.random()
        if came_of_it < NO_ANSWER:
            return Try(0, StepKind.TEXT, name, outcome=Outcome.NO_ANSWER)
        if came_of_it < NO_ANSWER + HAPPENED:
            return Try(0, StepKind.TEXT, name, outcome=Outcome.HAPPENED)
        return Try(0, StepKind.TEXT, name, outcome=Outcome.NOT_THIS_TIME)

    def _names(self) -> list[str]:
        """Whom a step could be about: those in the circle now who may be suggested."""
        circle = self.player.character.circle
        return [
            s.name for s in circle if s.is_offered and s.has_phone and s.name in self.player.ties
        ]

    def _as_answered(self, attempt: Try, at: datetime) -> AnsweredStep:
        if attempt.kind not in (StepKind.GO, StepKind.JOIN):
            tie = self.player.ties[attempt.target]
            return AnsweredStep(attempt.kind, attempt.answer, attempt.target, tie)
        service = self.meetings.named(attempt.target)
        return AnsweredStep(
            attempt.kind,
            attempt.answer,
            service.name,
            service_id=str(service.pk),
            starts_at=_first_start(service, at),
        )


def _first_start(service: Service, at: datetime) -> datetime:
    starts = (schedule.next_start(at) for schedule in service.schedules.all())
    return min(start for start in starts if start)
