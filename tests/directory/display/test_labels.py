"""What a row says of itself in a few words, in the order in which people need them."""

from __future__ import annotations

import pytest
from django.utils import translation

from porchlight.directory.display.labels import WHAT, About, labels_of
from porchlight.directory.vocabulary.terms import PATHWAY_OF, TERMS, term_name, terms_of_types


@pytest.mark.parametrize(
    ("fellowship", "types", "english", "spanish"),
    [
        ("aa", "O D X", "AA", ""),
        ("aa", "C W S BE", "AA population:women language:es access:newcomers", ""),
        ("aa", "O A EN", "AA pathway:secular", "language:en"),
        ("na", "O M Y", "NA population:men population:young", ""),
        ("smart", "O EN S", "SMART language:es", "language:en"),
        ("al-anon", "O", "Al-Anon", ""),
        ("smart-family", "O", "SMART pathway:family", ""),
        ("dharma", "", "Recovery-Dharma", ""),
        ("peer", "", "pathway:peer", ""),
        ("other", "", "", ""),
    ],
)
def test_the_labels_of_a_meeting(fellowship: str, types: str, english: str, spanish: str) -> None:
    """`spanish` is what a Spanish page says besides."""
    terms = terms_of_types(fellowship, types.split())
    for language, besides in (("en", ""), ("es", spanish)):
        with translation.override(language):
            words = [term_name(one) or one.replace("-D", " D") for one in english.split()]
            labels = [label.words for label in labels_of(terms)]
            assert [one for one in labels if one in words] == words
            assert set(labels) - set(words) == {term_name(one) for one in besides.split()}


def test_a_label_says_what_it_is_about() -> None:
    terms = ("access:newcomers", "language:es", "pathway:aa", "pathway:12-step", "population:men")
    assert [label.about for label in labels_of(terms)] == [
        About.WHAT,
        About.WHO,
        About.LANGUAGE,
        About.NEW_PEOPLE,
    ]


def test_a_family_meeting_in_the_list_of_another_fellowship_is_called_by_its_own_name() -> None:
    terms = ("pathway:12-step", "pathway:aa", "pathway:al-anon", "pathway:family")
    assert labels_of(terms)[0].words == "Al-Anon"


@pytest.mark.parametrize("fellowship", sorted(PATHWAY_OF))
def test_every_fellowship_has_a_name_to_show(fellowship: str) -> None:
    assert labels_of(terms_of_types(fellowship, []))[0].about is About.WHAT


def test_every_short_name_is_of_a_pathway() -> None:
    assert set(WHAT) <= set(TERMS["pathway"])
