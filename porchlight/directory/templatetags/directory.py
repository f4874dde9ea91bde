"""Times, distances and places of listings, in words."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.template import Context
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from porchlight.directory import wording
from porchlight.directory.finder import Occurrence
from porchlight.directory.forms import ABOUT_WORDS, SoonForm
from porchlight.directory.models import Location
from porchlight.directory.queries.moments import Moment

register = template.Library()


@register.filter
def clock(moment: Moment) -> str:
    """ "7 p.m.", on the person's own clock."""
    return wording.clock(moment.here)


@register.filter
def their_clock(moment: Moment) -> str:
    """The listing's own clock; "" when it is the same."""
    return wording.their_clock(moment)


@register.filter
def on_date(here: datetime) -> str:
    """The date as addresses carry it, such as 2026-06-12."""
    return here.date().isoformat()


@register.filter
def month_words(on: date) -> str:
    return wording.month(on)


@register.simple_tag
def about_words(about: str) -> str:
    """What a correction is about, as its form words it."""
    return str(ABOUT_WORDS[about])


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
    return wording.day(day, context["request"].today)


@register.simple_tag(takes_context=True)
def how_far(context: Context, occurrence: Occurrence) -> str:
    """The distance in the person's own measure; "" when there is none."""
    unit = wording.unit_of(context["request"].person.country)
    return wording.far(occurrence.distance_m, unit, occurrence.is_approximate)


@register.filter
def where(occurrence: Occurrence) -> str:
    """The name of the place and its town, as far as they are known."""
    return wording.where(occurrence.location_name, occurrence.city)


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
