"""What an invitation is opened with: its link, and the four digits that are read out.

Neither is stored. The link is made from its sender's own key, so that only they can show it again;
the digits from a key of the server and the number of the set.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from porchlight.domain.circle.invitations import N_DIGITS, InvitationFacts
from porchlight.people.encryption.keys import blind_index, keyed_hash, ring_of

TOKEN_BYTES = 16


def token_of(sender_id: UUID, invitation_id: UUID) -> str:
    """The secret of a link: 128 bits, 22 letters. Raises KeyGone when its sender was erased."""
    secret = ring_of(sender_id).fingerprint("link of an invitation", invitation_id.bytes)
    return urlsafe_b64encode(secret[:TOKEN_BYTES]).rstrip(b"=").decode()


def index_of(token: str) -> str:
    """What an invitation is found by."""
    return blind_index("invitation", token)


def sender_mark(sender_id: UUID) -> str:
    """What a browser keeps of a sender from whom it wants no more links; it tells nobody who."""
    return keyed_hash("sender of links", str(sender_id)).hex()[:16]


def digits_now(invitation_id: UUID, facts: InvitationFacts, now: datetime) -> str:
    """The four digits to read out at `now`; "" when there are none."""
    sets = facts.digit_sets(now)
    return _digits(invitation_id, sets[0]) if sets else ""


def are_digits(typed: str, invitation_id: UUID, sets: Iterable[int]) -> bool:
    """Whether `typed` is one of these sets of digits. Takes as long for a wrong one."""
    matches = [hmac.compare_digest(typed, _digits(invitation_id, number)) for number in sets]
    return any(matches)


def _digits(invitation_id: UUID, set_number: int) -> str:
    secret = keyed_hash("digits of an invitation", f"{invitation_id}|{set_number}")
    return f"{int.from_bytes(secret[:8]) % 10**N_DIGITS:0{N_DIGITS}d}"
