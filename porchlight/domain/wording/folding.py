"""A message as rules read it: small letters without accents, one kind of quote, and `.`, `?` and
`,` for every mark that ends a sentence, asks or parts. Folding keeps the length, so a place in the
folded text is the same place in the message."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

COMBINING = re.compile("[\u0300-\u036f]+")
# A letter said longer for weight: "neeever", "pleeease".
DRAWN_OUT = tuple(letter * 3 for letter in "aeiouyhlmnprstzwfkgcd")
ASKS = re.compile(r"([^ .?,][^.?]*\?)")


@dataclass(frozen=True)
class Folded:
    """`text`: what rules are matched against; `at[i]`: where its letter i stands in the message."""

    text: str
    at: range | tuple[int, ...]

    @property
    def words(self) -> list[str]:
        plain = self.text.replace("'", "").replace(",", " ").replace(".", " ").replace("?", " ")
        return plain.split()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A passage of the folded text as one of the message."""
        return self.at[start], self.at[end - 1] + 1


def nfc(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def readings(message: str) -> list[Folded]:
    """The ways to read an NFC message: as it stands, or, where letters are drawn out, with each
    such letter once and with each such letter twice."""
    folded = Folded(_fold(message), range(len(message)))
    if not message.isascii() and COMBINING.search(folded.text):
        folded = _without(folded, [not COMBINING.match(c) for c in folded.text])
    if not any(run in folded.text for run in DRAWN_OUT):
        return [folded]
    return [_shortened(folded, 1), _shortened(folded, 2)]


def questions(folded: str) -> list[re.Match[str]]:
    """The sentences that end in a question mark, each as group 1. A row of marks counts once."""
    return list(ASKS.finditer(folded))


def _fold(message: str) -> str:
    text = message.replace("...", ",,,")
    if not text.isascii():
        for letter, plain in _COMMON:
            text = text.replace(letter, plain)
        if not text.isascii():
            text = "".join(map(_fold_letter, text))
    if text.isascii():  # the usual case; bytes are translated ten times as fast
        return text.encode().translate(_ASCII_BYTES).decode()
    return text.translate(_ASCII)


def _fold_letter(letter: str) -> str:
    """Exactly one character: the plain letter, a mark, a space, or what it was."""
    if letter.isascii() or COMBINING.match(letter):
        return letter
    if letter in _MARKS:
        return _MARKS[letter]
    if not letter.isalnum():
        return " "
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return plain if len(plain) == 1 else letter


def _shortened(folded: Folded, most: int) -> Folded:
    """Runs of three letters or more cut to `most`."""
    kept: list[bool] = []
    for letter, run in groupby(folded.text):
        n = len(list(run))
        stays = most if n > 2 and letter.isalpha() else n
        kept += [True] * stays + [False] * (n - stays)
    return _without(folded, kept)


def _without(folded: Folded, kept: list[bool]) -> Folded:
    pairs = [(c, i) for c, i, keep in zip(folded.text, folded.at, kept, strict=True) if keep]
    return Folded("".join(c for c, _ in pairs), tuple(i for _, i in pairs))


def _ascii_table() -> str:
    marks = {"!": ".", "\n": ".", "\r": " ", ";": ",", ":": ",", "(": ",", ")": ",", "`": "'"}
    kept = set(".?,' ")
    table = []
    for code in range(128):
        c = chr(code)
        plain = c.lower() if c.isalnum() or c in kept else " "
        table.append(marks.get(c, plain))
    return "".join(table)


_ASCII = _ascii_table()
_ASCII_BYTES = _ASCII.encode() + bytes(range(128, 256))
_MARKS = {
    **dict.fromkeys("’‘´ʼ", "'"),
    **dict.fromkeys("¿¡—–…", ","),
    **dict.fromkeys("\u2028\u2029！。", "."),
    **dict.fromkeys("？؟", "?"),
}
_COMMON = tuple(zip("áéíóúñü¿¡’ÁÉÍÓÚÑ…", "aeiounu,,'aeioun,", strict=True))
