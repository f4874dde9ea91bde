"""The page on which a person makes and ends the address of their own calendar."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from porchlight.circles.access import own, rows
from porchlight.directory.models import CalendarFeed
from porchlight.directory.publish.feeds.actions import end_calendar_feed, make_calendar_feed
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def calendar_address(request: PersonRequest) -> HttpResponse:
    """The address is shown once, in the answer to the button; a reload makes a new one."""
    if not settings.FEEDS:
        raise Http404
    address = ""
    if request.method == "POST":
        in_full = request.POST.get("in_full") == "1"
        token = make_calendar_feed(request.person, request.now, in_full=in_full)
        address = request.build_absolute_uri(reverse("feed-saved", args=[token]))
    standing = rows(CalendarFeed, own(request.person, request.now)).filter(ended_at=None).first()
    shown = {"address": address, "standing": standing}
    return render(request, "directory/calendar_address.html", shown)


@require_POST
@signed_in
def end_address(request: PersonRequest) -> HttpResponse:
    end_calendar_feed(request.person, request.now)
    return SeeOther(reverse("calendar-address"))
