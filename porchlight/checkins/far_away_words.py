"""The words of "Feeling far away?": for each screen its heading, its line and its answers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from porchlight.domain.answering import FarAway, Need

Choice = tuple[str, str, str]


def title(screen: str) -> str:
    return {
        "which": _("Feeling far away?"),
        "until": _("Enjoy it."),
        "rested": _("See you then."),
        "need": _("What is closest right now?"),
        "people": _("One hello, then."),
        "fine": _("That is fine."),
    }[screen]


def line(screen: str, need: Need | None) -> str:
    if screen == "people" and need is not None:
        return _need_line(need)
    return {
        "which": _("A rest or a hard patch? Quiet days can be either."),
        "until": _("When would you like to be asked again?"),
        "rested": _("The light stays on."),
        "need": _("Tap one. Only you see it."),
        "fine": _("Nothing more today. Help stays at the top."),
    }[screen]


def choices(screen: str) -> list[Choice]:
    """The answers of a screen: the name and value that a button sends, and its words."""
    if screen == "which":
        words = {
            FarAway.REST: _("A rest. I'm fine"),
            FarAway.HARD_PATCH: _("A hard patch"),
            FarAway.RATHER_NOT: _("I'd rather not say"),
        }
        return [("which", str(value), text) for value, text in words.items()]
    if screen == "until":
        days = {
            "tomorrow": _("Tomorrow"),
            "three-days": _("In three days"),
            "week": _("In a week"),
            "i-come": _("I'll come by myself"),
        }
        return [("until", value, text) for value, text in days.items()]
    if screen == "need":
        needs = {
            Need.HUNGRY: _("Hungry"),
            Need.ANGRY: _("Angry"),
            Need.LONELY: _("Lonely"),
            Need.TIRED: _("Tired"),
            Need.BORED: _("Bored"),
            Need.PAIN: _("In pain"),
        }
        return [("need", str(value), text) for value, text in needs.items()]
    return []


def _need_line(need: Need) -> str:
    return {
        Need.HUNGRY: _("Eat something first. Then one hello."),
        Need.ANGRY: _("Write it and keep it. Then one hello."),
        Need.LONELY: _("It can be one line."),
        Need.TIRED: _("Lie down for 20 minutes. Then one hello."),
        Need.BORED: _("Five minutes of anything. Then one hello."),
        Need.PAIN: _("Be gentle with it. New or very strong pain: get medical help."),
    }[need]
