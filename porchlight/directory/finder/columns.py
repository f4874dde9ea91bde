"""The finder's columns: what they hold. `build.py` fills them, `mapped_file.py` keeps them.

Three tables. A *listing* is a service that can be found, in the order of source, key and id. A
*spot* is its location: places that have a point come first, by bands of latitude and then by
longitude, so that whatever is near a point lies in a few runs. A *start* is one weekly schedule, by
group, zone and minute of the week, so that any window of time is a few runs, too. Dated schedules
are kept as their sources wrote them, and as the UTC starts they make within a horizon.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from porchlight.directory.finder.text import Strings, WordIndex, words_of
from porchlight.directory.models import Service
from porchlight.domain.recurrence import DatedStart, dated_starts_between
from porchlight.domain.schedule import WEEK

__all__ = ["Columns", "Dated", "Trait", "cells_of", "unit_vectors", "words_of"]

ATTENDANCE = ("online", "hybrid", "in_person")
ONLINE, HYBRID, IN_PERSON = range(3)
CARE = 3  # groups 3 to 5 are those of `kind` "service": care that one asks for, by its attendance
START_GROUPS = 6
BAND = 0.2  # degrees of latitude
ROUND = 400.0  # more than all longitudes: what one band lies before the next
NO_SPOT = -1
BETWEEN, WITHIN = "\x1e", "\x1f"

Array = NDArray[Any]


class Trait(NamedTuple):
    """What a listing is: many share one."""

    kind: str
    types: tuple[str, ...]
    terms: tuple[str, ...]

    @property
    def codes(self) -> set[str]:
        """All of it in one alphabet."""
        types = {f"type/{code.casefold()}" for code in self.types}
        return types | {f"term/{term}" for term in self.terms} | {f"kind/{self.kind}"}

    @property
    def text(self) -> str:
        """As it is kept: quicker to take apart than JSON, and no code has such letters."""
        return BETWEEN.join((self.kind, WITHIN.join(self.types), WITHIN.join(self.terms)))

    @classmethod
    def of(cls, text: str) -> Trait:
        kind, types, terms = text.split(BETWEEN)
        return cls(
            kind,
            tuple(types.split(WITHIN)) if types else (),
            tuple(terms.split(WITHIN)) if terms else (),
        )


class Dated(NamedTuple):
    """Starts at a moment (UTC, seconds since 1970), sorted by it, within a horizon of seconds."""

    since: int
    until: int
    at: NDArray[np.int64]
    listing: NDArray[np.uint32]
    zone: NDArray[np.uint16]
    duration: NDArray[np.uint16]
    weekday: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """One index. Facts: `zones`, `codes` (the alphabet of traits), `sources` (see `Sources`),
    `horizon` (seconds since 1970) and who made it from what (`id`, `database`, `built_at`)."""

    facts: dict[str, Any]

    service_id: NDArray[np.int64]
    source: NDArray[np.uint16]
    group: NDArray[np.uint8]
    trait: NDArray[np.uint32]
    spot: NDArray[np.int32]  # or NO_SPOT
    seen: NDArray[np.uint16]  # days since 1970
    keys: Strings
    names: Strings
    first_start: NDArray[np.uint32]  # one more than listings; of `start_of`
    start_of: NDArray[np.uint32]

    traits: Strings
    trait_bits: NDArray[np.uint64]  # one row of words a trait, by the alphabet

    spot_cell: NDArray[np.float64]  # infinite without a point
    # The point as a vector of length 1; one more than spots, NaN for NO_SPOT and without a point.
    spot_east: NDArray[np.float64]
    spot_north: NDArray[np.float64]
    spot_up: NDArray[np.float64]
    spot_is_approximate: NDArray[np.bool_]  # one more than spots, false for NO_SPOT
    places: Strings
    cities: Strings
    first_at_spot: NDArray[np.uint32]  # one more than spots; of the next three
    at_spot: NDArray[np.uint32]  # starts
    at_spot_used: NDArray[np.uint16]  # group * zones + zone
    at_spot_minute: NDArray[np.int16]  # of the week
    first_listing_at_spot: NDArray[np.uint32]
    listing_at_spot: NDArray[np.uint32]

    clock: NDArray[np.int32]  # (group * zones + zone) * WEEK + minute of the week; sorted
    listing: NDArray[np.uint32]
    duration: NDArray[np.uint16]

    schedules: Strings  # dated ones, sorted by listing; JSON of a DatedSchedule
    schedule_listing: NDArray[np.uint32]
    dated_at: NDArray[np.int64]
    dated_listing: NDArray[np.uint32]
    dated_zone: NDArray[np.uint16]
    dated_duration: NDArray[np.uint16]
    dated_weekday: NDArray[np.uint8]

    words: Strings
    backwards: NDArray[np.uint32]
    word_listing_firsts: NDArray[np.uint32]
    word_listings: NDArray[np.uint32]
    word_spot_firsts: NDArray[np.uint32]
    word_spots: NDArray[np.uint32]
    regions: Strings
    region_firsts: NDArray[np.uint32]
    region_spots: NDArray[np.uint32]

    def arrays(self) -> dict[str, Array]:
        """By name, as they are kept: a text column is two of them."""
        found: dict[str, Array] = {}
        for field in fields(self)[1:]:
            column = getattr(self, field.name)
            if isinstance(column, Strings):
                found |= {f"{field.name}.run": column.run, f"{field.name}.ends": column.ends}
            else:
                found[field.name] = column
        return found

    @classmethod
    def of(cls, facts: dict[str, Any], arrays: Mapping[str, Array]) -> Columns:
        """The other way round. Raises KeyError when a column is missing."""
        given: dict[str, Any] = {}
        for field in fields(cls)[1:]:
            name = field.name
            if f"{name}.run" in arrays:
                given[name] = Strings(arrays[f"{name}.run"], arrays[f"{name}.ends"])
            else:
                given[name] = arrays[name]
        return cls(facts=facts, **given)

    @property
    def word_lists(self) -> WordIndex:
        return WordIndex(
            self.words,
            self.backwards,
            self.word_listing_firsts,
            self.word_listings,
            self.word_spot_firsts,
            self.word_spots,
        )

    def dated(self) -> Dated:
        """The starts within the horizon."""
        return Dated(
            self.facts["horizon"][0],
            self.facts["horizon"][1],
            self.dated_at,
            self.dated_listing,
            self.dated_zone,
            self.dated_duration,
            self.dated_weekday,
        )

    def dated_between(self, since: datetime, until: datetime) -> Dated:
        """Computed, for moments outside of the horizon."""
        written = [self.written(n) for n in range(len(self.schedules))]
        return expanded(written, self.facts["zones"], since, until)

    def written(self, number: int) -> DatedSchedule:
        """A dated schedule as its source wrote it."""
        return DatedSchedule(*json.loads(self.schedules[number]))


class DatedSchedule(NamedTuple):
    """A dated schedule; `zone` is a number of `zones`, dates are in ISO form."""

    listing: int
    zone: int
    starts_on: str
    minute: int
    duration: int
    rule: str
    excluded: list[str]

    @property
    def start(self) -> DatedStart:
        days = tuple(date.fromisoformat(day) for day in self.excluded)
        first = date.fromisoformat(self.starts_on)
        return DatedStart(first, self.minute, self.duration, self.rule, days)


def expanded(
    schedules: Iterable[DatedSchedule], zones: list[str], since: datetime, until: datetime
) -> Dated:
    """The starts that dated schedules make with `since <= start < until` (aware)."""
    rows = [
        (int(at.timestamp()), schedule.listing, schedule.zone, schedule.duration, at.isoweekday())
        for schedule in schedules
        for at in dated_starts_between(schedule.start, zones[schedule.zone], since, until)
    ]
    at, listing, zone, duration, weekday = np.array(sorted(rows), np.int64).reshape(-1, 5).T
    return Dated(
        int(since.timestamp()),
        int(until.timestamp()),
        at,
        listing.astype(np.uint32),
        zone.astype(np.uint16),
        duration.astype(np.uint16),
        weekday.astype(np.uint8),
    )


def group_of(kind: str, attendance: str) -> int:
    return ATTENDANCE.index(attendance) + (CARE if kind == Service.Kind.SERVICE else 0)


def cells_of(latitude: Array, longitude: Array) -> NDArray[np.float64]:
    """Where points lie in the order of spots; infinite for NaN."""
    cell = np.floor((latitude + 90) / BAND) * ROUND + (longitude + 180)
    return cast("NDArray[np.float64]", np.where(np.isnan(latitude), math.inf, cell))


def unit_vectors(latitude: Array, longitude: Array) -> tuple[Array, Array, Array]:
    """Points on a sphere of radius 1: no sine has to be taken again to compare distances."""
    north, east = np.radians(latitude), np.radians(longitude)
    return np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)


def week_clock(group: Array, zone: Array, minute: Array, zones: int) -> NDArray[np.int32]:
    """One number that sorts by group, zone, minute of the week."""
    clock = (group.astype(np.int64) * zones + zone) * WEEK + minute
    return clock.astype(np.int32)
