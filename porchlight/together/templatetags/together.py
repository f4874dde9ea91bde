"""Days, times and turns of what two people agree on, in words. Times are on the clock of whoever
reads; where the other's differs, it is named."""

from __future__ import annotations

from datetime import date, timedelta

from django import template
from django.template import Context
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from porchlight.directory.display import countdown, schedule_text, wording
from porchlight.directory.display.moments import Moment
from porchlight.domain.circle.agreements import Times, WayToTalk
from porchlight.people.local import clock
from porchlight.together.agreed.forms import WAY_WORDS

register = template.Library()

A_WEEK = timedelta(days=7)


@register.simple_tag(takes_context=True)
def day_words(context: Context, day: date) -> str:
    """ "Today", "Tomorrow", "Thursday", "Thursday, December 3"."""
    return words_of_day(day, context["request"].today)


@register.simple_tag(takes_context=True)
def date_words(context: Context, day: date) -> str:
    """ "Thursday, December 3", in the middle of a sentence."""
    return wording.date_words(day, context["request"].today)


@register.simple_tag(takes_context=True)
def start_words(context: Context, start: Moment) -> str:
    """ "Today at 7 p.m. (6 p.m. in Chicago)"."""
    words = capfirst(countdown.day_and_clock(start.here, context["request"].today))
    theirs = wording.their_clock(start)
    return f"{words} ({theirs})" if theirs else words


@register.simple_tag
def span_words(start: Moment, end: Moment | None) -> str:
    """ "7 p.m. to 8 p.m. (6 p.m. in Chicago)"; the start alone where there is no end."""
    words = clock.clock(start.here.hour, start.here.minute)
    if end is not None:
        over = clock.clock(end.here.hour, end.here.minute)
        words = _("%(start)s to %(end)s") % {"start": words, "end": over}
    theirs = wording.their_clock(start)
    return f"{words} ({theirs})" if theirs else words


@register.simple_tag
def way_words(times: Times) -> str:
    """ "A call."."""
    return f"{WAY_WORDS[WayToTalk(times.way)]}."


@register.simple_tag
def weekly_words(times: Times, name: str) -> str:
    """ "Mondays and Thursdays. You and Ben take turns."."""
    days = schedule_text.weekly(list(times.weekdays))
    return _("%(days)s. You and %(name)s take turns.") % {"days": days, "name": name}


def words_of_day(day: date, today: date) -> str:
    """`day` and `today` are dates of whoever reads."""
    if day == today - timedelta(days=1):
        return _("Yesterday")
    if today + timedelta(days=1) < day < today + A_WEEK:
        return capfirst(str(WEEKDAYS[day.weekday()]))
    return wording.day(day, today)
