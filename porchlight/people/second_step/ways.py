"""A person's passkeys and their codes from an app: begun, added, looked up, taken away.

The ceremonies are those of django-allauth. Its rows say when a key was last used; that is not
written, as nothing here says when somebody was last here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from porchlight.people.limits import count_try
from porchlight.people.models import Person
from porchlight.people.second_step.adapter import SealedSecrets, secrets_of
from porchlight.postgresql.owners import every_row, name_owner

MOST_PASSKEYS: Final = 10
RP: Final = "rp"
NAME: Final = "name"
# What the library raises for something that no browser would send.
NOT_AN_ANSWER: Final = (ValueError, TypeError, KeyError, AttributeError)
PERIOD_S: Final = app_settings.TOTP_PERIOD


@dataclass(frozen=True)
class Passkey:
    """`works_here` is False for a key that was made under another host name."""

    pk: int
    name: str
    works_here: bool


def passkeys_of(person: Person) -> list[Passkey]:
    with secrets_of(person.pk):
        return [
            Passkey(row.pk, _open(row.data[NAME]), row.data.get(RP) == settings.PASSKEY_HOST)
            for row in _rows(person, Authenticator.Type.WEBAUTHN).order_by("pk")
        ]


def has_codes_from_an_app(person: Person) -> bool:
    return bool(_rows(person, Authenticator.Type.TOTP).exists())


def needs_second_step(person: Person) -> bool:
    """Whether a passphrase alone does not let this person in: they have codes from an app."""
    return has_codes_from_an_app(person)


def has_second_step(person: Person) -> bool:
    """Whether this person can show more than a passphrase here. A passkey of before a move of the
    site opens nothing, and so is none."""
    return has_codes_from_an_app(person) or has_passkey(person)


def has_passkey(person: Person) -> bool:
    rows = _rows(person, Authenticator.Type.WEBAUTHN)
    return bool(rows.filter(**{f"data__{RP}": settings.PASSKEY_HOST}).exists())


def passkeys_by_host() -> tuple[int, int]:
    """How many passkeys there are, and how many of them were made under another host name."""
    rows = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)
    return rows.count(), rows.exclude(**{f"data__{RP}": settings.PASSKEY_HOST}).count()


# --- passkeys -----------------------------------------------------------------------------------


def begin_passkey(request: HttpRequest, person: Person, name: str) -> dict[str, Any]:
    """What the browser is asked to make; its challenge is kept in the visit."""
    with context.request_context(request), secrets_of(person.pk, name):
        return dict(webauthn.begin_registration(person, passwordless=True))


def add_passkey(request: HttpRequest, person: Person, name: str, credential: Any) -> None:
    """Raises ValidationError for an answer that is not the one to this visit's challenge, that is
    of another host, or whose person was not verified."""
    with context.request_context(request), secrets_of(person.pk):
        try:
            webauthn.parse_registration_response(credential)
            made = webauthn.complete_registration(credential)
        except NOT_AN_ANSWER as cause:
            raise ValidationError("no answer of a key", code="refused") from cause
        if not made.is_user_verified() or len(passkeys_of(person)) >= MOST_PASSKEYS:
            raise ValidationError("not verified, or too many", code="refused")
        data = {NAME: SealedSecrets().encrypt(name), "credential": credential,
                RP: settings.PASSKEY_HOST}  # fmt: skip
        Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)


def remove_passkey(person: Person, pk: int) -> bool:
    n, _ = _rows(person, Authenticator.Type.WEBAUTHN).filter(pk=pk).delete()
    return bool(n == 1)


def begin_sign_in(request: HttpRequest) -> dict[str, Any]:
    """For anybody: says nothing about who has a key."""
    with context.request_context(request):
        return dict(webauthn.begin_authentication(None))


@every_row()
def person_with_passkey(request: HttpRequest, credential: Any) -> Person | None:
    """Who shows this key, verified by their phone; None for any other answer."""
    with context.request_context(request):
        try:
            webauthn.parse_authentication_response(credential)
            person = webauthn.extract_user_from_response(credential)
            webauthn.complete_authentication(person, credential)
        except (ValidationError, *NOT_AN_ANSWER):
            return None
    if not isinstance(person, Person):
        return None
    name_owner(person.pk)
    return person


# --- codes from an app --------------------------------------------------------------------------


def begin_codes(request: HttpRequest, person: Person, name: str, *, anew: bool) -> tuple[str, str]:
    """The secret to type into an app, and the picture of it (SVG). It waits in the visit, which
    only the browser's own cookie opens."""
    with context.request_context(request), secrets_of(person.pk, name):
        secret = totp.get_totp_secret(regenerate=anew)
        adapter = SealedSecrets()
        return secret, adapter.build_totp_svg(adapter.build_totp_url(person, secret))


def turn_codes_on(request: HttpRequest, person: Person, code: str) -> bool:
    """Whether the code is of the secret that waits; then it is asked for from now on."""
    with context.request_context(request), secrets_of(person.pk), transaction.atomic():
        if not totp.validate_totp_code(totp.get_totp_secret(), code):
            return False
        _rows(person, Authenticator.Type.TOTP).delete()
        totp.TOTP.activate(person, totp.get_totp_secret())
        totp.clear_totp_secret(request)
    return True


def turn_codes_off(person: Person) -> None:
    _rows(person, Authenticator.Type.TOTP).delete()


def is_code_of(person: Person, code: str) -> bool:
    """Whether an app shows this code now. Each counts once, whichever process is asked."""
    row = _rows(person, Authenticator.Type.TOTP).first()
    if row is None:
        return False
    with secrets_of(person.pk):
        secret = SealedSecrets().decrypt(row.data["secret"])
    for counter in totp.yield_hotp_counters_from_time():
        shown = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if compare_user_code(actual=code, expected=shown):
            began = datetime.fromtimestamp(counter * PERIOD_S, UTC)
            return count_try("code used", f"{person.pk}|{counter}", began) == 1
    return False


def _rows(person: Person, kind: str) -> Any:
    return Authenticator.objects.filter(user=person, type=kind)


def _open(sealed: str) -> str:
    return SealedSecrets().decrypt(sealed)
