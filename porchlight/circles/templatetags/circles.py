"""Soft words for how long ago: never a count of days that could weigh on somebody."""

from __future__ import annotations

from datetime import date, timedelta

from django import template
from django.template import Context
from django.utils.translation import gettext as _

register = template.Library()

LATELY = timedelta(days=7)
THIS_MONTH = timedelta(days=31)


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
    if since < LATELY:
        return _("Talked in the last week")
    if since < THIS_MONTH:
        return _("Talked some weeks ago")
    return _("Talked a while ago")
