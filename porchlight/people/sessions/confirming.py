"""Giving the passphrase once more: before what lets somebody in, takes a copy, or ends an account.

`recently_confirmed` stands below `signed_in`. Whoever signed in with a passphrase, or gave it
again, within `LASTS` goes on; anybody else comes to the page `confirm` first, and then to this one.
The moment is kept in the visit, so it counts for one browser alone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Concatenate, Final, ParamSpec, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from porchlight.people.next_page import door, page_before
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest

P = ParamSpec("P")

LASTS: Final = timedelta(minutes=5)
CONFIRMED_AT: Final = "confirmed_at"


def note_confirmed(request: HttpRequest, at: datetime) -> None:
    """This browser's person has just shown who they are. `at` is aware."""
    request.session[CONFIRMED_AT] = at.timestamp()


def is_confirmed(request: PersonRequest) -> bool:
    """Whether they did within `LASTS`. An account that opens with no passphrase has none to give:
    a made-up person's."""
    if not request.person.has_usable_password():
        return True
    noted = request.session.get(CONFIRMED_AT)
    if noted is None:
        return False
    ago = request.now - datetime.fromtimestamp(noted, UTC)
    return timedelta(0) <= ago <= LASTS  # a clock that was set back confirms nothing


def recently_confirmed(
    view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
) -> Callable[Concatenate[PersonRequest, P], HttpResponseBase]:
    """Ask for the passphrase first. A page is come to after that; a button, at its own page."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if is_confirmed(request):
            return view(request, *args, **kwargs)
        is_page = request.method in ("GET", "HEAD")
        wanted = request.get_full_path() if is_page else page_before(request)
        return SeeOther(door("confirm", wanted))

    return cast(Callable[Concatenate[PersonRequest, P], HttpResponseBase], guarded)
