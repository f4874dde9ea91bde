"""The sheet that anybody can fill in: what it may say, and what is said about what it may not."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils.translation import override

from porchlight.directory.formats.containers.sheet import open_sheet
from porchlight.directory.formats.fields.times import WeeklyStart
from porchlight.directory.formats.record import ReadingContext
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.formats.spreadsheet.columns import (
    HEADINGS,
    OTHER_HEADINGS,
    columns_by_heading,
    folded,
)
from porchlight.directory.formats.spreadsheet.read import MOST_CELLS, read_table
from porchlight.directory.formats.spreadsheet.template import template
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Service
from tests.directory.formats.spreadsheet.table_made import ROW, TODAY, faults, one, read, sheet


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
        # Few words of whom it is for are read as a name is.
        *("population:older", "population:veterans"),
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
    assert listing.joining is not None
    assert (listing.joining.conference_url, listing.joining.passcode) == (
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
    assert listing.joining is not None
    assert (listing.joining.conference_url, listing.key) == ("https://zoom.us/j/1", "ab")
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
        read_table(content, ReadingContext(TODAY))


def test_words_for_cells_come_in_the_language_of_whoever_asks() -> None:
    with override("es"):
        ((cell),) = read(ROW | {"Start time": "7ish"}).cells
    assert cell.words == "“7ish” no es una hora. Escribe 19:00 o 7:00 p. m."


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
        read_table(content, ReadingContext(TODAY))
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
