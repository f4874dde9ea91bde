"""The hill of windows on Me: one lit window for each talk noted, and none ever goes out.

Three rows of houses wait there from the start. When all their windows are lit, a new row stands in
front and the others move up the hill. From the ninth row on, the oldest row is a light behind the
crest. All rows share one drawing, so that the picture stays small however much is lit.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

FIRST_ROWS = 3
MOST_ROWS = 8
MOST_BEYOND = 40

# Houses of one row, 360 wide: left edge, width, height of the eaves above the row's line, whether
# there is a gable, columns of windows in the upper and in the lower floor. The gap from 236 to 304
# is where the person's own house stands in the row in front.
_HOUSES = (
    (4, 30, -6, True, (2, 2)), (38, 22, 0, True, (1, 1)), (64, 38, 2, False, (3, 2)),
    (106, 32, 6, True, (2, 2)), (142, 22, 9, False, (1, 1)), (168, 34, 5, True, (2, 2)),
    (206, 28, 1, False, (2, 1)), (306, 26, 2, True, (2, 2)), (335, 22, -5, False, (1, 1)),
)  # fmt: skip
_FLOORS = (4, 13)  # below the eaves
_PANE = "h5v6h-5z"
_EAVES = 176  # of the row in front
_STEP = 32  # from one row's line up to the next, before it shrinks
_SMALLER = 0.8
# Numbers that share no factor with the windows they step over: they light up here and there.
_STRIDE, _FIRST_STRIDE = 11, 23


def _windows_of_a_row() -> tuple[tuple[int, int], ...]:
    places = []
    for left, width, eaves, _, floors in _HOUSES:
        for below, columns in zip(_FLOORS, floors, strict=True):
            room = width / columns
            places += [
                (round(left + room * (column + 0.5) - 2.5), below - eaves)
                for column in range(columns)
            ]
    return tuple(places)


WINDOWS = _windows_of_a_row()
A_ROW = len(WINDOWS)


@dataclass(frozen=True)
class Hill:
    """`rows`: the lit windows of each row by their place in WINDOWS, the row in front first;
    `beyond`: full rows that are one light each behind the crest."""

    rows: tuple[tuple[int, ...], ...]
    beyond: int = 0

    @property
    def lit(self) -> int:
        return sum(map(len, self.rows))


def hill_of(talks: int) -> Hill:
    """Which windows `talks` talks have lit. More talks never put out a window.

    With every row and every light behind the crest lit, the picture stays as it is.
    """
    talks = min(talks, A_ROW * (MOST_ROWS + MOST_BEYOND))
    if talks <= FIRST_ROWS * A_ROW:
        return Hill(_first_rows(max(0, talks)))
    full, over = divmod(talks, A_ROW)
    front = (_spread(over),) if over else ()
    shown = min(full, MOST_ROWS - len(front))
    everything = tuple(range(A_ROW))
    return Hill((*front, *(everything,) * shown), full - shown)


def _first_rows(talks: int) -> tuple[tuple[int, ...], ...]:
    """The two rows in front light up together, then the one behind them."""
    near = [place * _FIRST_STRIDE % (2 * A_ROW) for place in range(min(talks, 2 * A_ROW))]
    rows = [tuple(sorted(place // 2 for place in near if place % 2 == row)) for row in (0, 1)]
    return (*rows, _spread(max(0, talks - 2 * A_ROW)))


def _spread(windows: int) -> tuple[int, ...]:
    return tuple(sorted(place * _STRIDE % A_ROW for place in range(windows)))


def town(talks: int) -> SafeString:
    """The drawing as one `svg` element, under 6 kB. Needs the gradients of `drawing_defs`."""
    hill = hill_of(talks)
    crest = _line_of(len(hill.rows) - 1)
    top = crest - 52
    rows = "".join(_row(depth, hill.rows[depth]) for depth in reversed(range(len(hill.rows))))
    return mark_safe(  # noqa: S308
        f'<svg class="town" viewBox="0 {top} 360 {236 - top}" aria-hidden="true">'
        f"<defs>{_SHARED}</defs>{_sky(top)}{_lights(hill.beyond, crest)}"
        f'<path class="hill" d="M-620 216C-240 {crest + 34} 0 {crest + 4} 180 {crest + 4}'
        f'S600 {crest + 34} 980 216V236H-620z"/>{rows}{_FRONT}</svg>'
    )


def _line_of(depth: int) -> int:
    """Where the eaves of a row are, in the drawing's own units; 0 is the row in front."""
    return round(_EAVES - sum(_STEP * _SMALLER**further for further in range(depth)))


