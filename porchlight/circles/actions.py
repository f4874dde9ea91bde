"""What a person does about the people around them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404

from porchlight.circles.consents import keep_apart, note_event
from porchlight.circles.models import Contact, Grant, Invitation, TalkTally, Tie
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.checkin import DAYS_BACK
from porchlight.domain.consent import Decision
from porchlight.domain.grants import EventKind
from porchlight.domain.steps import Near
from porchlight.people.highest_time import note_time
from porchlight.people.models import Person
from porchlight.prepared_writes import PreparedInsert, PreparedUpdate

READ_CONTACTS_OF_DAY = PreparedRead(Contact, where=("day",))
# Locked, so that two tabs do not cross.
READ_TALLY = PreparedRead(
    TalkTally, "total", "counted", shape=lambda found: found.select_for_update()
)
# In a card: for which account its owner said that no other card of theirs is that person's.
NO_OTHER_CARD_FOR = "no_other_card_for"
# In a card: what its owner asked to be called on the other's screen, when they asked them in.
NAME_THERE = "name_there"
# What a form of the card does not say, and so leaves as it is.
NOT_IN_FORM = ("role", NO_OTHER_CARD_FOR, NAME_THERE)
ADD_TALLY = PreparedInsert(TalkTally)
CHANGE_TALLY = PreparedUpdate(TalkTally, "total", "counted")


@dataclass(frozen=True)
class Card:
    """What a person writes about somebody. Only the name is needed; `link` is an https address.
    `is_here_for`: this is who somebody of a family is here for, and never suggested to them."""

    name: str
    near: Near = Near.MIDDLE
    phone: str = ""
    link: str = ""
    line: str = ""
    is_offered: bool = True
    is_here_for: bool = False

    @property
    def content(self) -> dict[str, Any]:
        """As it is sealed; what was not said is not in it."""
        content = asdict(self)
        if not content.pop("is_here_for"):
            return content
        return {**content, "is_offered": False, "is_here_for": True}


def take_turns(person: Person) -> None:
    """Let what one person does about their circle pass one by one, until the transaction ends, so
    that two tabs do not cross. First of all that a transaction does."""
    take_turns_of([person.pk])


def take_turns_of(person_ids: Collection[UUID]) -> None:
    """The same for several people at once. Rows of others that name them can be written meanwhile:
    on PostgreSQL two people who do something about each other would else wait for each other for
    ever."""
    turns = Person.objects.select_for_update(no_key=True).filter(pk__in=person_ids)
    list(turns.order_by("pk").values_list("pk"))


def read_again(*ties: Tie) -> None:
    """As they stand now that it is the owner's turn: another tab may have let somebody in by one of
    them. Http404 where one was taken away meanwhile."""
    for tie in ties:
        try:
            tie.refresh_from_db()
        except Tie.DoesNotExist as gone:
            raise Http404 from gone


def add_person(owner: Person, card: Card, today: date) -> Tie:
    tie = Tie(person=owner, added_on=today)
    tie.card = card.content
    tie.save()
    return tie


@transaction.atomic
def change_card(tie: Tie, card: Card, decision: Decision) -> None:
    """What the card says of who came in by an invitation stays, also when they came in meanwhile.
    `decision` is the owner's own. Http404 where the card is gone."""
    take_turns_of([tie.person_id])
    read_again(tie)
    held = tie.card.open(decision) or {}
    tie.card = card.content | {key: held[key] for key in NOT_IN_FORM if held.get(key)}
    # From then on making two cards of it again would lose what was written.
    tie.before_joining, tie.joined_at = None, None
    tie.save(update_fields=["card", "before_joining", "joined_at"])


@transaction.atomic
def note_no_other_card(tie: Tie, decision: Decision) -> None:
    """No other card is of whoever stands behind this one: that is not asked again for the same
    account. `decision` is the owner's own. Http404 where nobody is in by the card."""
    take_turns_of([tie.person_id])
    read_again(tie)
    if tie.open_account_id is None:
        raise Http404
    held = tie.card.open(decision) or {}
    tie.card = {**held, NO_OTHER_CARD_FOR: str(tie.open_account_id)}
    tie.save(update_fields=["card"])


