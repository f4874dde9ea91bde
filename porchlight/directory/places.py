"""Where a person says they are: a ZIP, a town, or a point on the map, as they typed it.

Never a device's location. Towns and ZIPs come from the `zipcodes` package, copied into the database
once (`load_places`), because importing it costs a server process 50 MB.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Any

from django.db import transaction

from porchlight.directory import finder
from porchlight.directory.formats.places import known_zone, zone_at
from porchlight.directory.models import Place
from porchlight.directory.words import linked_words_of, words_of

NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
POINT = re.compile(rf"\s*({NUMBER})\s*[,;\s]\s*({NUMBER})\s*")
ZIP = re.compile(r"\s*(\d{5})(?:-\d{4})?\s*")
TOWN_AND_ZIP = re.compile(r".*\D(\d{5})(?:-\d{4})?\s*")
MUCH_LARGER = 10  # times the ZIPs of its namesake: "Milwaukee" alone is the one in Wisconsin
MOST_WORDS = 6  # of a town and its state
LEADING_TO_A_PLACE = frozenset({"near", "in", "around", "cerca", "en"})
SAYING_LITTLE = LEADING_TO_A_PLACE | {
    "a", "at", "de", "group", "groups", "grupo", "grupos", "junta", "juntas", "me", "meeting",
    "meetings", "reunion", "reuniones", "the",
}  # fmt: skip
WRITTEN_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
WRITTEN_LONG = {long: short for short, long in WRITTEN_SHORT.items()}
STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "AS": "American Samoa",
    "CA": "California", "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware",
    "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia", "GU": "Guam", "HI": "Hawaii",
    "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "MP": "Northern Mariana Islands", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "PR": "Puerto Rico", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "VI": "Virgin Islands", "WA": "Washington", "WV": "West Virginia",
    "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
STATE_CODES = {name.lower(): code for code, name in STATES.items()} | {
    code.lower(): code for code in STATES
}


@dataclass(frozen=True)
class Spot:
    """A point and what to call it on the page."""

    label: str
    point: tuple[float, float]


class Unclear(StrEnum):
    """Why what was typed names no one place."""

    UNKNOWN = "unknown"
    UNKNOWN_ZIP = "unknown-zip"
    WHICH_STATE = "which-state"
    OFF_THE_MAP = "off-the-map"


def spot_named(text: str) -> Spot | Unclear:
    """The place somebody typed: "39201", "Jackson, MS", "jackson mississippi" or "32.3,-90.2"."""
    point = POINT.fullmatch(text)
    if point:
        return _spot_at(float(point[1]), float(point[2]))
    code = ZIP.fullmatch(text) or TOWN_AND_ZIP.fullmatch(text)
    if code:
        return _spot_of_zip(code[1])
    town, state = _town_and_state(text)
    return _spot_of_town(town, state) if town else Unclear.UNKNOWN


def place_within(text: str) -> tuple[str, Spot | None]:
    """The words that are left, and the place that the others name: "step meeting jackson ms" is
    "step" near Jackson, Mississippi.

    A place is a ZIP, or a town with its state, at the beginning or the end. A town alone stays
    among the words, where it finds what is in it, unless it comes after "near" or "in". Words that
    say only that a meeting is looked for are left out where others remain.
    """
    linked = linked_words_of(text)
    words = [word for several in linked for word in several]
    for taken in _ends_of(words):
        spot = _spot_of_words(words, taken)
        if spot is not None:
            return _telling(linked, taken), spot
    return telling_words(text), None


def telling_words(text: str) -> str:
    """Without the words that say only that a meeting is looked for, where others remain."""
    return _telling(linked_words_of(text), range(0)) or text


def load_places() -> int:
    """Copy the `zipcodes` package into the database, once; how many rows that made."""
    if Place.objects.exists():
        return 0
    import zipcodes

    entries: list[dict[str, Any]] = zipcodes.list_all()  # type: ignore[no-untyped-call]
    rows = [place for entry in entries for place in _places_of(entry)]
    with transaction.atomic():
        Place.objects.bulk_create(rows, batch_size=5_000, ignore_conflicts=True)
    return len(rows)


def _telling(linked: list[list[str]], taken: range) -> str:
    """The words that are left, linked as they were. Of linked ones none says little: "12-a-day"."""
    left, number = [], 0
    for several in linked:
        rest = [w for n, w in enumerate(several, number) if n not in taken]
        number += len(several)
        if len(rest) > 1 or not SAYING_LITTLE.issuperset(rest):
            left.append("-".join(rest))
    return " ".join(left)


def _ends_of(words: list[str]) -> Iterator[range]:
    """What may be a place: the last words and the first ones, the longest first."""
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        yield range(len(words) - length, len(words))
        if length < len(words):
            yield range(length)


def _spot_of_words(words: list[str], taken: range) -> Spot | None:
    named = [words[n] for n in taken]
    if len(named) == 1 and ZIP.fullmatch(named[0]):
        spot = _spot_of_zip(named[0])
        return spot if isinstance(spot, Spot) else None
    town, state = _town_and_state(" ".join(named))
    if not state and not set(words[max(0, taken.start - 2) : taken.start]) & LEADING_TO_A_PLACE:
        return None
    if state and not Place.objects.filter(town_key__in=_spellings(town), state=state).exists():
        return None
    spot = _spot_of_town(town, state)
    return spot if isinstance(spot, Spot) else None


def _spot_at(latitude: float, longitude: float) -> Spot | Unclear:
    if abs(latitude) > 90 or abs(longitude) > 180:
        return Unclear.OFF_THE_MAP
    return Spot(f"{latitude:g}, {longitude:g}", (latitude, longitude))


def _spot_of_zip(code: str) -> Spot | Unclear:
    place = Place.objects.filter(zip=code).order_by("-is_main").first()
    if place is None:
        return Unclear.UNKNOWN_ZIP
    return Spot(f"{place.town}, {place.state} {code}", (place.latitude, place.longitude))


def _town_and_state(text: str) -> tuple[str, str]:
    """The town's key and the state's two letters, or "" for a state that was not given. "West
    Virginia" is read before "Virginia", and "D.C." as "DC"."""
    words = words_of(text)
    for length in (3, 2, 1):
        last = words[-length:]
        state = STATE_CODES.get(" ".join(last))
        if length == 2 and [len(word) for word in last] == [1, 1]:
            state = STATE_CODES.get("".join(last))
        if state and len(words) > length:
            return " ".join(words[:-length]), state
    return " ".join(words), ""


