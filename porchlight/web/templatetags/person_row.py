"""One person of a circle as a row: the lamp, the name, and the ways to reach them. Drawn without
the engine, because Today and People draw many and their cost is counted."""

from __future__ import annotations

from datetime import date
from html import escape

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from porchlight.circles.queries import Friend
from porchlight.circles.templatetags.circles import lamp_state_on, last_talked_words
from porchlight.web.drawings import lamps
from porchlight.web.templatetags.porchlight import icon

register = template.Library()


@register.simple_tag(takes_context=True)
def person_row(context: Context, friend: Friend, occasion: str = "") -> SafeString:
    """With an `Occasion`'s value, its words wait on the person's own page: they are picked there,
    and sent from there. Where they wrote something that was not looked at yet, the row says so."""
    today, is_demo = context["request"].today, bool(context.get("is_demo"))
    has_note = friend.tie_id in (context.get("new_notes") or ())
    return row_of(friend, today, is_demo=is_demo, occasion=occasion, has_note=has_note)


def row_of(
    friend: Friend, today: date, *, is_demo: bool, occasion: str = "", has_note: bool = False
) -> SafeString:
    """As `person_row`, on a date in the person's own zone. In a demo nobody can be called."""
    lamp = lamps.lamp(lamp_state_on(friend.last_talked, today), lamps.initials_of(friend.name))
    name, page = escape(friend.name), reverse("tie", args=[friend.tie_id])
    if occasion:
        page = f"{page}?for={escape(occasion)}"
    meta = _("A note for you") if has_note else last_talked_words(friend.last_talked, today)
    acts = [_act(*way, name, is_demo) for way in _ways(friend, occasion)]
    if occasion:
        acts.append(_link(page, "text", _("Text") if friend.phone else _("Write"), name))
    return mark_safe(  # noqa: S308 - every value in a row is escaped
        f'<li class="who">{lamp}<a class="who__text" href="{page}"><span class="who__name">{name}'
        f'</span> <span class="who__meta">{escape(meta)}'
        f'</span></a><span class="who__acts">{"".join(acts)}</span></li>'
    )


def _ways(friend: Friend, occasion: str) -> list[tuple[str, str, str]]:
    """The address, the drawing and the words of each way; what is written waits for its words."""
    if friend.phone:
        call = (friend.call_href, "call", _("Call"))
        return [call] if occasion else [call, (friend.text_href, "text", _("Text"))]
    return [(friend.link, "link", _("Write"))] if friend.link and not occasion else []


def _act(href: str, drawing: str, words: str, name: str, is_demo: bool) -> str:
    if is_demo:
        return (
            f'<button class="act" type="button" disabled>{_inside(drawing, words, name)}</button>'
        )
    return _link(href, drawing, words, name)


def _link(href: str, drawing: str, words: str, name: str) -> str:
    return f'<a class="act" href="{escape(href)}">{_inside(drawing, words, name)}</a>'


def _inside(drawing: str, words: str, name: str) -> str:
    return f'{icon(drawing)}{escape(words)}<span class="visually-hidden">, {name}</span>'
