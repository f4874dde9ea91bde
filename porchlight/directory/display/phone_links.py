"""Telephone numbers of a listing, as a phone can dial them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from porchlight.directory.models import Service

EXTENSION = re.compile(r"\s*(?:ext\.?|x|#)\s*(\d{1,6})\s*$", re.IGNORECASE)
FEWEST_DIGITS = 3


@dataclass(frozen=True)
class PhoneLink:
    """A number as it is shown, what it is for, and the address that calls it ("" when it cannot
    be dialled as written)."""

    number: str
    label: str
    href: str


def lines_of(service: Service) -> list[PhoneLink]:
    """The service's own numbers, the first one to call first."""
    found = [
        PhoneLink(one["number"], one.get("label", ""), _href(one["number"]))
        for one in service.phones
    ]
    return [line for line in found if line.number]


def line_of(number: str) -> PhoneLink | None:
    """A number without a label; None when there is none."""
    return PhoneLink(number, "", _href(number)) if number else None


def _href(number: str) -> str:
    """A tel: address: digits, a plus in front, and a pause before an extension (RFC 3966)."""
    extension = EXTENSION.search(number)
    whole = number[: extension.start()] if extension else number
    digits = re.sub(r"\D", "", whole)
    if len(digits) < FEWEST_DIGITS or re.search(r"[A-Za-z]", whole):
        return ""
    plus = "+" if whole.strip().startswith("+") else ""
    ending = f";ext={quote(extension[1])}" if extension else ""
    return f"tel:{plus}{digits}{ending}"
