"""A table is read as a person sees it, however it was saved; what is none is refused with words."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime, time

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from porchlight.directory.formats.containers import sheet
from porchlight.directory.formats.containers.sheet import SheetRow, is_sheet, open_sheet
from porchlight.directory.formats.containers.zip_files import files_in
from porchlight.directory.formats.refused import FeedRefused
from tests.directory.formats.hsds.hsds_made import zipped as zip_of_files

MOMENT = datetime.fromisoformat("2026-03-01 18:05:00")  # a workbook knows no zones


def xlsx(*rows: list[object], name: str = "Sheet1", first: str = "") -> bytes:
    """A workbook with these rows, after an empty sheet called `first` if one is asked for."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": MOMENT})  # the same bytes whenever it is made
    formats = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss", time: "hh:mm"}
    styles = {kind: book.add_format({"num_format": form}) for kind, form in formats.items()}
    if first:
        book.add_worksheet(first)
    page = book.add_worksheet(name)
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            page.write(y, x, cell, styles.get(type(cell)))
    book.close()
    return buffer.getvalue()


def zipped(**files: bytes) -> bytes:
    named = {name.replace("__", "/").replace("_xml", ".xml"): file for name, file in files.items()}
    return zip_of_files(named)


@pytest.mark.parametrize(
    "content",
    [
        b"name,city\nNoon,Jackson\n",
        b"\xef\xbb\xbfname,city\r\nNoon,Jackson\r\n",
        b"name;city\nNoon;Jackson",
        b"sep=;\nname;city\nNoon;Jackson",
        b"name\tcity\nNoon\tJackson\n",
        b'"name"|"city"\n"Noon"|"Jackson"\n',
        "name\tcity\nNoon\tJackson\n".encode("utf-16"),
        b"\n\n name , city ,,\n\nNoon, Jackson,,\n,,,\n",
        xlsx(["name", "city"], ["Noon", "Jackson"]),
        xlsx([], ["name", "city"], [], ["Noon", "Jackson"], first="Read me"),
    ],
)
def test_one_table_in_many_clothes_is_one_table(content: bytes) -> None:
    table = open_sheet(content)
    assert table.header == ("name", "city")
    assert list(table.records()) == [{"name": "Noon", "city": "Jackson"}]
    assert is_sheet(content)


def test_a_row_has_the_number_that_a_spreadsheet_program_shows() -> None:
    for content in (b"name\n\nA\n\nB\n", xlsx(["name"], [], ["A"], [], ["B"])):
        assert open_sheet(content).rows == (SheetRow(3, ("A",)), SheetRow(5, ("B",)))


def test_cells_of_a_workbook_read_as_a_person_would_type_them() -> None:
    table = open_sheet(
        xlsx(
            ["zip", "part", "day", "moment", "time", "early", "yes"],
            [39201.0, 1.5, date(2026, 3, 1), MOMENT, time(18, 30), time(8, 5), True],
        )
    )
    (row,) = table.rows
    moments = ("2026-03-01", "2026-03-01 18:05:00", "18:30", "8:05")
    assert row.cells == ("39201", "1.5", *moments, "yes")


def test_the_sheet_that_is_asked_for_is_taken_before_the_first() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name in ("How to", "Listings"):
        book.add_worksheet(name).write(0, 0, name)
    book.close()
    assert open_sheet(buffer.getvalue()).header == ("How to",)
    assert open_sheet(buffer.getvalue(), prefer=["Listings"]).header == ("Listings",)


def test_cells_beyond_the_header_are_kept_for_whoever_looks() -> None:
    (row,) = open_sheet(b"a,b\n1,2,3,,\n").rows
    assert row.cells == ("1", "2", "3")


def test_the_first_filled_of_two_columns_with_one_name_holds() -> None:
    assert list(open_sheet(b"a,a\n,2\n1,2\n").records()) == [{"a": "2"}, {"a": "1"}]


def test_text_of_old_windows_is_read_and_noted() -> None:
    table = open_sheet("name\nCafé\n".encode("cp1252"))
    assert (table.rows[0].cells, table.guessed_encoding) == (("Café",), True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b",,,\n,,\n", "table is empty"),
        (b"<!doctype html><table>", "web page"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old Excel"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"PK\x03\x04 and no more", "broken"),
        (zipped(other=b"1"), "no .xlsx"),
        (zipped(xl__workbook_xml=b"<workbook>"), "cannot be read"),
        (b"a," * 2_001, "too large"),
        (b"a\n" * 200_002, "too large"),
        (b'a\n"' + b"x" * 200_000, "Row 2"),
    ],
)
def test_what_is_no_table_is_refused_with_words(content: bytes, words: str) -> None:
    with pytest.raises(FeedRefused, match=words):
        open_sheet(content)


def with_cell(reference: str, *, closed: bool = False, before: str = "") -> bytes:
    """A workbook of one cell, made to stand somewhere else than it says it is large."""
    files = files_in(xlsx(["a"]))
    page = files["xl/worksheets/sheet1.xml"].decode()
    cell = f'<c {before}r="{reference}" s="1"/>' if closed else f'<c {before}r="{reference}" t="s">'
    page = page.replace('<c r="A1" t="s">', cell + ('<c r="A1" t="s">' if closed else ""))
    return zip_of_files({**files, "xl/worksheets/sheet1.xml": page})


@pytest.mark.parametrize("reference", ["XFD1048576", "A1048576", "xfd1", "ALM8001"])
@pytest.mark.parametrize("before", ["", 'r2="A1" ', "x='1' a:r=\"A1\" "])
def test_a_small_file_that_says_it_is_a_huge_sheet_is_refused(reference: str, before: str) -> None:
    with pytest.raises(FeedRefused, match="too large"):
        open_sheet(with_cell(reference, before=before))


