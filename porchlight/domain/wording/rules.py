"""What a rule is, and which phrases of the rules a message could match at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from porchlight.domain.wording.labels import WordingLabel
from porchlight.domain.wording.notation import MOST_NEEDS, Phrase, Words, phrases

Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class WordingRule:
    """`match` says `label`, unless a match of `unless` overlaps it."""

    label: WordingLabel | None  # None: an emergency
    match: str
    unless: str = ""

    @cached_property
    def guards(self) -> PhraseIndex | None:
        return PhraseIndex(phrases(self.unless)) if self.unless else None


class PhraseIndex:
    """Phrases by the words they need. For each word and each place among a phrase's needs, a number
    has the bits of the phrases that the word satisfies there."""

    def __init__(self, indexed: Iterable[Phrase]) -> None:
        self._phrases = tuple(indexed)
        self._satisfied: dict[str, list[int]] = {}
        self._without = [0] * MOST_NEEDS
        for at, phrase in enumerate(self._phrases):
            for place in range(MOST_NEEDS):
                if place >= len(phrase.needs):
                    self._without[place] |= 1 << at
                    continue
                for word in phrase.needs[place]:
                    self._satisfied.setdefault(word, [0] * MOST_NEEDS)[place] |= 1 << at

        self._rarest = frozenset(word for word, bits in self._satisfied.items() if bits[0])

    def candidates(self, words: Words) -> Iterator[tuple[int, Phrase]]:
        """The phrases of which these words satisfy each need, with their places."""
        if not self._without[0] and self._rarest.isdisjoint(words):
            return
        first, second, third = self._without
        for word in words:
            bits = self._satisfied.get(word)
            if bits:
                first |= bits[0]
                second |= bits[1]
                third |= bits[2]
        left = first & second & third
        while left:
            lowest = left & -left
            at = lowest.bit_length() - 1
            yield at, self._phrases[at]
            left ^= lowest

    def spans(self, folded: str, words: Words) -> Spans:
        """Where any of the phrases stands."""
        found: Spans = []
        for _, phrase in self.candidates(words):
            found += phrase.spans(folded)
        return found


class RuleIndex:
    """The phrases of all rules of one language."""

    def __init__(self, rules: Iterable[WordingRule]) -> None:
        found = [(rule, phrase) for rule in rules for phrase in phrases(rule.match)]
        self._rules = tuple(rule for rule, _ in found)
        self._index = PhraseIndex(phrase for _, phrase in found)

    def matches(self, folded: str, words: Words) -> list[tuple[WordingRule, Spans]]:
        """The rules that match, in their own order, and where."""
        found = []
        for at, phrase in self._index.candidates(words):
            spans = phrase.spans(folded)
            if spans:
                rule = self._rules[at]
                if rule.guards:
                    spans = outside(spans, rule.guards.spans(folded, words))
                if spans:
                    found.append((rule, spans))
        return found


def outside(spans: Spans, guards: Spans) -> Spans:
    """Those of the spans that no guard overlaps."""
    if not guards:
        return spans
    return [(a, b) for a, b in spans if not any(c < b and a < d for c, d in guards)]
