"""What kind of statements a test caught, the same on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

# PostgreSQL is told in the same message whose rows a statement may touch.
NAMING = re.compile(r"SET LOCAL porchlight\.owners = '[^']*'; ")


def kinds_of(queries: Iterable[dict[str, Any]]) -> list[str]:
    """The first word of each, such as "SELECT"."""
    return [NAMING.sub("", query["sql"], count=1).split()[0] for query in queries]
