"""Names of towns as people type them, with or without the region or country they are in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from porchlight.directory.gazetteer.keys import key_words, place_key
from porchlight.directory.gazetteer.spelling import first_letter_put_right, letters_forgiven
from porchlight.directory.gazetteer.store import Town, gazetteer

MOST_REGION_WORDS = 5  # "Veracruz de Ignacio de la Llave" is recognized by fewer
COUNTRY_KEYS = {
    "AR": ("argentina",),
    "AU": ("australia",),
    "CA": ("canada",),
    "CL": ("chile",),
    "CO": ("colombia",),
    "ES": ("spain", "espana"),
    "GB": ("united kingdom", "great britain", "britain", "uk", "reino unido", "gran bretana"),
    "IE": ("ireland", "irlanda", "eire", "republic of ireland"),
    "MX": ("mexico", "mejico"),
    "NZ": ("new zealand", "nueva zelanda", "nueva zelandia"),
    "US": ("united states", "usa", "us", "united states of america", "america",
           "estados unidos", "eeuu", "ee uu", "eua"),
}  # fmt: skip
COUNTRY_OF_KEY = {key: code for code, keys in COUNTRY_KEYS.items() for key in keys}

Within = Callable[[Town], bool]


class TownReading(NamedTuple):
    """One way to read what was typed: a town's key, and where it has to be. `is_placed` says that
    a region or a country was named."""

    key: str
    within: tuple[Within, ...]
    is_placed: bool

    def holds(self, town: Town) -> bool:
        return all(within(town) for within in self.within)


class NamedTown(NamedTuple):
    town: Town
    is_own_name: bool


def readings(text: str) -> list[TownReading]:
    """The ways to read a text, the likeliest first: as it stands, then with its last words as a
    region or country, the longest first ("West Virginia" before "Virginia")."""
    parts = [part for part in (key_words(part) for part in text.split(",")) if part]
    if not parts:
        return []
    words, behind = parts[0], tuple(_within(" ".join(part)) for part in parts[1:])
    several = [TownReading(" ".join(words), behind, bool(behind))]
    for length in range(min(MOST_REGION_WORDS, len(words) - 1), 0, -1):
        last = " ".join(words[-length:])
        if is_region_or_country(last):
            key = " ".join(words[:-length])
            several.append(TownReading(key, (*behind, _within(last)), is_placed=True))
    return several


def is_region_or_country(key: str) -> bool:
    return key in COUNTRY_OF_KEY or bool(gazetteer().regions_called(key))


def towns_named(reading: TownReading) -> list[NamedTown]:
    named = gazetteer().towns_called(reading.key)
    return [NamedTown(town, is_own) for town, is_own in named if reading.holds(town)]


def towns_spelled_like(reading: TownReading) -> list[NamedTown]:
    """The towns whose name is nearest to what was typed, where none has just that name."""
    for letters in range(1, letters_forgiven(reading.key) + 1):
        names = gazetteer().names_spelled_like(reading.key, letters)
        if letters == 1:
            names.update(first_letter_put_right(reading.key))
        near = [town for name in sorted(names) for town in towns_named(reading._replace(key=name))]
        if near:
            return near
    return []


def _within(key: str) -> Within:
    """Whether a town is in a region, a country or a district of that name: "CA" is California as
    well as Canada."""
    places = gazetteer()
    regions = set(places.regions_called(key))
    country = COUNTRY_OF_KEY.get(key) or key.upper()

    def holds(town: Town) -> bool:
        if town.region in regions or town.country == country:
            return True
        district = town.district
        return bool(district) and place_key(district) == key

    return holds
