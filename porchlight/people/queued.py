"""A form that waited on a device without a network, sent to its own address once there is one.

It comes with the key that its page gave it, so a receipt makes it once. Its headers say for whom it
waited, and when it was made and sent by the device's clock (milliseconds since 1970).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, Final, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from porchlight.people.encryption.keys import blind_index
from porchlight.people.models import Person
from porchlight.people.receipts import SeeOther

P = ParamSpec("P")

OWNER: Final = "Queued-Owner"
MADE_AT: Final = "Queued-Made-At"
SENT_AT: Final = "Queued-Sent-At"
AGAIN: Final = "Queued-Again"
LONGEST_WAIT: Final = timedelta(days=7)
CLOCK_SLACK: Final = timedelta(minutes=2)


def queue_mark(person: Person) -> str:
    """32 hex digits that the account's queue on a device is named by. They say nothing of it."""
    return blind_index("queue", str(person.pk))[:32]


def is_queued(request: HttpRequest) -> bool:
    return request.method == "POST" and OWNER in request.headers


def is_told_again(request: HttpRequest) -> bool:
    """Whether the person saw that something else was kept, and sends theirs all the same."""
    return AGAIN in request.headers


def takes_queued(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let a form that waited be taken too. Stands above `signed_in`.

    Answers a form that waited with 204 when it is kept, now or before; 401 when it waited for
    somebody else than who is signed in, so that it waits on; 422 when its time cannot be right.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_queued(request):
            return view(request, *args, **kwargs)
        person: Person | None = getattr(request, "person", None)
        if person is None or request.headers[OWNER] != queue_mark(person):
            return HttpResponse(status=401)
        if not _has_waited_well(request):
            return HttpResponse(status=422)
        answer = view(request, *args, **kwargs)
        return HttpResponse(status=204) if isinstance(answer, SeeOther) else answer

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], guarded)


def _has_waited_well(request: HttpRequest) -> bool:
    """How long it waited, by the device's own clock: that clock may be wrong, its differences are
    not. A little below zero is a clock that was set meanwhile."""
    try:
        made, sent = (int(request.headers[name]) for name in (MADE_AT, SENT_AT))
        waited = timedelta(milliseconds=sent - made)
    except (KeyError, ValueError, OverflowError):
        return False
    return -CLOCK_SLACK <= waited <= LONGEST_WAIT
