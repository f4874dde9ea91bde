"""The terms of a switch (the grant that shows one kind of thing to one person), and what stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from porchlight.circles.access import rows
from porchlight.circles.consents import Terms
from porchlight.circles.models import Grant
from porchlight.domain.circle.sharing import OPENS, SharedKind, kind_opened_by
from porchlight.domain.consent import Decision, Purpose
from porchlight.domain.grants import EventKind, RecipientKind, fold
from porchlight.domain.words_of_consent import LegalForm

# Which words a person said yes to; a new text gets a new name.
TEXT_VERSION = "sharing-1"


def switch_terms(
    kind: SharedKind,
    lasts: timedelta,
    since: datetime | None = None,
    *,
    from_always: bool = False,
) -> Terms:
    """Without `since`: from the moment on at which it is given."""
    opened = OPENS[kind]
    return Terms(
        Purpose.SUPPORT,
        {opened.data_class},
        tuple(opened.actions),
        since=since,
        from_always=from_always,
        lasts=lasts,
        text_version=TEXT_VERSION,
    )


@dataclass(frozen=True)
class StandingSwitch:
    """A grant that a switch gave, which was not taken back and has not run out."""

    grant_id: UUID
    to_id: UUID
    kind: SharedKind
    is_paused: bool


def standing_switches(decision: Decision, now: datetime) -> list[StandingSwitch]:
    """For everybody that the owner shows something. One query. `now` is the highest time seen."""
    given = rows(Grant, decision).filter(
        recipient_kind=RecipientKind.PERSON, form=LegalForm.PERSONAL, purpose=Purpose.SUPPORT
    )
    alive = given.exclude(ends_at__lte=now)
    terms: dict[UUID, Any] = {}
    events: dict[UUID, list[EventKind]] = {}
    for grant_id, *of_grant, event in alive.order_by(
        "made_at", "pk", "events__made_at", "events__pk"
    ).values_list("pk", "recipient_person_id", "data_classes", "actions", "events__kind"):
        terms[grant_id] = of_grant
        events.setdefault(grant_id, []).extend([EventKind(event)] if event else [])
    found = []
    for grant_id, (to_id, data_classes, actions) in terms.items():
        kind = kind_opened_by(data_classes, actions)
        is_paused, is_withdrawn = fold(events[grant_id])
        if kind is not None and not is_withdrawn:
            found.append(StandingSwitch(grant_id, to_id, kind, is_paused))
    return found


def are_paused(standing: Iterable[StandingSwitch]) -> bool:
    """Whether something stands and all of it is paused."""
    each = [one.is_paused for one in standing]
    return bool(each) and all(each)


def kinds_on(decision: Decision, to_id: UUID | None, now: datetime) -> list[SharedKind]:
    """What the owner lets one account see now, in the order of the page."""
    standing = standing_switches(decision, now)
    on = {one.kind for one in standing if one.to_id == to_id and not one.is_paused}
    return [kind for kind in SharedKind if kind in on]
