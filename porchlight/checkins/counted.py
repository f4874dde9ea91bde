"""The reasons of a notice, counted when a day is told and kept sealed in the notice's own row.

Counting them opens some sixty sealed days, which is more than the rest of Today takes. What is kept
says what it was counted from, apart from the days themselves: the date, the talks that were noted
and the answers to notices. Where one of these has changed since, the reasons are counted anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from typing import Any

from porchlight.checkins.models import Notice
from porchlight.checkins.notices import KeptNotice, first_day_needed, kept_notices, reasons_now
from porchlight.checkins.readings import READ_CONTACTS_SINCE
from porchlight.domain.consent import Decision
from porchlight.domain.noticing import Fits, Noticed, NoticeKind, open_question
from porchlight.domain.usual import Measure, Reason


def shown_with_reasons(notices: Sequence[KeptNotice], today: date) -> KeptNotice | None:
    """The latest notice, while it is an open question, or on the day it was answered with yes."""
    if not notices or notices[-1].noticed.kind is not NoticeKind.DRIFT:
        return None
    last = notices[-1]
    if last.noticed.answered_on == today:
        return last if last.noticed.fits is Fits.YES else None
    return last if open_question([notice.noticed for notice in notices], today) else None


def reasons_kept(
    decision: Decision, last: KeptNotice, noticed: Sequence[Noticed], today: date
) -> tuple[Reason, ...]:
    """As they were counted when a day was last told; anew where that no longer stands."""
    counted = last.counted
    if counted and counted["from"] == _counted_from(decision, last.noticed, noticed, today):
        return tuple(Reason(Measure(kind), *numbers) for kind, *numbers in counted["reasons"])
    return reasons_now(decision, last.noticed, noticed, today)


def keep_reasons(decision: Decision, today: date) -> None:
    """Count the reasons of the notice that Today shows, after a day or an answer has changed."""
    notices = kept_notices(decision, today)
    last = shown_with_reasons(notices, today)
    if last is None:
        return
    noticed = [notice.noticed for notice in notices]
    counted: dict[str, Any] = {
        "reasons": [list(astuple(r)) for r in reasons_now(decision, last.noticed, noticed, today)],
        "from": _counted_from(decision, last.noticed, noticed, today),
    }
    if counted != last.counted:
        row = Notice.objects.get(pk=last.row_id)
        row.told = {**row.told.open(decision), "counted": counted}
        row.save(update_fields=["told"])


def _counted_from(
    decision: Decision, asked: Noticed, noticed: Sequence[Noticed], today: date
) -> str:
    """A short hash of all that the counts rest on and that changes without a day being told."""
    first = first_day_needed(asked.since, today)
    contacts = sorted(str(day) for _, day in READ_CONTACTS_SINCE(decision, first, date.max))
    answers = [
        (str(notice.day), str(notice.since), str(notice.fits), str(notice.answered_on))
        for notice in noticed
    ]
    return hashlib.sha256(repr((str(today), contacts, answers)).encode()).hexdigest()[:16]
