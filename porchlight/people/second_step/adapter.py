"""What django-allauth asks of a site: whose host a passkey is for, how people are named in it, and
how secrets are sealed."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, NamedTuple
from uuid import UUID

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from porchlight.domain.consent import DataClass
from porchlight.people.encryption.keys import ring_of
from porchlight.people.encryption.sealing import CellAddress, seal, unseal

# What a phone shows beside a passkey. It says nothing of what this place is for.
RP_NAME: Final = "Porchlight"


class Owner(NamedTuple):
    """Whose secrets are worked with, and what their phone calls the account."""

    person_id: UUID
    name: str = RP_NAME


_owner: ContextVar[Owner] = ContextVar("owner of the secrets that are worked with")


@contextmanager
def secrets_of(person_id: UUID, name: str = RP_NAME) -> Iterator[None]:
    """While this lasts, secrets are sealed and opened with this person's keys. Outside of it,
    django-allauth can do neither."""
    token = _owner.set(Owner(person_id, name))
    try:
        yield
    finally:
        _owner.reset(token)


class SealedSecrets(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        owner = _owner.get().person_id
        envelope = seal(ring_of(owner), DataClass.ACCOUNT, _place(owner), text.encode())
        return urlsafe_b64encode(envelope).decode()

    def decrypt(self, encrypted_text: str) -> str:
        owner = _owner.get().person_id
        envelope = urlsafe_b64decode(encrypted_text)
        return unseal(ring_of(owner), DataClass.ACCOUNT, _place(owner), envelope).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": settings.PASSKEY_HOST, "name": RP_NAME}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        name = _owner.get().name
        return {"id": user.pk.hex.encode(), "display_name": name, "name": name}

    def get_totp_label(self, user: Any) -> str:
        return _owner.get().name


def _place(owner: UUID) -> CellAddress:
    """Bound to the account and not to a row: a secret is sealed before its row has an id."""
    return CellAddress(owner, "mfa.authenticator", "data", owner)
