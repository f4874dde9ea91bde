"""Reports: somebody hands a note, a promise or the like over to the hosts, one of them decides, and
after ninety days nothing of it is left."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from django.db import transaction

from porchlight.domain.refused import Refused
from porchlight.people.encryption.keys import destroy_keys, make_key
from porchlight.people.limits import count_try
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.together.models import NoteReport, SentReport
from porchlight.together.reports.copies import ReportedKind, copies_around

KEPT_FOR = timedelta(days=90)
ANSWERED_WITHIN = timedelta(days=7)
MOST_A_QUARTER_HOUR = 10


class ReportOutcome(StrEnum):
    """What a host says. The value is stored."""

    DONE = "done"
    NOTHING = "nothing"
    MORE = "more"  # asks the reporter for one thing more; the report still waits


class ManyReports(Refused):
    """More reports in a quarter of an hour than one person makes by reading."""

    code = "many-reports"


class NothingToReport(Refused):
    """It is gone: taken back, or its time is over."""

    code = "nothing-to-report"


@every_row()
@transaction.atomic
def report_thing(
    reporter: Person,
    author_id: UUID,
    item_id: UUID | None,
    said: dict[str, str],
    at: datetime,
    kind: ReportedKind | None = None,
) -> SentReport:
    """Copy a note, something handed over, a promise, a plan or times, and those around it, for the
    hosts; without an id and a kind the newest of all. `said` is `name`, what the reporter calls its
    author, `why` and `said`. The same twice is one report. Raises ManyReports and
    NothingToReport."""
    found = copies_around(reporter, author_id, item_id, at, kind)
    if found is None:
        raise NothingToReport
    before = SentReport.objects.filter(person=reporter, note=found.item_id).first()
    if before is not None:
        return before
    if count_try("report", str(reporter.pk), at) > MOST_A_QUARTER_HOUR:
        raise ManyReports
    sent = SentReport(person=reporter, note=found.item_id)
    sent.about = {"name": said["name"], "why": said["why"], "kind": str(found.kind)}
    sent.save(force_insert=True)
    report = NoteReport(id=uuid4(), sent=sent, author_id=author_id, made_at=at)
    make_key(report.pk)
    try:
        report.content = {**said, "notes": found.copies}
        report.save(force_insert=True)
    except BaseException:
        destroy_keys(report.pk)
        raise
    return sent


@every_row()
@transaction.atomic
def decide_report(report: NoteReport, outcome: ReportOutcome, reason: str, at: datetime) -> None:
    """What one host says, with one line of why; the reporter is told on their own page and the
    author never. But for `MORE` it is settled, and no host reads it any more. Deciding twice
    changes nothing. `report` came through `report_for`."""
    standing = NoteReport.objects.select_for_update().filter(pk=report.pk, settled_at=None).first()
    if standing is None:
        return
    said = {"outcome": str(outcome), "reason": reason}
    standing.decided = said
    standing.settled_at = None if outcome is ReportOutcome.MORE else at
    standing.save(update_fields=["decided", "settled_at"])
    sent = standing.sent
    if sent is not None:
        sent.answer = said
        sent.save(update_fields=["answer"])


@every_row()
@transaction.atomic
def add_to_report(sent: SentReport, words: str) -> None:
    """What the reporter says when they were asked for more. `sent` is their own."""
    report = NoteReport.objects.select_for_update().filter(sent=sent.pk, settled_at=None).first()
    if report is not None:
        report.added = words
        report.save(update_fields=["added"])


def drop_old_reports(now: datetime) -> None:
    """Once a day: what is ninety days old, first its key and then its row; and what its reporter
    has of it."""
    for report_id in list(
        NoteReport.objects.filter(made_at__lte=now - KEPT_FOR).values_list("pk", flat=True)
    ):
        destroy_keys(report_id)
        NoteReport.objects.filter(pk=report_id).delete()
    SentReport.objects.filter(made_at__lte=now - KEPT_FOR).delete()
