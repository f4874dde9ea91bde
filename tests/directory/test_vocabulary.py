"""Every code a fellowship uses leads to a term with words, and no two fellowships are mixed up."""

from __future__ import annotations

import pytest

from porchlight.directory import vocabulary
from porchlight.directory.formats import types
from porchlight.directory.vocabulary import is_term, term_name, terms_of_types

# Codes that say nothing a person looks for: attendance, custom, and what goes on beside it.
WITHOUT_A_TERM = {
    "SM", "ONL", "TC", "POA", "AL", "AL-AN", "BRK", "CAN", "DB", "H", "LO-I", "TR", "XT",
}  # fmt: skip


def test_every_term_a_code_leads_to_has_words() -> None:
    tables = [vocabulary.SHARED, *vocabulary.BY_FELLOWSHIP.values()]
    pathways = {f"pathway:{way}" for ways in vocabulary.PATHWAY_OF.values() for way in ways}
    for term in {term for table in tables for term in table.values() if term} | pathways:
        assert is_term(term), term
        assert term_name(term), term


def test_every_code_with_a_name_has_a_term_or_a_reason() -> None:
    named = {*types.SHARED, *types.BY_FELLOWSHIP["aa"]}
    mapped = {*vocabulary.SHARED, *vocabulary.BY_FELLOWSHIP["aa"]}
    assert named - mapped == WITHOUT_A_TERM


def test_every_fellowship_has_its_pathway() -> None:
    assert set(types.FELLOWSHIPS) - set(vocabulary.PATHWAY_OF) == {"other"}


@pytest.mark.parametrize(
    ("fellowship", "code", "not_this"),
    [
        ("da", "AR", "language:ar"),
        ("da", "P", "population:work"),
        ("dharma", "IS", "language:is"),
        ("al-anon", "Y", "access:newcomers"),
        ("na", "A", "pathway:secular"),
    ],
)
def test_a_code_that_means_something_else_there_is_not_taken_for_what_others_mean(
    fellowship: str, code: str, not_this: str
) -> None:
    assert not_this not in terms_of_types(fellowship, [code])


def test_every_code_for_a_term_is_one_of_meeting_guides_own_and_means_it() -> None:
    for term, code in vocabulary.GUIDE_CODES.items():
        assert is_term(term)
        assert term in terms_of_types("aa", [code])


@pytest.mark.parametrize(
    ("fellowship", "codes", "terms"),
    [
        ("aa", ["O", "A", "S"], {"format:open", "pathway:secular", "language:es"}),
        ("ca", ["O", "A"], {"format:open", "pathway:secular"}),
        ("oa", ["A"], {"pathway:12-step"}),
        ("al-anon", ["BE"], {"access:newcomers", "pathway:family"}),
        ("smart", ["no such code"], {"pathway:smart", "pathway:secular"}),
    ],
)
def test_a_code_is_read_together_with_its_fellowship(
    fellowship: str, codes: list[str], terms: set[str]
) -> None:
    found = terms_of_types(fellowship, codes)
    assert list(found) == sorted(set(found))
    assert terms <= set(found)
    assert ("pathway:secular" in found) == ("pathway:secular" in terms)
