"""The gazetteer's file, mapped: what is read of it lies in the file and not in the process."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from porchlight.directory.gazetteer.keys import letters_of
from porchlight.directory.gazetteer.spelling import is_within
from porchlight.directory.index_file import Content, Kind, open_mapped
from porchlight.directory.words import BEHIND_ALL, Strings

FILE = Path(__file__).with_name("places.bin")
# The number is raised whenever columns change their meaning.
GAZETTEER = Kind(b"PORCHLIGHTPLACES", 1)
TEXTS = (".run", ".ends")
SHORTS_SHOWN = frozenset({"US", "CA", "AU"})  # "Jackson, MS", but "Guadalajara, Jalisco"


class Town(NamedTuple):
    """A town as the file has it. `people` is 0 where the population is not known."""

    number: int
    name: str
    region: int
    country: str
    point: tuple[float, float]
    zone: str
    people: int
    district: str


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

    def town(self, number: int) -> Town:
        name, region, point, zone = self._place("town", number)
        people = int(self._columns["town_people"][number])
        district = self._names[int(self._columns["town_district"][number])]
        country = self.region_countries[region]
        return Town(number, name, region, country, point, zone, people, district)

    def towns_called(self, key: str) -> list[tuple[Town, bool]]:
        """The towns of a name (`place_key`), each with whether it is their own name or another."""
        return [
            (self.town(int(self._columns["key_town"][n])), bool(self._columns["key_letters"][n]))
            for n in _equal_to(self._keys, key)
        ]

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
            name, region, point, zone = self._place("area", number)
            return Area(code, name, region, country, point, zone)
        return None

    def _place(self, kind: str, number: int) -> tuple[str, int, tuple[float, float], str]:
        columns = self._columns
        name = self._names[int(columns[f"{kind}_name"][number])]
        # The file keeps five places after the point, about a metre.
        latitude = round(float(columns[f"{kind}_latitude"][number]), 5)
        longitude = round(float(columns[f"{kind}_longitude"][number]), 5)
        zone = self._zones[int(columns[f"{kind}_zone"][number])]
        return name, int(columns[f"{kind}_region"][number]), (latitude, longitude), zone

    def _texts(self, name: str) -> Strings:
        run, ends = TEXTS
        return Strings(self._columns[name + run], self._columns[name + ends])


@functools.lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The file that ships with the product. Raises `Unusable` when it is not whole."""
    return Gazetteer(open_mapped(FILE, GAZETTEER))


def _equal_to(texts: Strings, text: str) -> Iterator[int]:
    for number in range(texts.first_from(text.encode()), len(texts)):
        if texts[number] != text:
            return
        yield number
