"""What a device keeps of a choice that somebody made on it, account or none."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from porchlight.people.choices import COUNTRIES

# The country chosen on Help: two letters, which say nothing about why anybody wanted them.
PLACE_COOKIE = "place"
ELSEWHERE = "ZZ"
A_YEAR_S = 60 * 60 * 24 * 365


def country_chosen(request: HttpRequest) -> str:
    """Two capital letters (ISO 3166-1) of a country that Help has lines for; "" when none is
    chosen. Never guessed from anything else."""
    code = request.COOKIES.get(PLACE_COOKIE, "").upper()
    return code if code != ELSEWHERE and code in dict(COUNTRIES) else ""


def keep_on_device(response: HttpResponse, name: str, value: str) -> None:
    """A choice of this device, kept for a year: nothing of it reaches an account."""
    response.set_cookie(
        name,
        value,
        max_age=A_YEAR_S,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
