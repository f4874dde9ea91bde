"""A meeting as a calendar file. A calendar is often seen by others, so it says little by itself."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from porchlight.directory.formats.ical.write import CalendarStyle, write_ical
from porchlight.directory.models import Service


def calendar_of(service: Service, now: datetime, *, in_full: bool) -> bytes:
    """Every time that is to come as an event in the meeting's own zone. In full, it has a name and
    an address; a stable UID makes a second copy replace the first."""
    summary = "" if in_full else _("Meeting")
    return b"".join(write_ical([service], CalendarStyle(summary=summary, now=now, stays=False)))
