"""Every code a fellowship uses leads to a term with words, and no two fellowships are mixed up."""

from __future__ import annotations

import pytest

from porchlight.directory.formats.meeting_guide import types
from porchlight.directory.vocabulary import terms as vocabulary
from porchlight.directory.vocabulary.terms import is_term, term_name, terms_of_types

# Codes that say nothing a person looks for: attendance, custom, and what goes on beside it.
WITHOUT_A_TERM = {
    "SM", "ONL", "TC", "POA", "AL", "AL-AN", "BRK", "CAN", "DB", "H", "LO-I", "TR", "XT", "QSL",
    "RSL",
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


# Codes of other fellowships' own lists that say nothing a person looks for by a term.
OF_OTHERS_WITHOUT_A_TERM = {
    "al-anon": {"AA", "AC", "AL"},
    "ca": {"AL", "AL-AN", "BRK", "BUS", "CAN", "H", "TR", "XT"},
    "coda": {"AL", "AL-AN", "CAN", "DLY", "H", "QA", "TR", "WRITE", "XT"},
    "da": {"AB", "B", "CL", "TI", "TO", "V"},
    "dharma": {"8F", "DF", "IW", "PR"},
    "ga": {"CAN", "GAA", "TR"},
    "na": {"CAN", "CPT", "NS", "SMOK", "TRAD", "VAR"},
    "oa": {"90D", "DOC", "HOW", "LIS", "MAIN", "MISC", "PROM", "RELA", "SPIR", "SSP", "TOOL",
           "WORK", "WRIT"},
    "refuge": {"8F", "DF", "IW", "PR"},
}  # fmt: skip


@pytest.mark.parametrize("fellowship", sorted(set(types.BY_FELLOWSHIP) - {"aa"}))
def test_every_code_of_a_fellowship_has_a_name_and_a_term_or_a_reason(fellowship: str) -> None:
    named = set(types.BY_FELLOWSHIP[fellowship])
    mapped = set(vocabulary.BY_FELLOWSHIP[fellowship])
    assert mapped - set(types.SHARED) <= named
    without = named - mapped - set(vocabulary.SHARED)
    assert without == OF_OTHERS_WITHOUT_A_TERM.get(fellowship, set())


@pytest.mark.parametrize(
    ("fellowship", "said", "codes"),
    [
        ("aa", "Open, speaker", ("O", "SP")),
        ("na", "Open, speaker, step meeting, beginner, jft", ("O", "SPK", "STEP", "BEG", "JFT")),
        ("oa", "12 steps & 12 traditions, 11th step meditation", ("AA12", "11TH")),
        ("da", "ar, secular", ("AR", "secular")),
        ("smart", "discussion", ("D",)),
    ],
)
def test_words_become_the_codes_of_their_own_fellowship(
    fellowship: str, said: str, codes: tuple[str, ...]
) -> None:
    assert types.codes_of(said, fellowship) == codes
