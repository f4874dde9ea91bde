"""Recurrence rules: a table to read, and the dateutil package as the judge of many more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from porchlight.domain.recurrence import (
    BadRule,
    DatedStart,
    checked_rule,
    dated_starts_between,
    days_between,
)

NEW_YEAR, NEW_YEARS_EVE = date(2026, 1, 1), date(2026, 12, 31)


def days(rule: str, first: date = date(2026, 1, 6), excluded: tuple[date, ...] = ()) -> list[str]:
    start = DatedStart(first, 19 * 60, 60, checked_rule(rule) if rule else "", excluded)
    return [f"{day:%m-%d}" for day in days_between(start, NEW_YEAR, NEW_YEARS_EVE)]


@pytest.mark.parametrize(
    ("said", "rule", "first", "expected"),
    [
        ("once", "", date(2026, 3, 14), ["03-14"]),
        ("three times", "FREQ=DAILY;COUNT=3", date(2026, 1, 30), ["01-30", "01-31", "02-01"]),
        (
            "every other Tuesday until March",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20260301",
            date(2026, 1, 6),
            ["01-06", "01-20", "02-03", "02-17"],
        ),
        (
            "the last Sunday of a month, four times",
            "FREQ=MONTHLY;BYDAY=-1SU;COUNT=4",
            date(2026, 1, 25),
            ["01-25", "02-22", "03-29", "04-26"],
        ),
        (
            "the 31st, where there is one",
            "FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20260601",
            date(2026, 1, 31),
            ["01-31", "03-31", "05-31"],
        ),
        ("the last weekday of the year", "FREQ=YEARLY;BYMONTH=12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
         date(2026, 1, 1), ["12-31"]),
        ("30 February", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", date(2026, 1, 1), []),
    ],
)  # fmt: skip
def test_a_rule_gives_its_dates(said: str, rule: str, first: date, expected: list[str]) -> None:
    assert days(rule, first) == expected, said


def test_a_date_that_was_called_off_is_left_out() -> None:
    assert days("FREQ=MONTHLY;BYDAY=1TU;COUNT=3", excluded=(date(2026, 2, 3),)) == [
        "01-06",
        "03-03",
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "", "FREQ=SECONDLY", "FREQ=HOURLY;COUNT=3", "FREQ=DAILY;BYHOUR=3",
        "FREQ=YEARLY;BYWEEKNO=20", "FREQ=WEEKLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;UNTIL=someday", "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;COUNT=99999999999999999999", "INTERVAL=2", "FREQ=DAILY;COUNT=0",
        "FREQ=MONTHLY;BYDAY=--0SU", "FREQ=WEEKLY;UNTIL=0550030785",
        "FREQ=YEARLY;BYDAY=" + ",".join(f"{n}MO" for n in range(1, 54)),
    ],
)  # fmt: skip
def test_a_rule_that_is_not_taken_says_so(rule: str) -> None:
    with pytest.raises(BadRule, match=r"rule|FREQ|UNTIL|weekday"):
        checked_rule(rule)


def test_one_rule_has_one_spelling() -> None:
    assert checked_rule("rrule:byday=we,mo;freq=weekly;interval=1") == "FREQ=WEEKLY;BYDAY=MO,WE"
    assert (
        checked_rule(checked_rule("FREQ=MONTHLY;BYDAY=-1SU,2TU")) == "FREQ=MONTHLY;BYDAY=-1SU,2TU"
    )


def test_starts_are_wall_times_on_both_sides_of_a_clock_change() -> None:
    start = DatedStart(date(2026, 3, 1), 19 * 60, 60, "FREQ=WEEKLY;INTERVAL=1;BYDAY=SU")
    since = datetime(2026, 3, 1, tzinfo=UTC)
    found = dated_starts_between(start, "America/Chicago", since, since + timedelta(days=15))
    assert [at.isoformat() for at in found] == [
        "2026-03-01T19:00:00-06:00",
        "2026-03-08T19:00:00-05:00",
    ]


def test_a_rule_that_began_long_ago_or_never_comes_true_ends_soon() -> None:
    old = DatedStart(date(1970, 1, 1), 0, 60, "FREQ=DAILY")
    assert len(list(days_between(old, NEW_YEAR, NEW_YEARS_EVE))) == 365
    never = DatedStart(date(1970, 1, 1), 0, 60, "FREQ=YEARLY;COUNT=5;BYMONTH=2;BYMONTHDAY=30")
    assert list(days_between(never, NEW_YEAR, NEW_YEARS_EVE)) == []


weekday = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
numbered = st.builds(lambda n, d: f"{n}{d}", st.sampled_from([1, 2, 3, 4, 5, -1, -2]), weekday)
month_day = st.sampled_from([1, 2, 15, 28, 29, 30, 31, -1, -2])


def several(one: st.SearchStrategy, name: str) -> st.SearchStrategy[str]:
    return st.lists(one, max_size=3, unique=True).map(
        lambda found: f";{name}={','.join(map(str, found))}" if found else ""
    )


MONTHS, WEEKDAYS = several(st.integers(1, 12), "BYMONTH"), several(weekday, "BYDAY")
NUMBERED, MONTH_DAYS = several(numbered, "BYDAY"), several(month_day, "BYMONTHDAY")
PLACES = several(st.sampled_from([1, 2, -1]), "BYSETPOS")
rules = st.one_of(
    st.tuples(st.just("FREQ=DAILY"), MONTHS, WEEKDAYS),
    st.tuples(st.just("FREQ=WEEKLY"), WEEKDAYS, MONTHS),
    st.tuples(st.just("FREQ=MONTHLY"), NUMBERED),
    st.tuples(st.just("FREQ=MONTHLY"), MONTH_DAYS, WEEKDAYS),
    st.tuples(st.just("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR"), PLACES),
    st.tuples(st.just("FREQ=YEARLY"), MONTHS, NUMBERED),
    st.tuples(st.just("FREQ=YEARLY"), MONTH_DAYS, MONTHS),
).map("".join)
ends = st.one_of(
    st.just(""), st.integers(1, 60).map(";COUNT={}".format), st.just(";UNTIL=20270615")
)


@settings(max_examples=400, deadline=None)
@given(
    rule=rules,
    end=ends,
    interval=st.integers(1, 4),
    first=st.dates(date(2019, 1, 1), date(2026, 12, 31)),
    since=st.dates(date(2025, 1, 1), date(2027, 6, 1)),
)
def test_any_rule_taken_gives_the_dates_that_dateutil_gives(
    rule: str, end: str, interval: int, first: date, since: date
) -> None:
    rule = f"{rule};INTERVAL={interval}{end}"
    until = since + timedelta(days=120)
    midnight = datetime.min.time()
    judge = rrulestr(rule, dtstart=datetime.combine(first, midnight))
    expected = judge.between(
        datetime.combine(since, midnight), datetime.combine(until, midnight), inc=True
    )
    ours = days_between(DatedStart(first, 0, 60, checked_rule(rule)), since, until)
    assert list(ours) == [at.date() for at in expected]
