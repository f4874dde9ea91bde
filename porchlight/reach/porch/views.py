"""The porch: who is there now, on one screen."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from porchlight.people.requests import PersonRequest, signed_in
from porchlight.reach.porch.queries import porch_of


@require_safe
@signed_in
def porch(request: PersonRequest) -> HttpResponse:
    """Looking writes nothing, so that nobody can be told who looked."""
    page = porch_of(request.person, request.now)
    return render(request, "reach/porch/porch.html", {"page": page})
