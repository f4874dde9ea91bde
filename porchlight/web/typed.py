"""What somebody typed into a form that could not be kept, ready to be shown and sent again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.request import UnreadablePostError

# Names of fields that are never written into a page again.
SECRET = re.compile(r"pass|code|pin|secret|token|credential", re.IGNORECASE)
# Names of fields a person did not type: sent again, but not shown.
UNSEEN = frozenset({"key", "next", "day"})
# Values of radio buttons and tick boxes are at most this long (a UUID).
LONGEST_CODE = 36
# With more fields than this, the page would be no help.
MOST_FIELDS = 60


@dataclass(frozen=True)
class Typed:
    """`fields` are sent again as they were; `shown` are those with words worth reading."""

    path: str
    fields: tuple[tuple[str, str], ...] = ()
    shown: tuple[tuple[str, str], ...] = ()
    can_repeat: bool = False


def typed_in(request: HttpRequest) -> Typed:
    """Nothing for a request without a form. A form that held a secret cannot be sent again."""
    if request.method != "POST":
        return Typed(request.get_full_path())
    try:
        posted = [(name, value) for name, values in request.POST.lists() for value in values]
    except UnreadablePostError:
        return Typed(request.get_full_path())
    return typed_of(request.get_full_path(), posted, is_ours=is_from_this_site(request))


def typed_of(path: str, posted: list[tuple[str, str]], *, is_ours: bool) -> Typed:
    """Fields of a form of `path`. `is_ours`: a page of ours sent it, so it may be repeated."""
    fields = [field for field in posted if field[0] != "csrfmiddlewaretoken"]
    open_fields = tuple(field for field in fields if not SECRET.search(field[0]))[:MOST_FIELDS]
    can_repeat = len(open_fields) == len(fields) > 0 and is_ours
    return Typed(
        path=path,
        fields=open_fields,
        shown=tuple(
            (name, value)
            for name, value in open_fields
            if name not in UNSEEN and (is_writing(value) if can_repeat else value.strip())
        ),
        can_repeat=can_repeat,
    )


def is_writing(value: str) -> bool:
    """Words, and not the value of something tapped, which reads as code."""
    return " " in value.strip() or len(value) > LONGEST_CODE


def is_from_this_site(request: HttpRequest) -> bool:
    """Whether the browser vouches that one of our own pages sent this. Silence is not a yes."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin == f"{request.scheme}://{request.get_host()}"
