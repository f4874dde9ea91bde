"""Pages of whoever got a link. Opening it uses nothing up: previews of messages open links too.

The link leaves its secret in a cookie and leads on to an address that says nothing, so that it
stands in no history and on no screen that is looked over. Every link that does not lead in gets
the same page, in the same bytes.
"""

from __future__ import annotations

import hmac
import re

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from porchlight.circles.access import own, row
from porchlight.circles.confirmations import Done
from porchlight.circles.invitations import actions
from porchlight.circles.invitations.carried_yes import carry_yes
from porchlight.circles.invitations.queries import Received, received
from porchlight.circles.invitations.same_views import after_coming_in
from porchlight.circles.models import Tie
from porchlight.domain.circle.invitations import LIVES_FOR, Role, Stage
from porchlight.people.devices import A_YEAR_S, LINK_COOKIE, LINK_PATH, YES_COOKIE
from porchlight.people.forms import FOR_SOMEBODY
from porchlight.people.next_page import ACCOUNT_HINT, door
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import VisitRequest
from porchlight.people.visits import limited_by_address

# Senders from whom this browser wants no more links, by their marks.
CLOSED_COOKIE = "closed"
MOST_CLOSED = 20
MARK = re.compile(r"[0-9a-f]{16}")
YES, NO, NEVER = "yes", "no", "never"
TOKEN = re.compile(r"[\w-]{22}", re.ASCII)


@require_safe
def invited_link(request: VisitRequest, token: str) -> HttpResponse:
    """Whatever the link is, its secret goes into a cookie, and nothing is looked up."""
    response = SeeOther(reverse("invited"))
    secret = token if TOKEN.fullmatch(token) else ""
    _put(response, LINK_COOKIE, secret, int(LIVES_FOR.total_seconds()))
    return response


@require_safe
@limited_by_address
def invited(request: VisitRequest) -> HttpResponse:
    try:
        page = _received(request)
    except Http404:
        return _not_open(request)
    if page.tie_id is not None and request.person is not None:
        decision = own(request.person, request.now)
        held = row(Tie, decision, pk=page.tie_id)
        return SeeOther(after_coming_in(held, decision, Done.MET, by_name=False))
    name = "digits" if page.stage is Stage.ACCEPTED else "landing"
    context = {"page": page, "again": "again" in request.GET}
    return render(request, f"circles/invitations/{name}.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited_by_address
def invited_answer(request: VisitRequest) -> HttpResponse:
    """Yes, no, or never again. A yes needs an account; a no and a never do not. It is an answer to
    the link whose page was read; when another one was opened since, that one is shown first."""
    answer = request.POST.get("answer", "")
    if answer not in (YES, NO, NEVER):
        return SeeOther(reverse("invited"))
    try:
        page = _received(request)
    except Http404:
        return _not_open(request)
    if not hmac.compare_digest(request.POST.get("which", "").encode(), page.which.encode()):
        return SeeOther(reverse("invited"))
    if answer != YES:
        return _refuse(request, page, is_for_good=answer == NEVER)
    if request.person is None:
        response = SeeOther(_door_to_join(page))
        carry_yes(response, page.which)
        return response
    actions.accept(page.invitation_id, request.person, request.now)
    return SeeOther(reverse("invited"))


def _door_to_join(page: Received) -> str:
    """For whom a relative comes is suggested there, and theirs to say."""
    wanted = door("join", reverse("invited"))
    return f"{wanted}&{ACCOUNT_HINT}={FOR_SOMEBODY}" if page.role is Role.FAMILY else wanted


def _received(request: VisitRequest) -> Received:
    token = request.COOKIES.get(LINK_COOKIE, "")
    return received(request.person, token, request.now, _closed_marks(request))


def _closed_marks(request: VisitRequest) -> list[str]:
    return MARK.findall(request.COOKIES.get(CLOSED_COOKIE, ""))[-MOST_CLOSED:]


def _not_open(request: VisitRequest) -> HttpResponse:
    return render(request, "circles/invitations/not_open.html", status=404)


def _refuse(request: VisitRequest, page: Received, *, is_for_good: bool) -> HttpResponse:
    """When the sender has typed the digits already, there is a tie: the page that ends it. When
    they took the card away, the link leads nowhere."""
    in_time = actions.refuse(page.invitation_id, request.now, never_again=is_for_good)
    if not in_time:
        try:
            tie_id = _received(request).tie_id
        except Http404:
            return _not_open(request)
        return SeeOther(reverse("tie-end", args=[tie_id]) if tie_id else reverse("invited"))
    context = {"is_for_good": is_for_good}
    response = render(request, "circles/invitations/refused.html", context)
    response.delete_cookie(YES_COOKIE, samesite="Lax")
    response.delete_cookie(LINK_COOKIE, path=LINK_PATH)
    if is_for_good:
        marks = [*_closed_marks(request), page.sender_mark][-MOST_CLOSED:]
        _put(response, CLOSED_COOKIE, ".".join(marks), A_YEAR_S)
    return response


def _put(response: HttpResponse, name: str, value: str, max_age_s: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=max_age_s,
        path=LINK_PATH,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
