"""What two people agreed on, as one of them sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from porchlight.circles.access import decide, own, rows
from porchlight.circles.facts import NOBODY, Authored, keeping_a_tie_to
from porchlight.circles.models import Tie
from porchlight.directory.display.moments import Moment
from porchlight.domain.circle.agreements import (
    AgreementAnswer,
    AgreementKind,
    Plan,
    Promise,
    Times,
    quiet_until,
)
from porchlight.domain.consent import Action, DataClass, Decision, Purpose
from porchlight.people.models import Person
from porchlight.together.agreed.lasting import has_faded, last_in_touch, turn_gone_by
from porchlight.together.agreed.links import site_of
from porchlight.together.agreements.actions import asked_id_of
from porchlight.together.agreements.told import parts_of
from porchlight.together.models import AgreedTimes, ReceivedAgreement, SentAgreement
from porchlight.together.plans.meetings import ListedMeeting, listed_meetings

# More than the limits let two people have open; older ones are over.
MOST_SHOWN = 120


@dataclass(frozen=True)
class PromiseRow:
    """`is_due`: its day has come, and whoever promised may say how it went."""

    agreement_id: UUID
    is_own: bool
    promise: Promise
    is_due: bool


@dataclass(frozen=True)
class PlanRow:
    """`answer` is what reached its maker, or what the reader said themselves. `has_changed`: the
    meeting does not start then any more, as far as is listed; where it does, `end` and `attendance`
    (a Service.Attendance) are the listing's, if it says them."""

    agreement_id: UUID
    is_own: bool
    plan: Plan
    answer: AgreementAnswer | None
    start: Moment
    is_over: bool
    has_changed: bool = False
    has_new_answer: bool = False
    end: Moment | None = None
    attendance: str = ""

    @property
    def is_agreed(self) -> bool:
        return self.answer is AgreementAnswer.YES


@dataclass(frozen=True)
class TimesRow:
    """Times to be in touch, asked for or agreed. `start` is the next one, `is_my_turn` for it.
    `gone_by` is the day of a turn of the other's of which nothing is known, with the day on which
    the times fade for that. `asked_id` is what the other asked, where they are agreed times of who
    said yes to it."""

    agreement_id: UUID
    is_own: bool
    times: Times
    answer: AgreementAnswer | None
    start: Moment
    is_my_turn: bool
    gone_by: tuple[date, date] | None = None
    asked_id: UUID | None = None

    @property
    def site(self) -> str:
        """Which site the link of a video call opens; "" where there is none."""
        return site_of(self.times.link)

    @property
    def is_agreed(self) -> bool:
        return self.answer is AgreementAnswer.YES

    def is_on(self, today: date) -> bool:
        return self.start.here.date() == today


@dataclass(frozen=True)
class QuietRow:
    agreement_id: UUID
    is_own: bool
    until: date
    is_said: bool


@dataclass(frozen=True)
class OfTwo:
    """What is open between a person and one other, with what was kept today; and in `kept` what was
    kept before, of late. `quiet` are one's own wish for it and the other's, where it was said.
    While one's own lasts, what the other put to one is left out, but for what one said yes to.
    `new_answers` are those to what one put to them, by its id, that are not the one that one had
    read."""

    promises: list[PromiseRow]
    kept: list[PromiseRow]
    plans: list[PlanRow]
    asked_times: list[TimesRow]
    agreed_times: list[TimesRow]
    quiet: list[QuietRow]
    new_answers: dict[UUID, AgreementAnswer]

    @property
    def own_quiet(self) -> QuietRow | None:
        return next((row for row in self.quiet if row.is_own), None)


@dataclass(frozen=True)
class OpenedAgreement:
    """`answer` is what reached its maker, or what the reader said themselves; `has_new_answer`: its
    maker has not read it yet."""

    agreement_id: UUID
    is_own: bool
    kind: AgreementKind
    told: dict[str, Any]
    answer: AgreementAnswer | None
    has_new_answer: bool = False


@dataclass(frozen=True)
class AnsweredRow:
    """What somebody answered, a plan or times, and when it is next on the clock of whoever asked;
    times that are over have no start any more."""

    start: Moment | None
    plan: Plan | None = None
    times: Times | None = None


def decision_on_agreements(reader: Person, maker_id: UUID, at: datetime) -> Decision:
    """For what `maker_id` put to the reader: a refusal once the maker has ended their own tie to
    the reader, at the same number of queries."""
    there = keeping_a_tie_to(reader.pk, [maker_id])
    about = Authored(reader.pk, maker_id if maker_id in there else NOBODY)
    return decide(reader, about, Action.VIEW, DataClass.PROMISES, Purpose.SELF, at)


