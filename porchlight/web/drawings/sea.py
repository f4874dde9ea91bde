"""The sea of Tools: an urge is a wave, and a small lamp rides over it."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from porchlight.web.drawings.lamps import LampState, inside

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]

# The wave from left to right, 328 wide: four curves of Bezier, each with its two handles.
_WAVE: tuple[Curve, ...] = (
    ((0, 102), (44, 102), (60, 94), (88, 60)),
    ((88, 60), (116, 26), (136, 16), (164, 16)),
    ((164, 16), (192, 16), (214, 40), (242, 72)),
    ((242, 72), (270, 104), (284, 100), (328, 102)),
)
# How far along the wave the lamp is: which curve, and what part of it.
PLACES = {
    "start": (0, 0.72),
    "rising": (1, 0.12),
    "high": (1, 0.55),
    "top": (1, 1.0),
    "falling": (2, 0.72),
}
_LOW, _HIGH = "0 0 328 130", "0 -38 328 168"
_CALM: Point = (164, 114)


def sea(place: str = "", *, with_wave: bool = True, is_high: bool = False) -> SafeString:
    """The drawing as one `svg` element, about 2 kB. Needs the gradients of `drawing_defs`.

    `place` is a key of PLACES, and what lies behind the lamp is drawn in light; "" is no place on
    the wave: the lamp floats before it, or, without a wave, on calm water.
    `is_high` leaves sky above the top of the wave, for two lines of words.
    """
    there = PLACES.get(place, (0, 0.72)) if with_wave else None
    done, lamp_at = _ridden(*there) if there else ("", _CALM)
    x, y = lamp_at[0] - 18, lamp_at[1] - 43
    return mark_safe(  # noqa: S308
        f'<svg class="sea" viewBox="{_HIGH if is_high else _LOW}" aria-hidden="true">{_SKY}'
        f"{_WATER if with_wave else _FAR}"
        + (f'<path class="done" d="{done}"/>' if place and done else "")
        + f'{"" if with_wave else _NEAR}<g class="boat"><g class="lamp lamp--on"'
        f' transform="translate({x:.0f} {y:.0f}) scale(.74)">{inside(LampState.ON, "")}</g></g>'
        f"{_NEAR if with_wave else ''}</svg>"
    )


def _ridden(curve: int, part: float) -> tuple[str, Point]:
    """The wave up to a place on it, and that place."""
    before, (a, b, c, d) = _WAVE[:curve], _WAVE[curve]
    ab, bc, cd = _between(a, b, part), _between(b, c, part), _between(c, d, part)
    left, right = _between(ab, bc, part), _between(bc, cd, part)
    place = _between(left, right, part)
    return "M-900 102H0" + "".join(map(_draw, (*before, (a, ab, left, place)))), place


def _between(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def _draw(curve: Curve) -> str:
    return "C" + " ".join(f"{x:.0f} {y:.0f}" for x, y in curve[1:])


_LINE = "M-900 102H0" + "".join(map(_draw, _WAVE)) + "H1228"
_SKY = (
    '<g class="star"><circle cx="24" cy="22" r="1.2"/><circle cx="70" cy="48" r="1"/>'
    '<circle cx="262" cy="18" r="1.3"/><circle cx="300" cy="46" r="1"/>'
    '<circle cx="226" cy="36" r="1"/></g>'
)
_FAR = (
    '<path class="far" d="M-900 94c400 0 800-8 900-12 60-4 90-34 150-34s80 30 178 36'
    'c100 6 500 10 900 12v60H-900z"/>'
)
_WATER = f'{_FAR}<path class="mid" d="{_LINE}V142H-900z"/><path class="crest" d="{_LINE}"/>'
_NEAR = (
    '<path class="near" d="M-900 118c400 4 700-2 900 2 50 2 80-16 140-14s100 14 188 6'
    'c200-8 600 4 900 0v30H-900z"/>'
)
