"""How every source is doing: how old what it said is, how much of it is shown, and what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from django.db.models import Count

from porchlight.directory.intake.refresh import next_look_at
from porchlight.directory.intake.report import Report
from porchlight.directory.models import Duplicate, Service, Source


class SourceState(StrEnum):
    """The one word for a source; the first of these that applies."""

    WAITS = "waits"  # a change waits for a person
    NEVER_READ = "never-read"
    HIDDEN = "hidden"  # so long unread that nothing of it is listed
    STALE = "stale"
    FAILING = "failing"  # the last look failed; what it said before still counts
    GOOD = "good"


@dataclass(frozen=True)
class WaitingChange:
    """A change that waits: since when, what it would do, and the names of some that would go, be
    closed or lose a way to attend."""

    since: datetime
    report: Report
    missing: tuple[str, ...]


@dataclass(frozen=True)
class SourceRow:
    """A source as it is shown to a host.

    `age_days` counts from the last good look. `listed` are the listings that are neither removed
    nor hidden; `stale` of them come last everywhere; `hidden` are too old to be listed at all;
    `joined` say what another listing says, and give way to it.
    """

    source: Source
    state: SourceState
    age_days: int | None
    next_look_at: datetime | None
    listed: int
    stale: int
    hidden: int
    joined: int
    held: WaitingChange | None

    def as_facts(self) -> dict[str, object]:
        """All of it as plain values, for JSON."""
        source = self.source
        return {
            "name": source.name,
            "kind": source.kind,
            "url": source.url,
            "state": str(self.state),
            "age_days": self.age_days,
            "last_good_at": _as_iso(source.last_good_at),
            "last_tried_at": _as_iso(source.last_tried_at),
            "next_look_at": _as_iso(self.next_look_at),
            "look_every_hours": source.look_every_hours,
            "stale_after_days": source.stale_after_days,
            "hidden_after_days": source.hidden_after_days,
            "zone": source.default_zone,
            "fellowship": source.fellowship,
            "listed": self.listed,
            "stale": self.stale,
            "hidden": self.hidden,
            "joined": self.joined,
            "fault": source.last_refusal,
            "held": self.held
            and {
                "since": _as_iso(self.held.since),
                "report": asdict(self.held.report),
                "missing": list(self.held.missing),
            },
        }


@dataclass(frozen=True)
class SourcesPage:
    """Every source by name; those with a change that waits stand first."""

    rows: tuple[SourceRow, ...]

    @property
    def waiting(self) -> int:
        return sum(row.held is not None for row in self.rows)


def sources_page(now: datetime) -> SourcesPage:
    """All sources as they are at `now` (aware): three queries, however many there are."""
    seen = _seen_on()
    joined = _joined()
    rows = [
        _row(source, seen.get(source.pk, {}), joined[source.pk], now)
        for source in Source.objects.order_by("name")
    ]
    return SourcesPage(tuple(sorted(rows, key=lambda row: row.held is None)))


def _seen_on() -> dict[int, dict[date, int]]:
    """How many listings each source has, by the day on which it last listed them."""
    counts: dict[int, dict[date, int]] = {}
    groups = (
        Service.objects.exclude(status=Service.Status.REMOVED)
        .values_list("source", "last_seen_on")
        .annotate(count=Count("pk"))
    )
    for source_id, day, count in groups:
        counts.setdefault(source_id, {})[day] = count
    return counts


def _joined() -> Counter[int]:
    standing = Duplicate.objects.filter(undone_at=None)
    return Counter(
        dict(standing.values_list("service__source").annotate(count=Count("pk")).order_by())
    )


def _row(source: Source, seen: Mapping[date, int], joined: int, now: datetime) -> SourceRow:
    today = now.astimezone(UTC).date()
    ages = [((today - day).days, count) for day, count in seen.items()]
    hidden = _older_than(source.hidden_after_days, ages)
    age = (today - source.last_good_at.date()).days if source.last_good_at else None
    return SourceRow(
        source=source,
        state=_state(source, age),
        age_days=age,
        next_look_at=next_look_at(source),
        listed=sum(count for _, count in ages) - hidden,
        stale=_older_than(source.stale_after_days, ages) - hidden,
        hidden=hidden,
        joined=joined,
        held=_held(source),
    )


def _older_than(days: int, ages: Iterable[tuple[int, int]]) -> int:
    return sum(count for age, count in ages if age > days)


def _state(source: Source, age: int | None) -> SourceState:
    if source.held_report is not None:
        return SourceState.WAITS
    if age is None:
        return SourceState.NEVER_READ
    if age > source.hidden_after_days:
        return SourceState.HIDDEN
    if age > source.stale_after_days:
        return SourceState.STALE
    return SourceState.FAILING if source.last_refusal else SourceState.GOOD


def _held(source: Source) -> WaitingChange | None:
    if source.held_report is None or source.held_at is None:
        return None
    missing = tuple(source.held_report.get("missing", ()))
    return WaitingChange(source.held_at, Report.from_counts(source.held_report), missing)


def _as_iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None
