"""What stands beside the three questions of Today, drawn without the engine for most of it: that
page is opened every day, and its cost is counted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from porchlight.circles.queries import Friend
from porchlight.web.templatetags.person_row import row_of

register = template.Library()

ROWS = "<!-- rows -->"


@register.simple_tag(takes_context=True)
def people_beside(context: Context, near: Sequence[Friend]) -> SafeString:
    """A card of the nearest people, each with Call and Text; for an empty circle, a way to add one.
    All but the people themselves is the same for everybody who reads a language."""
    card = _card(get_language() or "en", bool(near))
    today, is_demo = context["request"].today, bool(context.get("is_demo"))
    rows = "".join(row_of(friend, today, is_demo=is_demo) for friend in near)
    return mark_safe(card.replace(ROWS, rows))  # noqa: S308 - every value in a row is escaped


@register.simple_tag
def quiet_links() -> SafeString:
    """The two quiet ways on Today. The same for everybody who reads a language."""
    return _drawn("checkins/_quiet_links.html", get_language() or "en")


@register.simple_tag
def meet_tonight() -> SafeString:
    """The way to Meet for who has saved nothing. To look for a room here costs ten times as much as
    the rest of the card, so it is looked for where it leads."""
    return _drawn("directory/_meet_tonight.html", get_language() or "en")


@lru_cache(maxsize=32)
def _drawn(name: str, language: str) -> SafeString:
    return render_to_string(name)


@lru_cache(maxsize=16)
def _card(language: str, has_people: bool) -> str:
    rows = mark_safe(ROWS)  # noqa: S308 - a constant
    return render_to_string("checkins/_beside.html", {"has_people": has_people, "rows": rows})
