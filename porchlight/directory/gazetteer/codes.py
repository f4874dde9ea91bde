"""Postal codes as people type them: which countries a code may be of, and what it is there.

Formats: each country's own post. Britain, Canada and Ireland are kept by the first part of a code,
which names an area; the rest names a door and is not needed to find a meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from porchlight.directory.finder.text import words_of
from porchlight.directory.gazetteer.store import Area, gazetteer

# Letters and digits without what is between them; group 1 is what the file knows.
FORMATS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("US", re.compile(r"(\d{5})(?:\d{4})?")),
    ("MX", re.compile(r"(\d{5})")),
    ("ES", re.compile(r"(\d{5})")),
    ("AU", re.compile(r"(\d{4})")),
    ("NZ", re.compile(r"(\d{4})")),
    ("AR", re.compile(r"[A-Z]?(\d{4})(?:[A-Z]{3})?")),
    ("CO", re.compile(r"(\d{6})")),
    ("CL", re.compile(r"(\d{7})")),
    ("CA", re.compile(r"([A-Z]\d[A-Z])(?:\d[A-Z]\d)?")),
    ("IE", re.compile(r"([A-Z]\d[\dW])(?:[A-Z\d]{4})?")),
    ("GB", re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(?:\d[A-Z]{2})?")),
)
BRITISH_LETTERS = re.compile(r"[A-Z]{1,2}")
MOST_PARTS = 2  # "M5V 2T6", "39201-1234"


def code_parts(text: str) -> list[str]:
    return [word.upper() for word in words_of(text)]


def areas_of(code: str, country: str = "") -> list[Area]:
    """What a code may be, letters in capitals and nothing between them. British letters alone are a
    code for somebody in Britain: elsewhere "SW" is a word."""
    found = (
        gazetteer().area(name, match[1])
        for name, form in FORMATS
        if (match := form.fullmatch(code))
    )
    areas = [area for area in found if area]
    if country == "GB" and BRITISH_LETTERS.fullmatch(code):
        letters = gazetteer().area("GB", code)
        areas += [letters] if letters else []
    return areas


def is_code(code: str, country: str) -> bool:
    """Whether it is written as a postal code of that country."""
    return any(form.fullmatch(code) for name, form in FORMATS if name == country)


def slices(parts: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Where a code may stand among the parts of a text: the whole, its end, its beginning, or
    before the last part ("39201 USA"). With each, the parts that are left."""
    for length in range(min(MOST_PARTS, len(parts)), 0, -1):
        yield "".join(parts[-length:]), parts[:-length]
        if length < len(parts):
            yield "".join(parts[:length]), parts[length:]
            yield "".join(parts[-1 - length : -1]), [*parts[: -1 - length], parts[-1]]
