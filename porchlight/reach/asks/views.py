"""Ask for somebody now, see what comes of it, take it back; and say how it went."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles.access import own, row
from porchlight.circles.models import Tie
from porchlight.domain.ask import AskOutcome, ManyAsks, put
from porchlight.people.receipts import KeyUsedForSomethingElse, SeeOther, once
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.reach.asks import actions
from porchlight.reach.asks.forms import I_CALL, THEY_CALL, AskForm, AskOutcomeForm
from porchlight.reach.asks.pages import NewAskPage, new_ask_page, next_morning, own_ask_page
from porchlight.reach.asks.queries import own_ask
from porchlight.reach.models import SentAsk


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask_new(request: PersonRequest) -> HttpResponse:
    """A line, people, and how to talk. Where nobody can be asked: the lines, and the nearest."""
    page = new_ask_page(request.person, request.now)
    form = AskForm(
        request.POST if request.method == "POST" else None,
        helpers=page.helpers,
        others=page.others,
        country=request.person.country,
        initial={"number": page.number},
    )
    if form.is_bound and form.is_valid():
        sent = _put_once(request, form, page)
        if sent is not None:
            return sent
    status = 422 if form.is_bound else 200
    context = {"form": form, "page": page, "they_call": THEY_CALL, "i_call": I_CALL}
    return render(request, "reach/asks/new.html", context, status=status)


@require_safe
@signed_in
def ask(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """What is going on with one of the person's own. For the page that is open, which says by
    `after` what it shows: what is in its place now, or an empty 204 where that is the same."""
    page = own_ask_page(request.person, own_ask(request.person, ask_id, request.now))
    after = request.GET.get("after")
    if after == page.mark:
        return HttpResponse(status=204)
    name = "ask" if after is None else "_now"
    response = render(request, f"reach/asks/{name}.html", {"page": page})
    response["X-Newest"] = page.mark
    return response


@require_POST
@signed_in
def ask_take_back(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """At any moment, and as often as it is sent."""
    row(SentAsk, own(request.person, request.now), pk=ask_id)
    actions.take_back(request.person, ask_id, request.now)
    return SeeOther(reverse("ask", args=[ask_id]))


@require_POST
@signed_in
def ask_keep(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """Nobody came: leave it open until the morning."""
    sent = row(SentAsk, own(request.person, request.now), pk=ask_id)
    until = next_morning(request.person, sent.asked_at)
    if request.now < until:
        actions.keep_open(request.person, ask_id, until)
    return SeeOther(reverse("ask", args=[ask_id]))


@require_POST
@signed_in
def ask_outcome(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """How it went, once. Whoever was there has talked with the person on the day of the ask."""
    decision = own(request.person, request.now)
    sent = row(SentAsk, decision, pk=ask_id)
    form = AskOutcomeForm(request.POST)
    if form.is_valid():
        outcome: AskOutcome = form.cleaned_data["outcome"]
        here = own_ask(request.person, ask_id, request.now).here
        tie = row(Tie, decision, pk=here.tie_id) if here else None
        day = sent.asked_at.astimezone(request.person.zoneinfo).date()
        actions.say_how_it_went(request.person, sent, outcome, tie, day, decision)
    return SeeOther(reverse("today"))


def _put_once(request: PersonRequest, form: AskForm, page: NewAskPage) -> HttpResponse | None:
    """None with an error on the form where there were many asks of late, or its key is spent."""
    picked = form.picked()
    accounts = {one.friend.tie_id: one.account for one in picked}

    def write() -> str:
        actions.count_ask(request.person, request.now)
        made = put(form.line(), [one.picked for one in picked], page.at)
        sent = actions.put_ask(request.person, made, form.cleaned_data["number"], accounts)
        return reverse("ask", args=[sent.pk])

    try:
        return once(request, own(request.person, request.now), write)
    except ManyAsks:
        form.add_error(None, _("That is many asks in a short time. A line answers you now."))
    except KeyUsedForSomethingElse:
        form.add_error(None, _("This form was sent before with other answers. Send it once more."))
    return None
