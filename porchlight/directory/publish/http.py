"""What anybody may fetch without signing in: the listings, as feeds and as HSDS.

No session is looked at and no cookie is set. An answer is known by a strong mark (ETag) made of
what it was made from, so that one who has it already is told so without making it again.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from porchlight.directory.models import Source

PATHS = ("/feeds/", "/hsds/")
FEED_TITLE = "Meetings Feed"  # what readers of Meeting Guide look for on a front page
ACCEPTS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0+)?(?:\s*(?:,|$)))", re.IGNORECASE)
GZIP_LEVEL = 4  # of a page of 50 services: half the time of level 6, a tenth more bytes
SMALL = 500
HEADERS = {
    # Pages of other sites may read what is public anyway; nothing of a visitor comes along.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=60",
}

Asked = ParamSpec("Asked")
View: TypeAlias = Callable[Concatenate[HttpRequest, Asked], HttpResponseBase]


def is_public(path: str) -> bool:
    return path.startswith(PATHS)


def public_listings(view: View[Asked]) -> View[Asked]:
    """A view of public listings: GET and HEAD only, and only while the host has feeds on."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponseBase:
        if not settings.FEEDS:
            raise Http404
        response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return cast("View[Asked]", require_safe(answer))


def listings_version(today: date) -> str:
    """What changes when anything that a feed says may have: each source's version, and whether it
    was looked at so long ago that its rows are hidden."""
    rows = Source.objects.order_by("pk").values_list(
        "pk", "version", "hidden_after_days", "last_good_at"
    )
    return repr([(pk, version, _is_hidden(good, days, today)) for pk, version, days, good in rows])


def mark_of(*parts: object) -> str:
    """A strong ETag for what these parts were made into."""
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def zipped_mark(mark: str) -> str:
    """The mark of the same answer compressed, which is other bytes."""
    return f'{mark[:-1]}-gz"'


def has_it(request: HttpRequest, mark: str) -> bool:
    """Whether who asks says that they have the answer of this mark, compressed or not."""
    etags = parse_etags(request.headers.get("If-None-Match", ""))
    return any(one.removeprefix("W/") in (mark, zipped_mark(mark), "*") for one in etags)


def not_modified(mark: str) -> HttpResponse:
    return HttpResponseNotModified(headers={"ETag": mark})


def takes_gzip(request: HttpRequest) -> bool:
    return ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")) is not None


def answer_with(request: HttpRequest, content: bytes, content_type: str, mark: str) -> HttpResponse:
    """`content`, compressed for who takes it, with its mark."""
    response = HttpResponse(content, content_type=content_type, headers={"ETag": mark})
    patch_vary_headers(response, ("Accept-Encoding",))
    if len(content) > SMALL and takes_gzip(request):
        response.content = gzip.compress(content, GZIP_LEVEL, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["ETag"] = zipped_mark(mark)
    return response


def _is_hidden(last_good_at: datetime | None, days: int, today: date) -> bool:
    return last_good_at is not None and (today - last_good_at.date()).days > days


def moment_of(request: Any) -> datetime:
    """The one moment of this request."""
    now: datetime = request.now
    return now
