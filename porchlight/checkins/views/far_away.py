"""Two quiet places of Today: "Feeling far away?", and "I used today"."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from porchlight.checkins import actions
from porchlight.checkins.queries.today import Elsewhere, reachable_now
from porchlight.checkins.replies import replies_of
from porchlight.circles.access import own
from porchlight.circles.account_kind import for_recovery
from porchlight.domain.answering import FarAway, Need, Replies
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in

# After how many days a person who rests is asked again. Who comes by themselves rests today only.
ASK_AGAIN = {"tomorrow": 1, "three-days": 3, "week": 7, "i-come": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@for_recovery
def far_away(request: PersonRequest, elsewhere: Elsewhere) -> HttpResponse:
    """A rest or a hard patch? Two taps, and no more. Nobody is told but by the person."""
    decision = own(request.person, request.now)
    if request.method == "POST":
        answers = _answers(request)
        actions.keep_reply(request.person, request.today, decision, **answers)
        return SeeOther(reverse("far-away"))
    replies, _ = replies_of(decision, request.today)
    needs_people = replies.far_away is FarAway.HARD_PATCH and replies.need is not None
    context = {
        "replies": replies,
        "screen": _screen(replies),
        "reachable": reachable_now(request, decision, elsewhere) if needs_people else None,
    }
    return render(request, "checkins/far_away.html", context)


@require_safe
@signed_in
@for_recovery
def used(request: PersonRequest) -> HttpResponse:
    """One question before anything is kept: it is private, and nothing is lost by it."""
    return render(request, "checkins/used.html")


def _answers(request: PersonRequest) -> dict[str, Any]:
    """What one button sent; anything that no button sends is not found."""
    sent = request.POST
    if sent.get("again"):
        return {"far_away": None, "need": None, "rests_until": None}
    if sent.get("until") in ASK_AGAIN:
        days = ASK_AGAIN[sent["until"]]
        return {"far_away": FarAway.REST, "rests_until": request.today + timedelta(days=days)}
    if sent.get("need") in set(Need):
        return {"far_away": FarAway.HARD_PATCH, "need": sent["need"]}
    if sent.get("which") in set(FarAway):
        return {"far_away": sent["which"], "need": None, "rests_until": None}
    raise Http404


def _screen(replies: Replies) -> str:
    """Which of the six screens comes next."""
    if replies.far_away is None:
        return "which"
    if replies.far_away is FarAway.REST:
        return "rested" if replies.rests_until else "until"
    if replies.far_away is FarAway.HARD_PATCH:
        return "people" if replies.need else "need"
    return "fine"
