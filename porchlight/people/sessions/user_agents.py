"""Which kind of device and which browser somebody signs in with, in the few words that tell one's
own devices apart. Nothing more of what a browser says about itself is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

Kind = Literal["phone", "tablet", "computer", "device"]

KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("tablet", re.compile(r"iPad|Tablet|Android(?!.*Mobile)")),
    ("phone", re.compile(r"iPhone|iPod|Mobile|Android")),
    ("computer", re.compile(r"Windows|Macintosh|X11|CrOS")),
)
# Most browsers also name those they are like, so the order is from the particular to the general.
BROWSERS: Final = (
    ("Edge", re.compile(r"Edg(?:e|A|iOS)?/")),
    ("Opera", re.compile(r"OPR/|Opera")),
    ("Samsung Internet", re.compile(r"SamsungBrowser/")),
    ("Firefox", re.compile(r"Firefox/|FxiOS/")),
    ("Chrome", re.compile(r"Chrome/|CriOS/|Chromium/")),
    ("Safari", re.compile(r"Safari/")),
)
LONGEST: Final = 512


class Device(NamedTuple):
    """`browser` is a brand's own name, the same in every language, or "" when it is not known."""

    kind: Kind
    browser: str


def device_of(user_agent: str) -> Device:
    """Read a User-Agent header. Anything may stand in it; what is not known is "a device"."""
    text = user_agent[:LONGEST]
    kinds: Iterator[Kind] = (kind for kind, pattern in KINDS if pattern.search(text))
    browser = next((name for name, pattern in BROWSERS if pattern.search(text)), "")
    return Device(next(kinds, "device"), browser)
