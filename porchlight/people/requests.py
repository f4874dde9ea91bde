"""What a view can count on: who is asking, the one moment of the request, and their local date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from porchlight.domain.refused import Refused
from porchlight.people.models import Person
from porchlight.people.next_page import door, page_before
from porchlight.people.second_step.opened import OpenedWith, opened_with
from porchlight.people.second_step.ways import has_second_step

P = ParamSpec("P")


class SecondStepNeeded(Refused):
    """A form of somebody who has to give more than the passphrase first."""

    code = "second-step"


class VisitRequest(HttpRequest):
    """A request of anybody. `now` is aware (UTC) and the same for the whole request; `today` is in
    the zone of who is signed in, and else UTC's until a page knows whose clock to go by."""

    person: Person | None
    now: datetime
    today: date


class PersonRequest(VisitRequest):
    """A request of somebody signed in. `now` is aware (UTC) and fixed; `today` is in their zone."""

    person: Person


def signed_in(
    view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let only people with an account in; others are led to the sign-in page and back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if getattr(request, "person", None) is None:
            return _to_sign_in(request)
        return view(cast(PersonRequest, request), *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], guarded)


def is_seen(request: HttpRequest) -> bool:
    """Whether the page itself is asked for. Whoever asks for its head alone has read nothing, and
    only what was read is noted as read."""
    return request.method != "HEAD"


def hosts_only(
    view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
) -> Callable[Concatenate[PersonRequest, P], HttpResponseBase]:
    """Let only hosts in. For everybody else the page is not there. Stands below `signed_in`.

    Where hosts are held to a second step, it is asked how this visit was opened.
    """

    @wraps(view)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.person.is_host:
            raise Http404
        if lacks_second_step(request):
            return _to_second_step(request)
        return view(request, *args, **kwargs)

    return cast(Callable[Concatenate[PersonRequest, P], HttpResponseBase], guarded)


def changes_ways_in(
    view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
) -> Callable[Concatenate[PersonRequest, P], HttpResponseBase]:
    """Let nobody with a host's passphrase alone make or take away the second step that the host
    has. Who has none yet may add one. Stands below `signed_in`."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if lacks_second_step(request) and has_second_step(request.person):
            return _to_second_step(request)
        return view(request, *args, **kwargs)

    return cast(Callable[Concatenate[PersonRequest, P], HttpResponseBase], guarded)


def lacks_second_step(request: VisitRequest) -> bool:
    """Whether this is a host who is held to a second step and came in without one."""
    if not settings.HOSTS_NEED_SECOND_STEP or request.person is None:
        return False
    is_by_passphrase = opened_with(request.session) is OpenedWith.PASSPHRASE
    return request.person.is_host and is_by_passphrase


def _to_second_step(request: PersonRequest) -> HttpResponse:
    """A page is come back to. What was sent stays on a page that says where to go."""
    if request.method not in ("GET", "HEAD"):
        raise SecondStepNeeded
    if not has_second_step(request.person):
        return redirect(reverse("ways-in"))
    return redirect(door("second-step", request.get_full_path()))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """A page is come back to with its whole question; a button, at the page it stands on."""
    is_page = request.method in ("GET", "HEAD")
    return redirect(door("sign-in", request.get_full_path() if is_page else page_before(request)))
