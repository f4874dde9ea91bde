"""What a listing says of itself, as far as it takes to tell whether another one says the same."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import starmap
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import Q

from porchlight.directory.dedupe.match import address_keys, cells_near, name_words, online_room_of
from porchlight.directory.formats.fields.geo import can_be_found
from porchlight.directory.models import Schedule, Service
from porchlight.directory.models.versions import chunks_of_ids
from porchlight.directory.moderation.closures import closed_by_hosts
from porchlight.domain.schedule import WEEK, minute_of_week
from porchlight.people.local.phone_numbers import phone_number

CHUNK = 5_000
WAYS = {
    "in_person": frozenset({"room"}),
    "online": frozenset({"online"}),
    "hybrid": frozenset({"room", "online"}),
}
CODE_IN_LINK = "pwd="
# Terms of which two different ones cannot both hold for one listing.
EITHER_OR = ("population", "language")
Start = tuple[object, ...]
When = tuple[frozenset[Start], frozenset[Start]]
NEVER: When = (frozenset(), frozenset())


# The fields of these rows are the look-ups that they are read by, in this order.
class CandidatePlaceRow(NamedTuple):
    """Where a listing is, and its online room. Without a location or a room these are None."""

    id: int
    source_id: int
    location__address: str | None
    location__formatted_address: str | None
    location__city: str | None
    location__postal_code: str | None
    location__latitude: float | None
    location__longitude: float | None
    location__is_approximate: bool | None
    joining__conference_url: str | None


class CandidateScheduleRow(NamedTuple):
    """One schedule of a listing."""

    service_id: int
    weekday: int | None
    starts_on: date | None
    rule: str
    starts_at: time
    zone: str


class CandidateDetailRow(NamedTuple):
    """What else a listing says that is compared, and how old it is."""

    id: int
    kind: str
    fellowship: str
    name: str
    attendance: str
    place_closed: bool
    joining__conference_url: str | None
    joining__conference_phone: str | None
    joining__passcode: str | None
    terms: list[str]
    phones: list[dict[str, str]]
    notes: str
    url: str
    updated_at: datetime | None
    checked_on: date | None
    last_seen_on: date
    source__stale_after_days: int
    source__hidden_after_days: int


@dataclass(frozen=True, slots=True)
class Where:
    """The address as written, the point when it is one to believe, and the online room."""

    address: tuple[str, str, str, str]
    point: tuple[float, float] | None
    online_room: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listing for comparing. `starts` are on the wall clock; `moments` are the same on UTC's, in
    winter and in summer, so that 8 p.m. in New York is 7 p.m. in Chicago. `ways` are those in which
    it says one attends, and what it gives for them (`_ways`). `age_class` is 1 for
    stale and 2 for fresh; `rank` is greater for the one to keep."""

    id: int
    source: int
    kind: str
    fellowship: str
    words: frozenset[str]
    ways: frozenset[str]
    terms: frozenset[str]
    numbers: frozenset[str]
    notes: str
    where: Where
    starts: frozenset[Start]
    moments: frozenset[Start]
    age_class: int
    rank: tuple[object, ...]

    @property
    def address(self) -> tuple[str, str, str, str]:
        return self.where.address

    @property
    def point(self) -> tuple[float, float] | None:
        return self.where.point

    @property
    def online_room(self) -> str:
        return self.where.online_room

    def is_same_fellowship(self, other: Candidate) -> bool:
        return self.fellowship == other.fellowship or "other" in (self.fellowship, other.fellowship)

    def contradicts(self, other: Candidate) -> bool:
        """Whether one is for women and the other for men, or each in a language of its own."""
        for group in EITHER_OR:
            mine = {term for term in self.terms if term.startswith(f"{group}:")}
            theirs = {term for term in other.terms if term.startswith(f"{group}:")}
            if mine and theirs and not mine & theirs:
                return True
        return False

    def says_the_very_same(self, other: Candidate) -> bool:
        """Within one source, all of these must be equal before two listings count as the same."""
        mine = (self.words, self.starts, self.ways, self.terms, self.notes, self.online_room)
        return mine == (
            *(other.words, other.starts, other.ways, other.terms, other.notes, other.online_room),
        )

    def shares_address(self, other: Candidate) -> bool:
        return bool({*address_keys(*self.address)} & {*address_keys(*other.address)})

    def shares_phone(self, other: Candidate) -> bool:
        return bool(self.numbers & other.numbers) or not (self.numbers or other.numbers)


