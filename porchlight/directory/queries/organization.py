"""All that one organization offers, a page at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from porchlight.directory.display import schedule_text as when
from porchlight.directory.display import wording
from porchlight.directory.models import Organization, Schedule, Service

A_PAGE = 40


@dataclass(frozen=True)
class Offered:
    """One listing in the list of its organization: when in words, on its own clock, and where."""

    service_id: int
    name: str
    when: list[str]
    where: str
    attendance: str


def listings_of(organization: Organization, today: date, page: int) -> tuple[int, list[Offered]]:
    """How many there are, and those of one page, by name."""
    found = organization.services.filter(status=Service.Status.ACTIVE)
    found = found.exclude(duplicate__isnull=False, duplicate__undone_at=None)
    first = (page - 1) * A_PAGE
    several = found.order_by("name", "pk").select_related("location")
    rows = several.prefetch_related("schedules")[first : first + A_PAGE]
    return found.count(), [_offered(service, today) for service in rows]


def _offered(service: Service, today: date) -> Offered:
    place = service.location
    return Offered(
        service_id=service.pk,
        name=service.name,
        when=_when(list(service.schedules.all()), today),
        where=wording.where(place.name, place.city) if place else "",
        attendance=service.attendance,
    )


def _when(schedules: list[Schedule], today: date) -> list[str]:
    """ "Every Monday and Thursday, 7 p.m." for each time of day, then the dated ones."""
    weekly: dict[tuple[int, int], list[int]] = defaultdict(list)
    lines = []
    for schedule in schedules:
        if schedule.weekday:
            weekly[schedule.starts_at.hour, schedule.starts_at.minute].append(schedule.weekday - 1)
        else:
            lines.append(f"{when.dated(schedule, today)}, {wording.clock(schedule.starts_at)}")
    return [
        f"{when.weekly(days)}, {wording.clock_at(*at)}" for at, days in sorted(weekly.items())
    ] + lines
