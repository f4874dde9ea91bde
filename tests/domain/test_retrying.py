"""The waits of something that fails again and again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from porchlight.domain.retrying import LONGEST_WAIT, wait_after

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("attempts", "shortest", "longest"),
    [
        (1, 7.5 * SECOND, 15 * SECOND),
        (2, 15 * SECOND, 30 * SECOND),
        (3, 30 * SECOND, MINUTE),
        (5, 2 * MINUTE, 4 * MINUTE),
        (8, 16 * MINUTE, 32 * MINUTE),
        (9, 30 * MINUTE, HOUR),
        (12, 30 * MINUTE, HOUR),
        (10_000, 30 * MINUTE, HOUR),
    ],
)
def test_each_wait_is_twice_the_one_before_up_to_an_hour(attempts, shortest, longest):
    assert wait_after(attempts, 0.0) == shortest
    assert wait_after(attempts, 1.0) == longest


def test_a_job_of_every_minute_never_waits_for_longer_than_a_minute():
    assert wait_after(40, 1.0, longest=MINUTE) == MINUTE


def test_chance_spreads_those_that_failed_together():
    waits = {wait_after(20, chance / 10) for chance in range(11)}
    assert len(waits) == 11
    assert max(waits) == LONGEST_WAIT
