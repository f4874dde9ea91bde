"""What stands beside the three questions of Today, drawn without the engine for most of it: that
page is opened every day, and its cost is counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from html import escape

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from porchlight.circles.queries import Friend
from porchlight.circles.templatetags.circles import lamp_state_on, last_talked_words
from porchlight.web.drawings import lamps
from porchlight.web.templatetags.porchlight import icon

register = template.Library()

ROWS = "<!-- rows -->"


@register.simple_tag(takes_context=True)
def people_beside(context: Context, near: Sequence[Friend]) -> SafeString:
    """A card of the nearest people, each with Call and Text; for an empty circle, a way to add one.
    All but the people themselves is the same for everybody who reads a language."""
    card = _card(get_language() or "en", bool(near))
    today, is_demo = context["request"].today, bool(context.get("is_demo"))
    rows = "".join(_row(friend, today, is_demo) for friend in near)
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


def _row(friend: Friend, today: date, is_demo: bool) -> str:
    """As `circles/_person_row.html` draws it."""
    lamp = lamps.lamp(lamp_state_on(friend.last_talked, today), lamps.initials_of(friend.name))
    page, name = reverse("tie", args=[friend.tie_id]), escape(friend.name)
    ways = []
    if friend.phone:
        ways = [(friend.call_href, "call", _("Call")), (friend.text_href, "text", _("Text"))]
    elif friend.link:
        ways = [(friend.link, "link", _("Write"))]
    acts = "".join(_act(*way, name, is_demo) for way in ways)
    return (
        f'<li class="who">{lamp}<a class="who__text" href="{page}"><span class="who__name">{name}'
        f'</span> <span class="who__meta">{escape(last_talked_words(friend.last_talked, today))}'
        f'</span></a><span class="who__acts">{acts}</span></li>'
    )


def _act(href: str, drawing: str, words: str, name: str, is_demo: bool) -> str:
    inside = f'{icon(drawing)}{escape(words)}<span class="visually-hidden">, {name}</span>'
    if is_demo:
        return f'<button class="act" type="button" disabled>{inside}</button>'
    return f'<a class="act" href="{escape(href)}">{inside}</a>'