@pytest.mark.parametrize("before", ['x=">" ', 'x="/>" ', "x='<' ", 'x="1" r=\'A1" y=\'', "x "])
def test_a_cell_that_hides_where_it_stands_is_refused(before: str) -> None:
    with pytest.raises(FeedRefused, match="do not say where they stand"):
        open_sheet(with_cell("XFD1048576", before=before))


@pytest.mark.parametrize("reference", ["ABCDEFGH1", "A12345678", "1", "A", "1A", ""])
def test_a_cell_that_stands_nowhere_is_refused(reference: str) -> None:
    with pytest.raises(FeedRefused, match="do not say where they stand"):
        open_sheet(with_cell(reference))


def test_cells_without_a_place_of_their_own_are_refused_before_they_add_up() -> None:
    files = files_in(xlsx(["a"]))
    cell, page = b"<c><v>1</v></c>", "xl/worksheets/sheet1.xml"
    wide_and_tall = b"<row>" + cell * 9_000 + b"</row>" + (b"<row>" + cell + b"</row>") * 90_000
    start, _, end = files[page].partition(b"<sheetData>")
    files[page] = start + b"<sheetData>" + wide_and_tall + end
    with pytest.raises(FeedRefused, match="do not say where they stand"):
        open_sheet(zip_of_files(files))


def test_another_kind_of_workbook_inside_is_not_opened() -> None:
    page = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="a"><table:table-row'
        ' table:number-rows-repeated="3"><table:table-cell office:value-type="float"'
        ' office:value="1"/></table:table-row></table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    ods = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": page,
    }
    opened = CalamineWorkbook.from_filelike(io.BytesIO(zip_of_files(ods)))
    assert opened.get_sheet_by_index(0).to_python() == [[1.0]] * 3
    with pytest.raises(FeedRefused, match="cannot be read"):
        open_sheet(zip_of_files({**ods, "xl/workbook.xml": ""}))


def test_a_coloured_empty_cell_far_away_makes_no_sheet_large() -> None:
    assert open_sheet(with_cell("XFD1048576", closed=True)).header == ("a",)


def with_text(text: str, cells: int, value: str = "<v>0</v>") -> bytes:
    """A workbook with one text that so many cells share."""
    files = files_in(xlsx(["a"]))
    page = files["xl/worksheets/sheet1.xml"].decode()
    start, _, end = page.partition("<sheetData>")
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s">{value}</c></row>' for n in range(1, cells + 1))
    page = f"{start}<sheetData>{rows}</sheetData>{end.partition('</sheetData>')[2]}"
    strings = f"<sst><si><t>b</t></si><si><t>{text}</t></si></sst>".encode()
    return zip_of_files(
        {**files, "xl/worksheets/sheet1.xml": page, "xl/sharedStrings.xml": strings}
    )


@pytest.mark.parametrize(
    "value", ["<v>1</v>", "<v> 1 </v>", "<v><!-- 0 -->1</v>", "<f>A1</f><v>1</v>"]
)
def test_a_long_text_that_many_cells_share_is_refused_before_each_has_a_copy(value: str) -> None:
    bomb = with_text("x" * 1_000_000, 135, value)
    assert len(bomb) < 20_000
    with pytest.raises(FeedRefused, match="too much text"):
        open_sheet(bomb)


def test_a_long_text_that_no_cell_has_makes_no_table_too_large() -> None:
    table = open_sheet(with_text("x" * 1_000_000, 135))
    assert (table.header, len(table.rows)) == (("b",), 134)


@pytest.mark.parametrize("text", ["<si>", "&b;", "</sst>", '<t x="<si>">'])
def test_text_that_cannot_be_measured_is_refused(text: str) -> None:
    with pytest.raises(FeedRefused, match="cannot be read"):
        open_sheet(with_text(text + "x" * 1_000_000, 135))


def test_of_two_lists_of_text_none_is_believed() -> None:
    files = files_in(with_text("x", 1))
    with pytest.raises(FeedRefused, match="cannot be read"):
        open_sheet(zip_of_files({**files, "xl/SharedStrings.xml": b"<sst/>"}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(xl__workbook_xml=b"", xl__worksheets__sheet1_xml=bytes(300 * 2**20))
    assert len(bomb) < 400_000
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    with pytest.raises(FeedRefused, match="256 MB"):
        open_sheet(bomb)


def test_a_zip_that_lies_about_its_size_unpacks_no_further() -> None:
    honest = zipped(a=b"x" * 10_000)
    lying = honest.replace((10_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(FeedRefused, match="broken"):
        files_in(lying)


def test_too_many_cells_are_too_many_rows_or_columns_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MAX_CELLS", 5)
    with pytest.raises(FeedRefused, match="too large"):
        open_sheet(b"a,b\n1,2\n3,4\n")


def test_a_thousand_files_and_a_locked_zip_are_refused() -> None:
    with pytest.raises(FeedRefused, match="thousand files"):
        files_in(zipped(**{f"f{n}": b"" for n in range(1_001)}))
    locked = bytearray(zipped(a=b"1"))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FeedRefused, match="password"):
        files_in(bytes(locked))


@settings(max_examples=60)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    for attempt in (content, b"PK\x03\x04" + content, b"a,b\n" + content):
        with suppress(FeedRefused):
            table = open_sheet(attempt)
            assert all(len(row.cells) >= len(table.header) for row in table.rows)


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(xlsx(["name", "city"], ["Noon", "Jackson"]))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(FeedRefused):
        open_sheet(bytes(content))
