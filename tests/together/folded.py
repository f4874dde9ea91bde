"""What stands in a page at once, and what is folded away."""

from __future__ import annotations

import re

A_FOLD = re.compile(r"<details.*?</details>", re.DOTALL)


def at_once(page: str) -> str:
    """The page without what is folded away."""
    return A_FOLD.sub("", page)
