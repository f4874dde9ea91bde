"""Small marks that templates share: icons, the form key, the links of a page's head."""

from __future__ import annotations

from datetime import datetime
from functools import cache, lru_cache
from uuid import uuid4

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from porchlight.people import next_page
from porchlight.people.local import clock
from porchlight.web.shell_files import HTMX, LEAFLET, LEAFLET_STYLE, SCRIPTS, integrity, styles

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A drawing from the sprite. It says nothing to a screen reader: put a word beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag
def icon_for(family: str, value: object) -> SafeString:
    """The drawing of one answer, such as `mood-3`; nothing for a blank answer."""
    return icon(f"{family}-{value}") if str(value) else SafeString("")


@register.simple_tag
def door(name: str, wanted: str) -> str:
    """The address of sign-in, join or recover that leads on to `wanted`, a page of this site."""
    return next_page.door(name, wanted)


@register.filter(expects_localtime=True)
def at_clock(at: datetime) -> str:
    """ "at 7 p.m.", on the clock of the person who reads."""
    return clock.at_clock(at.hour, at.minute)


@register.simple_tag
@lru_cache(maxsize=8)
def face(mood: int) -> SafeString:
    """The face of one mood, 1 to 5, on its own ground between night and morning."""
    return format_html(
        '<svg class="icon face face--{}" aria-hidden="true" focusable="false">'
        '<use href="{}#mood-{}"></use></svg>',
        mood, static("icons/sprite.svg"), mood,
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def bar(context: Context, name: str) -> SafeString:
    """A bar of the frame: "band" or "tabs". It is the same for everybody who reads the
    language, is a member or not, and is on the same tab, so it is drawn once for each."""
    is_member = bool(context.get("visitor")) and not context.get("same_for_everybody")
    return _draw_bar(name, get_language() or "en", is_member, context.get("tab") or "")


@lru_cache(maxsize=128)
def _draw_bar(name: str, language: str, is_member: bool, tab: str) -> SafeString:
    context = {"is_member": is_member, "tab": tab}
    return render_to_string(f"components/_{name}.html", context)


@register.simple_tag
def idempotency_key() -> SafeString:
    """The key that lets a form be sent twice and count once."""
    return format_html('<input type="hidden" name="key" value="{}">', uuid4())


@register.simple_tag
@cache
def stylesheets() -> SafeString:
    links = ((static(name),) for name in styles())
    return format_html_join("\n  ", '<link rel="stylesheet" href="{}">', links)


@register.simple_tag
@cache
def scripts() -> SafeString:
    links = ((static(name),) for name in SCRIPTS)
    return format_html_join("\n  ", '<script type="module" src="{}"></script>', links)


@register.simple_tag
def map_scripts() -> SafeString:
    """Leaflet and what stands around it, for a map on the host's own tiles."""
    return format_html(
        '<link rel="stylesheet" href="{}" integrity="{}">\n  <script src="{}" defer></script>\n'
        '  <script src="{}" integrity="{}" defer></script>\n'
        '  <script type="module" src="{}"></script>',
        static(LEAFLET_STYLE),
        integrity(LEAFLET_STYLE),
        static("js/map-trusted.js"),
        static(LEAFLET),
        integrity(LEAFLET),
        static("js/map.js"),
    )


@register.simple_tag
@cache
def htmx_script() -> SafeString:
    return format_html(
        '<script src="{}" integrity="{}" defer></script>', static(HTMX), integrity(HTMX)
    )
