"""The six kinds of thing in words: what each is, what the other one reads, and what not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from porchlight.domain.circle.sharing import HowADayFeels, SharedKind

Words = Any


@dataclass(frozen=True)
class KindWords:
    """`sees` and `sees_not` are about somebody by the name `other`; `none_yet` is for a kind of
    which there is nothing to show."""

    title: Words
    hint: Words
    sees: Words
    sees_not: Words
    none_yet: Words = ""


KIND_WORDS: dict[SharedKind, KindWords] = {
    SharedKind.CHECKED_IN: KindWords(
        lazy("That I checked in"),
        lazy("this week, and no more"),
        lazy("%(other)s reads that you checked in this week."),
        lazy("Not the day, not the hour, and none of your answers."),
    ),
    SharedKind.DAY: KindWords(
        lazy("How today feels"),
        lazy("ok or hard, in those words"),
        lazy("%(other)s reads “Today feels ok” or “Today feels hard”, after you check in."),
        lazy("No numbers, no urges, no reasons. On a day you say nothing, nothing shows."),
    ),
    SharedKind.MILESTONES: KindWords(
        lazy("Milestones I pick"),
        lazy("in my own words"),
        lazy("%(other)s reads each milestone you write down, for a week."),
        lazy("No count of days. What you don't write down is no milestone."),
    ),
    SharedKind.MEETINGS: KindWords(
        lazy("Meetings I plan"),
        lazy("name, day and hour"),
        lazy(
            "%(other)s reads the name, day and hour of meetings you keep, a week ahead. That can "
            "tell where you may be at that hour."
        ),
        lazy("Not if you went, and not where you are now."),
    ),
    SharedKind.PLAN: KindWords(
        lazy("My plan for hard nights"),
        lazy("as it stands now"),
        lazy("%(other)s reads your plan as it is now, names and numbers too."),
        lazy("Not older plans, and not if or when you open it."),
        lazy("You have no plan here yet."),
    ),
    SharedKind.CHECK_UPS: KindWords(
        lazy("Check-up answers"),
        lazy("from now on"),
        lazy("%(other)s reads the answers you give from now on, each one."),
        lazy("Not earlier ones, and no label about you."),
        lazy("You have none here yet."),
    ),
}


def day_feels(word: HowADayFeels) -> str:
    return _("Today feels ok.") if word is HowADayFeels.OK else _("Today feels hard.")


def example_of(kind: SharedKind, name: str) -> str:
    """What stands for a kind of which its owner has nothing yet."""
    return {
        SharedKind.DAY: day_feels(HowADayFeels.OK),
        SharedKind.MILESTONES: _("Cooked dinner for the whole house"),
        SharedKind.MEETINGS: _("The meeting's name, with its day and hour"),
        SharedKind.CHECKED_IN: checked_in(name),
    }[kind]


def titles_of(kinds: Iterable[SharedKind]) -> str:
    """Several kinds in one line."""
    return ", ".join(str(KIND_WORDS[kind].title) for kind in kinds)


def checked_in(name: str) -> str:
    return _("%(name)s checked in this week.") % {"name": name}
