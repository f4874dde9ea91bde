"""Passphrases: four words that Porchlight suggests, or the person's own; and how both are checked.

A suggestion is four words drawn from a list of 2,048 in the page's language: 4 × 11 = 44 bits, from
the operating system's generator. An attacker has ten tries in a quarter of an hour for a name
(`limits.py`), and Argon2id to pay for each guess when the database was stolen.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cache
from pathlib import Path

WORDS_PER_PHRASE = 4
LANGUAGES_WITH_WORDS = ("en", "es")
# Between the words of a suggestion: what people and keyboards put there.
BETWEEN_WORDS = re.compile(r"[\s\-‐‑–—_.,+]+")


@cache
def words(language: str) -> tuple[str, ...]:
    """The list of a language, as it is shown: lower case, with its accents."""
    known = language if language in LANGUAGES_WITH_WORDS else LANGUAGES_WITH_WORDS[0]
    path = Path(__file__).with_name(f"words_{known}.txt")
    return tuple(path.read_text(encoding="utf-8").split())


def suggest(language: str) -> str:
    """Four random words with a space between them. A word may come twice."""
    return " ".join(secrets.choice(words(language)) for _ in range(WORDS_PER_PHRASE))


def is_suggestion(phrase: str) -> bool:
    """Whether a phrase could have come from `suggest`, however it was typed."""
    return _as_listed_words(phrase) is not None


def stored_form(passphrase: str) -> str:
    """What is hashed: a phrase of four listed words in one plain form, anything else untouched."""
    return _as_listed_words(passphrase) or passphrase


def forms_to_check(passphrase: str) -> tuple[str, ...]:
    """What a typed passphrase may have been stored as: its plain form, and exactly as typed.

    As typed counts for every passphrase of a person's own. It also lets in whoever chose four
    listed words of their own before suggestions were made, with capitals or hyphens of their own.
    """
    return tuple(dict.fromkeys((stored_form(passphrase), passphrase)))


def without_accents(text: str) -> str:
    """Lower case, without accents and with n for ñ: "Jardín" and "jardin" are one word."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def _listed() -> frozenset[str]:
    return frozenset(
        without_accents(word) for language in LANGUAGES_WITH_WORDS for word in words(language)
    )


def _as_listed_words(phrase: str) -> str | None:
    parts = [part for part in BETWEEN_WORDS.split(without_accents(phrase)) if part]
    is_listed = len(parts) == WORDS_PER_PHRASE and all(part in _listed() for part in parts)
    return " ".join(parts) if is_listed else None
