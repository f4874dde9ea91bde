"""Links that one person hands to another. The belief: whoever taps sees first which site opens.

A name before the site ("https://known.example@other.example") or letters that look like others
hide it. So there is none of the first, and the site is kept in the letters that are shown.
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from porchlight.domain.refused import Refused


class NoPlainLink(Refused):
    """The link hides which site it opens, or names none of the open internet."""

    code = "no-plain-link"


def plain_link(link: str) -> str:
    """The link with its site in plain letters (punycode). Raises NoPlainLink where there is a name
    or a password before the site, or no site with a dot."""
    try:
        parts = urlsplit(link)
        port = "" if parts.port is None else f":{parts.port}"
        site = (parts.hostname or "").encode("idna").decode("ascii").rstrip(".").lower()
    except ValueError as cause:
        raise NoPlainLink from cause
    if "@" in parts.netloc or "." not in site:
        raise NoPlainLink
    return urlunsplit((parts.scheme, site + port, parts.path, parts.query, parts.fragment))


def site_of(link: str) -> str:
    """Which site a plain link opens; "" for no link."""
    return urlsplit(link).hostname or ""
