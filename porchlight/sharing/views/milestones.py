"""Milestones: what their person picked, in a few words and a day. No count, and no row of days."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from porchlight.circles.access import own, row
from porchlight.people.receipts import KeyUsedForSomethingElse, SeeOther, once
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.sharing import actions
from porchlight.sharing.forms import MilestoneForm
from porchlight.sharing.models import Milestone
from porchlight.sharing.queries import milestones_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def milestones(request: PersonRequest) -> HttpResponse:
    decision = own(request.person, request.now)
    posted = request.POST if request.method == "POST" else None
    form = MilestoneForm(posted, today=request.today)
    if request.method == "POST" and form.is_valid():

        def write() -> str:
            words, day = form.cleaned_data["words"], form.cleaned_data["day"]
            actions.add_milestone(request.person, words, day)
            return reverse("milestones")

        try:
            return once(request, decision, write)
        except KeyUsedForSomethingElse:
            form.add_error(
                None, _("This form was sent before with other answers. Send it once more.")
            )
    context = {"form": form, "milestones": milestones_of(decision)}
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/milestones.html", context, status=status)


@require_POST
@signed_in
def milestone_remove(request: PersonRequest, milestone_id: UUID) -> HttpResponse:
    actions.take_away(row(Milestone, own(request.person, request.now), pk=milestone_id))
    return SeeOther(reverse("milestones"))