def _row(depth: int, lit: tuple[int, ...]) -> str:
    """A row further up is smaller; every other one is turned round, so that no two look alike."""
    size = _SMALLER**depth
    across, left = (size, 180 - 180 * size) if depth % 2 == 0 else (-size, 180 + 180 * size)
    return (
        f'<g transform="matrix({across:.2f} 0 0 {size:.2f} {left:.0f} {_line_of(depth)})">'
        f'<use class="row row--{min(depth, 3)}" href="#pl-houses"/>'
        f'<use class="w" href="#pl-panes"/>{_lit(lit)}</g>'
    )


def _lit(places: tuple[int, ...]) -> str:
    if len(places) == A_ROW:
        return '<use class="w on" href="#pl-row-panes"/>'
    return f'<path class="w on" d="{_panes(places)}"/>' if places else ""


def _panes(places: tuple[int, ...]) -> str:
    return "".join("M{} {}{}".format(*WINDOWS[place], _PANE) for place in places)


def _lights(beyond: int, crest: int) -> str:
    dots = "".join(
        f"M{60 + place * 97 % 241} {crest - 6 - place * 7 % 13}h0" for place in range(beyond)
    )
    return f'<path class="over" d="{dots}"/>' if dots else ""


def _sky(top: int) -> str:
    stars = ((40, 42, 1.2), (112, 37, 1), (170, 45, 1.3), (246, 34, 1), (292, 46, 1))
    drawn = "".join(f'<circle cx="{x}" cy="{top + y}" r="{r}"/>' for x, y, r in stars)
    return (
        f'<g class="star">{drawn}</g>'
        f'<path class="moon" d="M318 {top + 12}a15 15 0 1 0 14 22 12 12 0 0 1-14-22z"/>'
    )


def _house(left: int, width: int, eaves: int, has_gable: bool) -> str:
    if not has_gable:
        return f"M{left} {-eaves}h{width}V60h-{width}z"
    half = width / 2
    return f"M{left - 2} {-eaves}l{half + 2:g}-9 {half + 2:g} 9h-2V60h-{width}V{-eaves}z"


def _beside(drawing: str) -> str:
    """The same row to the left and to the right, lower down, for wide screens."""
    return "".join(
        f'<use href="#{drawing}" x="{x}" y="{y}"/>'
        for x, y in ((-720, 56), (-360, 22), (360, 22), (720, 56))
    )


_SHARED = (
    f'<path id="pl-row" d="{"".join(_house(*house[:4]) for house in _HOUSES)}"/>'
    f'<path id="pl-row-panes" d="{_panes(tuple(range(A_ROW)))}"/>'
    f'<g id="pl-houses"><use href="#pl-row"/>{_beside("pl-row")}</g>'
    f'<g id="pl-panes"><use href="#pl-row-panes"/>{_beside("pl-row-panes")}</g>'
)
# The person's own house, lit before any talk, and the ground.
_FRONT = (
    '<circle cx="270" cy="192" r="52" fill="url(#pl-halo)"/>'
    '<path class="own" d="M236 184l34-25 34 25zM241 182h58v42h-58z"/>'
    '<path class="w on" d="M264 194h12v28h-12zM249 194h8v9h-8zM284 194h8v9h-8z"/>'
    '<path class="ground" d="M-620 224c260 0 480-2 616-8 90-10 180-4 240-4s90-2 130 2c160 6 360 8'
    ' 600 8v30H-620z"/>'
)
