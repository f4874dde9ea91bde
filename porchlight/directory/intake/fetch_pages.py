"""Fetching an HSDS API as one feed: full things instead of basic ones, and all of its pages.

HSDS 3.0's lists are of basic services, without places and times, unless they are asked for with
`full=true`; organizations tell their services whole with `full_service=true` (openapi.json of
version 3.0). What stands on a page that was not fetched would count as gone, so it is all pages or
none.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from porchlight.directory.formats.refused import MAX_BYTES, FeedRefused
from porchlight.directory.intake.fetch import NO_MARKS, Fetched, Marks

PAGED = ("hsds",)
MOST_PAGES = 500
LONGEST_SECONDS = 300.0
SLOW = "The pages of the feed took longer than 5 minutes. Ask for larger ones (per_page=100)."

Fetch = Callable[[str, Marks], Fetched]


def fetch_whole(kind: str, url: str, marks: Marks, fetch: Fetch) -> Fetched:
    """The feed behind `url`; of a paged API every page, one a line. Raises FeedRefused.

    A paged feed has no marks: those of its first page say nothing about the others. Neither has
    one that was asked for anew: its marks would be those of another address.
    """
    first = fetch(url, marks)
    if kind not in PAGED or first.content is None:
        return first
    url, first = _full(url, first, fetch)
    content = first.content or b""
    pages = _number_of_pages(content)
    if pages <= 1:
        return first
    if pages > MOST_PAGES:
        raise FeedRefused(f"The feed has {pages:,} pages; {MOST_PAGES} is the most.")
    lines, deadline = [_one_line(content)], time.monotonic() + LONGEST_SECONDS
    size = len(lines[0])
    for number in range(2, pages + 1):
        content = fetch(_page(url, number), NO_MARKS).content or b""
        size += len(content)
        if time.monotonic() > deadline:
            raise FeedRefused(SLOW)
        if size > MAX_BYTES:
            raise FeedRefused(f"The pages together are larger than {MAX_BYTES // 2**20} MB.")
        lines.append(_one_line(content))
    return Fetched(b"\n".join(lines))


def _full(url: str, first: Fetched, fetch: Fetch) -> tuple[str, Fetched]:
    """The address and the answer that hold full things: asked for where `first` holds none."""
    from porchlight.directory.formats.hsds import (
        read as hsds,  # loaded when a feed needs it, like any reader
    )

    full = _for_full(url)
    if full == url or not hsds.is_basic(first.content or b""):
        return url, first
    try:
        return full, Fetched(fetch(full, NO_MARKS).content)
    except FeedRefused as refusal:
        raise FeedRefused(f"{hsds.BASIC_ONLY} The answer to that was: {refusal}") from None


def _for_full(url: str) -> str:
    """The address that asks for full things. An API that knows no such question passes it by."""
    parts = urlsplit(url)
    wanted = {"full": "true"}
    if "organizations" in parts.path.split("/"):
        wanted["full_service"] = "true"
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    if wanted.items() <= asked.items() and "minimal" not in asked:
        return url
    changed = (*wanted, "minimal")
    other_pairs = [one for one in parse_qsl(parts.query) if one[0] not in changed]
    return urlunsplit(parts._replace(query=urlencode([*other_pairs, *wanted.items()]), fragment=""))


def _number_of_pages(content: bytes) -> int:
    """What a page says of how many there are; 1 for anything that is no page."""
    if b'"total_pages"' not in content:
        return 1
    try:
        page = json.loads(content)
    except (ValueError, RecursionError):
        return 1  # the reader says what is wrong with it
    total = page.get("total_pages") if isinstance(page, dict) else 1
    return total if isinstance(total, int) and not isinstance(total, bool) else 1


def _one_line(content: bytes) -> bytes:
    try:
        return json.dumps(json.loads(content)).encode()
    except (ValueError, RecursionError):
        raise FeedRefused("One page of the feed is not whole JSON. Nothing was changed.") from None


def _page(url: str, number: int) -> str:
    parts = urlsplit(url)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name != "page"]
    query = urlencode([*asked, ("page", str(number))])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
