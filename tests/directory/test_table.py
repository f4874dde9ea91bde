"""The sheet that anybody can fill in: what it may say, and what is said about what it may not."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time

import pytest
from django.utils.translation import override

from porchlight.directory.actions import import_feed
from porchlight.directory.formats.feed_file import FeedRefused
from porchlight.directory.formats.listing import Given, Listing, Reading
from porchlight.directory.formats.sheet import open_sheet
from porchlight.directory.formats.table import MOST_CELLS, read_table
from porchlight.directory.formats.table_columns import (
    HEADINGS,
    OTHER_HEADINGS,
    columns_by_heading,
    folded,
)
from porchlight.directory.formats.table_template import template
from porchlight.directory.formats.weekly import WeeklyStart
from porchlight.directory.models import Service
from porchlight.domain.recurrence import DatedStart
from tests.directory.test_sheet import xlsx

TODAY = date(2026, 11, 18)
ROW = {
    "Name": "River walk",
    "What it is": "Exercise and wellness",
    "Day or date": "Saturday",
    "Start time": "9:30 AM",
    "End time": "11:00",
    "Place": "Boat landing",
    "Street": "100 River Rd",
    "Town": "Jackson",
    "State": "MS",
    "ZIP": "39216",
}


def sheet(*rows: dict[str, str]) -> bytes:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    file = io.StringIO()
    writer = csv.DictWriter(file, headings)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def read(*rows: dict[str, str], zone: str = "") -> Reading:
    return read_table(sheet(*rows), Given(TODAY, fellowship="other", default_zone=zone))


def one(default: str = "", **cells: str) -> Listing:
    reading = read(ROW | {_heading(key): text for key, text in cells.items()}, zone=default)
    assert reading.cells == ()
    (listing,) = reading.listings
    return listing


def faults(default: str = "", **cells: str) -> list[tuple[int, str, str]]:
    reading = read(ROW | {_heading(key): text for key, text in cells.items()}, zone=default)
    assert reading.listings == ()
    assert reading.dropped == {"cells_to_mend": 1}
    return [(cell.row, cell.column, cell.words) for cell in reading.cells]


def _heading(column: str) -> str:
    return str(HEADINGS[column])


def test_a_row_becomes_a_listing() -> None:
    walk = one()
    assert (walk.name, walk.kind, walk.attendance) == ("River walk", "meeting", "in_person")
    assert walk.terms == ("need:wellness",)
    assert walk.starts == (WeeklyStart(6, 570, 90),)
    assert walk.zone == "America/Chicago"
    assert walk.place is not None
    assert walk.place.formatted_address == "100 River Rd, Jackson, MS 39216"
    assert walk.place.is_approximate
    assert walk.place.point == pytest.approx((32.34, -90.17), abs=0.01)


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
    given = Given(TODAY, fellowship="other", default_zone="")

    def lasts(what: str, start: time, end: time) -> int:
        row = ROW | {"What it is": what, "Start time": start, "End time": end}
        (listing,) = read_table(xlsx(list(row), list(row.values())), given).listings
        return listing.starts[0].duration

    assert lasts("Food", time(9), time(5)) == 480
    assert lasts("Hobby", time(19), time(8, 30)) == 90
    assert lasts("Housing", time(17), time(8)) == 900


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"start": "7ish"}, "Start time", "“7ish” is not a time. Write 19:00 or 7:00 PM."),
        ({"start": "7"}, "Start time", "“7” is not a time. Write 19:00 or 7:00 PM."),
        ({"start": ""}, "Start time", "Write when it starts, like 19:00 or 7:00 PM."),
        (
            {"what": "Housing", "start": "6:00 PM", "end": "8:00"},
            "End time",
            "“8:00” can be in the morning or the evening. Write AM or PM after it.",
        ),
        ({"end": "late"}, "End time", "“late” is not a time. Write 19:00 or 7:00 PM."),
        ({"day": "Caturday"}, "Day or date", "“Caturday” is not a day."),
        ({"day": "1st Monday"}, "Day or date", "“1st Monday” is not a day."),
        ({"day": "2026-02-30"}, "Day or date", "“2026-02-30” is not a day."),
        ({"day": "Monday, 2026-12-05"}, "Day or date", "weekdays or dates, not both"),
        ({"day": ""}, "Day or date", "Write on which day"),
        ({"often": "now and then"}, "How often", "“now and then” is not one of the choices."),
        ({"often": "Every other week"}, "Day or date", "Write one date to count from"),
        (
            {"day": "2026-12-05, 2026-12-06", "often": "Every other week"},
            "Day or date",
            "one date only",
        ),
        ({"until": "some day"}, "Until", "“some day” is not a date."),
        ({"day": "2026-12-05", "often": "weekly", "until": "2026-01-01"}, "Until", "ends before"),
        ({"not_on": "Easter"}, "Not on", "“Easter” is not a date."),
        ({"name": ""}, "Name", "Write what it is called."),
        ({"what": ""}, "What it is", "Pick what it is from the list."),
        ({"what": "Basket weaving"}, "What it is", "“Basket weaving” is not one of the choices."),
        ({"language": "Klingon"}, "Language", "“Klingon” is not one of the choices."),
        ({"zip": "1"}, "ZIP", "“1” is not a ZIP code. Write five digits."),
        ({"zone": "Mars"}, "Time zone", "“Mars” is not a time zone."),
        ({"zip": ""}, "ZIP", "Write the ZIP, or a time zone."),
        ({"zip": "39299"}, "ZIP", "“39299” is a ZIP nobody knows. Look at it,"),
        ({"phone": "ask Ana"}, "Phone", "“ask Ana” is not a phone number."),
        ({"link": "zoom"}, "Online link", "“zoom” is not a link."),
        ({"website": "https://"}, "Website", "“https://” is not a link."),
        ({"checked": "last week"}, "Checked on", "“last week” is not a date."),
    ],
)
def test_a_cell_that_cannot_be_taken_says_where_and_what_to_write(
    cells: dict[str, str], column: str, words: str
) -> None:
    ((row, heading, said),) = faults(**cells)
    assert (row, heading) == (2, column)
    assert words in said


def test_all_faults_of_the_sheet_are_told_and_all_good_rows_taken() -> None:
    reading = read(
        ROW,
        ROW | {"Name": "Two", "Start time": "7ish", "Day or date": "Caturday"},
        ROW | {"Name": "Three", "ZIP": "x"},
        ROW | {"Name": "Four"},
    )
    assert [listing.name for listing in reading.listings] == ["Four", "River walk"]
    assert [(cell.row, cell.column) for cell in reading.cells] == [
        (3, "Day or date"),
        (3, "Start time"),
        (4, "ZIP"),
    ]
    assert (reading.read, reading.dropped) == (4, {"cells_to_mend": 2})


def test_a_row_that_cannot_be_read_this_time_keeps_what_was_stored(now: datetime) -> None:
    rows = [ROW, ROW | {"Name": "Two"}]
    import_feed("town", sheet(*rows), at=now, kind="table")
    rows[1] = rows[1] | {"Start time": "7ish"}
    report = import_feed("town", sheet(*rows), at=now)
    assert (report.unchanged, report.removed) == (1, 0)
    assert report.as_text().endswith(
        "Row 3, Start time: “7ish” is not a time. Write 19:00 or 7:00 PM."
    )
    assert Service.objects.filter(status="active").count() == 2
    rows[1] = rows[1] | {"Start time": "10:00"}
    assert import_feed("town", sheet(*rows), at=now).updated == 1
    assert import_feed("town", sheet(ROW), at=now).removed == 1


@pytest.mark.parametrize(
    ("what", "cells", "kind", "term"),
    [
        ("Volunteering", {}, "meeting", "need:volunteering"),
        ("clase", {"day": "2026-12-05"}, "event", "need:classes"),
        ("Vivienda", {"day": "", "start": "", "end": ""}, "service", "need:housing"),
        ("Rides", {"day": "Mon-Fri"}, "service", "need:rides"),
        ("Treatment by day, living at home", {}, "service", "need:outpatient"),
        ("Meetings", {}, "meeting", "need:meeting"),
        ("Walks and celebrations", {}, "event", "need:events"),
    ],
)
def test_what_it_is_tells_its_kind(what: str, cells: dict[str, str], kind: str, term: str) -> None:
    listing = one(what=what, **cells)
    assert (listing.kind, listing.terms) == (kind, (term,))


def test_choices_become_terms_and_own_words_stay_words() -> None:
    listing = one(
        who="Veterans and their families; people over 60",
        language="English, español",
        cost="$5 a month",
        access="Step-free way in, Call first",
        notes="Bring water.",
        checked="3/2/2026",
        organization="River Club",
    )
    assert listing.terms == (
        *("access:step-free", "language:en", "language:es", "need:wellness"),
        "population:veterans",
    )
    assert listing.care.eligibility == "people over 60"
    assert (listing.care.fees, listing.care.how_to_apply) == ("$5 a month", "Call first")
    assert (listing.notes, listing.checked_on) == ("Bring water.", date(2026, 3, 2))
    assert listing.publisher is not None
    assert listing.publisher.name == "River Club"


def test_a_room_is_a_way_to_join_and_its_passcode_is_not_public() -> None:
    listing = one(
        link="https://zoom.us/j/5550100200",
        website="https://example.org",
        notes="Passcode: porch1. Bring a friend along.",
    )
    assert listing.door is not None
    assert (listing.door.conference_url, listing.door.passcode) == (
        "https://zoom.us/j/5550100200",
        "porch1",
    )
    assert (listing.attendance, listing.url) == ("hybrid", "https://example.org")
    assert "porch1" not in listing.notes


def test_something_without_a_place_takes_the_sources_zone_and_can_be_joined() -> None:
    nowhere = dict.fromkeys(("place", "street", "town", "state", "zip"), "")
    listing = one("America/Denver", link="https://zoom.us/j/1234567", **nowhere)
    assert (listing.attendance, listing.zone, listing.place) == ("online", "America/Denver", None)
    ((_, column, words),) = faults("America/Denver", **nowhere)
    assert (column, words) == ("Place", "Write a place, an online link, a phone or a website.")


def test_what_cannot_be_seen_or_stored_is_taken_out_of_every_cell() -> None:
    listing = one(link="https://zoom.us/j/1\x00\x00", id="a\x00b", name="Ri\u200bver")
    assert listing.door is not None
    assert (listing.door.conference_url, listing.key) == ("https://zoom.us/j/1", "ab")
    assert listing.name == "River"


def test_a_zip_that_lost_its_zero_gets_it_back() -> None:
    place = one(zip="2134").place
    assert place is not None
    assert place.postal_code == "02134"


def test_headings_are_understood_in_both_languages_and_in_other_words() -> None:
    spanish = {
        "Nombre": "Coro", "Tipo": "Clases", "DÍAS": "jueves", "Hora": "19:00", "Ciudad": "Jackson",
        "Código postal": "39216", "Para quién es": "Mujeres",
    }  # fmt: skip
    (choir,) = read(spanish).listings
    assert choir.starts == (WeeklyStart(4, 1140, 60),)
    assert choir.terms == ("need:classes", "population:women")


def test_every_other_word_for_a_heading_means_one_column() -> None:
    words = [word for several in OTHER_HEADINGS.values() for word in several]
    assert len(words) == len(set(words))
    for column, several in OTHER_HEADINGS.items():
        assert {columns_by_heading()[folded(word)] for word in several} == {column}
    plain = {
        "Title": "Choir", "Type": "Classes", "Day": "Thu", "Start": "19:00", "End": "20:30",
        "Address": "1 Oak St", "City": "Jackson", "Zip code": "39216",
    }  # fmt: skip
    reading = read(plain)
    assert reading.cells == ()
    assert reading.listings[0].starts == (WeeklyStart(4, 1140, 90),)


def test_a_column_that_is_not_known_is_told_and_left_out() -> None:
    reading = read(ROW | {"Favourite colour": "blue"})
    assert len(reading.listings) == 1
    ((cell),) = reading.cells
    assert (cell.row, cell.column) == (1, "Favourite colour")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1,2\n", "has to be called “Name”. It says: a, b."),
        (b"Name,Start\n", "no rows below its headings"),
        (b"Name,Start\nExample: a walk,9:00\n", "no rows below its headings"),
        (b"", "empty"),
        (b"<html>", "web page"),
    ],
)
def test_a_sheet_that_is_none_is_refused_with_words(content: bytes, words: str) -> None:
    with pytest.raises(FeedRefused, match=words.replace(".", r"\.")):
        read_table(content, Given(TODAY))


def test_words_for_cells_come_in_the_language_of_whoever_asks() -> None:
    with override("es"):
        ((cell),) = read(ROW | {"Start time": "7ish"}).cells
    assert cell.words == "“7ish” no es una hora. Escribe 19:00 o 7:00 PM."


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_template_can_be_filled_in_and_its_example_is_passed_by(language: str) -> None:
    content = template(language)
    assert template(language) == content
    with override(language):
        headings = tuple(str(words) for column, words in HEADINGS.items() if column != "id")
    table = open_sheet(content, ("Listings", "Listado"))
    assert table.header == headings
    (example,) = table.rows
    with pytest.raises(FeedRefused):
        read_table(content, Given(TODAY))
    cells = dict(zip(table.header, example.cells, strict=True))
    cells[headings[0]] = "A real one"
    ((listing),) = read(cells).listings
    assert read(cells).cells == ()
    assert listing.starts == (WeeklyStart(6, 570, 90),)
    assert listing.checked_on == date(2026, 3, 2)
    assert listing.terms == (*("access:step-free", "cost:free", "language:en", "need:wellness"),)


def test_after_a_thousand_cells_the_others_are_counted() -> None:
    reading = read(*(ROW | {"Name": f"N{n}", "Start time": "x"} for n in range(MOST_CELLS + 200)))
    assert (len(reading.cells), reading.more_cells) == (MOST_CELLS, 200)
    assert reading.dropped == {"cells_to_mend": MOST_CELLS + 200}
