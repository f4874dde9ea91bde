"""The names of the patterns. The values are those of the labelled messages and of the rewrites."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

Language = Literal["en", "es"]


class WordingLabel(StrEnum):
    """One pattern in a message to somebody in recovery."""

    BLAME = "BLAME"  # puts it all on one person
    SHOULD = "SHOULD"  # gives an order
    ABSOLUTE = "ABSOLUTE"  # always, never
    INTERROGATE = "INTERROGATE"  # questions in a pile, or one that accuses
    THREAT = "THREAT"  # says what will happen to them
    DIAGNOSE = "DIAGNOSE"  # says what is wrong with them
    SHAME = "SHAME"  # says that they are bad, not that something was
    COMPARE = "COMPARE"  # holds them up against somebody else
    CONTROL = "CONTROL"  # checks on them, asks for proof, forbids
    SARCASM = "SARCASM"  # says the opposite

    OBSERVE = "OBSERVE"  # what anybody could have seen
    FEEL = "FEEL"  # the sender's own feeling
    REQUEST = "REQUEST"  # one thing the sender would like, or a limit of their own
    EASYOUT = "EASYOUT"  # a no is fine
    AFFIRM = "AFFIRM"  # what went well, what the other is worth
    UNDERSTAND = "UNDERSTAND"  # it makes sense
    PRESENCE = "PRESENCE"  # being there


HURTFUL = frozenset(
    {
        WordingLabel.BLAME,
        WordingLabel.SHOULD,
        WordingLabel.ABSOLUTE,
        WordingLabel.INTERROGATE,
        WordingLabel.THREAT,
        WordingLabel.DIAGNOSE,
        WordingLabel.SHAME,
        WordingLabel.COMPARE,
        WordingLabel.CONTROL,
        WordingLabel.SARCASM,
    }
)
KIND = frozenset(WordingLabel) - HURTFUL
# One of these alone makes a message level 2.
HARSH = frozenset(
    {WordingLabel.THREAT, WordingLabel.SHAME, WordingLabel.CONTROL, WordingLabel.DIAGNOSE}
)
