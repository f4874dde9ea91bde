"""A paged API is fetched page by page, and taken whole or not at all."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from django.test import Client

from porchlight.directory.formats.hsds.read import read_hsds
from porchlight.directory.formats.record import ReadingContext
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake import fetch_pages
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.intake.fetch import NO_MARKS, Fetched, Marks
from porchlight.directory.intake.fetch_pages import fetch_whole
from porchlight.directory.intake.refresh import refresh_sources
from porchlight.directory.models import Service
from tests.directory.formats.hsds.hsds_made import make_service
from tests.directory.intake.test_import_refresh import DAY, Web
from tests.directory.listings import make_meeting, make_organization, make_place

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
    reading = read_hsds(fetched.content or b"", ReadingContext(date(2026, 1, 1)))
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


def own_api(url: str, _marks: Marks) -> Fetched:
    """Our own API, as another Porchlight would ask it."""
    response = Client().get(url.removeprefix("https://own.example"))
    if response.status_code != 200:
        raise FeedRefused(f"It answered {response.status_code}.")
    return Fetched(response.getvalue(), Marks(etag='"1"'))


@pytest.mark.parametrize(
    "path",
    [
        "services",
        "services?per_page=1",
        "services?format=ndjson",
        "services?minimal=true",
        "services?full=true",
        "services?full=false&search=group",
        "service_at_locations",
        "service_at_locations?format=ndjson",
        "organizations",
        "organizations?full=true",
        "organizations?full_service=true&per_page=1",
        "organizations?format=ndjson",
    ],
)
def test_whichever_list_of_an_api_is_named_a_meeting_keeps_its_room_and_its_time(path: str) -> None:
    for number, name in enumerate(("Serenity Group", "Grace Group")):
        place = make_place(address=f"{number} Main St", zone="America/Chicago")
        organization = make_organization(name=f"Office of {name}")
        make_meeting("mon 19:00", name=name, place=place, organization=organization)
    fetched = fetch_whole("hsds", f"https://own.example/hsds/{path}", NO_MARKS, own_api)
    listings = read_hsds(fetched.content or b"", ReadingContext(date(2026, 11, 18))).listings
    assert sorted(one.name for one in listings) == ["Grace Group", "Serenity Group"]
    for one in listings:
        assert (one.kind, one.attendance) == ("meeting", "in_person")
        assert [(start.weekday, start.minute) for start in one.starts] == [(1, 19 * 60)]
        assert one.place
        assert one.place.address.endswith("Main St")


def basic(number: int) -> bytes:
    service = {"id": f"s{number}", "name": "Choir", "status": "active"}
    return json.dumps({"total_pages": 1, "page_number": 1, "contents": [service]}).encode()


@pytest.mark.parametrize(
    ("asked", "full"),
    [
        ("services?per_page=9&page=2&minimal=true", "services?per_page=9&page=2&full=true"),
        ("organizations?full=true", "organizations?full=true&full_service=true"),
    ],
)
def test_an_api_that_lists_basic_services_is_asked_for_full_ones_once(
    asked: str, full: str
) -> None:
    web = Web({f"https://a.example/{asked}": basic(1), f"https://a.example/{full}": basic(1)})
    fetched = fetch_whole("hsds", f"https://a.example/{asked}", NO_MARKS, web)
    assert [url for url, _ in web.asked] == list(web.pages)
    with pytest.raises(FeedRefused, match="basic services"):
        read_hsds(fetched.content or b"", ReadingContext(date(2026, 1, 1)))
    again = fetch_whole("hsds", f"https://a.example/{full}", NO_MARKS, web)
    assert (again.content, len(web.asked)) == (basic(1), 3)


def test_an_api_that_answers_a_question_for_full_ones_with_an_error_is_refused_with_both() -> None:
    web = Web({"https://a.example/services": basic(1)})
    with pytest.raises(FeedRefused, match=r"basic services.*services\?full=true is down"):
        fetch_whole("hsds", "https://a.example/services", NO_MARKS, web)
