"""How many there are, and of what, in one line that is also read out."""

from __future__ import annotations

from datetime import datetime

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from porchlight.directory.finder.search import Attending
from porchlight.directory.forms import HOW_LONG, TODAY, FindForm, SoonForm

TONIGHT_FROM = 16  # the hour of the day from which what is left of it is called tonight


def day_name(day: str, here: datetime) -> str:
    """ "Tonight" from four in the afternoon on, "Today" before, "Tomorrow"; `here` is the reader's
    own clock."""
    if day != TODAY:
        return _("Tomorrow")
    return _("Tonight") if here.hour >= TONIGHT_FROM else _("Today")


def found(rooms: int, online: int, form: SoonForm, here: datetime) -> str:
    """ "Tonight: 4 in a room near Jackson, MS, 22 online". Each count says what it counts; a way
    that was not asked for is not counted."""
    attending, spot = form.cleaned_data["online"], form.spot
    parts = []
    if spot is not None and attending != Attending.ONLINE:
        parts.append(in_a_room(rooms, spot.label))
    if spot is None or attending != Attending.ROOM:
        parts.append(online_too(online))
    words = {"when": _when(form, here), "found": ", ".join(parts)}
    return _("%(when)s: %(found)s") % words


def head_of_rooms(n: int, here: datetime) -> str:
    """ "4 in a room tonight", over the few of them that are shown."""
    words = {"n": n, "when": day_name(TODAY, here).lower()}
    if not n:
        return _("No room near here %(when)s") % words
    return ngettext("%(n)s in a room %(when)s", "%(n)s in a room %(when)s", n) % words


def head_of_online(n: int, here: datetime) -> str:
    words = {"n": n, "when": day_name(TODAY, here).lower()}
    if not n:
        return _("Nothing online %(when)s") % words
    return ngettext("%(n)s online %(when)s", "%(n)s online %(when)s", n) % words


def in_a_room(n: int, place: str) -> str:
    words = {"n": n, "place": place}
    if not n:
        return _("no room near %(place)s") % words
    return ngettext(
        "%(n)s in a room near %(place)s", "%(n)s in a room near %(place)s", n
    ) % words  # fmt: skip


def online_too(n: int) -> str:
    if not n:
        return _("none online")
    return ngettext("%(n)s online", "%(n)s online", n) % {"n": n}


def _when(form: SoonForm, here: datetime) -> str:
    if form.day:
        return day_name(form.day, here)
    words = {"hours": str(HOW_LONG[str(form.hours_asked)])}
    if form.weekday_asked:
        words["day"] = str(WEEKDAYS[form.weekday_asked - 1])
        return _("On a %(day)s in the next %(hours)s") % words
    return _("In the next %(hours)s") % words


def starts(total: int, form: SoonForm, hours: int = 0) -> str:
    """ "12 start near Jackson, MS or online in the next 6 hours", for paper."""
    asked = str(HOW_LONG[str(hours or form.hours_asked)])
    words = {"count": total, "place": _place(form), "hours": asked}
    if form.weekday_asked:
        words["day"] = str(WEEKDAYS[form.weekday_asked - 1])
        return _starts_on(total, words)
    if not total:
        return _("Nothing starts %(place)s in the next %(hours)s") % words
    line = ngettext(
        "%(count)s starts %(place)s in the next %(hours)s",
        "%(count)s start %(place)s in the next %(hours)s",
        total,
    )
    return line % words


def care(total: int, form: FindForm) -> str:
    """ "12 found near Jackson, MS"."""
    if form.spot is None:
        return ngettext("%(count)s found", "%(count)s found", total) % {"count": total}
    words = {"count": total, "place": form.spot.label}
    if not total:
        return _("Nothing found near %(place)s") % words
    line = ngettext("%(count)s found near %(place)s", "%(count)s found near %(place)s", total)
    return line % words


def _starts_on(total: int, words: dict[str, object]) -> str:
    if not total:
        return _("Nothing starts %(place)s on a %(day)s in the next %(hours)s") % words
    line = ngettext(
        "%(count)s starts %(place)s on a %(day)s in the next %(hours)s",
        "%(count)s start %(place)s on a %(day)s in the next %(hours)s",
        total,
    )
    return line % words


def _place(form: SoonForm) -> str:
    """Where was looked: "near Jackson, MS or online"."""
    attending, spot = form.cleaned_data["online"], form.spot
    if spot is None or attending == Attending.ONLINE:
        return _("online")
    words = {"place": spot.label}
    if attending == Attending.ROOM:
        return _("near %(place)s") % words
    return _("near %(place)s or online") % words
