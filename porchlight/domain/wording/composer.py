"""See, feel, want, way out: four short boxes to one message. Any of them may be empty."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

MOST_WORDS_A_BOX: Final = 12
MOST_WORDS: Final = 45

Box = Literal["see", "feel", "want", "way_out"]
WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*")
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
LEFT_OPEN = " ,;:-–—"


class TooManyWords(Exception):
    """A limit on words was passed: of one box, or, where `box` is None, of the message."""

    def __init__(self, box: Box | None, words: int) -> None:
        self.box = box
        self.words = words
        self.limit = MOST_WORDS if box is None else MOST_WORDS_A_BOX
        super().__init__(f"{box or 'message'}: {words} words, at most {self.limit}")


def compose(see: str, feel: str, want: str, way_out: str) -> str:
    """The boxes as sentences, in NFC. Raises TooManyWords."""
    boxes: dict[Box, str] = {"see": see, "feel": feel, "want": want, "way_out": way_out}
    total = 0
    for box, text in boxes.items():
        words = _count_words(text)
        if words > MOST_WORDS_A_BOX:
            raise TooManyWords(box, words)
        total += words
    if total > MOST_WORDS:
        raise TooManyWords(None, total)
    return " ".join(filter(None, map(_as_sentence, boxes.values())))


def _count_words(text: str) -> int:
    return len(WORD.findall(unicodedata.normalize("NFC", text)))


def _as_sentence(text: str) -> str:
    """With a capital and an end. An emoji at the end is an end."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if not _count_words(line):
        return line
    first = next(at for at, letter in enumerate(line) if letter.isalnum())
    line = line[:first] + line[first].upper() + line[first + 1 :]
    if SENTENCE_END.search(line):
        return line
    line = line.rstrip(LEFT_OPEN)
    if not line[-1].isalnum() and line[-1] not in "\"'”’»)]":
        return line
    asks, exclaims = line.rfind("¿"), line.rfind("¡")
    if asks > line.rfind("?"):
        return f"{line}?"
    return f"{line}!" if exclaims > line.rfind("!") else f"{line}."
