"""Tools: what a person can do on their own right now. Open to everybody; nothing is written."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from porchlight.circles.access import own
from porchlight.circles.queries import Friend, reachable_people
from porchlight.people.requests import VisitRequest
from porchlight.practices.flows import FLOWS, WAVE


@require_safe
def tools(request: HttpRequest) -> HttpResponse:
    """The practices for right now, the wave first; for somebody signed in, their own pages too."""
    others = [flow for flow in FLOWS.values() if flow is not WAVE]
    return render(request, "practices/tools.html", {"wave": WAVE, "flows": others})


@require_safe
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    """All steps of one practice on one page, ending at the nearest person who can be reached."""
    flow = FLOWS.get(slug)
    if flow is None:
        raise Http404
    screens = [
        {"step": step, "after": flow.after(step), "before": flow.before(step)}
        for step in flow.steps
    ]
    context = {"flow": flow, "screens": screens, "friend": _nearest(cast(VisitRequest, request))}
    return render(request, "practices/practice.html", context)


def _nearest(request: VisitRequest) -> Friend | None:
    """The nearest person who may be suggested; None when signed out or with nobody yet."""
    if request.person is None:
        return None
    people = reachable_people(own(request.person, request.now))
    return next((friend for friend in people if friend.is_offered), None)
