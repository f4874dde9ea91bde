"""Keys: how they are made, wrapped, used and destroyed. What they promise is in
docs/security-model.md.

Root key (a file) -> key of the month -> key per owner, versioned -> HKDF-SHA256 per data class.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from porchlight.people.encryption.prepared import Read
from porchlight.people.erasure.logs import empty_log
from porchlight.people.keystore.models import MonthKey, OwnerKey
from porchlight.people.keystore.router import KEYSTORE

KEY_BYTES = 32
NONCE_BYTES = 12

# version, wrapped key, id of its month, wrapped key of that month
WrappedKey = tuple[Any, ...]
WRAPPED_KEYS = Read(
    OwnerKey, "version", "wrapped", "month_id", "month__wrapped", where=("owner_id",)
)

_held: ContextVar[dict[UUID, KeyRing] | None] = ContextVar("rings of this request", default=None)


class KeyGone(LookupError):
    """The owner has no key: they were never here, or they were erased."""


class OutsideTheDecision(PermissionError):
    """A key was asked for that the decision behind this ring does not give. A bug, never a page."""


class WrongRootKey(RuntimeError):
    """The root key file does not belong to this keystore."""


@dataclass(frozen=True, repr=False)
class KeyRing:
    """All versions of one owner's key. Kept for one request at most, never in a cache.

    `only` names the purposes whose keys it derives, or is None for a ring that seals and reads for
    the owner's own writes.
    """

    owner_id: UUID
    keys: dict[int, bytes]
    only: frozenset[str] | None = None
    _derived: dict[tuple[str, int], bytes] = field(default_factory=dict)
    _ciphers: dict[tuple[str, int], AESGCM] = field(default_factory=dict)

    @property
    def current(self) -> int:
        return max(self.keys)

    def key_for(self, purpose: str, version: int) -> bytes:
        """The 256-bit key for one data class (or other purpose) under one version.

        Raises KeyGone, and OutsideTheDecision for a purpose that this ring is not for.
        """
        self._check(purpose)
        if version not in self.keys:
            raise KeyGone(self.owner_id)
        if (purpose, version) not in self._derived:
            self._derived[purpose, version] = _derive(self.keys[version], purpose)
        return self._derived[purpose, version]

    def cipher_for(self, purpose: str, version: int) -> AESGCM:
        """The same key, ready to seal and to open with."""
        self._check(purpose)
        if (purpose, version) not in self._ciphers:
            self._ciphers[purpose, version] = AESGCM(self.key_for(purpose, version))
        return self._ciphers[purpose, version]

    def limited_to(self, purposes: Collection[str]) -> KeyRing:
        """The same keys, for these purposes and no others; what was derived before is shared."""
        return replace(self, only=frozenset(purposes))

    def _check(self, purpose: str) -> None:
        if self.only is not None and purpose not in self.only:
            raise OutsideTheDecision(purpose)

    def fingerprint(self, purpose: str, content: bytes) -> bytes:
        """A keyed hash: equal contents match, and nobody can guess them without the key."""
        return hmac.digest(self.key_for(purpose, min(self.keys)), content, hashlib.sha256)


def make_key(owner_id: UUID) -> KeyRing:
    """Give an owner a first key, or the next version of theirs; old versions stay readable."""
    with transaction.atomic(using=KEYSTORE):
        month, wrapping = _month_key(timezone.now().strftime("%Y-%m"))
        held = OwnerKey.objects.filter(owner_id=owner_id).order_by("-version").first()
        version = held.version + 1 if held else 1
        wrapped = _wrap(wrapping, os.urandom(KEY_BYTES), f"{owner_id}|{version}")
        OwnerKey.objects.create(owner_id=owner_id, version=version, month=month, wrapped=wrapped)
    _let_go(owner_id)
    return ring_of(owner_id)


@contextmanager
def rings_held() -> Iterator[None]:
    """Look up each owner's keys once while this lasts: one request, and never longer."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def has_key(owner_id: UUID) -> bool:
    """Whether the owner still has a key: nobody who was erased has one."""
    try:
        ring_of(owner_id)
    except KeyGone:
        return False
    return True


