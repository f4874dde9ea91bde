"""When a plan of two people shows on Today: on its day, from six in the evening before, and for
four hours from its time on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from porchlight.domain.circle.agreements import Plan, near_plans_over_on

DAY = date(2026, 11, 18)
# At half past midnight of that day on the clock of the maker: the zone of each of the two, what the
# reader's clock says, and whether the plan shows then.
NEAR = [
    ("America/Chicago", "America/Chicago", "2026-11-17 17:59", False),
    ("America/Chicago", "America/Chicago", "2026-11-17 18:00", True),
    ("America/Chicago", "America/Chicago", "2026-11-18 00:00", True),
    ("America/Chicago", "America/Chicago", "2026-11-18 23:59", True),
    ("America/Chicago", "America/Chicago", "2026-11-19 00:00", False),
    # For whoever is an hour behind it is half past eleven, the evening before.
    ("America/Chicago", "America/Denver", "2026-11-16 17:59", False),
    ("America/Chicago", "America/Denver", "2026-11-16 18:00", True),
    ("America/Chicago", "America/Denver", "2026-11-17 12:00", True),
    ("America/Chicago", "America/Denver", "2026-11-18 00:00", True),  # going on
    ("America/Chicago", "America/Denver", "2026-11-18 03:29", True),
    ("America/Chicago", "America/Denver", "2026-11-18 03:30", False),
    # Two dates apart.
    ("Pacific/Kiritimati", "Pacific/Midway", "2026-11-15 18:00", True),
    ("Pacific/Kiritimati", "Pacific/Midway", "2026-11-16 23:59", True),
    ("Pacific/Kiritimati", "Pacific/Midway", "2026-11-17 03:29", True),
    ("Pacific/Kiritimati", "Pacific/Midway", "2026-11-17 03:30", False),
]


def plan(zone, minute=30):
    return Plan("A walk", "", "", DAY, minute, zone)


@pytest.mark.parametrize(("of_maker", "of_reader", "clock", "is_near"), NEAR)
def test_a_plan_is_near_by_the_clock_of_whoever_reads(of_maker, of_reader, clock, is_near):
    here = datetime.fromisoformat(clock).replace(tzinfo=ZoneInfo(of_reader))
    assert plan(of_maker).is_near(here) is is_near


def test_what_is_near_is_found_by_the_day_in_clear_wherever_the_two_are():
    zones = [ZoneInfo(zone) for zone in sorted(available_timezones())[::7]]
    extremes = [ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Etc/GMT+12")]
    n_near = 0
    for maker in [*zones[::6], *extremes]:
        for minute in (0, 30, 23 * 60 + 30):
            asked = plan(str(maker), minute)
            for reader in [*zones[::6], *extremes]:
                for hours in range(-72, 60, 3):
                    here = (asked.starts_at + timedelta(hours=hours)).astimezone(reader)
                    first, last = near_plans_over_on(here.date())
                    if asked.is_near(here):
                        n_near += 1
                        assert first <= asked.over_on <= last
    assert n_near > 1000
