"""Saying that a listing is not right, and the hosts' queue of what was said."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles.access import own
from porchlight.directory.correction_form import CorrectionForm
from porchlight.directory.models import Closure, Correction
from porchlight.directory.moderation import actions
from porchlight.directory.queries.corrections import correction_queue, correction_to_settle
from porchlight.directory.queries.listing import services
from porchlight.people.receipts import SeeOther, once
from porchlight.people.requests import PersonRequest, hosts_only, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def correct(request: PersonRequest, service_id: int) -> HttpResponse:
    """What is not right: one tap, and words if one likes."""
    service = get_object_or_404(services(), pk=service_id)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data

        def write() -> str:
            actions.suggest_correction(
                request.person, service, cleaned["about"], cleaned["words"], request.now
            )
            return f"{reverse('listing', args=[service_id])}?told=1"

        return once(request, own(request.person, request.now), write)
    status = 422 if form.is_bound else 200
    return render(
        request, "directory/correct.html", {"form": form, "service": service}, status=status
    )


@require_safe
@signed_in
@hosts_only
def queue(request: PersonRequest) -> HttpResponse:
    page = correction_queue(request.person, request.now)
    return render(request, "directory/corrections.html", {"page": page})


@require_POST
@signed_in
@hosts_only
def settle(request: PersonRequest, correction_id: UUID) -> HttpResponse:
    outcome = request.POST.get("outcome", "")
    correction = correction_to_settle(correction_id)
    if correction is None or outcome not in Correction.Outcome.values:
        raise Http404
    actions.settle_correction(correction, outcome, request.now)
    return SeeOther(reverse("corrections"))


@require_POST
@signed_in
@hosts_only
def reopen(request: PersonRequest, closure_id: int) -> HttpResponse:
    actions.reopen_listing(get_object_or_404(Closure, pk=closure_id), request.now)
    return SeeOther(reverse("corrections"))
