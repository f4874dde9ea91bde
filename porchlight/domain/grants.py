"""What a grant gives, what happened to it since, and which rule stops it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from porchlight.domain.words_of_consent import (
    NEVER_GRANTED,
    NEVER_PERSONAL,
    PURPOSES_OF,
    Action,
    DataClass,
    LegalForm,
    Purpose,
)


class RecipientKind(StrEnum):
    PERSON = "person"
    CIRCLE_ROLE = "circle role"
    ORGANISATION = "organisation"
    ORGANISATION_ROLE = "organisation role"


@dataclass(frozen=True)
class Recipient:
    """Whom a grant is given to: a person's id as text, or the code of a role or organisation."""

    kind: RecipientKind
    code: str


@dataclass(frozen=True)
class Membership:
    """That the actor says they are one of a recipient's people, and whether that was confirmed."""

    of: Recipient
    is_confirmed: bool


class EventKind(StrEnum):
    WITHDRAWN = "withdrawn"  # of a grant, for good
    PAUSED = "paused"
    RESUMED = "resumed"
    LIFTED = "lifted"  # of a block or a restriction, for good


@dataclass(frozen=True)
class GrantFacts:
    """A grant with what happened to it folded in.

    Things made from `since` on and before `until` are in it; None is no limit. It is alive from
    `valid_from` on and before `ends_at`, both by the highest time ever seen, unless `is_paused` or
    `is_withdrawn`. `is_complete` is whether it has every element that its form needs.
    """

    grant_id: UUID
    recipient: Recipient
    purpose: Purpose
    form: LegalForm
    data_classes: frozenset[DataClass]
    actions: frozenset[Action]
    valid_from: datetime
    ends_at: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    is_complete: bool = True
    is_paused: bool = False
    is_withdrawn: bool = False


class Stop(IntEnum):
    """The rules that can stop a grant, in their order; a later one means it came further."""

    NO_GRANT = 0
    NOT_A_MEMBER = 1
    PURPOSE = 2
    COUNSELLING = 3
    ENDED = 4
    WINDOW = 5
    NOT_IN_IT = 6

    @property
    def reason(self) -> str:
        return REASONS[self]


REASONS = {
    Stop.NO_GRANT: "default",
    Stop.NOT_A_MEMBER: "not a member",
    Stop.PURPOSE: "purpose",
    Stop.COUNSELLING: "counselling",
    Stop.ENDED: "ended",
    Stop.WINDOW: "window",
    Stop.NOT_IN_IT: "not in the grant",
}


@dataclass(frozen=True)
class Asked:
    """What is asked of a grant, by whom. `now` is the highest time ever seen."""

    actor_id: UUID | None
    memberships: frozenset[Membership]
    action: Action
    data_classes: frozenset[DataClass]
    purpose: Purpose
    now: datetime


def stop_of(grant: GrantFacts, asked: Asked) -> Stop | None:
    """The first rule that stops this grant from giving that, or None."""
    stop = _stop_at_the_door(grant, asked)
    if stop is not None:
        return stop
    if grant.purpose is not asked.purpose or not _has_its_form(grant):
        return Stop.PURPOSE
    if not _keeps_counselling_apart(grant, asked.data_classes):
        return Stop.COUNSELLING
    if not _is_alive(grant, asked.now):
        return Stop.ENDED
    if _has_no_time_in_it(grant):
        return Stop.WINDOW
    return None if _reaches(grant, asked) else Stop.NOT_IN_IT


def fold(events: Iterable[EventKind]) -> tuple[bool, bool]:
    """(is paused, is withdrawn) after these events of a grant, in the order in which they came.
    Only being resumed opens it again: whatever else may come leaves it shut."""
    is_paused = is_withdrawn = False
    for event in events:
        if event is EventKind.WITHDRAWN:
            is_withdrawn = True
        else:
            is_paused = event is not EventKind.RESUMED
    return is_paused, is_withdrawn


def _stop_at_the_door(grant: GrantFacts, asked: Asked) -> Stop | None:
    if asked.actor_id is None:
        return Stop.NO_GRANT
    if grant.recipient.kind is RecipientKind.PERSON:
        return None if grant.recipient.code == str(asked.actor_id) else Stop.NO_GRANT
    confirmed = [one.is_confirmed for one in asked.memberships if one.of == grant.recipient]
    if not confirmed:
        return Stop.NO_GRANT
    return None if any(confirmed) else Stop.NOT_A_MEMBER


def _has_its_form(grant: GrantFacts) -> bool:
    return grant.is_complete and grant.purpose in PURPOSES_OF[grant.form]


def _keeps_counselling_apart(grant: GrantFacts, data_classes: frozenset[DataClass]) -> bool:
    """Counselling notes only by a grant of exactly that class, which is for nothing else. One that
    names them beside other things gives none of these (42 CFR 2.31(b))."""
    only = frozenset({DataClass.COUNSELLING})
    is_for_notes = grant.form is LegalForm.COUNSELLING_NOTE
    if is_for_notes or DataClass.COUNSELLING in grant.data_classes | data_classes:
        return is_for_notes and grant.data_classes == data_classes == only
    return True


def _is_alive(grant: GrantFacts, now: datetime) -> bool:
    return (
        not grant.is_withdrawn
        and not grant.is_paused
        and grant.valid_from <= now
        and (grant.ends_at is None or now < grant.ends_at)
    )


def _has_no_time_in_it(grant: GrantFacts) -> bool:
    return grant.since is not None and grant.until is not None and grant.until <= grant.since


def _reaches(grant: GrantFacts, asked: Asked) -> bool:
    never = NEVER_GRANTED | (NEVER_PERSONAL if grant.form is LegalForm.PERSONAL else frozenset())
    return (
        asked.action in grant.actions
        and asked.action is not Action.WRITE
        and asked.data_classes <= grant.data_classes
        and asked.data_classes.isdisjoint(never)
    )
