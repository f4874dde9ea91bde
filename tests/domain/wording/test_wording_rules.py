"""The notation of rules, and that the words a phrase is said to need are needed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.domain.wording import WordingLabel, look_at
from porchlight.domain.wording.finding import EMERGENCIES, RULES
from porchlight.domain.wording.folding import readings
from porchlight.domain.wording.notation import phrases
from porchlight.domain.wording.rules import PhraseIndex, RuleIndex, WordingRule
from tests.domain.wording.test_wording import ALL_SENTENCES, ROWS

EVERY_RULE = [*EMERGENCIES, *RULES["en"], *RULES["es"]]
WORDS_OF_RULES = sorted(
    {
        word
        for rule in (*RULES["en"], *RULES["es"])
        for phrase in phrases(rule.match)
        for need in phrase.needs
        for word in need
    }
)


@pytest.mark.parametrize(
    ("notation", "text", "found"),
    [
        ("you ruined", "you, ruined it", ["you, ruined"]),
        ("you ruined", "you. ruined it", []),
        ("don't", "dont do it, don't", ["dont", "don't"]),
        ("you ~2 ruined", "you have now ruined it", ["you have now ruined"]),
        ("you ~2 ruined", "you have by now ruined it", []),
        ("^stop", "please stop. stop, stop it", ["stop", "stop"]),
        ("never$", "never say never", ["never"]),
        ("at|to", "at it to them, that", ["at", "to"]),
    ],
)
def test_the_signs_of_the_notation(notation, text, found):
    spans = sorted(span for phrase in phrases(notation) for span in phrase.spans(text))
    assert [text[start:end] for start, end in spans] == found


@pytest.mark.parametrize(
    ("notation", "needs"),
    [
        ("you ruined it", [{"ruined"}, {"you"}, {"it"}]),
        ("you (?:broke|tore) (?:my )?heart", [{"heart"}, {"broke", "tore"}, {"you"}]),
        ("(?:we|you) loc(?:o|a)", [{"we", "you"}]),
        ("kids? cry", [{"cry"}, {"kid", "kids"}]),
        ("you(?:'re| are) late", [{"late"}, {"you", "youre"}]),
        (r"\w{2,5} (?:a|)", []),
        ("(?!late)you", [{"you"}]),
        ("don't", [{"dont"}]),
    ],
)
def test_a_phrase_needs_the_words_that_each_of_its_matches_has(notation, needs):
    (phrase,) = phrases(notation)
    assert list(phrase.needs) == needs


def test_the_words_that_are_needed_hide_no_match():
    """Every phrase on every sentence, with the index and without."""
    texts = [text for _, text in ALL_SENTENCES] + [row["text"] for row in ROWS]
    found = {phrase.source: phrase for rule in EVERY_RULE for phrase in phrases(rule.match)}
    index = PhraseIndex(found.values())
    for text in texts:
        (folded,) = readings(text)
        candidates = {p.source for _, p in index.candidates(frozenset(folded.words))}
        matching = {source for source, phrase in found.items() if phrase.spans(folded.text)}
        assert matching - candidates == set(), text


def test_every_phrase_needs_some_word_so_that_none_is_always_tried():
    phrases_of = {rule: phrases(rule.match) for rule in EVERY_RULE}
    always = [
        phrase.source for found in phrases_of.values() for phrase in found if not phrase.needs
    ]
    assert len(always) <= 3, always


def test_rules_are_plain_letters_as_folded_text_is():
    for rule in EVERY_RULE:
        assert re.fullmatch(r"[ -~]*", rule.match + rule.unless), rule
        assert rule.match == rule.match.lower().replace(r"\s", r"\S")


def test_a_repetition_is_written_in_braces():
    """In round brackets it is a group, which no message has, and the phrase is found nowhere."""
    for rule in EVERY_RULE:
        assert not re.search(r"\(\d+, ?\d*\)", rule.match + rule.unless), rule


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_label_has_rules_in_each_language(language):
    assert {rule.label for rule in RULES[language]} == set(WordingLabel)


def test_a_guard_silences_what_it_overlaps_and_nothing_else():
    rule = WordingRule(WordingLabel.BLAME, "your fault", "not your fault")
    for text, n_found in (
        ("your fault", 1),
        ("not your fault", 0),
        ("not your fault. your fault", 1),
    ):
        found = RuleIndex([rule]).matches(text, frozenset(re.findall("[a-z]+", text)))
        assert sum(len(spans) for _, spans in found) == n_found


@given(st.lists(st.sampled_from([*WORDS_OF_RULES, "you", ",", "."]), max_size=12))
def test_a_passage_is_a_match_of_a_rule_of_its_label(words):
    text = " ".join(words)
    folded = readings(text)[0]
    for language in ("en", "es"):
        for start, end, label in look_at(text, language).passages:
            rules = [rule for rule in RULES[language] if rule.label == label]
            found = [p.spans(folded.text) for rule in rules for p in phrases(rule.match)]
            assert any((start, end) in spans for spans in found)
