"""Care and help that one asks for: listings, whether or not anything starts."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from porchlight.directory.finder.columns import ATTENDANCE, Columns, DatedSchedule
from porchlight.directory.finder.facets import Spans, start_groups_of
from porchlight.directory.finder.geo import metres_of
from porchlight.directory.finder.index import Index
from porchlight.directory.finder.query import FoundListing, FoundListings, ListingQuery
from porchlight.domain.recurrence import dated_starts_between
from porchlight.domain.schedule import WEEK, starts_between

A_SECOND = timedelta(seconds=1)

Rows = NDArray[Any]


def search_in(index: Index, query: ListingQuery, at: datetime, spans: list[Spans]) -> FoundListings:
    """Fresh ones first, then the nearest (those online last), then by name and id."""
    columns, freshness = index.columns, index.standing.on(at)
    found: Rows = index.nearness.listings(query.near, query.within_m, start_groups_of(query))
    if query.region:
        found = found[np.isin(columns.spot[found], index.facets.region(query.region))]
    fits = index.facets.traits(query.kinds, (), query.terms)
    if fits is not None:
        found = found[fits[columns.trait[found]]]
    if freshness.listed is not None:
        found = found[freshness.listed[found]]
    for span in spans:
        found = found[index.facets.holding(span, found)]
    found, far = index.nearness.within(query.near, query.within_m, found)
    stale = freshness.stale
    old = np.zeros(len(found), np.bool_) if stale is None else stale[found]
    order = _order(columns, found, far, old, query)
    shown = _shown(index, found[order], far[order], old[order], at)
    return FoundListings(len(found), shown)


def order_of(row: FoundListing) -> tuple[bool, float, str, int]:
    distance = math.inf if row.distance_m is None else row.distance_m
    return row.is_stale, distance, row.name, row.service_id


def _order(columns: Columns, found: Rows, far: Rows, old: Rows, query: ListingQuery) -> list[int]:
    far = np.where(np.isnan(far), math.inf, far)
    rows = np.lexsort((far, old))
    end = len(rows) if query.limit is None else query.skip + query.limit
    if 0 < end < len(rows):  # names are read only as far as they can matter
        last = rows[end - 1]
        level = np.flatnonzero((old[rows] == old[last]) & (far[rows] == far[last]))
        rows = rows[: level[-1] + 1]
    names, ids = columns.names.of(found[rows].tolist()), columns.service_id[found[rows]].tolist()
    keys = zip(old[rows].tolist(), far[rows].tolist(), names, ids, rows.tolist(), strict=True)
    return [row for *_, row in sorted(keys)[query.skip : end]]


def _shown(index: Index, listing: Rows, far: Rows, old: Rows, at: datetime) -> list[FoundListing]:
    columns, picked = index.columns, listing.tolist()
    spot = columns.spot[listing].tolist()
    traits = index.traits_of(listing)
    return list(
        map(
            FoundListing,
            columns.service_id[listing].tolist(),
            index.sources(listing),
            columns.keys.of(picked),
            columns.names.of(picked),
            [trait.kind for trait in traits],
            [ATTENDANCE[group % 3] for group in columns.group[listing].tolist()],
            metres_of(far),
            [trait.terms for trait in traits],
            columns.places.of(spot),
            columns.cities.of(spot),
            columns.spot_is_approximate[spot].tolist(),
            old.tolist(),
            [_is_open(index, one, at) for one in picked],
        )
    )


def _is_open(index: Index, listing: int, at: datetime) -> bool | None:
    """Whether something that lasts began and has not ended; None without any hours."""
    columns, zones = index.columns, index.zones
    first, end = columns.first_start[listing : listing + 2].tolist()
    rows = columns.start_of[first:end]
    clocks, lasts = columns.clock[rows].tolist(), columns.duration[rows].tolist()
    dated = _dated(columns, listing)
    for clock, minutes in zip(clocks, lasts, strict=True):
        since = at - timedelta(minutes=minutes) + A_SECOND
        zone = zones[clock // WEEK % len(zones)]
        if any(True for _ in starts_between(clock % WEEK, zone, since, at + A_SECOND)):
            return True
    for schedule in dated:
        since = at - timedelta(minutes=schedule.duration) + A_SECOND
        zone = zones[schedule.zone]
        if any(True for _ in dated_starts_between(schedule.start, zone, since, at + A_SECOND)):
            return True
    return False if clocks or dated else None


def _dated(columns: Columns, listing: int) -> list[DatedSchedule]:
    """Its dated schedules."""
    first, end = np.searchsorted(columns.schedule_listing, (listing, listing + 1)).tolist()
    return [columns.written(n) for n in range(first, end)]
