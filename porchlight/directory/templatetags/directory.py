"""Times, distances and places of listings, in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import template
from django.template import Context
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from porchlight.directory.finder import Occurrence
from porchlight.directory.forms import METRES, SoonForm, unit_of
from porchlight.directory.models import Location
from porchlight.directory.queries import Moment

register = template.Library()

NEAR_ENOUGH_M = 150


@register.filter
def clock(moment: Moment) -> str:
    """ "7 p.m.", on the person's own clock."""
    return date_format(moment.here, "TIME_FORMAT")


@register.filter
def their_clock(moment: Moment) -> str:
    """The meeting's own clock, with the weekday where it is another day there; "" when the same."""
    if not moment.has_two_clocks:
        return ""
    words = {"time": date_format(moment.there, "TIME_FORMAT"), "place": _city_of(moment.there)}
    if moment.here.date() == moment.there.date():
        return _("%(time)s in %(place)s") % words
    words["day"] = date_format(moment.there, "l")
    return _("%(day)s, %(time)s in %(place)s") % words


@register.filter
def weekday(moment: Moment) -> str:
    return capfirst(date_format(moment.here, "l"))


@register.filter
def on_date(here: datetime) -> str:
    """The date as addresses carry it, such as 2026-06-12."""
    return here.date().isoformat()


@register.simple_tag
def count_words(total: int, form: SoonForm) -> str:
    """ "12 meetings near Jackson, MS or online in the next 6 hours": the answer in one line."""
    words = {"count": total, "place": form.place_words(), "hours": form.hours_words()}
    if not total:
        return _("Nothing starts %(place)s in the next %(hours)s") % words
    line = ngettext(
        "%(count)s meeting %(place)s in the next %(hours)s",
        "%(count)s meetings %(place)s in the next %(hours)s",
        total,
    )
    return line % words


@register.simple_tag(takes_context=True)
def day_words(context: Context, day: date) -> str:
    """ "Today", "Tomorrow", or "Friday, June 12"."""
    today = context["request"].today
    if day == today:
        return _("Today")
    if day == today + timedelta(days=1):
        return _("Tomorrow")
    # Translators: Django date format, weekday and day of the month
    return date_format(day, _("l, F j"))


@register.simple_tag(takes_context=True)
def how_far(context: Context, occurrence: Occurrence) -> str:
    """The distance in the person's own measure; "" when there is none."""
    metres = occurrence.distance_m
    if metres is None:
        return ""
    unit = unit_of(context["request"].person.country)
    amount = metres / METRES[unit]
    number = f"{amount:.1f}" if amount < 10 else f"{amount:.0f}"
    words = _miles(number) if unit == "mi" else f"{number} km"
    if occurrence.is_approximate:
        return _("about %(distance)s") % {"distance": words}
    return _("right there") if metres < NEAR_ENOUGH_M else words


@register.filter
def where(occurrence: Occurrence) -> str:
    """The name of the place and its town, as far as they are known."""
    named = [occurrence.location_name, occurrence.city]
    return ", ".join(dict.fromkeys(part for part in named if part))


@register.filter
def address(location: Location) -> str:
    """One line to show or read out, without the place's own name."""
    state = " ".join(part for part in (location.state, location.postal_code) if part)
    parts = [part for part in (location.address, location.city, state) if part]
    return ", ".join(parts) if location.address else location.formatted_address or ", ".join(parts)


@register.filter
def geo_link(location: Location) -> str:
    """A geo: link, which the phone's own map opens; "" without a point worth going to."""
    if location.latitude is None or location.longitude is None or location.is_approximate:
        return ""
    return f"geo:{location.latitude:.6f},{location.longitude:.6f}"


def _miles(number: str) -> str:
    return ngettext("%(number)s mile", "%(number)s miles", 1 if number == "1.0" else 2) % {
        "number": number.removesuffix(".0")
    }


def _city_of(there: datetime) -> str:
    """ "New York" for America/New_York: the zone's own name, which is that of a city."""
    return str(there.tzinfo).rpartition("/")[2].replace("_", " ")
