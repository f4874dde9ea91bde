"""Meetings that two people plan to go to: their coming starts, and whether they still hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from porchlight.directory.display import wording
from porchlight.directory.models import Service
from porchlight.domain.circle.agreements import Plan
from porchlight.domain.meet_order import says_suspended
from porchlight.domain.schedule import end_of

A_MINUTE = timedelta(minutes=1)
STARTS_OFFERED = 4
A_DAY = 24 * 60  # minutes


@dataclass(frozen=True)
class MeetingToGoTo:
    """A listed meeting, where it is, and the starts that one can go to together."""

    service_id: int
    name: str
    place: str
    starts: list[datetime]


def meeting_to_go_to(service_id: int, now: datetime) -> MeetingToGoTo | None:
    """None for what is not listed, is care that one asks for, or has no start ahead."""
    found = Service.objects.filter(pk=service_id, status=Service.Status.ACTIVE)
    service = found.exclude(kind=Service.Kind.SERVICE).select_related("location").first()
    if service is None or says_suspended(service.name):
        return None
    starts = sorted(_next_starts(service, now), key=datetime.timestamp)[:STARTS_OFFERED]
    is_room = service.location is not None and service.attendance != Service.Attendance.ONLINE
    place = _place(service) if is_room else ""
    return MeetingToGoTo(service.pk, service.name, place, starts) if starts else None


@dataclass(frozen=True)
class ListedMeeting:
    """What the listing says of one start of a meeting now. `ends_at` is in its own zone; None where
    it goes on around the clock. `attendance` is a Service.Attendance, blank for a closed room."""

    ends_at: datetime | None
    attendance: str


def listed_meetings(plans: Iterable[Plan]) -> dict[Plan, ListedMeeting | None]:
    """For plans to go to a meeting; None where it is no longer listed, or does not start then. Two
    queries, if there are any."""
    wanted = {plan: plan.service_id for plan in plans if plan.service_id is not None}
    found = Service.objects.filter(pk__in=wanted.values()).prefetch_related("schedules")
    services = {service.pk: service for service in found}
    return {plan: _listed(services.get(number), plan) for plan, number in wanted.items()}


def _listed(service: Service | None, plan: Plan) -> ListedMeeting | None:
    if service is None or service.status != Service.Status.ACTIVE:
        return None
    if says_suspended(service.name):
        return None
    at = plan.starts_at
    for schedule in service.schedules.all():
        for start in schedule.starts_between(at, at + A_MINUTE):
            is_all_day = schedule.duration >= A_DAY
            ends_at = None if is_all_day else end_of(start, schedule.duration)
            is_closed = service.place_closed and service.attendance != Service.Attendance.ONLINE
            return ListedMeeting(ends_at, "" if is_closed else service.attendance)
    return None


def _next_starts(service: Service, now: datetime) -> list[datetime]:
    found: list[datetime] = []
    for schedule in service.schedules.all():
        since = now
        for _ in range(STARTS_OFFERED):
            start = schedule.next_start(since)
            if start is None:
                break
            found.append(start)
            since = start + A_MINUTE
    return found


def _place(service: Service) -> str:
    location = service.location
    return "" if location is None else f"{location.name}, {wording.address(location)}".strip(", ")
