"""What the newest ask says on other pages: whether it is going on, how the person was reached, and
whether to ask how it went."""

from __future__ import annotations

from dataclasses import dataclass
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
    "stops_at",
    "claimed_at",
    "told",
    shape=lambda found: found.order_by("-asked_at")[:1],
)

# So long after somebody answered, or after it stopped, other pages still lead to it.
LED_TO_FOR = timedelta(minutes=30)


@dataclass(frozen=True)
class AskNow:
    """An ask of the person's own that other pages lead back to. `is_open`: nobody answered, and it
    still goes round."""

    ask_id: UUID
    is_answered: bool
    is_open: bool


def ask_now(decision: Decision, at: datetime) -> AskNow | None:
    """The newest, while it goes on and a while longer, by the person's own decision. One query."""
    newest = next(READ_NEWEST_ASK(decision), None)
    if newest is None:
        return None
    ask_id, _asked_at, taken_back_at, stops_at, claimed_at, _told = newest
    until = _aware(claimed_at or stops_at)
    if taken_back_at is not None or at >= until + LED_TO_FOR:
        return None
    is_answered = claimed_at is not None
    return AskNow(UUID(str(ask_id)), is_answered, is_open=not is_answered and at < until)


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
    ask_id, asked_at, taken_back_at, _stops_at, _claimed_at, told = newest
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
