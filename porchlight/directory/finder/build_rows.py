"""Rows of listings as the finder's columns are filled from them: in chunks, never all at once."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import datetime
from itertools import islice, starmap
from typing import Any, NamedTuple, TypeVar

import numpy as np
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from numpy.typing import NDArray

from porchlight.directory.models import Location

CHUNK = 5_000
AT_ONCE = 500  # ids in one question

Since = dict[int, int]  # source -> version
Row = TypeVar("Row", bound=NamedTuple)


# The fields of these are the columns, or annotations, that they are read by, in this order. What
# ends in "_text" is as the database writes it.
class SourceVersionRow(NamedTuple):
    """A source as far as an index has to know it."""

    id: int
    name: str
    version: int
    last_good_at: datetime | None
    stale_after_days: int
    hidden_after_days: int


class ListingColumns(NamedTuple):
    """Columns of services, with the name of the organization of each if it has one."""

    id: tuple[int, ...]
    source_id: tuple[int, ...]
    key: tuple[str, ...]
    name: tuple[str, ...]
    attendance: tuple[str, ...]
    kind: tuple[str, ...]
    types_text: tuple[str, ...]
    terms_text: tuple[str, ...]
    location_id: tuple[int | None, ...]
    seen_text: tuple[str, ...]
    organization__name: tuple[str | None, ...]
    group_name: tuple[str, ...]
    notes: tuple[str, ...]
    group_notes: tuple[str, ...]


class ScheduleColumns(NamedTuple):
    """Columns of schedules."""

    service_id: tuple[int, ...]
    weekday: tuple[int | None, ...]
    clock_text: tuple[str, ...]
    duration: tuple[int, ...]
    zone: tuple[str, ...]
    day_text: tuple[str | None, ...]
    rule: tuple[str, ...]
    excluded_text: tuple[str, ...]


class LocationRow(NamedTuple):
    """A location of services."""

    id: int
    latitude: float | None
    longitude: float | None
    is_approximate: bool
    name: str
    city: str
    state: str
    regions_text: str
    address: str
    formatted_address: str
    postal_code: str
    notes: str


def changed_since(since: Since | None, prefix: str = "") -> Q:
    """Services that changed after those versions; all of them for None. `prefix` leads to them."""
    if since is None:
        return Q()
    condition = Q(pk__in=[])
    for source, version in since.items():
        condition |= Q(**{f"{prefix}source": source, f"{prefix}version__gt": version})
    return condition


def locations(ids: NDArray[np.int64]) -> Iterator[list[LocationRow]]:
    """Those with these ids (sorted), in the order of ids."""
    located = Location.objects.annotate(**as_text(regions_text="regions"))
    if len(ids) <= AT_ONCE * 10:
        for n in range(0, len(ids), AT_ONCE):
            some = located.filter(pk__in=ids[n : n + AT_ONCE].tolist())
            yield from chunks_of(some, LocationRow)
        return
    wanted = set(ids.tolist())
    for rows in chunks_of(located, LocationRow):
        yield [row for row in rows if row.id in wanted]


def as_text(**columns: str) -> dict[str, Cast]:
    """Read as the database writes them: few of them differ, and each is taken apart once."""
    return {name: Cast(column, TextField()) for name, column in columns.items()}


def chunks_of(found: QuerySet[Any], row_type: type[Row]) -> Iterator[list[Row]]:
    """The rows in the order of their ids, so many at a time."""
    for rows in _tuples(found, row_type._fields):
        yield list(starmap(row_type, rows))


def column_chunks_of(
    found: QuerySet[Any], columns: type[Row], without: Container[int] = ()
) -> Iterator[Row]:
    """The same column by column, which is faster, and `without` the rows of some ids."""
    for rows in _tuples(found, columns._fields):
        if without:
            at = columns._fields.index("id")
            rows = [row for row in rows if row[at] not in without]
        if rows:
            yield columns._make(zip(*rows, strict=True))


def _tuples(found: QuerySet[Any], fields: tuple[str, ...]) -> Iterator[list[tuple[Any, ...]]]:
    rows = found.order_by("pk").values_list(*fields).iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
