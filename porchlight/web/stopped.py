"""Pages for what stops short: a refusal, a full disk, a busy database, a form that grew old."""

from __future__ import annotations

import math
from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from porchlight import room
from porchlight.domain.refused import Refused
from porchlight.people.visits import LookedTooOften
from porchlight.web.form_tokens import ANOTHER_ORIGIN
from porchlight.web.typed import Typed, typed_in

# What SQLite and PostgreSQL say; both keep these words the same in every language of theirs.
BUSY_WORDS: Final = (
    "database is locked",
    "database table is locked",
    "unable to open database file",
    "lock timeout",
    "deadlock detected",
    "too many clients",
    "connection",
)
RETRY_AFTER_S: Final = 10


def store_stopped(request: HttpRequest, trouble: BaseException) -> HttpResponse | None:
    """The page for a store that cannot write now. None when the trouble is of another kind."""
    if room.has_no_room(trouble):
        room.give_up()
        text = _("There is no room to save this right now. Nothing was changed.")
    elif is_busy(trouble):
        text = _("Too much is being saved at once. Nothing was changed. Try again in a moment.")
    else:
        return None
    typed = typed_in(request)
    if typed.shown:
        text = f"{text} {_('What you wrote is below.')}"
    response = _page(request, 503, _("Not saved yet"), text, typed)
    response["Retry-After"] = str(RETRY_AFTER_S)
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token no longer fits: an old page, or a sign-in in another window. Or it seems to
    come from another address, which a proxy that drops the port from Host makes of every form."""
    text = _("This form was open for a long time, or you signed in again. Nothing was changed.")
    if reason.startswith(ANOTHER_ORIGIN):
        text = _(
            "We can’t tell if this came from our own page. Nothing was changed. If it did, tell "
            "who runs this site: the proxy in front has to pass on Host with its port."
        )
    return _page(request, 403, _("Not saved yet"), text, typed_in(request))


def looked_too_often(request: HttpRequest, refusal: LookedTooOften) -> HttpResponse:
    """Too many pages from one address without an account. The way to Help stands on the page."""
    seconds = max(1, math.ceil(refusal.wait.total_seconds()))
    context = {"minutes": math.ceil(seconds / 60)}
    response = render(request, "errors/wait.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A rule said no; errors/refused.html words the rule."""
    if isinstance(refusal, LookedTooOften):
        return looked_too_often(request, refusal)
    context = {"code": refusal.code, "typed": typed_in(request), "way_on": reverse("home")}
    return render(request, "errors/refused.html", context, status=422)


def from_elsewhere(request: HttpRequest) -> HttpResponse:
    """Another site sent this. Nothing of it is shown."""
    text = _("Another site sent this. Nothing was changed.")
    return _page(request, 403, _("Not done"), text, Typed(request.get_full_path()))


def is_busy(trouble: BaseException) -> bool:
    if isinstance(trouble, InterfaceError):
        return True
    said = str(trouble).casefold()
    return isinstance(trouble, OperationalError) and any(word in said for word in BUSY_WORDS)


def _page(request: HttpRequest, status: int, heading: str, text: str, typed: Typed) -> HttpResponse:
    can_try_again = request.method in {"GET", "HEAD"} and status == 503
    context = {
        "heading": heading,
        "text": text,
        "typed": typed,
        "way_on": request.get_full_path() if can_try_again else reverse("home"),
        "way_on_words": _("Try again") if can_try_again else _("Go to the first page"),
    }
    return render(request, "errors/stopped.html", context, status=status)
