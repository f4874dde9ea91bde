"""The porch and its street: the lamp warms when a day is told, windows light as talks happen."""

from __future__ import annotations

from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from porchlight.domain.street import Street

DARK_STREET = Street(windows=0, hill=0)

# Centres of the houses' windows, in the order in which they light up. The first thirteen can be
# seen on the narrowest phone; a window further out is never the one that is new.
NEAR = (
    (466, 124), (448, 124), (575, 152), (591, 152), (521, 138), (521, 160), (591, 130),
    (466, 146), (575, 130), (504, 160), (389, 158), (409, 136), (504, 138),
)  # fmt: skip
FURTHER = (
    (448, 146), (538, 160), (342, 136), (342, 158), (323, 136), (304, 158), (264, 120),
    (246, 142), (206, 160), (187, 138), (187, 160), (168, 138), (129, 122), (129, 144),
    (109, 122), (66, 156), (46, 134), (46, 156), (26, 134), (-18, 152), (-35, 130), (-52, 152),
    (901, 154), (921, 132), (961, 144), (979, 122), (1042, 132), (1065, 132), (1111, 148),
    (1129, 126), (1170, 160), (1192, 138), (1233, 122), (1233, 144), (1251, 122), (1251, 144),
    (1291, 134), (1308, 156), (1325, 156),
)  # fmt: skip
HILL = (
    (430, 134), (474, 126), (528, 124), (556, 130), (612, 126), (590, 120), (386, 140),
    (900, 124), (880, 132), (930, 118),
)  # fmt: skip
OWN_WINDOWS = "M733 62h14v17h-14zM794 132h22v20h-22z"

_FILE = Path(__file__).with_name("porch.svg").read_text(encoding="utf-8").replace(">\n", ">")
_BEFORE, _AFTER = _FILE.strip().split("<!--windows-->")
_BEFORE = _BEFORE.removeprefix('<svg class="porch"')


def porch(
    *,
    is_warm: bool,
    has_company: bool = False,
    street: Street = DARK_STREET,
    is_tall: bool = False,
) -> SafeString:
    """The drawing as one `svg` element, about 4 kB.

    `is_warm`: a check-in was made today; `has_company`: a talk of today was noted; `is_tall`: for
    a scene of the tall kind, where the house stands larger and so further to the left.
    """
    marks = (
        "porch" + (" porch--warm" if is_warm else "") + (" porch--company" if has_company else "")
    )
    before = _BEFORE.replace('viewBox="-60 ', 'viewBox="31 ', 1) if is_tall else _BEFORE
    return mark_safe(f'<svg class="{marks}"{before}{_street(street)}{_AFTER}')  # noqa: S308


def _street(street: Street) -> str:
    lit = NEAR[: street.windows - 1 if street.is_new else street.windows]
    dark = NEAR[street.windows :] + FURTHER
    newest = NEAR[street.windows - 1] if street.is_new else None
    parts = [
        "".join(
            f'<circle class="far on" cx="{x}" cy="{y}" r="1.7"/>' for x, y in HILL[: street.hill]
        ),
        f'<path class="w" d="{_windows(dark)}"/>',
        f'<path class="w on" d="{OWN_WINDOWS}{_windows(lit)}"/>',
    ]
    if newest is not None:
        parts.append(_new_window(*newest))
    return "".join(parts)


def _windows(places: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"M{x} {y}h8v11h-8z" for x, y in places)


def _new_window(x: int, y: int) -> str:
    """A window with a spark around it."""
    return (
        f'<path class="w new" d="M{x} {y}h8v11h-8z"/>'
        f'<circle cx="{x + 4}" cy="{y + 6}" r="34" fill="url(#pl-halo)"/>'
        f'<path class="spark" d="M{x - 9} {y - 6}l-7-5M{x + 17} {y - 6}l7-5'
        f'M{x - 11} {y + 8}h-8M{x + 19} {y + 8}h8M{x + 4} {y - 10}v-8"/>'
    )
