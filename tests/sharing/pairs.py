"""Two people in each other's circle, and what one of them shares."""

from __future__ import annotations

from datetime import datetime, timedelta

from porchlight.circles.models import Tie
from porchlight.people.models import Person
from porchlight.sharing.actions import turn_on
from porchlight.sharing.shown import from_one
from tests.make import NOW, TODAY, make_tie

DAY = timedelta(days=1)


def make_pair(one: Person, other: Person, name: str = "Rosa", other_name: str = "Ana") -> Tie:
    """Each has a tie to the other's account; what is given is `one`'s."""
    mine, theirs = make_tie(one, name), make_tie(other, other_name)
    Tie.objects.filter(pk=mine.pk).update(account=other)
    Tie.objects.filter(pk=theirs.pk).update(account=one)
    mine.refresh_from_db()
    return mine


def tie_to(owner: Person, other: Person) -> Tie:
    return Tie.objects.get(person=owner, account=other)


def seen_by(viewer: Person, owner: Person, at: datetime = NOW) -> list[tuple[str, str]]:
    """(kind, words) of all that one lets the other see."""
    shown = from_one(viewer, tie_to(viewer, owner).pk, at)
    assert shown is not None
    return [(str(thing.kind), thing.words) for thing in shown.things]


def share(owner: Person, other: Person, *kinds: str, at: datetime = NOW, **terms) -> None:
    for kind in kinds:
        turn_on(owner, other.pk, kind, at, **terms)


__all__ = ["DAY", "NOW", "TODAY", "make_pair", "seen_by", "share", "tie_to"]
