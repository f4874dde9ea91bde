"""One organization: what it says of itself, and all that it offers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from porchlight.directory.display.phone_links import line_of
from porchlight.directory.models import Organization
from porchlight.directory.queries.organization import A_PAGE, listings_of
from porchlight.directory.views.meet_request import set_viewer
from porchlight.directory.views.paging import next_page, page_asked
from porchlight.people.local.zones import zone_country
from porchlight.people.requests import VisitRequest
from porchlight.people.visits import limited_by_address


@require_safe
@limited_by_address
def organization(request: VisitRequest, organization_id: int) -> HttpResponse:
    found = get_object_or_404(Organization.objects.select_related("source"), pk=organization_id)
    viewer, page = set_viewer(request), page_asked(request)
    total, listings = listings_of(found, request.today, page)
    shown: dict[str, Any] = {
        "viewer": viewer,
        "organization": found,
        "phone": line_of(found.phone, zone_country(found.source.default_zone)),
        "total": total,
        "listings": listings,
        "later": next_page(request, page) if total > page * A_PAGE else "",
    }
    return render(request, "directory/organization.html", shown)
