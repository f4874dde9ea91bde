"""Who may see what. The belief: nothing is open unless its owner, or a live grant, says so.

The order of the rules stands in this module alone: the first that matches decides, and the last is
a refusal. `domain/grants.py` says what a grant is and which of its rules stops it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from porchlight.domain.grants import Asked, GrantFacts, Membership, Stop, stop_of
from porchlight.domain.words_of_consent import (
    BY_LINK,
    EVERYTHING,
    HANDED_OVER,
    PUBLIC,
    Action,
    DataClass,
    Purpose,
)

__all__ = [
    "BY_LINK",
    "EVERYTHING",
    "GATE",
    "HANDED_OVER",
    "PUBLIC",
    "Action",
    "Answer",
    "DataClass",
    "Decision",
    "Facts",
    "MadeOutsideTheGate",
    "Purpose",
    "RestrictionFacts",
    "decide",
]

# What `circles/access.py` makes decisions with. No other module may name it: tests/test_layers.py.
GATE = object()


class MadeOutsideTheGate(PermissionError):
    """Somebody tried to make, change or copy a decision. Ask `circles/access.py` for one."""


@dataclass(frozen=True)
class RestrictionFacts:
    """A standing no. `binds` is who may not, or None for everybody but the subject; no classes or
    no actions means all of them."""

    binds: UUID | None
    data_classes: frozenset[DataClass] = frozenset()
    actions: frozenset[Action] = frozenset()


@dataclass(frozen=True)
class Facts:
    """What is known about an actor, a subject and an author at the moment of asking.

    The subject is whom a thing is about, the author who wrote it and under whose key it lies; None
    is the subject. `actor_id` is None for somebody signed out. Erased is true once the key of
    either is gone: then there is nothing left to decide about. Closed is true while the account of
    either waits to be deleted: it is frozen, to its own person too until they come back.
    `is_blocked` is true while the actor and one of the two keep each other away, whoever of them
    said so. `waits` is true while what is asked about was sent to the hosts and none of them has
    settled it. `holds_link` is true while the actor holds the link of the invitation that is asked
    about and may still come in with it. `highest_time` is the highest time ever seen.
    """

    actor_id: UUID | None
    subject_id: UUID
    author_id: UUID | None = None
    is_erased: bool = False
    is_closed: bool = False
    is_blocked: bool = False
    actor_is_host: bool = False
    waits: bool = False
    holds_link: bool = False
    restrictions: tuple[RestrictionFacts, ...] = ()
    memberships: frozenset[Membership] = frozenset()
    grants: tuple[GrantFacts, ...] = ()
    highest_time: datetime | None = None

    @property
    def owner_id(self) -> UUID:
        """Whose key the thing lies under."""
        return self.author_id or self.subject_id


@dataclass(frozen=True)
class Answer:
    """What the rules say. `reason` names the rule that matched.

    Of a grant: which one, from when on and until when things must have been made (None: no limit;
    `until` itself is outside), and when the grant ends.
    """

    allowed: bool
    reason: str
    grant_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    ends_at: datetime | None = None


class Decision:
    """One answer of the gate with all that it covers, good for one request.

    Only the gate makes one, and nobody changes or copies one. `only_row` is the one row that it is
    about (model label and id), or None for all of the subject's. `at` is when it was made, and
    `ends_at` when its grant ends. Compared by identity.
    """

    __slots__ = (
        "__weakref__",
        "action",
        "actor_id",
        "allowed",
        "at",
        "data_classes",
        "ends_at",
        "grant_id",
        "only_row",
        "opens_content",
        "owner_id",
        "purpose",
        "reason",
        "since",
        "subject_id",
        "until",
    )

    action: Action
    actor_id: UUID | None
    allowed: bool
    at: datetime
    data_classes: frozenset[DataClass]
    ends_at: datetime | None
    grant_id: UUID | None
    only_row: tuple[str, UUID] | None
    opens_content: bool
    owner_id: UUID
    purpose: Purpose
    reason: str
    since: datetime | None
    subject_id: UUID
    until: datetime | None

    def __init__(self, gate: object, **scope: object) -> None:
        if gate is not GATE:
            raise MadeOutsideTheGate("only circles/access.py makes decisions")
        for name, value in scope.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise MadeOutsideTheGate(f"a decision does not change: {name}")

    def __delattr__(self, name: str) -> None:
        raise MadeOutsideTheGate(f"a decision does not change: {name}")

    def __copy__(self) -> Decision:
        raise MadeOutsideTheGate("a decision is not copied")

    def __deepcopy__(self, memo: object) -> Decision:
        raise MadeOutsideTheGate("a decision is not copied")

    def __reduce_ex__(self, protocol: object) -> str:
        raise MadeOutsideTheGate("a decision is not stored")

    def __repr__(self) -> str:
        return f"<decision: {'yes' if self.allowed else 'no'}, {self.reason}>"

    @property
    def is_by_subject(self) -> bool:
        """Whether it is about what the subject wrote, and not about what somebody else did."""
        return self.owner_id == self.subject_id

    @property
    def is_whole(self) -> bool:
        """Whether it is about all rows under its owner's key, whenever they were made."""
        is_limited = self.since or self.until or self.only_row
        return not is_limited and self.is_by_subject

    def covers(self, owner_id: UUID, data_class: DataClass) -> bool:
        """Whether a field of this class under this owner's key may be opened at all."""
        return (
            self.allowed
            and self.opens_content
            and owner_id == self.owner_id
            and data_class in self.data_classes
        )

    def covers_time(self, made_at: datetime | None) -> bool:
        """Whether something made then is inside; what has no such moment only without a limit."""
        if self.since is None and self.until is None:
            return True
        return (
            made_at is not None
            and (self.since is None or self.since <= made_at)
            and (self.until is None or made_at < self.until)
        )


