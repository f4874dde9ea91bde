"""Text from feeds as plain text: no markup, no control characters, no e-mail addresses, bounded."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from porchlight.directory.formats.fields.joining import sweep

LONGEST = 4000  # characters of one public text
NO_WORDS = re.compile(r"[\s,.;:*_`'\"-]*")
BLANK_LINES = re.compile(r"\n\s*\n\s*")
BREAK = re.compile(r"<\s*(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
CODE = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"</?[a-z][^<>]*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
UNUSUAL = re.compile(r"[^\w .,:()'/#!?-]")
# Controls, and the invisible marks that turn the direction of text around.
HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\ufffe\\uffff]"
)
SURROGATE = re.compile(r"[\ud800-\udfff]")
EMAIL = re.compile(r"(?:mailto:)?[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
# A line that was nothing but a label and an address: "Contact: somebody@example.org".
LABEL_ALONE = re.compile(r"^[^\n:]{0,40}:\s*…[\s.]*$", re.MULTILINE)


@dataclass(frozen=True)
class CleanText:
    """What is left, and which of the three mendings it took."""

    text: str
    cleaned: bool = False
    shortened: bool = False
    email_left_out: bool = False


@dataclass
class Notes:
    """What was mended while cleaning, and what opens a room that stood in public text."""

    mended: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)
    room: str = ""

    def take(self, other: Notes) -> None:
        self.mended |= other.mended
        self.found += [text for text in other.found if text not in self.found]
        self.room = self.room or other.room


def clean_text(value: object, longest: int, *, lines: bool = False) -> CleanText:
    """`value` as text of at most `longest` characters; one line unless `lines`."""
    if value is None or isinstance(value, (bool, dict, list)):
        return CleanText("")
    # Far more than any text may keep, and little enough for the patterns below.
    raw = str(value)[: 4 * longest + 1_000]
    if len(raw) <= longest and not UNUSUAL.search(raw):
        return CleanText(_spaced(raw, lines=False))
    text = SURROGATE.sub("\ufffd", raw).replace("\r\n", "\n").replace("\r", "\n")
    text = _without_markup(text)
    hidden = HIDDEN.search(text) or SURROGATE.search(raw)
    cleaned = bool(hidden or ENTITY.search(raw) or TAG.search(raw))
    text = HIDDEN.sub("", text)
    has_email = bool(EMAIL.search(text))
    if has_email:
        text = LABEL_ALONE.sub("", EMAIL.sub("…", text))
    text = _spaced(text, lines=lines)
    shortened = len(text) > longest or len(str(value)) > len(raw)
    if len(text) > longest:
        text = text[: longest - 1].rstrip() + "…"
    return CleanText(text, cleaned, shortened, has_email)


def public_text(value: object, notes: Notes, longest: int = LONGEST) -> str:
    """Text that everybody may read: no markup, no e-mail address, nothing that opens a room."""
    clean = clean_text(value, longest, lines=True)
    for happened, kind in (
        (clean.cleaned, "text_cleaned"),
        (clean.shortened, "text_shortened"),
        (clean.email_left_out, "contacts_left_out"),
    ):
        if happened:
            notes.mended.add(kind)
    swept = sweep(clean.text)
    if swept.found:
        notes.mended.add("joining_moved")
        notes.found += [] if swept.found in notes.found else [swept.found]
        notes.room = notes.room or swept.url
    return swept.text


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """Small letters without accents, for comparing what people type."""
    text = unicodedata.normalize("NFKD", text.casefold())
    letters = (letter for letter in text if not unicodedata.combining(letter))
    return " ".join("".join(letters).split()).strip(" :.*")


def _without_markup(text: str) -> str:
    if "&" in text:
        # Twice: exports of exports carry "&amp;amp;".
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = TAG.sub("", CODE.sub("", BREAK.sub("\n", text)))
    return text


def _spaced(text: str, *, lines: bool) -> str:
    spaced_lines = [" ".join(line.split()) for line in text.split("\n")]
    text = ("\n" if lines else " ").join(spaced_lines)
    text = BLANK_LINES.sub("\n\n", text).strip()
    return "" if NO_WORDS.fullmatch(text) else text if lines else " ".join(text.split())
