"""Days, dates and times in the sheet, as people write them."""

from __future__ import annotations

from datetime import date, time

import pytest

from porchlight.directory.formats.fields.times import WeeklyStart
from porchlight.directory.formats.record import ReadingContext
from porchlight.directory.formats.spreadsheet.read import read_table
from porchlight.domain.recurrence import DatedStart
from tests.directory.formats.containers.test_sheet import xlsx
from tests.directory.formats.spreadsheet.table_made import ROW, TODAY, one


@pytest.mark.parametrize(
    ("cells", "weekly", "dated"),
    [
        ({"day": "Mon, Wed & Fri"}, [1, 3, 5], []),
        ({"day": "lunes a viernes"}, [1, 2, 3, 4, 5], []),
        ({"day": "Sat-Sun"}, [6, 7], []),
        ({"day": "Fri-Mon"}, [1, 5, 6, 7], []),
        ({"day": "miércoles y sábado"}, [3, 6], []),
        ({"day": "weekdays"}, [1, 2, 3, 4, 5], []),
        ({"day": "Monday through Friday"}, [1, 2, 3, 4, 5], []),
        ({"day": "Every Monday and Thursday"}, [1, 4], []),
        ({"day": "", "often": "Every day"}, [1, 2, 3, 4, 5, 6, 7], []),
        ({"day": "2026-12-05"}, [], [("2026-12-05", "", [])]),
        ({"day": "12/5/2026; 12/19/26"}, [], [("2026-12-05", "", []), ("2026-12-19", "", [])]),
        ({"day": "Dec 5, 2026"}, [], [("2026-12-05", "", [])]),
        ({"day": "25/12/2026"}, [], [("2026-12-25", "", [])]),
        (
            {"day": "2026-12-05", "often": "Every other week"},
            [],
            [("2026-12-05", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", [])],
        ),
        (
            {"day": "2026-12-05", "often": "weekly", "until": "2027-01-09", "not_on": "12/26/2026"},
            [],
            [("2026-12-05", "FREQ=WEEKLY;UNTIL=20270109;BYDAY=SA", ["2026-12-26"])],
        ),
        (
            {"day": "Saturday", "until": "2027-01-09"},
            [],
            [("2020-01-04", "FREQ=WEEKLY;UNTIL=20270109;BYDAY=SA", [])],
        ),
        (
            {"day": "Tuesday", "often": "First one of the month"},
            [],
            [("2020-01-07", "FREQ=MONTHLY;BYDAY=1TU", [])],
        ),
        (
            {"day": "domingo", "often": "El último del mes"},
            [],
            [("2020-01-26", "FREQ=MONTHLY;BYDAY=-1SU", [])],
        ),
        (
            {"day": "2027-01-31", "often": "Every month on this date"},
            [],
            [("2027-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1", [])],
        ),
        ({"day": "", "start": "", "end": ""}, [], []),
    ],
)
def test_days_dates_and_how_often(
    cells: dict[str, str], weekly: list[int], dated: list[tuple[str, str, list[str]]]
) -> None:
    walk = one(**cells)
    assert [start.weekday for start in walk.starts] == weekly
    assert walk.dated == tuple(
        DatedStart(
            date.fromisoformat(day), 570, 90, rule, tuple(date.fromisoformat(x) for x in excluded)
        )
        for day, rule, excluded in dated
    )


@pytest.mark.parametrize(
    ("start", "minute"),
    [
        ("19:00", 1140), ("7:00 PM", 1140), ("7 pm", 1140), ("7:00 p. m.", 1140),
        ("noon", 720), ("mediodía", 720), ("midnight", 0), ("24:00", 0), ("0.75", 1080),
        ("18:30:00", 1110),
    ],
)  # fmt: skip
def test_times_as_people_and_sheets_write_them(start: str, minute: int) -> None:
    assert one(start=start, end="").starts == (WeeklyStart(6, minute, 60),)


@pytest.mark.parametrize(
    ("what", "start", "end", "minutes"),
    [
        ("Housing", "17:00", "08:00", 900),
        ("Housing", "17:00", "8:00", 900),
        ("Housing", "6:00 PM", "8:00 AM", 840),
        ("Food", "9:00", "5:00", 480),
        ("Food", "12:00 PM", "4:00", 240),
        ("Food", "1:00 PM", "5:00", 240),
        ("Hobby", "11:00 AM", "12:30 AM", 810),
        ("Hobby", "19:00", "07:30", 750),
        ("Hobby", "7:00 PM", "8:30", 90),
        ("Hobby", "19:00", "8:30", 90),
        ("Hobby", "19:00", "830", 90),
        ("Hobby", "9:00 PM", "1:00", 240),
        ("Hobby", "8:00", "12:00", 240),
    ],
)
def test_an_end_before_the_start_is_the_next_day_where_it_says_so(
    what: str, start: str, end: str, minutes: int
) -> None:
    assert [begin.duration for begin in one(what=what, start=start, end=end).starts] == [minutes]


def test_of_a_workbooks_times_nobody_knows_the_zero_that_was_typed() -> None:
    context = ReadingContext(TODAY, fellowship="other", default_zone="")

    def lasts(what: str, start: time, end: time) -> int:
        row = ROW | {"What it is": what, "Start time": start, "End time": end}
        (listing,) = read_table(xlsx(list(row), list(row.values())), context).listings
        return listing.starts[0].duration

    assert lasts("Food", time(9), time(5)) == 480
    assert lasts("Hobby", time(19), time(8, 30)) == 90
    assert lasts("Housing", time(17), time(8)) == 900
