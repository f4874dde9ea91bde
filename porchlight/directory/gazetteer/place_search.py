"""Where a person says they are: a postal code, a town, or a point on the map, as they typed it.

Never a device's location. Towns and codes are looked up in the gazetteer; a town that it does not
have is known when a listing is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from porchlight.directory.finder import search as finder
from porchlight.directory.finder.text import linked_words_of, words_of
from porchlight.directory.gazetteer import answers
from porchlight.directory.gazetteer.answers import Doubt, Doubtful, NamedPlace
from porchlight.people.choices import COUNTRIES

NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
POINT = re.compile(
    rf"\s*\(?\s*({NUMBER})\s*°?\s*([NS]?)\s*[,;\s]\s*({NUMBER})\s*°?\s*([EWO]?)\s*\)?\s*",
    re.IGNORECASE,
)
COMMA_NUMBERS = re.compile(r"\s*([-+]?\d{1,3}),(\d+)\s*[,;]?\s+([-+]?\d{1,3}),(\d+)\s*")
LED_BY = re.compile(
    r"\s*(?:near|close to|around|in|cerca(?: de)?|en)\s+(?!(?:de )?(?:me|here|m[ií]|aqu[ií])\s*$)",
    re.IGNORECASE,
)
LONGEST = 100  # letters, as the form takes them
MOST_WORDS = 6  # of a town and its state
LEADING_TO_A_PLACE = frozenset({"near", "in", "around", "cerca", "en"})
SAYING_LITTLE = LEADING_TO_A_PLACE | {
    "a", "at", "de", "group", "groups", "grupo", "grupos", "junta", "juntas", "me", "meeting",
    "meetings", "reunion", "reuniones", "the",
}  # fmt: skip
WRITTEN_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
WRITTEN_LONG = {long: short for short, long in WRITTEN_SHORT.items()}


@dataclass(frozen=True)
class Spot:
    """A point and what to call it on the page. `typed` leads to this very place when it is typed;
    `zone` and `country` are "" for a point of which neither is known."""

    label: str
    point: tuple[float, float]
    typed: str = ""
    zone: str = ""
    country: str = ""


@dataclass(frozen=True)
class UnclearPlace:
    """What was typed names no one place; the places that may be meant, the likeliest first."""

    doubt: Doubt
    choices: tuple[Spot, ...] = ()


def spot_named(text: str, country: str) -> Spot | UnclearPlace:
    """The place somebody typed, who is in `country` (two letters, or "" where that is not known):
    "39201", "M5V 2T6", "Jackson, MS", "jacksn mississippi", "near Guadalajara", "12 Elm St, Jackson
    MS" or "32.3,-90.2".

    The label names the country only where it is another one. Never raises, whatever is typed.
    """
    text = text[:LONGEST]
    point = POINT.fullmatch(COMMA_NUMBERS.sub(r"\1.\2 \3.\4", text))
    if point:
        latitude, north, longitude, east = point.groups()
        return _spot_at(
            -float(latitude) if north in ("S", "s") else float(latitude),
            -float(longitude) if east and east in "WwOo" else float(longitude),
        )
    answer = _answer_to(text, country)
    if answer is None and LED_BY.match(text):
        return spot_named(LED_BY.sub("", text, count=1), country)
    if answer is None:
        listed = _listed_town(text)
        if listed:
            return listed
        answer = answers.misspelled_place(text, country)
        if answer == Doubtful(Doubt.UNKNOWN):
            answer = _place_at_the_end(text, country) or answer
    if isinstance(answer, Doubtful):
        return UnclearPlace(answer.doubt, tuple(_spot(place, country) for place in answer.choices))
    return _spot(answer, country)


@lru_cache(maxsize=256)
def _answer_to(text: str, country: str) -> answers.Answer | None:
    """Remembered, because Today asks each time for the place that a person keeps."""
    return answers.coded_place(text, country) or answers.named_place(text, country)


def place_within(text: str, country: str) -> tuple[str, Spot | None]:
    """The words that are left, and the place that the others name: "step meeting jackson ms" is
    "step" near Jackson, Mississippi.

    A place is a postal code of the person's country, or a town with its region, at the beginning or
    the end. A town alone stays among the words, where it finds what is in it, unless it comes after
    "near" or "in". Words that say only that a meeting is looked for are left out where others
    remain.
    """
    linked = linked_words_of(text)
    words = [word for several in linked for word in several]
    for taken in _ends_of(words):
        place = _place_of_words(words, taken, country)
        if place is not None:
            return _telling(linked, taken), _spot(place, country)
    return telling_words(text), None


def telling_words(text: str) -> str:
    """Without the words that say only that a meeting is looked for, where others remain."""
    return _telling(linked_words_of(text), range(0)) or text


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


def _place_of_words(words: list[str], taken: range, country: str) -> NamedPlace | None:
    text = " ".join(words[n] for n in taken)
    place = answers.own_code(text, country) or answers.exact_place(text, country)
    if place or not set(words[max(0, taken.start - 2) : taken.start]) & LEADING_TO_A_PLACE:
        return place
    return answers.sure_place(text, country)


def _place_at_the_end(text: str, country: str) -> NamedPlace | None:
    """The town with its region that an address ends with: "12 Elm St, Jackson MS"."""
    words = [word for several in linked_words_of(text) for word in several]
    for length in range(min(MOST_WORDS, len(words) - 1), 1, -1):
        place = answers.exact_place(" ".join(words[-length:]), country)
        if place is not None:
            return place
    return None


def _spot_at(latitude: float, longitude: float) -> Spot | UnclearPlace:
    if abs(latitude) > 90 or abs(longitude) > 180:
        return UnclearPlace(Doubt.OFF_THE_MAP)
    label = f"{latitude:g}, {longitude:g}"
    return Spot(label, (latitude, longitude), label)


def _spot(place: NamedPlace, country: str) -> Spot:
    name = str(dict(COUNTRIES)[place.country])
    label = place.label if place.country == country else f"{place.label}, {name}"
    return Spot(label, place.point, f"{place.name}, {name}", place.zone, place.country)


def _listed_town(text: str) -> Spot | None:
    """A town that the gazetteer does not have is known when a listing is in it."""
    for name in _spellings(" ".join(words_of(text))):
        label, points = finder.town(name)
        if points:
            # The median holds the middle of a town where one stray point would pull a mean away.
            latitude, longitude = (median(degrees) for degrees in zip(*points, strict=True))
            return Spot(label, (latitude, longitude), label)
    return None


def _spellings(town: str) -> list[str]:
    """A town's key as it is, with "saint", "mount" and "fort" written out, and with them short."""
    words = town.split()
    long = " ".join(WRITTEN_SHORT.get(word, word) for word in words)
    short = " ".join(WRITTEN_LONG.get(word, word) for word in words)
    return list(dict.fromkeys((town, long, short)))
