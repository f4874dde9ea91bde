"""From the database to columns, read in chunks, column by column."""

from __future__ import annotations

import json
from array import array
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any
from uuid import uuid4

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from porchlight.directory.finder.build_rows import (
    CHUNK,
    ListingColumns,
    LocationRow,
    ScheduleColumns,
    Since,
    SourceVersionRow,
    as_text,
    changed_since,
    column_chunks_of,
    locations,
)
from porchlight.directory.finder.columns import (
    NO_SPOT,
    Array,
    Columns,
    DatedSchedule,
    Trait,
    cells_of,
    expanded,
    group_of,
    unit_vectors,
    week_clock,
)
from porchlight.directory.finder.postings import Numbers, Postings, grouped, inverse
from porchlight.directory.finder.text import Strings, key_of
from porchlight.directory.models import Duplicate, Schedule, Service, Source
from porchlight.domain.schedule import DAY, WEEK

FIRST_DAY = date(1970, 1, 1).toordinal()
BEHIND, AHEAD = timedelta(days=2), timedelta(days=400)


def fill(now: datetime, since: Since | None = None) -> Columns:
    """The columns of every service that is listed, or of those that changed after the versions in
    `since`. The versions are read first: what changes meanwhile has a later one and is seen then.
    """
    sources, words = sources_now(), Numbers()
    listings = _Listings(sources, words, since)
    order = listings.order()
    rank, place = inverse(order), np.array(listings.place, np.int64)
    spots = _Spots(np.unique(place[place != NO_SPOT]), words)
    spot = spots.numbers_of(place[order])
    starts = _Starts(np.array(listings.ids, np.int64), since)
    listing_columns = listings.columns(order, spot)
    start_columns = starts.columns(rank, listing_columns["group"], spot, len(spots.ids))
    dated_columns = starts.dated_columns(rank, now - BEHIND, now + AHEAD)
    word_columns, word_place = _word_columns(list(words))
    word_listing_firsts, word_listings = listings.postings.grouped(word_place, rank)
    word_spot_firsts, word_spots = spots.postings.grouped(word_place, spots.rank)
    facts = {
        "id": uuid4().hex,
        "database": database_name(),
        "built_at": now.isoformat(),
        "sources": sources,
        "zones": list(starts.zones),
        "codes": listing_columns.pop("codes"),
        "horizon": [int((now - BEHIND).timestamp()), int((now + AHEAD).timestamp())],
    }
    return Columns(
        facts=facts,
        **listing_columns,
        **spots.columns(),
        **start_columns,
        **dated_columns,
        **word_columns,
        word_listing_firsts=word_listing_firsts,
        word_listings=word_listings,
        word_spot_firsts=word_spot_firsts,
        word_spots=word_spots,
    )


def sources_now() -> list[dict[str, Any]]:
    """What an index has to know of each source, by name: days are counted since 1970."""
    rows = map(SourceVersionRow._make, Source.objects.values_list(*SourceVersionRow._fields))
    return [
        {
            "id": row.id,
            "name": row.name,
            "version": row.version,
            "seen": _day(row.last_good_at.date()) if row.last_good_at else 0,
            "stale_after": row.stale_after_days,
            "hidden_after": row.hidden_after_days,
        }
        for row in sorted(rows, key=attrgetter("name"))
    ]


def changed_ids(since: Since) -> NDArray[np.int64]:
    """Every service that changed after those versions, listed or not, sorted."""
    ids = Service.objects.filter(changed_since(since)).order_by("pk").values_list("pk", flat=True)
    return np.fromiter(ids.iterator(chunk_size=CHUNK), np.int64)


def database_name() -> str:
    """Which database an index is of."""
    settings = connection.settings_dict
    return " ".join(str(settings[name]) for name in ("ENGINE", "HOST", "PORT", "NAME"))


