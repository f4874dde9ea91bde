"""What there is of others, for Today and Home: who wrote, asks or said yes, what is agreed on, and
what was promised for today.

Where nobody said yes to anything, and nothing was promised for today, it is one query; else a fixed
number, however much there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import inf
from uuid import UUID

from django.db.models import Q

from porchlight.circles.access import own, rows_of_each, written_to
from porchlight.circles.prepared import PreparedRead
from porchlight.directory.display.moments import Moment
from porchlight.domain.circle.agreements import (
    KEPT_AFTER,
    AgreementAnswer,
    AgreementKind,
    near_plans_over_on,
)
from porchlight.domain.consent import DataClass, Decision
from porchlight.people.encryption.keys import hold_rings
from porchlight.people.models import Person
from porchlight.together.agreed.turns import TurnToday, turns_with
from porchlight.together.agreements.queries import (
    AnsweredRow,
    OpenedAgreement,
    PlanRow,
    PromiseRow,
    agreed_plans,
    answered_row,
    open_rows,
    opened_agreement,
    promises_for,
)
from porchlight.together.models import ReceivedAgreement, SentAgreement
from porchlight.together.waiting import behind_ties

OPENED = ("reader", "kind", "told", "answer")
# Somebody whose times are agreed on reads this on each day.
READ_ANSWERED = PreparedRead(
    SentAgreement,
    *OPENED,
    where=("over_on__gt",),
    shape=lambda found: found.filter(answer__isnull=False),
)
# And in its place, on a day for which they promised something, all that they put to others.
READ_PUT = PreparedRead(SentAgreement, *OPENED, where=("over_on__gt",))
# Each with the account of the other one.
Found = list[tuple[OpenedAgreement, UUID | None]]


@dataclass(frozen=True)
class AgreedRow:
    """A plan that both said yes to, a start of times that they agreed on, or a promise for today.
    `start` is on the clock of whoever reads, and on that of whoever asked; a promise has none."""

    tie_id: UUID
    start: Moment | None = None
    plan: PlanRow | None = None
    turn: TurnToday | None = None
    promise: PromiseRow | None = None


@dataclass(frozen=True)
class OfOthers:
    """By ties: who wrote a note that was not looked at yet, who asks something that waits for an
    answer; of those whom the person asked, who said yes and who would like another time, each with
    the soonest thing that was answered so, until it was read; and `agreed`, the soonest first:
    plans of today and such as began not long ago, from six in the evening on those of tomorrow, and
    times of today; after these the open promises for today, first the person's own."""

    notes: frozenset[UUID]
    asks: frozenset[UUID]
    said_yes: dict[UUID, AnsweredRow]
    another_time: dict[UUID, AnsweredRow]
    agreed: tuple[AgreedRow, ...]


def of_others(person: Person, at: datetime) -> OfOthers:
    """Nothing of whom the person wished for quiet from, or keeps apart; and nothing but notes and
    asks while the other one wished for some."""
    behind = behind_ties(person, at)
    not_quiet = [one for one in behind if not one.is_quiet]
    ties: dict[UUID | None, UUID] = {one.account_id: one.tie_id for one in not_quiet}
    decision, here = own(person, at), at.astimezone(person.zoneinfo)
    found: Found = []
    has_promised = any(one.has_own_promise for one in not_quiet)
    if has_promised or any(one.has_answer for one in not_quiet):
        found += _put(decision, here, with_promises=has_promised)
    makers = {one.account_id for one in not_quiet if one.has_answered or one.has_promise}
    if makers:
        found += _received_from(person, makers, here)
    tie_of = {one.agreement_id: ties[other] for one, other in found if other in ties}
    known = [one for one, _other in found if one.agreement_id in tie_of]
    plans, new = agreed_plans(known, here)
    agreed = [AgreedRow(tie_of[plan.agreement_id], plan.start, plan=plan) for plan in plans]
    with_times = {one.account_id: one.tie_id for one in not_quiet if one.has_times}
    if with_times:
        turns = turns_with(person, decision, with_times, at)
        agreed += [AgreedRow(one.tie_id, Moment(one.at, one.there), turn=one) for one in turns]
    agreed.sort(key=lambda one: (_when(one.start), one.tie_id))
    promised = sorted(promises_for(known, here.date()), key=lambda row: not row.is_own)
    agreed += [AgreedRow(tie_of[row.agreement_id], promise=row) for row in promised]
    return OfOthers(
        notes=frozenset(one.tie_id for one in behind if one.has_note),
        asks=frozenset(one.tie_id for one in behind if one.has_ask),
        said_yes=_answered_with(AgreementAnswer.YES, new, tie_of, here),
        another_time=_answered_with(AgreementAnswer.ANOTHER_TIME, new, tie_of, here),
        agreed=tuple(agreed),
    )


def _answered_with(
    answer: AgreementAnswer,
    new: Iterable[OpenedAgreement],
    tie_of: Mapping[UUID, UUID],
    here: datetime,
) -> dict[UUID, AnsweredRow]:
    """By ties, the soonest that got this answer."""
    found = [
        (tie_of[one.agreement_id], answered_row(one, here)) for one in new if one.answer is answer
    ]
    found.sort(key=lambda one: _when(one[1].start), reverse=True)
    return dict(found)


def _when(start: Moment | None) -> float:
    """What to sort by; what has no start any more comes last."""
    return start.here.timestamp() if start else inf


def _put(decision: Decision, here: datetime, *, with_promises: bool) -> Found:
    """What the person asked and somebody answered; `with_promises` also all else that they put to
    others. One query."""
    read = READ_PUT if with_promises else READ_ANSWERED
    opened = (
        (opened_agreement(pk, kind, told, answer, is_own=True), reader)
        for pk, reader, kind, told, answer in read(decision, here.date())
    )
    return [(one, reader) for one, reader in opened if one is not None]


def _received_from(person: Person, author_ids: Collection[UUID], here: datetime) -> Found:
    """Plans of about today that these people asked the person along to, and that got an answer; and
    what they promised for today. As many queries for one of them as for many."""
    hold_rings(author_ids)
    decisions = written_to(person, author_ids, DataClass.PROMISES, here)
    near = near_plans_over_on(here.date())
    plan = Q(kind=AgreementKind.PLAN, over_on__range=near, is_answered=True)
    promise = Q(kind=AgreementKind.PROMISE, over_on=here.date() + KEPT_AFTER)
    received = rows_of_each(ReceivedAgreement, decisions.values()).filter(
        plan | promise, is_there=True
    )
    return [
        (one, row.author_id)
        for row in received
        for one in open_rows([row], decisions[row.author_id], is_own=False)
    ]
