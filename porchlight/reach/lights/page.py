"""What the page of one's own light shows, in one frozen object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from porchlight.circles.access import own
from porchlight.circles.queries import Friend, circle_of
from porchlight.domain.light import Light, an_hour_on, ends_offered, night_of
from porchlight.people.models import Person
from porchlight.reach.lights.queries import accounts_of, own_light, talks_lately


@dataclass(frozen=True)
class LightPage:
    """`until` is when it goes off, None where it is off; `people` are those who are in, the nearest
    first, `shown_to` the ones among them who see it. `ends` are offered to put it on until;
    `in_an_hour` is the end of an hour that is put on now. `rest_ends_at`: until when nobody asks,
    where they rest. `gave_on`: the local days before this night, of late, on which they were there
    for somebody."""

    name: str
    light: Light
    until: datetime | None
    may_be_asked: bool
    rest_ends_at: datetime | None
    talks_tonight: int
    gave_on: Sequence[date]
    people: Sequence[Friend]
    shown_to: Sequence[Friend]
    ends: Sequence[datetime]
    in_an_hour: datetime

    @property
    def has_day_off_to_take(self) -> bool:
        """There is something to be taken out of: a light, hours, or that they may be asked."""
        return self.light.says_anything and self.rest_ends_at is None

    @property
    def is_full(self) -> bool:
        """It is off because there were as many talks on this night as they wanted at most."""
        return self.until is None and self.talks_tonight >= self.light.limit


def light_page(person: Person, at: datetime) -> LightPage:
    """A fixed number of queries."""
    decision = own(person, at)
    row, accounts = own_light(person, decision), accounts_of(decision)
    talks = talks_lately(person, at)
    tonight, zone = night_of(at, row.light.zone)[0], person.zoneinfo
    people = [one for one in circle_of(decision) if one.tie_id in accounts]
    return LightPage(
        name=person.name.open(decision) or "",
        light=row.light,
        until=row.light.on_until(at),
        may_be_asked=row.light.may_be_asked(at),
        rest_ends_at=row.light.rest_ends_at(at),
        talks_tonight=sum(1 for moment in talks if moment >= tonight),
        gave_on=list(
            dict.fromkeys(moment.astimezone(zone).date() for moment in talks if moment < tonight)
        ),
        people=people,
        shown_to=[one for one in people if one.tie_id in row.shown_to],
        ends=ends_offered(at, person.zone),
        in_an_hour=an_hour_on(at),
    )
