"""Feeds for everybody, kept as files; and a person's own calendar."""

from __future__ import annotations

import fcntl
import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from porchlight.directory.models import CalendarFeed, Organization, Saved, Source
from porchlight.directory.publish.feeds import cache
from porchlight.directory.publish.feeds.actions import end_calendar_feed, make_calendar_feed
from porchlight.directory.publish.feeds.cache import feed_file
from porchlight.people.models import Person
from tests.directory.listings import make_dated, make_meeting, make_place, make_source

AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
END = 'action="/meet/saved/calendar/end/"'
FIRST, SECOND = f'"{"a" * 32}"', f'"{"b" * 32}"'
pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture(autouse=True)
def _no_file_from_another_test() -> None:
    folder = Path(django_settings.DATA_DIR) / "feeds"
    for path in folder.glob("*"):
        path.unlink()


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def get(path: str, **headers: str) -> Any:
    return Client().get(f"/feeds/{path}", headers=headers)


def test_meetings_are_a_meeting_guide_feed_and_events_a_calendar() -> None:
    make_meeting("wed 19:00", name="Grace Group")
    make_dated(make_meeting((), name="Walk", kind="event"), "2026-12-24", "18:00")
    rows = json.loads(body(get("meetings.json")))
    assert [row["name"] for row in rows] == ["Grace Group"]
    events = Calendar.from_ical(body(get("events.ics"))).walk("VEVENT")
    assert [str(one["summary"]) for one in events] == ["Walk"]


def test_an_organization_has_a_calendar_of_its_events_and_meetings() -> None:
    told = {"source": make_source(), "fellowship": "aa"}
    grace = Organization.objects.create(key="1", name="Grace", **told)
    make_meeting("wed 19:00", name="Ours", organization=grace)
    make_meeting("wed 19:00", name="Theirs")
    found = get(f"events.ics?organization={grace.hsds_id}")
    calendar = Calendar.from_ical(body(found))
    assert [str(one["summary"]) for one in calendar.walk("VEVENT")] == ["Ours"]
    assert str(calendar["X-WR-CALNAME"]) == "Grace"
    again = Client().get(
        f"/feeds/events.ics?organization={grace.hsds_id}", headers={"If-None-Match": found["ETag"]}
    )
    assert again.status_code == 304
    for nobody in (str(uuid4()), "17"):
        assert get(f"events.ics?organization={nobody}").status_code == 404


def test_one_who_has_it_gets_304_and_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    make_meeting("wed 19:00")
    first = get("meetings.json")
    assert first["ETag"].startswith('"')
    assert "Last-Modified" in first
    monkeypatch.setattr(cache, "_make", lambda *_: pytest.fail("made again"))
    for mark in (first["ETag"], f"W/{first['ETag']}", f'"other", {first["ETag"]}'):
        again = get("meetings.json", **{"If-None-Match": mark})
        assert (again.status_code, again["ETag"]) == (304, first["ETag"])
    assert body(get("meetings.json")) == body(first)


def test_a_change_of_a_listing_makes_another_version_and_drops_the_old_file() -> None:
    make_meeting("wed 19:00")
    first = get("meetings.json")
    Source.objects.update(version=2)
    second = get("meetings.json", **{"If-None-Match": first["ETag"]})
    assert second.status_code == 200
    assert second["ETag"] != first["ETag"]
    kept = {
        path.name for path in (Path(django_settings.DATA_DIR) / "feeds").glob("meetings.json.*")
    }
    mark = second["ETag"].strip('"')
    assert kept == {f"meetings.json.{mark}", f"meetings.json.{mark}.gz", "meetings.json.lock"}
    assert body(first)  # whoever was reading the old one reads it to its end


def test_it_comes_compressed_from_a_file_with_a_strong_mark() -> None:
    make_meeting("wed 19:00")
    plain, packed = get("meetings.json"), get("meetings.json", **{"Accept-Encoding": "gzip, br"})
    content = body(packed)
    assert (packed["Content-Encoding"], packed["Content-Length"]) == ("gzip", str(len(content)))
    assert gzip.decompress(content) == body(plain)
    assert packed["ETag"] == plain["ETag"][:-1] + '-gz"'
    assert "Accept-Encoding" in plain["Vary"]