def candidates_at(at: datetime, source_id: int | None = None) -> dict[int, Candidate]:
    """By id, every listing that is shown at `at`, or that a host closed, and is held where and when
    another one is; with `source_id`, when one of that source is. Those too old to be listed are not
    among them."""
    places, when = _places(), _when()
    today = at.astimezone(UTC).date()
    found: dict[int, Candidate] = {}
    for row in _rows(_sharing(places, when, source_id)):
        one = _candidate(row, places[row.id], when.get(row.id, NEVER), today)
        if one:
            found[one.id] = one
    return found


def _listed() -> Any:
    is_compared = Q(status=Service.Status.ACTIVE) | Q(pk__in=closed_by_hosts())
    return Service.objects.filter(is_compared)


def _places() -> dict[int, tuple[int, Where]]:
    found: dict[int, tuple[int, Where]] = {}
    rows = _listed().order_by("pk").values_list(*CandidatePlaceRow._fields)
    for row in starmap(CandidatePlaceRow, rows.iterator(chunk_size=CHUNK)):
        written = (
            row.location__address or "",
            row.location__formatted_address or "",
            row.location__city or "",
            row.location__postal_code or "",
        )
        online_room = online_room_of(row.joining__conference_url or "")
        found[row.id] = row.source_id, Where(written, _point(row), online_room)
    return found


def _point(row: CandidatePlaceRow) -> tuple[float, float] | None:
    latitude, longitude = row.location__latitude, row.location__longitude
    if row.location__is_approximate or latitude is None or longitude is None:
        return None
    return latitude, longitude


def _sharing(
    places: dict[int, tuple[int, Where]], when: dict[int, When], source_id: int | None
) -> list[int]:
    """Those that share a place or a room and a start with another; the others need no reading."""
    # Hashes and not the keys themselves: a hundred thousand listings have half a million keys, and
    # two that share a hash by chance are told apart when they are compared.
    marks, owners = array("q"), array("q")
    for pk, (_source, where) in places.items():
        starts, moments = when.get(pk, NEVER)
        keys = [(place, start) for place in places_of(where) for start in starts or (None,)]
        keys += [(where.online_room, moment) for moment in moments if where.online_room]
        marks.extend(map(hash, keys))
        owners.extend([pk] * len(keys))
    wanted = {pk for pk, (one, _) in places.items() if one == source_id}
    return [] if source_id is not None and not wanted else _in_company(marks, owners, wanted)


def _in_company(marks: array[int], owners: array[int], wanted: set[int]) -> list[int]:
    """Owners of marks that others have too; with `wanted`, that one of those has."""
    mark, owner = np.frombuffer(marks, np.int64), np.frombuffer(owners, np.int64)
    if not len(mark):
        return []
    order = np.argsort(mark, kind="stable")
    mark, owner = mark[order], owner[order]
    begins = np.append(True, mark[1:] != mark[:-1])
    group = np.cumsum(begins) - 1
    counts = np.bincount(group) > 1
    if wanted:
        ours = np.isin(owner, np.fromiter(wanted, np.int64))
        counts &= np.bincount(group, weights=ours) > 0
    return sorted(set(owner[counts[group]].tolist()))


def places_of(where: Where) -> Iterator[object]:
    """Keys of which two listings at one place have one in common."""
    yield from address_keys(*where.address)
    if where.point:
        yield from cells_near(where.point)


