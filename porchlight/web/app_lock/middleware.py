"""A locked visit: every address leads to the locked page, but for Help and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from porchlight.people.models import Person
from porchlight.people.next_page import door, local_path, page_before
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import VisitRequest, is_seen
from porchlight.people.sessions import app_lock
from porchlight.web.app_lock.held import hold, let_go, was_sent_again
from porchlight.web.typed import typed_in

Next = Callable[[HttpRequest], HttpResponseBase]

# What answers while a visit is locked. None of it is about the person, who is nobody to it.
STAYS_OPEN: Final = frozenset(
    {
        "locked", "lock-now", "exit", "sign-out", "clouds", "offline",
        "help", "overdose", "help-countries", "help-country", "overdose-country",
        "health", "manifest", "worker", "robots",
        "invited-link",  # looks nothing up, and takes its secret out of the address
    }
)  # fmt: skip
# Help of the person's own country, by the page that asks who they are.
OF_A_COUNTRY: Final = {"help": "help-country", "overdose": "overdose-country"}
READING: Final = frozenset({"GET", "HEAD"})


class LockedVisits:
    """Stands below `PersonOnRequest`. While a visit is locked, `request.person` is nobody and
    `request.locked_person` is who may open it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        visit = cast(Any, request)
        if visit.person is None or not app_lock.is_on(request.session):
            response = self.get_response(request)
        elif app_lock.is_locked(request, visit.now):
            visit.locked_person, visit.person = visit.person, None
            return self._while_locked(request, visit.locked_person)
        else:
            response = self._while_open(request)
        if visit.person is not None and _is_open(request) and is_seen(request):
            app_lock.note_seen(request, response, visit.now)
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """A form that was sent while the visit was locked, once its token was looked at."""
        match = request.resolver_match
        is_locked = getattr(request, "locked_person", None) is not None
        if not is_locked or (match and match.url_name in STAYS_OPEN):
            return None
        is_held = hold(request.session, typed_in(request))
        return to_locked(request, page_before(request), "kept" if is_held else "not")

    def _while_locked(self, request: HttpRequest, person: Person) -> HttpResponseBase:
        name = _name_of(request)
        if request.method in READING and name in OF_A_COUNTRY:
            return redirect(reverse(OF_A_COUNTRY[name], args=[person.country.lower()]))
        if request.method in READING and name not in STAYS_OPEN:
            return to_locked(request, request.get_full_path())
        return self.get_response(request)

    def _while_open(self, request: HttpRequest) -> HttpResponseBase:
        """What waited and is sent again now need not wait any longer, when it was taken."""
        again = was_sent_again(request)
        response = self.get_response(request)
        if again and response.status_code < 400:
            let_go(request.session, again)
        return response


def to_locked(request: HttpRequest, wanted: str, sent: str = "") -> HttpResponse:
    """To the locked page; after it, to `wanted`. A part of a page is not put in its place."""
    address = locked_address(local_path(wanted), sent)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return SeeOther(address)


def locked_address(wanted: str, sent: str) -> str:
    """`sent`: "kept" when something waits, "not" when something was not done, else ""."""
    address = door("locked", wanted)
    return f"{address}{'&' if '?' in address else '?'}sent={sent}" if sent else address


def _is_open(request: HttpRequest) -> bool:
    session = cast(VisitRequest, request).session
    return app_lock.is_on(session) and not cast(Any, session).is_locked


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""
