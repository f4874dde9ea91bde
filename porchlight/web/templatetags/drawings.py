"""Pictures in templates: the porch, the lamps, and the two gradients they share."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from porchlight.domain.street import Street
from porchlight.web.drawings import lamps
from porchlight.web.drawings.level import level as draw_level
from porchlight.web.drawings.porch import DARK_STREET
from porchlight.web.drawings.porch import porch as draw_porch
from porchlight.web.drawings.sea import sea as draw_sea
from porchlight.web.drawings.town import town as draw_town

register = template.Library()

_DEFS = mark_safe(
    '<svg width="0" height="0" aria-hidden="true" focusable="false" class="visually-hidden"><defs>'
    '<radialGradient id="pl-halo"><stop class="stop-a" offset="0" stop-opacity=".8"/>'
    '<stop class="stop-a" offset=".35" stop-opacity=".3"/><stop class="stop-z" offset="1"/>'
    '</radialGradient><linearGradient id="pl-spill" x1="0" y1="0" x2="0" y2="1">'
    '<stop class="stop-a" offset="0" stop-opacity=".85"/><stop class="stop-s" offset="1"/>'
    "</linearGradient></defs></svg>"
)


@register.simple_tag
def drawing_defs() -> SafeString:
    """The gradients of light. A page that draws a porch or a light that is on has them once."""
    return _DEFS


@register.simple_tag
def porch(
    is_warm: bool = False,
    has_company: bool = False,
    street: Street = DARK_STREET,
    is_tall: bool = False,
) -> SafeString:
    return draw_porch(is_warm=is_warm, has_company=has_company, street=street, is_tall=is_tall)


@register.simple_tag
def lamp(state: str, name: str, marks: str = "") -> SafeString:
    """The lamp of somebody called `name`; `state` is a LampState."""
    return lamps.lamp(state, lamps.initials_of(name), marks)


@register.simple_tag
def lamp_line(people: list[tuple[str, str]]) -> SafeString:
    """The line of lamps on People; `people` are (state, name), the nearest first."""
    return lamps.lamp_line([(state, lamps.initials_of(name)) for state, name in people])


@register.simple_tag
def town(talks: int) -> SafeString:
    """The hill of windows on Me, one lit for each of `talks`."""
    return draw_town(talks)


@register.simple_tag
def sea(place: str = "", with_wave: bool = True, is_high: bool = False) -> SafeString:
    """The sea of Tools; `place` says where on the wave the lamp is, "" before it."""
    return draw_sea(place, with_wave=with_wave, is_high=is_high)


@register.simple_tag
def level(number: float, is_lit: bool = False) -> SafeString:
    """A window with water as high as `number`, 0 to 10."""
    return draw_level(number, is_lit=is_lit)