def test_while_another_makes_the_next_version_the_one_before_is_given() -> None:
    before = feed_file("x.json", FIRST, lambda: [b"one"])
    with (before.plain.parent / "x.json.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert feed_file("x.json", SECOND, lambda: pytest.fail("made twice")) == before
    after = feed_file("x.json", SECOND, lambda: [b"two"])
    assert after.plain.read_bytes() == b"two"
    assert not before.plain.exists()


def test_a_feed_that_breaks_off_while_it_is_made_is_never_given() -> None:
    def breaks() -> Iterator[bytes]:
        yield b"half"
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        feed_file("y.json", FIRST, breaks)
    assert feed_file("y.json", FIRST, lambda: [b"whole"]).plain.read_bytes() == b"whole"


def test_no_session_no_cookie_and_off_is_off(ana: Person, client_of: Any, settings: Any) -> None:
    response = client_of(ana).get("/feeds/meetings.json")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    token = make_calendar_feed(ana, AT, in_full=False)
    settings.FEEDS = False
    for path in ("meetings.json", "events.ics", f"saved/{token}.ics"):
        assert get(path).status_code == 404
    assert client_of(ana).get("/meet/saved/calendar/").status_code == 404
    assert "Meetings Feed" not in Client().get("/").content.decode()


def test_the_front_page_says_where_the_feed_is() -> None:
    page = Client().get("/").content.decode()
    assert '<link rel="alternate" type="application/json" title="Meetings Feed"' in page
    assert reverse("feed-meetings") in page


# --- A person's own calendar --------------------------------------------------------------------


def save(person: Person, **facts: Any) -> Any:
    place = make_place(address="12 Elm St", formatted_address="12 Elm St, Jackson, MS")
    service = make_meeting("wed 19:00", place=place, **{"name": "Grace Group", **facts})
    Saved.objects.create(person=person, service=service, saved_at=AT)
    return service


def test_the_calendar_says_meeting_and_when_and_nothing_else(ana: Person) -> None:
    service = save(ana)
    make_meeting("wed 19:00", name="Not saved")
    response = get(f"saved/{make_calendar_feed(ana, AT, in_full=False)}.ics")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(event["summary"]) == "Meeting"
    assert response["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in response
    for secret in (b"Grace", b"Elm", str(service.at_location_id).encode()):
        assert secret not in response.content


def test_it_speaks_the_persons_language_and_in_full_it_names(rosa: Person) -> None:
    save(rosa)
    discreet = get(f"saved/{make_calendar_feed(rosa, AT, in_full=False)}.ics")
    assert b"SUMMARY:Reuni" in discreet.content
    full = get(f"saved/{make_calendar_feed(rosa, AT, in_full=True)}.ics")
    assert b"Grace Group" in full.content
    assert b"12 Elm St" in full.content


def test_an_ended_a_replaced_and_an_unknown_address_are_the_same_404(ana: Person) -> None:
    replaced = make_calendar_feed(ana, AT, in_full=False)
    ended = make_calendar_feed(ana, AT, in_full=False)
    assert get(f"saved/{replaced}.ics").status_code == 404
    assert get(f"saved/{ended}.ics").status_code == 200
    end_calendar_feed(ana, AT)
    answers = [get(f"saved/{token}.ics") for token in (replaced, ended, "never")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({(answer.content, str(sorted(answer.items()))) for answer in answers}) == 1
    assert not any(answer.cookies for answer in answers)
    assert CalendarFeed.objects.filter(ended_at=None).count() == 0


def test_the_token_is_shown_once_and_kept_as_a_keyed_hash(ana: Person, client_of: Any) -> None:
    client = client_of(ana)
    before = client.get("/meet/saved/calendar/").content.decode()
    assert 'name="in_full"' in before
    assert END not in before
    page = client.post("/meet/saved/calendar/", {"in_full": "1"}).content.decode()
    address = page.split("<code>")[1].split("</code>")[0]
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert feed.in_full
    assert token not in feed.token_index
    assert get(f"saved/{token}.ics").status_code == 200
    again = client.get("/meet/saved/calendar/").content.decode()
    assert token not in again
    assert END in again
    assert client.post("/meet/saved/calendar/end/").status_code == 303
    assert get(f"saved/{token}.ics").status_code == 404


def test_an_unchanged_calendar_is_not_sent_again(ana: Person) -> None:
    save(ana)
    token = make_calendar_feed(ana, AT, in_full=False)
    mark = get(f"saved/{token}.ics")["ETag"]
    assert get(f"saved/{token}.ics", **{"If-None-Match": mark}).status_code == 304
    save(ana, name="Another")
    assert get(f"saved/{token}.ics", **{"If-None-Match": mark}).status_code == 200


def test_the_list_of_saved_ones_leads_there(ana: Person, client_of: Any) -> None:
    save(ana)
    assert reverse("calendar-address") in client_of(ana).get("/meet/saved/").content.decode()
