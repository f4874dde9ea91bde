"""An ask: somebody wants a person now. It goes out in waves, can be taken back, and always ends.

The beliefs: a person picks whom they ask and in which order, and nobody else is ever asked. Few are
asked at a time, so that nobody is worn out, and nobody twice. Whoever says "I'm here" first has it,
and the others are let go with thanks. Passing is free, and nobody is told of it. After three
minutes the lines of people who answer rise to the top, after ten they are offered once more, and
then it stops: an ask ends at a person, or at a number that a person answers.

Every time is handed in. A helper's own clock counts for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from porchlight.domain.light import Light
from porchlight.domain.refused import Refused

SECOND_WAVE_AFTER = timedelta(minutes=2)
LINES_RISE_AFTER = timedelta(minutes=3)
STOPS_AFTER = timedelta(minutes=10)
LATER_MEANS = timedelta(minutes=20)
# A yes that nothing is heard of: whoever asked reads that it may not have come through.
CALL_EXPECTED_WITHIN = timedelta(minutes=10)
# Whoever is here and cannot get through says so until so long after it would have stopped. Later
# than that it is asked how it went, and nobody is asked anew.
LET_GO_WITHIN = timedelta(minutes=30)
MOST_ASKED = 8
FIRST_WAVE_AT_MOST = 3
# By one person; more is a person who needs a line, and gets one.
MOST_AN_HOUR, MOST_A_DAY = 4, 12
# What is over is deleted after so long: by then it was asked how it went.
KEPT_AFTER = timedelta(days=3)
LONGEST_WORDS = 140


class HelperAnswer(StrEnum):
    HERE = "here"
    LATER = "later"  # in 20 minutes; the ask stays open for the others
    NOT_NOW = "not_now"  # free, and nobody is told
    NOT_REACHED = "not_reached"  # was here, and could not get through or cannot after all
    TALKED = "talked"  # was here, and the two talked


class AskState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"
    ENDED = "ended"  # nobody answered in time: it ended at the lines


class AskOutcome(StrEnum):
    """How it went, by the word of whoever asked, on the day after."""

    TALKED = "talked"
    NOT_TALKED = "not_talked"


class NoLongerNeeded(Refused):
    """An ask that was answered by somebody else, taken back, or is over."""

    code = "ask-no-longer-needed"


class ManyAsks(Refused):
    """As many asks within an hour, or a day, as there are."""

    code = "many-asks"


@dataclass(frozen=True)
class Picked:
    """Somebody the person picked: `tie_id` on the asker's own list, and their light as it stands,
    None where they have none for this person."""

    tie_id: UUID
    light: Light | None

    def may_be_asked(self, at: datetime) -> bool:
        return self.light is not None and self.light.may_be_asked(at)

    def is_on(self, at: datetime) -> bool:
        return self.light is not None and self.light.is_on(at)


@dataclass(frozen=True)
class AskedOne:
    """One person who is asked, by the asker's tie. `due_at` is when the ask reaches them. `answer`
    is what the asker is told of it, so it is never a pass: `has_passed` is for the helper alone."""

    tie_id: UUID
    due_at: datetime
    answer: HelperAnswer | None = None
    answered_at: datetime | None = None
    has_passed: bool = False

    @property
    def said(self) -> HelperAnswer | None:
        """The last that they said, as they have it themselves."""
        return HelperAnswer.NOT_NOW if self.has_passed else self.answer

    def saying(self, answer: HelperAnswer, at: datetime) -> AskedOne:
        """Whoever passes after "in 20 minutes" takes nothing back that the asker could miss."""
        if answer is HelperAnswer.NOT_NOW:
            return replace(self, has_passed=True)
        return replace(self, answer=answer, answered_at=at)


@dataclass(frozen=True)
class AskTimes:
    """What becomes of an ask, by its moments alone: both sides can tell by them, without its words.

    `stops_at` is when it stops by itself, `claimed_at` when somebody said that they are here.
    """

    asked_at: datetime
    stops_at: datetime
    claimed_at: datetime | None = None
    taken_back_at: datetime | None = None

    def state(self, at: datetime) -> AskState:
        if self.taken_back_at is not None:
            return AskState.TAKEN_BACK
        if self.claimed_at is not None:
            return AskState.ANSWERED
        return AskState.OPEN if at < self.stops_at else AskState.ENDED

    def may_answer(self, asked: AskedOne, answer: HelperAnswer, at: datetime) -> bool:
        """Whether somebody who was asked may say this now, after what they said before. Of two who
        are here the first has it."""
        if answer is HelperAnswer.TALKED:
            return asked.answer is HelperAnswer.HERE and self.taken_back_at is None
        if answer is HelperAnswer.NOT_REACHED:
            has_it = asked.answer is HelperAnswer.HERE and self.taken_back_at is None
            return has_it and at < self.stops_at + LET_GO_WITHIN
        return self.is_open_to(asked, at)

    def is_open_to(self, asked: AskedOne, at: datetime) -> bool:
        """Whether it has reached this one, and waits for their answer."""
        has_room = asked.said in (None, HelperAnswer.LATER)
        return has_room and asked.due_at <= at and self.state(at) is AskState.OPEN


@dataclass(frozen=True)
class Ask:
    """What was said, who is asked and when, and what came of it. Changes give a new one."""

    words: str
    times: AskTimes
    asked: tuple[AskedOne, ...]

    @property
    def here(self) -> AskedOne | None:
        """Who said "I'm here" and has it, also after the two talked."""
        there = (HelperAnswer.HERE, HelperAnswer.TALKED)
        return next((one for one in self.asked if one.answer in there), None)

    @property
    def have_talked(self) -> bool:
        """By the word of whoever was here."""
        return bool(self.with_answer(HelperAnswer.TALKED))

    def with_answer(self, answer: HelperAnswer) -> list[AskedOne]:
        return [one for one in self.asked if one.answer is answer]

    def state(self, at: datetime) -> AskState:
        return self.times.state(at)

    def lines_have_risen(self, at: datetime) -> bool:
        """The lines stand on top from then on, until somebody is there; from the start where nobody
        could be asked."""
        is_time = not self.asked or at >= self.times.asked_at + LINES_RISE_AFTER
        return self.here is None and is_time

    def reached(self, at: datetime) -> list[AskedOne]:
        """Those whom it has reached: not who was to be asked after it was over."""
        over = [self.times.taken_back_at, self.times.claimed_at, self.times.stops_at]
        until = min([at, *(moment for moment in over if moment is not None)])
        return [one for one in self.asked if one.due_at <= until]

    def to_come(self, at: datetime) -> list[AskedOne]:
        """Those who are asked next, while it is open."""
        if self.state(at) is not AskState.OPEN:
            return []
        return [one for one in self.asked if at < one.due_at]

    def answer(self, tie_id: UUID, answer: HelperAnswer, at: datetime) -> Ask:
        """What a helper says. The same once more changes nothing. Raises NoLongerNeeded when it is
        not open to them any more."""
        one = next((each for each in self.asked if each.tie_id == tie_id), None)
        if one is None:
            raise NoLongerNeeded
        if one.said is answer:
            return self
        if not self.times.may_answer(one, answer, at):
            raise NoLongerNeeded
        changed = one.saying(answer, at)
        ask = replace(self, asked=tuple(changed if each is one else each for each in self.asked))
        if answer is HelperAnswer.HERE:
            return replace(ask, times=replace(self.times, claimed_at=at))
        return ask._opened_anew(at) if answer is HelperAnswer.NOT_REACHED else ask

    def take_back(self, at: datetime) -> Ask:
        """By whoever asked, at any moment, also what was answered. What is over stays so."""
        if self.state(at) in (AskState.TAKEN_BACK, AskState.ENDED):
            return self
        return replace(self, times=replace(self.times, taken_back_at=at))

    def keep_open(self, until: datetime, at: datetime) -> Ask:
        """When nobody came, the person may leave it open until the morning. Nobody is asked anew.
        Raises NoLongerNeeded for what was answered or taken back."""
        if self.state(at) in (AskState.TAKEN_BACK, AskState.ANSWERED):
            raise NoLongerNeeded
        return replace(self, times=replace(self.times, stops_at=max(until, self.times.stops_at)))

    def _opened_anew(self, at: datetime) -> Ask:
        """Whoever was here could not get through: the others have ten minutes from then on, and who
        was to come next is asked at once. Nobody who was asked is asked again."""
        asked = tuple(
            replace(one, due_at=min(one.due_at, at)) if one.answer is None else one
            for one in self.asked
        )
        stops_at = max(self.times.stops_at, at + STOPS_AFTER)
        return replace(
            self, asked=asked, times=replace(self.times, claimed_at=None, stops_at=stops_at)
        )


def put(words: str, picked: Sequence[Picked], at: datetime) -> Ask:
    """An ask to whom the person picked, in their order, each when they may be asked.

    Those whose light is on come first, then who may be asked at this hour; the rest follow in the
    second wave. Who may not be asked then, or is in a call, is left out; who was picked twice is
    asked once.
    """
    picked = list({one.tie_id: one for one in picked}.values())
    first = [one for one in picked if one.may_be_asked(at)]
    first.sort(key=lambda one: not one.is_on(at))
    first = first[:FIRST_WAVE_AT_MOST]
    then = at + SECOND_WAVE_AFTER
    taken = {one.tie_id for one in first}
    second = [one for one in picked if one.tie_id not in taken and one.may_be_asked(then)]
    second = second[: MOST_ASKED - len(first)]
    asked = [AskedOne(one.tie_id, at) for one in first] + [
        AskedOne(one.tie_id, then) for one in second
    ]
    return Ask(words, AskTimes(at, at + STOPS_AFTER), tuple(asked))
