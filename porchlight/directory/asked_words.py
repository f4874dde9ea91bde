"""How many there are, and of what, in one line that is also read out."""

from __future__ import annotations

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from porchlight.directory.finder import Online
from porchlight.directory.forms import HOW_LONG, FindForm, SoonForm


def starts(total: int, form: SoonForm, hours: int = 0) -> str:
    """ "12 start near Jackson, MS or online in the next 6 hours"."""
    asked = str(HOW_LONG[str(hours or form.hours_asked)])
    words = {"count": total, "place": _place(form), "hours": asked}
    day = form.cleaned_data["weekday"]
    if day:
        words["day"] = str(WEEKDAYS[int(day) - 1])
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
    way, spot = form.cleaned_data["online"], form.spot
    if spot is None or way == Online.ONLY:
        return _("online")
    words = {"place": spot.label}
    if way == Online.EXCLUDE:
        return _("near %(place)s") % words
    return _("near %(place)s or online") % words
