"""Soft words for how long ago: never a count of days that could weigh on somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import template
from django.template import Context
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from porchlight.circles.queries import Friend, Occasion, occasion_lines
from porchlight.people.local import clock

register = template.Library()

A_WEEK = timedelta(days=7)
TWO_WEEKS = timedelta(days=14)
TWO_MONTHS = timedelta(days=60)


@register.simple_tag(takes_context=True)
def lamp_state(context: Context, day: date | None) -> str:
    """How somebody's lamp is drawn, from the last talk that was noted: "new", "lit" or "warm".

    No lamp is ever dark. "on" comes from the other person alone, so it is never said here.
    """
    return lamp_state_on(day, context["request"].today)


@register.simple_tag(takes_context=True)
def lamps_of(context: Context, circle: Sequence[Friend]) -> list[tuple[str, str]]:
    """(state, name) of each, the nearest first, for the line of lamps."""
    today, lights = context["request"].today, context.get("lights_on") or {}
    return [
        ("on" if friend.tie_id in lights else lamp_state_on(friend.last_talked, today), friend.name)
        for friend in circle
    ]


@register.simple_tag(takes_context=True)
def people_line(context: Context, circle: Sequence[Friend]) -> str:
    """One line under "Your people": who was talked with of late, in words as soft as the lamps."""
    if not circle:
        return _("There is room on your line for a first lamp.")
    today = context["request"].today
    talked = [friend for friend in circle if lamp_state_on(friend.last_talked, today) == "lit"]
    if not talked:
        return _("One hello can warm a lamp.")
    latest = max(talked, key=lambda friend: friend.last_talked or date.min)
    return _("You and %(name)s talked this week.") % {"name": latest.name}


@register.simple_tag
def words_for(occasion: str) -> list[str]:
    """The lines of an `Occasion`, by its value."""
    return occasion_lines(Occasion(occasion))


def lamp_state_on(day: date | None, today: date) -> str:
    """As `lamp_state`, for two dates in the person's own zone."""
    if day is None:
        return "new"
    return "lit" if today - day <= A_WEEK else "warm"


@register.simple_tag(takes_context=True)
def last_talked(context: Context, day: date | None) -> str:
    return last_talked_words(day, context["request"].today)


def last_talked_words(day: date | None, today: date) -> str:
    """`day` and `today` are dates in the person's own zone."""
    if day is None:
        return _("No talk noted yet")
    since = today - day
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


@register.simple_tag
def turn_title(friend: Friend, turn: Any) -> str:
    """What was agreed for today, from the side of whoever reads: giving is named as getting is."""
    words = {"name": friend.name}
    if not turn.is_mine:
        return _("Today %(name)s is in touch with you") % words
    if turn.way == "call":
        return _("It is your turn to call %(name)s") % words
    if turn.way == "video":
        return _("It is your turn to call %(name)s by video") % words
    return _("It is your turn to write to %(name)s") % words


@register.simple_tag
def turn_words(turn: Any) -> str:
    """ "At 8:30 p.m."."""
    return capfirst(clock.at_clock(turn.at.hour, turn.at.minute))
