"""Times, days, distances and places of listings, in the words of the language that is active.

Times of day are written by people/local/clock.py.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from porchlight.directory.display.moments import Moment
from porchlight.directory.models import Location
from porchlight.people.local import clock as clocks

METRES = {"mi": 1_609.344, "km": 1_000.0}
MILE_COUNTRIES = frozenset({"US", "GB", "LR", "MM"})
NEAR_ENOUGH_M = 150


def unit_of(country: str) -> str:
    """ "mi" or "km", as people measure there."""
    return "mi" if country in MILE_COUNTRIES else "km"


def clock(at: datetime | time) -> str:
    """ "7 p.m.", on the clock that `at` stands on."""
    return clock_at(at.hour, at.minute)


def clock_at(hour: int, minute: int) -> str:
    return clocks.clock(hour, minute)


def their_clock(moment: Moment) -> str:
    """The listing's own clock, with the weekday where it is another day there; "" when the same.

    For somebody whose clock is not sure, both clocks are named: "7 p.m. in Chicago · 8 p.m. in New
    York"."""
    if not moment.here_is_unsure:
        return _there(moment) if moment.has_two_clocks else ""
    words = {"time": clock(moment.here), "place": city_of_zone(str(moment.here.tzinfo))}
    here = _("%(time)s in %(place)s") % words
    return f"{here} · {_there(moment)}" if moment.has_two_clocks else here


def _there(moment: Moment) -> str:
    words = {"time": clock(moment.there), "place": city_of_zone(str(moment.there.tzinfo))}
    if moment.here.date() == moment.there.date():
        return _("%(time)s in %(place)s") % words
    words["day"] = date_format(moment.there, "l")
    return _("%(day)s, %(time)s in %(place)s") % words


def their_span(start: Moment, end: Moment) -> str:
    """ "7 p.m. – 8 p.m. in Chicago", on the listing's own clock."""
    place = city_of_zone(str(start.there.tzinfo))
    span = f"{clock(start.there)} – {clock(end.there)}"
    return _("%(time)s in %(place)s") % {"time": span, "place": place}


# Cities of zones that are written otherwise than the zone is, in one language or in all.
CITIES: dict[str, str | Promise] = {
    "New_York": gettext_lazy("New York"),
    "Los_Angeles": gettext_lazy("Los Angeles"),
    "Mexico_City": gettext_lazy("Mexico City"),
    "London": gettext_lazy("London"),
    "Dublin": gettext_lazy("Dublin"),
    "Sydney": gettext_lazy("Sydney"),
    "Bogota": "Bogotá",
    "Cancun": "Cancún",
    "Merida": "Mérida",
    "Mazatlan": "Mazatlán",
    "Ciudad_Juarez": "Ciudad Juárez",
    "St_Johns": "St. John’s",
}


def city_of_zone(zone: str) -> str:
    """ "New York" for America/New_York, as people write it: the zone's own name is that of a
    city."""
    city = zone.rpartition("/")[2]
    return str(CITIES.get(city, city.replace("_", " ")))


def weekday(at: datetime) -> str:
    return capfirst(date_format(at, "l"))


def day(on: date, today: date) -> str:
    """ "Today", "Tomorrow", or "Friday, June 12"; with the year when it is not soon."""
    if on == today:
        return _("Today")
    if on == today + timedelta(days=1):
        return _("Tomorrow")
    return capfirst(date_words(on, today))


def date_words(on: date, today: date) -> str:
    if abs(on - today) > timedelta(days=300):
        # Translators: Django date format, weekday, day of the month and year
        return date_format(on, _("l, F j, Y"))
    # Translators: Django date format, weekday and day of the month
    return date_format(on, _("l, F j"))


def month(on: date) -> str:
    """ "March 2026"."""
    # Translators: Django date format, month and year
    return date_format(on, _("F Y"))


def far(
    metres: float | None, unit: str, is_approximate: bool = False, *, is_short: bool = False
) -> str:
    """The distance in the person's own measure, "2 miles" or shortly "2 mi"; "" when there is
    none."""
    if metres is None:
        return ""
    amount = metres / METRES[unit]
    number = f"{amount:.1f}" if amount < 10 else f"{amount:.0f}"
    short = f"{number.removesuffix('.0')}\u00a0{unit}"
    words = miles(number) if unit == "mi" and not is_short else short
    if is_approximate:
        return _("about %(distance)s") % {"distance": words}
    return _("right there") if metres < NEAR_ENOUGH_M else words


def miles(number: str) -> str:
    return ngettext("%(number)s mile", "%(number)s miles", 1 if number in ("1", "1.0") else 2) % {
        "number": number.removesuffix(".0")
    }


def where(location_name: str, city: str) -> str:
    """The name of the place and its town, as far as they are known."""
    parts = (part.rstrip(" ,;") for part in (location_name, city))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def address(location: Location) -> str:
    """One line to show or read out, without the place's own name."""
    state = " ".join(part for part in (location.state, location.postal_code) if part)
    parts = [part for part in (location.address, location.city, state) if part]
    return ", ".join(parts) if location.address else location.formatted_address or ", ".join(parts)


def all_of(several: list[str]) -> str:
    """ "Monday, Wednesday and Friday"."""
    if len(several) < 2:
        return "".join(several)
    words = {"first": ", ".join(several[:-1]), "last": several[-1]}
    return _("%(first)s and %(last)s") % words
