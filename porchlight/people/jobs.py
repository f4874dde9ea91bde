"""What is done for accounts by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from porchlight.people.actions import replay_erasures
from porchlight.people.closing import erase_closed_accounts
from porchlight.people.erasure.logs import empty_log_when_needed, empty_main_log_when_needed
from porchlight.people.highest_time import Heartbeat, highest_time
from porchlight.people.models import Attempt, OneTimeLink, Receipt, Visit
from porchlight.people.receipts import KEPT_FOR
from porchlight.schedule import TimedJob


def tidy(now: datetime) -> None:
    """Drop what has had its time: receipts, counts of tries, ended visits, links."""
    Receipt.objects.filter(made_at__lt=now - KEPT_FOR).delete()
    Attempt.objects.filter(window__lt=now - timedelta(days=1)).delete()
    Visit.objects.filter(expires_at__lt=now).delete()
    OneTimeLink.objects.filter(expires_at__lt=highest_time(now)).delete()


# The heartbeat is also a sign of life, which `porchlight doctor` reads from the job's row.
JOBS = (
    TimedJob("heartbeat", timedelta(minutes=1), Heartbeat().beat),
    TimedJob("tidy", timedelta(hours=1), tidy),
    TimedJob("erase-closed", timedelta(hours=1), erase_closed_accounts),
    TimedJob("empty-key-log", timedelta(minutes=1), empty_log_when_needed),
    TimedJob("empty-log", timedelta(hours=1), empty_main_log_when_needed),
    TimedJob("replay-erasures", timedelta(days=1), replay_erasures),
)