def ring_of(owner_id: UUID) -> KeyRing:
    """The owner's keys, unwrapped. Raises KeyGone when there are none."""
    held = _held.get()
    if held is None:
        return _read_ring(owner_id)
    if owner_id not in held:
        held[owner_id] = _read_ring(owner_id)
    return held[owner_id]


def hold_rings(owner_ids: Collection[UUID]) -> set[UUID]:
    """Look up the keys of several owners in one query, however many, also of none; for the rest of
    this request they are at hand. Who has keys: all but those who were erased."""
    asked = [*owner_ids, UUID(int=0)]  # never empty: that would ask nothing
    found: dict[UUID, list[WrappedKey]] = {}
    columns = ("owner_id", "version", "wrapped", "month_id", "month__wrapped")
    for owner_id, *key in OwnerKey.objects.filter(owner_id__in=asked).values_list(*columns):
        found.setdefault(owner_id, []).append(tuple(key))
    held = _held.get()
    if held is not None:
        held |= {owner_id: _ring(owner_id, keys) for owner_id, keys in found.items()}
    return set(found)


def _read_ring(owner_id: UUID) -> KeyRing:
    return _ring(owner_id, WRAPPED_KEYS(owner_id))


def _ring(owner_id: UUID, wrapped_keys: Iterable[WrappedKey]) -> KeyRing:
    keys = {
        version: _unwrap(
            _unwrap_month(month, bytes(month_wrapped)), bytes(wrapped), f"{owner_id}|{version}"
        )
        for version, wrapped, month, month_wrapped in wrapped_keys
    }
    if not keys:
        raise KeyGone(owner_id)
    return KeyRing(owner_id, keys)


def destroy_keys(owner_id: UUID) -> None:
    """Make everything this owner wrote unreadable, at once and for good."""
    OwnerKey.objects.filter(owner_id=owner_id).delete()
    _let_go(owner_id)
    transaction.on_commit(empty_log, using=KEYSTORE)


def blind_index(kind: str, value: str) -> str:
    """A keyed look-up value (64 hex digits) for something that is never stored as it is."""
    return keyed_hash(f"blind-index|{kind}", value).hex()


def keyed_hash(purpose: str, value: str) -> bytes:
    """32 bytes that only this server makes of a value. Of a secret that is not stored, a key."""
    key = _purpose_key(settings.ROOT_KEY, purpose)
    return hmac.digest(key, value.encode(), "sha256")


@lru_cache(maxsize=64)
def _purpose_key(root_key: bytes, purpose: str) -> bytes:
    return _derive(root_key, purpose)


def _let_go(owner_id: UUID) -> None:
    """Their keys changed, so what is held of them in this request is no longer right."""
    (_held.get() or {}).pop(owner_id, None)


def _month_key(month: str) -> tuple[MonthKey, bytes]:
    fresh = _wrap(settings.ROOT_KEY, os.urandom(KEY_BYTES), month)
    row, _ = MonthKey.objects.get_or_create(month=month, defaults={"wrapped": fresh})
    return row, _unwrap_month(month, bytes(row.wrapped))


@lru_cache(maxsize=256)
def _unwrap_month(month: str, wrapped: bytes) -> bytes:
    """A month's key opens nothing alone, so it may stay in memory; owners' keys may not."""
    return _unwrap(settings.ROOT_KEY, wrapped, month)


def _wrap(key: bytes, content: bytes, bound_to: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to.encode())


def _unwrap(key: bytes, wrapped: bytes, bound_to: str) -> bytes:
    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, sealed, bound_to.encode())
    except (InvalidTag, ValueError) as cause:  # ValueError: cut short
        raise WrongRootKey(
            "A stored key does not open with this root key. Put back the root key file that "
            "belongs to this keystore."
        ) from cause


def _derive(key: bytes, purpose: str) -> bytes:
    """HKDF-SHA256 (RFC 5869) without a salt, for one block: what `cryptography` gives, without the
    objects it makes on the way. A page derives some eight keys."""
    pseudorandom = hmac.digest(bytes(KEY_BYTES), key, "sha256")
    return hmac.digest(pseudorandom, purpose.encode() + b"\x01", "sha256")