def has_no_other_card(tie: Tie, decision: Decision) -> bool:
    """Whether its owner said so of the account that stands behind it."""
    said_of = (tie.card.open(decision) or {}).get(NO_OTHER_CARD_FOR, "")
    return bool(said_of) and said_of == str(tie.account_id)


@transaction.atomic
def remove_person(tie: Tie, owner: Person, at: datetime) -> None:
    """Take somebody out of the circle, with the talks that were noted and with all that the owner
    let them see. Silent: nobody is told."""
    end_tie(tie, owner, at)
    tie.delete()


@transaction.atomic
def end_tie(tie: Tie, owner: Person, at: datetime, *, for_good: bool = False) -> None:
    """Let go of the account behind a tie: from now on nothing of the owner is there for it, and
    invitations that still run lead nowhere. The card stays, and nobody is told. With `for_good`
    the two are kept apart, both ways; that can be asked for after the tie has ended, too. Http404
    where the tie is gone."""
    take_turns(owner)
    read_again(tie)
    waiting = Invitation.objects.filter(person=owner, tie=tie, confirmed_at=None, stopped_at=None)
    waiting.update(stopped_at=note_time(at), chosen=None)
    # By its id: on PostgreSQL the other's row is not there for the owner.
    other_id = tie.account_id
    if other_id is None:
        return
    for grant in Grant.objects.filter(subject=owner, recipient_person=other_id):
        note_event(grant, EventKind.WITHDRAWN, owner, at)
    if for_good:
        keep_apart(owner, other_id, at)
    if tie.ended_on is None:
        tie.ended_on = at.astimezone(owner.zoneinfo).date()
        tie.save(update_fields=["ended_on"])


def note_contact(tie: Tie, day: date) -> None:
    """A talk happened. Noting it twice for one day is noting it once."""
    Contact.objects.get_or_create(tie=tie, day=day, defaults={"person_id": tie.person_id})


@transaction.atomic
def note_talk(tie: Tie, day: date, decision: Decision) -> None:
    """A talk with somebody of the circle: a contact, and one more in the tally of its owner.
    Http404 where the card is gone."""
    take_turns_of([tie.person_id])
    read_again(tie)
    note_contact(tie, day)
    tally_talks(tie.person_id, day, decision)


@transaction.atomic(savepoint=False)
def tally_talks(person_id: UUID, day: date, decision: Decision, at_least: int = 0) -> int:
    """Count the talks of a day that were not counted yet; what was counted stays counted.

    A day has as many talks as contacts, and `at_least` 1 where a check-in told of a talk and named
    nobody. Returns how many contacts the day has. `decision` is the owner's own.
    """
    held = next(READ_TALLY(decision), None)
    # Counted once the tally is locked, so that a talk that another tab noted is among them.
    n_contacts = sum(1 for _ in READ_CONTACTS_OF_DAY(decision, day))
    talks = max(n_contacts, at_least)
    tally = TalkTally(person_id=person_id)
    total = 0
    counted: dict[str, int] = {}
    if held is None:
        total = Contact.objects.filter(person_id=person_id).exclude(day=day).count()
    else:
        tally.pk, total, counted = held[0], held[1] or 0, held[2] or {}
    before = counted.get(day.isoformat(), 0)
    if talks <= before and held is not None:
        return n_contacts
    tally.total = total + max(0, talks - before)
    # A day that no form can write any more needs no mark; days of many zones are one apart.
    oldest = (day - timedelta(days=2 * DAYS_BACK)).isoformat()
    tally.counted = {
        **{on: n for on, n in counted.items() if on >= oldest},
        day.isoformat(): max(talks, before),
    }
    if held is not None:
        CHANGE_TALLY(tally)
    elif not ADD_TALLY(tally):  # another tab made the first one meanwhile
        return tally_talks(person_id, day, decision, at_least)
    return n_contacts


@transaction.atomic(savepoint=False)
def set_contacts_of_day(owner: Person, day: date, ties: Iterable[Tie]) -> None:
    """Make the day's contacts exactly these; all of `ties` are the owner's own."""
    chosen = list(ties)
    Contact.objects.filter(person=owner, day=day).exclude(tie__in=chosen).delete()
    for tie in chosen:
        note_contact(tie, day)
