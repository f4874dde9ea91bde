"""Soft words for how long ago: never a count of days that could weigh on somebody."""

from __future__ import annotations

from datetime import date, timedelta

from django import template
from django.template import Context
from django.utils.translation import gettext as _

register = template.Library()

A_WEEK = timedelta(days=7)
TWO_WEEKS = timedelta(days=14)
TWO_MONTHS = timedelta(days=60)


@register.simple_tag(takes_context=True)
def lamp_state(context: Context, day: date | None) -> str:
    """How somebody's lamp is drawn, from the last talk that was noted: "new", "lit" or "warm".

    No lamp is ever dark. "on" comes from the other person alone, so it is never said here.
    """
    if day is None:
        return "new"
    return "lit" if context["request"].today - day <= A_WEEK else "warm"


@register.simple_tag(takes_context=True)
def last_talked(context: Context, day: date | None) -> str:
    """`day` and the request's `today` are dates in the person's own zone."""
    if day is None:
        return _("Not talked yet")
    since = context["request"].today - day
    if since <= timedelta(0):
        return _("Talked today")
    if since == timedelta(days=1):
        return _("Talked yesterday")
    if since <= A_WEEK:
        return _("Talked in the last week")
    if since <= TWO_WEEKS:
        return _("Talked a week or two ago")
    if since <= TWO_MONTHS:
        return _("Talked some weeks ago")
    return _("Talked a while ago")
