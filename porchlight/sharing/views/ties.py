"""The tie that a page of sharing is about."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.http import Http404

from porchlight.circles.access import own, row
from porchlight.circles.models import Tie
from porchlight.circles.queries import friend
from porchlight.people.requests import PersonRequest
from porchlight.sharing.queries import Viewer


class TieCard(NamedTuple):
    """A tie of one's own; `viewer` is None where nobody's account stands behind it now."""

    tie_id: UUID
    name: str
    viewer: Viewer | None


def card_of(request: PersonRequest, tie_id: UUID) -> TieCard:
    """Http404 for somebody else's."""
    decision = own(request.person, request.now)
    tie = row(Tie, decision, pk=tie_id)
    card = friend(tie, decision)
    account_id = tie.open_account_id
    viewer = None if account_id is None else Viewer(tie_id, account_id, card.name, card.near)
    return TieCard(tie_id, card.name, viewer)


def viewer_of(request: PersonRequest, tie_id: UUID) -> Viewer:
    """Http404 for a private card and for one that has ended."""
    viewer = card_of(request, tie_id).viewer
    if viewer is None:
        raise Http404
    return viewer
