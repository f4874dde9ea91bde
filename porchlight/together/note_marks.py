"""Where in a thread a page begins or ends, as its address says it.

The numbers of notes grow with each one that is written, so a gap between two would tell that notes
were taken back, and about how many. So no number leaves the server: what stands in an address is
sealed (AES-SIV), for one of the two alone, and the same number gives them the same mark. Order and
distance cannot be read from it, and a mark that the server did not make is none.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

from porchlight.people.encryption.keys import keyed_hash

NUMBER_BYTES = 4
LONGEST = 64


def mark_of(viewer_id: UUID, other_id: UUID, number: int) -> str:
    """The mark of a number in the viewer's thread with the other."""
    sealed = _cipher(settings.ROOT_KEY).encrypt(
        number.to_bytes(NUMBER_BYTES, "big"), [viewer_id.bytes + other_id.bytes]
    )
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def number_of(viewer_id: UUID, other_id: UUID, mark: str) -> int | None:
    """The number of a mark; None for what is none of this viewer's in this thread."""
    if not mark or len(mark) > LONGEST:
        return None
    try:
        sealed = urlsafe_b64decode(mark.encode("ascii") + b"=" * (-len(mark) % 4))
        number = _cipher(settings.ROOT_KEY).decrypt(sealed, [viewer_id.bytes + other_id.bytes])
    except (InvalidTag, ValueError):
        return None
    return int.from_bytes(number, "big")


@lru_cache(maxsize=4)
def _cipher(_root_key: bytes) -> AESSIV:
    """One for each root key; a process has one."""
    return AESSIV(keyed_hash("note marks", ""))
