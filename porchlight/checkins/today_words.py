"""The words of Today: what the picture says, and a day said back in the person's own answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from porchlight.checkins.queries.today import TodayPage
from porchlight.domain.answering import STRONG_URGE, Answering, HardReason
from porchlight.domain.checkin import Reading, Talk

MORNING_FROM, AFTERNOON_FROM, EVENING_FROM = 5, 12, 18
VERY_LONELY = 7  # of 0 to 10: with it, time alone that was wanted is not only rest


@dataclass(frozen=True)
class Heading:
    """The heading of the page and the line below it; the picture shows the same."""

    title: str
    line: str


def heading(page: TodayPage, hour: int) -> Heading:
    """`hour` is the local hour, 0 to 23. The heading depends on nothing else but the page."""
    if page.day_page is None:
        return _before(page, hour)
    if page.day_page.kind is Answering.USED:
        return Heading(_("Thank you for saying so."), _("Your earlier days still count."))
    if page.day_page.kind is Answering.HARD and page.day_page.hard is not None:
        return Heading(_hard_title(page.day_page.hard), _hard_line(page))
    if page.is_back_after_gap:
        return Heading(_("Saved. The light was on the whole time."), _("A return counts here."))
    return Heading(_("Saved. Your lamp is warm."), _line_after(page))


def echo(reading: Reading) -> list[str]:
    """A day said back, one short sentence an answer; what was left blank is not mentioned."""
    parts = [_mood(reading.mood), _urge(reading.urge), _talk(reading.talk)]
    return [part for part in parts if part]


def _before(page: TodayPage, hour: int) -> Heading:
    if page.is_back_after_gap:
        return Heading(_("Good to see you."), _("No catching up needed. How is today?"))
    return Heading(greeting(page.name, hour), _("The light is on for you."))


def greeting(name: str, hour: int) -> str:
    """By the local hour, 0 to 23."""
    words = {"name": name}
    if MORNING_FROM <= hour < AFTERNOON_FROM:
        return _("Good morning, %(name)s.") % words
    if AFTERNOON_FROM <= hour < EVENING_FROM:
        return _("Good afternoon, %(name)s.") % words
    if hour >= EVENING_FROM:
        return _("Good evening, %(name)s.") % words
    return _("Hello, %(name)s.") % words  # at three in the morning it is neither, in English


def _hard_title(reason: HardReason) -> str:
    return {
        HardReason.VERY_LOW_AND_URGE: _("That is a lot at once."),
        HardReason.VERY_LOW: _("That is a lot to hold."),
        HardReason.URGE: _("You told it. That is a start."),
        HardReason.LOW_AND_NO_TALK: _("Thank you for saying it here."),
    }[reason]


def _hard_line(page: TodayPage) -> str:
    if page.replies.only_said:
        return _("Thank you for saying it. This stays here today.")
    return _("What would help right now?")


def _line_after(page: TodayPage) -> str:
    if page.street.is_new:
        return _("Your talk lit one more window.")
    if page.reading is None or page.day_page is None:
        return ""
    if page.day_page.kind is Answering.SOLITUDE:
        if (page.reading.lonely or 0) >= VERY_LONELY:
            return _("You wanted the quiet, and it got lonely too. Both can be true.")
        return _("Time alone that you wanted. That is rest.")
    return _ordinary_line(page.reading)


def _ordinary_line(reading: Reading) -> str:
    """One line for each mood and talk; without both answers, a plain thank you."""
    lines = {
        (2, Talk.GOOD): _("Low, and you still talked with someone. Good that they were there."),
        (2, Talk.BRIEF): _("Low, with a few words in it. A bit more company may be good."),
        (2, Talk.NONE): _("Low, and no talk yet. It can be one line."),
        (3, Talk.GOOD): _("In between, and not by yourself."),
        (3, Talk.BRIEF): _("In between. A few words count."),
        (3, Talk.NONE): _("In between. There is still time for a hello."),
        (4, Talk.GOOD): _("Okay, with company in it."),
        (4, Talk.BRIEF): _("Okay, and a few words. That is a day."),
        (4, Talk.NONE): _("Okay so far. Who might like to hear from you?"),
        (5, Talk.GOOD): _("A good day, with someone in it. Nice to hear."),
        (5, Talk.BRIEF): _("A good day. Someone may like to hear why."),
        (5, Talk.NONE): _("A good day. It could be shared, if you like."),
    }
    if reading.mood is None or reading.talk is None:
        return _("Thank you for checking in.")
    return lines.get((reading.mood, reading.talk)) or _("Thank you for checking in.")


def _mood(mood: int | None) -> str:
    words = {
        1: _("Very low today."),
        2: _("Low today."),
        3: _("In between today."),
        4: _("Okay today."),
        5: _("Good today."),
    }
    return words[mood] if mood is not None else ""


def _urge(urge: int | None) -> str:
    if urge is None:
        return ""
    if urge >= STRONG_URGE:
        return _("A strong urge, at %(number)s.") % {"number": urge}
    if urge == 0:
        return _("No urge.")
    return _("A small urge.") if urge <= 3 else _("Some urge.")


def _talk(talk: Talk | None) -> str:
    words = {
        Talk.GOOD: _("You talked with someone."),
        Talk.BRIEF: _("A few words with someone."),
        Talk.NONE: _("No talk yet."),
    }
    return words[talk] if talk is not None else ""
