"""What two people write to each other, as it is kept: no longer than it may be, and only letters.

Letters that turn the direction of what follows can make words read as others (Unicode TR 36); the
page isolates each note instead. Other control characters show nothing and are dropped.
"""

from __future__ import annotations

import unicodedata

LONGEST = 4_000
# What is typed may be longer than what is kept of it; beyond this nothing is looked at.
LONGEST_TYPED = 4 * LONGEST
# Marks over one letter. Ordering them takes a time that grows with their number squared.
MOST_MARKS = 30
DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def note_text(typed: str) -> str:
    """NFC, one kind of line end, without control characters and blanks at either end. What comes
    after `LONGEST_TYPED` letters, and marks beyond `MOST_MARKS` in a row, are left out."""
    text = typed[:LONGEST_TYPED].replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", _with_few_marks(text))
    kept = (letter for letter in text if letter in "\n\t" or not _is_control(letter))
    return "".join(kept).strip()


def has_a_letter(text: str) -> bool:
    """Whether anything of it can be seen as a word: a letter or a digit of any script."""
    return any(letter.isalnum() and letter not in "\u3164\u115f\u1160\uffa0" for letter in text)


def _with_few_marks(text: str) -> str:
    if text.isascii():
        return text
    letters, in_a_row = [], 0
    for letter in text:
        in_a_row = in_a_row + 1 if unicodedata.combining(letter) else 0
        if in_a_row <= MOST_MARKS:
            letters.append(letter)
    return "".join(letters)


def _is_control(letter: str) -> bool:
    return letter in DIRECTIONS or unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn")
