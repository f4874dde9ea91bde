"""Nights of 23 and 25 hours, on the pages and wherever hours are counted. Chicago's clocks go back
on 1 November 2026 at 2 a.m., and ahead on 8 March 2026 at 2 a.m."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from porchlight.directory.display.moments import Moment
from porchlight.directory.finder.search import FindQuery
from porchlight.directory.queries.listing import ScheduleLine
from porchlight.directory.queries.starts import now_page
from porchlight.domain.schedule import end_of, start_on
from porchlight.people.models import Person
from tests.directory.finder.test_finder import chicago, names
from tests.directory.listings import CHICAGO, make_meeting

HERE = ZoneInfo(CHICAGO)


@pytest.mark.parametrize(
    ("at", "last", "next_day"),
    [
        ("2026-11-01T05:30+00:00", "sun 23:30", "mon 00:00"),  # 24 hours and a half are left
        ("2026-03-08T06:30+00:00", "sun 23:30", "mon 00:15"),  # 22 hours and a half
    ],
)
def test_later_today_ends_when_the_day_does(ana: Person, at: str, last: str, next_day: str) -> None:
    make_meeting(last, name="late tonight", attendance="online")
    make_meeting(next_day, name="tomorrow", attendance="online")
    page = now_page((), ana, datetime.fromisoformat(at))
    assert [row.name for day in page.later for row in day.rows] == ["late tonight"]


@pytest.mark.parametrize(
    ("at", "found"),
    [
        # Ten past one for the second time: what began at ten past one the first time is over.
        (datetime(2026, 11, 1, 1, 10, fold=1, tzinfo=HERE), ["02:15", "03:05"]),
        (datetime(2026, 11, 1, 0, 30, tzinfo=HERE), ["01:10", "01:54", "01:56"]),
        # Five past three, five minutes after two: ten minutes ago it was five to two. What says
        # 2:15 begins at 3:15.
        (datetime(2026, 3, 8, 3, 5, tzinfo=HERE), ["01:56", "03:05", "02:15"]),
    ],
)
def test_hours_are_counted_as_they_pass_and_not_on_the_clock(
    at: datetime, found: list[str]
) -> None:
    for clock in ("01:10", "01:54", "01:56", "02:15", "03:05", "05:30"):
        make_meeting(f"sun {clock}", name=clock, attendance="online")
    assert names(FindQuery(hours=2), at) == found


def test_day_and_night_lasts_a_day_on_every_date() -> None:
    for day in ("2026-10-31", "2026-11-01", "2026-03-08"):
        start = start_on(chicago(day).date(), 0, CHICAGO)
        end = end_of(start, 24 * 60)
        assert ScheduleLine("Every day", Moment(start, start), Moment(end, end)).is_all_day
