"""What of two listings is compared: the words of their names, and the keys of their addresses,
points and online rooms. `same.py` says from these which listings are the same.

Everything here is made to err on the side of two listings too many. A listing that stands twice is
a nuisance; one that is hidden behind another meeting is a person at a locked door.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from porchlight.directory.formats.fields.joining import is_online_room

NEAR_M = 75.0
CELL_M = 400.0  # larger than NEAR_M; how large matters for speed only
METRES_A_DEGREE = 111_195.0
Point = tuple[float, float]

# Words that one source writes and another leaves out of the same meeting's name.
NOISE = frozenset({
    "a", "aa", "an", "and", "at", "de", "del", "el", "family", "group", "groups", "grupo", "hybrid",
    "in", "la", "las", "los", "meeting", "meetings", "na", "of", "on", "online", "person",
    "reunion", "the", "virtual", "y", "zoom",
})  # fmt: skip
SHORT = {
    "avenue": "ave", "av": "ave", "boulevard": "blvd", "circle": "cir", "court": "ct",
    "drive": "dr", "east": "e", "expressway": "expy", "freeway": "fwy", "highway": "hwy",
    "lane": "ln", "north": "n", "northeast": "ne", "northwest": "nw", "parkway": "pkwy",
    "place": "pl", "road": "rd", "saint": "st", "south": "s", "southeast": "se",
    "southwest": "sw", "square": "sq", "street": "st", "terrace": "ter", "west": "w",
}  # fmt: skip
UNIT_IN_BUILDING = re.compile(r"\b(?:suite|ste|unit|apt|room|rm|floor|fl|bldg|building)\b.*|#.*")
ZIP = re.compile(r"\b(\d{5})(?:-\d{4})?\b")
WORD = re.compile(r"[^\W_]+")
ZOOM = re.compile(r"/(?:j|w|wc|s|my)/([^/?]+)")


@lru_cache(maxsize=20_000)
def name_words(name: str) -> frozenset[str]:
    """What of a name tells it from others: folded words, without those that come and go."""
    words = frozenset(WORD.findall(folded(name).replace("'", "").replace("’", "")))
    return words - NOISE or words


def folded(text: str) -> str:
    """Small letters without accents."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def is_within(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a whole name stands in another one, and says something by itself."""
    return some <= others and any(len(word) >= 3 and word.isalpha() for word in some)


@lru_cache(maxsize=20_000)
def address_keys(
    address: str, formatted: str, city: str, postal_code: str
) -> tuple[tuple[str, str], ...]:
    """A street with its number, once with the ZIP and once with the town; none without a number.

    Two addresses are one when they have a key in common: feeds leave out either.
    """
    street, _comma, rest = (address or formatted).partition(",")
    words = [
        SHORT.get(word, word) for word in WORD.findall(UNIT_IN_BUILDING.sub("", folded(street)))
    ]
    if len(words) < 2 or not any(word[0].isdigit() for word in words):
        return ()
    whole = formatted if not address else f"{rest}, {formatted}"
    found = ZIP.search(postal_code) or ZIP.search(whole.partition(",")[2])
    town = folded(city or formatted.partition(",")[2].partition(",")[0]).strip()
    ends = (found[1] if found else "", town)
    return tuple((" ".join(words), end) for end in ends if end)


def cells_near(point: Point) -> Iterator[tuple[int, int]]:
    """The cells of a grid that hold everything within half of NEAR_M: one, rarely up to four.

    Two points no farther apart than NEAR_M share a cell: the one their middle lies in.
    """
    for row in _cells(point[0] * METRES_A_DEGREE):
        # The width of a cell is that of its row, so that both points count alike.
        shrunk = METRES_A_DEGREE * max(0.01, math.cos(math.radians(row * CELL_M / METRES_A_DEGREE)))
        for column in _cells(point[1] * shrunk):
            yield row, column


def _cells(metres: float) -> tuple[int, ...]:
    first, last = (metres - NEAR_M / 2) // CELL_M, (metres + NEAR_M / 2) // CELL_M
    return (int(first),) if first == last else (int(first), int(last))


def is_near(one: Point, other: Point) -> bool:
    """Whether two points lie within NEAR_M of each other."""
    north = (one[0] - other[0]) * METRES_A_DEGREE
    east = (one[1] - other[1]) * METRES_A_DEGREE * math.cos(math.radians(one[0]))
    return math.hypot(north, east) <= NEAR_M


@lru_cache(maxsize=20_000)
def online_room_of(url: str) -> str:
    """The room behind a link, however the link is written; "" for one that names no room."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if not is_online_room(url):
        return ""
    if host.endswith(("zoom.us", "zoom.com", "zoomgov.com")):
        found = ZOOM.search(parts.path)
        return f"zoom/{re.sub(r'[^a-z0-9.]', '', found[1].lower())}" if found else ""
    path = parts.path.strip("/").lower()
    return f"{host}/{path}" if path else ""
