"""The one way a time of day is written: "7 p.m.", "7:00 p. m.", "19:00"; and "at 7 p.m.".

English has twelve hours everywhere. Spanish has them in the Americas and twenty-four in Spain, as
Unicode's CLDR 46 gives the short time of es-US, es-MX and es-ES. Where the country is not known,
Spanish has twelve: the site's words are those of the US and Mexico.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import time
from functools import lru_cache

from django.utils.formats import time_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

SPANISH_WITH_24_HOURS = frozenset({"ES"})
# A time is never parted at the end of a line.
UNPARTED = "\u00a0"
AM, PM = f"a.{UNPARTED}m.", f"p.{UNPARTED}m."

_country: ContextVar[str] = ContextVar("country", default="")


@contextmanager
def as_in(country: str) -> Iterator[None]:
    """Write times as people in `country` do (ISO 3166-1, two capitals; "" when not known)."""
    before = _country.set(country)
    try:
        yield
    finally:
        _country.reset(before)


def clock(hour: int, minute: int) -> str:
    """ "7 p.m.", in the language that is active and as the country of `as_in` writes it."""
    return _clock(hour, minute, get_language(), _has_24_hours())


def at_clock(hour: int, minute: int) -> str:
    """ "at 7 p.m.", for the middle of a sentence; "a la 1:00 p. m.", "al mediodía"."""
    words = clock(hour, minute)
    if not _has_24_hours() and minute == 0 and hour == 12:
        return _("at noon")
    if not _has_24_hours() and minute == 0 and hour == 0:
        return _("at midnight")
    on_the_dial = hour if _has_24_hours() else hour % 12 or 12
    # Translators: the first form is for one o'clock, the other for all other hours
    return ngettext("at %(time)s", "at %(time)s", on_the_dial) % {"time": words}


def until_clock(hour: int, minute: int) -> str:
    """ "until 10 p.m."; "hasta la 1:00 p. m.", "hasta el mediodía"."""
    words = clock(hour, minute)
    if not _has_24_hours() and minute == 0 and hour == 12:
        return _("until noon")
    if not _has_24_hours() and minute == 0 and hour == 0:
        return _("until midnight")
    on_the_dial = hour if _has_24_hours() else hour % 12 or 12
    # Translators: the first form is for one o'clock, the other for all other hours
    return ngettext("until %(time)s", "until %(time)s", on_the_dial) % {"time": words}


def _has_24_hours() -> bool:
    return get_language() == "es" and _country.get() in SPANISH_WITH_24_HOURS


@lru_cache(maxsize=4096)
def _clock(hour: int, minute: int, language: str | None, has_24_hours: bool) -> str:
    if language != "es":
        return time_format(time(hour, minute), "TIME_FORMAT").replace(" ", UNPARTED)
    if has_24_hours:
        return f"{hour}:{minute:02}"
    if minute == 0 and hour == 12:
        return pgettext("time of day", "noon")
    if minute == 0 and hour == 0:
        return pgettext("time of day", "midnight")
    return f"{hour % 12 or 12}:{minute:02}{UNPARTED}{AM if hour < 12 else PM}"
