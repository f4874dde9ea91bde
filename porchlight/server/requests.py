"""Reads a request off the wire, and refuses it before its body when it is one no page takes.

Nothing is uploaded anywhere, so a body is a form in UTF-8 of fewer than `most_body()` bytes, sent
with POST. Everything else ends with 400 or 413 and a closed connection; its body is never read.
"""

from __future__ import annotations

import re
import time
from typing import Any, Final

from django.conf import settings
from waitress.parser import HTTPRequestParser, ParsingError

MOST_HEADER: Final = 16_384  # bytes of the first line and all header fields
FORM_TYPE = re.compile(
    r'application/x-www-form-urlencoded[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)?', re.IGNORECASE
)


def most_body() -> int:
    """The first size of a body, in bytes, that is refused."""
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE) + 1


class RequestParser(HTTPRequestParser):
    """One request while it comes in. `began_at` is on the monotonic clock."""

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.began_at = time.monotonic()

    def received(self, data: bytes) -> int:
        n_read = int(super().received(data))
        if self.error is not None:
            self.expect_continue = False  # else waitress asks for the body it has just refused
        return n_read

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except ValueError:  # an address like "http://[", a length of five thousand digits
            raise ParsingError("The first line or a length cannot be read.") from None
        if self.chunked or self.content_length:
            self._refuse_body_no_page_takes()

    def _refuse_body_no_page_takes(self) -> None:
        if self.command != "POST":
            raise ParsingError("Only POST has a body here.")
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("A body has a length or chunks, not both.")
        if not FORM_TYPE.fullmatch(self.headers.get("CONTENT_TYPE", "")):
            raise ParsingError("A body is application/x-www-form-urlencoded, in UTF-8.")
