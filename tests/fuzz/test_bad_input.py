"""Files made to harm, or broken on the way: refused with words, at a bounded cost, nothing lost."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import date, datetime, timedelta

import pytest

from porchlight.directory.formats.containers.sheet import open_sheet
from porchlight.directory.formats.record import ReadingContext
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.formats.registry import READERS, read
from porchlight.directory.formats.spreadsheet.read import read_table
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Service, Source
from porchlight.domain import recurrence
from porchlight.domain.recurrence import BadRule, DatedStart, checked_rule, days_between
from tests.directory.made_up import feed, row

TODAY = date(2026, 11, 18)
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha" * 100) for n in range(9)
)


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    return buffer.getvalue()


def workbook(sheet: bytes) -> bytes:
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = b"http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": b'<Relationships xmlns="%s"><Relationship Id="a"'
            b' Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            % (package, links),
            "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="%s"><Relationship Id="a"'
            b' Type="%s/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
            % (package, links),
            "xl/workbook.xml": b'<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="A"'
            b' sheetId="1" r:id="a"/></sheets></workbook>' % (main, links),
            "xl/worksheets/sheet1.xml": sheet.replace(b"MAIN", main),
        }
    )


CELLS = (
    b'<worksheet xmlns="MAIN"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is>'
    b'</c></row><row r="2"><c r="A2" t="inlineStr"><is><t>%s</t></is></c></row></sheetData>'
    b"</worksheet>"
)
BAD = {
    "nothing": b"",
    "a web page": b"<!doctype html><title>Sign in</title>",
    "half a list": feed(row(), row(slug="b"))[:-20],
    "another shape": json.dumps({"status": "ok", "data": {"rows": []}}).encode(),
    "a list of lists": b"[[1, 2], [3]]",
    "nested for ever": b"[" * 200_000,
    "a number without end": b"[" + b"9" * 50_000 + b"]",
    "gzip": gzip.compress(feed(row())),
    "a bomb of zeros": zipped({"feed.json": bytes(300 * 2**20)}),
    "a thousand files": zipped({f"{n}.json": b"[]" for n in range(1_100)}),
    "half a zip": zipped({"feed.json": feed(row())})[:-30],
    "noise": bytes(range(256)) * 50,
}


@pytest.mark.parametrize("kind", sorted(READERS))
@pytest.mark.parametrize("name", BAD)
def test_old_data_is_kept_whatever_comes_instead(kind: str, name: str, now: datetime) -> None:
    import_feed("made-up", feed(row()), at=now)
    Source.objects.update(kind=kind)
    before = list(Service.objects.values())
    try:
        report = import_feed("made-up", BAD[name], at=now)
    except FeedRefused as refusal:
        words = str(refusal)
    else:
        assert report.took_nothing
        words = report.advice
    assert 10 < len(words) < 600
    assert list(Service.objects.values()) == before


def test_a_zip_bomb_is_refused_before_any_of_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = zipped({"a.csv": bytes(300 * 2**20)})
    assert len(bomb) < 2**20
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("it was unpacked"))
    for kind in ("hsds", "bmlt", "table"):
        with pytest.raises(FeedRefused):
            read(kind, bomb, ReadingContext(TODAY))


def test_entities_that_laugh_a_billion_times_are_not_unfolded() -> None:
    plain = open_sheet(workbook(CELLS % b"Choir"))
    assert plain.rows[0].cells == ("Choir",)
    try:
        table = open_sheet(workbook(b"<!DOCTYPE a [%s]>" % LAUGHS + CELLS % b"&l8;"))
    except FeedRefused:
        return
    assert sum(len(cell) for one in table.rows for cell in one.cells) < 1_000


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY;COUNT=5000",
        "FREQ=DAILY;BYSECOND=1", "FREQ=DAILY;COUNT=1000000", "FREQ=DAILY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=99999999999999999999", "FREQ=YEARLY;BYYEARDAY=1", "RRULE:", ";" * 999,
    ],
)  # fmt: skip
def test_a_rule_within_a_day_or_beyond_all_bounds_is_refused(rule: str) -> None:
    with pytest.raises(BadRule):
        checked_rule(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=5000",
        "FREQ=YEARLY;INTERVAL=1000",
        "FREQ=DAILY;INTERVAL=1000;COUNT=5000",
    ],
)
def test_a_rule_that_never_comes_true_costs_a_bounded_walk(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = []
    real = recurrence._period

    def counted(*given: object) -> object:
        walked.append(1)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(recurrence, "_period", counted)
    start = DatedStart(date(1990, 1, 1), 0, 60, checked_rule(rule))
    assert len(list(days_between(start, TODAY, TODAY + timedelta(days=400)))) <= 400
    assert len(walked) <= recurrence.MOST_PERIODS


def test_zones_that_do_not_exist_are_told_and_never_stored(now: datetime) -> None:
    nowhere = {"latitude": None, "longitude": None, "formatted_address": "Hall"}
    zones = ("Mars/Olympus", "EST5EDT", "../../etc/passwd", "America/", "UTC+25", "\x00")
    rows = [row(slug=f"s{n}", timezone=zone, **nowhere) for n, zone in enumerate(zones)]
    report = import_feed("made-up", feed(*rows), at=now)
    assert report.dropped == {"no_time_zone": len(zones)}
    assert not Service.objects.exists()


@pytest.mark.thorough
def test_a_hundred_thousand_rows_of_faults_make_a_report_of_a_thousand_cells() -> None:
    content = b"Name,What it is\n" + b"Choir,?\n" * 100_000
    reading = read_table(content, ReadingContext(TODAY))
    assert (reading.read, reading.listings) == (100_000, ())
    assert len(reading.cells) == 1_000
    assert reading.more_cells >= 99_000
    assert reading.dropped == {"cells_to_mend": 100_000}
    assert len(reading.spared) == 1


def test_a_sheet_beyond_all_bounds_is_refused_whole() -> None:
    with pytest.raises(FeedRefused, match="too large"):
        read_table(b"Name\n" + b"Choir\n" * 200_002, ReadingContext(TODAY))
