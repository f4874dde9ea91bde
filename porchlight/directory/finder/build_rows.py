"""Rows of listings as the finder's columns are filled from them: in chunks, never all at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from numpy.typing import NDArray

from porchlight.directory.models import Location

CHUNK = 5_000
AT_ONCE = 500  # ids in one question
SPOT = (
    "id", "latitude", "longitude", "is_approximate", "name", "city", "state", "regions_text",
    "address", "formatted_address", "postal_code", "notes",
)  # fmt: skip

Since = dict[int, int]  # source -> version


def changed_since(since: Since | None, prefix: str = "") -> Q:
    """Services that changed after those versions; all of them for None. `prefix` leads to them."""
    if since is None:
        return Q()
    condition = Q(pk__in=[])
    for source, version in since.items():
        condition |= Q(**{f"{prefix}source": source, f"{prefix}version__gt": version})
    return condition


def locations(ids: NDArray[np.int64]) -> Iterator[list[tuple[Any, ...]]]:
    """Those with these ids (sorted), in the order of ids."""
    located = Location.objects.annotate(**as_text(regions_text="regions"))
    if len(ids) <= AT_ONCE * 10:
        for n in range(0, len(ids), AT_ONCE):
            yield from chunks_of(located.filter(pk__in=ids[n : n + AT_ONCE].tolist()), SPOT)
        return
    wanted = set(ids.tolist())
    for rows in chunks_of(located, SPOT):
        yield [row for row in rows if row[0] in wanted]


def as_text(**columns: str) -> dict[str, Cast]:
    """Read as the database writes them: few of them differ, and each is taken apart once."""
    return {name: Cast(column, TextField()) for name, column in columns.items()}


def chunks_of(found: QuerySet[Any], fields: tuple[str, ...]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows in the order of their ids, so many at a time."""
    rows = found.order_by("pk").values_list(*fields).iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
