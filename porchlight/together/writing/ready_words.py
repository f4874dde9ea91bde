"""Lines ready to send, by moment: as they are, or changed. Each language says its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

Words = Any


@dataclass(frozen=True)
class ReadyMoment:
    """A moment, and what can be said in it. `is_after_use`: a line about danger stands below."""

    key: str
    label: Words
    lines: tuple[Words, ...]
    is_after_use: bool = False


MOMENTS: tuple[ReadyMoment, ...] = (
    ReadyMoment(
        "home",
        _("Back home"),
        (
            _("I’m glad you’re home. No plans tonight, unless you want some."),
            _("Your mug is still on its hook. Good to have you back."),
        ),
    ),
    ReadyMoment(
        "good-news",
        _("Good news"),
        (
            _("That made my day. Thank you for telling me."),
            _("You put work into that, and it shows. I’m happy for you."),
        ),
    ),
    ReadyMoment(
        "quiet-3",
        _("No answer in three days"),
        (
            _("Thinking of you. There’s soup on Friday and a bowl for you. No reply needed."),
            _("No rush to write back. I wanted you to know that I care."),
        ),
    ),
    ReadyMoment(
        "used-again",
        _("After using again"),
        (
            _("Thank you for telling me. Are you safe right now?"),
            _("I’m glad you’re here. Tonight we keep you safe. The rest can wait."),
        ),
        is_after_use=True,
    ),
    ReadyMoment(
        "birthday",
        _("Birthday"),
        (
            _("Happy birthday. Life is better company with you in it."),
            _("Happy birthday. I thought of that day at the lake, and I smiled."),
        ),
    ),
    ReadyMoment(
        "no-money",
        _("Saying no to money"),
        (
            _("I don’t lend cash. I can shop for food with you this week."),
            _("No to the money, yes to you. Want to eat together tonight?"),
        ),
    ),
    ReadyMoment(
        "hard-talk",
        _("Before a hard talk"),
        (
            _("I’d like to talk about the rent. Thursday after dinner, or another day?"),
            _("Something is on my mind. Could I have ten calm minutes with you this week?"),
        ),
    ),
    ReadyMoment(
        "sorry",
        _("Saying sorry"),
        (
            _("I spoke sharply yesterday. That was mine. I’m sorry."),
            _("I told someone what you told me. I’m sorry. I’ll keep it to myself now."),
        ),
    ),
    ReadyMoment(
        "good-day",
        _("After a good day together"),
        (
            _("Today was good. I liked how we laughed in the kitchen."),
            _("Thank you for today. I’d do it again any Saturday."),
        ),
    ),
    ReadyMoment(
        "miss-you",
        _("I miss you"),
        (
            _("I miss your laugh. Nothing to do about it. I wanted to say so."),
            _("The porch is quiet without you. Come by when it suits you."),
        ),
    ),
    ReadyMoment(
        "holiday",
        _("Before a holiday"),
        (
            _("Come for an hour, the whole day, or not at all. All three are fine."),
            _("We could leave drinks off the table this year. Would you like that?"),
        ),
    ),
    ReadyMoment(
        "said-yes",
        _("They said yes to help"),
        (
            _("I’m glad. Shall I be near while you call, or come later?"),
            _("I can drive on Tuesday and wait outside. Or go with a friend, if that’s better."),
        ),
    ),
)


def ready_line(code: str) -> str:
    """The line that an address names, as "moment.number"; "" where it names none."""
    key, _dot, number = code.partition(".")
    moment = next((moment for moment in MOMENTS if moment.key == key), None)
    is_there = moment is not None and number.isdecimal() and 0 < int(number) <= len(moment.lines)
    return str(moment.lines[int(number) - 1]) if moment is not None and is_there else ""
