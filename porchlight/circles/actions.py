"""What a person does about the people around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from porchlight.circles.models import Contact, TalkTally, Tie
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.checkin import DAYS_BACK
from porchlight.domain.consent import Decision
from porchlight.domain.steps import Near
from porchlight.people.models import Person
from porchlight.prepared_writes import PreparedUpdate

TALKS_OF_DAY = PreparedRead(Contact, where=("day",))
# Locked, so that two tabs do not cross.
TALLY = PreparedRead(TalkTally, "total", "counted", shape=lambda found: found.select_for_update())
CHANGE_TALLY = PreparedUpdate(TalkTally, "total", "counted")


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
def note_talk(tie: Tie, day: date, decision: Decision) -> None:
    """A talk with somebody of the circle: a contact, and one more in the tally of its owner."""
    note_contact(tie, day)
    tally_talks(tie.person_id, day, decision)


@transaction.atomic(savepoint=False)
def tally_talks(person_id: UUID, day: date, decision: Decision, at_least: int = 0) -> None:
    """Count the talks of a day that were not counted yet; what was counted stays counted.

    A day has as many talks as contacts, and `at_least` 1 where a check-in told of a talk and named
    nobody. `decision` is the owner's own.
    """
    talks = max(sum(1 for _ in TALKS_OF_DAY(decision, day)), at_least)
    tally = TalkTally(person_id=person_id)
    total = 0
    counted: dict[str, int] = {}
    held = next(TALLY(decision), None)
    if held is None:
        total = Contact.objects.filter(person_id=person_id).exclude(day=day).count()
    else:
        tally.pk, total, counted = held[0], held[1] or 0, held[2] or {}
    before = counted.get(day.isoformat(), 0)
    if talks <= before and held is not None:
        return
    tally.total = total + max(0, talks - before)
    # A day that no form can write any more needs no mark; days of many zones are one apart.
    oldest = (day - timedelta(days=2 * DAYS_BACK)).isoformat()
    tally.counted = {
        **{on: n for on, n in counted.items() if on >= oldest},
        day.isoformat(): max(talks, before),
    }
    if held is None:
        tally.save()
    else:
        CHANGE_TALLY(tally)


@transaction.atomic(savepoint=False)
def set_contacts_of_day(owner: Person, day: date, ties: Iterable[Tie]) -> None:
    """Make the day's contacts exactly these; all of `ties` are the owner's own."""
    chosen = list(ties)
    Contact.objects.filter(person=owner, day=day).exclude(tie__in=chosen).delete()
    for tie in chosen:
        note_contact(tie, day)