class _Listings:
    """Columns of services while they grow, in the order of ids."""

    def __init__(self, sources: list[dict[str, Any]], words: Numbers, since: Since | None):
        self.ids, self.source, self.group = array("q"), array("H"), array("B")
        self.trait, self.place, self.seen = array("I"), array("q"), array("H")
        self.keys: list[str] = []
        self.names: list[str] = []
        self.traits, self.postings = Numbers(), Postings(words)
        self._days = _Days()
        self._number = {source["id"]: n for n, source in enumerate(sources)}
        standing = Duplicate.objects.filter(undone_at=None)
        duplicates = set(standing.values_list("service_id", flat=True))
        listed = Service.objects.filter(
            changed_since(since), status=Service.Status.ACTIVE, source__in=self._number
        ).annotate(**as_text(types_text="types", terms_text="terms", seen_text="last_seen_on"))
        for chunk in column_chunks_of(listed, ListingColumns, without=duplicates):
            self._take(chunk)

    def _take(self, chunk: ListingColumns) -> None:
        first, kinds = len(self.ids), chunk.kind
        traits = zip(kinds, chunk.types_text, chunk.terms_text, strict=True)
        self.ids.extend(chunk.id)
        self.source.extend([self._number[source] for source in chunk.source_id])
        self.keys += chunk.key
        self.names += chunk.name
        self.group.extend(map(group_of, kinds, chunk.attendance))
        self.trait.extend([self.traits[one] for one in traits])
        self.place.extend([place or NO_SPOT for place in chunk.location_id])
        self.seen.extend([self._days[day] for day in chunk.seen_text])
        # Care is asked for by who gives it; a meeting's publisher says nothing of the meeting.
        providers = [
            name or "" if kind == "service" else ""
            for kind, name in zip(kinds, chunk.organization__name, strict=True)
        ]
        for texts in (chunk.name, providers, chunk.group_name, chunk.notes, chunk.group_notes):
            self.postings.take(first, texts)

    def order(self) -> NDArray[np.int64]:
        """By source, key and id. The order of texts is Python's own, whatever the database's."""
        source, keys = self.source, self.keys
        rows = sorted(range(len(keys)), key=lambda n: (source[n], keys[n]))
        return np.array(rows, np.int64)

    def columns(self, order: Array, spot: Array) -> dict[str, Any]:
        traits = [
            Trait(kind, tuple(json.loads(a)), tuple(json.loads(b))) for kind, a, b in self.traits
        ]
        codes = sorted(set().union(*(trait.codes for trait in traits)))
        return {
            "service_id": np.array(self.ids, np.int64)[order],
            "source": np.array(self.source, np.uint16)[order],
            "group": np.array(self.group, np.uint8)[order],
            "trait": np.array(self.trait, np.uint32)[order],
            "spot": spot,
            "seen": np.array(self.seen, np.uint16)[order],
            "keys": Strings.made_of(self.keys[n] for n in order),
            "names": Strings.made_of(self.names[n] for n in order),
            "traits": Strings.made_of(trait.text for trait in traits),
            "codes": codes,
            "trait_bits": _bits(traits, codes),
        }


