"""What every format is read into: plain values, with what was mended and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b

from porchlight.directory.formats.fields.times import WeeklyStart
from porchlight.domain.recurrence import DatedStart

Extra = dict[str, object]  # what a format carries and nothing here asks about: JSON, sorted keys


@dataclass(frozen=True)
class Publisher:
    """The organization behind a listing: its own number and address, never a person's."""

    name: str
    url: str = ""
    phone: str = ""
    email: str = ""
    place: str = ""
    description: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """A location as written; `point` is (latitude, longitude)."""

    name: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    formatted_address: str = ""
    notes: str = ""
    regions: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    is_approximate: bool = False
    zone: str = ""
    transport: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True)
class HowToJoin:
    """How to join online or by phone."""

    conference_url: str = ""
    conference_url_notes: str = ""
    conference_phone: str = ""
    conference_phone_notes: str = ""
    passcode: str = ""
    is_published: bool = False  # all of it stood in the feed's own fields for joining


@dataclass(frozen=True)
class Phone:
    """A number of the service itself, and what the feed says it is for."""

    number: str
    label: str = ""


@dataclass(frozen=True)
class Care:
    """What is asked about care and other help: whom it is for, what it costs, how to begin."""

    eligibility: str = ""
    fees: str = ""
    how_to_apply: str = ""
    least_age: int | None = None
    most_age: int | None = None


@dataclass(frozen=True)
class Listing:
    """One row of a feed. `kind`, `attendance` and `status` take the values of `models.Service`.

    `starts` repeat every week and `dated` do not; all of them are on the clock of `zone`. Neither:
    by appointment. `terms` are codes of `vocabulary/terms.py`, sorted.
    """

    key: str
    name: str
    notes: str
    group_name: str
    group_notes: str
    types: tuple[str, ...]
    attendance: str
    place_closed: bool
    status: str
    url: str
    updated_at: datetime | None
    zone: str
    starts: tuple[WeeklyStart, ...]
    place: Place | None
    publisher: Publisher | None
    joining: HowToJoin | None
    kind: str = "meeting"
    terms: tuple[str, ...] = ()
    dated: tuple[DatedStart, ...] = ()
    phones: tuple[Phone, ...] = ()
    email: str = ""
    care: Care = Care()
    checked_on: date | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """A cell of a sheet that cannot be taken as it stands: where it is, and what to write there.

    `row` counts as the sheet shows it, from 1; `column` is its heading as written.
    """

    row: int
    column: str
    words: str


@dataclass(frozen=True)
class FeedReading:
    """A feed read: `read` rows became the listings plus those counted in `dropped`, by reason.

    `mended` counts listings by what had to be put right. Listings stand in an order of their own,
    so that the order of the feed makes no difference. `cells` are those of a sheet that somebody
    has to see to, in order; after so many the rest are counted in `more_cells`. `spared` are keys
    of rows that could not be taken this time: what is stored under them stays as it is.
    """

    read: int
    listings: tuple[Listing, ...]
    mended: Mapping[str, int]
    dropped: Mapping[str, int]
    cells: tuple[Cell, ...] = ()
    more_cells: int = 0
    spared: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ReadingContext:
    """What an import knows besides the bytes: whose listings, the zone of rows that name none, and
    the day it happens on (UTC), from which rules that can only be listed date by date count."""

    today: date
    fellowship: str = "aa"
    default_zone: str = ""


def fingerprint(value: object) -> str:
    """32 hex digits that change when anything in a listing, place or publisher does."""
    return blake2b(repr(value).encode(), digest_size=16).hexdigest()
