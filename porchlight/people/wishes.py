"""What a person said of what fits them, as `domain/fit.py` takes it."""

from __future__ import annotations

from porchlight.domain.consent import Decision
from porchlight.domain.fit import Wishes
from porchlight.people.models import Person

SAID = ("groups", "liked", "disliked", "languages")


def wishes_of(person: Person, decision: Decision) -> Wishes:
    """Everything may be unsaid; the language they read Porchlight in counts in any case."""
    said = person.wishes.open(decision) or {}
    groups, liked, disliked, languages = (frozenset(said.get(name, ())) for name in SAID)
    return Wishes(groups, liked, disliked, languages | {person.language})


def change_wishes(person: Person, wishes: Wishes) -> None:
    """Keep what the person said, sealed. The account is no wish: it is what it is."""
    person.wishes = {name: sorted(getattr(wishes, name)) for name in SAID}
    person.save(update_fields=["wishes"])
