"""The push services that messages are handed to, and no other host.

A browser says at which address its push service takes messages for it. A page could make one up, so
that the site would post to wherever somebody likes: the host has to be one of these.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

# Chrome, Edge on Android, Brave, Opera, Vivaldi and Samsung Internet; Firefox; Safari; Edge on
# Windows. Those that begin with a dot are met by every host below them.
PUSH_HOSTS: Final = (
    "fcm.googleapis.com",
    "jmt17.google.com",
    ".push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
)
LONGEST: Final = 1024  # characters of an endpoint


class UnknownPushHost(ValueError):
    """An endpoint that is not of a known push service."""


def checked_endpoint(endpoint: str) -> str:
    """The endpoint, which is of a known push service. Raises UnknownPushHost."""
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        raise UnknownPushHost
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise UnknownPushHost from None
    if parts.netloc == settings.PUSH_TEST_SINK and parts.scheme == "http" and parts.netloc:
        return endpoint
    is_known = any(
        host.endswith(known) if known.startswith(".") else host == known for known in PUSH_HOSTS
    )
    is_plain = parts.scheme == "https" and port in (None, 443) and "@" not in parts.netloc
    if not is_known or not is_plain or not 0 < len(endpoint) <= LONGEST:
        raise UnknownPushHost
    return endpoint
