"""The listings that give way to others, for a host to look through."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import F

from porchlight.directory.models import Duplicate

PAIR_LOOKUPS = ("id", "why", "found_at", "service_id", "of_id")
RENAMED_LOOKUPS = {
    "name": F("service__name"),
    "source": F("service__source__name"),
    "of_name": F("of__name"),
    "of_source": F("of__source__name"),
}


@dataclass(frozen=True)
class JoinedPair:
    """One that gives way and the one it gives way to. `why` is a value of Duplicate.Why."""

    id: int
    why: str
    found_at: datetime
    service_id: int
    name: str
    source: str
    of_id: int
    of_name: str
    of_source: str

    def as_facts(self) -> dict[str, object]:
        return asdict(self) | {"found_at": self.found_at.isoformat(timespec="seconds")}


@dataclass(frozen=True)
class JoinedPairs:
    total: int
    pairs: tuple[JoinedPair, ...]


def pairs(most: int | None = None, skip: int = 0) -> JoinedPairs:
    """Those that stand, newest first; two queries."""
    standing = Duplicate.objects.filter(undone_at=None)
    rows = standing.order_by("-found_at", "-pk").values(*PAIR_LOOKUPS, **RENAMED_LOOKUPS)
    end = None if most is None else skip + most
    return JoinedPairs(standing.count(), tuple(JoinedPair(**row) for row in rows[skip:end]))
