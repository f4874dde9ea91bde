"""Pages of reports: the hosts' queue and one of them, and what its reporter sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, QuerySet, When
from django.http import Http404

from porchlight.circles.access import handed_over, own, rows
from porchlight.circles.models import Block, Grant, Invitation, Tie
from porchlight.people.encryption.keys import hold_rings
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.together.models import NoteReport, SentReport
from porchlight.together.reports.actions import ANSWERED_WITHIN
from porchlight.together.reports.copies import Copy, ReportedKind, is_genuine

SHOWN_AT_ONCE = 30


@dataclass(frozen=True)
class WaitingReport:
    """One report in the hosts' queue. `name` is what its reporter calls the author; who that is
    stands nowhere. `by_day` is when an answer was promised for."""

    report_id: UUID
    why: str
    name: str
    since: date
    by_day: date
    is_asked: bool
    has_more: bool


@dataclass(frozen=True)
class ReportPage:
    """One report opened for a host, with the copies before and after the reported note."""

    waiting: WaitingReport
    said: str
    added: str
    item: Copy
    before: list[Copy]
    after: list[Copy]
    is_genuine: bool


def report_queue(host: Person, at: datetime) -> list[WaitingReport]:
    """The oldest of those that this host may decide first. Where they know one of the two there is
    nothing, as if nobody had reported anything."""
    reports = _waiting(host)
    hold_rings([report.pk for report in reports])
    decisions = handed_over(host, NoteReport, [report.pk for report in reports], at)
    return [
        _in_short(report, report.content.open(decisions[report.pk]) or {}, host)
        for report in reports
        if decisions[report.pk].allowed
    ]


def report_for(host: Person, report_id: UUID, at: datetime) -> tuple[NoteReport, ReportPage]:
    """One that waits, opened. Http404 for every other, also where the host knows one of the two."""
    found = next(iter(_waiting(host, report_id)), None)
    decision = handed_over(host, NoteReport, [report_id], at)[report_id]
    if found is None or not decision.allowed:
        raise Http404
    content = found.content.open(decision) or {}
    copies = content["notes"]
    item = next(n for n, copy in enumerate(copies) if copy["is_item"])
    page = ReportPage(
        _in_short(found, content, host),
        said=content["said"],
        added=found.added.open(decision) or "",
        item=_dated(copies[item]),
        before=[_dated(copy) for copy in copies[:item]],
        after=[_dated(copy) for copy in copies[item + 1 :]],
        is_genuine=all(map(is_genuine, copies)),
    )
    return found, page


@dataclass(frozen=True)
class OwnReport:
    """A report as who sent it sees it. `kind` is a ReportedKind; `outcome` is blank until a host
    has said something."""

    sent_id: UUID
    kind: str
    name: str
    why: str
    on_day: date
    by_day: date
    outcome: str
    reason: str


def reports_of(person: Person, at: datetime) -> list[OwnReport]:
    decision = own(person, at)
    found = rows(SentReport, decision).order_by("-made_at", "pk")
    return [_own(sent, sent.about.open(decision) or {}, sent.answer.open(decision) or {})
            for sent in found]  # fmt: skip


def _own(sent: SentReport, about: dict[str, str], answer: dict[str, str]) -> OwnReport:
    on_day = sent.made_at.date()
    return OwnReport(
        sent.pk,
        about.get("kind", str(ReportedKind.NOTE)),
        about.get("name", ""),
        about.get("why", ""),
        on_day,
        on_day + ANSWERED_WITHIN,
        answer.get("outcome", ""),
        answer.get("reason", ""),
    )


@every_row()
def _waiting(host: Person, report_id: UUID | None = None) -> list[NoteReport]:
    """Those that nobody settled, of people whom this host does not know. What waits for its
    reporter's answer stands last. Asked in full each time, so that one that is not theirs takes as
    long as one that is not there."""
    known = _known_to(host.pk)
    waiting: QuerySet[NoteReport] = NoteReport.objects.filter(settled_at=None)
    waiting = waiting.exclude(author__in=known).exclude(sent__person__in=known)
    if report_id is not None:
        waiting = waiting.filter(pk=report_id)
    is_asked = Q(decided__isnull=False, added__isnull=True)
    last = Case(When(is_asked, then=1), default=0)
    return list(waiting.order_by(last, "made_at", "pk")[:SHOWN_AT_ONCE])


def _known_to(host_id: UUID) -> set[UUID]:
    """The host, and everybody with whom they have or had anything, whoever of the two began it: a
    tie, a block (a lifted one too), a grant, an invitation that was confirmed."""
    known = {host_id}
    asked: tuple[tuple[QuerySet[Any], str, str], ...] = (
        (Tie.objects.all(), "person", "account"),
        (Block.objects.all(), "person", "other"),
        (Grant.objects.all(), "subject", "recipient_person"),
        (Invitation.objects.exclude(confirmed_at=None), "person", "accepted_by"),
    )
    for found, one, other in asked:
        pairs = found.filter(Q(**{one: host_id}) | Q(**{other: host_id}))
        for pair in pairs.values_list(f"{one}_id", f"{other}_id"):
            known.update(account_id for account_id in pair if account_id is not None)
    return known


def _in_short(report: NoteReport, content: dict[str, Any], host: Person) -> WaitingReport:
    since = report.made_at.astimezone(host.zoneinfo).date()
    return WaitingReport(
        report.pk,
        content["why"],
        content["name"],
        since,
        since + ANSWERED_WITHIN,
        is_asked=bool(report.decided),
        has_more=bool(report.added),
    )


def _dated(copy: Copy) -> Copy:
    return {**copy, "day": date.fromisoformat(copy["day"])}
