"""What a person is told of their own words before they send them: why they may land hard, and one
other way. Never praise, never a mark, and never anything to the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from porchlight.domain.wording import Language, WordingLabel, look_at

Words = Any
L = WordingLabel
# The level from which somebody is asked before they send, where they chose to be.
HARD = 2


@dataclass(frozen=True)
class OtherWay:
    """One pattern in plain words: why it may land hard, the turn, and an example of it."""

    why: Words
    turn: Words
    example: Words


OTHER_WAYS: dict[WordingLabel, OtherWay] = {
    L.THREAT: OtherWay(
        _("A threat can close the door, while a limit says what you yourself will do."),
        _("What I will do, and what I still want"),
        _("When there is shouting, I leave the room. I'll meet you for coffee at ten."),
    ),
    L.SHAME: OtherWay(
        _("It lands on the whole person, and a person in shame tends to hide."),
        _("The hurt, and the bond"),
        _("I'm hurt, and you matter to me. There's a place for you at my table."),
    ),
    L.CONTROL: OtherWay(
        _("Being checked on can feel like having no door of your own."),
        _("An ask that can be turned down"),
        _("I hope it goes well. Text me if you like. No photo needed."),
    ),
    L.DIAGNOSE: OtherWay(
        _("A label tells people who they are, and most people push back."),
        _("What I saw"),
        _("I see it another way. Can I tell you what I saw on Friday?"),
    ),
    L.BLAME: OtherWay(
        _("Blame makes most people guard themselves, and then the worry in it is not heard."),
        _("What you saw, and how you feel"),
        _("I was sad on Saturday. I'd like one calm evening together. Sunday? Fine if not."),
    ),
    L.SHOULD: OtherWay(
        _("An order can be hard to take, even when it comes from love."),
        _("As a question, with you in it"),
        _("Could you talk with someone tonight? I can sit near."),
    ),
    L.ABSOLUTE: OtherWay(
        _("“Always” and “never” leave no room for the times that went well."),
        _("This one time"),
        _("We said Tuesday, and it didn't work out. I felt let down. Shall we pick a new day?"),
    ),
    L.INTERROGATE: OtherWay(
        _("A question like this can feel like being on trial."),
        _("Glad first, then one question"),
        _("I'm glad you're home. I was scared. Talk now, or in the morning?"),
    ),
    L.COMPARE: OtherWay(
        _("Held next to someone else, a person can only come out smaller."),
        _("Only you two"),
        _("I miss how close we were. Could we have an hour this week?"),
    ),
    L.SARCASM: OtherWay(
        _("The joke covers the hurt, and the sting is the part that stays."),
        _("The plain thing"),
        _("You told me it's four days. Thank you for telling me."),
    ),
}


@dataclass(frozen=True)
class SecondLook:
    """What a look at one note says: nothing of style where it tells of an emergency."""

    is_emergency: bool
    other_way: OtherWay | None
    may_land_hard: bool = False


def look(words: str, language: str) -> SecondLook:
    """One thing at a time, the harshest first. `language` is the reader's, "en" or "es"."""
    found = look_at(words, cast(Language, language))
    label = next((label for label in OTHER_WAYS if label in found.hurtful), None)
    other_way = OTHER_WAYS[label] if label else None
    return SecondLook(found.is_emergency, other_way, found.level >= HARD)
