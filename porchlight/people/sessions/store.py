"""Django's sessions, kept so that whoever has the database cannot come in with them.

The cookie holds the key of a visit. The row holds a keyed hash of it, to be found by, and the
content under AES-256-GCM with a key made from the cookie's and the root key. So neither the
database nor a backup of it, with the root key or without, has anything that opens a visit.
"""

from __future__ import annotations

import json
import os
from typing import Any
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, SessionBase, UpdateError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string

from porchlight.people.encryption.keys import NONCE_BYTES, blind_index, keyed_hash
from porchlight.people.encryption.prepared import Read
from porchlight.people.models import Visit
from porchlight.postgresql.owners import every_row

# Contents fill multiples of so many bytes: their length does not tell what is in them.
BLOCK = 512
KEY_LETTERS = 32  # of 36: 165 bits
CONTENT = Read(Visit, "content", "is_locked", where=("key_index", "expires_at__gt"))


class SessionStore(SessionBase):
    """The store that settings.SESSION_ENGINE names. Django asks for a class of this name.

    What belongs to the lock (`app_lock.py`) stands beside the content: saving a request's copy of
    the content never takes a lock away that another request put there.
    """

    _is_locked = False

    @classmethod
    @every_row()
    def clear_expired(cls) -> None:
        Visit.objects.filter(expires_at__lte=timezone.now()).delete()

    @every_row()
    def load(self) -> dict[str, Any]:
        """What the visit of this key holds; nothing, and no key, when there is no such visit."""
        key = str(self.session_key)
        found = CONTENT.first(key_index(key), timezone.now())
        opened = None if found is None else _opened(key, bytes(found[0]))
        if opened is None:
            self._session_key = None
            return {}
        self._is_locked = bool(found and found[1])
        return opened

    @every_row()
    def exists(self, session_key: str) -> bool:
        return Visit.objects.filter(key_index=key_index(session_key)).exists()

    def create(self) -> None:
        self._session_key = get_random_string(KEY_LETTERS, VALID_KEY_CHARS)
        self.save(must_create=True)
        self.modified = True

    @every_row()
    def save(self, must_create: bool = False) -> None:
        """Write the visit. Raises UpdateError when it was ended meanwhile, by whomever."""
        if self.session_key is None:
            self.create()
            return
        content = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        row = {
            "person_id": content.get(SESSION_KEY),
            "content": _sealed(self.session_key, content),
            "expires_at": self.get_expiry_date(),
        }
        index = key_index(self.session_key)
        if must_create:
            Visit.objects.create(id=uuid4(), key_index=index, **row)
        elif not Visit.objects.filter(key_index=index).update(**row):
            raise UpdateError

    @every_row()
    def describe(self, device: dict[str, str]) -> None:
        """Keep the visit and what it was begun on; `device` is for its person's eyes alone."""
        with transaction.atomic():
            self.save()
            row = Visit.objects.get(key_index=key_index(str(self.session_key)))
            row.device = device
            row.save(update_fields=["device"])

    @property
    def is_locked(self) -> bool:
        self._get_session()  # type: ignore[attr-defined]
        return self._is_locked

    @every_row()
    def set_locked(self, is_locked: bool) -> None:
        self._row().update(is_locked=is_locked)
        self._is_locked = is_locked

    @every_row()
    def spend_pin_try(self, most: int) -> bool:
        """Count a PIN as wrong before it is looked at; False when `most` were counted already."""
        return self._row().filter(wrong_pins__lt=most).update(wrong_pins=F("wrong_pins") + 1) == 1

    @every_row()
    def wrong_pins(self) -> int:
        return self._row().values_list("wrong_pins", flat=True).first() or 0

    @every_row()
    def forget_wrong_pins(self) -> None:
        self._row().update(wrong_pins=0)

    def _row(self) -> QuerySet[Visit]:
        return Visit.objects.filter(key_index=key_index(str(self.session_key)))

    @every_row()
    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            Visit.objects.filter(key_index=key_index(key)).delete()


def key_index(session_key: str) -> str:
    """What a visit is found by: nobody can make a cookie of it."""
    return blind_index("visit", session_key)


def _cipher(session_key: str) -> AESGCM:
    return AESGCM(keyed_hash("content of a visit", session_key))


def _sealed(session_key: str, content: dict[str, Any]) -> bytes:
    plain = json.dumps(content).encode()
    nonce = os.urandom(NONCE_BYTES)
    padded = plain.ljust(-(-len(plain) // BLOCK) * BLOCK)
    return nonce + _cipher(session_key).encrypt(nonce, padded, None)


def _opened(session_key: str, sealed: bytes) -> dict[str, Any] | None:
    nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        opened: dict[str, Any] = json.loads(_cipher(session_key).decrypt(nonce, content, None))
    except (InvalidTag, ValueError):
        return None
    return opened
