"""Names that are a letter or two apart: left out, added, changed, or two swapped."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

LONG_FROM = 8  # letters; a long name may be two letters off, one of four to seven letters one
SHORT_TO = 3


def letters_forgiven(name: str) -> int:
    if len(name) <= SHORT_TO:
        return 0
    return 2 if len(name) >= LONG_FROM else 1


def first_letter_put_right(name: str) -> Iterator[str]:
    """The names that this one may be when its first letter is wrong, missing, or one too many."""
    yield name[1:]
    yield name[1:2] + name[:1] + name[2:]
    for letter in ascii_lowercase:
        yield letter + name[1:]
        yield letter + name


def is_within(one: str, other: str, most: int) -> bool:
    """Whether the optimal string alignment distance (Damerau 1964, each part edited once) is at
    most `most`. Only the band of the table within `most` of its diagonal is worked out, and only
    for what is between the letters that both begin and end with."""
    start = _shared_start(one, other)
    one, other = one[start:], other[start:]
    end = _shared_start(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    far = most + 1
    two_before: list[int] = []
    before = [min(n, far) for n in range(len(other) + 1)]
    for at, letter in enumerate(one, 1):
        row = [far] * (len(other) + 1)
        row[0] = min(at, far)
        for place in range(max(1, at - most), min(len(other), at + most) + 1):
            also = other[place - 1]
            edits = before[place - 1] + (letter != also)
            if edits > before[place]:
                edits = min(edits, before[place] + 1)
            if edits > row[place - 1]:
                edits = min(edits, row[place - 1] + 1)
            if at > 1 and place > 1 and letter == other[place - 2] and also == one[at - 2]:
                edits = min(edits, two_before[place - 2] + 1)
            row[place] = edits
        if min(row) > most:
            return False
        two_before, before = before, row
    return before[-1] <= most


def _shared_start(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
