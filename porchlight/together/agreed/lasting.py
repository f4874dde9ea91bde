"""Whether times that two people agreed on still hold for one of them, by what that one knows.

Nothing that the other did in silence (ended the times, let go, blocked, stopped everything) is
asked. So who ended them, and who only did not take their turn, look the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from porchlight.circles.access import rows
from porchlight.circles.models import Contact
from porchlight.domain.circle.agreements import Times
from porchlight.domain.consent import Decision
from porchlight.together.models import NotesWith


def last_in_touch(decision: Decision, ties: Mapping[UUID, UUID]) -> dict[UUID, date]:
    """By account, the last day on which the person noted a talk with them, or from which they had a
    note of theirs on their page. That day stays when the note is taken back or has had its time.
    `ties` are the person's own by account. A fixed number of queries, however many."""
    accounts = {tie_id: account for account, tie_id in ties.items()}
    talks = rows(Contact, decision).filter(tie__in=list(accounts))
    by_tie = talks.order_by().values("tie_id").annotate(newest=Max("day"))
    found = {accounts[one["tie_id"]]: one["newest"] for one in by_tie}
    pairs = rows(NotesWith, decision).filter(other__in=list(ties))
    for account, day in pairs.values_list("other_id", "in_touch_on"):
        if day is not None:
            found[account] = max(day, found.get(account, day))
    return found


def turn_gone_by(
    times: Times, agreed_on: date, in_touch_on: date | None, here: datetime, *, is_maker: bool
) -> tuple[date, date] | None:
    """The day of a turn of the other's that went by and of which nothing is known, and the day on
    which the times fade for that; None while there is no such turn."""
    after = max(agreed_on, in_touch_on or agreed_on)
    turn = times.turn_to_tell_of(after, here, is_maker=is_maker)
    return turn if turn is not None and turn[0] < here.date() else None


def has_faded(gone_by: tuple[date, date] | None, today: date) -> bool:
    return gone_by is not None and gone_by[1] <= today
