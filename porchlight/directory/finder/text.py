"""Words as they are searched: without case and accents; the texts and lists that hold them.

Text is one run of UTF-8 with offsets, which takes a fraction of what Python strings take and can
be read where it lies in a mapped file.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"[^\W_]+")
LINKED = re.compile(r"[^\W_]+(?:['`-][^\W_]+)*")
# As they are typed, pasted and written in Hawaii: "Mary’s", "Oʻahu", "Al‑Anon".
LINKS = str.maketrans(dict.fromkeys("’‘ʼʻ´", "'") | dict.fromkeys("‐‑–", "-"))
MOST_JOINED = 4  # parts: "stay-at-home-mom"
# "Main St, Jackson" is a street, and so is the last word of a text.
SAINT_SHORT = re.compile(r"(?<![^\W_])st(?:\. *| +|-)(?=[^\W\d_])")
FORGIVEN_FROM = 6  # letters; in a shorter word one letter more or less makes another word
BEHIND_ALL = b"\xff"  # no UTF-8 text holds this byte


def words_of(text: str) -> list[str]:
    """Words without case and accents, in order: "Café del Árbol" is cafe, del, arbol."""
    return WORD.findall(_plain(text))


def linked_words_of(text: str) -> list[list[str]]:
    """As `words_of`, with those together that a hyphen or an apostrophe links: "Al-Anon Joy" is
    (al, anon), (joy)."""
    return [WORD.findall(linked) for linked in LINKED.findall(_plain(text))]


def words_held(text: str) -> list[str]:
    """The words by which a text is found: its own, and other ways to write them.

    Linked parts are also one word, from each part on: "Al-Anon" is found by "alanon". "&" is also
    "and"; "St. Mary" is also "saint", and "Saint Mary" is also "st". Digits are not joined to
    digits alone: nobody looks for a telephone number or a nine-digit ZIP here.
    """
    plain = _plain(text)
    words: list[str] = WORD.findall(plain)
    more = ["and"] if "&" in plain else []
    if "saint" in words:
        more.append("st")
    if "st" in words and SAINT_SHORT.search(plain):
        more.append("saint")
    if "-" in plain or "'" in plain or "`" in plain:
        for linked in LINKED.findall(plain):
            if not linked.isalnum():
                more += _joined(WORD.findall(linked))
    return words + more


def joined(parts: list[str]) -> str:
    """Linked parts as the one word that `words_held` makes of them."""
    return "".join(parts[:MOST_JOINED])


def _joined(parts: list[str]) -> list[str]:
    whole = (joined(parts[n:]) for n in range(len(parts) - 1))
    return [word for word in whole if not word.isdigit()]


def _plain(text: str) -> str:
    if not text.isascii():
        text = text.translate(LINKS)
        bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return text.lower()


def key_of(name: str) -> str:
    """A name to compare by: its words alone."""
    return " ".join(words_of(name))


class Strings:
    """Many short texts. `ends[n]:ends[n + 1]` of the run is text n."""

    def __init__(self, run: NDArray[np.uint8], ends: NDArray[np.uint32]):
        self.run, self.ends = run, ends
        self._run, self._ends = run.data, ends.data

    @classmethod
    def made_of(cls, texts: Iterable[str]) -> Strings:
        encoded = [text.encode() for text in texts]
        ends = np.zeros(len(encoded) + 1, np.uint32)
        np.cumsum([*map(len, encoded)], out=ends[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), ends)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> str:
        return str(self._run[self._ends[at] : self._ends[at + 1]], "utf-8")

    def of(self, several: list[int]) -> list[str]:
        """Texts by their numbers; "" for number -1, which begins where the run ends."""
        run, ends = self._run, self._ends
        return [str(run[ends[n] : ends[n + 1]], "utf-8") for n in several]

    def first_from(self, text: bytes, low: int = 0) -> int:
        """Of sorted texts, the first from `low` on that is not before this one."""
        return bisect_left(_Bytes(self._run, self._ends), text, low)


class _Bytes:
    """Texts as bytes, for comparing: the order of UTF-8 is that of the letters' numbers."""

    def __init__(self, run: memoryview, ends: memoryview):
        self._run, self._ends = run, ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> bytes:
        return bytes(self._run[self._ends[at] : self._ends[at + 1]])


class WordIndex(NamedTuple):
    """The words that occur, sorted, and which rows hold them, here as a listing or as a spot.

    Rows of word n are `listings[listing_firsts[n]:listing_firsts[n + 1]]`, and spots likewise.
    `backwards` orders the words by their letters from the last to the first.
    """

    words: Strings
    backwards: NDArray[np.uint32]
    listing_firsts: NDArray[np.uint32]
    listings: NDArray[np.uint32]
    spot_firsts: NDArray[np.uint32]
    spots: NDArray[np.uint32]

    def beginning_with(self, text: str) -> tuple[int, int]:
        """The words that begin so, from and up to which number."""
        key = text.encode()
        return self.words.first_from(key), self.words.first_from(key + BEHIND_ALL)

    def one_letter_from(self, text: str) -> list[int]:
        """The words that are this one but for a letter left out, added, changed or swapped."""
        half = len(text) // 2
        alike = {*self._swapped(text)}
        for number in (*self._sharing_start(text[:half]), *self._sharing_end(text[half:])):
            word = self.words[number]
            if abs(len(word) - len(text)) <= 1 and is_one_letter_off(text, word):
                alike.add(number)
        return sorted(alike)

    def _sharing_start(self, start: str) -> range:
        return range(*self.beginning_with(start))

    def _sharing_end(self, end: str) -> Iterator[int]:
        turned = end[::-1]
        order = _Turned(self.words, self.backwards)
        for place in range(bisect_left(order, turned), len(self.words)):
            if not order[place].startswith(turned):
                return
            yield int(self.backwards[place])

    def _swapped(self, text: str) -> Iterator[int]:
        for n in range(len(text) - 1):
            swapped = text[:n] + text[n + 1] + text[n] + text[n + 2 :]
            at = self.words.first_from(swapped.encode())
            if at < len(self.words) and self.words[at] == swapped:
                yield at


class _Turned:
    """Words spelled backwards, in that order."""

    def __init__(self, words: Strings, order: NDArray[np.uint32]):
        self._words, self._order = words, order.data

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, at: int) -> str:
        return self._words[self._order[at]][::-1]


def is_one_letter_off(one: str, other: str) -> bool:
    """Whether one letter was left out, added or changed. Equal words are not."""
    if len(one) > len(other):
        one, other = other, one
    same = next((n for n, letter in enumerate(one) if letter != other[n]), len(one))
    if len(one) == len(other):
        return same < len(one) and one[same + 1 :] == other[same + 1 :]
    return one[same:] == other[same + 1 :]