def of_two(person: Person, other_id: UUID, at: datetime) -> OfTwo:
    """A fixed number of queries, however much there is."""
    here = at.astimezone(person.zoneinfo)
    found = _opened(person, other_id, at)
    agreed = _agreed(person, other_id, at)
    quiet = [
        QuietRow(one.agreement_id, one.is_own, quiet_until(one.told), one.told["is_said"])
        for one in found
        if one.kind is AgreementKind.QUIET and quiet_until(one.told) >= here.date()
    ]
    if any(row.is_own for row in quiet):
        found = [one for one in found if one.is_own or one.answer is AgreementAnswer.YES]
        quiet = [row for row in quiet if row.is_own]
    promises = _promises(found, here.date())
    return OfTwo(
        promises=[row for row in promises if not row.promise.is_kept_before(here.date())],
        kept=[row for row in promises if row.promise.is_kept_before(here.date())],
        plans=_plans(found, here),
        asked_times=_asked_times(found, here),
        agreed_times=agreed,
        quiet=quiet,
        new_answers={
            one.agreement_id: one.answer for one in found if one.answer and one.has_new_answer
        },
    )


def plan_row(
    row: SentAgreement | ReceivedAgreement, decision: Decision, person: Person, at: datetime
) -> PlanRow | None:
    """One plan; None once it has faded."""
    found = open_rows([row], decision, is_own=isinstance(row, SentAgreement))
    return next(iter(_plans(found, at.astimezone(person.zoneinfo))), None)


def opened_agreement(
    agreement_id: UUID,
    kind: str,
    sealed: dict[str, Any] | None,
    answer: str | None,
    *,
    is_own: bool,
) -> OpenedAgreement | None:
    """By what was opened of a row; None where its kind was changed."""
    told, read = parts_of(sealed, kind)
    if told is None:
        return None
    said = AgreementAnswer(answer) if answer else None
    is_new = is_own and said is not read
    return OpenedAgreement(agreement_id, is_own, AgreementKind(kind), told, said, is_new)


def agreed_plans(
    found: Iterable[OpenedAgreement], here: datetime
) -> tuple[list[PlanRow], list[OpenedAgreement]]:
    """The plans among these that both said yes to and that are near, the soonest first; and what
    has an answer that its maker has not read, and is not over. `here` is on the clock of whoever
    reads. No query, but two where a plan is to a meeting."""
    near, new = [], []
    for one in found:
        plan = Plan.of(one.told) if one.kind is AgreementKind.PLAN else None
        if plan is not None and one.answer is AgreementAnswer.YES and plan.is_near(here):
            near.append(one)
        if one.answer and one.has_new_answer and not (plan is not None and plan.is_over(here)):
            new.append(one)
    return _plans(near, here), new


def answered_row(one: OpenedAgreement, here: datetime) -> AnsweredRow:
    """A plan or times of the maker's own. No query."""
    if one.kind is AgreementKind.PLAN:
        plan = Plan.of(one.told)
        return AnsweredRow(_moment(plan.starts_at, here), plan=plan)
    row = _times(one, here, is_maker=True)
    return AnsweredRow(row.start if row else None, times=Times.of(one.told))


def promises_for(found: Iterable[OpenedAgreement], today: date) -> list[PromiseRow]:
    """The open promises among these whose day it is. `today` is of whoever reads. No query."""
    return [row for row in _promises(found, today) if row.promise.is_for(today)]


def times_row(
    row: SentAgreement | ReceivedAgreement, decision: Decision, person: Person, at: datetime
) -> TimesRow | None:
    """Times that were asked for; None once they are over."""
    here = at.astimezone(person.zoneinfo)
    found = open_rows([row], decision, is_own=isinstance(row, SentAgreement))
    return next((_times(one, here, is_maker=one.is_own) for one in found), None)


def _opened(person: Person, other_id: UUID, at: datetime) -> list[OpenedAgreement]:
    today = at.astimezone(person.zoneinfo).date()
    mine, theirs = own(person, at), decision_on_agreements(person, other_id, at)
    sent = rows(SentAgreement, mine).filter(reader_id=other_id, over_on__gt=today)
    received = rows(ReceivedAgreement, theirs).filter(is_there=True, over_on__gt=today)
    return [
        *open_rows(sent.order_by("over_on")[:MOST_SHOWN], mine, is_own=True),
        *open_rows(received.order_by("over_on")[:MOST_SHOWN], theirs, is_own=False),
    ]


