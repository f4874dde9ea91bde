"""From the bytes of a table to its header and rows of text: CSV, TSV or XLSX, however saved.

Separators, encodings and byte-order marks are detected in the file. Numbers, dates and times of an
XLSX become the text a person would type. What is no table, or too large a one, is refused whole.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from porchlight.directory.formats.containers.json_rows import decode
from porchlight.directory.formats.containers.xlsx_limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    TOO_LARGE,
    refuse_too_large,
)
from porchlight.directory.formats.containers.zip_files import files_in, is_zip
from porchlight.directory.formats.refused import MAX_BYTES, FeedRefused

SEPARATORS = ",;\t|"
WORKBOOK = "xl/workbook.xml"
PARTS = ("xl/", "_rels/", "[Content_Types].xml")


@dataclass(frozen=True)
class SheetRow:
    """One row with at least one cell filled. `number` is the row's own in a spreadsheet program."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """`header` is the first row that is not blank; each row has as many cells, or more."""

    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    guessed_encoding: bool = False

    def records(self) -> Iterator[dict[str, str]]:
        """Each row by its columns' names. Of two with one name the first one filled holds."""
        for row in self.rows:
            record: dict[str, str] = {}
            for name, cell in zip(self.header, row.cells, strict=False):
                if name and not record.get(name):
                    record[name] = cell
            yield record


def is_sheet(content: bytes) -> bool:
    """Whether to try `content` as a table: an XLSX, or text that is neither JSON nor XML."""
    if is_zip(content):
        return WORKBOOK.encode() in content
    # Zeros stand between the letters of UTF-16, which spreadsheet programs save "Unicode text" as.
    head = content[:512].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return bool(head) and head[:1] not in b"[{<" and head[:2] != b"\x1f\x8b"


def open_sheet(content: bytes, prefer: Iterable[str] = ()) -> Sheet:
    """The table in `content`; of an XLSX with several sheets, the first named in `prefer`, else the
    first that has rows. Raises FeedRefused."""
    _refuse_what_is_plainly_no_table(content)
    if is_zip(content):
        return _sheet(_xlsx_rows(content, tuple(prefer)), guessed=False)
    text, guessed = decode(content)
    return _sheet(_csv_rows(text.removeprefix("\ufeff")), guessed=guessed)


def _refuse_what_is_plainly_no_table(content: bytes) -> None:
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        raise FeedRefused("The file is empty.")
    if len(content) > MAX_BYTES:
        raise FeedRefused("The file is larger than 64 MB. Split it, or ask for a smaller export.")
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise FeedRefused("This is an old Excel file. Save it as .xlsx or .csv and import that.")
    if content[:2] == b"\x1f\x8b":
        raise FeedRefused("This is a gzip file. Unpack it (gunzip) and import the table inside.")
    if head[:1] == b"<":
        raise FeedRefused("This is a web page or XML, not a table. Save it as .xlsx or .csv.")


def _sheet(rows: Iterable[SheetRow], *, guessed: bool) -> Sheet:
    filled_rows: list[SheetRow] = []
    cells = 0
    for row in rows:
        cells += len(row.cells)
        if len(filled_rows) > MAX_ROWS or len(row.cells) > MAX_COLUMNS or cells > MAX_CELLS:
            raise FeedRefused(TOO_LARGE)
        if any(row.cells):
            filled_rows.append(row)
    if not filled_rows:
        raise FeedRefused("The table is empty. Nothing was changed.")
    header = _without_blank_end(filled_rows[0].cells)
    width = len(header)
    return Sheet(
        header,
        tuple(SheetRow(row.number, _of_width(row.cells, width)) for row in filled_rows[1:]),
        guessed,
    )


def _without_blank_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _of_width(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    if len(cells) > width:
        return cells[:width] + _without_blank_end(cells[width:])
    return cells + ("",) * (width - len(cells))


# --- CSV and TSV ------------------------------------------------------------------------------


def _csv_rows(text: str) -> Iterator[SheetRow]:
    separator = re.match(r"\s*sep=([,;|\t])\r?\n", text)
    if separator:
        text = text[separator.end() :]
    mark = separator[1] if separator else _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield SheetRow(number, tuple(cell.strip() for cell in cells))
    except csv.Error as fault:
        raise FeedRefused(
            f"Row {number + 1} of the table cannot be read ({fault}). Look for a quotation mark"
            " without its partner. Nothing was changed."
        ) from None


def _separator(text: str) -> str:
    """The sign that makes most columns of the first line that is not blank."""
    line = next((line for line in text[:100_000].splitlines() if line.strip()), "")

    def columns(mark: str) -> int:
        try:
            return max(map(len, csv.reader([line], delimiter=mark)), default=0)
        except csv.Error:
            return 0

    return max(SEPARATORS, key=columns)


# --- XLSX -------------------------------------------------------------------------------------


def _xlsx_rows(content: bytes, prefer: tuple[str, ...]) -> Iterator[SheetRow]:
    files = files_in(content)
    if WORKBOOK not in files:
        raise FeedRefused("This is a zip file and no .xlsx table. Save it as .xlsx or .csv.")
    refuse_too_large(files)
    try:
        rows = _first_filled(_repacked(files), prefer)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as fault:  # a panic of its Rust code is no Exception
        words = f"The .xlsx file cannot be read ({str(fault)[:100]})."
        raise FeedRefused(f"{words} Save it again, or as .csv.") from None
    for number, row in enumerate(rows, start=1):
        yield SheetRow(number, tuple(map(_as_text, row)))


def _first_filled(book: io.BytesIO, prefer: tuple[str, ...]) -> Iterable[Iterable[object]]:
    # Loaded when a table comes: it brings a library of its own.
    from python_calamine import CalamineWorkbook

    pages = CalamineWorkbook.from_filelike(book)
    for name in sorted(pages.sheet_names, key=lambda name: name not in prefer):
        rows = pages.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if any(any(cell != "" for cell in row) for row in rows):
            return rows
    return ()


def _repacked(files: dict[str, bytes]) -> io.BytesIO:
    """A zip of what was measured, so that nothing else is ever unpacked, and of what an .xlsx is
    made of: the library would try it as another kind of workbook, which nobody measured."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in files.items():
            if name.startswith(PARTS) and name.lower().endswith((".xml", ".rels")):
                packed.writestr(zipfile.ZipInfo(name), content)
    buffer.seek(0)
    return buffer


def _as_text(cell: object) -> str:
    """A cell as a person would have typed it: 5.0 is "5", a time "18:30", a date "2026-03-01"."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else str(cell)
    if isinstance(cell, time):
        # Whether a zero or p.m. was typed, the file does not say.
        return f"{cell.hour}:{cell:%M:%S}" if cell.second else f"{cell.hour}:{cell:%M}"
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
