"""Times to be in touch: asked for, agreed, ended; and some quiet."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from porchlight.circles.access import own, row
from porchlight.domain.circle.agreements import (
    MOST_TIMES,
    AgreementKind,
    ManyAgreements,
    quiet_told,
)
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.together.agreed.forms import QuietForm, TimesForm
from porchlight.together.agreements import actions
from porchlight.together.agreements.queries import of_two
from porchlight.together.agreements.sent_forms import put_once
from porchlight.together.models import AgreedTimes
from porchlight.together.tied import tied_with


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def times_new(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    tie, other_id, friend = tied_with(request, tie_id)
    form = TimesForm(request.POST or None, to=friend.name)
    if form.is_bound and form.is_valid():

        def write() -> str:
            found = of_two(request.person, other_id, request.now)
            asked = [row for row in found.asked_times if row.is_own]
            if len(asked) + len(found.agreed_times) >= MOST_TIMES:
                raise ManyAgreements
            times = form.times(request.person.zone, request.today)
            kind = AgreementKind.TIMES
            actions.put_and_tell(request.person, tie, kind, times, request.now)
            return reverse("tie-together", args=[tie_id])

        full = _("There are three already. End one of them first.")
        sent = put_once(request, form, write, full)
        if sent is not None:
            return sent
    context = {"friend": friend, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "together/times_new.html", context, status=status)


@require_POST
@signed_in
def times_end(request: PersonRequest, tie_id: UUID, agreement_id: UUID) -> HttpResponse:
    """Off one's own pages. The other keeps theirs, and is not told."""
    _tie, other_id, _friend = tied_with(request, tie_id)
    held = row(AgreedTimes, own(request.person, request.now), pk=agreement_id, other=other_id)
    actions.end_times(held)
    return SeeOther(reverse("tie-together", args=[tie_id]))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def quiet(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """Ask for some quiet until a day, or keep the wish to oneself."""
    tie, other_id, friend = tied_with(request, tie_id)
    form = QuietForm(request.POST or None, to=friend.name, today=request.today)
    if form.is_bound and form.is_valid():

        def write() -> str:
            before = of_two(request.person, other_id, request.now).own_quiet
            if before is not None:
                actions.let_go(request.person, before.agreement_id)
            is_said = form.cleaned_data["say"] == "say"
            told, over_on = quiet_told(form.until, is_said=is_said), form.until + timedelta(days=1)
            actions.put_to(request.person, tie, AgreementKind.QUIET, told, over_on, is_said=is_said)
            return reverse("tie-together", args=[tie_id])

        sent = put_once(request, form, write, "", is_counted=False)
        if sent is not None:
            return sent
    agreed = of_two(request.person, other_id, request.now).agreed_times
    context = {"friend": friend, "form": form, "agreed_times": agreed}
    status = 422 if form.is_bound else 200
    return render(request, "together/quiet.html", context, status=status)
