"""A paged API is fetched page by page, and taken whole or not at all."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from porchlight.directory import fetch_pages
from porchlight.directory.actions import import_feed
from porchlight.directory.fetch import NO_MARKS, Marks
from porchlight.directory.fetch_pages import fetch_whole
from porchlight.directory.formats.feed_file import FeedRefused
from porchlight.directory.formats.hsds import read_hsds
from porchlight.directory.formats.listing import Given
from porchlight.directory.looking import refresh_sources
from porchlight.directory.models import Service
from tests.directory.hsds_made import make_service
from tests.directory.test_import_refresh import DAY, Web

API = "https://hsds.example/services?per_page=1"


def page(number: int, of: int = 3) -> bytes:
    told = {"total_pages": of, "page_number": number, "contents": [make_service(id=f"s{number}")]}
    return json.dumps(told, indent=1).encode()


def api(of: int = 3) -> Web:
    more = {f"{API}&page={n}": page(n, of) for n in range(2, of + 1)}
    return Web({API: page(1, of), **more}, Marks(etag='"1"'))


def test_all_pages_become_one_feed_without_marks() -> None:
    web = api()
    fetched = fetch_whole("hsds", API, NO_MARKS, web)
    assert fetched.marks == NO_MARKS
    assert [url for url, _ in web.asked] == [API, f"{API}&page=2", f"{API}&page=3"]
    reading = read_hsds(fetched.content or b"", Given(date(2026, 1, 1)))
    assert [one.key for one in reading.listings] == ["s1", "s2", "s3"]


@pytest.mark.parametrize("content", [b"[]", b'{"total_pages": "many"}', b'{"total_pages": 1', b""])
def test_what_is_no_page_is_left_to_the_reader(content: bytes) -> None:
    assert fetch_whole("hsds", API, NO_MARKS, Web({API: content})).content == content


def test_another_kind_is_never_asked_for_pages() -> None:
    assert fetch_whole("ical", API, NO_MARKS, api()).content == page(1)


def test_a_page_that_fails_fails_the_whole(now: datetime) -> None:
    import_feed("county", page(1, 1), at=now, kind="hsds", url=API)
    web = api()
    del web.pages[f"{API}&page=3"]
    (looked,) = refresh_sources(now + DAY, web)
    assert "is down" in looked.refusal
    assert Service.objects.count() == 1
    (looked,) = refresh_sources(now + 2 * DAY, api())
    assert looked.report is not None
    assert looked.report.added == 2


def test_too_many_pages_and_too_much_in_them_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    web = Web({API: page(1, 501)})
    with pytest.raises(FeedRefused, match="501 pages; 500 is the most"):
        fetch_whole("hsds", API, NO_MARKS, web)
    assert len(web.asked) == 1
    monkeypatch.setattr(fetch_pages, "LONGEST_SECONDS", -1.0)
    with pytest.raises(FeedRefused, match="longer than 5 minutes"):
        fetch_whole("hsds", API, NO_MARKS, api())
    monkeypatch.setattr(fetch_pages, "LONGEST_SECONDS", 300.0)
    monkeypatch.setattr(fetch_pages, "MAX_BYTES", len(page(1)) + 10)
    with pytest.raises(FeedRefused, match="larger than"):
        fetch_whole("hsds", API, NO_MARKS, api())


def test_a_page_that_is_not_json_is_refused_with_words() -> None:
    web = api()
    web.pages[f"{API}&page=2"] = b"<html>"
    with pytest.raises(FeedRefused, match="not whole JSON"):
        fetch_whole("hsds", API, NO_MARKS, web)
