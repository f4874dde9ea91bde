"""What the outbox does for itself by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from porchlight.outbox.models import Message
from porchlight.schedule import TimedJob

# An ended message keeps its key from being queued anew for this long.
KEPT_FOR = timedelta(days=30)


def tidy_messages(now: datetime) -> None:
    """Delete messages that ended thirty days ago."""
    Message.objects.filter(ended_at__lt=now - KEPT_FOR).delete()


JOBS = (TimedJob("tidy-messages", timedelta(hours=1), tidy_messages),)
