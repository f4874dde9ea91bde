"""A week of starts to print and carry: with streets, without anything that opens a door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from porchlight.directory import finder, wording
from porchlight.directory.forms import A_WEEK, SoonForm
from porchlight.directory.models import Location
from porchlight.directory.queries.rooms import rooms_of
from porchlight.directory.queries.starts import Day, Row, days_of
from porchlight.people.models import Person

MOST_LINES = 240


@dataclass(frozen=True)
class PocketLine:
    """One start, and the street of its room."""

    row: Row
    address: str


@dataclass(frozen=True)
class PocketList:
    """`total` counts the week, of which the first `n_shown` are printed."""

    days: list[tuple[str, list[PocketLine]]]
    total: int
    n_shown: int


def pocket_list(form: SoonForm, person: Person, now: datetime) -> PocketList:
    found = finder.search(form.query(limit=MOST_LINES, hours=A_WEEK), now)
    ids = {one.service_id for one in found.occurrences}
    places = {service_id: _address(place) for service_id, place in rooms_of(ids).items()}
    days = days_of(found.occurrences, person, now, from_afar=form.is_from_afar)
    return PocketList(
        days=[(day.words, _lines(day, places)) for day in days],
        total=found.total,
        n_shown=len(found.occurrences),
    )


def _lines(day: Day, places: dict[int, str]) -> list[PocketLine]:
    return [PocketLine(row, places.get(row.service_id, "")) for row in day.rows]


def _address(place: Location) -> str:
    return ", ".join(part for part in (place.name, wording.address(place)) if part)
