"""What a listing is, where it says it is, and which words it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from porchlight.directory.finder.columns import HYBRID, NO_SPOT, ONLINE, Columns
from porchlight.directory.finder.query import Attending, FindQuery, ListingQuery
from porchlight.directory.finder.text import FORGIVEN_FROM, joined, key_of, linked_words_of
from porchlight.domain.fit import Limit

Flags = NDArray[np.bool_]
Spans = list[tuple[int, int]]  # runs of words: from, up to
BOTH_THAT_START = {"meeting", "event"}  # as groups tell them apart from services
CACHED_QUESTIONS = 64


class Facets:
    """The traits, regions and words of one index."""

    def __init__(self, columns: Columns):
        self.columns, self.words = columns, columns.word_lists
        self._number = {code: n for n, code in enumerate(columns.facts["codes"])}
        width = -(-len(self._number) // 64)
        self._bits = columns.trait_bits.reshape(len(columns.traits), width)
        self._fitting = lru_cache(maxsize=CACHED_QUESTIONS)(self._compared)
        self.town = lru_cache(maxsize=CACHED_QUESTIONS)(self._town)

    def traits(
        self,
        kinds: tuple[str, ...],
        types: tuple[str, ...],
        terms: tuple[str, ...],
        limits: tuple[Limit, ...] = (),
    ) -> Flags | None:
        """Which traits fit; None when every one does that is of the groups asked for."""
        asked = [frozenset({f"type/{code.casefold()}"}) for code in types]
        asked += _one_of_each_group(terms)
        if set(kinds) != {"service"} and not set(kinds) >= BOTH_THAT_START:
            asked.append(frozenset(f"kind/{kind}" for kind in kinds))
        return self._fitting(frozenset(asked), limits) if asked or limits else None

    def region(self, name: str) -> NDArray[np.uint32]:
        """The spots in a region, town or state of that name."""
        columns, key = self.columns, key_of(name)
        at = columns.regions.first_from(key.encode())
        if at == len(columns.regions) or columns.regions[at] != key:
            return columns.region_spots[:0]
        return columns.region_spots[columns.region_firsts[at] : columns.region_firsts[at + 1]]

    def _town(self, name: str) -> tuple[str, list[tuple[float, float]]]:
        """A town as listings write it, and the points of the spots in it; "" for one that no
        listing is in. A region or state of that name is none."""
        columns, key = self.columns, key_of(name)
        spots = self.region(name)
        spots = spots[~np.isnan(columns.spot_up[spots])]
        cities = columns.cities.of(spots.tolist())
        written = {city for city in set(cities) if key_of(city) == key}
        if not written:
            return "", []
        there = spots[[city in written for city in cities]]
        latitude = np.degrees(np.arcsin(columns.spot_up[there]))
        longitude = np.degrees(np.arctan2(columns.spot_north[there], columns.spot_east[there]))
        points = list(zip(latitude.tolist(), longitude.tolist(), strict=True))
        return max(sorted(written), key=cities.count), points

    def spans_of(self, text: str) -> list[Spans]:
        """For each word of the text, the words that begin so, or else those one letter from it."""
        return spans_of([self], text)[0]

    def holding(self, spans: Spans, listing: NDArray[Any]) -> Flags:
        """Which of these listings have one of the words, themselves or at their spot."""
        columns, words = self.columns, self.words
        by_listing = np.zeros(len(columns.service_id), np.bool_)
        by_spot = np.zeros(len(columns.spot_cell) + 1, np.bool_)  # the last one is for NO_SPOT
        for first, end in spans:
            listings = words.listings[words.listing_firsts[first] : words.listing_firsts[end]]
            by_listing[listings] = True
            by_spot[words.spots[words.spot_firsts[first] : words.spot_firsts[end]]] = True
        assert NO_SPOT == -1  # noqa: S101 - counted from the end
        found: Flags = by_listing[listing] | by_spot[columns.spot[listing]]
        return found

    def _compared(self, asked: frozenset[frozenset[str]], limits: tuple[Limit, ...]) -> Flags:
        fits = np.ones(len(self._bits), np.bool_)
        for any_of in asked:
            fits &= self._having(any_of)
        for limit in limits:
            limited = self._having(f"term/{term}" for term in limit.terms)
            limited[self._having(f"term/{term}" for term in limit.unless)] = False
            fits[limited] = False
        return fits

    def _having(self, codes: Iterable[str]) -> Flags:
        """Which traits have one of the codes."""
        masks: dict[int, int] = defaultdict(int)
        for code in codes:
            if code in self._number:
                word, bit = divmod(self._number[code], 64)
                masks[word] |= 1 << bit
        has_one = np.zeros(len(self._bits), np.bool_)
        for word, mask in masks.items():
            has_one |= self._bits[:, word] & np.uint64(mask) != 0
        return has_one


def start_groups_of(query: FindQuery | ListingQuery) -> Flags:
    """Which groups can fit: by how one attends, and care apart from what starts."""
    ways = np.ones(3, np.bool_)
    if query.attending == Attending.ROOM:
        ways[ONLINE] = False
    elif query.attending == Attending.ONLINE:
        ways[HYBRID + 1 :] = False
    has_care = "service" in query.kinds
    has_others = bool(set(query.kinds) - {"service"})
    return np.concatenate((ways & has_others, ways & has_care))


def spans_of(several: list[Facets], text: str) -> list[list[Spans]]:
    """As `Facets.spans_of` for several indexes that answer together: for each, a list by words. A
    word is read with one letter changed only where none of them has a word that begins with it.

    Linked words, "women's", are all there or else the one that they make is, "womens": so that one
    counts for each of them.
    """
    found: list[list[Spans]] = [[] for _ in several]
    for linked in linked_words_of(text):
        for word in linked:
            spans = _spans_of_word(several, word)
            if len(linked) > 1:
                compound = joined(linked)
                spans = [
                    [*span, facets.words.beginning_with(compound)]
                    for facets, span in zip(several, spans, strict=True)
                ]
            for by_word, span in zip(found, spans, strict=True):
                by_word.append(span)
    return found


def _spans_of_word(several: list[Facets], word: str) -> list[Spans]:
    spans = [[facets.words.beginning_with(word)] for facets in several]
    is_there = any(first < end for ((first, end),) in spans)
    if is_there or len(word) < FORGIVEN_FROM:
        return spans
    return [[(n, n + 1) for n in one.words.one_letter_from(word)] for one in several]


def _one_of_each_group(terms: Iterable[str]) -> list[frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        groups[term.partition(":")[0]].add(f"term/{term}")
    return [frozenset(group) for group in groups.values()]
