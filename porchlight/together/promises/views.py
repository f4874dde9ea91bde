"""Making a small promise, and saying how it went."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles.access import own, row
from porchlight.circles.actions import note_talk
from porchlight.domain.circle.agreements import (
    MOST_PROMISES,
    AgreementKind,
    ManyAgreements,
    Promise,
    PromiseOutcome,
)
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.together.agreements import actions
from porchlight.together.agreements.queries import decision_on_agreements, of_two
from porchlight.together.agreements.sent_forms import put_once
from porchlight.together.agreements.told import told_of
from porchlight.together.models import ReceivedAgreement, SentAgreement
from porchlight.together.promises.forms import EXAMPLES, OutcomeForm, PromiseForm, tomorrow
from porchlight.together.ready import CALM_ANSWERS
from porchlight.together.tied import tied_with

CALM_SHOWN = 3


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def promise_new(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    tie, other_id, friend = tied_with(request, tie_id)
    example = EXAMPLES.get(request.GET.get("what", ""), "")
    first = {"what": example, "day": tomorrow(request.today)}
    form = PromiseForm(request.POST or None, today=request.today, initial=first)
    if form.is_bound and form.is_valid():

        def write() -> str:
            promises = of_two(request.person, other_id, request.now).promises
            own_promises = [row.promise for row in promises if row.is_own]
            if sum(one.takes_room(request.today) for one in own_promises) >= MOST_PROMISES:
                raise ManyAgreements
            promise = form.promise()
            kind = AgreementKind.PROMISE
            actions.put_to(request.person, tie, kind, promise.told(), promise.over_on)
            return reverse("tie-together", args=[tie_id])

        full = _("There are twelve promises here. Let one go first, or wait a day.")
        sent = put_once(request, form, write, full)
        if sent is not None:
            return sent
    context = {"friend": friend, "form": form, "examples": EXAMPLES.items()}
    status = 422 if form.is_bound else 200
    return render(request, "together/promise_new.html", context, status=status)


@require_POST
@signed_in
def promise_outcome(request: PersonRequest, tie_id: UUID, agreement_id: UUID) -> HttpResponse:
    """Kept, or not this time: said by whoever promised, once."""
    _tie, other_id, _friend = tied_with(request, tie_id)
    decision = own(request.person, request.now)
    sent = row(SentAgreement, decision, pk=agreement_id, reader=other_id, kind="promise")
    form = OutcomeForm(request.POST)
    page = reverse("tie-together", args=[tie_id])
    if not form.is_valid():
        return SeeOther(page)
    outcome: PromiseOutcome = form.cleaned_data["outcome"]
    actions.say_how_it_went(request.person, sent.pk, outcome, request.today, decision)
    return SeeOther(f"{page}#a-{sent.pk}")


@require_POST
@signed_in
def promise_mended(request: PersonRequest, tie_id: UUID, agreement_id: UUID) -> HttpResponse:
    """The two talked about a miss already: said by whoever promised, and a talk is noted."""
    tie, other_id, _friend = tied_with(request, tie_id)
    decision = own(request.person, request.now)
    sent = row(SentAgreement, decision, pk=agreement_id, reader=other_id, kind="promise")
    with transaction.atomic():
        note_talk(tie, request.today, decision)
        actions.note_mended(sent.pk, request.today, decision)
    return SeeOther(f"{reverse('tie-together', args=[tie_id])}#a-{sent.pk}")


@require_safe
@signed_in
def promise_missed(request: PersonRequest, tie_id: UUID, agreement_id: UUID) -> HttpResponse:
    """For whom it was promised to: it did not work this time, and calm words that are ready."""
    _tie, other_id, friend = tied_with(request, tie_id)
    theirs = decision_on_agreements(request.person, other_id, request.now)
    held = row(ReceivedAgreement, theirs, pk=agreement_id, is_there=True, kind="promise")
    told = told_of(held, theirs)
    if told is None:
        raise Http404
    promise = Promise.of(told)
    if not (promise.is_missed and promise.is_shown(request.today)):
        return SeeOther(reverse("tie-together", args=[tie_id]))
    calm = list(CALM_ANSWERS.items())
    context = {
        "friend": friend,
        "promise": promise,
        "calm": calm[:CALM_SHOWN],
        "more": calm[CALM_SHOWN:],
    }
    return render(request, "together/promise_missed.html", context)
