"""Two people with a tie to each other, as tests of what they do together need them."""

from __future__ import annotations

from porchlight.circles.models import Tie
from porchlight.people.models import Person
from tests.make import make_tie


def tied(person: Person, other: Person, name: str = "Friend") -> Tie:
    """The person's own tie to the other's account."""
    tie = make_tie(person, name)
    Tie.objects.filter(pk=tie.pk).update(account=other)
    tie.refresh_from_db()
    return tie
