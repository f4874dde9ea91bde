"""How often something comes, in words a person would use."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.utils.translation import override

from porchlight.directory.display import schedule_text
from porchlight.directory.models import Schedule
from porchlight.domain.recurrence import days_between

TODAY = date(2026, 11, 18)

WEEKLY = [
    ([0], "Every Monday"),
    ([3, 0], "Every Monday and Thursday"),
    ([0, 1, 2, 3, 4], "Every Monday to Friday"),
    ([0, 2, 4], "Every Monday, Wednesday and Friday"),
    ([5, 6], "Every Saturday and Sunday"),
    (list(range(7)), "Every day"),
]
# fmt: off
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
    ("FREQ=MONTHLY;BYDAY=SA,SU", "Every Saturday and Sunday"),
    # Months.
    ("FREQ=DAILY;BYDAY=SU;BYMONTH=6", "Every Sunday, in June"),
    ("FREQ=DAILY;BYMONTH=6,7", "Every day, in June and July"),
    ("FREQ=WEEKLY;BYMONTH=6,7,8", "Every Friday, from June to August"),
    ("FREQ=WEEKLY;BYMONTH=1,2,3,4,5,9,10,11,12", "Every Friday, from September to May"),
    ("FREQ=WEEKLY;BYMONTH=1,3,6", "Every Friday, in January, March and June"),
    ("FREQ=WEEKLY;BYMONTH=1,3,6,9", "On certain dates"),
    ("FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12", "Every Friday"),
    ("FREQ=WEEKLY;INTERVAL=2;BYMONTH=6,7", "Every other Friday, in June and July"),
    ("FREQ=WEEKLY;BYMONTH=6;UNTIL=20270601", "Every Friday, in June, until Tuesday, June 1"),
    ("FREQ=MONTHLY;BYDAY=1SA;BYMONTH=5,6,7,8", "Every first Saturday, from May to August"),
    ("FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=5,6", "Every month, on day 1, in May and June"),
    ("FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=5", "On certain dates"),
    ("FREQ=YEARLY;BYMONTH=6;BYDAY=SU", "Every Sunday, in June"),
    ("FREQ=YEARLY;BYMONTH=6,7;BYDAY=1SU", "Every first Sunday, in June and July"),
    ("FREQ=YEARLY;BYMONTH=9;BYDAY=SA;BYSETPOS=-1",
     "Every year, on the last Saturday of September"),
    ("FREQ=YEARLY;BYMONTH=6,9;BYDAY=SA;BYSETPOS=1", "On certain dates"),
    # Days of the month.
    ("FREQ=DAILY;BYDAY=FR;BYMONTHDAY=13", "Every Friday the 13th"),
    ("FREQ=WEEKLY;BYMONTHDAY=13", "Every Friday the 13th"),
    ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "Every Friday the 13th"),
    ("FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=22", "Every Friday the 22nd"),
    ("FREQ=DAILY;BYDAY=FR;BYMONTHDAY=13;BYMONTH=2", "Every Friday the 13th, in February"),
    ("FREQ=DAILY;BYDAY=FR;BYMONTHDAY=13,14", "On certain dates"),
    ("FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=1,2,3,4,5,6,7", "Every first Saturday"),
    ("FREQ=WEEKLY;BYDAY=SA;BYMONTHDAY=8,9,10,11,12,13,14", "Every second Saturday"),
    ("FREQ=DAILY;BYDAY=SA;BYMONTHDAY=-7,-6,-5,-4,-3,-2,-1", "Every last Saturday"),
    ("FREQ=MONTHLY;BYDAY=1SA;BYMONTHDAY=5", "On certain dates"),
    ("FREQ=DAILY;BYMONTHDAY=1,15", "Every month, on day 1 and 15"),
    ("FREQ=YEARLY;BYMONTHDAY=5", "Every month, on day 5"),
    ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5", "Every year, on June 5"),
    ("FREQ=MONTHLY;BYMONTHDAY=1,15;BYSETPOS=-1", "On certain dates"),
]
# fmt: on
SPANISH = [
    ("", "Una vez, el viernes, 6 de marzo"),
    ("FREQ=MONTHLY;BYDAY=-1SU", "Cada último domingo"),
    ("FREQ=MONTHLY;BYDAY=2TU,4TU", "Cada segundo y cuarto martes"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Cada dos semanas, el martes"),
    ("FREQ=YEARLY", "Cada año, el 6 de marzo"),
    ("FREQ=DAILY;BYDAY=SU;BYMONTH=6", "Cada domingo, en junio"),
    ("FREQ=WEEKLY;BYMONTH=6,7,8", "Cada viernes, de junio a agosto"),
    ("FREQ=DAILY;BYDAY=FR;BYMONTHDAY=13", "Cada viernes 13"),
]


def schedule(rule: str) -> Schedule:
    return Schedule(
        starts_on=date(2026, 3, 6),
        rule=rule, starts_at=time(19), duration=60, zone="America/Chicago",
    )  # fmt: skip


@pytest.mark.parametrize(("days", "words"), WEEKLY)
def test_days_of_the_week(days: list[int], words: str) -> None:
    assert schedule_text.weekly(days) == words


@pytest.mark.parametrize(("rule", "words"), DATED)
def test_rules_of_every_shape(rule: str, words: str) -> None:
    assert schedule_text.dated(schedule(rule), TODAY) == words


@pytest.mark.parametrize(("rule", "words"), SPANISH)
def test_rules_in_spanish(rule: str, words: str) -> None:
    with override("es"):
        assert schedule_text.dated(schedule(rule), TODAY) == words


def test_rules_that_are_said_alike_have_the_same_dates() -> None:
    dates: dict[str, list[date]] = {}
    for rule, words in DATED:
        if rule and words != "On certain dates":
            days = list(days_between(schedule(rule).dated, date(2026, 3, 6), date(2029, 12, 31)))
            assert dates.setdefault(words, days) == days, rule
    assert "Every Friday the 13th" in dates


@pytest.mark.parametrize("part", ["BYMONTH=6", "BYMONTHDAY=13", "INTERVAL=2"])
def test_what_leaves_out_weeks_tells_its_next_dates(part: str) -> None:
    assert schedule_text.is_seldom(schedule(f"FREQ=WEEKLY;{part}"))
    assert not schedule_text.is_seldom(schedule("FREQ=WEEKLY"))


def test_a_date_that_is_not_soon_has_its_year() -> None:
    far = Schedule(starts_on=date(2028, 3, 6), rule="", starts_at=time(19), duration=60)
    assert schedule_text.dated(far, TODAY) == "Once, on Monday, March 6, 2028"
