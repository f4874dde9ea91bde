"""Pages about the copy on one device: the choice, and the page that the offline worker keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from porchlight.circles.access import own
from porchlight.circles.queries import circle_of, ready_lines
from porchlight.directory.display.phone_links import (
    PhoneLink,
    country_of_listing,
    line_of,
    lines_of,
)
from porchlight.directory.models import Joining, Service
from porchlight.directory.queries.listing import ScheduleLine, times_of
from porchlight.directory.queries.saved import saved_listings
from porchlight.people.devices import DEVICE_COOKIE
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.people.sessions.confirming import recently_confirmed
from porchlight.web.device import keeps_copy, owner_mark
from porchlight.web.forms import DeviceForm

OWNER_HEADER: Final = "Device-Owner"
A_YEAR_S: Final = 60 * 60 * 24 * 365


@dataclass(frozen=True)
class SavedMeeting:
    """A saved listing with all it takes to go there or to join without a network. `joining` is how
    to get into it online or by phone, `dial` the number of that as a phone can call it."""

    service: Service
    times: list[ScheduleLine]
    phones: list[PhoneLink]
    joining: Joining | None
    dial: PhoneLink | None


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def device(request: PersonRequest) -> HttpResponseBase:
    """Whether this device keeps a copy; a matter of this device, not of the account. To stop it
    asks for nothing."""
    if request.method != "POST":
        if keeps_copy(request, request.person):
            return render(request, "web/device.html", {"is_kept": True})
        return _offer(request)
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return SeeOther(reverse("device"))
    if form.cleaned_data["keep"] == "yes":
        return _keep(request)
    response = SeeOther(reverse("device"))
    response.delete_cookie(DEVICE_COOKIE, samesite="Lax")
    return response


@recently_confirmed
def _offer(request: PersonRequest) -> HttpResponse:
    return render(request, "web/device.html", {"is_kept": False})


@recently_confirmed
def _keep(request: PersonRequest) -> HttpResponse:
    response = SeeOther(reverse("device"))
    response.set_cookie(
        DEVICE_COOKIE,
        owner_mark(request.person),
        max_age=A_YEAR_S,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_safe
@signed_in
def device_copy(request: PersonRequest) -> HttpResponse:
    """The page that the worker keeps. Where nobody chose to keep it, it is not there."""
    person = request.person
    if not keeps_copy(request, person):
        raise Http404
    decision = own(person, request.now)
    friends = [
        (friend, [(line, friend.text_href_with(line)) for line in ready_lines(friend)])
        for friend in circle_of(decision)
    ]
    context = {"friends": friends, "meetings": _saved_meetings(request)}
    response = render(request, "web/device_copy.html", context)
    response[OWNER_HEADER] = owner_mark(person)
    return response


def _saved_meetings(request: PersonRequest) -> list[SavedMeeting]:
    person, now = request.person, request.now
    saved = [one for one in saved_listings(person, own(person, now), now) if one.is_listed]
    joining = Joining.objects.in_bulk([one.service.pk for one in saved])
    return [_saved_meeting(one.service, joining.get(one.service.pk), request) for one in saved]


def _saved_meeting(
    service: Service, joining: Joining | None, request: PersonRequest
) -> SavedMeeting:
    schedules = list(service.schedules.all())
    country = country_of_listing(service, schedules)
    return SavedMeeting(
        service=service,
        times=times_of(schedules, request.person, request.now),
        phones=lines_of(service, schedules),
        joining=joining,
        dial=line_of(joining.conference_phone, country) if joining else None,
    )
