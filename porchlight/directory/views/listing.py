"""One listing, what opens its door, keeping it, and who offers it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from porchlight.circles.access import own
from porchlight.directory.actions import let_listing_go, save_listing
from porchlight.directory.models import Joining, Service
from porchlight.directory.publish.calendar_file import calendar_of
from porchlight.directory.queries.listing import listing_page, services
from porchlight.directory.queries.saved import saved_listings
from porchlight.directory.views.meet_request import viewer_at
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, VisitRequest, signed_in
from porchlight.people.visits import WAYS_IN_PER_ADDRESS, count_visit, limited_by_address

A_YEAR = timedelta(days=366)


@require_safe
@limited_by_address
def listing(request: VisitRequest, service_id: int) -> HttpResponse:
    return _listing(request, service_id)


@csrf_exempt
@require_POST
@limited_by_address
def join(request: VisitRequest, service_id: int) -> HttpResponse:
    """The same page with the way in. Asked for by a button, so that no list or link carries it.

    It changes nothing, so it needs no form token, and a guest's page sets no cookie for one.
    """
    count_visit(request, "ways-in", WAYS_IN_PER_ADDRESS)
    joining = get_object_or_404(Joining, service=service_id, service__status=Service.Status.ACTIVE)
    return _listing(request, service_id, joining)


@require_POST
@signed_in
def save(request: PersonRequest, service_id: int) -> HttpResponse:
    service = get_object_or_404(services(), pk=service_id)
    save_listing(request.person, service, request.now)
    return SeeOther(reverse("listing", args=[service_id]))


@require_POST
@signed_in
def unsave(request: PersonRequest, service_id: int) -> HttpResponse:
    service = get_object_or_404(services(), pk=service_id)
    let_listing_go(request.person, service, request.now)
    return SeeOther(reverse("listing", args=[service_id]))


@require_safe
@limited_by_address
def calendar(request: VisitRequest, service_id: int) -> HttpResponse:
    """A file for the person's own calendar. It says only "Meeting" unless asked for in full."""
    service = get_object_or_404(services(), pk=service_id)
    content = calendar_of(service, request.now, in_full=request.GET.get("full") == "1")
    disposition = content_disposition_header(as_attachment=True, filename="meeting.ics")
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": disposition or ""},
    )


@require_safe
@signed_in
def saved(request: PersonRequest) -> HttpResponse:
    decision = own(request.person, request.now)
    listings = saved_listings(request.person, decision, request.now)
    return render(request, "directory/saved.html", {"saved": listings, "has_feeds": settings.FEEDS})


def _listing(
    request: VisitRequest, service_id: int, joining: Joining | None = None
) -> HttpResponse:
    service = get_object_or_404(services(), pk=service_id)
    viewer = viewer_at(request, service)
    decision = own(request.person, request.now) if request.person else None
    shown: dict[str, Any] = {
        "viewer": viewer,
        "page": listing_page(service, viewer, decision, request.now, _on(request)),
        "joining": joining,
        "was_told": "told" in request.GET,
    }
    if joining:
        page = reverse("listing", args=[service_id])
        shown["here"] = f"{page}?{request.GET.urlencode()}" if request.GET else page
    return render(request, "directory/listing.html", shown)


def _on(request: VisitRequest) -> date | None:
    """The date the page is about, from today to a year ahead."""
    try:
        day = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None
    return day if timedelta(0) <= day - request.today <= A_YEAR else None
