"""Whether a listing still stands: neither replaced since nor unseen for too long.

A source that was read again without any change makes no new columns, yet all it lists was seen
again. So columns keep the day on which a row was last seen, and rows that were seen when their
source was go on with it. Ages are counted to the moment asked about, or to now if that is earlier:
what lies ahead makes nothing old.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from porchlight.directory.finder.columns import Columns

Flags = NDArray[np.bool_]
CACHED_DAYS = 4
FIRST_DAY = date(1970, 1, 1).toordinal()
NEVER = {"seen": 0, "stale_after": -1, "hidden_after": -1}  # of a source that is gone


class Freshness(NamedTuple):
    """Of the listings of one index on one day. `listed`: which are; None: all. `stale`: which were
    not seen for longer than they may; None: none."""

    listed: Flags | None
    stale: Flags | None


class Standing:
    """Of the listings of one index. `sources` are as they are now, `gone` the ids of services that
    another index speaks for."""

    def __init__(
        self,
        columns: Columns,
        sources: list[dict[str, Any]] | None = None,
        gone: NDArray[np.int64] | None = None,
    ):
        self._columns = columns
        self._sources = columns.facts["sources"] if sources is None else sources
        self._gone = gone if gone is not None and len(gone) else None
        self._days: OrderedDict[int, Freshness] = OrderedDict()

    def on(self, at: datetime) -> Freshness:
        """Of the day (UTC) of an aware moment, or of today if that is earlier."""
        day = min(at, timezone.now()).astimezone(UTC).date().toordinal() - FIRST_DAY
        freshness = self._days.get(day)
        if freshness is None:
            freshness = self._days[day] = self._judged(day)
            while len(self._days) > CACHED_DAYS:
                self._days.popitem(last=False)
        return freshness

    def _judged(self, day: int) -> Freshness:
        columns, now = self._columns, {source["id"]: source for source in self._sources}
        before = columns.facts["sources"]
        facts = [now.get(source["id"], NEVER) for source in before]
        source = columns.source
        seen = columns.seen.astype(np.int32)
        went_along = seen >= _column(before, "seen")[source]
        seen = np.where(went_along, np.maximum(seen, _column(facts, "seen")[source]), seen)
        unseen_for = day - seen
        stale = unseen_for > _column(facts, "stale_after")[source]
        listed = unseen_for <= _column(facts, "hidden_after")[source]
        if self._gone is not None:
            listed &= ~np.isin(columns.service_id, self._gone)
        for number, fact in enumerate(facts):
            if fact is NEVER:
                listed &= source != number
        return Freshness(
            listed=None if listed.all() else listed, stale=stale if stale.any() else None
        )


def _column(sources: list[dict[str, Any]], name: str) -> NDArray[np.int32]:
    return np.array([source[name] for source in sources], np.int32)
