"""A yes said before signing in, carried to the account that it was said for.

Whoever says yes without an account goes through a door first: joining, or signing in. The yes
travels in a cookie that only this server can make, for an hour and for one use, and counts only for
a door that leads back to the link's page. So nobody who signs in on the same phone for something
else says yes with it. It is written by the form that opens the door, never by looking at a page.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from porchlight.circles.access import by_link, row
from porchlight.circles.invitations.actions import accept
from porchlight.circles.models import Invitation
from porchlight.people.devices import YES_COOKIE, keep_for
from porchlight.people.models import Person
from porchlight.people.requests import VisitRequest

LASTS_S = 60 * 60
SALT = "a yes before signing in"

Next = Callable[[HttpRequest], HttpResponseBase]


def carry_yes(response: HttpResponse, which: str) -> None:
    """`which` names the link whose page was read."""
    keep_for(response, YES_COOKIE, signing.dumps(which, salt=SALT), LASTS_S)


class CarriedYes:
    """Middleware: a form that signs somebody in, on the way to the link's page, says their yes."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: VisitRequest) -> HttpResponseBase:
        carried = request.COOKIES.get(YES_COOKIE, "")
        is_signed_out = getattr(request, "person", None) is None
        response = self.get_response(request)
        if carried and is_signed_out and request.method == "POST" and _leads_to_link(response):
            person = request.user
            if isinstance(person, Person):
                _say_yes(request, person, carried)
                response.delete_cookie(YES_COOKIE, samesite="Lax")
        return response


def _leads_to_link(response: HttpResponseBase) -> bool:
    return isinstance(response, HttpResponseRedirect) and response.url == reverse("invited")


def _say_yes(request: VisitRequest, person: Person, carried: str) -> None:
    """Nothing, where the link leads nowhere for this account: its page says so next."""
    try:
        which = str(signing.loads(carried, salt=SALT, max_age=LASTS_S))
        invitation = row(Invitation, by_link(person, which, request.now))
    except (signing.BadSignature, Http404):
        return
    accept(invitation.pk, person, request.now)
