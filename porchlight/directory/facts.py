"""Facts of each listing that the columns do not hold yet, read once with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from porchlight.directory.columns import words_of
from porchlight.directory.models import Schedule, Service
from porchlight.directory.questions import FindQuery, ListingQuery, Occurrence, Online

FIELDS = (
    "id", "kind", "terms", "last_seen_on", "source__stale_after_days",
    "source__hidden_after_days", "location__regions", "location__city", "location__state",
)  # fmt: skip


@dataclass(frozen=True)
class Facts:
    kind: str
    terms: tuple[str, ...]
    seen_on: date
    stale_after: int
    hidden_after: int
    regions: frozenset[str]
    schedules: list[Schedule]

    def is_stale(self, at: datetime) -> bool:
        return (at.date() - self.seen_on).days > self.stale_after

    def is_hidden(self, at: datetime) -> bool:
        return (at.date() - self.seen_on).days > self.hidden_after


def read_facts() -> dict[int, Facts]:
    """Of every service that is listed: neither gone, nor closed, nor said twice."""
    schedules: dict[int, list[Schedule]] = defaultdict(list)
    for schedule in Schedule.objects.filter(service__status=Service.Status.ACTIVE):
        schedules[schedule.service_id].append(schedule)
    said_twice = Q(duplicate__isnull=False, duplicate__undone_at=None)
    services = Service.objects.filter(status=Service.Status.ACTIVE).exclude(said_twice)
    facts = {}
    for row in services.values_list(*FIELDS):
        pk, kind, terms, seen_on, stale, hidden, regions, city, state = row
        names = frozenset(key_of(name) for name in (*(regions or ()), city, state) if name)
        facts[pk] = Facts(kind, tuple(terms), seen_on, stale, hidden, names, schedules[pk])
    return facts


def key_of(name: str) -> str:
    return " ".join(words_of(name))


def holds(facts: Facts, query: FindQuery | ListingQuery) -> bool:
    """Whether the listing is of the kinds, the terms and the region asked for."""
    if facts.kind not in query.kinds:
        return False
    if query.region and key_of(query.region) not in facts.regions:
        return False
    return all(not group.isdisjoint(facts.terms) for group in _groups(query.terms))


def holds_online(query: FindQuery | ListingQuery, attendance: str) -> bool:
    if query.online == Online.ONLY:
        return attendance != "in_person"
    return query.online != Online.EXCLUDE or attendance != "online"


def on_weekday(query: FindQuery, row: Occurrence) -> bool:
    return query.weekday is None or row.starts_at.isoweekday() == query.weekday


def open_now(schedules: Iterable[Schedule], at: datetime) -> bool | None:
    """None when there are no hours."""
    known = list(schedules)
    if not known:
        return None
    for schedule in known:
        lasts = timedelta(minutes=schedule.duration)
        if any(True for _ in schedule.starts_between(at - lasts + timedelta(seconds=1), at)):
            return True
        if next(schedule.starts_between(at, at + timedelta(seconds=1)), None):
            return True
    return False


def _groups(terms: Iterable[str]) -> list[set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        groups[term.partition(":")[0]].add(term)
    return list(groups.values())
