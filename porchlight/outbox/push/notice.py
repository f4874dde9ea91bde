"""What a phone shows of a message: one discreet line, in the form that iOS shows by itself
(Declarative Web Push) and that our own service worker reads elsewhere.

It is filled up to one size, so that neither the kind, nor the language, nor the name of the site
can be told from how long it is.
"""

from __future__ import annotations

import json
import secrets
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

TITLE: Final = "Porchlight"  # as the site is called on a home screen
CONTENT_BYTES: Final = 512
DECLARATIVE: Final = 8030  # the number by which a browser knows the form: RFC 8030


def words_in(language: str) -> str:
    """The same words whatever happened. The phone of somebody may lie on a table."""
    with override(language):
        return _("1 note for you")


def content(words: str, language: str, origin: str, tag: str) -> bytes:
    """What is encrypted. Opening it leads to a page that says what is new; its address has nothing
    but chance in it. `tag` lets a repeat take the place of the first."""
    notification = {
        "title": TITLE,
        "body": words,
        "navigate": f"{origin}n/{secrets.token_urlsafe(12)}/",
        "lang": language,
        "silent": False,
        "tag": tag,
    }
    held = {"web_push": DECLARATIVE, "notification": notification}
    plain = json.dumps(held, separators=(",", ":")).encode()
    if len(plain) > CONTENT_BYTES:
        raise ValueError("what a phone shows has grown too long for its one size")
    return plain.ljust(CONTENT_BYTES)
