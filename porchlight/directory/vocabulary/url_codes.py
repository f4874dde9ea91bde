"""Short codes for terms, for addresses that others may see in a history or a shared link.

An address with "detox" in it tells what somebody looks for. A code stands for the same term for
ever, is the same on every site, and says nothing to whoever reads over a shoulder.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from porchlight.directory.vocabulary.terms import TERMS

LENGTH = 4


@cache
def code_of(term: str) -> str:
    """Four small letters or digits for "language:es"."""
    digest = hashlib.blake2b(term.encode(), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower()[:LENGTH]


def term_of(code: str) -> str:
    """The term; "" for a code of none."""
    return _terms().get(code, "")


@cache
def _terms() -> dict[str, str]:
    terms = [f"{group}:{what}" for group, whats in TERMS.items() for what in whats]
    return {code_of(term): term for term in terms}
