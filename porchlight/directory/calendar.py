"""A meeting as a calendar file. A calendar is often seen by others, so it says little by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from porchlight.directory.models import Schedule, Service
from porchlight.domain.schedule import minute_of_week, next_start

if TYPE_CHECKING:
    from icalendar import Event

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar_of(service: Service, now: datetime, *, in_full: bool) -> bytes:
    """Every weekly time as a repeating event in the meeting's own zone. In full, it has a name and
    an address; a stable UID makes a second copy replace the first."""
    from icalendar import Calendar  # 15 MB that no other page needs

    calendar = Calendar()
    calendar.add("prodid", "-//Porchlight//Calendar//EN")
    calendar.add("version", "2.0")
    for schedule in service.schedules.order_by("weekday", "starts_at"):
        calendar.add_component(_event(service, schedule, now, in_full))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(service: Service, schedule: Schedule, now: datetime, in_full: bool) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{service.pk}-{schedule.weekday}-{schedule.starts_at:%H%M}@porchlight")
    event.add("dtstamp", now)
    event.add("dtstart", _first_start(schedule, now))
    event.add("duration", timedelta(minutes=schedule.duration))
    event.add("rrule", {"freq": "weekly", "byday": DAYS[schedule.weekday - 1]})
    event.add("summary", service.name if in_full else _("Meeting"))
    if in_full and service.location is not None and service.attendance != "online":
        event.add("location", service.location.formatted_address or service.location.address)
    return event


def _first_start(schedule: Schedule, now: datetime) -> datetime:
    """The next start that the clocks do not move: every later one is counted from its wall time."""
    clock = schedule.starts_at
    week_minute = minute_of_week(schedule.weekday - 1, clock.hour * 60 + clock.minute)
    start = next_start(week_minute, schedule.zone, now)
    while start.time() != clock:
        start = next_start(week_minute, schedule.zone, start + timedelta(days=1))
    return start
