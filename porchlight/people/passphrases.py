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
from typing import Literal

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

WORDS_PER_PHRASE = 4
LANGUAGES_WITH_WORDS = ("en", "es")
# A passphrase with the name taken out must still have this many letters.
LETTERS_BESIDE_NAME = 8
SHORTEST_NAME = 3  # letters; a shorter name is in many phrases by chance
FEWEST_LETTERS = 5
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


Problem = Literal["too-short", "too-common", "same-as-name"]


def problem_with(passphrase: str, name: str) -> Problem | None:
    """Which rule a passphrase of a person's own breaks; None: it is good.

    Too short: under the 15 characters of settings. Too common: on Django's list of 20,000, or made
    of fewer than five different letters. Same as the name: little is left when the name is gone.
    """
    try:
        validate_password(passphrase)
    except ValidationError as trouble:
        codes = {error.code for error in trouble.error_list}
        return "too-short" if "password_too_short" in codes else "too-common"
    letters, own_name = _letters(passphrase), _letters(name)
    is_long = len(own_name) >= SHORTEST_NAME
    if is_long and len(letters.replace(own_name, "")) < LETTERS_BESIDE_NAME:
        return "same-as-name"
    return "too-common" if len(set(passphrase)) < FEWEST_LETTERS else None


def without_accents(text: str) -> str:
    """Lower case, without accents and with n for ñ: "Jardín" and "jardin" are one word."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _letters(text: str) -> str:
    return "".join(letter for letter in without_accents(text) if letter.isalnum())


@cache
def _listed() -> frozenset[str]:
    return frozenset(
        without_accents(word) for language in LANGUAGES_WITH_WORDS for word in words(language)
    )


def _as_listed_words(phrase: str) -> str | None:
    parts = [part for part in BETWEEN_WORDS.split(without_accents(phrase)) if part]
    is_listed = len(parts) == WORDS_PER_PHRASE and all(part in _listed() for part in parts)
    return " ".join(parts) if is_listed else None
