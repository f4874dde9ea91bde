"""Write the gazetteer's file from rows of towns, postal areas and regions.

The same rows always make the same bytes. `script/gazetteer.py` describes where rows come from.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from porchlight.directory.finder.mapped_file import save
from porchlight.directory.finder.text import Strings
from porchlight.directory.gazetteer.keys import letters_of, place_key
from porchlight.directory.gazetteer.store import GAZETTEER, TEXTS

REGIONS = Path(__file__).with_name("regions.tsv")
Array = NDArray[np.generic]


class RegionRow(NamedTuple):
    """A state, province or other first part of a country. `town_code` is GeoNames' admin1 code,
    `postal_code` the one that GeoNames' postal files use. `short` is "" where people use none."""

    country: str
    town_code: str
    postal_code: str
    short: str
    name: str
    other_names: tuple[str, ...]


class TownRow(NamedTuple):
    """A town. `people` is its population, 0 where that is not known; `region` is a number of the
    list of regions; `district` is a county or municipality, to tell namesakes of a region apart."""

    name: str
    other_names: tuple[str, ...]
    region: int
    latitude: float
    longitude: float
    zone: str
    people: int
    district: str


class AreaRow(NamedTuple):
    """A postal code, or the part of one that names an area, with the place it is read as."""

    code: str
    name: str
    region: int
    latitude: float
    longitude: float
    zone: str


def read_regions(path: Path = REGIONS) -> list[RegionRow]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            RegionRow(
                row["country"],
                row["town_code"],
                row["postal_code"],
                row["short"],
                row["name"],
                tuple(filter(None, row["other_names"].split("|"))),
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


def write_gazetteer(
    path: Path,
    sources: Sequence[str],
    regions: Sequence[RegionRow],
    towns: Iterable[TownRow],
    areas: Iterable[AreaRow],
) -> None:
    """Put the file in its place, whole. Raises OSError when it cannot be written."""
    ordered_towns = sorted(set(towns))
    ordered_areas = sorted(
        {(regions[area.region].country + area.code): area for area in areas}.items()
    )
    rows: list[TownRow | AreaRow] = [*ordered_towns, *(area for _, area in ordered_areas)]
    names = _Numbers([*(row.name for row in rows), *(town.district for town in ordered_towns)])
    zones = _Numbers(row.zone for row in rows)
    columns: dict[str, Array] = {
        **_town_columns(ordered_towns, names, zones),
        **_key_columns(ordered_towns),
        **_area_columns(ordered_areas, names, zones),
        **_region_columns(regions),
    }
    for name, texts in (("names", names.texts), ("zones", zones.texts)):
        columns |= _texts(name, texts)
    save(path, {"sources": list(sources)}, columns, GAZETTEER)


class _Numbers:
    """Texts without repeats, sorted, and the number of each."""

    def __init__(self, texts: Iterable[str]):
        self.texts = sorted(set(texts))
        self.number = {text: number for number, text in enumerate(self.texts)}


def _texts(name: str, texts: Iterable[str]) -> dict[str, Array]:
    strings = Strings.made_of(texts)
    run, ends = TEXTS
    return {name + run: strings.run, name + ends: strings.ends}


def _place_columns(
    kind: str, rows: Sequence[TownRow | AreaRow], names: _Numbers, zones: _Numbers
) -> dict[str, Array]:
    return {
        f"{kind}_name": np.array([names.number[row.name] for row in rows], np.uint32),
        f"{kind}_latitude": np.array([row.latitude for row in rows], np.float32),
        f"{kind}_longitude": np.array([row.longitude for row in rows], np.float32),
        f"{kind}_region": np.array([row.region for row in rows], np.uint16),
        f"{kind}_zone": np.array([zones.number[row.zone] for row in rows], np.uint16),
    }


def _town_columns(towns: Sequence[TownRow], names: _Numbers, zones: _Numbers) -> dict[str, Array]:
    return {
        **_place_columns("town", towns, names, zones),
        "town_people": np.array([town.people for town in towns], np.uint32),
        "town_district": np.array([names.number[town.district] for town in towns], np.uint32),
    }


def _key_columns(towns: Sequence[TownRow]) -> dict[str, Array]:
    """The names of towns as they are compared, sorted. Letters are kept of a town's own name only:
    a misspelling is compared with names, not with other names."""
    keys: dict[tuple[str, int], bool] = {}
    for number, town in enumerate(towns):
        for name in (town.name, *town.other_names):
            key = place_key(name)
            if key:
                keys[key, number] = keys.get((key, number), False) or name == town.name
    ordered = sorted(keys.items(), key=lambda item: (item[0][0].encode(), item[0][1]))
    return {
        **_texts("keys", (key for (key, _), _ in ordered)),
        "key_town": np.array([number for (_, number), _ in ordered], np.uint32),
        "key_letters": np.array(
            [letters_of(key) if is_name else 0 for (key, _), is_name in ordered], np.uint32
        ),
    }


def _area_columns(
    areas: Sequence[tuple[str, AreaRow]], names: _Numbers, zones: _Numbers
) -> dict[str, Array]:
    rows = [area for _, area in areas]
    return {
        **_texts("codes", (code for code, _ in areas)),
        **_place_columns("area", rows, names, zones),
    }


def _region_columns(regions: Sequence[RegionRow]) -> dict[str, Array]:
    keys = sorted(
        {
            (place_key(name).encode(), number)
            for number, region in enumerate(regions)
            for name in (region.name, region.short, *region.other_names)
            if name
        }
    )
    return {
        **_texts("region_names", (region.name for region in regions)),
        **_texts("region_shorts", (region.short for region in regions)),
        **_texts("region_countries", (region.country for region in regions)),
        **_texts("region_keys", (key.decode() for key, _ in keys)),
        "key_region": np.array([number for _, number in keys], np.uint16),
    }
