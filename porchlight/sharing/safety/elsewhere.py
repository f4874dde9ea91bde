"""What Help knows and the safety check shows; `porchlight/urls.py` hands it over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LinesForSafety:
    """`home_lines` answers, for a country's two letters, with the lines for somebody who is not
    safe at home; `first_call` with `line` and `emergency`, each with a number to call, or None."""

    home_lines: Callable[[str], Sequence[Any]]
    first_call: Callable[[str], Any]
