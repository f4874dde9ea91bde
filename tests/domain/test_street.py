"""Windows only rise, slowly, and one is new only when a talk of today lit it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.domain.street import HILL_LIGHTS, WINDOW_AT, Street, street_of


@pytest.mark.parametrize(
    ("talks", "talks_today", "windows", "hill", "is_new"),
    [
        (0, 0, 0, 0, False),
        (1, 1, 1, 0, True),
        (1, 0, 1, 0, False),
        (5, 1, 5, 0, True),
        (6, 1, 5, 0, False),  # the next window comes with the seventh talk
        (7, 2, 6, 0, True),
        (30, 1, 13, 0, True),
        (34, 1, 13, 0, False),
        (35, 1, 13, 1, False),
        (10_000, 3, 13, HILL_LIGHTS, False),
    ],
)
def test_talks_light_windows_and_then_the_hill(talks, talks_today, windows, hill, is_new):
    assert street_of(talks, talks_today) == Street(windows, hill, is_new)


@given(st.integers(0, 500), st.integers(0, 5))
def test_no_further_talk_takes_a_light_away(talks, more):
    before, after = street_of(talks), street_of(talks + more)
    assert after.windows >= before.windows
    assert after.hill >= before.hill
    assert after.windows <= len(WINDOW_AT)
