"""Meetings that two people plan to go to: their coming starts, and whether they still hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from porchlight.directory.display import wording
from porchlight.directory.models import Service
from porchlight.domain.circle.agreements import Plan
from porchlight.domain.meet_order import says_suspended

A_MINUTE = timedelta(minutes=1)
STARTS_OFFERED = 4


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


def changed_meetings(plans: Iterable[Plan]) -> list[Plan]:
    """Those whose meeting is no longer listed, or does not start then. Two queries, if any."""
    by_id = {plan.service_id: plan for plan in plans if plan.service_id is not None}
    found = Service.objects.filter(pk__in=by_id).prefetch_related("schedules")
    services = {service.pk: service for service in found}
    return [
        plan
        for plan in plans
        if plan.service_id is not None and not _takes_place(services.get(plan.service_id), plan)
    ]


def _takes_place(service: Service | None, plan: Plan) -> bool:
    if service is None or service.status != Service.Status.ACTIVE:
        return False
    if says_suspended(service.name):
        return False
    at = plan.starts_at
    return any(
        True
        for schedule in service.schedules.all()
        for _start in schedule.starts_between(at, at + A_MINUTE)
    )


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