def _rows(ids: list[int]) -> Iterator[CandidateDetailRow]:
    for chunk in chunks_of_ids(ids):
        rows = _listed().filter(pk__in=chunk).values_list(*CandidateDetailRow._fields)
        yield from starmap(CandidateDetailRow, rows)


def _when() -> dict[int, When]:
    """The starts of every listing, on its own clock and on UTC's."""
    found: dict[int, When] = {}
    rows = Schedule.objects.order_by("service_id").values_list(*CandidateScheduleRow._fields)
    for row in starmap(CandidateScheduleRow, rows.iterator(chunk_size=CHUNK)):
        minute, offsets = row.starts_at.hour * 60 + row.starts_at.minute, _offsets(row.zone)
        if row.weekday:
            week_minute = minute_of_week(row.weekday - 1, minute)
            start: Start = (week_minute,)
            moment: Start = tuple((week_minute - offset) % WEEK for offset in offsets)
        else:
            start = (row.starts_on, minute, row.rule)
            moment = (*start, offsets)
        starts, moments = found.get(row.service_id, NEVER)
        found[row.service_id] = starts | {start}, moments | {moment}
    return found


@lru_cache(maxsize=1_000)
def _offsets(zone: str) -> tuple[int, int]:
    """Minutes east of UTC in January and in July of a year that stands for all."""
    here = ZoneInfo(zone)
    minutes = []
    for month in (1, 7):
        offset = datetime(2026, month, 1, tzinfo=here).utcoffset()
        minutes.append(round(offset.total_seconds() / 60) if offset else 0)
    return minutes[0], minutes[1]


def _candidate(
    row: CandidateDetailRow, placed: tuple[int, Where], when: When, today: date
) -> Candidate | None:
    age = (today - row.last_seen_on).days
    if age > row.source__hidden_after_days:
        return None
    source, where = placed
    age_class = 1 if age > row.source__stale_after_days else 2
    updated_on = row.updated_at.date() if row.updated_at else date.min
    newest = max(row.checked_on or date.min, updated_on)
    details = (
        *(row.notes, row.url, where.point, where.online_room, row.terms, row.phones),
        any(where.address),
    )
    numbers = (_last_digits(phone.get("number", "")) for phone in row.phones)
    return Candidate(
        id=row.id,
        source=source,
        kind=row.kind,
        fellowship=row.fellowship,
        words=name_words(row.name),
        ways=_ways(row, where),
        terms=frozenset(row.terms),
        numbers=frozenset(numbers) - {""},
        notes=row.notes,
        where=where,
        starts=when[0],
        moments=when[1],
        age_class=age_class,
        rank=(age_class, newest, sum(map(bool, details)), len(row.notes), -source, -row.id),
    )


def _ways(row: CandidateDetailRow, where: Where) -> frozenset[str]:
    """The words alone let nobody in: a street or an exact point does, a link, a phone, and the
    code that the room asks for. Where two give nothing, the words are all there is to compare."""
    link = row.joining__conference_url or ""
    (street, formatted, _city, _zip), has_point = where.address, where.point is not None
    found = can_be_found(street, formatted, has_point=has_point, is_approximate=False)
    facts: dict[str, dict[str, object]] = {
        "room": {"place": found and not row.place_closed},
        "online": {
            "link": link,
            "phone": row.joining__conference_phone,
            "code": row.joining__passcode or CODE_IN_LINK in link,
        },
    }
    ways = WAYS[row.attendance]
    return ways.union(fact for way in ways for fact, given in facts[way].items() if given)


@lru_cache(maxsize=10_000)
def _last_digits(number: str) -> str:
    """The last ten digits of a number, without the extension after it: what it has in common with
    the same number written with its country's code."""
    found = phone_number(number)
    return found.dialled[-10:] if found else ""
