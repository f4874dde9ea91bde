"""One instant on two clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from porchlight.people.models import Person


@dataclass(frozen=True, slots=True)
class Moment:
    """The person's own clock, and the listing's where the two differ."""

    here: datetime
    there: datetime

    @property
    def has_two_clocks(self) -> bool:
        return self.here.replace(tzinfo=None) != self.there.replace(tzinfo=None)


def moment_for(person: Person, at: datetime) -> Moment:
    return Moment(here=at.astimezone(person.zoneinfo), there=at)
