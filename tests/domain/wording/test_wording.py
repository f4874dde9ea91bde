"""Which patterns stand in a message, and that nothing silences an emergency.

`family_messages.csv` and the rules have one author, so the set is a regression test and says little
about other people's messages. Decision 0037 has figures for both.
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from porchlight.domain.wording import (
    HARSH,
    HURTFUL,
    KIND,
    LONGEST_TEXT,
    Passage,
    WordingFinding,
    WordingLabel,
    look_at,
)
from tests.domain.wording import wording_sentences as sentences

SEED_SET = Path(__file__).with_name("family_messages.csv").read_text("utf-8")
ROWS = list(csv.DictReader(SEED_SET.splitlines()))
ALL_HURTFUL = [(language, text) for language, text, _ in sentences.HURTFUL]
ALL_SENTENCES = [
    *ALL_HURTFUL,
    *((language, text) for language, text, _ in sentences.KIND),
    *sentences.GUARDED,
    *sentences.ASKED_AGAIN,
    *sentences.THE_SAME_AGAIN,
    *sentences.EMERGENCIES,
    *sentences.NO_EMERGENCIES,
]
languages = st.sampled_from(["en", "es"])


@pytest.mark.parametrize(("language", "text", "label"), sentences.HURTFUL)
def test_what_hurts_is_found(language, text, label):
    finding = look_at(text, language)
    assert label in finding.hurtful
    assert not finding.is_emergency


@pytest.mark.parametrize(("language", "text", "label"), sentences.KIND)
def test_what_is_kind_is_found_and_does_not_hurt(language, text, label):
    finding = look_at(text, language)
    assert label in finding.kind
    assert finding.level == 0


@pytest.mark.parametrize(("language", "text"), sentences.GUARDED)
def test_the_same_words_may_hurt_nobody(language, text):
    assert look_at(text, language).hurtful == frozenset()


@pytest.mark.parametrize(("language", "text"), sentences.ASKED_AGAIN)
def test_a_question_that_accuses_is_not_called_always_and_never(language, text):
    finding = look_at(text, language)
    assert "INTERROGATE" in finding.hurtful
    assert "ABSOLUTE" not in finding.hurtful


@pytest.mark.parametrize(("language", "text"), sentences.THE_SAME_AGAIN)
def test_what_is_said_of_every_time_stays_always_and_never(language, text):
    assert "ABSOLUTE" in look_at(text, language).hurtful


@pytest.mark.parametrize(("language", "text"), sentences.EMERGENCIES)
def test_an_emergency_silences_every_hint(language, text):
    assert look_at(text, language) == WordingFinding(is_emergency=True)
    assert look_at(text, language).level == 0


@pytest.mark.parametrize(("language", "text"), sentences.NO_EMERGENCIES)
def test_a_hurt_feeling_is_no_emergency(language, text):
    assert not look_at(text, language).is_emergency


@pytest.mark.parametrize(
    ("labels", "level"),
    [
        ("", 0),
        ("OBSERVE FEEL REQUEST EASYOUT", 0),
        *((label, 2 if label in HARSH else 1) for label in sorted(HURTFUL)),
        ("BLAME FEEL", 1),
        ("BLAME SARCASM", 2),
    ],
)
def test_the_level_counts_labels_and_not_passages(labels, level):
    passages = tuple(Passage(0, 1, WordingLabel(label)) for label in labels.split())
    assert WordingFinding(passages * 2).level == level
    assert WordingFinding(passages * 2).level_shown == min(level, 1)


def test_seventeen_labels_ten_of_them_hurtful():
    assert (len(HURTFUL), len(KIND), len(WordingLabel)) == (10, 7, 17)


def test_a_passage_says_where_it_stands():
    text = "Well… I’m sad. YOU’RE  such a LOOOSER, Ana."
    words = {text[p.start : p.end] for p in look_at(text, "en").passages if p.label == "SHAME"}
    assert words == {"YOU’RE  such a LOOOSER"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_seed_set_is_flagged_where_its_author_says_so(language):
    found = [(_hurts(row), bool(look_at(row["text"], language).hurtful)) for row in _rows(language)]
    hits = sum(hurts and flagged for hurts, flagged in found)
    flagged = sum(flagged for _, flagged in found)
    hurtful = sum(hurts for hurts, _ in found)
    assert len(found) >= 40
    assert hits / flagged >= 0.95
    assert hits / hurtful >= 0.95
    assert flagged - hits < 0.04 * (len(found) - hurtful)


def _rows(language):
    return [row for row in ROWS if row["lang"] == language]


def _hurts(row):
    return not HURTFUL.isdisjoint(row["labels"].split("|"))


@settings(max_examples=300)
@given(st.text(max_size=300), languages)
def test_any_text_is_looked_at(text, language):
    finding = look_at(text, language)
    nfc = unicodedata.normalize("NFC", text)
    assert all(0 <= p.start < p.end <= len(nfc) for p in finding.passages)
    assert not (finding.is_emergency and finding.passages)


@given(st.lists(st.sampled_from(["love", "tea", "azul", "42", "🙂", ",", "…", "\n"])), languages)
def test_words_that_no_rule_has_are_not_flagged(words, language):
    assert look_at(" ".join(words), language).hurtful == frozenset()


@given(st.sampled_from(ALL_SENTENCES), st.data())
def test_capitals_and_letter_forms_change_nothing(sentence, data):
    language, text = sentence
    capitals = data.draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
    pairs = zip(text, capitals, strict=True)
    odd = "".join(letter.upper() if capital else letter for letter, capital in pairs)
    assert _seen(look_at(odd, language)) == _seen(look_at(text, language))
    for form in ("NFC", "NFD"):
        assert look_at(unicodedata.normalize(form, odd), language) == look_at(odd, language)


@given(st.sampled_from(ALL_HURTFUL))
def test_accents_apostrophes_and_curly_quotes_change_nothing(sentence):
    language, text = sentence
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    for other in (bare, text.replace("'", "’"), text.replace("'", "")):
        assert look_at(other, language).hurtful == look_at(text, language).hurtful


@given(st.sampled_from(ALL_HURTFUL))
def test_a_mark_at_the_end_an_emoji_or_white_space_changes_nothing(sentence):
    language, text = sentence
    labels = look_at(text, language).hurtful
    assert look_at(f"  {text.rstrip('.')}", language).hurtful == labels
    assert look_at(f"😡😡 {text.replace(' ', '   ')} 👨‍👩‍👧", language).hurtful == labels


@pytest.mark.parametrize(
    ("language", "text", "label"),
    [
        ("en", "you neeeever listen", "ABSOLUTE"),
        ("en", "YOU NEEEED TO GROW UUUUP", "SHOULD"),
        ("es", "sieeempre haces lo mismooo", "ABSOLUTE"),
    ],
)
def test_letters_drawn_out_are_read_as_meant(language, text, label):
    assert label in look_at(text, language).hurtful


@given(st.lists(st.sampled_from(ALL_SENTENCES), min_size=1, max_size=6), st.randoms(), languages)
def test_the_order_of_sentences_does_not_matter(chosen, random, language):
    texts = [text if text.endswith(("?", "!")) else f"{text.rstrip('.')}." for _, text in chosen]
    shuffled = random.sample(texts, len(texts))
    assert _seen(look_at(" ".join(shuffled), language)) == _seen(look_at(" ".join(texts), language))


@given(st.sampled_from(sentences.EMERGENCIES), st.lists(st.sampled_from(ALL_HURTFUL), max_size=4))
def test_whatever_stands_beside_an_emergency_gets_no_hint(emergency, others):
    language, words = emergency
    text = " ".join([*(text for _, text in others), words])
    assert look_at(text, language) == WordingFinding(is_emergency=True)


def test_what_is_longer_than_a_message_may_be_is_not_looked_at():
    assert look_at("a " * (LONGEST_TEXT // 2) + "You always lie.", "en") == WordingFinding()


def _seen(finding):
    return finding.labels, finding.is_emergency
