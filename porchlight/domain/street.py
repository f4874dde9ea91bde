"""How talks show as lit windows. Windows only rise: nothing here takes a light away, and the
picture never shows a number."""

from __future__ import annotations

from dataclasses import dataclass

# The street on Today fills slowly, so that it never looks finished too soon.
WINDOW_AT = (1, 2, 3, 4, 5, 7, 9, 12, 15, 18, 22, 26, 30)
# Once the street is full, each fifth talk is a small light on the hill behind it.
HILL_EVERY = 5
HILL_LIGHTS = 10


@dataclass(frozen=True)
class Street:
    """What is lit on the street of Today.

    `windows`: 0 to 13; `hill`: 0 to 10; `is_new`: the last window was lit by a talk of today.
    """

    windows: int
    hill: int
    is_new: bool = False


def street_of(talks: int, talks_today: int = 0) -> Street:
    """The street after `talks` talks in all, `talks_today` of them noted today."""
    windows = _windows(talks)
    return Street(
        windows=windows,
        hill=min(HILL_LIGHTS, max(0, talks - WINDOW_AT[-1]) // HILL_EVERY),
        is_new=talks_today > 0 and windows > _windows(talks - talks_today),
    )


def _windows(talks: int) -> int:
    return sum(talks >= needed for needed in WINDOW_AT)