def _spellings(town: str) -> list[str]:
    """A town's key as it is, with "saint", "mount" and "fort" written out, and with them short."""
    words = town.split()
    long = " ".join(WRITTEN_SHORT.get(word, word) for word in words)
    short = " ".join(WRITTEN_LONG.get(word, word) for word in words)
    return list(dict.fromkeys((town, long, short)))


def _spot_of_town(town: str, state: str) -> Spot | Unclear:
    named = Place.objects.filter(town_key__in=_spellings(town))
    places = list(named.filter(state=state) if state else named)
    main = [place for place in places if place.is_main] or places
    if not main:
        return _spot_of_listed_town(town)
    states = Counter(place.state for place in main).most_common(2)
    if len(states) > 1 and states[0][1] < MUCH_LARGER * states[1][1]:
        return Unclear.WHICH_STATE
    there = [place for place in main if place.state == states[0][0]]
    points = [(place.latitude, place.longitude) for place in there]
    return _middle(f"{there[0].town}, {there[0].state}", points)


def _spot_of_listed_town(town: str) -> Spot | Unclear:
    """A town outside the United States is known when a listing is in it."""
    for name in _spellings(town):
        label, points = finder.town(name)
        if points:
            return _middle(label, points)
    return Unclear.UNKNOWN


def _middle(label: str, points: list[tuple[float, float]]) -> Spot:
    """The median holds the middle of a town where one stray point would pull a mean away."""
    latitude, longitude = (median(degrees) for degrees in zip(*points, strict=True))
    return Spot(label, (latitude, longitude))


def _places_of(entry: dict[str, Any]) -> list[Place]:
    """One row for the town and one for each other name; none for a military post office."""
    latitude, longitude = float(entry["lat"]), float(entry["long"])
    zone = known_zone(entry["timezone"]) or zone_at(latitude, longitude)
    if entry["state"] not in STATES or not zone:
        return []
    return [
        Place(
            zip=entry["zip_code"],
            town=town,
            town_key=" ".join(words_of(town)),
            state=entry["state"],
            latitude=latitude,
            longitude=longitude,
            zone=zone,
            is_main=number == 0,
        )
        for number, town in enumerate([entry["city"], *entry["acceptable_cities"]])
    ]
