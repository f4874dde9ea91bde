"""A window with water in it, as high as a number from 0 to 10."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

_FLOOR, _A_POINT = 152, 12.4


def level(number: float, *, is_lit: bool = False) -> SafeString:
    """The drawing as one `svg` element, 140 by 170. Beyond 0 to 10 it is empty or full."""
    height = round(_A_POINT * min(10.0, max(0.0, number)))
    top = _FLOOR - height
    # The wave on the water never stands above the glass, nor under its floor.
    swell = min(9, height, top - 16 if top > 16 else 0)
    line = f"M16 {top}c18-{swell} 36-{swell} 54 0s38 {swell} 54 0"
    water = f'<path class="level" d="{line}V{_FLOOR}H16z"/>' if height else ""
    return mark_safe(  # noqa: S308
        f'<svg class="glass{" glass--lit" if is_lit else ""}" viewBox="0 0 140 170"'
        ' aria-hidden="true"><rect class="pane" x="14" y="14" width="112" height="140" rx="8"/>'
        f'{water}<path class="frame" d="M14 14h112v140H14zM70 14v140M14 84h112"/>'
        '<path class="sill" d="M6 154h128v9H6z"/></svg>'
    )