class _Spots:
    """The locations of listings, in the order of their cells."""

    def __init__(self, ids: NDArray[np.int64], words: Numbers):
        self.ids, self.latitude, self.longitude = array("q"), array("d"), array("d")
        self.is_approximate = array("B")
        self.places: list[str] = []
        self.cities: list[str] = []
        self.postings, self.regions = Postings(words), Numbers()
        self.region, self.region_spot = array("i"), array("i")
        self._region_of, self._named = dict[str, int](), dict[str, list[str]]()
        for rows in locations(ids):
            self._take(rows)
        point = np.array(self.latitude), np.array(self.longitude)
        self.order = np.argsort(cells_of(*point), kind="stable")
        self.rank = inverse(self.order)
        self._point = point[0][self.order], point[1][self.order]

    def _take(self, rows: list[LocationRow]) -> None:
        first, written = len(self.ids), []
        for number, row in enumerate(rows, start=first):
            self.ids.append(row.id)
            self.latitude.append(float("nan") if row.latitude is None else row.latitude)
            self.longitude.append(float("nan") if row.longitude is None else row.longitude)
            self.is_approximate.append(row.is_approximate)
            self.places.append(row.name)
            self.cities.append(row.city)
            if row.regions_text not in self._named:
                self._named[row.regions_text] = json.loads(row.regions_text)
            regions = (*self._named[row.regions_text], row.city, row.state)
            address = (row.address, row.formatted_address, row.postal_code)
            written.append("\n".join((row.name, *regions, *address, row.notes)))
            named = {self._region(one) for one in regions if one}
            self.region.extend(named)
            self.region_spot.extend([number] * len(named))
        self.postings.take(first, written)

    def _region(self, name: str) -> int:
        number = self._region_of.get(name)
        if number is None:
            number = self._region_of[name] = self.regions[key_of(name)]
        return number

    def numbers_of(self, places: Array) -> NDArray[np.int32]:
        """The spots of listings, by the ids of their locations."""
        if not self.ids:
            return np.full(len(places), NO_SPOT, np.int32)
        ids = np.array(self.ids)
        at = np.searchsorted(ids, places).clip(0, len(ids) - 1)
        return np.where(ids[at] == places, self.rank[at], NO_SPOT).astype(np.int32)

    def columns(self) -> dict[str, Any]:
        padded = (np.append(degrees, np.nan) for degrees in self._point)
        east, north, up = unit_vectors(*padded)
        names = list(self.regions)
        by_name = sorted(range(len(names)), key=names.__getitem__)
        region = inverse(np.array(by_name, np.int64))[np.frombuffer(self.region, np.int32)]
        firsts, spots = grouped(
            region, self.rank[np.frombuffer(self.region_spot, np.int32)], len(names)
        )
        return {
            "spot_cell": cells_of(*self._point),
            "spot_east": east,
            "spot_north": north,
            "spot_up": up,
            "spot_is_approximate": np.append(
                np.array(self.is_approximate, bool)[self.order], False
            ),
            "places": Strings.made_of(self.places[n] for n in self.order),
            "cities": Strings.made_of(self.cities[n] for n in self.order),
            "regions": Strings.made_of(names[n] for n in by_name),
            "region_firsts": firsts,
            "region_spots": spots,
        }


