"""The page somebody was on the way to when a door (sign-in, joining) stood in between.

It travels as `next`: path and query, always of this site. Anything else is dropped, so that no
address of ours can lead a person to another site (an open redirect).
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

NEXT = "next"
# On the way to joining: what an invitation suggests, as a code of `forms.ACCOUNT_CODES`.
ACCOUNT_HINT = "for"
LONGEST = 2_000
# One slash at the start: browsers read "//host" and "/\host" as another site. No backslash, blank
# or control letter anywhere: browsers drop some of them, and read on as if they were not there.
LOCAL = re.compile(r"/(?!/)[^\\\s\x00-\x20\x7f-\xa0]*")
# Pages that are themselves a way in or out. None of them is where somebody was going.
DOORS = frozenset(
    {
        "home", "join", "set-up", "sign-in", "sign-in-link", "sign-out", "recover", "come-back",
        "sign-in-passkey", "second-step",
        "confirm", "locked", "lock-now", "lock-here", "lock-kept", "exit", "clouds", "offline",
        "language", "look",
    }
)  # fmt: skip


def local_path(wanted: str) -> str:
    """`wanted` when it is a path of this site, with its query; "" for anything else."""
    if len(wanted) > LONGEST or not LOCAL.fullmatch(wanted):
        return ""
    return wanted if url_has_allowed_host_and_scheme(wanted, None) else ""


def next_page(request: HttpRequest) -> str:
    """The page that this request's `next` names, posted or in the address. "" when it names none
    of ours, or one of the doors."""
    wanted = local_path(request.POST.get(NEXT) or request.GET.get(NEXT, ""))
    return wanted if wanted and not _is_door(wanted) else ""


def door(name: str, wanted: str) -> str:
    """The address of the door called `name`, from which one comes to `wanted` (path and query)."""
    path = local_path(wanted)
    address = reverse(name)
    return f"{address}?{NEXT}={quote(path, safe='/')}" if path else address


def page_before(request: HttpRequest) -> str:
    """The page of ours whose button sent this request, as the browser tells it; or ""."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host():
        return ""
    return local_path(f"{before.path}?{before.query}" if before.query else before.path)


def _is_door(path: str) -> bool:
    """An address that leads nowhere counts as one, so that nobody signs in to an error page."""
    try:
        return resolve(urlsplit(path).path).url_name in DOORS
    except Resolver404:
        return True
