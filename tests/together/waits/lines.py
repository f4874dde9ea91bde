"""What tests of lines about what waits do: choose, send what is due, and tell the time."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Event
from zoneinfo import ZoneInfo

from porchlight.domain.reaching.choices import Choices, WaitsTold
from porchlight.outbox.sending import send_due
from porchlight.people.models import Person
from porchlight.schedule import Lane
from porchlight.together.messages import WAITS

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
AT_ONCE = Choices(waits=WaitsTold.AT_ONCE)
ONCE_A_DAY = Choices(waits=WaitsTold.ONCE_A_DAY)


def send(at: datetime) -> None:
    """All that is due by then."""
    while send_due({WAITS.name: WAITS}, Lane.NOW, lambda: at, Event()):
        pass


def on_clock_of(person: Person, *moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo(person.zone))  # type: ignore[arg-type]
