"""Who may see what. The belief: nothing is open unless its owner, or a live grant, says so.

The order of the rules is SECURITY.md's: the first that matches decides, and the last is a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class DataClass(StrEnum):
    """What kind of thing a sealed field holds. Keys and grants are given per class."""

    NAME = "name"  # what a person wants to be called
    PLACE = "place"  # the ZIP, town or point somebody typed
    BARRIERS = "barriers"  # what gets in the way
    WISHES = "wishes"  # groups somebody belongs to, pathways and languages that fit them
    CHECK_IN = "check-in"  # contact, loneliness, avoiding, wanted time alone
    MOOD = "mood"
    URGE = "urge"
    JOURNAL = "journal"  # free notes
    CIRCLE = "circle"  # names, numbers and nearness of my people
    STEP = "step"  # steps offered, taken, and what happened
    NOTICE = "notice"  # the person's usual, what they were asked about it, how often to ask
    COMMUNITY = "community"  # the host's own words; for everyone to read
    CORRECTION = "correction"  # what somebody told the hosts is not right about a listing


PUBLIC = frozenset({DataClass.COMMUNITY})
HANDED_OVER = frozenset({DataClass.CORRECTION})
EVERYTHING = frozenset(DataClass)


class Action(StrEnum):
    SEE = "see"


class Purpose(StrEnum):
    SELF = "self"  # a person with their own things
    HOSTING = "hosting"  # the words a community shows to everyone
    MENDING = "mending"  # a host with what was sent to the hosts, to put a listing right


@dataclass(frozen=True)
class Facts:
    """What is known about an actor and a subject at the moment of asking.

    `actor_id` is None for somebody signed out. `subject_is_erased` is true once the subject's key
    is gone: then there is nothing left to decide about. `subject_is_closed` is true while the
    account waits to be deleted: to everybody else it is gone already. `is_waiting` is true while
    what is asked about was sent to the hosts and none of them has settled it.
    """

    actor_id: UUID | None
    subject_id: UUID
    subject_is_erased: bool = False
    subject_is_closed: bool = False
    actor_is_host: bool = False
    is_waiting: bool = False


@dataclass(frozen=True, eq=False)
class Decision:
    """One answer of the gate, good for one request. Compared by identity: it is never reused."""

    allowed: bool
    subject_id: UUID
    data_classes: frozenset[DataClass]
    purpose: Purpose
    reason: str
    at: datetime
    actor_id: UUID | None = field(default=None)

    def covers(self, subject_id: UUID, data_class: DataClass) -> bool:
        return self.allowed and subject_id == self.subject_id and data_class in self.data_classes


def decide(
    facts: Facts,
    action: Action,
    data_classes: frozenset[DataClass],
    purpose: Purpose,
    at: datetime,
) -> Decision:
    """The answer for every class asked about together: all of them, or none.

    `at` is aware. The decision's `reason` names the rule that matched.
    """

    def answer(allowed: bool, reason: str) -> Decision:
        return Decision(
            allowed, facts.subject_id, data_classes, purpose, reason, at, facts.actor_id
        )

    if facts.subject_is_erased:
        return answer(False, "erased")
    if facts.subject_is_closed:
        return answer(False, "closed")
    if purpose is Purpose.HOSTING and data_classes <= PUBLIC and action is Action.SEE:
        return answer(True, "public")
    if _is_handed_over(facts, action, data_classes, purpose):
        return answer(True, "handed over")
    if purpose is Purpose.SELF and facts.actor_id == facts.subject_id:
        return answer(True, "self")
    return answer(False, "default")


def _is_handed_over(
    facts: Facts, action: Action, data_classes: frozenset[DataClass], purpose: Purpose
) -> bool:
    """Sending a correction hands it to the hosts: that one thing, and only until it is done."""
    return (
        purpose is Purpose.MENDING
        and data_classes <= HANDED_OVER
        and action is Action.SEE
        and facts.actor_is_host
        and facts.is_waiting
    )
