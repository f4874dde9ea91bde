"""Rows of the sheet that anybody can fill in."""

from __future__ import annotations

import csv
import io
from datetime import date

from porchlight.directory.formats.record import FeedReading, Listing, ReadingContext
from porchlight.directory.formats.spreadsheet.columns import HEADINGS
from porchlight.directory.formats.spreadsheet.read import read_table

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


def read(*rows: dict[str, str], zone: str = "") -> FeedReading:
    return read_table(sheet(*rows), ReadingContext(TODAY, fellowship="other", default_zone=zone))


def one(default: str = "", **cells: str) -> Listing:
    reading = read(ROW | {heading(key): text for key, text in cells.items()}, zone=default)
    assert reading.cells == ()
    (listing,) = reading.listings
    return listing


def faults(default: str = "", **cells: str) -> list[tuple[int, str, str]]:
    reading = read(ROW | {heading(key): text for key, text in cells.items()}, zone=default)
    assert reading.listings == ()
    assert reading.dropped == {"cells_to_mend": 1}
    return [(cell.row, cell.column, cell.words) for cell in reading.cells]


def heading(column: str) -> str:
    return str(HEADINGS[column])
