"""What a device keeps of a choice that somebody made on it, account or none."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from porchlight.people.choices import COUNTRIES

# The country chosen on Help: two letters, which say nothing about why anybody wanted them.
PLACE_COOKIE = "place"
ELSEWHERE = "ZZ"
A_YEAR_S = 60 * 60 * 24 * 365
# Holds the secret of a link into somebody's circle, for its own pages alone.
LINK_COOKIE = "in"
LINK_PATH = "/in/"
# Holds a yes to such a link, on its way through joining or signing in.
YES_COOKIE = "yes"
# That this device keeps a copy of somebody's page, and whose (web/device.py).
DEVICE_COOKIE = "device"


def country_chosen(request: HttpRequest) -> str:
    """Two capital letters (ISO 3166-1) of a country that Help has lines for; "" when none is
    chosen. Never guessed from anything else."""
    code = request.COOKIES.get(PLACE_COOKIE, "").upper()
    return code if code != ELSEWHERE and code in dict(COUNTRIES) else ""


def keep_on_device(response: HttpResponse, name: str, value: str) -> None:
    """A choice of this device, kept for a year: nothing of it reaches an account."""
    keep_for(response, name, value, A_YEAR_S)


def keep_for(response: HttpResponse, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def device_words(kind: str) -> str:
    """What a kind of device is called; one of which nothing is known has a word too."""
    names = {"phone": _("A phone"), "tablet": _("A tablet"), "computer": _("A computer")}
    return names.get(kind, _("A device"))
