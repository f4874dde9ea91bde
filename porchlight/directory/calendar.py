"""A meeting as a calendar file. A calendar is often seen by others, so it says little by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from porchlight.directory.models import Schedule, Service
from porchlight.domain.recurrence import rule_of
from porchlight.domain.schedule import start_on

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
    for schedule in service.schedules.order_by("weekday", "starts_on", "starts_at"):
        if start := _first_start(schedule, now):
            calendar.add_component(_event(service, schedule, start, now, in_full=in_full))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(
    service: Service, schedule: Schedule, start: datetime, now: datetime, *, in_full: bool
) -> Event:
    from icalendar import Event, vRecur

    event = Event()
    when = schedule.weekday or f"{schedule.starts_on:%Y%m%d}"
    event.add("uid", f"{service.pk}-{when}-{schedule.starts_at:%H%M}@porchlight")
    event.add("dtstamp", now)
    event.add("dtstart", start)
    event.add("duration", timedelta(minutes=schedule.duration))
    if schedule.weekday:
        event.add("rrule", {"freq": "weekly", "byday": DAYS[schedule.weekday - 1]})
    elif schedule.rule:
        event.add("rrule", vRecur.from_ical(_rule(schedule)))
        for day in schedule.dated.excluded:
            event.add("exdate", start_on(day, schedule.minute, schedule.zone))
    event.add("summary", service.name if in_full else _("Meeting"))
    if in_full and service.location is not None and service.attendance != "online":
        event.add("location", service.location.formatted_address or service.location.address)
    return event


def _first_start(schedule: Schedule, now: datetime) -> datetime | None:
    """The start to count from. A weekly one begins with the next start that the clocks do not move,
    as every later one is counted from its wall time; a rule keeps the date that it is about."""
    if schedule.starts_on:
        first = start_on(schedule.starts_on, schedule.minute, schedule.zone)
        return first if schedule.next_start(now) else None
    start = schedule.next_start(now)
    while start and start.time() != schedule.starts_at:
        start = schedule.next_start(start + timedelta(days=1))
    return start


def _rule(schedule: Schedule) -> str:
    """The rule with its last date as the instant RFC 5545 asks for beside a zoned start."""
    until = rule_of(schedule.rule).until
    if until is None:
        return schedule.rule
    last = start_on(until, schedule.minute, schedule.zone).astimezone(UTC)
    return schedule.rule.replace(f"UNTIL={until:%Y%m%d}", f"UNTIL={last:%Y%m%dT%H%M%SZ}")
