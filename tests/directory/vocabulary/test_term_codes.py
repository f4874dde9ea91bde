"""Addresses carry codes that say nothing, and each stands for one term for ever."""

from __future__ import annotations

from porchlight.directory.vocabulary.needs import CLUSTERS, DATED
from porchlight.directory.vocabulary.terms import TERMS
from porchlight.directory.vocabulary.url_codes import code_of, term_of

ALL = [f"{group}:{what}" for group, whats in TERMS.items() for what in whats]


def test_every_term_has_a_code_of_its_own_and_comes_back_from_it() -> None:
    assert len({code_of(term) for term in ALL}) == len(ALL)
    assert [term_of(code_of(term)) for term in ALL] == ALL
    assert term_of("nope") == ""


def test_codes_never_change() -> None:
    """A link that somebody kept goes on leading to the same."""
    kept = {"need:detox": "ssv2", "language:es": "tm46", "access:step-free": "6o6u"}
    assert {term: code_of(term) for term in kept} == kept


def test_every_need_stands_in_one_cluster() -> None:
    named = [what for _name, whats in CLUSTERS for what in whats]
    assert sorted(named) == sorted(TERMS["need"])
    assert set(named) >= DATED
