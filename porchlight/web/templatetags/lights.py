"""Words and drawings of lights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.template import Context
from django.utils.dates import WEEKDAYS
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from porchlight.circles.queries import Friend
from porchlight.circles.templatetags.circles import lamp_state_on
from porchlight.directory.display.countdown import day_and_clock
from porchlight.directory.queries.starts import StartRow
from porchlight.directory.row_html import start_rows
from porchlight.domain.light import SameHours
from porchlight.people.local import clock
from porchlight.reach.lights.forms import LIMIT_WORDS
from porchlight.reach.lights.page import LightPage
from porchlight.reach.porch.queries import LitFriend
from porchlight.web.drawings import lamps
from porchlight.web.drawings.hanging import own_lamp as draw_own_lamp
from porchlight.web.drawings.hanging import porch_close
from porchlight.web.templatetags.person_row import lit_row_of

register = template.Library()

SOME = 4


@register.simple_tag
def lights_line(lit: Sequence[LitFriend]) -> str:
    """How many lights are on, as a heading."""
    words = {
        0: _("No light is on just now."),
        1: _("One light is on."),
        2: _("Two lights are on."),
        3: _("Three lights are on."),
        SOME: _("Four lights are on."),
    }
    if len(lit) in words:
        return words[len(lit)]
    return _("%(n)s lights are on.") % {"n": len(lit)}


@register.simple_tag(takes_context=True)
def hanging_lamps(context: Context, hanging: Sequence[tuple[Friend, bool]]) -> SafeString:
    today = context["request"].today
    return porch_close(
        [
            (
                lamps.LampState.ON if is_on else lamp_state_on(friend.last_talked, today),
                lamps.initials_of(friend.name),
            )
            for friend, is_on in hanging
        ]
    )


@register.simple_tag
def own_lamp(page: LightPage) -> SafeString:
    """One's own lamp: lit while the light is on."""
    state = lamps.LampState.ON if page.until else lamps.LampState.WARM
    return draw_own_lamp(state, lamps.initials_of(page.name))


@register.simple_tag
def rows_of_starts(rows: Sequence[StartRow]) -> SafeString:
    """Starts, each with whether it is in a room or online."""
    return start_rows(rows)


@register.simple_tag(takes_context=True)
def lit_row(context: Context, one: LitFriend) -> SafeString:
    until = until_here(context, one.until)
    return lit_row_of(one.friend, until, is_demo=bool(context.get("is_demo")))


@register.simple_tag(takes_context=True)
def until_words(context: Context, until: datetime) -> str:
    """ "until 10 p.m.", on the clock of whoever reads."""
    return until_here(context, until)


@register.simple_tag(takes_context=True)
def moment_words(context: Context, moment: datetime) -> str:
    """ "tomorrow at noon", on the clock of whoever reads."""
    here = moment.astimezone(context["request"].person.zoneinfo)
    return day_and_clock(here, context["request"].today)


@register.simple_tag(takes_context=True)
def until_button(context: Context, until: datetime) -> str:
    """ "Until 10 p.m."."""
    return capfirst(until_here(context, until))


@register.simple_tag(takes_context=True)
def clock_value(context: Context, until: datetime) -> str:
    """What the button of such an end sends."""
    return until.astimezone(context["request"].person.zoneinfo).strftime("%H:%M")


@register.simple_tag
def limit_words(limit: int) -> str:
    return str(LIMIT_WORDS.get(limit, ""))


@register.simple_tag
def hours_words(hours: SameHours) -> str:
    """ "6 p.m. to 10 p.m."."""
    start, end = (clock.clock(at.hour, at.minute) for at in (hours.start, hours.until))
    return _("%(start)s to %(end)s") % {"start": start, "end": end}


@register.simple_tag(takes_context=True)
def days_given(context: Context, days: Sequence[date]) -> str:
    """ "Monday, Thursday, today", without how often."""
    today = context["request"].today
    return ", ".join(_("today") if day == today else str(WEEKDAYS[day.weekday()]) for day in days)


@register.simple_tag
def weekdays_words(hours: SameHours) -> str:
    """ "Every day"; "Monday, Thursday"."""
    if len(hours.weekdays) == len(WEEKDAYS):
        return _("Every day")
    return capfirst(", ".join(str(WEEKDAYS[day]) for day in hours.weekdays))


def until_here(context: Context, until: datetime) -> str:
    """ "until 10 p.m.", on the clock of whoever reads."""
    here = until.astimezone(context["request"].person.zoneinfo)
    return clock.until_clock(here.hour, here.minute)
