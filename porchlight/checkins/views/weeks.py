"""The person's own weeks and usual."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from porchlight.checkins.queries.steps import StepSources
from porchlight.checkins.queries.usual import usual_page
from porchlight.checkins.queries.weeks import weeks_page
from porchlight.circles.access import own
from porchlight.circles.account_kind import for_recovery
from porchlight.people.requests import PersonRequest, signed_in


@require_safe
@signed_in
@for_recovery
def weeks(request: PersonRequest) -> HttpResponse:
    """The person's own weeks: a picture, the same as a table, and the days that can be changed."""
    page = weeks_page(own(request.person, request.now), request.today)
    return render(request, "checkins/weeks.html", {"page": page, "saved": "saved" in request.GET})


@require_safe
@signed_in
@for_recovery
def usual(request: PersonRequest, step_sources: StepSources) -> HttpResponse:
    """Usual against lately, in a picture and in words, and what goes together for this person."""
    page = usual_page(request, step_sources)
    return render(request, "checkins/usual.html", {"page": page})
