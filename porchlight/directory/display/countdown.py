"""When something starts, as a person says it: "In 40 min", "today at 7 p.m.", "at noon today"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from porchlight.directory.display import wording
from porchlight.people.local import clock as clocks

A_MINUTE, AN_HOUR = timedelta(minutes=1), timedelta(hours=1)
COUNTED = 6 * AN_HOUR  # farther off, the clock says more than the hours do
NOON, MIDNIGHT = (12, 0), (0, 0)


class StartWords(NamedTuple):
    """Two short lines: `lead` is what counts now, `beside` the clock, "" where the lead is it."""

    lead: str
    beside: str
    is_on_now: bool = False


def start_words(starts_at: datetime, now: datetime, clock: str) -> StartWords:
    """ "In 40 min" and "7 p.m."; "On now" and, a minute later, "1 min in"; later than in
    six hours, the clock alone. Both times are aware; `clock` is the start, where the reader is."""
    if starts_at <= now:
        minutes = int((now - starts_at) / A_MINUTE)
        beside = _("%(n)s min in") % {"n": minutes} if minutes else ""
        return StartWords(_("On now"), beside, is_on_now=True)
    left = starts_at - now
    if left > COUNTED:
        return StartWords(capfirst(clock), "")
    return StartWords(in_words(left), clock)


def in_words(left: timedelta) -> str:
    """ "In 40 min", "In 1 h 10". From an hour on in steps of five minutes, never too long."""
    minutes = max(1, int(-(-left // A_MINUTE)))
    if minutes < 60:
        return _("In %(n)s min") % {"n": minutes}
    hours, minutes = divmod(minutes - minutes % 5, 60)
    if not minutes:
        return _("In %(n)s h") % {"n": hours}
    return _("In %(hours)s h %(minutes)s") % {"hours": hours, "minutes": minutes}


def day_and_clock(here: datetime, today: date) -> str:
    """ "today at 7 p.m.", "at noon today", "tomorrow at 1 p.m.", "Friday, June 12, at noon"."""
    on = here.date()
    words = {"clock": clocks.at_clock(here.hour, here.minute)}
    if on == today + timedelta(days=1):
        is_round = (here.hour, here.minute) in (NOON, MIDNIGHT)
        return (_("%(clock)s tomorrow") if is_round else _("tomorrow %(clock)s")) % words
    if on != today:
        words["day"] = wording.date_words(on, today)
        return pgettext("a day and a time", "%(day)s, %(clock)s") % words
    if (here.hour, here.minute) == NOON:
        return _("%(clock)s today") % words
    return _("today %(clock)s") % words


def lasts_words(duration: timedelta) -> str:
    """ "for one hour", "for 90 minutes"; "" around the clock."""
    minutes = int(duration / A_MINUTE)
    if minutes >= 24 * 60 or minutes <= 0:
        return ""
    if minutes == 60:
        return _("for one hour")
    if minutes % 60 == 0:
        return _("for %(n)s hours") % {"n": minutes // 60}
    return _("for %(n)s minutes") % {"n": minutes}
