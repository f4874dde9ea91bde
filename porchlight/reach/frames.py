"""The pages of Help, drawn once for all who see the same, with what is a person's own filled in.

A frame is drawn from its key alone and never sees the request, so nothing of anybody can be in it:
whatever the shell says of a request is part of the key, or is left open and filled in afterwards.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast

from django.conf import settings
from django.http import HttpRequest
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.template.loader import get_template, render_to_string
from django.utils.functional import LazyObject
from django.utils.html import conditional_escape

from porchlight.reach import help_files
from porchlight.reach.queries import countries, help_page

MOST_FRAMES: Final = 256  # some 12 KB each
# Left open in somebody's own page. A page for everybody shows nothing of these.
OWN_PARTS: Final = ("people_section", "csrf_token", "device_owner", "queue_mark", "push_mark")
# What the shell says and Help does not show: of the person and the address nothing is in a frame.
NOT_SHOWN: Final = frozenset({"request", "visitor", "here", "LANGUAGES"})
# Nobody can guess it, so no host's line can be taken for an opening.
MARK: Final = secrets.token_hex(16)
OPENING: Final = re.compile(f"{MARK}({'|'.join(OWN_PARTS)});")


class FrameKey(NamedTuple):
    """All that a frame depends on; `lines` is when the host's own lines last changed, and `shell`
    what the shell says of the request, as pairs. The language is one of them."""

    template: str
    country: str | None
    is_own: bool
    lang: str
    lines: int
    shell: tuple[tuple[str, Hashable], ...]


def draw_page(
    request: HttpRequest,
    template: str,
    country: str | None,
    lang: str,
    people: Mapping[str, Any] | None = None,
    **more: str,
) -> str:
    """A page of Help: with `people`, what reach/_people.html shows, somebody's own; without, the
    same for everybody. `more` takes the place of what the shell says."""
    shell = {**_shell_of(request), **more}
    seen = tuple(
        (name, _plain(value))
        for name, value in sorted(shell.items())
        if name not in NOT_SHOWN and name not in OWN_PARTS
    )
    is_own = people is not None
    pieces = _frame(FrameKey(template, country, is_own, lang, help_files.changed_at(), seen))
    if people is None:
        return pieces[0]
    section = render_to_string("reach/_people.html", {**people, "is_demo": shell["is_demo"]})
    parts = {**shell, "people_section": section}
    return "".join(
        conditional_escape(parts[piece]) if number % 2 else piece
        for number, piece in enumerate(pieces)
    )


@lru_cache(maxsize=MOST_FRAMES)
def _frame(key: FrameKey) -> tuple[str, ...]:
    """Text and names of own parts, in turn."""
    context: dict[str, Any] = {
        **dict(key.shell),
        "LANGUAGES": settings.LANGUAGES,
        "page": help_page(key.country),
        "lang": key.lang,
        "same_for_everybody": not key.is_own,
        "visitor": key.is_own,
    }
    if key.template == "reach/countries.html":
        context["countries"] = countries()
    if key.is_own:
        context |= {name: f"{MARK}{name};" for name in OWN_PARTS}
    return tuple(OPENING.split(get_template(key.template).render(context)))


def _shell_of(request: HttpRequest) -> dict[str, Any]:
    shell: dict[str, Any] = {}
    engine = cast(DjangoTemplates, engines["django"]).engine
    for processor in engine.template_context_processors:
        shell |= processor(request)
    return shell


def _plain(value: Any) -> Hashable:
    """The value itself, and not something that would keep a request in memory."""
    if not isinstance(value, LazyObject):
        return cast(Hashable, value)
    return str(value) if isinstance(value, str) else bool(value)
