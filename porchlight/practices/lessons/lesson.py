"""A lesson for family and friends, as data: at most eight screens of three minutes in all.

Nothing that is picked or answered in a lesson leaves the page. Each says what is known and how
well: the reader's text is `known`, the figures behind it are `evidence_note`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

MOST_SCREENS = 8
MINUTES = 3

Words = str | Promise


class ScreenLink(StrEnum):
    """Where a screen leads besides the next one."""

    SIX_STEPS = "six-steps"
    SAFE_HOME = "safe-home"
    HARD_MOMENT = "hard-moment"
    GROUPS = "groups"
    MEET = "meet"
    HELP = "help"


@dataclass(frozen=True)
class LessonScreen:
    """One thought. `say` may hold %(emergency)s, the emergency number of the reader's country."""

    title: Words
    say: Words
    link: ScreenLink | None = None


@dataclass(frozen=True)
class PickList:
    """Things to tap: one, or as many as fit. Where the prompt says it all, there is no legend."""

    key: str
    options: tuple[Words, ...]
    legend: Words = ""
    takes_many: bool = False


@dataclass(frozen=True)
class Exercise:
    """A small thing to try. `sentence` is made of what is picked: {feel} is the list "feel"."""

    prompt: Words
    lists: tuple[PickList, ...]
    after: Words
    sentence: Words = ""


@dataclass(frozen=True)
class Lesson:
    """One lesson. With `has_gate`, it asks first whether the reader is afraid at home. What the
    lesson itself sends is `send_today`; `send_other_days` are more lines like it."""

    slug: str
    icon: str
    title: Words
    promise: Words
    evidence_note: str
    screens: tuple[LessonScreen, ...]
    exercise: Exercise
    send_today: Words
    known: Words
    sources: tuple[str, ...]
    send_other_days: tuple[Words, ...] = ()
    do_today: Words = ""
    send_to: Words = ""
    has_gate: bool = False
    minutes: int = MINUTES

    @property
    def lines(self) -> tuple[Words, ...]:
        """All that it has to send, its own line first."""
        return (self.send_today, *self.send_other_days)

    def line(self, number: str) -> Words:
        """The line of that number, counted from one; the first where there is no such line."""
        numbers = {str(n): words for n, words in enumerate(self.lines, 1)}
        return numbers.get(number, self.send_today)

    @property
    def places(self) -> list[LessonPlace]:
        """Its screens in order: the thoughts, then the exercise, then what to do today."""
        keys = [f"screen-{number}" for number in range(1, len(self.screens) + 1)] + ["try", "today"]
        befores = ["before" if self.has_gate else "", *keys[:-1]]
        afters = [*keys[1:], ""]
        screens = [*self.screens, None, None]
        return list(map(LessonPlace, keys, screens, befores, afters))


@dataclass(frozen=True)
class LessonPlace:
    """A screen and its neighbours, by key; "" where there is none."""

    key: str
    screen: LessonScreen | None
    before: str
    after: str
