"""Three rings around every view: what the browser may do, who is asking and when, kind refusals."""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, cast

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.db import DatabaseError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from porchlight import room
from porchlight.directory.publish.http import is_public
from porchlight.domain.refused import Refused
from porchlight.leaving import WAYS_OUT
from porchlight.people.devices import country_chosen
from porchlight.people.local.clock import as_in
from porchlight.people.local.units import unit_of_work
from porchlight.people.models import Person
from porchlight.postgresql.owners import name_owner
from porchlight.web.stopped import from_elsewhere, refused, store_stopped

Next = Callable[[HttpRequest], HttpResponseBase]

FEATURES_TURNED_OFF: Final = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
HEADERS: Final = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
# Of no use on a style sheet, and a first visit loads some twenty files.
PAGE_HEADERS: Final = {
    **HEADERS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES_TURNED_OFF),
    # Not "no-referrer": browsers would send "Origin: null", and no form could be trusted.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
STATIC_POLICY: Final = "default-src 'none'"
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class SecurityHeaders:
    """What a browser is told with every answer, static files included.

    A page is never stored by the browser unless its view said otherwise, which only pages that are
    the same for everybody do.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_file = request.path.startswith(settings.STATIC_URL)
        if is_file:
            response.headers["Content-Security-Policy"] = STATIC_POLICY
        for name, value in (HEADERS if is_file else PAGE_HEADERS).items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("HX-Request",))
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers["Strict-Transport-Security"] = (
                f"max-age={settings.SECURE_HSTS_SECONDS}"
            )
        return response


class PersonOnRequest:
    """Sets `person`, `now` and `today` once, and speaks the person's language in their time zone.
    What is decided in the request is good in it alone.

    Times of day are written as in the person's country, or in the one chosen on this device.

    When the database does not answer, Help goes on as for somebody signed out. Public listings are
    the same for everybody: for these no session is looked at.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with unit_of_work():
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        asked: Any = request
        asked.now = timezone.now()
        asked.today = asked.now.date()
        if is_public(request.path):
            asked.person = None
            with translation.override("en"):
                return self.get_response(request)
        try:
            asked.person = _person_of(request)
        except DatabaseError as trouble:
            asked.person, asked.person_is_unknown = None, True
            if not request.path.startswith(reverse("help")):
                return store_stopped(request, trouble) or _raise(trouble)
        if asked.person is None:
            with as_in(country_chosen(request)):
                return self.get_response(request)
        name_owner(asked.person.pk)
        asked.today = asked.now.astimezone(asked.person.zoneinfo).date()
        translation.activate(asked.person.language)
        asked.LANGUAGE_CODE = translation.get_language()
        zone, country = asked.person.zoneinfo, asked.person.country
        with timezone.override(zone), as_in(country):
            return self.get_response(request)


class KindRefusals:
    """Turns a rule's no and a store that cannot write into a page that keeps what was typed.

    An address that only takes forms leads to the page above it: it stands in the address bar after
    a form was not taken, and is asked for when the language is changed there.
    Requests that another site's page made are stopped here, before any view sees them.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_forged(request):
            return from_elsewhere(request)
        response = self.get_response(request)
        if request.method == "GET" and isinstance(response, HttpResponseNotAllowed):
            return PageAbove(page_above(request.path))
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, named: object
    ) -> HttpResponse | None:
        """While the room kept on the disk is given up, only ways out are written."""
        if request.method in SAFE_METHODS or is_way_out(request) or room.may_write():
            return None
        return store_stopped(request, OSError(errno.ENOSPC, "no room"))

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if isinstance(exception, Refused):
            return refused(request, exception)
        if is_way_out(request) and room.has_no_room(exception) and room.give_up():
            return self._once_more(request)
        return store_stopped(request, exception)

    def _once_more(self, request: HttpRequest) -> HttpResponseBase:
        """The same view again; nothing was changed the first time, and now there is room."""
        found = cast(ResolverMatch, request.resolver_match)
        try:
            return cast(HttpResponseBase, found.func(request, *found.args, **found.kwargs))
        except Exception as exception:
            return self.process_exception(request, exception) or _raise(exception)


class PageAbove(HttpResponseRedirect):
    """To the page above an address that only takes forms. Kept apart from all other redirects by
    its number."""

    status_code = 307


def page_above(path: str) -> str:
    """The nearest address above this one that leads anywhere."""
    while len(path) > 1:
        path = f"{path.rstrip('/').rpartition('/')[0]}/"
        with suppress(Resolver404):
            resolve(path)
            return path
    return path


def is_way_out(request: HttpRequest) -> bool:
    """Whether this ends or takes back something, or writes nothing at all."""
    found = request.resolver_match
    return found is not None and found.url_name in WAYS_OUT


def is_forged(request: HttpRequest) -> bool:
    """By Sec-Fetch headers: a link to us is fine, writing or embedding from elsewhere is not.

    Public listings may be read from anywhere. Browsers too old to send the headers are held off by
    the form token and the SameSite cookie.
    """
    if is_public(request.path) and request.method in SAFE_METHODS:
        return False
    site = request.headers.get("Sec-Fetch-Site", "none")
    if site in {"same-origin", "none"}:
        return False
    is_visit = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    in_a_frame = request.headers.get("Sec-Fetch-Dest") in {"iframe", "frame", "embed", "object"}
    return request.method not in SAFE_METHODS or not is_visit or in_a_frame


def _person_of(request: HttpRequest) -> Person | None:
    """The person themselves, and not the proxy of `request.user`, which takes its time at each
    attribute."""
    user = get_user(request)
    return user if isinstance(user, Person) else None


def _raise(trouble: BaseException) -> HttpResponse:
    raise trouble
