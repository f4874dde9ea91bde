"""An .xlsx measured before it is opened.

The library that opens it makes a place for every cell up to the farthest one, and for every cell a
copy of the text it shares. What it cannot make ends the whole process, so a file that asks for too
much is refused here, and so is one that cannot be measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat

from porchlight.directory.formats.refused import FeedRefused

MAX_ROWS, MAX_COLUMNS = 200_000, 2_000
MAX_CELLS = 8_000_000  # a nation's treatment directory, with a column a code, has three million
MAX_TEXT = 128 * 1024 * 1024  # of all cells, each with a copy of its own
SHARED_TEXT = "xl/sharedstrings.xml"
TOO_LARGE = (
    f"The table is too large: {MAX_ROWS:,} rows, {MAX_COLUMNS:,} columns and {MAX_CELLS:,} cells"
    " are the most. Split it, or delete what stands far below or right of the data."
)
TOO_LONG = "The table has too much text in too many cells. Split it, or save it as .csv."
UNUSUAL = (
    "The cells of this .xlsx file do not say where they stand. Open it in a spreadsheet program and"
    " save it again, or as .csv."
)
BROKEN_TEXT = "The text of this .xlsx file cannot be read. Save it again, or as .csv."
# A sheet is as large as its farthest cell that holds anything, and a cell says where it stands. One
# that says it in a way this does not read stands anywhere. One that closes itself is only coloured
# in, and does not count.
OTHER = rb"(?:\s+(?!r\s*=)[^\s<>\"'=/]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*"
CELL = re.compile(
    rb"<(?:[^\s<>/]*:)?c(?=[\s/>])(?:"
    + OTHER
    + rb"\s+r\s*=\s*(?P<mark>[\"'])(?P<column>[A-Za-z]{1,3})(?P<row>\d{1,7})(?P=mark)"
    + OTHER
    + rb"\s*(?P<end>/?>))?"
)
IS_SHARED = re.compile(rb"\st\s*=\s*[\"']s[\"']")
NUMBER = re.compile(rb"\s*<(?:[^\s<>/]*:)?v\s*>\s*(\d{1,7})\s*</")


def refuse_too_large(files: dict[str, bytes]) -> None:
    """`files` are those of the .xlsx, unpacked, by their paths. Raises FeedRefused."""
    sheets = [part for part in files.values() if b"sheetData" in part]  # what the cells stand in
    cells = sum(map(_cells, sheets))
    shared = [part for name, part in files.items() if name.lower() == SHARED_TEXT]
    if len(shared) > 1:
        raise FeedRefused(BROKEN_TEXT)
    # A text is no longer than the file that holds all of them: with few cells that is enough.
    if shared and cells * len(shared[0]) > MAX_TEXT:
        _refuse_much_text(sheets, _lengths(shared[0]))


def _cells(part: bytes) -> int:
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    cells = 0
    for cell in CELL.finditer(part):
        if not cell["end"]:
            raise FeedRefused(UNUSUAL)
        if cell["end"] == b">":
            cells += 1
            columns.add(cell["column"])
            rows.add(cell["row"])
            if len(rows) > MAX_ROWS:
                raise FeedRefused(TOO_LARGE)
    height = max(map(int, rows), default=0)
    width = max(map(_column_number, columns), default=0)
    if height > MAX_ROWS + 1 or width > MAX_COLUMNS or height * width > MAX_CELLS:
        raise FeedRefused(TOO_LARGE)
    return cells


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _refuse_much_text(sheets: Iterable[bytes], lengths: list[int]) -> None:
    """Each cell with the text that it shares; where it is not known which, with the longest."""
    longest, total = max(lengths, default=0), 0
    for part in sheets:
        for cell in CELL.finditer(part):
            if not IS_SHARED.search(cell[0]):
                continue
            number = NUMBER.match(part, cell.end())
            if number is None:
                total += longest
            elif int(number[1]) < len(lengths):
                total += lengths[int(number[1])]
            if total > MAX_TEXT:
                raise FeedRefused(TOO_LONG)


def _lengths(part: bytes) -> list[int]:
    """How long each shared text is, in letters."""
    lengths: list[int] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "si":
            lengths.append(0)

    def text(piece: str) -> None:
        if lengths:
            lengths[-1] += len(piece)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(part, True)
    except expat.ExpatError:
        raise FeedRefused(BROKEN_TEXT) from None
    return lengths


def _no_doctype(*_declaration: object) -> None:
    raise FeedRefused(BROKEN_TEXT)
