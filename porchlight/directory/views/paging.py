"""The page of a list that is asked for, and the address of the next one."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from django.http import QueryDict

from porchlight.people.requests import VisitRequest

MOST_PAGES = 80
A_DAY = timedelta(days=1)


def page_asked(request: VisitRequest) -> int:
    """From 1 on; a bent address asks for the first."""
    with suppress(ValueError):
        return min(MOST_PAGES, max(1, int(request.GET.get("page", ""))))
    return 1


def moment_asked(request: VisitRequest) -> datetime:
    """The moment a longer list was first asked for, so that its pages fit together."""
    with suppress(ValueError, OverflowError, OSError):
        at = datetime.fromtimestamp(int(request.GET.get("at", "")), UTC)
        if abs(at - request.now) < A_DAY:
            return at
    return request.now


def next_page(request: VisitRequest, page: int, at: datetime | None = None) -> str:
    """The same question one page on; "" after the last page there is."""
    if page >= MOST_PAGES:
        return ""
    asked: QueryDict = request.GET.copy()
    asked["page"] = str(page + 1)
    if at is not None:
        asked["at"] = str(int(at.timestamp()))
    return f"{request.path}?{asked.urlencode()}"
