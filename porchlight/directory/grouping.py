"""Things numbered as they come, and rows gathered by what they have in common."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from porchlight.directory.words import words_of

MOST_TEXTS = 200_000  # whose words are remembered

Array = NDArray[Any]


class Numbers(dict[Any, int]):
    """Gives each new thing the next number; iterating gives the things in that order."""

    def __missing__(self, thing: Any) -> int:
        self[thing] = number = len(self)
        return number


class Postings:
    """Which rows hold which words, as pairs."""

    def __init__(self, words: Numbers):
        self.words, self.word, self.row = words, array("i"), array("i")
        self._known: dict[str, tuple[int, ...]] = {}

    def take(self, row: int, texts: Iterable[str]) -> None:
        found = set(chain.from_iterable([self._numbers(text) for text in texts if text]))
        self.word.extend(found)
        self.row.extend([row] * len(found))

    def _numbers(self, text: str) -> tuple[int, ...]:
        known = self._known.get(text)
        if known is None:
            if len(self._known) > MOST_TEXTS:
                self._known.clear()
            known = self._known[text] = tuple({self.words[word] for word in words_of(text)})
        return known

    def grouped(self, word_place: Array, rank: Array) -> tuple[Array, Array]:
        """Where the rows of each word begin, and the rows; both numbered anew."""
        word = word_place[np.frombuffer(self.word, np.int32)]
        row = rank[np.frombuffer(self.row, np.int32)]
        return grouped(word, row, len(self.words))


def grouped(group: Array, row: Array, groups: int) -> tuple[Array, Array]:
    """Rows by group: where those of each begin (one more than groups), and the rows, sorted."""
    order = np.argsort(group.astype(np.int64) << 32 | row)
    firsts = np.searchsorted(group[order], np.arange(groups + 1)).astype(np.uint32)
    return firsts, row[order].astype(np.uint32)


def inverse(order: NDArray[np.int64]) -> NDArray[np.int64]:
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank
