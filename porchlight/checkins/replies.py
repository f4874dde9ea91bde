"""What a person answered to the pages of their days, read with a decision."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from porchlight.checkins.models import DayReplies
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.answering import (
    FarAway,
    Later,
    LowDaysReply,
    Need,
    Replies,
)
from porchlight.domain.consent import Decision

# A rest that was asked for lasts a week at most, so older days say nothing about today.
LONGEST_REST = timedelta(days=7)

# How long replies are kept: nothing looks further back than a week.
KEPT_FOR = timedelta(days=14)

Answers = dict[str, Any]

READ_REPLIES = PreparedRead(DayReplies, "answers")


def replies_by_day(decision: Decision) -> dict[date, Answers] | None:
    """What was answered on each day of the last two weeks; None before there was any row."""
    for _, answers in READ_REPLIES(decision):
        return {date.fromisoformat(day): given for day, given in (answers or {}).items()}
    return None


def replies_of(decision: Decision, today: date) -> tuple[Replies, bool]:
    """What was answered today, and whether a rest asked for on an earlier day still goes on."""
    found = (replies_by_day(decision) or {}).items()
    by_day = {day: replies_from(answers) for day, answers in found if day <= today}
    since = today - LONGEST_REST
    earlier = (replies for day, replies in by_day.items() if since <= day < today)
    asked_for_rest = any(r.rests_until is not None and today < r.rests_until for r in earlier)
    return by_day.get(today, Replies()), asked_for_rest


def low_days_offers(by_day: dict[date, Answers]) -> list[date]:
    """The days on which three low days were spoken of."""
    return [day for day, answers in by_day.items() if answers.get("offers_three_low_days")]


def replies_from(answers: Answers | None) -> Replies:
    """The stored dict as `Replies`."""
    given = dict(answers or {})
    until = given.get("rests_until")
    return Replies(
        used=bool(given.get("used")),
        hard_at=datetime.fromisoformat(given["hard_at"]) if given.get("hard_at") else None,
        only_said=bool(given.get("only_said")),
        hard_closed=bool(given.get("hard_closed")),
        later=Later(given["later"]) if given.get("later") else None,
        offers_three_low_days=bool(given.get("offers_three_low_days")),
        low_days=LowDaysReply(given["low_days"]) if given.get("low_days") else None,
        far_away=FarAway(given["far_away"]) if given.get("far_away") else None,
        need=Need(given["need"]) if given.get("need") else None,
        rests_until=date.fromisoformat(until) if until else None,
    )
