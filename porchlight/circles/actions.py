"""What a person does about the people around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from porchlight.circles.models import Contact, Tie
from porchlight.domain.steps import Near
from porchlight.people.models import Person


@dataclass(frozen=True)
class Card:
    """What a person writes about somebody. Only the name is needed; `link` is an https address."""

    name: str
    near: Near = Near.MIDDLE
    phone: str = ""
    link: str = ""
    line: str = ""
    is_offered: bool = True


def add_person(owner: Person, card: Card, today: date) -> Tie:
    tie = Tie(person=owner, added_on=today)
    tie.card = asdict(card)
    tie.save()
    return tie


def change_card(tie: Tie, card: Card) -> None:
    tie.card = asdict(card)
    tie.save(update_fields=["card"])


def remove_person(tie: Tie) -> None:
    """Take somebody out of the circle, with the talks that were noted. Silent: nobody is told."""
    tie.delete()


def note_contact(tie: Tie, day: date) -> None:
    """A talk happened. Noting it twice for one day is noting it once."""
    Contact.objects.get_or_create(tie=tie, day=day, defaults={"person_id": tie.person_id})


@transaction.atomic
def set_contacts_of_day(owner: Person, day: date, ties: Iterable[Tie]) -> None:
    """Make the day's contacts exactly these; all of `ties` are the owner's own."""
    chosen = list(ties)
    Contact.objects.filter(person=owner, day=day).exclude(tie__in=chosen).delete()
    for tie in chosen:
        note_contact(tie, day)
