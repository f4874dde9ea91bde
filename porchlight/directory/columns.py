"""The finder's columns: what they hold and how they are filled from the database, in chunks.

Two tables. A *listing* is a service that can be found; a *start* is one of its weekly schedules.
The starts are sorted by zone and minute of the week, so that any window of time is a few runs of
rows. Text is one run of UTF-8 with offsets, which takes a fraction of what Python strings take.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from porchlight.directory.models import Schedule, Service
from porchlight.domain.schedule import minute_of_week

CHUNK = 2_000
ATTENDANCE = tuple(Service.Attendance.values)
IN_PERSON, ONLINE = ATTENDANCE.index("in_person"), ATTENDANCE.index("online")
WORD = re.compile(r"[^\W_]+")


class Strings:
    """Many short texts, read one or a few at a time."""

    def __init__(self, texts: Iterable[str]):
        run, ends = bytearray(), array("I", [0])
        for text in texts:
            run += text.encode()
            ends.append(len(run))
        self._run, self._ends = bytes(run), ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> str:
        return self._run[self._ends[at] : self._ends[at + 1]].decode()

    def of(self, several: list[int]) -> list[str]:
        run, ends = self._run, self._ends
        return [run[ends[at] : ends[at + 1]].decode() for at in several]


class Postings(NamedTuple):
    """Which listings hold a word: those of word n are `listings[firsts[n]:firsts[n + 1]]`."""

    words: Strings  # sorted, each once
    firsts: NDArray[np.int64]
    listings: NDArray[np.int32]

    def holding(self, prefix: str) -> NDArray[np.int32]:
        """The listings with a word that begins so."""
        first = bisect_left(self.words, prefix)
        end = bisect_left(self.words, prefix + "\U0010ffff")
        return self.listings[self.firsts[first] : self.firsts[end]]


@dataclass(frozen=True, slots=True)
class Listings:
    """`rank` orders by source and key; `kind` points into `type_sets`, the sets of type codes that
    occur. A listing without a point has NaN for both coordinates."""

    service_id: NDArray[np.int64]
    source: NDArray[np.int32]
    rank: NDArray[np.int32]
    attendance: NDArray[np.int8]
    is_approximate: NDArray[np.bool_]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    kind: NDArray[np.int32]
    sources: list[str]
    type_sets: list[tuple[str, ...]]
    keys: Strings
    names: Strings
    places: Strings
    cities: Strings
    postings: Postings


@dataclass(frozen=True, slots=True)
class Starts:
    """Sorted by zone, then minute of the week; rows of zone n are `bounds[n]:bounds[n + 1]`.

    `second` is the minute of the week in seconds. Whether it is online and its latitude stand here
    once more, in this order: they decide about most rows, and are read in runs.
    """

    minute: NDArray[np.uint16]
    second: NDArray[np.int32]
    duration: NDArray[np.uint16]
    listing: NDArray[np.int32]
    zone: NDArray[np.int32]
    is_online: NDArray[np.bool_]
    latitude: NDArray[np.float64]
    zones: list[str]
    bounds: list[int]


def words_of(text: str) -> list[str]:
    """Words without case and accents, in order: "Café del Árbol" is cafe, del, arbol."""
    if not text.isascii():
        bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return WORD.findall(text.lower())


def read_listings() -> Listings:
    """Every service that can be listed: neither removed nor closed for now."""
    return _Reading().finished()


def read_starts(listings: Listings) -> Starts:
    """Every weekly start of those listings. One of a service that came later is left for the next
    reading, which the change of its source brings about."""
    position = {service_id: n for n, service_id in enumerate(listings.service_id.tolist())}
    numbers = _Numbers()
    zone, minute, duration, listing = array("i"), array("H"), array("H"), array("i")
    for row in _rows(
        Schedule.objects.filter(service__status=Service.Status.ACTIVE, starts_on=None), SCHEDULE
    ):
        service_id, weekday, starts_at, lasts, name = row
        if service_id in position:
            zone.append(numbers[name])
            minute.append(_week_minute(weekday, starts_at))
            duration.append(lasts)
            listing.append(position[service_id])
    zone_column, minute_column = np.array(zone, np.int32), np.array(minute, np.uint16)
    order = np.lexsort((minute_column, zone_column))
    zone_column, minute_column = zone_column[order], minute_column[order]
    listing_column, zones = np.array(listing, np.int32)[order], list(numbers)
    return Starts(
        minute=minute_column,
        second=minute_column.astype(np.int32) * 60,
        duration=np.array(duration, np.uint16)[order],
        listing=listing_column,
        zone=zone_column,
        is_online=listings.attendance[listing_column] == ONLINE,
        latitude=listings.latitude[listing_column],
        zones=zones,
        bounds=np.searchsorted(zone_column, np.arange(len(zones) + 1)).tolist(),
    )


SCHEDULE = ("service_id", "weekday", "starts_at", "duration", "zone")
LISTED = (
    "id", "source__name", "key", "name", "attendance", "types",
    "location__latitude", "location__longitude", "location__is_approximate",
    "location__name", "location__city",
)  # fmt: skip
SEARCHED = (
    "name", "group_name", "notes", "group_notes", "location__name", "location__address",
    "location__formatted_address", "location__city", "location__state",
    "location__postal_code", "location__notes", "location__regions",
)  # fmt: skip


class _Numbers(dict[Any, int]):
    """Gives each new thing the next number; iterating gives the things in that order."""

    def __missing__(self, thing: Any) -> int:
        self[thing] = number = len(self)
        return number


class _Reading:
    """Columns while they grow."""

    def __init__(self) -> None:
        self.ids, self.source, self.kind = array("q"), array("i"), array("i")
        self.attendance, self.is_approximate = array("b"), array("b")
        self.latitude, self.longitude = array("d"), array("d")
        self.sources, self.type_sets, self.words = _Numbers(), _Numbers(), _Numbers()
        self.keys: list[str] = []
        self.names: list[str] = []
        self.places: list[str] = []
        self.cities: list[str] = []
        self.word_of, self.listing_of = array("i"), array("i")
        services = Service.objects.filter(status=Service.Status.ACTIVE)
        for row in _rows(services, (*LISTED, *SEARCHED)):
            self._take(row[: len(LISTED)])
            self._take_words(row[len(LISTED) :])

    def _take(self, row: tuple[Any, ...]) -> None:
        service_id, source, key, name, attendance, types, latitude, longitude, rough, *place = row
        self.ids.append(service_id)
        self.source.append(self.sources[source])
        self.kind.append(self.type_sets[tuple(types)])
        self.attendance.append(ATTENDANCE.index(attendance))
        self.is_approximate.append(bool(rough))
        self.latitude.append(float("nan") if latitude is None else latitude)
        self.longitude.append(float("nan") if longitude is None else longitude)
        self.keys.append(key)
        self.names.append(name)
        self.places.append(place[0] or "")
        self.cities.append(place[1] or "")

    def _take_words(self, texts: tuple[Any, ...]) -> None:
        *plain, regions = texts
        text = " ".join(text for text in (*plain, *(regions or ())) if text)
        found = set(words_of(text))
        self.word_of.extend([self.words[word] for word in found])
        self.listing_of.extend([len(self.ids) - 1] * len(found))

    def finished(self) -> Listings:
        return Listings(
            service_id=np.array(self.ids, np.int64),
            source=np.array(self.source, np.int32),
            rank=self._rank(),
            attendance=np.array(self.attendance, np.int8),
            is_approximate=np.array(self.is_approximate, np.bool_),
            latitude=np.array(self.latitude, np.float64),
            longitude=np.array(self.longitude, np.float64),
            kind=np.array(self.kind, np.int32),
            sources=list(self.sources),
            type_sets=list(self.type_sets),
            keys=Strings(self.keys),
            names=Strings(self.names),
            places=Strings(self.places),
            cities=Strings(self.cities),
            postings=self._postings(),
        )

    def _rank(self) -> NDArray[np.int32]:
        names = list(self.sources)
        order = sorted(
            range(len(self.ids)), key=lambda n: (names[self.source[n]], self.keys[n], self.ids[n])
        )
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        return rank

    def _postings(self) -> Postings:
        words = sorted(self.words)
        place = np.empty(len(words), np.int32)
        place[[self.words[word] for word in words]] = np.arange(len(words), dtype=np.int32)
        word_of = place[np.array(self.word_of, np.int32)]
        order = np.argsort(word_of, kind="stable")
        firsts = np.searchsorted(word_of[order], np.arange(len(words) + 1))
        return Postings(Strings(words), firsts, np.array(self.listing_of, np.int32)[order])


def _rows(found: Any, fields: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    yield from found.order_by("pk").values_list(*fields).iterator(chunk_size=CHUNK)


def _week_minute(weekday: int, starts_at: time) -> int:
    return minute_of_week(weekday - 1, starts_at.hour * 60 + starts_at.minute)
