"""The address a feed is read at, from what a person types or pastes."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from porchlight.directory.formats.refused import FeedRefused

LONGEST = 1000  # as the column that keeps it
BMLT_DOOR = "client_interface/json/"


def url_of(kind: str, named: Sequence[str]) -> str:
    """The one address among the things named, ready to fetch; "" when all of them are files.

    Raises FeedRefused for an address together with anything else, and for one too long to keep.
    """
    addresses = [name for name in named if "://" in name]
    if not addresses:
        return ""
    if len(named) > 1:
        raise FeedRefused("Give one address, or files. An address stands alone.")
    url = _bmlt(addresses[0]) if kind == "bmlt" else addresses[0].strip()
    if len(url) > LONGEST:
        raise FeedRefused(f"The address is longer than {LONGEST:,} letters.")
    return url


def _bmlt(url: str) -> str:
    """The question GetSearchResults, with the formats beside the meetings, from any BMLT address.

    A root server's own address is enough; of one that already asks, what it asks is kept.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url  # the fetch says what is wrong with it
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    path = parts.path
    if "client_interface" not in path:
        path = f"{path.rstrip('/')}/{BMLT_DOOR}"
        asked = {}
    if asked.get("switcher", "GetSearchResults") != "GetSearchResults":
        return url
    if "/csv" not in path:
        asked["get_used_formats"] = "1"
    query = urlencode({"switcher": "GetSearchResults", **asked})
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))
