"""The drawing and the moments of an ask, on the clock of whoever reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from porchlight.circles.access import own
from porchlight.people.local import clock
from porchlight.reach.asks.after import AskNow, ask_now
from porchlight.reach.asks.queries import AskToMe, Helper, mark_of
from porchlight.web.drawings import lamps
from porchlight.web.drawings.rings import rings as draw_rings
from porchlight.web.templatetags.lights import until_here

register = template.Library()

MINUTE = 60
AN_HOUR = 60


@register.simple_tag
def rings(people: Sequence[tuple[str, str]], n_to_come: int = 0) -> SafeString:
    """An ask as it goes out; `people` are (state, name) of those it has reached."""
    return draw_rings([(state, lamps.initials_of(name)) for state, name in people], n_to_come)


@register.inclusion_tag("reach/asks/_my_ask.html", takes_context=True)
def my_ask(context: Context, asks_anew: bool = False) -> dict[str, AskNow | bool | None]:
    """The way back to one's own ask, while it goes on; nothing where none does. `asks_anew`: on the
    page on which another one is put, which takes the place of one that is open."""
    request = context["request"]
    ask = ask_now(own(request.person, request.now), request.now)
    return {"ask": ask, "asks_anew": asks_anew}


@register.simple_tag
def asks_mark(asks: Sequence[AskToMe]) -> str:
    """What a page that is open shows of them."""
    return mark_of(asks)


@register.simple_tag(takes_context=True)
def light_words(context: Context, helper: Helper) -> str:
    """ "Light on until 10 p.m."; of somebody who may be asked while it is off, that they may."""
    request = context["request"]
    light = helper.light
    until = light.on_until(request.now) if light else None
    if until is None:
        return _("Said that you may ask")
    return _("Light is on %(until)s") % {"until": until_here(context, until)}


@register.simple_tag(takes_context=True)
def is_light_on(context: Context, helper: Helper) -> bool:
    return helper.picked.is_on(context["request"].now)


@register.simple_tag(takes_context=True)
def at_words(context: Context, at: datetime) -> str:
    """ "at 7:05 p.m.", where the reader is."""
    here = at.astimezone(context["request"].person.zoneinfo)
    return clock.at_clock(here.hour, here.minute)


@register.simple_tag(takes_context=True)
def ago_words(context: Context, at: datetime) -> str:
    """ "Just now", "5 minutes ago"; after an hour the time."""
    minutes = int((context["request"].now - at).total_seconds()) // MINUTE
    if minutes < 1:
        return _("Just now")
    if minutes >= AN_HOUR:
        return capfirst(at_words(context, at))
    return ngettext("A minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}


@register.simple_tag
def names(people: Sequence[Any]) -> str:
    """ "Ben, Rosa and Marisol"."""
    said = [friend.name for friend in people]
    if len(said) < 2:
        return "".join(said)
    return _("%(names)s and %(last)s") % {"names": ", ".join(said[:-1]), "last": said[-1]}
