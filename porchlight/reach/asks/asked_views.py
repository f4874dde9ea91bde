"""An ask that reached somebody: one line, and what they say to it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from porchlight.circles.access import own, row
from porchlight.circles.actions import note_talk
from porchlight.circles.models import Tie
from porchlight.domain.ask import HelperAnswer, NoLongerNeeded
from porchlight.domain.consent import Decision
from porchlight.people.local.phone_numbers import number_kept
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.reach.asks import actions
from porchlight.reach.asks.forms import AnswerForm
from porchlight.reach.asks.queries import AskToMe, ask_to, asks_to, decision_on_ask, mark_of
from porchlight.reach.lights.queries import own_light
from porchlight.reach.queries import first_call

# What an address says of what was just done: it names nothing private. Once it is over the page
# goes by the address alone: what they said of it can not be read any more where whoever asked let
# go of them, and would tell that from one that was taken back.
AGAIN = "again"
SAID = frozenset({HelperAnswer.TALKED, HelperAnswer.NOT_NOW, HelperAnswer.NOT_REACHED})


@require_safe
@signed_in
def asks_waiting(request: PersonRequest) -> HttpResponse:
    """Who asks now, as Today, Home and People show it while they are open: what is in its place
    now, or an empty 204 where that is what the page shows already."""
    found = asks_to(request.person, request.now)
    mark = mark_of(found)
    if request.GET.get("after") == mark:
        return HttpResponse(status=204)
    response = render(request, "reach/asks/_asks_now.html", {"asks_now": found})
    response["X-Newest"] = mark
    return response


@require_safe
@signed_in
def asked(request: PersonRequest, received_id: UUID) -> HttpResponse:
    """Waiting for an answer; theirs now; or no longer needed, and nothing says why. For the page
    that is open, which says by `after` what it shows: what is in its place now, or an empty 204
    where that is the same."""
    context = _asked_context(request, received_id)
    found, after = context["ask"], request.GET.get("after")
    if after == found.mark:
        return HttpResponse(status=204)
    name = "asked" if after is None else "_asked_now"
    response = render(request, f"reach/asks/{name}.html", context)
    response["X-Newest"] = found.mark
    return response


def _asked_context(request: PersonRequest, received_id: UUID) -> dict[str, Any]:
    decision, done = own(request.person, request.now), request.GET.get("done", "")
    name = request.person.name.open(decision) or ""
    is_light_on = own_light(request.person, decision).light.is_on(request.now)
    found = ask_to(request.person, received_id, request.now)
    number = number_kept(found.number) if found.number else None
    return {
        "ask": found,
        "friend": found.friend,
        "name": name,
        "call_href": number.call_href if number else "",
        "said": done if done in SAID else "",
        "tries_again": done == AGAIN,
        "first_call": first_call(request.person.country),
        "is_light_on": is_light_on,
    }


@require_POST
@signed_in
def asked_answer(request: PersonRequest, received_id: UUID) -> HttpResponse:
    """Free, and as often as it is sent. What came too late leads to the page that says so."""
    found = ask_to(request.person, received_id, request.now)
    page = reverse("asked", args=[received_id])
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return SeeOther(page)
    said: HelperAnswer = form.cleaned_data["answer"]
    decision = decision_on_ask(request.person, received_id, request.now)
    if said is HelperAnswer.TALKED:
        _note_talked(request, found, decision)
        return SeeOther(f"{page}?done={said}")
    with suppress(NoLongerNeeded):  # the page says it
        actions.answer_ask(request.person, received_id, said, request.now, decision)
    return SeeOther(f"{page}?done={said}" if said in SAID else page)


@transaction.atomic
def _note_talked(request: PersonRequest, found: AskToMe, decision: Decision | None) -> None:
    """It is over for them, and a contact of theirs. `decision` is on the ask."""
    own_decision = own(request.person, request.now)
    tie = row(Tie, own_decision, pk=found.friend.tie_id)
    if actions.close_talked(request.person, found.received_id, request.now, decision):
        note_talk(tie, request.today, own_decision)
