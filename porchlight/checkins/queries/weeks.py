"""The person's own weeks, and the days of them that can still be written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from porchlight.checkins.chart import Chart, chart_of
from porchlight.checkins.readings import readings_of
from porchlight.domain.checkin import Reading, writable_days
from porchlight.domain.consent import Decision
from porchlight.domain.usual import Week, weeks

N_WEEKS = 8


@dataclass(frozen=True)
class DayOfWeeks:
    """A day that can still be written. `reading` is None for a blank."""

    day: date
    reading: Reading | None


@dataclass(frozen=True)
class WeeksPage:
    weeks: tuple[Week, ...]
    chart: Chart | None
    days: list[DayOfWeeks]


def weeks_page(decision: Decision, today: date) -> WeeksPage:
    readings = readings_of(decision, today - timedelta(weeks=N_WEEKS))
    by_day = {reading.day: reading for reading in readings}
    recent_weeks = weeks(readings, today, N_WEEKS)
    return WeeksPage(
        weeks=recent_weeks,
        chart=chart_of(recent_weeks),
        days=[DayOfWeeks(day, by_day.get(day)) for day in writable_days(today)],
    )
