"""The lamp of one person, in four shapes that hold in grey, on paper and in forced colours."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class LampState(StrEnum):
    """What a lamp shows. Only ON comes from the other person; the rest is what was noted here."""

    ON = "on"  # this person says: you can reach me now
    LIT = "lit"  # a talk was noted in the last seven days
    WARM = "warm"  # a talk was noted, longer ago
    NEW = "new"  # no talk was noted yet


_HALO = '<circle class="hl" cx="24" cy="31" r="40" fill="url(#pl-halo)"/>'
_RAYS = '<path class="ray" d="M3 20l-6-3M1 34h-7M45 20l6-3M47 34h7"/>'
_BODY = (
    '<circle class="ring" cx="24" cy="4" r="4"/>'
    '<path class="fr" d="M12 15l5-6h14l5 6zM9 51h30v4H9zM13 55h22v3H13z"/>'
    '<path class="gl" d="M11 15h26l2.5 36h-31z"/>'
)
_WICK = '<path class="wick" d="M18 45h12v2.5H18z"/>'
# The line of lamps: where each of five hangs (x of its left edge, y, length of its cord).
_HANGING = ((10, 14, "M36 11v4"), (82, 30, "M108 21v10"), (154, 27, "M180 24v4"),
            (226, 30, "M252 21v10"), (298, 14, "M324 11v4"))  # fmt: skip


def initials_of(name: str) -> str:
    """At most two letters for a lamp: of two words their first ones, of one word the first two."""
    words = name.split()
    if len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    return name.strip()[:2].upper()


def lamp(state: str, initials: str, marks: str = "") -> SafeString:
    """One lamp as an `svg` element; `marks` are more classes, such as `lamp--big`."""
    return format_html(
        '<svg class="lamp lamp--{}{}" viewBox="-6 -4 60 66" aria-hidden="true">{}</svg>',
        state, f" {marks}" if marks else "", inside(state, initials),
    )  # fmt: skip


def lamp_line(lamps: Sequence[tuple[str, str]]) -> SafeString:
    """Up to five lamps on a line, (state, initials) each; free places are dashed and unlettered."""
    hung = [*lamps[:5], *((str(LampState.NEW), ""),) * (5 - len(lamps))]
    hangers = ((_hang(*place, *shown),) for place, shown in zip(_HANGING, hung, strict=True))
    return format_html(_LINE, format_html_join("", "{}", hangers))


_LINE = (
    '<svg class="string" viewBox="0 0 360 112" aria-hidden="true"><g class="star">'
    '<circle cx="30" cy="60" r="1.2"/><circle cx="110" cy="84" r="1"/>'
    '<circle cx="330" cy="70" r="1.3"/></g><path class="hill" d="M-900 106c300-14 580-16 700-14'
    ' 120-26 260-30 380-16s240-12 380 8c240 4 500 6 700 10v40h-2160z"/>'
    '<path class="line" d="M-150 -80Q-70 -8 0 4Q180 44 360 4Q430 -8 510 -80"/>{}</svg>'
)


def _hang(x: int, y: int, cord: str, state: str, initials: str) -> SafeString:
    return format_html(
        '<path class="line" stroke-width="2" d="{}"/><svg x="{}" y="{}" width="52" height="57"'
        ' overflow="visible" viewBox="-6 -2 60 66" class="lamp lamp--{}">{}</svg>',
        cord, x, y, state, inside(state, initials),
    )  # fmt: skip


def inside(state: str, initials: str) -> SafeString:
    """What a lamp is drawn of, 48 by 58, for a drawing that holds lamps."""
    before = _HALO + _RAYS + _BODY if state == LampState.ON else _BODY
    after = _WICK if state == LampState.WARM else ""
    word = '<text x="24" y="38">{}</text>' if initials else "{}"
    return format_html("{}" + word + "{}", mark_safe(before), initials, mark_safe(after))  # noqa: S308
