"""What starts soon, near a point or online; and what help there is. The finder's front door.

`index.py` answers, from columns that `store.py` keeps up to date: one index of all listings, and
a small one of those that changed since, whose answers are put together here.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from porchlight.directory.finder.explain import explain
from porchlight.directory.finder.facets import spans_of
from porchlight.directory.finder.index import STILL_STARTING
from porchlight.directory.finder.query import (
    Attending,
    FindQuery,
    Found,
    FoundListing,
    FoundListings,
    ListingQuery,
    Occurrence,
)
from porchlight.directory.finder.service_search import order_of, search_in
from porchlight.directory.finder.store import Shelf

__all__ = [
    "STILL_STARTING",
    "Attending",
    "FindQuery",
    "Found",
    "FoundListing",
    "FoundListings",
    "ListingQuery",
    "Occurrence",
    "community_zone",
    "explain",
    "find",
    "forget",
    "search",
    "search_listings",
    "shelf",
    "terms_in_use",
    "town",
]

shelf = Shelf()


def find(query: FindQuery, at: datetime) -> list[Occurrence]:
    """What starts from ten minutes before `at` (aware) for `query.hours`, soonest first."""
    return search(query, at).occurrences


def search(query: FindQuery, at: datetime) -> Found:
    """As `find`, with the count of all that fits."""
    at = at.astimezone(UTC)  # hours are counted there: on a local clock some nights have 23 or 25
    indexes = shelf.indexes()
    spans = spans_of([index.facets for index in indexes], query.text)
    if len(indexes) == 1:
        return indexes[0].search(query, at, spans[0])
    end = None if query.limit is None else query.skip + query.limit
    asked = replace(query, skip=0, limit=end)
    found = [index.search(asked, at, span) for index, span in zip(indexes, spans, strict=True)]
    rows = sorted((row for one in found for row in one.occurrences), key=_order_of)
    return Found(sum(one.total for one in found), rows[query.skip : end])


def search_listings(query: ListingQuery, at: datetime) -> FoundListings:
    """Listings of the kinds asked for, starts or none: nearest first, then by name."""
    at = at.astimezone(UTC)
    indexes = shelf.indexes()
    spans = spans_of([index.facets for index in indexes], query.text)
    end = None if query.limit is None else query.skip + query.limit
    asked = replace(query, skip=0, limit=end)
    found = [search_in(index, asked, at, span) for index, span in zip(indexes, spans, strict=True)]
    rows = sorted((row for one in found for row in one.listings), key=order_of)
    return FoundListings(sum(one.total for one in found), rows[query.skip : end])


def terms_in_use() -> frozenset[str]:
    """The terms that some listing has: the others are not worth choosing."""
    codes = (code for index in shelf.indexes() for code in index.facets.columns.facts["codes"])
    return frozenset(code.removeprefix("term/") for code in codes if code.startswith("term/"))


def town(name: str) -> tuple[str, list[tuple[float, float]]]:
    """A town that listings are in, however its name is typed: as they write it, and the points
    they are at. "" and no points for any other."""
    found = [index.facets.town(name) for index in shelf.indexes()]
    label = next((label for label, _ in found if label), "")
    return label, [point for _, points in found for point in points]


def community_zone() -> str:
    """The community's own zone (IANA): the one in which most rooms open. "" without a room."""
    starts: Counter[str] = Counter()
    for index in shelf.indexes():
        starts.update(index.room_starts())
    most = max(starts, key=lambda zone: (starts[zone], zone), default="")
    return most if starts[most] else ""


def forget() -> None:
    """Read the listings again at the next question, whatever the sources say."""
    shelf.clear()


def _order_of(row: Occurrence) -> tuple[datetime, bool, float, str, str, int]:
    distance = math.inf if row.distance_m is None else row.distance_m
    return row.starts_at, row.is_stale, distance, row.source, row.key, row.service_id
