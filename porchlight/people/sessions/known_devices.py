"""A cookie of a browser that somebody once signed in with, so that a stranger's wrong tries do not
lock them out of it (OWASP's "device cookies").

It holds a random number and two keyed hashes: of the number alone, which says that it came from
here, and of the number with the account, which only a try with the right passphrase can be compared
to. It names nobody, signs nobody in, and is worth nothing once the passphrase is another.
"""

from __future__ import annotations

import secrets
from hmac import compare_digest
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from porchlight.people.devices import keep_on_device
from porchlight.people.encryption.keys import blind_index
from porchlight.people.models import Person

NUMBER_BYTES: Final = 16


def cookie_name() -> str:
    return "__Host-known" if settings.HTTPS else "known"


def make_known(response: HttpResponse, person: Person) -> None:
    """Give this browser the cookie of an account that it has just signed in to."""
    if person.sign_in_index is None:
        return
    number = secrets.token_hex(NUMBER_BYTES)
    parts = (number, _mark_of_ours(number), _mark_of_account(number, person))
    keep_on_device(response, cookie_name(), ".".join(parts))


def forget(response: HttpResponse) -> None:
    """For whoever deleted the account."""
    response.delete_cookie(cookie_name(), samesite="Lax")


def number_of(request: HttpRequest) -> str:
    """The number of this browser's cookie, when it is one of ours; ""."""
    number, ours, _account = _parts(request)
    return number if number and compare_digest(ours, _mark_of_ours(number)) else ""


def is_known_to(request: HttpRequest, person: Person) -> bool:
    """Whether this browser was given its cookie for this very account and passphrase."""
    number, _ours, account = _parts(request)
    return bool(number) and compare_digest(account, _mark_of_account(number, person))


def _parts(request: HttpRequest) -> tuple[str, str, str]:
    kept = request.COOKIES.get(cookie_name(), "")
    parts = kept.split(".")
    return (parts[0], parts[1], parts[2]) if kept.isascii() and len(parts) == 3 else ("", "", "")


def _mark_of_ours(number: str) -> str:
    return blind_index("known device", number)[:32]


def _mark_of_account(number: str, person: Person) -> str:
    return blind_index("known device of", f"{number}|{person.pk}|{person.sign_in_index}")
