"""The one notice that Today shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from porchlight.checkins.counted import reasons_kept, shown_with_reasons
from porchlight.checkins.notices import how_often_of, kept_notices
from porchlight.domain.consent import Decision
from porchlight.domain.noticing import (
    Fits,
    HowOften,
    Noticed,
    NoticeKind,
    Span,
    span_of,
)
from porchlight.domain.usual import Reason
from porchlight.people.models import Person


@dataclass(frozen=True)
class NoticeToday:
    """The one notice on Today: a question about drift, what was said to it today, or a line about
    tomorrow. `reasons`: while it is a question, and after a yes."""

    notice_id: UUID
    noticed: Noticed
    reasons: tuple[Reason, ...] = ()
    span: Span = Span.WEEK

    @property
    def is_question(self) -> bool:
        return self.noticed.kind is NoticeKind.DRIFT and self.noticed.fits is None

    @property
    def is_about_tomorrow(self) -> bool:
        return self.noticed.kind is NoticeKind.HARD_TOMORROW

    @property
    def was_wanted(self) -> bool:
        return self.noticed.fits is Fits.WANTED


def notice_today(person: Person, decision: Decision, today: date) -> NoticeToday | None:
    """The latest notice, while it is still a question, on the day it was answered, or on the day
    it says something about tomorrow. Without a reason left in the counts there is no question."""
    notices = kept_notices(decision, today)
    if not notices or how_often_of(person, decision) is HowOften.OFF:
        return None
    row, last = notices[-1].row_id, notices[-1].noticed
    if last.kind is NoticeKind.HARD_TOMORROW:
        return NoticeToday(row, last) if last.day == today else None
    if last.answered_on == today and last.fits is not Fits.YES:
        return NoticeToday(row, last)
    shown = shown_with_reasons(notices, today)
    if shown is None:
        return None
    reasons = reasons_kept(decision, shown, [notice.noticed for notice in notices], today)
    return NoticeToday(row, last, reasons, span_of(last.since, today)) if reasons else None
