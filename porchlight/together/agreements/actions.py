"""What two people do with what they agree on: put it to the other, answer, say how it went, let go.

Each write sends the same statements whether it reaches the other or not: what does not is written
to nobody's row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from porchlight.circles.access import rows
from porchlight.circles.facts import NOBODY
from porchlight.circles.models import Tie
from porchlight.domain.circle.agreements import (
    MOST_A_DAY,
    MOST_AN_HOUR,
    MOST_PLANS_A_DAY,
    AgreementAnswer,
    AgreementKind,
    ManyAgreements,
    ManyAgreementsAtOnce,
    Plan,
    Promise,
    PromiseOutcome,
    Times,
    may_answer,
)
from porchlight.domain.consent import Decision
from porchlight.people.limits import count_try, tries_within
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.prepared_writes import PreparedUpdate
from porchlight.together.actions import DAY, HOUR, reaches
from porchlight.together.agreements.told import told_of, with_kind
from porchlight.together.messages import Cause, CauseKind, tell_later
from porchlight.together.models import AgreedTimes, ReceivedAgreement, SentAgreement

DOOR = "agreements"
# By which bit the id of each of the two rows of agreed times differs from that of what was asked.
READERS, MAKERS = 1, 2
RETELL_SENT = PreparedUpdate(SentAgreement, "told")
RETELL_RECEIVED = PreparedUpdate(ReceivedAgreement, "told")
KEEP_OWN_ANSWER = PreparedUpdate(ReceivedAgreement, "answer", "is_answered")
TELL_ANSWER = PreparedUpdate(SentAgreement, "answer")


@every_row()
@transaction.atomic
def put_to(
    maker: Person,
    tie: Tie,
    kind: AgreementKind,
    told: dict[str, Any],
    over_on: date,
    *,
    is_said: bool = True,
) -> SentAgreement:
    """Put something to whoever's account stands behind the maker's `tie`. It reaches them as a note
    would; not with `is_said` false, where the maker keeps it to themselves."""
    reader_id = tie.open_account_id
    if reader_id is None:
        raise TypeError("nobody's account stands behind this tie")
    sent = SentAgreement(person=maker, reader_id=reader_id, kind=kind, over_on=over_on)
    sent.told = with_kind(kind, told)
    sent.save(force_insert=True)
    received = ReceivedAgreement(
        pk=sent.pk, author=maker, reader_id=reader_id, kind=kind, over_on=over_on
    )
    received.told = with_kind(kind, told)
    received.is_there = reaches(maker, reader_id) and is_said
    received.save(force_insert=True)
    return sent


@transaction.atomic
def put_and_tell(
    maker: Person, tie: Tie, kind: AgreementKind, put: Plan | Times, at: datetime
) -> SentAgreement:
    """The same of what waits for an answer, with a message to the other one, which is queued
    whatever they chose."""
    sent = put_to(maker, tie, kind, put.told(), put.over_on)
    if sent.reader_id is not None:
        tell_later(sent.reader_id, Cause(CauseKind.ASKED, sent.pk, maker.pk), at)
    return sent


def count_agreement(maker: Person, at: datetime) -> None:
    """Count one more that this maker puts to anybody. Raises ManyAgreementsAtOnce."""
    count_try(DOOR, str(maker.pk), at)
    of_an_hour = tries_within(DOOR, str(maker.pk), at, HOUR)
    if of_an_hour > MOST_AN_HOUR or tries_within(DOOR, str(maker.pk), at, DAY) > MOST_A_DAY:
        raise ManyAgreementsAtOnce


def count_plan(maker: Person, at: datetime) -> None:
    """Count one plan of this maker. Raises ManyAgreements."""
    count_try("plans", str(maker.pk), at)
    if tries_within("plans", str(maker.pk), at, DAY) > MOST_PLANS_A_DAY:
        raise ManyAgreements


@every_row()
@transaction.atomic
def say_how_it_went(
    maker: Person, promise_id: UUID, outcome: PromiseOutcome, today: date, decision: Decision
) -> None:
    """By whoever promised; of two tabs the first counts, and nothing where one let it go.
    `decision` is the maker's own."""
    sent = SentAgreement.objects.select_for_update().filter(pk=promise_id, person=maker).first()
    if sent is None:
        return
    told = told_of(sent, decision)
    if told is None or sent.reader_id is None or Promise.of(told).outcome is not None:
        return
    promise = Promise.of(told).with_outcome(outcome, today)
    said = with_kind(AgreementKind.PROMISE, promise.told())
    sent.told = said
    RETELL_SENT(sent)
    is_heard = reaches(maker, sent.reader_id)
    received = ReceivedAgreement(
        pk=sent.pk if is_heard else NOBODY, author=maker, reader_id=sent.reader_id
    )
    received.told = said
    RETELL_RECEIVED(received)


@transaction.atomic
def note_mended(promise_id: UUID, today: date, decision: Decision) -> None:
    """The maker said a word about a miss of theirs; of two the first counts. It is kept in the
    maker's own row and for them alone. Nothing for what is no miss. `decision` is the maker's
    own."""
    found = rows(SentAgreement, decision).filter(pk=promise_id, kind=AgreementKind.PROMISE)
    sent = found.select_for_update().first()
    told = told_of(sent, decision) if sent is not None else None
    if sent is None or told is None or not Promise.of(told).asks_for_a_word:
        return
    sent.told = with_kind(AgreementKind.PROMISE, Promise.of(told).mended(today).told())
    RETELL_SENT(sent)


