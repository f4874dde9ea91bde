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
from porchlight.people.next_page import door, page_before
from porchlight.people.requests import SecondStepNeeded
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
        code = "no-room"
        text = _("There is no room to save this right now. Nothing was changed.")
    elif is_busy(trouble):
        code = "busy"
        text = _("Too much is being saved at once. Nothing was changed. Try again in a moment.")
    else:
        return None
    typed = typed_in(request)
    if typed.shown:
        text = f"{text} {_('What you wrote is below.')}"
    response = _page(request, 503, code, (_("Not saved yet"), text), typed)
    response["Retry-After"] = str(RETRY_AFTER_S)
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token no longer fits: an old page, or a sign-in in another window. Or it seems to
    come from another address, which a proxy that drops the port from Host makes of every form."""
    code = "old-form"
    text = _("This form was open for a long time, or you signed in again. Nothing was changed.")
    if reason.startswith(ANOTHER_ORIGIN):
        code = "another-origin"
        text = _(
            "We can’t tell if this came from our own page. Nothing was changed. If it did, tell "
            "who runs this site: the proxy in front has to pass on Host with its port."
        )
    return _page(request, 403, code, (_("Not saved yet"), text), typed_in(request))


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
    way_on = reverse("home")
    if isinstance(refusal, SecondStepNeeded):
        way_on = door("second-step", page_before(request))
    context = {"code": refusal.code, "typed": typed_in(request), "way_on": way_on}
    return render(request, "errors/refused.html", context, status=422)


def from_elsewhere(request: HttpRequest) -> HttpResponse:
    """Another site sent this. Nothing of it is shown."""
    text = _("Another site sent this. Nothing was changed.")
    typed = Typed(request.get_full_path())
    return _page(request, 403, "elsewhere", (_("Not done"), text), typed)


def is_busy(trouble: BaseException) -> bool:
    if isinstance(trouble, InterfaceError):
        return True
    message = str(trouble).casefold()
    return isinstance(trouble, OperationalError) and any(word in message for word in BUSY_WORDS)


def _page(
    request: HttpRequest, status: int, code: str, words: tuple[str, str], typed: Typed
) -> HttpResponse:
    """`code` names the kind of stop, `words` are its heading and its text."""
    can_try_again = request.method in {"GET", "HEAD"} and status == 503
    context = {
        "code": code,
        "heading": words[0],
        "text": words[1],
        "typed": typed,
        "way_on": request.get_full_path() if can_try_again else reverse("home"),
        "way_on_words": _("Try again") if can_try_again else _("Go to the first page"),
    }
    return render(request, "errors/stopped.html", context, status=status)
