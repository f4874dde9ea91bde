"""What is done by the clock for what two people write, agree on and report, and what leaves."""

from __future__ import annotations

from datetime import timedelta

from porchlight.schedule import TimedJob
from porchlight.together.actions import drop_old_notes
from porchlight.together.agreements.actions import drop_what_is_over
from porchlight.together.messages import WAITS
from porchlight.together.reports.actions import drop_old_reports

JOBS = (
    TimedJob("drop-old-notes", timedelta(hours=1), drop_old_notes),
    TimedJob("drop-agreements-over", timedelta(days=1), drop_what_is_over),
    TimedJob("drop-old-reports", timedelta(days=1), drop_old_reports),
)
KINDS = (WAITS,)
