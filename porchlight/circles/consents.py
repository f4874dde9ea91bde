"""What a person does about consent: give it, take it back, keep somebody away, say no for good.

Every act adds a row and changes none. Nobody is told: taking back is silent to the other person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from porchlight.circles.models import Block, ConsentEvent, Grant, Restriction
from porchlight.domain.consent import Action, DataClass, Purpose
from porchlight.domain.grants import EventKind, RecipientKind
from porchlight.domain.words_of_consent import LegalForm
from porchlight.people.highest_time import note_time, raise_time
from porchlight.people.models import Person

NEXT_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Terms:
    """What a grant gives. `since` None: from the moment it is given, which is the default;
    `from_always` is the other choice. `lasts` None: until it is taken back."""

    purpose: Purpose
    data_classes: Collection[DataClass]
    actions: Collection[Action] = (Action.SUMMARY, Action.VIEW)
    form: LegalForm = LegalForm.PERSONAL
    since: datetime | None = None
    until: datetime | None = None
    from_always: bool = False
    lasts: timedelta | None = None
    text_version: str = ""
    text_hash: str = ""
    signature: str = ""


@transaction.atomic
def give_grant(subject: Person, recipient: Person | UUID, terms: Terms, at: datetime) -> Grant:
    """The subject lets one person, given by their row or id, see things. Its moments are by the
    highest time ever seen, so what was written before it stays outside of it whatever the clock
    does."""
    moment = _after_the_last(subject, at)
    grant = Grant(
        subject=subject,
        given_by=subject,
        basis=Grant.Basis.SUBJECT,
        recipient_kind=RecipientKind.PERSON,
        recipient_person_id=recipient if isinstance(recipient, UUID) else recipient.pk,
        purpose=terms.purpose,
        form=terms.form,
        data_classes=sorted(terms.data_classes),
        actions=sorted(terms.actions),
        since=None if terms.from_always else terms.since or moment,
        until=terms.until,
        made_at=moment,
        ends_at=None if terms.lasts is None else moment + terms.lasts,
        text_version=terms.text_version,
        text_hash=terms.text_hash,
    )
    grant.signature = terms.signature or None
    grant.save(force_insert=True)
    Person.objects.filter(pk=subject.pk).update(granted_at=moment)
    return grant


def _after_the_last(subject: Person, at: datetime) -> datetime:
    """The highest time, or the next moment after their last grant where that is as late: what they
    made since then bears the moment of that grant (`people/made_at.py`), and lies before this."""
    moment = note_time(at)
    last = Person.objects.filter(pk=subject.pk).values_list("granted_at", flat=True).first()
    if last is None or moment > last:
        return moment
    return raise_time(last + NEXT_MOMENT)


def note_event(grant: Grant, kind: EventKind, by: Person, at: datetime) -> None:
    """Withdraw, pause or resume. Withdrawing is for good; pausing twice is pausing once."""
    ConsentEvent.objects.create(grant=grant, kind=kind, by=by, made_at=note_time(at))


def withdraw_all(subject: Person, grants: Iterable[Grant], at: datetime) -> None:
    """Take back several of the subject's grants at once. Two statements, however many."""
    moment = note_time(at)
    ConsentEvent.objects.bulk_create(
        ConsentEvent(grant=grant, kind=EventKind.WITHDRAWN, by=subject, made_at=moment)
        for grant in grants
    )


def keep_apart(person: Person, other: Person | UUID, at: datetime) -> Block:
    """Both ways, from now on. `other` is a person or their id; IntegrityError for oneself."""
    other_id = other if isinstance(other, UUID) else other.pk
    return Block.objects.create(person=person, other_id=other_id, made_at=note_time(at))


def restrict(
    subject: Person,
    binds: Person | None,
    at: datetime,
    data_classes: Collection[DataClass] = (),
    actions: Collection[Action] = (),
) -> Restriction:
    """A no to one person, or with None to everybody but the subject; blank is all."""
    return Restriction.objects.create(
        subject=subject,
        binds=binds,
        data_classes=sorted(data_classes),
        actions=sorted(actions),
        made_at=note_time(at),
    )


def lift(no: Block | Restriction, by: Person, at: datetime) -> None:
    """End a block or a restriction. The row stays, and a new one is made for a new one."""
    of = {"block": no} if isinstance(no, Block) else {"restriction": no}
    ConsentEvent.objects.create(**of, kind=EventKind.LIFTED, by=by, made_at=note_time(at))
