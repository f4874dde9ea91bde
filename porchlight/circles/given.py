"""What a person gave: which of their grants still stand, and what became of the others."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from porchlight.circles.access import rows
from porchlight.circles.models import ConsentEvent, Grant, Tie
from porchlight.domain.consent import Decision
from porchlight.domain.grants import EventKind
from porchlight.people.highest_time import highest_time


def standing_grants(decision: Decision, at: datetime) -> QuerySet[Grant]:
    """Those that were not taken back and have not run out; paused ones too. `decision` is the
    person's own."""
    standing = rows(Grant, decision).exclude(pk__in=withdrawn_grants(decision).values("grant_id"))
    return standing.filter(Q(ends_at=None) | Q(ends_at__gt=highest_time(at))).order_by("made_at")


def withdrawn_grants(decision: Decision) -> QuerySet[ConsentEvent]:
    """The events that took a grant of this person back."""
    return rows(ConsentEvent, decision).filter(kind=EventKind.WITHDRAWN, grant__isnull=False)


def names_by_account(decision: Decision) -> dict[UUID, str]:
    """What the person calls whoever has an account and is, or was, in their circle."""
    known = rows(Tie, decision).exclude(account=None)
    return {
        tie.account_id: str((tie.card.open(decision) or {}).get("name", ""))
        for tie in known
        if tie.account_id is not None
    }
