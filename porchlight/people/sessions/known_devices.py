"""A cookie of a browser that somebody once signed in with, so that a stranger's wrong tries do not
lock them out of it (OWASP's "device cookies").

It is sealed under a key of the site, and so says nothing to whoever has it. In it are the account,
a keyed hash of its name, and one of the account with its passphrase. So before anything is hashed
it is known which account a try is made for, and all cookies of one account share its tries: many of
them are worth no more than one. It signs nobody in, and is worth nothing once the passphrase is
another.
"""

from __future__ import annotations

import os
from hmac import compare_digest
from typing import Final, NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from porchlight.people.devices import keep_on_device
from porchlight.people.encryption.keys import NONCE_BYTES, keyed_hash
from porchlight.people.models import Person

ID_BYTES: Final = 16
MARK_BYTES: Final = 16
LONGEST: Final = 512  # letters of a cookie that is looked at


class KnownDevice(NamedTuple):
    """What a cookie of ours holds: the account's id, and marks of its name and its passphrase."""

    account: UUID
    name_mark: bytes
    passphrase_mark: bytes


def cookie_name() -> str:
    return "__Host-known" if settings.HTTPS else "known"


def make_known(response: HttpResponse, person: Person) -> None:
    """Give this browser the cookie of an account that it has just signed in to."""
    if person.sign_in_index is None:
        return
    content = person.pk.bytes + _name_mark(person.name_index) + _passphrase_mark(person)
    nonce = os.urandom(NONCE_BYTES)
    keep_on_device(response, cookie_name(), (nonce + _cipher().encrypt(nonce, content, None)).hex())


def forget(response: HttpResponse) -> None:
    """For whoever deleted the account."""
    response.delete_cookie(cookie_name(), samesite="Lax")


def account_known_as(request: HttpRequest, name_index: str) -> UUID | None:
    """The account that this browser's cookie was given for, when that account has this name."""
    known = _known_device(request)
    if known is None or not compare_digest(known.name_mark, _name_mark(name_index)):
        return None
    return known.account


def is_known_to(request: HttpRequest, person: Person) -> bool:
    """Whether this browser was given its cookie for this very account and passphrase."""
    known = _known_device(request)
    return (
        known is not None
        and known.account == person.pk
        and compare_digest(known.passphrase_mark, _passphrase_mark(person))
    )


def _known_device(request: HttpRequest) -> KnownDevice | None:
    try:
        sealed = bytes.fromhex(request.COOKIES.get(cookie_name(), "")[:LONGEST])
        content = _cipher().decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
    except (ValueError, InvalidTag):
        return None
    account, marks = content[:ID_BYTES], content[ID_BYTES:]
    return KnownDevice(UUID(bytes=account), marks[:MARK_BYTES], marks[MARK_BYTES:])


def _cipher() -> AESGCM:
    return AESGCM(keyed_hash("cookie of a known device", ""))


def _name_mark(name_index: str) -> bytes:
    return keyed_hash("known device under", name_index)[:MARK_BYTES]


def _passphrase_mark(person: Person) -> bytes:
    return keyed_hash("known device of", f"{person.pk}|{person.sign_in_index}")[:MARK_BYTES]
