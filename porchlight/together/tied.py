"""Whose page of two people a request is about."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from porchlight.circles.access import own, row
from porchlight.circles.models import Tie
from porchlight.circles.queries import Friend, friend
from porchlight.people.requests import PersonRequest


def tied_with(request: PersonRequest, tie_id: UUID) -> tuple[Tie, UUID, Friend]:
    """One's own tie, the account behind it, and the card. Http404 for a private card, and for a tie
    that has ended."""
    decision = own(request.person, request.now)
    tie = row(Tie, decision, pk=tie_id)
    if tie.open_account_id is None:
        raise Http404
    return tie, tie.open_account_id, friend(tie, decision)
