"""Behind which ties something waits, or something is agreed on. One query; no words are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import DateField, Exists, OuterRef, Q

from porchlight.circles.facts import standing
from porchlight.circles.models import Block, Tie
from porchlight.domain.circle.agreements import KEPT_AFTER, AgreementKind, near_plans_over_on
from porchlight.domain.circle.keeping import KeptFor
from porchlight.people.encryption.prepared import WrittenQuery
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row
from porchlight.together.keeping import WITH_AN_END, first_days, still_kept
from porchlight.together.models import (
    AgreedTimes,
    NotesWith,
    ReceivedAgreement,
    ReceivedNote,
    SentAgreement,
)


class BehindATie(NamedTuple):
    """What there is behind one of a person's ties. A note that they have not looked at, and an ask
    that waits for their answer; an answer to what they asked, of any day to come; an answer of
    theirs to a plan of about today; times that both agreed on; and what was promised for today, by
    the other one and by the person, whatever was said of it since.

    `is_quiet`: the other one wished for some quiet, and said so.
    """

    tie_id: UUID
    account_id: UUID
    has_note: bool
    has_ask: bool
    has_answer: bool
    has_answered: bool
    has_times: bool
    has_promise: bool
    has_own_promise: bool
    is_quiet: bool


@every_row()
def behind_ties(person: Person, at: datetime) -> list[BehindATie]:
    """For each tie to an account, but those from whom the person wished for quiet, and whom they
    keep apart. What the other one wrote is not there once they let go of it, ended their own tie
    (but a note), keep the person apart, or are closing their account. What is the person's own
    does not hang on any of that, so that nothing of it tells."""
    today = at.astimezone(person.zoneinfo).date()
    first = {_first(one): day for one, day in first_days(today).items()}
    near_from, near_until = near_plans_over_on(today)
    return [
        BehindATie(tie_id, account_id, *map(bool, found))
        for tie_id, account_id, *found in BEHIND_TIES(
            person=person.pk,
            today=today,
            of_today=today + KEPT_AFTER,
            near_from=near_from,
            near_until=near_until,
            **first,
        )
    ]


class Waits(NamedTuple):
    """Ties behind which a note was not looked at yet, and those behind which somebody asked for
    something that waits for an answer."""

    notes: frozenset[UUID]
    asks: frozenset[UUID]


def what_waits(person: Person, at: datetime) -> Waits:
    """For People and the page of one of them. One query; none of the words is read."""
    behind = behind_ties(person, at)
    return Waits(
        frozenset(one.tie_id for one in behind if one.has_note),
        frozenset(one.tie_id for one in behind if one.has_ask),
    )


def _behind_ties(
    person: UUID, today: date, of_today: date, near_from: date, near_until: date, **first: date
) -> Any:
    ties = Tie.objects.filter(person=person, ended_on=None, account__isnull=False)
    received = _reaching(ReceivedAgreement, _keeps_a_tie())
    plan = Q(kind=AgreementKind.PLAN, over_on__gte=near_from)
    promise = Q(kind=AgreementKind.PROMISE, over_on=of_today)
    asked = _mine(SentAgreement, "reader").exclude(answer=None)
    return (
        ties.filter(~Exists(_own_quiet(today)), ~Exists(_blocks("person", "account")))
        .annotate(
            has_note=Exists(_new_notes({one: first[_first(one)] for one in WITH_AN_END})),
            has_ask=Exists(_open_asks(received, today, of_today)),
            has_answer=Exists(asked.filter(plan | Q(kind=AgreementKind.TIMES, over_on__gt=today))),
            has_answered=Exists(received.filter(plan, over_on__lte=near_until, is_answered=True)),
            has_times=Exists(_mine(AgreedTimes, "other").filter(over_on__gt=today)),
            has_promise=Exists(received.filter(promise)),
            has_own_promise=Exists(_mine(SentAgreement, "reader").filter(promise)),
            is_quiet=Exists(received.filter(kind=AgreementKind.QUIET, over_on__gt=today)),
        )
        .values_list("pk", "account", *BehindATie._fields[2:])
    )


def _mine(model: Any, other: str) -> Any:
    """The person's own rows about the account behind the tie."""
    return model.objects.filter(**{"person": OuterRef("person"), other: OuterRef("account")})


def _reaching(model: Any, *more: Any) -> Any:
    """What the account behind the tie wrote and the person sees, while neither a block of theirs
    nor closing takes it away."""
    there = model.objects.filter(reader=OuterRef("person"), author=OuterRef("account"))
    apart = Exists(_blocks("author", "reader"))
    return there.filter(*more, ~apart, is_there=True, author__closed_at=None)


def _new_notes(first: Mapping[KeptFor, date]) -> Any:
    """But what has had its time."""
    looked_at = NotesWith.objects.filter(
        person=OuterRef("reader"), other=OuterRef("author"), looked_at__gte=OuterRef("number")
    )
    return _reaching(ReceivedNote, still_kept(first), ~Exists(looked_at))


def _first(kept_for: KeptFor) -> str:
    """How the question names the first day whose notes are still there."""
    return f"first_of_{kept_for.name.lower()}"


def _open_asks(received: Any, today: date, of_today: date) -> Any:
    """A plan until its day is over, or times."""
    plan = Q(kind=AgreementKind.PLAN, over_on__gte=of_today)
    times = Q(kind=AgreementKind.TIMES, over_on__gt=today)
    return received.filter(plan | times, is_answered=False)


def _keeps_a_tie() -> Any:
    """Of whoever keeps a tie to the person, since ending a tie ends what was asked."""
    return Exists(
        Tie.objects.filter(person=OuterRef("author"), account=OuterRef("reader"), ended_on=None)
    )


def _own_quiet(today: date) -> Any:
    return _mine(SentAgreement, "reader").filter(kind=AgreementKind.QUIET, over_on__gt=today)


def _blocks(by: str, other: str) -> Any:
    return standing(Block, "block").filter(person=OuterRef(by), other=OuterRef(other))


BEHIND_TIES = WrittenQuery(
    Tie,
    _behind_ties,
    person=Person._meta.pk,
    today=DateField(),
    of_today=DateField(),
    near_from=DateField(),
    near_until=DateField(),
    **{_first(one): DateField() for one in WITH_AN_END},
)
