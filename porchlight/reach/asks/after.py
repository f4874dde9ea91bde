"""What the newest ask says later on: how the person was reached, and whether to ask how it went."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from porchlight.circles.prepared import PreparedRead
from porchlight.domain.consent import Decision
from porchlight.people.models import Person
from porchlight.reach.models import SentAsk

# Today asks it once a day.
READ_NEWEST_ASK = PreparedRead(
    SentAsk,
    "asked_at",
    "taken_back_at",
    "told",
    shape=lambda found: found.order_by("-asked_at")[:1],
)


def last_number(decision: Decision) -> str:
    """The number given with the ask before, while that is kept. `decision` is the person's own."""
    told = next((told for *_moments, told in READ_NEWEST_ASK(decision)), None) or {}
    return str(told.get("number", ""))


def asked_yesterday(person: Person, decision: Decision, at: datetime) -> UUID | None:
    """The ask of which it was not said yet how it went; on the day after, and on no other. One
    query."""
    newest = next(READ_NEWEST_ASK(decision), None)
    if newest is None:
        return None
    ask_id, asked_at, taken_back_at, told = newest
    asked_on = _aware(asked_at).astimezone(person.zoneinfo).date()
    is_yesterday = asked_on == at.astimezone(person.zoneinfo).date() - timedelta(days=1)
    if not is_yesterday or taken_back_at is not None or told is None or told["outcome"]:
        return None
    return UUID(str(ask_id))


def _aware(moment: Any) -> datetime:
    """SQLite gives a moment as text, in UTC."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    aware: datetime = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware
