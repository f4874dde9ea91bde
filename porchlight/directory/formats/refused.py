"""A feed that is not taken, and how large one may be, whatever its format."""

from __future__ import annotations

from porchlight.domain.refused import Refused

MAX_BYTES = 64 * 1024 * 1024


class FeedRefused(Refused):
    """Nothing of this feed was taken. `str()` says why and what to do about it."""

    code = "feed"
