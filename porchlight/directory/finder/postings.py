"""Things numbered as they come, and rows gathered by what they have in common."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from porchlight.directory.finder.text import words_held

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
        self.words, self.word = words, array("i")
        self._rows: list[NDArray[np.int64]] = []
        self._known: dict[str, tuple[int, ...]] = {}

    def take(self, first: int, texts: Iterable[str]) -> None:
        """One text for each row from `first` on. A row may get several, one call after another."""
        found = [self._numbers(text) if text else () for text in texts]
        self.word.extend(chain.from_iterable(found))
        self._rows.append(np.repeat(np.arange(first, first + len(found)), [*map(len, found)]))

    def _numbers(self, text: str) -> tuple[int, ...]:
        known = self._known.get(text)
        if known is None:
            if len(self._known) > MOST_TEXTS:
                self._known.clear()
            known = self._known[text] = tuple([self.words[word] for word in words_held(text)])
        return known

    def grouped(self, word_place: Array, rank: Array) -> tuple[Array, Array]:
        """Where the rows of each word begin, and the rows, each once; both numbered anew."""
        row = np.concatenate([np.zeros(0, np.int64), *self._rows])
        pairs = word_place[np.frombuffer(self.word, np.int32)] << 32 | rank[row]
        pairs.sort()
        pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]]
        return _firsts(pairs >> 32, len(self.words)), (pairs & 0xFFFFFFFF).astype(np.uint32)


def grouped(group: Array, row: Array, groups: int) -> tuple[Array, Array]:
    """Rows by group: where those of each begin (one more than groups), and the rows, sorted."""
    order = np.argsort(group.astype(np.int64) << 32 | row)
    return _firsts(group[order], groups), row[order].astype(np.uint32)


def _firsts(sorted_groups: Array, groups: int) -> NDArray[np.uint32]:
    return np.searchsorted(sorted_groups, np.arange(groups + 1)).astype(np.uint32)


def inverse(order: NDArray[np.int64]) -> NDArray[np.int64]:
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank
