"""How long two people keep what they write to each other. The shorter of two choices counts."""

from __future__ import annotations

from datetime import date, timedelta
from enum import IntEnum


class KeptFor(IntEnum):
    """In days; ALWAYS is until one of the two takes it back."""

    WEEK = 7
    MONTH = 30
    SEASON = 90
    ALWAYS = 0


def shorter(mine: KeptFor, theirs: KeptFor) -> KeptFor:
    """It gets longer only when both choose so."""
    both = [kept for kept in (mine, theirs) if kept is not KeptFor.ALWAYS]
    return min(both, default=KeptFor.ALWAYS)


def oldest_kept(kept_for: KeptFor, today: date) -> date:
    """The first day whose notes are still there."""
    return date.min if kept_for is KeptFor.ALWAYS else today - timedelta(days=int(kept_for))
