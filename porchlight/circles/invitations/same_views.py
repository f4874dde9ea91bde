"""Whether whoever came in is on the list already: each of the two is asked about their own list."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from porchlight.circles import actions, queries
from porchlight.circles.access import own, row
from porchlight.circles.confirmations import Done, done_words, with_done
from porchlight.circles.models import Tie
from porchlight.circles.one_card.actions import (
    NothingToPart,
    NotPrivate,
    join_cards,
    part_cards,
)
from porchlight.circles.switches import kinds_on
from porchlight.domain.circle.same_name import may_be_same
from porchlight.domain.circle.sharing import SharedKind
from porchlight.domain.consent import Decision
from porchlight.people.highest_time import highest_time
from porchlight.people.receipts import KeyUsedForSomethingElse, SeeOther, once
from porchlight.people.requests import PersonRequest, signed_in

NEITHER = "none"
# In the address: the one card that is asked about.
WITH = "with"
# What somebody sees, in words; handed over by urls.py.
TitlesOf = Callable[[Collection[SharedKind]], str]


def after_coming_in(tie: Tie, decision: Decision, done: Done, *, by_name: bool) -> str:
    """Where somebody is led once both said yes: to the question, where a card of theirs may be of
    the same person; else to the tie. `by_name`: only where a name says so. A no is kept."""
    if actions.has_no_other_card(tie, decision):
        return with_done(reverse("tie", args=[tie.pk]), done)
    name = queries.friend(tie, decision).name
    cards = queries.private_cards(decision, name)
    is_asked = any(may_be_same(card.name, name) or not by_name for card in cards)
    return with_done(reverse("tie-same" if is_asked else "tie", args=[tie.pk]), done)


def are_they_one(tie_id: UUID, card_id: UUID, done: Done) -> str:
    """Where the sender is led once an account came in that another card of theirs was of: to the
    question whether these two are one person's."""
    return f"{with_done(reverse('tie-same', args=[tie_id]), done)}&{WITH}={card_id}"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def tie_same(request: PersonRequest, tie_id: UUID, titles_of: TitlesOf) -> HttpResponse:
    """Which card is the same person's, if any. Nothing happens without an answer."""
    decision = own(request.person, request.now)
    answer = request.POST.get("card", "")
    if request.method == "POST" and answer == NEITHER:
        actions.note_no_other_card(row(Tie, decision, pk=tie_id), decision)
        return SeeOther(reverse("tie", args=[tie_id]))

    def write() -> str:
        tie, card = row(Tie, decision, pk=tie_id), row(Tie, decision, pk=UUID(answer))
        join_cards(tie, card, decision, request.now)
        return with_done(reverse("tie", args=[card.pk]), Done.JOINED)

    error = ""
    if request.method == "POST":
        try:
            return once(request, decision, write)
        except (ValueError, Http404, NotPrivate, KeyUsedForSomethingElse):
            error = _("Choose one of these")
    tie = row(Tie, decision, pk=tie_id)
    if tie.open_account_id is None:
        raise Http404
    friend = queries.friend(tie, decision)

    def shown() -> str:
        return titles_of(kinds_on(decision, tie.account_id, highest_time(request.now)))

    cards = queries.private_cards(decision, friend.name)
    asked = [card for card in cards if str(card.tie_id) == request.GET.get(WITH)]
    alike = asked or [card for card in cards if may_be_same(card.name, friend.name)]
    context = {
        "friend": friend,
        "asked": asked[0] if asked else None,
        "alike": alike,
        "others": [card for card in cards if card not in alike],
        "error": error,
        "done": done_words(request, friend.name, shown),
    }
    status = 422 if error else 200
    return render(request, "circles/invitations/same.html", context, status=status)


@require_POST
@signed_in
def same_undo(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """Two cards again; where that is too long ago, the page of the one that it is."""
    decision = own(request.person, request.now)
    card = row(Tie, decision, pk=tie_id)
    try:
        tie = part_cards(card, decision, request.now)
    except NothingToPart:
        return SeeOther(reverse("tie", args=[tie_id]))
    return SeeOther(with_done(reverse("tie", args=[tie.pk]), Done.TWO))
