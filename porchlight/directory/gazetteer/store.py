"""The gazetteer's file, mapped: what is read of it lies in the file and not in the process."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

import numpy as np

from porchlight.directory.finder.mapped_file import Content, FileFormat, open_mapped
from porchlight.directory.finder.text import BEHIND_ALL, Strings
from porchlight.directory.gazetteer.keys import letters_of
from porchlight.directory.gazetteer.spelling import is_within

FILE = Path(__file__).with_name("places.bin")
# The number is raised whenever columns change their meaning.
GAZETTEER = FileFormat(b"PORCHLIGHTPLACES", 1)
TEXTS = (".run", ".ends")
SHORTS_SHOWN = frozenset({"US", "CA", "AU"})  # "Jackson, MS", but "Guadalajara, Jalisco"


class Town:
    """A town of the file. `people` is 0 where the population is not known. What tells towns of one
    name apart is read at once, the rest when it is asked for: there are thirty Jacksons."""

    __slots__ = ("_places", "country", "number", "people", "region")

    def __init__(self, places: Gazetteer, number: int):
        self._places, self.number = places, number
        self.region: int = places.town_regions[number]
        self.country: str = places.region_countries[self.region]
        self.people: int = places.town_people[number]

    @property
    def name(self) -> str:
        return self._places.name_of(self.number)

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return self._places.point_of("town", self.number)

    @property
    def zone(self) -> str:
        return self._places.zone_of("town", self.number)

    @property
    def district(self) -> str:
        return self._places.district_of(self.number)


class Area(NamedTuple):
    """A postal area. `code` is as people write it in that country, without the country."""

    code: str
    name: str
    region: int
    country: str
    point: tuple[float, float]
    zone: str


class Gazetteer:
    def __init__(self, content: Content):
        self.sources: list[str] = content.facts["sources"]
        self._columns = content.columns
        self._names, self._zones = self._texts("names"), self._texts("zones")
        self._keys, self._codes = self._texts("keys"), self._texts("codes")
        self._region_keys = self._texts("region_keys")
        self.region_names, self._shorts = self._texts("region_names"), self._texts("region_shorts")
        self.region_countries = self._texts("region_countries")
        # A memoryview gives a plain number faster than an array does.
        self.town_regions = self._columns["town_region"].data
        self.town_people = self._columns["town_people"].data

    def town(self, number: int) -> Town:
        return Town(self, number)

    def name_of(self, town: int) -> str:
        return self._names[int(self._columns["town_name"][town])]

    def district_of(self, town: int) -> str:
        return self._names[int(self._columns["town_district"][town])]

    def zone_of(self, kind: str, number: int) -> str:
        return self._zones[int(self._columns[f"{kind}_zone"][number])]

    def point_of(self, kind: str, number: int) -> tuple[float, float]:
        """Latitude and longitude. The file keeps five places after the point, about a metre."""
        degrees = (self._columns[f"{kind}_{name}"][number] for name in ("latitude", "longitude"))
        latitude, longitude = (round(float(value), 5) for value in degrees)
        return latitude, longitude

    def towns_called(self, key: str) -> list[tuple[Town, bool]]:
        """The towns of a name (`place_key`), each with whether it is their own name or another."""
        numbers, letters = self._columns["key_town"].data, self._columns["key_letters"].data
        return [(Town(self, numbers[n]), letters[n] > 0) for n in _equal_to(self._keys, key)]

    def people_of_namesakes(self, town: Town, key: str) -> list[int]:
        """The populations of the other towns of that own name in the same region."""
        columns = self._columns
        numbers = [
            int(columns["key_town"][n])
            for n in _equal_to(self._keys, key)
            if columns["key_letters"][n]
        ]
        return [
            int(columns["town_people"][number])
            for number in numbers
            if number != town.number and columns["town_region"][number] == town.region
        ]

    def names_spelled_like(self, key: str, most: int) -> set[str]:
        """The names of towns that are at most so many letters off, as keys. As many letters as may
        be off have to be right at the beginning, which leaves few names to compare."""
        start = key[:most].encode()
        first, end = self._keys.first_from(start), self._keys.first_from(start + BEHIND_ALL)
        letters, held = np.uint32(letters_of(key)), self._columns["key_letters"][first:end]
        lengths = np.diff(self._keys.ends[first : end + 1]).astype(np.int32)
        # An edit adds at most one letter that was not there and takes at most one away.
        likely = (
            (held > 0)
            & (np.abs(lengths - len(key)) <= most)
            & (np.bitwise_count(held & ~letters) <= most)
            & (np.bitwise_count(letters & ~held) <= most)
        )
        names = {self._keys[first + n] for n in np.flatnonzero(likely).tolist()}
        return {name for name in names if is_within(key, name, most)}

    def regions_called(self, key: str) -> list[int]:
        """The regions of a name or a short form: "ms" is Mississippi."""
        return [int(self._columns["key_region"][n]) for n in _equal_to(self._region_keys, key)]

    def largest_towns(self, regions: list[int], most: int) -> list[Town]:
        """The towns of these regions with the most people, the largest first."""
        if not regions:
            return []
        columns = self._columns
        there = np.flatnonzero(np.isin(columns["town_region"], regions))
        order = np.argsort(-columns["town_people"][there].astype(np.int64), kind="stable")
        return [self.town(int(number)) for number in there[order[:most]]]

    def region_shown(self, region: int) -> str:
        """A region as it stands behind a town's name."""
        is_short = self.region_countries[region] in SHORTS_SHOWN
        return (is_short and self._shorts[region]) or self.region_names[region]

    def area(self, country: str, code: str) -> Area | None:
        for number in _equal_to(self._codes, country + code):
            name = self._names[int(self._columns["area_name"][number])]
            region = int(self._columns["area_region"][number])
            point, zone = self.point_of("area", number), self.zone_of("area", number)
            return Area(code, name, region, country, point, zone)
        return None

    def _texts(self, name: str) -> Strings:
        run, ends = TEXTS
        return Strings(self._columns[name + run], self._columns[name + ends])


@functools.lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The file that ships with the product. Raises `Unusable` when it is not whole."""
    return Gazetteer(open_mapped(FILE, GAZETTEER))


def _equal_to(texts: Strings, text: str) -> range:
    """Where a text stands among sorted ones: before anything longer that begins with it."""
    encoded = text.encode()
    first = texts.first_from(encoded)
    return range(first, texts.first_from(encoded + b"\0", first))
