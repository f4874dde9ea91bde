"""The terms of a switch (the grant that shows one kind of thing to one person), and what stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from porchlight.circles.access import rows
from porchlight.circles.consents import Terms
from porchlight.circles.models import Grant
from porchlight.domain.circle.sharing import OPENS, SharedKind, SwitchGrant, kind_opened_by
from porchlight.domain.consent import Decision, Purpose
from porchlight.domain.grants import EventKind, RecipientKind, fold
from porchlight.domain.words_of_consent import LegalForm

# Which words a person said yes to; a new text gets a new name.
TEXT_VERSION = "sharing-1"

TERMS = (
    "pk", "recipient_person_id", "data_classes", "actions", "since", "made_at", "ends_at",
    "events__kind", "events__made_at",
)  # fmt: skip


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


def switch_grants(
    decision: Decision, now: datetime, other_id: UUID | None = None
) -> dict[UUID, list[SwitchGrant]]:
    """By recipient, the owner's grants that a switch gave and that have not run out. One query."""
    grants = rows(Grant, decision).filter(
        recipient_kind=RecipientKind.PERSON,
        form=LegalForm.PERSONAL,
        purpose=Purpose.SUPPORT,
        ends_at__gt=now,
    )
    if other_id is not None:
        grants = grants.filter(recipient_person=other_id)
    found: dict[UUID, Any] = {}
    events: dict[UUID, list[tuple[EventKind, datetime]]] = {}
    for *terms, kind, happened_at in grants.order_by(
        "made_at", "pk", "events__made_at", "events__pk"
    ).values_list(*TERMS):
        found[terms[0]] = terms
        if kind:
            events.setdefault(terms[0], []).append((EventKind(kind), happened_at))
    by_recipient: dict[UUID, list[SwitchGrant]] = {}
    for grant_id, terms in found.items():
        grant = _folded(terms, events.get(grant_id, []))
        if grant is not None:
            by_recipient.setdefault(terms[1], []).append(grant)
    return by_recipient


def _folded(terms: Any, events: list[tuple[EventKind, datetime]]) -> SwitchGrant | None:
    grant_id, _recipient, data_classes, actions, since, made_at, ends_at = terms
    kind = kind_opened_by(data_classes, actions)
    if kind is None:
        return None
    is_paused, _is_withdrawn = fold(event for event, _at in events)
    withdrawn = (happened for event, happened in events if event is EventKind.WITHDRAWN)
    return SwitchGrant(grant_id, kind, made_at, ends_at, since, is_paused, next(withdrawn, None))


def standing_switches(decision: Decision, now: datetime) -> dict[UUID, list[SwitchGrant]]:
    """By recipient, those that were not taken back and have not run out, paused ones too. One
    query. `now` is the highest time seen."""
    by_recipient = {
        other_id: [grant for grant in grants if grant.withdrawn_at is None]
        for other_id, grants in switch_grants(decision, now).items()
    }
    return {other_id: standing for other_id, standing in by_recipient.items() if standing}


def are_paused(standing: Iterable[SwitchGrant]) -> bool:
    """Whether something stands and all of it is paused."""
    each = [one.is_paused for one in standing]
    return bool(each) and all(each)


def is_all_paused(standing: Mapping[UUID, Iterable[SwitchGrant]]) -> bool:
    """Whether something stands, for whomever, and all of it is paused."""
    return are_paused(one for grants in standing.values() for one in grants)


def kinds_on(decision: Decision, to_id: UUID | None, now: datetime) -> list[SharedKind]:
    """What the owner lets one account see now, in the order of the page."""
    standing = standing_switches(decision, now)
    to_them = standing.get(to_id, []) if to_id else []
    on = {one.kind for one in to_them if not one.is_paused}
    return [kind for kind in SharedKind if kind in on]
