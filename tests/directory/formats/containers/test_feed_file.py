"""The wrappers a feed may come in, and the files that are no feed."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest

from porchlight.directory.formats.containers import json_rows
from porchlight.directory.formats.containers.json_rows import open_feed
from porchlight.directory.formats.refused import FeedRefused
from tests.directory.made_up import FEEDS, ROW, read_guide


def names(content: bytes) -> list[str]:
    return [listing.name for listing in read_guide(content).listings]


WRAPPED = {
    "array": json.dumps([ROW]),
    "meetings": json.dumps({"updated": 1, "meetings": [ROW]}),
    "airtable": json.dumps({"records": [{"id": "rec1", "createdTime": "x", "fields": ROW}]}),
    "airtable rows": json.dumps([{"id": "rec1", "fields": ROW}]),
    "one line": json.dumps(ROW),
    "lines": f"{json.dumps(ROW)}\n\n{json.dumps({**ROW, 'day': 2})}\n",
    "indented": json.dumps([ROW], indent=2),
}


@pytest.mark.parametrize("shape", WRAPPED)
def test_every_wrapper_is_opened(shape: str) -> None:
    assert set(names(WRAPPED[shape].encode())) == {"Magnolia Noon Group"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    content = json.dumps([{**ROW, "name": "Reunión Señal"}], ensure_ascii=False).encode(encoding)
    assert names(content) == ["Reunión Señal"]
    assert open_feed(content).guessed_encoding is (encoding == "cp1252")


def test_typed_values_of_mongoexport_are_unwrapped() -> None:
    typed = {**ROW, "_id": {"$oid": "5f"}, "day": {"$numberInt": "3"}}
    typed["latitude"] = {"$numberDouble": "32.3"}
    content = json.dumps(typed) + "\n" + json.dumps({**typed, "slug": None})
    by_key = {listing.key: listing for listing in read_guide(content.encode()).listings}
    assert set(by_key) == {"magnolia-noon", "5f"}
    assert by_key["5f"].starts[0].weekday == 3
    place = by_key["5f"].place
    assert place is not None
    assert place.point == (32.3, ROW["longitude"])


def test_an_airtable_record_without_a_slug_goes_by_its_own_id() -> None:
    fields = {name: value for name, value in ROW.items() if name != "slug"}
    content = json.dumps({"records": [{"id": "rec1", "fields": fields}]}).encode()
    assert read_guide(content).listings[0].key == "rec1"


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("meetings.json", "[]")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"[]", "empty list"),
        (_zip(), "zip file. Unpack it"),
        (gzip.compress(b"[]", mtime=0), "gzip file. Unpack it"),
        (b"<!DOCTYPE html><title>Meetings</title>", "Meetings Feed"),
        (b"\xef\xbb\xbf <?xml version='1.0'?>", "web page or XML"),
        (b'[{"name": "A"},\n {"name": }]', "line 2, column 11"),
        (b'[{"name": "A"', "line 1, column"),
        (b'{"name": "A", "slug": "a"}\n{"name": "B"\n', "line 2, column"),
        (b"{'name': 'A'}", "line 1, column 2"),
        (b"just words", "line 1, column 1"),
        (b"\x00\x01\x02\xff", "not whole JSON"),
        (b'"text"', "one text instead of a list"),
        (b"4", "one number instead of a list"),
        (b"null", "one nothing instead of a list"),
        (b"{}", "no list of meetings"),
        (b'{"code": "rest_forbidden", "message": "Not allowed"}', 'It says: "Not allowed"'),
        (b'{"meetings": {}}', "no list of meetings"),
        (b'{"records": [{"fields": {}}], "offset": "itr1"}', "one page of an Airtable answer"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b"[" * 1_000_001, "too many brackets"),
        (b'[{"day": ' + b"9" * 5_000 + b"}]", "number too long"),
    ],
)
def test_what_is_no_feed_is_refused_with_words(content: bytes, words: str) -> None:
    with pytest.raises(FeedRefused) as refusal:
        read_guide(content)
    assert words in str(refusal.value)


def test_too_many_rows_and_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_rows, "MAX_ROWS", 2)
    with pytest.raises(FeedRefused, match="3 rows; 2 is the most"):
        open_feed(json.dumps([ROW] * 3).encode())
    monkeypatch.setattr(json_rows, "MAX_BYTES", 100)
    with pytest.raises(FeedRefused, match="larger than"):
        open_feed(json.dumps([ROW] * 3).encode())


def test_the_sample_feeds_of_these_tests_are_read() -> None:
    for path in (FEEDS / f"{name}.json" for name in ("leake_county_ms", "marathon_county_wi")):
        reading = read_guide(path.read_bytes())
        assert reading.listings, path.name
        assert reading.read == len(reading.listings) + sum(reading.dropped.values()), path.name
