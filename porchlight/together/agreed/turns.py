"""Whose turn it is today, for pages of other apps: Today and People. A fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import DateField, Exists, OuterRef

from porchlight.checkins.queries.steps import Turns
from porchlight.circles.access import own
from porchlight.circles.facts import NOBODY, standing
from porchlight.circles.models import Block, Tie
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.circle.agreements import AgreementKind, Times, WayToTalk
from porchlight.domain.consent import Decision
from porchlight.domain.steps import AgreedTurn, StepKind
from porchlight.people.encryption.prepared import Read, WrittenQuery
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.together.agreed.lasting import has_faded, last_in_touch, turn_gone_by
from porchlight.together.models import AgreedTimes, ReceivedAgreement
from porchlight.together.queries import READ_ACCOUNTS, own_quiet_from

READ_AGREED_TIMES = PreparedRead(AgreedTimes, "told", "other", "made_at", where=("over_on__gt",))
# Who keeps an open tie to somebody. Today asks for it each time, so its SQL is written once.
READ_KEEPING = Read(
    Tie, "person_id", where=("account",), shape=lambda found: found.filter(ended_on=None)
)
STEP_OF_WAY = {
    WayToTalk.NOTE: StepKind.HELLO,
    WayToTalk.CALL: StepKind.CALL,
    WayToTalk.VIDEO: StepKind.LINK,
}


@dataclass(frozen=True, order=True)
class TurnToday:
    """One start of today with somebody of the circle, on the clock of whoever reads. `there` is the
    same on the clock of whoever asked for the times."""

    at: datetime
    tie_id: UUID
    way: WayToTalk
    is_mine: bool
    there: datetime


def turns_of(person: Person, decision: Decision, at: datetime) -> Turns:
    """For Today: one's own turns, and with whom it is quiet, whoever of the two wished for it. With
    those there is no turn: Today suggests nobody whom somebody wished to have some quiet from."""
    ties = _ties(decision)
    today = at.astimezone(person.zoneinfo).date()
    quiet = own_quiet_from(decision, today) | _who_asked_for_quiet(
        person.pk, {NOBODY, *ties}, today
    )
    not_quiet = {account: pk for account, pk in ties.items() if account not in quiet}
    mine = [turn for turn in turns_with(person, decision, not_quiet, at) if turn.is_mine]
    return Turns(
        [AgreedTurn(turn.at, str(turn.tie_id), STEP_OF_WAY[turn.way]) for turn in mine],
        frozenset(ties[account] for account in quiet if account in ties),
    )


def turns_today(person: Person, at: datetime) -> list[TurnToday]:
    """For People, and the page of one of them: what was agreed for today, the soonest first;
    with nobody from whom the person wished for some quiet that still lasts."""
    decision, today = own(person, at), at.astimezone(person.zoneinfo).date()
    quiet = own_quiet_from(decision, today)
    ties = {account: pk for account, pk in _ties(decision).items() if account not in quiet}
    return turns_with(person, decision, ties, at)


def _ties(decision: Decision) -> dict[UUID, UUID]:
    """The open ties of a person by the account behind them."""
    return {account: pk for pk, account, ended in READ_ACCOUNTS(decision) if account and not ended}


def turns_with(
    person: Person, decision: Decision, ties: dict[UUID, UUID], at: datetime
) -> list[TurnToday]:
    """Those that have not faded, with whoever is behind these ties. Without times for today it is
    one query."""
    here = at.astimezone(person.zoneinfo)
    agreed = []
    for _pk, told, other_id, made_at in READ_AGREED_TIMES(decision, here.date()):
        times = Times.of(told)
        start = times.start_on_local(here.date(), here)
        if start is not None and other_id in ties:
            agreed.append((times, start, other_id, told["is_maker"], made_at.date()))
    if not agreed:
        return []
    with_times = {other_id: ties[other_id] for _times, _start, other_id, *_ in agreed}
    in_touch = last_in_touch(decision, with_times)
    found = []
    for times, start, other_id, is_maker, agreed_on in agreed:
        known = in_touch.get(other_id)
        gone_by = turn_gone_by(times, agreed_on, known, here, is_maker=is_maker)
        if not has_faded(gone_by, here.date()):
            is_mine = times.is_turn_of_maker(start) is is_maker
            at_here = start.astimezone(here.tzinfo)
            at_there = start.astimezone(times.zoneinfo)
            found.append(TurnToday(at_here, ties[other_id], times.way, is_mine, at_there))
    return sorted(found)


@every_row()
def _who_asked_for_quiet(reader_id: UUID, author_ids: set[UUID], today: date) -> set[UUID]:
    """Those who said so to the reader; none of the words is read."""
    there = {keeper for (keeper,) in READ_KEEPING(reader_id)} & author_ids
    return {author for (author,) in QUIET_SAID(reader=reader_id, today=today) if author in there}


def _quiet_said(reader: UUID, today: date) -> Any:
    """The wish is gone with a block and with closing, as it is from the page of two: else these
    would show, by a turn that stands on Today and is never suggested there."""
    apart = standing(Block, "block").filter(person=OuterRef("author"), other=OuterRef("reader"))
    said = ReceivedAgreement.objects.filter(
        ~Exists(apart),
        reader=reader,
        kind=AgreementKind.QUIET,
        over_on__gt=today,
        is_there=True,
        author__closed_at=None,
    )
    return said.values_list("author_id")


QUIET_SAID = WrittenQuery(ReceivedAgreement, _quiet_said, reader=Person._meta.pk, today=DateField())
