"""How many pages one address may look at without an account; docs/decisions/0019 says why so many.

Each process counts for itself and tells the others through the database once in `SHARE` visits,
so most visitors cost no write at all. Known only by a keyed hash, in memory too.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, Final, ParamSpec, cast

from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from porchlight.domain.refused import Refused
from porchlight.people.encryption.keys import blind_index
from porchlight.people.limits import WINDOW, client_address, count_try, window_of
from porchlight.people.requests import VisitRequest

P = ParamSpec("P")

VISITS_PER_ADDRESS: Final = 1_500
WAYS_IN_PER_ADDRESS: Final = 150
SHARE = 10
MOST_ADDRESSES = 20_000


class LookedTooOften(Refused):
    """So many pages from one address, without an account, that it has to wait `wait` a while."""

    code = "looked-too-often"

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait


@dataclass
class _Tally:
    """Visits of one address in this window: `shared` as the database had them last, and this
    process's `own` ones that are not in it yet."""

    shared: int = 0
    own: int = 0


class _Counter:
    """The tallies of one process, of the current window alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._window: datetime | None = None
        self._tallies: dict[str, _Tally] = {}

    def is_over(self, door: str, address: str, most: int, at: datetime) -> bool:
        """Count one visit; whether there were more than `most` in this quarter of an hour.

        Once there were, nothing is asked of the database until the next one. Off by less than
        `SHARE` visits a process; while the database cannot count, this process does so alone.
        """
        who = blind_index(f"visits|{door}", address)
        with self._lock:
            tally = self._tally(who, at)
            if tally.shared > most:
                return True
            tally.own += 1
            if tally.own < SHARE:
                return tally.shared + tally.own > most
            visits, tally.own = tally.own, 0
        try:
            shared = count_try(f"visits|{door}", address, at, tries=visits)
        except DatabaseError:
            with self._lock:
                tally.own += visits
                return tally.shared + tally.own > most
        tally.shared = max(shared, tally.shared)
        return shared > most

    def forget(self) -> None:
        with self._lock:
            self._tallies.clear()

    def _tally(self, who: str, at: datetime) -> _Tally:
        window = window_of(at)
        if window != self._window or len(self._tallies) >= MOST_ADDRESSES:
            self._window = window
            self._tallies.clear()
        return self._tallies.setdefault(who, _Tally())


counter = _Counter()


def limited_by_address(
    view: Callable[Concatenate[VisitRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page for anybody. Visitors without an account are counted by their address."""

    @wraps(view)
    def counted(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        visit = cast(VisitRequest, request)
        count_visit(visit, "pages", VISITS_PER_ADDRESS)
        return view(visit, *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], counted)


def count_visit(request: VisitRequest, door: str, most: int) -> None:
    """Nothing for somebody signed in. Raises LookedTooOften when this address has had its share."""
    if request.person is not None:
        return
    if counter.is_over(door, client_address(request), most, request.now):
        raise LookedTooOften(window_of(request.now) + WINDOW - request.now)
