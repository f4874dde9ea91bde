"""Look at a message: which patterns stand in it and where, or that it tells of an emergency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple, cast

from porchlight.domain.wording import emergencies, english, spanish
from porchlight.domain.wording.folding import Folded, nfc, questions, readings
from porchlight.domain.wording.labels import HARSH, HURTFUL, KIND, Language, WordingLabel
from porchlight.domain.wording.notation import Words, phrases
from porchlight.domain.wording.rules import PhraseIndex, RuleIndex, Spans, WordingRule, outside

# What stands further on is not looked at.
LONGEST_TEXT: Final = 4_000
QUESTION_PILE: Final = 3
# Level 2 waits for real messages, labelled by families and a clinician (decision 0037).
HIGHEST_LEVEL_SHOWN: Final = 1

RULES: Final[Mapping[Language, tuple[WordingRule, ...]]] = {
    "en": english.RULES,
    "es": spanish.RULES,
}
# Families mix their languages, and an emergency counts in either.
EMERGENCIES: Final = emergencies.RULES

_NOT_MEANT = {"en": english.NOT_MEANT, "es": spanish.NOT_MEANT}
_OFFERS = {"en": phrases(english.OFFER), "es": phrases(spanish.OFFER)}


class Passage(NamedTuple):
    """Where a label stands: from `start` up to `end`, counted in the NFC form of the message."""

    start: int
    end: int
    label: WordingLabel


@dataclass(frozen=True)
class WordingFinding:
    """What stands in one message, in the order of the message. In an emergency: no passages."""

    passages: tuple[Passage, ...] = ()
    is_emergency: bool = False

    @property
    def hurtful(self) -> frozenset[WordingLabel]:
        return self.labels & HURTFUL

    @property
    def kind(self) -> frozenset[WordingLabel]:
        return self.labels & KIND

    @property
    def labels(self) -> frozenset[WordingLabel]:
        return frozenset(passage.label for passage in self.passages)

    @property
    def level(self) -> int:
        """0: nothing that hurts; 1: one label that does; 2: a harsh one, or two or more."""
        if self.hurtful & HARSH or len(self.hurtful) > 1:
            return 2
        return len(self.hurtful)

    @property
    def level_shown(self) -> int:
        return min(self.level, HIGHEST_LEVEL_SHOWN)


def look_at(text: str, language: Language) -> WordingFinding:
    """The patterns of that language in a message, which may be as long as anybody likes."""
    found: set[Passage] = set()
    for folded in readings(nfc(text)[:LONGEST_TEXT]):
        words = frozenset(folded.words)
        matches = _index(language).matches(folded.text, words)
        if matches and matches[0][0].label is None:
            return WordingFinding(is_emergency=True)
        found |= _passages(matches, folded, words, language)
    return WordingFinding(tuple(sorted(found)))


def _passages(
    matches: list[tuple[WordingRule, Spans]], folded: Folded, words: Words, language: Language
) -> set[Passage]:
    found = set()
    not_meant: Spans | None = None
    for rule, spans in matches:
        label = cast(WordingLabel, rule.label)
        if label in HURTFUL:
            if not_meant is None:
                not_meant = _not_meant(language).spans(folded.text, words)
            spans = outside(spans, not_meant)
        for start, end in spans:
            found.add(Passage(*folded.place(start, end), label))
    if folded.text.count("?") >= QUESTION_PILE:
        found |= _question_pile(folded, language)
    return found


def _question_pile(folded: Folded, language: Language) -> set[Passage]:
    """Three questions or more; one that offers something ("Want some tea?") is not counted."""
    asked = [q for q in questions(folded.text) if not _is_offer(q.group(1), language)]
    if len(asked) < QUESTION_PILE:
        return set()
    start, end = asked[0].start(1), asked[-1].end(1)
    return {Passage(*folded.place(start, end), WordingLabel.INTERROGATE)}


def _is_offer(question: str, language: Language) -> bool:
    return any(offer.pattern.match(question) for offer in _OFFERS[language])


# Made at the first message: a process that looks at none does without.
@cache
def _index(language: Language) -> RuleIndex:
    return RuleIndex((*EMERGENCIES, *RULES[language]))  # in this order: an emergency is met first


@cache
def _not_meant(language: Language) -> PhraseIndex:
    return PhraseIndex(phrases(_NOT_MEANT[language]))
