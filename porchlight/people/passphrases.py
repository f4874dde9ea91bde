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

from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError

from porchlight.domain.refused import Refused

WORDS_PER_PHRASE = 4
LONGEST_LOOKED_AT = 256
LANGUAGES_WITH_WORDS = ("en", "es")
# A passphrase with the name taken out must still have this many letters.
LETTERS_BESIDE_NAME = 8
SHORTEST_NAME = 3  # letters; a shorter name is in many phrases by chance
FEWEST_LETTERS = 5
# What people type by running along a keyboard or counting, in either direction.
ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
SHORTEST_RUN, LONGEST_RUN = 4, 52
REPEATED = re.compile(r"(.+?)\1+")
# Said so often in rooms that somebody who knows a person is in recovery would try them first.
SAYINGS = (
    "one day at a time", "just for today", "keep coming back", "it works if you work it",
    "let go and let god", "easy does it", "first things first", "this too shall pass",
    "serenity prayer", "god grant me the serenity", "progress not perfection", "live and let live",
    "to thine own self be true", "attitude of gratitude", "porchlight",
    "solo por hoy", "un día a la vez", "vive y deja vivir", "poco a poco se va lejos",
    "sigue viniendo", "funciona si lo trabajas", "oración de la serenidad", "primero lo primero",
    "dios concédeme la serenidad", "esto también pasará", "progreso no perfección",
)  # fmt: skip
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


def canonical(passphrase: str) -> str:
    """The one form in which a passphrase is hashed, at joining and at every sign-in.

    Four listed words are written plainly. Anything else counts as typed, in Unicode's form NFKC:
    keyboards send one letter in several ways.
    """
    return _as_listed_words(passphrase) or unicodedata.normalize("NFKC", passphrase)


Problem = Literal["too-short", "too-common", "same-as-name"]


class PassphraseTaken(Refused):
    """Somebody of the same name has this passphrase. Pages say that it is too common."""

    code = "too-common"


class OwnWordsMustWait(Refused):
    """So many passphrases were tried under the name that no chosen one is compared for a while."""

    code = "try-later"


def problem_with(passphrase: str, name: str) -> Problem | None:
    """Which rule a passphrase of a person's own breaks; None: it is good.

    Too short: under the 15 characters of settings. Too common: on Django's list of 20,000, made of
    fewer than five different letters, or little beside a repeated, common or counted part. Same as
    the name: little is left when the name is gone.
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
    has_few_letters = len(set(passphrase)) < FEWEST_LETTERS
    return "too-common" if has_few_letters or not _has_enough_of_its_own(letters) else None


def _has_enough_of_its_own(letters: str) -> bool:
    """Whether a passphrase (lower case, no spaces) has eight letters beside runs along a row, known
    sayings and what it repeats, and whether these are no common word."""
    left = letters
    for saying in _sayings():
        left = left.replace(saying, "")
    left = _without_runs(left)
    again = REPEATED.fullmatch(left) or REPEATED.match(left)
    if again and len(again[0]) > len(left) - LETTERS_BESIDE_NAME:
        left = again[1] + left[len(again[0]) :]
    if len(left) < LETTERS_BESIDE_NAME:
        return False
    try:
        CommonPasswordValidator().validate(left.strip("0123456789"))
    except ValidationError:
        return False
    return True


def _without_runs(letters: str) -> str:
    """Without each run of four or more along a row of the keyboard, the digits or the alphabet."""
    rest, at = "", 0
    while at < len(letters):
        length = next(
            (n for n in range(min(len(letters) - at, LONGEST_RUN), SHORTEST_RUN - 1, -1)
             if any(letters[at : at + n] in row for row in _rows())),
            0,
        )  # fmt: skip
        rest += "" if length else letters[at]
        at += length or 1
    return rest


def without_accents(text: str) -> str:
    """Lower case, without accents and with n for ñ: "Jardín" and "jardin" are one word.

    Of what is longer than any field takes, the beginning: putting many marks in order would take
    minutes, and anybody may send them.
    """
    parts = unicodedata.normalize("NFKD", text[:LONGEST_LOOKED_AT].casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def _sayings() -> tuple[str, ...]:
    return tuple(sorted(map(_letters, SAYINGS), key=len, reverse=True))


@cache
def _rows() -> tuple[str, ...]:
    return tuple(row[::step] * 2 for row in ROWS for step in (1, -1))


def _letters(text: str) -> str:
    return "".join(letter for letter in without_accents(text) if letter.isalnum())


@cache
def _listed() -> frozenset[str]:
    return frozenset(
        without_accents(word) for language in LANGUAGES_WITH_WORDS for word in words(language)
    )


def _as_listed_words(phrase: str) -> str | None:
    if len(phrase) > LONGEST_LOOKED_AT:
        return None
    parts = [part for part in BETWEEN_WORDS.split(without_accents(phrase)) if part]
    is_listed = len(parts) == WORDS_PER_PHRASE and all(part in _listed() for part in parts)
    return " ".join(parts) if is_listed else None
