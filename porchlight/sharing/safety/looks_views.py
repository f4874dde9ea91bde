"""Pages of who looked: what, when, under which yes; who could have, and why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from porchlight.circles.access import own
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.people.sessions.confirming import recently_confirmed
from porchlight.sharing.safety.looks import looks_file, looks_page, who_could


@require_safe
@signed_in
def looks(request: PersonRequest) -> HttpResponse:
    """Of everybody, or of one person; of this week, or all that is kept."""
    chosen = request.GET.get("who", "")
    only_week = request.GET.get("days") == "week"
    decision = own(request.person, request.now)
    page = looks_page(decision, request.today, tie_id=_uuid(chosen), only_week=only_week)
    context = {"page": page, "chosen": chosen, "only_week": only_week}
    return render(request, "sharing/safety/looks.html", context)


@require_safe
@signed_in
def looks_why(request: PersonRequest) -> HttpResponse:
    could = who_could(request.person, own(request.person, request.now), request.now)
    context = {
        "could": could,
        "live": [one for one in could if not one.is_over],
        "over": [one for one in could if one.is_over],
    }
    return render(request, "sharing/safety/looks_why.html", context)


@require_safe
@signed_in
@recently_confirmed
def looks_copy(request: PersonRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="list.csv"'}
    file = looks_file(own(request.person, request.now))
    return HttpResponse(file, content_type="text/csv; charset=utf-8", headers=headers)


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
