"""Which names may be one person's: it is asked, never decided, so near is near enough."""

from __future__ import annotations

import pytest

from porchlight.domain.circle.same_name import may_be_same


@pytest.mark.parametrize(
    ("name", "other", "may_be"),
    [
        ("Ana", "ana", True),
        ("Ana", "Aná", True),
        ("Ana María", "María", True),
        ("Rosa", "Aunt Rosa", True),
        ("Dana K.", "Dana", True),
        ("A.", "a", True),
        ("Ana", "Anabel", False),
        ("Ana", "Ben", False),
        ("Ana", "", False),
        ("", "", False),
        ("...", "...", False),
    ],
)
def test_a_first_word_that_the_other_has_too(name, other, may_be):
    assert may_be_same(name, other) is may_be
    assert may_be_same(other, name) is may_be
