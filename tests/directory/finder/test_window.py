from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from porchlight.directory.finder.time_window import weekdays_in

HALF_HOURS_OF_A_YEAR = 2 * 24 * 366


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        ("America/Chicago", 2026),
        ("America/Havana", 2026),  # goes back from 1 a.m. to midnight
        ("Africa/Cairo", 2026),  # midnight itself is skipped
        ("Australia/Lord_Howe", 2026),  # moves by half an hour
        ("Asia/Kathmandu", 2026),
        ("Pacific/Apia", 2011),  # left out a whole day
    ],
)
def test_weekdays_are_those_of_the_zone_at_every_half_hour_of_a_year(zone: str, year: int) -> None:
    here = ZoneInfo(zone)
    first = datetime(year, 1, 1, tzinfo=UTC) - timedelta(days=1)
    moments = [first + timedelta(minutes=30 * n) for n in range(HALF_HOURS_OF_A_YEAR)]
    seconds = np.array([int(moment.timestamp()) for moment in moments], np.int64)
    expected = [moment.astimezone(here).isoweekday() for moment in moments]
    assert weekdays_in(zone, seconds).tolist() == expected
    assert weekdays_in(zone, seconds[:0]).tolist() == []
