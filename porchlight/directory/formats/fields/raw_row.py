"""One raw row while it is being read: its fields as clean text, and what was mended on the way."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from porchlight.directory.formats.containers.json_rows import Raw
from porchlight.directory.formats.fields.joining import LONGEST_LINK, link_in, sweep
from porchlight.directory.formats.fields.text import clean_text

# People's names, numbers and addresses, and marks of who edited what. None of it is kept.
CONTACT = re.compile(
    r"contact_\d+_\w+|author|edit_url|email|phone|feedback_emails|people"
    r"|(?:primary|alt)\w*(?:name|email|phone)|altemail|notescomment",
    re.IGNORECASE,
)

LONGEST_PAGE = 1000


@dataclass
class RawRow:
    """Collects while reading: kinds of mending, and sentences that tell how to join."""

    raw: Raw
    mended: set[str] = field(default_factory=set)
    joining_found: list[str] = field(default_factory=list)
    room_found: str = ""

    def blank(self, name: str) -> bool:
        return self.raw.get(name) in (None, "", [], {})

    def text(self, *names: str, longest: int = 255, lines: bool = False) -> str:
        """The first of these fields that says anything, as clean text."""
        for name in names:
            if self.blank(name):
                continue
            clean = clean_text(self.raw.get(name), longest, lines=lines)
            self._note(clean.cleaned, "text_cleaned")
            self._note(clean.shortened, "text_shortened")
            self._note(clean.email_left_out, "contacts_left_out")
            if clean.text:
                return clean.text
        return ""

    def link(self, *names: str) -> str:
        """The address in the first of these fields that says anything."""
        text = self.text(*names, longest=LONGEST_LINK)
        link = link_in(text)
        self._note(bool(text and not link.url and link.rest), "link_left_out")
        return link.url if len(link.url) <= LONGEST_PAGE else ""

    def public_text(self, *names: str, longest: int = 255, lines: bool = False) -> str:
        """Clean text that everybody may read: how to join online is taken out of it."""
        swept = sweep(self.text(*names, longest=longest, lines=lines))
        if swept.found:
            self.mended.add("joining_moved")
            self.joining_found.append(swept.found)
            self.room_found = self.room_found or swept.url
        return swept.text

    def leave_contacts_out(self, *, but: tuple[str, ...] = ()) -> None:
        contacts = (name for name in self.raw if _is_contact(name) and name not in but)
        self._note(any(not self.blank(name) for name in contacts), "contacts_left_out")

    def _note(self, happened: bool, kind: str) -> None:
        if happened:
            self.mended.add(kind)


@functools.lru_cache(maxsize=1_000)
def _is_contact(name: str) -> bool:
    return CONTACT.fullmatch(name) is not None
