"""Whether what was typed names one place, or several to choose from.

A place is taken when it is much larger than its namesakes, where one in the person's own country
counts for a hundred of another country: "Milwaukee" is the one in Wisconsin, "Jackson" is asked
back, and "London" is asked back in the United States, where towns have that name too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from porchlight.directory.gazetteer import codes, towns
from porchlight.directory.gazetteer.keys import place_key
from porchlight.directory.gazetteer.store import SHORTS_SHOWN, Area, Town, gazetteer
from porchlight.directory.gazetteer.towns import NamedTown, TownReading

MUCH_LARGER = 10
OWN_COUNTRY = 100
OTHER_NAME = 0.1  # of a town's weight, where what was typed is not its own name
FEW_PEOPLE = 300  # a place without a known population
LARGE_CITY = 100_000  # people
MOST_CHOICES = 6


class Doubt(StrEnum):
    """Why what was typed names no one place."""

    UNKNOWN = "unknown"
    UNKNOWN_CODE = "unknown-code"
    SEVERAL = "several"
    SPELLING = "spelling"
    LARGE_AREA = "large-area"
    OFF_THE_MAP = "off-the-map"


@dataclass(frozen=True)
class NamedPlace:
    """A place and how it is written, without its country: "Jackson, MS". `name` is what leads to
    it when it is typed with its country: the label, or a postal code."""

    label: str
    name: str
    country: str
    point: tuple[float, float]
    zone: str


@dataclass(frozen=True)
class Doubtful:
    """Several places, the likeliest first, or none."""

    doubt: Doubt
    choices: tuple[NamedPlace, ...] = ()


Answer = NamedPlace | Doubtful


def coded_place(text: str, country: str) -> Answer | None:
    """The place of a postal code, alone or beside a town: "39201", "Toronto M5V 2T6". None where
    no part of the text is a code."""
    is_unknown = False
    for code, rest in codes.slices(codes.code_parts(text)):
        areas = codes.areas_of(code, "" if rest else country)
        spoken_of = _spoken_of(areas, rest)
        if len(spoken_of) == 1:
            return _coded(spoken_of[0])
        # Among other words, a number that begins them is that of a house, and one that ends them is
        # a code of the person's own country, unless they name the place of the code.
        is_last = text.rstrip().upper().endswith(code[-1])
        if rest and code.isdigit() and not spoken_of:
            areas = [area for area in areas if is_last and area.country == country]
        if areas:
            return _of_areas(code, spoken_of or areas, country)
        is_unknown |= is_last and codes.is_code(code, country)
    return Doubtful(Doubt.UNKNOWN_CODE) if is_unknown else None


def own_code(text: str, country: str) -> NamedPlace | None:
    """The place of a postal code of the person's own country, with nothing beside it."""
    areas = codes.areas_of("".join(codes.code_parts(text)))
    return next((_coded(area) for area in areas if area.country == country), None)


def named_place(text: str, country: str) -> Answer | None:
    """The place of a town's name; None where no town has it."""
    several = towns.readings(text)
    named = next(filter(None, map(towns.towns_named, several)), [])
    largest = _largest_of(several[0].key, country) if several and not several[0].within else []
    if largest and not any(_stands_beside(one.town, largest, country) for one in named):
        return Doubtful(Doubt.LARGE_AREA, _choices([*largest[:-1], *named[:1]], country))
    return _of_towns(named, country, Doubt.SEVERAL) if named else None


def sure_place(text: str, country: str) -> NamedPlace | None:
    """The place of a name alone, among other words: its own, or any name of a large city. Small
    towns have other names that are common words."""
    for reading in towns.readings(text):
        named = towns.towns_named(reading)
        sure = [one for one in named if one.is_own_name or one.town.people >= LARGE_CITY]
        if sure:
            answer = _of_towns(sure, country, Doubt.SEVERAL)
            return answer if isinstance(answer, NamedPlace) else None
    return None


def misspelled_place(text: str, country: str) -> Answer:
    """The place whose name is nearest; or the towns of that name, where no town has it there."""
    several = towns.readings(text)
    elsewhere = [town for reading in several for town in towns.towns_named(_anywhere(reading))]
    if elsewhere:
        return Doubtful(Doubt.UNKNOWN, _choices(elsewhere, country))
    for reading in reversed(several):
        near = towns.towns_spelled_like(reading)
        if near:
            return _of_misspelled(reading, near, country)
    return Doubtful(Doubt.UNKNOWN)


def exact_place(text: str, country: str) -> NamedPlace | None:
    """A town with its region or country, spelled right; None for anything less."""
    for reading in towns.readings(text):
        if reading.is_placed:
            named = towns.towns_named(reading)
            answer = _of_towns(named, country, Doubt.SEVERAL) if named else None
            if isinstance(answer, NamedPlace):
                return answer
    return None


