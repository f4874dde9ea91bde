"""The page on which a person makes and ends the address of their own calendar."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from porchlight.circles.access import own, rows
from porchlight.directory.models import CalendarFeed
from porchlight.directory.publish.feeds.actions import end_calendar_feed, make_calendar_feed
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.people.sessions.confirming import recently_confirmed


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def calendar_address(request: PersonRequest) -> HttpResponseBase:
    """The way to end a standing address is open to whoever is signed in; to make one asks first."""
    if not settings.FEEDS:
        raise Http404
    if request.method != "POST" and (standing := _standing(request)):
        return _page(request, standing)
    return _make(request)


@require_POST
@signed_in
def end_address(request: PersonRequest) -> HttpResponse:
    end_calendar_feed(request.person, request.now)
    return SeeOther(reverse("calendar-address"))


@recently_confirmed
def _make(request: PersonRequest) -> HttpResponse:
    """The address is shown once, in the answer to the button; a reload makes a new one."""
    if request.method != "POST":
        return _page(request, None)
    in_full = request.POST.get("in_full") == "1"
    token = make_calendar_feed(request.person, request.now, in_full=in_full)
    address = request.build_absolute_uri(reverse("feed-saved", args=[token]))
    return _page(request, _standing(request), address)


def _standing(request: PersonRequest) -> CalendarFeed | None:
    return rows(CalendarFeed, own(request.person, request.now)).filter(ended_at=None).first()


def _page(request: PersonRequest, standing: CalendarFeed | None, address: str = "") -> HttpResponse:
    shown = {"address": address, "standing": standing}
    return render(request, "directory/calendar_address.html", shown)
