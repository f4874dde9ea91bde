"""What waits behind the ties of a person, asked step by step: the one query comes to the same."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q

from porchlight.circles.access import own, rows
from porchlight.circles.facts import NOBODY, blocked_of, closed_of, keeping_a_tie_to
from porchlight.domain.circle.agreements import KEPT_AFTER, AgreementKind
from porchlight.domain.consent import Decision
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.together.keeping import first_days, still_kept
from porchlight.together.models import NotesWith, ReceivedAgreement, ReceivedNote
from porchlight.together.queries import READ_ACCOUNTS, own_quiet_from


def ties_with_new_notes(person: Person, at: datetime) -> set[UUID]:
    """The ties of a person whose account wrote something that they have not looked at yet. A fixed
    number of queries, however many there are; none of the words is read."""
    decision = own(person, at)
    ties = _ties(decision)
    looked_at = dict(rows(NotesWith, decision).values_list("other_id", "looked_at"))
    today = at.astimezone(person.zoneinfo).date()
    newest = _newest_from({NOBODY, *ties}, person.pk, today)
    quiet = own_quiet_from(decision, today)
    return {ties[account] for account, number in newest.items()
            if number > looked_at.get(account, 0) and account not in quiet}  # fmt: skip


@every_row()
def _newest_from(author_ids: set[UUID], reader_id: UUID, today: date) -> dict[UUID, int]:
    """By author, the highest number of what they wrote to the reader and what is there for them:
    nothing that has had its time, of whom a block keeps apart, or who is closing their account."""
    apart = blocked_of(reader_id, author_ids) | closed_of(author_ids)
    there = ReceivedNote.objects.filter(
        still_kept(first_days(today)),
        reader=reader_id,
        author__in=author_ids - apart,
        is_there=True,
    )
    newest = there.values("author_id").annotate(newest=Max("number"))
    return dict(newest.values_list("author_id", "newest"))


def _ties(decision: Decision) -> dict[UUID, UUID]:
    """The open ties of a person by the account behind them."""
    return {account: pk for pk, account, ended in READ_ACCOUNTS(decision) if account and not ended}


def ties_that_ask(person: Person, at: datetime) -> set[UUID]:
    """Ties whose account asked for something that waits for an answer: a plan until its day is
    over, or times. None of the words is read."""
    decision, today = own(person, at), at.astimezone(person.zoneinfo).date()
    ties = _ties(decision)
    quiet = own_quiet_from(decision, today)
    return {ties[account] for account in _who_waits(person.pk, {NOBODY, *ties} - quiet, today)}


@every_row()
def _who_waits(reader_id: UUID, author_ids: set[UUID], today: date) -> set[UUID]:
    apart = blocked_of(reader_id, author_ids) | closed_of(author_ids)
    there = {NOBODY, *keeping_a_tie_to(reader_id, author_ids)} - apart
    plan = Q(kind=AgreementKind.PLAN, over_on__gte=today + KEPT_AFTER)
    asked = ReceivedAgreement.objects.filter(
        plan | Q(kind=AgreementKind.TIMES, over_on__gt=today),
        reader=reader_id,
        author__in=there,
        is_there=True,
        is_answered=False,
    )
    return set(asked.values_list("author_id", flat=True))