def decide(
    facts: Facts,
    action: Action,
    data_classes: frozenset[DataClass],
    purpose: Purpose,
    at: datetime,
) -> Answer:
    """The answer for every class asked about together: all of them, or none. `at` is aware."""
    refused = _refused_to_all(facts, data_classes)
    if refused is not None:
        return Answer(False, refused)
    if purpose is Purpose.HOSTING and action is Action.VIEW and data_classes <= PUBLIC:
        return Answer(True, "public")
    if facts.is_blocked:
        return Answer(False, "blocked")
    if any(_binds(no, facts, action, data_classes) for no in facts.restrictions):
        return Answer(False, "restricted")
    if _is_handed_over(facts, action, data_classes, purpose):
        return Answer(True, "handed over")
    if _is_invited(facts, action, data_classes, purpose):
        return Answer(True, "link")
    if purpose is Purpose.SELF and _is_own(facts, action):
        return Answer(True, "self")
    return _by_grant(facts, action, data_classes, purpose, at)


def _refused_to_all(facts: Facts, data_classes: frozenset[DataClass]) -> str | None:
    if not data_classes:
        return "nothing asked"
    if facts.is_erased:
        return "erased"
    return "closed" if facts.is_closed else None


def _binds(
    no: RestrictionFacts, facts: Facts, action: Action, data_classes: frozenset[DataClass]
) -> bool:
    if no.binds is None:
        is_bound = facts.actor_id != facts.subject_id
    else:
        is_bound = facts.actor_id == no.binds
    return (
        is_bound
        and (not no.data_classes or not no.data_classes.isdisjoint(data_classes))
        and (not no.actions or action in no.actions)
    )


def _is_handed_over(
    facts: Facts, action: Action, data_classes: frozenset[DataClass], purpose: Purpose
) -> bool:
    """Sending a correction hands it to the hosts: that one thing, and only until it is done."""
    return (
        purpose is Purpose.MENDING
        and data_classes <= HANDED_OVER
        and action is Action.VIEW
        and facts.actor_is_host
        and facts.waits
    )


def _is_invited(
    facts: Facts, action: Action, data_classes: frozenset[DataClass], purpose: Purpose
) -> bool:
    """A link shows what its sender put on it, and nothing else of theirs."""
    return (
        purpose is Purpose.INVITING
        and data_classes <= BY_LINK
        and action is Action.VIEW
        and facts.holds_link
    )


def _is_own(facts: Facts, action: Action) -> bool:
    """What is about somebody, and what somebody wrote, are both theirs; the words are the author's
    alone to change."""
    if action is Action.WRITE:
        return facts.actor_id == facts.owner_id
    return facts.actor_id in (facts.subject_id, facts.owner_id)


def _by_grant(
    facts: Facts,
    action: Action,
    data_classes: frozenset[DataClass],
    purpose: Purpose,
    at: datetime,
) -> Answer:
    """The widest grant that nothing stops; else the refusal of the one that came furthest."""
    now = at if facts.highest_time is None else max(at, facts.highest_time)
    asked = Asked(facts.actor_id, facts.memberships, action, data_classes, purpose, now)
    furthest = Stop.NO_GRANT
    good = []
    for grant in facts.grants:
        stop = stop_of(grant, asked)
        if stop is None:
            good.append(grant)
        else:
            furthest = max(furthest, stop)
    if not good:
        return Answer(False, furthest.reason)
    best = _widest(good)
    return Answer(True, "grant", best.grant_id, best.since, best.until, best.ends_at)


def _widest(grants: Iterable[GrantFacts]) -> GrantFacts:
    """The one that reaches furthest back; of several the one that reaches furthest forward, of
    these the one that lasts longest, and of these always the same."""
    return min(
        grants,
        key=lambda grant: (
            float("-inf") if grant.since is None else grant.since.timestamp(),
            _latest_first(grant.until),
            _latest_first(grant.ends_at),
            grant.grant_id.int,
        ),
    )


def _latest_first(moment: datetime | None) -> float:
    """Never comes before any time."""
    return float("-inf") if moment is None else -moment.timestamp()
