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
from porchlight.web.drawings.lamps import LampState
from porchlight.web.templatetags.porchlight import icon

register = template.Library()


@register.simple_tag(takes_context=True)
def person_row(context: Context, friend: Friend, occasion: str = "") -> SafeString:
    """With an `Occasion`'s value, its words wait on the person's own page: they are picked there,
    and sent from there. Where they wrote something that was not looked at yet, the row says so."""
    today, is_demo = context["request"].today, bool(context.get("is_demo"))
    has_note = friend.tie_id in (context.get("new_notes") or ())
    until = (context.get("lights_on") or {}).get(friend.tie_id, "")
    return row_of(friend, today, is_demo=is_demo, occasion=occasion, has_note=has_note, until=until)


def row_of(
    friend: Friend,
    today: date,
    *,
    is_demo: bool,
    occasion: str = "",
    has_note: bool = False,
    until: str = "",
) -> SafeString:
    """As `person_row`, on a date in the person's own zone. In a demo nobody can be called. `until`
    says until when their light is on, where it is."""
    state = LampState.ON if until else lamp_state_on(friend.last_talked, today)
    lamp = lamps.lamp(state, lamps.initials_of(friend.name))
    name, page = escape(friend.name), reverse("tie", args=[friend.tie_id])
    if occasion:
        page = f"{page}?for={escape(occasion)}"
    meta = escape(_("A note for you") if has_note else last_talked_words(friend.last_talked, today))
    if until:
        on = f'<span class="is-on">{escape(light_words(until))}</span>'
        meta = f"{meta}<br>{on}" if has_note else on
    acts = [_act(*way, name, is_demo) for way in _ways(friend, occasion)]
    if occasion:
        acts.append(_link(page, "text", _("Text") if friend.phone else _("Write"), name))
    return mark_safe(  # noqa: S308 - every value in a row is escaped
        f'<li class="who">{lamp}<a class="who__text" href="{page}"><span class="who__name">{name}'
        f'</span> <span class="who__meta">{meta}'
        f'</span></a><span class="who__acts">{"".join(acts)}</span></li>'
    )


def light_words(until: str) -> str:
    """ "Light on until 10 p.m.", of `until_clock`."""
    return _("Light on %(until)s") % {"until": until}


def lit_row_of(friend: Friend, until: str, *, is_demo: bool) -> SafeString:
    """Somebody whose light is on, with every way to reach them; a note is written here and goes
    out in a demo, too."""
    lamp = lamps.lamp(LampState.ON, lamps.initials_of(friend.name))
    name, page = escape(friend.name), reverse("tie", args=[friend.tie_id])
    acts = [_act(*way, name, is_demo) for way in _ways(friend, "")]
    note = reverse("tie-notes", args=[friend.tie_id])
    # "Write" is what a link of theirs says already.
    words = _("Note") if friend.link and not friend.phone else _("Write")
    acts.append(_link(f"{note}#newest", "note", words, name))
    acts[0] = acts[0].replace('class="act"', 'class="act act--main"', 1)
    return mark_safe(  # noqa: S308 - every value in a row is escaped
        f'<li class="who who--on">{lamp}<a class="who__text" href="{page}">'
        f'<span class="who__name">{name}</span> '
        f'<span class="who__meta is-on">{escape(light_words(until))}</span></a>'
        f'<span class="who__acts">{"".join(acts)}</span></li>'
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
