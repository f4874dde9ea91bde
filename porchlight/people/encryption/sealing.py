"""The envelope for everything a person writes: AES-256-GCM, bound to where it belongs.

    magic "PL" | algorithm 1 | key version (2 bytes) | nonce (12) | ciphertext and tag

Owner, model, field, row and key version are bound in as associated data, and so is whom the row is
about where that is somebody else. So an envelope moved to another row, field or person does not
open, nor one whose row was given another reader. Contents are padded to 64, 256, 1024 or multiples
of 4096 bytes, so that their length tells little; a field may ask for one size from the start.
"""

from __future__ import annotations

import os
import struct
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag

from porchlight.domain.consent import DataClass
from porchlight.people.encryption.keys import NONCE_BYTES, KeyGone, KeyRing

MAGIC = b"PL"
AES_256_GCM = 1
HEADER = struct.Struct(">2sBH")
LENGTH = struct.Struct(">I")
SIZES = (64, 256, 1024)
PAGE = 4096
TAG_BYTES = 16


class CannotOpen(ValueError):
    """The envelope is damaged, or was moved from where it belongs, or its key is gone."""


class CellAddress(NamedTuple):
    """Where an envelope belongs: model and field by their stored names, and the row's id.

    `about_id` is whom the row is about, for a model that says so; None where that is its owner.
    """

    owner_id: UUID
    model: str
    field: str
    row_id: UUID
    about_id: UUID | None = None

    def text(self) -> str:
        place = f"{self.owner_id}|{self.model}|{self.field}|{self.row_id}"
        return place if self.about_id is None else f"{place}|{self.about_id}"

    def bound(self, version: int) -> bytes:
        return f"{self.text()}|{version}".encode()


def seal(
    ring: KeyRing, data_class: DataClass, place: CellAddress, content: bytes, at_least: int = 0
) -> bytes:
    """The envelope of some content, padded as if it had `at_least` so many bytes."""
    version = ring.current
    nonce = os.urandom(NONCE_BYTES)
    cipher = ring.cipher_for(data_class, version)
    sealed = cipher.encrypt(nonce, _pad(content, at_least), place.bound(version))
    return HEADER.pack(MAGIC, AES_256_GCM, version) + nonce + sealed


def is_envelope(content: bytes) -> bool:
    """Whether this has the form of an envelope. Only `unseal` can tell whether it is one."""
    if len(content) < HEADER.size + NONCE_BYTES + SIZES[0]:
        return False
    magic, algorithm, _version = HEADER.unpack_from(content)
    return bool(magic == MAGIC and algorithm == AES_256_GCM)


def unseal(ring: KeyRing, data_class: DataClass, place: CellAddress, envelope: bytes) -> bytes:
    return unseal_at(ring, data_class, place.text(), envelope)


def unseal_at(ring: KeyRing, data_class: DataClass, place: str, envelope: bytes) -> bytes:
    """The same, of a place as `CellAddress.text` writes it."""
    try:
        magic, algorithm, version = HEADER.unpack_from(envelope)
    except struct.error as cause:
        raise CannotOpen("too short to be an envelope") from cause
    if magic != MAGIC or algorithm != AES_256_GCM:
        raise CannotOpen("not an envelope of a kind that is known here")
    nonce = envelope[HEADER.size : HEADER.size + NONCE_BYTES]
    sealed = envelope[HEADER.size + NONCE_BYTES :]
    try:
        cipher = ring.cipher_for(data_class, version)
        return _unpad(cipher.decrypt(nonce, sealed, f"{place}|{version}".encode()))
    except (InvalidTag, KeyGone, ValueError) as cause:
        raise CannotOpen("damaged, moved, or its key is gone") from cause


def reseal(
    ring: KeyRing, data_class: DataClass, before: CellAddress, after: CellAddress, envelope: bytes
) -> bytes:
    """What is at home at `before`, at home at `after`, and as long as it was."""
    content = unseal(ring, data_class, before, envelope)
    padded = len(envelope) - HEADER.size - NONCE_BYTES - TAG_BYTES
    return seal(ring, data_class, after, content, at_least=padded)


def _pad(content: bytes, at_least: int) -> bytes:
    needed = max(LENGTH.size + len(content), at_least)
    size = next((size for size in SIZES if needed <= size), -(-needed // PAGE) * PAGE)
    return LENGTH.pack(len(content)) + content + bytes(size - LENGTH.size - len(content))


def _unpad(padded: bytes) -> bytes:
    (length,) = LENGTH.unpack_from(padded)
    return padded[LENGTH.size : LENGTH.size + int(length)]
