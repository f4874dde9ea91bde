"""Every job that runs by the clock, in one list."""

from __future__ import annotations

from datetime import datetime, timedelta

from porchlight.directory.duplicates import join_after_changes
from porchlight.directory.looking import refresh_sources
from porchlight.outbox.worker import TimedJob
from porchlight.people.closing import erase_closed_accounts
from porchlight.people.highest_time import Heartbeat
from porchlight.people.models import Attempt, OneTimeLink, Receipt, Visit
from porchlight.people.receipts import KEPT_FOR


def tidy(now: datetime) -> None:
    """Drop what has had its time: receipts, counts of tries, ended visits, links."""
    Receipt.objects.filter(made_at__lt=now - KEPT_FOR).delete()
    Attempt.objects.filter(window__lt=now - timedelta(days=1)).delete()
    Visit.objects.filter(expires_at__lt=now).delete()
    OneTimeLink.objects.filter(expires_at__lt=now).delete()


# The heartbeat is also a sign of life, which `porchlight doctor` reads from the job's row.
JOBS = (
    TimedJob("heartbeat", timedelta(minutes=1), Heartbeat().beat),
    TimedJob("tidy", timedelta(hours=1), tidy),
    TimedJob("erase-closed", timedelta(hours=1), erase_closed_accounts),
    TimedJob("refresh-sources", timedelta(hours=1), refresh_sources),
    TimedJob("join-duplicates", timedelta(minutes=1), join_after_changes),
)
