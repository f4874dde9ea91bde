"""Which PINs the lock on one phone takes."""

from __future__ import annotations

import pytest

from porchlight.domain.pins import problem_with_pin


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        ("4071", None),
        ("40718263", None),
        ("1235", None),
        ("1986", None),
        ("0700", None),
        ("", "not-digits"),
        ("40 71", "not-digits"),
        ("40a1", "not-digits"),
        ("٤٠٧١", "not-digits"),
        ("407", "too-short"),
        ("407182639", "too-long"),
        ("0000", "too-easy"),
        ("77777777", "too-easy"),
        ("1234", "too-easy"),
        ("567890", "too-easy"),
        ("98765432", "too-easy"),
        ("0987", "too-easy"),
        ("1212", "too-easy"),
        ("69696", "too-easy"),
        ("2580", "too-easy"),
    ],
)
def test_a_pin_is_taken_or_breaks_one_rule(pin, problem):
    assert problem_with_pin(pin) == problem
