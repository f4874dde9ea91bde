"""An ask that goes out in rings: lamps of those whom it has reached, and places for the next."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from porchlight.web.drawings.lamps import inside

# The house stands at the middle of the rings, at the foot of the drawing.
MIDDLE, FOOT = 180, 204
NEAR_RING, FAR_RING = 126, 176
# Where on a ring they stand, in degrees from the right: so that no lamp hangs before another.
NEAR_PLACES = {1: (90,), 2: (125, 55), 3: (131, 90, 49)}
FAR_PLACES = (111, 69, 140, 40, 90, 155, 25, 126)
FIRST = len(NEAR_PLACES)

_BEFORE = mark_safe(  # noqa: S308 - constants
    '<svg class="rings" viewBox="0 0 360 210" aria-hidden="true" focusable="false">'
    f'<circle class="ring-3" cx="{MIDDLE}" cy="{FOOT}" r="{FAR_RING}"/>'
    f'<circle class="ring-2" cx="{MIDDLE}" cy="{FOOT}" r="{NEAR_RING}"/>'
    f'<circle class="ring-1" cx="{MIDDLE}" cy="{FOOT}" r="74"/>'
    f'<circle cx="{MIDDLE}" cy="196" r="80" fill="url(#pl-halo)"/>'
)
_AFTER = mark_safe(
    '<path class="own-house" d="M148 210v-30l32-24 32 24v30z"/>'
    '<path class="own-door" d="M172 210v-22h16v22z"/></svg>'
)


def rings(lamps: Sequence[tuple[str, str]], n_to_come: int = 0) -> SafeString:
    """`lamps` are (state, initials) of those it has reached, the first three on the near ring; who
    comes next has a dashed place on the far one."""
    near, far = lamps[:FIRST], lamps[FIRST : FIRST + len(FAR_PLACES)]
    free = FAR_PLACES[len(far) : len(far) + n_to_come]
    return format_html(
        "{}{}{}{}",
        _BEFORE,
        format_html_join(
            "",
            '<circle class="place-free" cx="{}" cy="{}" r="11"/>',
            (_on_ring(FAR_RING, degrees) for degrees in free),
        ),
        format_html_join(
            "",
            "{}",
            (
                (_lamp(*_on_ring(ring, degrees), width, *one),)
                for ring, width, placed in (
                    (FAR_RING, 40, zip(FAR_PLACES, far, strict=False)),
                    (NEAR_RING, 50, zip(NEAR_PLACES.get(len(near), ()), near, strict=True)),
                )
                for degrees, one in placed
            ),
        ),
        _AFTER,
    )


def _on_ring(radius: int, degrees: int) -> tuple[int, int]:
    turned = radians(degrees)
    return round(MIDDLE + radius * cos(turned)), round(FOOT - radius * sin(turned))


def _lamp(x: int, y: int, width: int, state: str, initials: str) -> SafeString:
    height = round(width * 1.1)
    return format_html(
        '<svg x="{}" y="{}" width="{}" height="{}" overflow="visible" viewBox="-6 -2 60 66"'
        ' class="lamp lamp--{}">{}</svg>',
        x - width // 2, y - height // 2, width, height, state, inside(state, initials),
    )  # fmt: skip
