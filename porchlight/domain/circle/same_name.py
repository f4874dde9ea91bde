"""Whether two names may be one person's: to ask about it, never to decide it.

People write down what they call somebody, and that one writes down what they want to be called:
"Ana", "ana", "Ana María" and "Aná" can be one. So whole words are compared, without case and
accents.
"""

from __future__ import annotations

import unicodedata


def may_be_same(name: str, other: str) -> bool:
    """Whether the first word of either stands among the words of the other."""
    mine, theirs = _words(name), _words(other)
    return bool(mine and theirs) and (mine[0] in theirs or theirs[0] in mine)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word for word in letters.replace(".", " ").split() if word]
