"""How often something comes, in words a person would use."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.utils.translation import override

from porchlight.directory import when
from porchlight.directory.models import Schedule

TODAY = date(2026, 11, 18)

WEEKLY = [
    ([0], "Every Monday"),
    ([3, 0], "Every Monday and Thursday"),
    ([0, 1, 2, 3, 4], "Every Monday to Friday"),
    ([0, 2, 4], "Every Monday, Wednesday and Friday"),
    ([5, 6], "Every Saturday and Sunday"),
    (list(range(7)), "Every day"),
]
DATED = [
    ("", "Once, on Friday, March 6"),
    ("FREQ=DAILY", "Every day"),
    ("FREQ=DAILY;INTERVAL=3", "Every 3 days"),
    ("FREQ=DAILY;BYDAY=MO,WE", "Every Monday and Wednesday"),
    ("FREQ=WEEKLY", "Every Friday"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Every other Tuesday"),
    ("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH", "Every 3 weeks on Tuesday and Thursday"),
    ("FREQ=MONTHLY;BYDAY=-1SU", "Every last Sunday"),
    ("FREQ=MONTHLY;BYDAY=2TU,4TU", "Every second and fourth Tuesday"),
    ("FREQ=MONTHLY;BYDAY=SA;BYSETPOS=1", "Every first Saturday"),
    ("FREQ=MONTHLY", "Every month, on day 6"),
    ("FREQ=MONTHLY;BYMONTHDAY=1,15", "Every month, on day 1 and 15"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "Every month, on the last day"),
    ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO", "Every 2 months, on the first Monday"),
    ("FREQ=YEARLY", "Every year, on March 6"),
    ("FREQ=YEARLY;BYMONTH=9;BYDAY=3SA", "Every year, on the third Saturday of September"),
    ("FREQ=MONTHLY;BYDAY=1MO,2TU", "On certain dates"),
    ("FREQ=YEARLY;BYDAY=20MO", "On certain dates"),
    ("FREQ=WEEKLY;UNTIL=20270501", "Every Friday, until Saturday, May 1"),
]
SPANISH = [
    ("", "Una vez, el viernes, 6 de marzo"),
    ("FREQ=MONTHLY;BYDAY=-1SU", "Cada último domingo"),
    ("FREQ=MONTHLY;BYDAY=2TU,4TU", "Cada segundo y cuarto martes"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Cada dos semanas, el martes"),
    ("FREQ=YEARLY", "Cada año, el 6 de marzo"),
]


def schedule(rule: str) -> Schedule:
    return Schedule(
        starts_on=date(2026, 3, 6),
        rule=rule, starts_at=time(19), duration=60, zone="America/Chicago",
    )  # fmt: skip


@pytest.mark.parametrize(("days", "words"), WEEKLY)
def test_days_of_the_week(days: list[int], words: str) -> None:
    assert when.weekly(days) == words


@pytest.mark.parametrize(("rule", "words"), DATED)
def test_rules_of_every_shape(rule: str, words: str) -> None:
    assert when.dated(schedule(rule), TODAY) == words


@pytest.mark.parametrize(("rule", "words"), SPANISH)
def test_rules_in_spanish(rule: str, words: str) -> None:
    with override("es"):
        assert when.dated(schedule(rule), TODAY) == words


def test_a_date_that_is_not_soon_has_its_year() -> None:
    far = Schedule(starts_on=date(2028, 3, 6), rule="", starts_at=time(19), duration=60)
    assert when.dated(far, TODAY) == "Once, on Monday, March 6, 2028"