@transaction.atomic
def keep_answers_read(read: Mapping[UUID, AgreementAnswer], decision: Decision) -> None:
    """The maker has these on a page now, by their ids, with these answers; one that came since is
    not read. It is kept in the maker's own row and for them alone. `decision` is the maker's
    own. What is written or taken back in this moment is passed over: to look never waits for that,
    and never makes it fail."""
    found = rows(SentAgreement, decision).filter(pk__in=read).order_by("pk")
    for sent in found.select_for_update(skip_locked=True):
        told = told_of(sent, decision)
        if told is not None:
            sent.told = with_kind(AgreementKind(sent.kind), told, read[sent.pk])
            RETELL_SENT(sent)


@every_row()
@transaction.atomic
def answer_agreement(
    reader: Person, agreement_id: UUID, answer: AgreementAnswer, decision: Decision
) -> bool:
    """Answer a plan, or times to be in touch. False where it cannot be answered so any more: what
    was sent is not taken back in silence. The same once more writes nothing. `decision` is on what
    its maker put to the reader."""
    # The maker's row first, as where it is let go: else the two would wait for each other for ever.
    list(SentAgreement.objects.select_for_update().filter(pk=agreement_id).values_list("pk"))
    received = ReceivedAgreement.objects.select_for_update()
    held = received.filter(pk=agreement_id, reader=reader).first()
    if held is None:  # let go meanwhile
        return False
    kept = held.answer.open(decision)
    before = AgreementAnswer(kept) if kept else None
    if answer is before:
        return True
    told = told_of(held, decision)
    if told is None or not may_answer(before, answer):
        return False
    held.answer, held.is_answered = answer, True
    KEEP_OWN_ANSWER(held)
    is_heard = answer is not AgreementAnswer.NO and reaches(reader, held.author_id)
    sent = SentAgreement(pk=held.pk if is_heard else NOBODY, person_id=held.author_id)
    sent.answer = answer
    is_heard = TELL_ANSWER(sent)  # not where its maker ended it, either
    if held.kind == AgreementKind.TIMES:
        _agree_on_times(reader, held, told, is_yes=answer is AgreementAnswer.YES, is_heard=is_heard)
    return True


def _agree_on_times(
    reader: Person, held: ReceivedAgreement, told: dict[str, Any], *, is_yes: bool, is_heard: bool
) -> None:
    """A row for each of the two on a yes, and none on "another time". The maker's row stays as it
    is where they are not reached; one that would reach nobody is taken away again."""
    for person_id, other_id, is_maker, is_reached in (
        (reader.pk, held.author_id, False, True),
        (held.author_id, reader.pk, True, is_heard),
    ):
        of_row, is_kept = _id_of(held.pk, is_maker), is_yes and is_reached
        AgreedTimes.objects.filter(pk=of_row if is_reached else NOBODY).delete()
        times = AgreedTimes(
            pk=of_row if is_reached else uuid4(),
            person_id=person_id,
            other_id=other_id,
            over_on=Times.of(told).over_on,
        )
        times.told = {**told, "is_maker": is_maker}
        times.save(force_insert=True)
        AgreedTimes.objects.filter(pk=NOBODY if is_kept else times.pk).delete()


def _id_of(agreement_id: UUID, is_maker: bool) -> UUID:
    """So that a yes of two tabs is one, the rows' ids follow from that of what was asked."""
    return UUID(int=agreement_id.int ^ (MAKERS if is_maker else READERS))


def asked_id_of(times_id: UUID) -> UUID:
    """The id of what was asked, by that of agreed times of whoever said yes to it."""
    return UUID(int=times_id.int ^ READERS)


@every_row()
@transaction.atomic
def let_go(maker: Person, agreement_id: UUID) -> None:
    """Its maker's: for both, as a note that is taken back."""
    SentAgreement.objects.filter(pk=agreement_id, person=maker).delete()
    ReceivedAgreement.objects.filter(pk=agreement_id, author=maker).delete()


@every_row()
def let_go_received(reader: Person, agreement_id: UUID) -> None:
    """The other's, out of one's own view; they keep theirs and are not told."""
    ReceivedAgreement.objects.filter(pk=agreement_id, reader=reader).delete()


@every_row()
@transaction.atomic
def let_go_of_all(maker: Person, reader_id: UUID | None = None) -> None:
    """All that somebody put to others, or to one of them, from both screens, and their own side of
    times that were agreed on. Some quiet that they wished for stays: it lets nothing in. Nobody is
    told."""
    put = {} if reader_id is None else {"reader": reader_id}
    agreed = {} if reader_id is None else {"other": reader_id}
    for found in (
        SentAgreement.objects.filter(person=maker, **put),
        ReceivedAgreement.objects.filter(author=maker, **put),
    ):
        found.exclude(kind=AgreementKind.QUIET).delete()
    AgreedTimes.objects.filter(person=maker, **agreed).delete()


def drop_what_is_over(now: datetime) -> None:
    """Once a day. It is not shown before that; a day later than any zone's own."""
    day = (now - timedelta(days=1)).date()
    for model in (SentAgreement, ReceivedAgreement, AgreedTimes):
        model.objects.filter(over_on__lte=day).delete()


@transaction.atomic
def end_times(held: AgreedTimes) -> None:
    """Off one's own pages: the other has a row of their own, and is not told. Where it was its
    maker who ended it, no later answer reaches them: what they asked goes too, and what the other
    has of it stays, so that answering looks as it did."""
    asked_id = UUID(int=held.pk.int ^ MAKERS)
    SentAgreement.objects.filter(pk=asked_id, person=held.person_id).delete()
    held.delete()