def open_rows(
    found: Iterable[SentAgreement | ReceivedAgreement], decision: Decision, *, is_own: bool
) -> list[OpenedAgreement]:
    """Without those whose kind was changed."""
    opened = (
        opened_agreement(
            row.pk, row.kind, row.told.open(decision), row.answer.open(decision), is_own=is_own
        )
        for row in found
    )
    return [one for one in opened if one is not None]


def _promises(found: Iterable[OpenedAgreement], today: date) -> list[PromiseRow]:
    of_kind = [(one, Promise.of(one.told)) for one in found if one.kind is AgreementKind.PROMISE]
    shown = [
        PromiseRow(one.agreement_id, one.is_own, promise, promise.is_due(today))
        for one, promise in of_kind
        if promise.is_shown(today)
    ]
    return sorted(shown, key=lambda row: (row.promise.day, str(row.agreement_id)))


def _plans(found: list[OpenedAgreement], here: datetime) -> list[PlanRow]:
    """The soonest first. A no that one gave oneself shows no more."""
    of_kind = [(one, Plan.of(one.told)) for one in found if one.kind is AgreementKind.PLAN]
    shown = [
        (one, plan)
        for one, plan in of_kind
        if plan.is_shown(one.answer, here) and one.answer is not AgreementAnswer.NO
    ]
    listed = listed_meetings(plan for _one, plan in shown)
    return sorted(
        (_plan(one, plan, here, listed) for one, plan in shown),
        key=lambda row: (row.start.there.timestamp(), str(row.agreement_id)),
    )


def _plan(
    one: OpenedAgreement, plan: Plan, here: datetime, listed: dict[Plan, ListedMeeting | None]
) -> PlanRow:
    meeting = listed.get(plan)
    ends_at = meeting.ends_at if meeting else None
    return PlanRow(
        one.agreement_id,
        one.is_own,
        plan,
        one.answer,
        _moment(plan.starts_at, here),
        plan.is_over(here),
        has_changed=plan in listed and meeting is None,
        has_new_answer=one.has_new_answer,
        end=_moment(ends_at, here) if ends_at else None,
        attendance=meeting.attendance if meeting else "",
    )


def _moment(there: datetime, here: datetime) -> Moment:
    return Moment(there.astimezone(here.tzinfo), there)


def _asked_times(found: list[OpenedAgreement], here: datetime) -> list[TimesRow]:
    """What waits for an answer, or was answered with "another time"."""
    settled = (AgreementAnswer.YES, AgreementAnswer.NO)
    asked = [
        _times(one, here, is_maker=one.is_own)
        for one in found
        if one.kind is AgreementKind.TIMES and one.answer not in settled
    ]
    return [row for row in asked if row is not None]


def _agreed(person: Person, other_id: UUID, at: datetime) -> list[TimesRow]:
    """Those that have not faded, by what the person knows."""
    here = at.astimezone(person.zoneinfo)
    decision = own(person, at)
    held = rows(AgreedTimes, decision).filter(other_id=other_id, over_on__gt=here.date())
    in_touch = _in_touch_on(decision, other_id)
    found = []
    for row in held.order_by("over_on")[:MOST_SHOWN]:
        told = row.told.open(decision) or {}
        is_maker, agreed_on = told["is_maker"], row.made_at.date()
        gone_by = turn_gone_by(Times.of(told), agreed_on, in_touch, here, is_maker=is_maker)
        one = OpenedAgreement(row.pk, True, AgreementKind.TIMES, told, AgreementAnswer.YES)
        times = _times(one, here, is_maker=is_maker)
        if times is not None and not has_faded(gone_by, here.date()):
            asked_id = None if is_maker else asked_id_of(row.pk)
            found.append(replace(times, gone_by=gone_by, asked_id=asked_id))
    return found


def _in_touch_on(decision: Decision, other_id: UUID) -> date | None:
    ties = rows(Tie, decision).filter(account_id=other_id, ended_on=None)
    tie_id = ties.values_list("pk", flat=True).first() or NOBODY
    return last_in_touch(decision, {other_id: tie_id}).get(other_id)


def _times(one: OpenedAgreement, here: datetime, *, is_maker: bool) -> TimesRow | None:
    times = Times.of(one.told)
    start = times.start_on_local(here.date(), here) or times.next_from(here)
    if start is None:
        return None
    moment = Moment(start.astimezone(here.tzinfo), start.astimezone(times.zoneinfo))
    is_my_turn = times.is_turn_of_maker(start) is is_maker
    return TimesRow(one.agreement_id, one.is_own, times, one.answer, moment, is_my_turn)