class _Starts:
    """Schedules while they are read: weekly ones as columns, dated ones as they are written."""

    def __init__(self, service_ids: NDArray[np.int64], since: Since | None):
        self.zones, self.dated = Numbers(), list[DatedSchedule]()
        self._service_ids, self._minutes = service_ids, _Minutes()
        self.row, self.zone = array("q"), array("H")
        self.minute, self.duration = array("H"), array("H")
        listed = Schedule.objects.filter(
            changed_since(since, "service__"), service__status=Service.Status.ACTIVE
        ).annotate(
            **as_text(clock_text="starts_at", day_text="starts_on", excluded_text="excluded")
        )
        for chunk in column_chunks_of(listed, ScheduleColumns):
            self._take(chunk)

    def _take(self, chunk: ScheduleColumns) -> None:
        """One of a service that came meanwhile is left for the next reading."""
        ids, asked = self._service_ids, np.array(chunk.service_id, np.int64)
        at = np.searchsorted(ids, asked).clip(0, max(0, len(ids) - 1))
        known = (ids[at] == asked).tolist() if len(ids) else [False] * len(asked)
        weekly = (chunk.weekday, chunk.clock_text, chunk.duration, chunk.zone)
        rows = zip(known, at.tolist(), *weekly, strict=True)
        for n, (is_known, place, weekday, clock, duration, zone_name) in enumerate(rows):
            if not is_known:
                continue
            zone, minute = self.zones[zone_name], self._minutes[clock]
            if weekday is None:
                days, day = sorted(json.loads(chunk.excluded_text[n])), chunk.day_text[n] or ""
                dated = DatedSchedule(place, zone, day, minute, duration, chunk.rule[n], days)
                self.dated.append(dated)
                continue
            self.row.append(place)
            self.zone.append(zone)
            self.minute.append((weekday - 1) * DAY + minute)
            self.duration.append(duration)

    def columns(self, rank: Array, group: Array, spot: Array, spots: int) -> dict[str, Any]:
        listing = rank[np.array(self.row, np.int64)]
        clock = week_clock(
            group[listing], np.array(self.zone), np.array(self.minute), len(self.zones)
        )
        order = np.argsort(clock.astype(np.int64) << 32 | listing)
        listing, clock = listing[order].astype(np.uint32), clock[order]
        first_start, start_of = grouped(listing, np.arange(len(listing)), len(group))
        at = spot[listing]
        has_spot = np.flatnonzero(at != NO_SPOT)
        first_at_spot, at_spot = grouped(at[has_spot], has_spot, spots)
        placed = np.flatnonzero(spot != NO_SPOT)
        first_listing, listing_at_spot = grouped(spot[placed], placed, spots)
        return {
            "clock": clock,
            "listing": listing,
            "duration": np.array(self.duration, np.uint16)[order],
            "first_start": first_start,
            "start_of": start_of,
            "first_at_spot": first_at_spot,
            "at_spot": at_spot,
            "at_spot_used": (clock[at_spot] // WEEK).astype(np.uint16),
            "at_spot_minute": (clock[at_spot] % WEEK).astype(np.int16),
            "first_listing_at_spot": first_listing,
            "listing_at_spot": listing_at_spot,
        }

    def dated_columns(self, rank: Array, since: datetime, until: datetime) -> dict[str, Any]:
        written = sorted(one._replace(listing=int(rank[one.listing])) for one in self.dated)
        starts = expanded(written, list(self.zones), since, until)
        return {
            "schedules": Strings.made_of(map(json.dumps, written)),
            "schedule_listing": np.array([one.listing for one in written], np.uint32),
            "dated_at": starts.at,
            "dated_listing": starts.listing,
            "dated_zone": starts.zone,
            "dated_duration": starts.duration,
            "dated_weekday": starts.weekday,
        }


class _Days(dict[str, int]):
    def __missing__(self, text: str) -> int:
        self[text] = day = _day(date.fromisoformat(text))
        return day


class _Minutes(dict[str, int]):
    def __missing__(self, text: str) -> int:
        self[text] = minute = int(text[:2]) * 60 + int(text[3:5])
        return minute


def _word_columns(words: list[str]) -> tuple[dict[str, Any], NDArray[np.int64]]:
    """The words in order, in the order of their spelling backwards, and the place of each."""
    order = sorted(range(len(words)), key=words.__getitem__)
    inside = [words[n] for n in order]
    backwards = sorted(range(len(inside)), key=lambda n: inside[n][::-1])
    columns = {"words": Strings.made_of(inside), "backwards": np.array(backwards, np.uint32)}
    return columns, inverse(np.array(order, np.int64))


def _bits(traits: list[Trait], codes: list[str]) -> NDArray[np.uint64]:
    """One row of words for each trait, a bit for each code; all rows behind one another."""
    number = {code: n for n, code in enumerate(codes)}
    found = [(row, number[code]) for row, trait in enumerate(traits) for code in trait.codes]
    has = np.zeros((len(traits), -(-len(codes) // 64) * 64), np.bool_)
    has[tuple(np.array(found, np.int64).reshape(-1, 2).T)] = True
    return np.packbits(has, axis=1, bitorder="little").reshape(-1).view("<u8").astype(np.uint64)


def _day(day: date) -> int:
    return max(0, day.toordinal() - FIRST_DAY)
