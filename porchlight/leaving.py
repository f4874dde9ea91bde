"""URL names of what ends a visit, an account, a tie or an address: what has to work when nothing
else does."""

from __future__ import annotations

from typing import Final

# What ends visits, an account or all sharing, and the page that is shown after leaving. Their paths
# are fixed, and have threads of their own.
LEAVING: Final = (
    "exit", "sign-out", "visits-end", "leave", "come-back", "check-all", "clouds",
)  # fmt: skip
# What else is written while the disk is full, or writes nothing at all.
WAYS_OUT: Final = frozenset(
    {
        *LEAVING,
        "visit-end",
        "tie-remove",
        "tie-end",
        "tie-share-stop",
        "tie-sharing-pause",
        "sharing-pause",
        "ask-take-back",
        "light-off",
        "light-rest",
        "agreement-let-go",
        "times-end",
        "calendar-address-end",
        "check-each",
        "language",
        "look",
    }
)
