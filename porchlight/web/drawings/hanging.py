"""Lamps that hang on the porch: some of a circle under its roof, or one that is one's own."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from porchlight.web.drawings.lamps import inside

# Where each of four hangs, 56 by 62: x of its left edge, y, and its cord.
_PLACES = ((34, 42, "M62 22v22"), (113, 58, "M141 22v38"), (191, 34, "M219 22v14"),
           (270, 50, "M298 22v30"))  # fmt: skip
# Fewer hang nearer to the middle.
_WHICH = {0: (), 1: (1,), 2: (1, 3), 3: (0, 1, 3), 4: (0, 1, 2, 3)}
_STARS = mark_safe(
    '<g class="star"><circle cx="40" cy="44" r="1.3"/><circle cx="150" cy="34" r="1"/>'
    '<circle cx="208" cy="60" r="1.4"/><circle cx="262" cy="40" r="1"/>'
    '<circle cx="322" cy="66" r="1.3"/></g>'
)
# The roof and the floor go on to both sides; two posts; a railing to the left and to the right.
_PORCH = (
    '<svg class="porch-close" viewBox="0 0 360 168" aria-hidden="true"><path class="hill"'
    ' d="M-500 120c160-30 360 10 500 20 60-22 120-30 190-22s110-18 170-6c160 10 360-10 500'
    ' 10v50H-500z"/>{}<path class="trim" d="M-500 0h1360v14H-500zM-500 18h1360v5H-500zM14'
    " 18h9v150h-9zM337 18h9v150h-9zM-500 156h1360v14H-500zM23 122h66v4H23zM271 122h66v4h-66z"
    "M36 126h3v30h-3zM52 126h3v30h-3zM68 126h3v30h-3zM84 122h4v34h-4zM272 122h4v34h-4z"
    'M290 126h3v30h-3zM306 126h3v30h-3zM322 126h3v30h-3z"/>{}</svg>'
)
_HANGING = (
    '<path class="cord" d="{}"/><svg x="{}" y="{}" width="56" height="62" overflow="visible"'
    ' viewBox="-6 -2 60 66" class="lamp lamp--{}">{}</svg>'
)


def porch_close(hung: Sequence[tuple[str, str]]) -> SafeString:
    """The porch from near, with up to four lamps, (state, initials) each. Needs the gradients of
    `drawing_defs`."""
    shown = hung[: len(_PLACES)]
    places = [_PLACES[which] for which in _WHICH[len(shown)]]
    lamps = (
        (cord, x, y, state, inside(state, initials))
        for (x, y, cord), (state, initials) in zip(places, shown, strict=True)
    )
    return format_html(_PORCH, _STARS, format_html_join("", _HANGING, lamps))


def own_lamp(state: str, initials: str) -> SafeString:
    """One's own lamp, large, on its cord. Needs the gradients of `drawing_defs`."""
    return format_html(
        '<svg class="lamp lamp--{} lamp--own" viewBox="-6 -26 60 88" aria-hidden="true">'
        '<path class="cord" d="M24 -40v40"/>{}</svg>',
        state,
        inside(state, initials),
    )