def _of_areas(code: str, areas: list[Area], country: str) -> Answer:
    own = [area for area in areas if area.country == country]
    if own or (len(areas) == 1 and not codes.is_code(code, country)):
        return _coded((own or areas)[0])
    doubt = Doubt.UNKNOWN_CODE if codes.is_code(code, country) else Doubt.SEVERAL
    return Doubtful(doubt, tuple(map(_coded, areas)))


def _spoken_of(areas: list[Area], rest: list[str]) -> list[Area]:
    """The areas that the other words name, or end with, by town, region or country: "06000 México",
    "Jackson MS 39201 USA"."""
    for first in range(len(rest) if areas else 0):
        key = place_key(" ".join(rest[first:]))
        regions = set(gazetteer().regions_called(key))
        countries = (towns.COUNTRY_OF_KEY.get(key), key.upper())
        spoken_of = [
            area
            for area in areas
            if area.region in regions or area.country in countries or place_key(area.name) == key
        ]
        if spoken_of:
            return spoken_of
    return []


def _largest_of(key: str, country: str) -> list[NamedTown]:
    """The largest towns of what is a region of the person's own country, or another country; of any
    region where their own country has none of that name."""
    places = gazetteer()
    if key in towns.COUNTRY_OF_KEY:
        code = towns.COUNTRY_OF_KEY[key]
        regions = [n for n in range(len(places.region_names)) if places.region_countries[n] == code]
    else:
        called = places.regions_called(key)
        regions = [n for n in called if places.region_countries[n] == country]
    return [NamedTown(town, True) for town in places.largest_towns(regions, MOST_CHOICES)]


def _stands_beside(town: Town, largest: list[NamedTown], country: str) -> bool:
    """Whether a town may be meant by the name of a region: it is in it, like Guanajuato, or not
    much smaller than its largest town. "Georgia" is not the village in Vermont."""
    is_in_it = any(town.region == one.town.region for one in largest)
    return town.country == country and (
        is_in_it or MUCH_LARGER * town.people >= largest[0].town.people
    )


def _of_misspelled(reading: TownReading, near: list[NamedTown], country: str) -> Answer:
    """A misspelled town is taken where its region was named, or nothing else is as near."""
    answer = _of_towns(near, country, Doubt.SPELLING)
    if isinstance(answer, NamedPlace) and not reading.is_placed and answer.country != country:
        return Doubtful(Doubt.SPELLING, (answer,))
    return answer


def _of_towns(named: list[NamedTown], country: str, doubt: Doubt) -> Answer:
    ranked = _ranked(named, country)
    least = _weight(ranked[0], country) / MUCH_LARGER
    ranked = [one for one in ranked if one.is_own_name or _weight(one, country) >= least]
    weights = [_weight(one, country) for one in ranked[:2]]
    if len(ranked) == 1 or weights[0] >= MUCH_LARGER * weights[1]:
        return _place_of(ranked[0].town)
    return Doubtful(doubt, _choices(ranked, country))


def _ranked(named: Iterable[NamedTown], country: str) -> list[NamedTown]:
    """Each town once, the weightiest first; the largest alone of those that share a label."""
    ordered = sorted(named, key=lambda one: (-_weight(one, country), one.town.number))
    return list({one.town.number: one for one in reversed(ordered)}.values())[::-1]


def _weight(named: NamedTown, country: str) -> float:
    weight = float(max(named.town.people, FEW_PEOPLE))
    if named.town.country == country:
        weight *= OWN_COUNTRY
    return weight if named.is_own_name else weight * OTHER_NAME


def _choices(named: Iterable[NamedTown], country: str) -> tuple[NamedPlace, ...]:
    places: dict[tuple[str, str], NamedPlace] = {}
    for candidate in _ranked(named, country):
        place = _place_of(candidate.town)
        places.setdefault((place.label, place.country), place)
        if len(places) == MOST_CHOICES:
            break
    return tuple(places.values())


def _place_of(town: Town) -> NamedPlace:
    label = town_label(town)
    return NamedPlace(label, label, town.country, town.point, town.zone)


def town_label(town: Town) -> str:
    """A town with its region, unless the region is called the same: "Jackson, MS", "Madrid". The
    district stands between where the region has a namesake that is not much smaller."""
    places = gazetteer()
    key = place_key(town.name)
    label = town.name
    namesakes = places.people_of_namesakes(town, key)
    is_one_of_several = MUCH_LARGER * max([0, *namesakes]) > max(town.people, FEW_PEOPLE)
    if is_one_of_several and town.district not in ("", town.name):
        label += f", {town.district}"
    if town.country not in SHORTS_SHOWN and town.region in places.regions_called(key):
        return label
    return f"{label}, {places.region_shown(town.region)}"


def _coded(area: Area) -> NamedPlace:
    region = gazetteer().region_shown(area.region)
    place = area.name if place_key(area.name) == place_key(region) else f"{area.name}, {region}"
    label = f"{place} {area.code}"
    return NamedPlace(label, area.code, area.country, area.point, area.zone)


def _anywhere(reading: TownReading) -> TownReading:
    return reading._replace(within=())
