"""What there is of others, for Today and Home: who wrote, asks or said yes, and what is agreed on.

Where nobody said yes to anything it is one query; else a fixed number, however much there is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from porchlight.circles.access import own, rows_of_each, written_to
from porchlight.circles.prepared import PreparedRead
from porchlight.directory.display.moments import Moment
from porchlight.domain.circle.agreements import (
    AgreementAnswer,
    AgreementKind,
    near_plans_over_on,
)
from porchlight.domain.consent import DataClass, Decision
from porchlight.people.encryption.keys import hold_rings
from porchlight.people.models import Person
from porchlight.together.agreed.turns import TurnToday, turns_with
from porchlight.together.agreements.queries import (
    OpenedAgreement,
    PlanRow,
    agreed_plans,
    open_rows,
    opened_agreement,
)
from porchlight.together.models import ReceivedAgreement, SentAgreement
from porchlight.together.waiting import behind_ties

# Somebody whose times are agreed on reads this on each day.
READ_ANSWERED = PreparedRead(
    SentAgreement,
    "reader",
    "kind",
    "told",
    "answer",
    where=("over_on__gt",),
    shape=lambda found: found.filter(answer__isnull=False),
)
# Each with the account of the other one.
Found = list[tuple[OpenedAgreement, UUID | None]]


@dataclass(frozen=True)
class AgreedRow:
    """A plan that both said yes to, or a start of times that they agreed on. `start` is on the
    clock of whoever reads, and on that of whoever asked."""

    tie_id: UUID
    start: Moment
    plan: PlanRow | None = None
    turn: TurnToday | None = None


@dataclass(frozen=True)
class OfOthers:
    """By ties: who wrote a note that was not looked at yet, who asks something that waits for an
    answer; of those whom the person asked, who said yes and who would like another time, until it
    was read; and `agreed`, the soonest first: plans of today and such as began not long ago, from
    six in the evening on those of tomorrow, and times of today."""

    notes: frozenset[UUID]
    asks: frozenset[UUID]
    said_yes: frozenset[UUID]
    another_time: frozenset[UUID]
    agreed: tuple[AgreedRow, ...]


def of_others(person: Person, at: datetime) -> OfOthers:
    """Nothing of whom the person wished for quiet from, or keeps apart; and nothing but notes and
    asks while the other one wished for some."""
    behind = behind_ties(person, at)
    not_quiet = [one for one in behind if not one.is_quiet]
    ties: dict[UUID | None, UUID] = {one.account_id: one.tie_id for one in not_quiet}
    decision, here = own(person, at), at.astimezone(person.zoneinfo)
    found: Found = []
    if any(one.has_answer for one in not_quiet):
        found += _answers_to(decision, here)
    answered = {one.account_id for one in not_quiet if one.has_answered}
    if answered:
        found += _answered_by(person, answered, here)
    tie_of = {one.agreement_id: ties[other] for one, other in found if other in ties}
    known = [one for one, _other in found if one.agreement_id in tie_of]
    plans, new = agreed_plans(known, here)
    agreed = [AgreedRow(tie_of[plan.agreement_id], plan.start, plan=plan) for plan in plans]
    with_times = {one.account_id: one.tie_id for one in not_quiet if one.has_times}
    if with_times:
        turns = turns_with(person, decision, with_times, at)
        agreed += [AgreedRow(one.tie_id, Moment(one.at, one.there), turn=one) for one in turns]
    return OfOthers(
        notes=frozenset(one.tie_id for one in behind if one.has_note),
        asks=frozenset(one.tie_id for one in behind if one.has_ask),
        said_yes=_ties_with(AgreementAnswer.YES, new, tie_of),
        another_time=_ties_with(AgreementAnswer.ANOTHER_TIME, new, tie_of),
        agreed=tuple(sorted(agreed, key=lambda one: (one.start.here.timestamp(), one.tie_id))),
    )


def _ties_with(
    answer: AgreementAnswer, answers: Mapping[UUID, AgreementAnswer], tie_of: Mapping[UUID, UUID]
) -> frozenset[UUID]:
    return frozenset(tie_of[asked_id] for asked_id, given in answers.items() if given is answer)


def _answers_to(decision: Decision, here: datetime) -> Found:
    """What the person asked and somebody answered. One query."""
    opened = (
        (opened_agreement(pk, kind, told, answer, is_own=True), reader)
        for pk, reader, kind, told, answer in READ_ANSWERED(decision, here.date())
    )
    return [(one, reader) for one, reader in opened if one is not None]


def _answered_by(person: Person, author_ids: Collection[UUID], here: datetime) -> Found:
    """Plans of about today that these people asked the person along to, and that got an answer. As
    many queries for one of them as for many."""
    hold_rings(author_ids)
    decisions = written_to(person, author_ids, DataClass.PROMISES, here)
    received = rows_of_each(ReceivedAgreement, decisions.values()).filter(
        kind=AgreementKind.PLAN,
        over_on__range=near_plans_over_on(here.date()),
        is_there=True,
        is_answered=True,
    )
    return [
        (one, row.author_id)
        for row in received
        for one in open_rows([row], decisions[row.author_id], is_own=False)
    ]
