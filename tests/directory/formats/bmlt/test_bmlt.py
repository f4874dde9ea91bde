"""What BMLT servers answer, read with their own formats; what they hide stays out."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from porchlight.directory.formats.bmlt.codes import meaning_of
from porchlight.directory.formats.bmlt.read import read_bmlt
from porchlight.directory.formats.fields.times import WeeklyStart
from porchlight.directory.formats.record import FeedReading, Listing, Publisher, ReadingContext
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.intake.report import DROPPED, MENDED
from porchlight.directory.models import Service
from tests.directory.formats.meeting_guide.test_meeting_guide_anything import JSON
from tests.directory.made_up import FEEDS, changed_nothing

HINDS = FEEDS / "bmlt_hinds_county_ms.json"
ANSWER: dict[str, Any] = json.loads(HINDS.read_text())
ROW: dict[str, Any] = ANSWER["meetings"][0]
SUNDAY, MONDAY, SATURDAY = 7, 1, 6


def read(content: bytes | list[Any] | dict[str, Any], zone: str = "") -> FeedReading:
    context = ReadingContext(date(2026, 1, 1), fellowship="na", default_zone=zone)
    return read_bmlt(
        content if isinstance(content, bytes) else json.dumps(content).encode(), context
    )


def only(**fields: Any) -> Listing:
    (listing,) = read([{**ROW, **fields}]).listings
    return listing


def bundle(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in files.items():
            packed.writestr(f"{name}.json", content)
    return buffer.getvalue()


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def test_a_whole_answer_is_read() -> None:
    reading = read(HINDS.read_bytes())
    room, online, both = reading.listings
    assert (reading.read, reading.dropped) == (4, {"not_published": 1})
    assert (room.name, room.attendance, room.key) == ("Just Tonight", "in_person", "12")
    assert room.starts == (WeeklyStart(MONDAY, 18 * 60 + 30, 90),)
    assert room.notes == "Coffee & cake\nClosed Holidays"
    assert room.types == ("O", "BEG")
    assert {"format:open", "access:newcomers", "access:bus", "pathway:12-step"} <= set(room.terms)
    assert room.place
    assert room.place.transport == "Bus: 1, 4"
    assert room.place.formatted_address == "3310 N State St, Jackson, MS 39216, USA"
    assert room.place.regions == ("Hinds", "Fondren")
    assert (online.attendance, online.starts) == ("online", (WeeklyStart(SUNDAY, 420, 60),))
    assert online.place
    assert online.place.point is None
    assert online.joining
    assert online.joining.passcode == "porch1"
    assert online.joining.is_published
    assert (both.attendance, both.starts[0].weekday) == ("hybrid", SATURDAY)
    assert {"language:es", "access:step-free"} <= set(both.terms)


def test_what_the_server_hides_stays_out() -> None:
    reading = read(HINDS.read_bytes())
    assert reading.mended["contacts_left_out"] == 1
    for hidden in ("hidden@example.org", "Pat T.", "555-0100", "moved in May"):
        assert hidden not in repr(reading.listings)


def test_json_csv_and_a_zip_of_both_answers_read_alike() -> None:
    whole = read(HINDS.read_bytes())
    meetings, formats = json.dumps(ANSWER["meetings"]), json.dumps(ANSWER["formats"])
    assert read(bundle(meetings=meetings.encode(), formats=formats.encode())) == whole
    table = {"a": as_csv(ANSWER["meetings"]), "b": as_csv(ANSWER["formats"])}
    assert read(bundle(**table)) == whole
    # Without the server's own list the one of its installation says the same here.
    assert read(as_csv(ANSWER["meetings"])) == whole


def test_service_bodies_in_the_zip_name_the_publisher() -> None:
    bodies = [
        {"id": "3", "parent_id": "0", "name": "Hinds Area", "helpline": "601-555-0111", "url": ""}
    ]
    content = bundle(meetings=json.dumps([ROW]).encode(), bodies=json.dumps(bodies).encode())
    assert read(content).listings[0].publisher == Publisher("Hinds Area", phone="601-555-0111")
    assert only(service_body_name="Hinds").publisher == Publisher("Hinds")


def test_a_key_means_what_its_own_server_says() -> None:
    swedish = {"key_string": "Ö", "name_string": "Öppet möte", "lang": "sv", "world_id": "OPEN"}
    rows = [{**ROW, "formats": "Ö", "format_shared_id_list": ""}]
    assert read({"meetings": rows, "formats": [swedish]}).listings[0].types == ("O",)
    odd = {"key_string": "O", "name_string": "Old-timers", "lang": "en", "world_id": ""}
    rows = [{**ROW, "formats": "O", "format_shared_id_list": ""}]
    (listing,) = read({"meetings": rows, "formats": [odd]}).listings
    assert (listing.types, listing.notes) == ((), "Coffee & cake\nOld-timers")


def test_formats_by_number_among_the_keys_are_found_by_number() -> None:
    rows = [{**ROW, "formats": "17,1", "format_shared_id_list": ""}]
    assert read({**ANSWER, "meetings": rows}).listings[0].types == ("O", "BEG")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"start_time": "7:05:00"}, {"starts": (WeeklyStart(MONDAY, 425, 90),)}),
        ({"duration_time": "24:00:00"}, {"starts": (WeeklyStart(MONDAY, 1110, 1440),)}),
        ({"duration_time": ""}, {"starts": (WeeklyStart(MONDAY, 1110, 60),)}),
        ({"weekday_tinyint": 1}, {"starts": (WeeklyStart(SUNDAY, 1110, 90),)}),
        ({"weekday_tinyint": "", "start_time": ""}, {"starts": ()}),
        ({"time_zone": "America/New_York"}, {"zone": "America/New_York"}),
        ({"virtual_meeting_link": "http://"}, {"joining": None, "attendance": "in_person"}),
        ({"virtual_meeting_link": "https://meet.jit.si/a"}, {"attendance": "hybrid"}),
        ({"formats": "VM", "format_shared_id_list": "", "venue_type": "1"},
         {"attendance": "online", "status": "closed_for_now"}),
        ({"formats": "TC", "format_shared_id_list": ""},
         {"place_closed": True, "status": "closed_for_now"}),
        ({"formats": "TC,VM", "format_shared_id_list": "", "phone_meeting_number": "601 555 0100"},
         {"place_closed": True, "status": "active", "attendance": "online"}),
        ({"meeting_name": "  "}, {"name": "Fondren Hall"}),
        ({"published": True}, {"name": "Just Tonight"}),
        ({"root_server_id": "7"}, {"key": "7-12"}),
    ],
)  # fmt: skip
def test_faults_are_mended(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    listing = only(**fields)
    assert listing == replace(listing, **expected)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"weekday_tinyint": "8"}, "unreadable_day"),
        ({"start_time": "evening"}, "unreadable_time"),
        ({"published": 0}, "not_published"),
        ({"latitude": "", "longitude": "", "location_postal_code_1": ""}, "no_time_zone"),
        ({"meeting_name": "", "location_text": ""}, "no_name"),
    ],
)
def test_what_cannot_be_listed_is_dropped_with_its_reason(
    fields: dict[str, Any], reason: str
) -> None:
    assert read([{**ROW, **fields}]).dropped == {reason: 1}


def test_meetings_of_several_servers_keep_their_numbers_apart() -> None:
    rows = [{**ROW, "root_server_uri": f"https://{name}.example.org/main/"} for name in "ab"]
    keys = {listing.key for listing in read(rows).listings}
    assert keys == {"a-example-org-main-12", "b-example-org-main-12"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[]", "empty list"),
        (json.dumps(ANSWER["formats"]).encode(), "no BMLT meetings"),
        (b"name,city\nNoon,Jackson\n", "no BMLT meetings"),
        (b'[{"name": "Noon", "slug": "noon", "day": 1}]', "no BMLT meetings"),
        (b"<html>", "web page"),
    ],
)
def test_what_is_no_answer_of_a_server_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(FeedRefused, match=words):
        read(content)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(sorted({*ROW, "root_server_id"})), JSON, max_size=6))
def test_any_value_in_any_field_is_read_or_dropped(fields: dict[str, Any]) -> None:
    reading = read([ROW, {**ROW, **fields}])
    assert reading.read == 2 == len(reading.listings) + sum(reading.dropped.values())
    assert set(reading.mended) <= set(MENDED)
    assert set(reading.dropped) <= set(DROPPED)


@settings(max_examples=60)
@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps([value]).encode()))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for attempt in (content, b"id_bigint,start_time\n" + content):
        with suppress(FeedRefused):
            reading = read(attempt)
            assert reading.read == len(reading.listings) + sum(reading.dropped.values())


def test_twice_changes_nothing_and_a_new_source_is_narcotics_anonymous(now: datetime) -> None:
    report = import_feed("hinds-na", HINDS.read_bytes(), at=now, kind="bmlt")
    again = import_feed("hinds-na", HINDS.read_bytes(), at=now)
    assert (report.added, again.unchanged, changed_nothing(again)) == (3, 3, True)
    assert set(Service.objects.values_list("fellowship", flat=True)) == {"na"}


def test_all_of_greater_new_york_adds_up(shared_data: Path, now: datetime) -> None:
    folder = shared_data / "bmlt"
    content = bundle(
        meetings=(folder / "bmlt_sample_search_results.json").read_bytes(),
        formats=(folder / "bmlt_formats.json").read_bytes(),
    )
    report = import_feed("new-york-na", content, at=now, kind="bmlt")
    assert (report.read, report.added) == (1555, 1513)
    assert report.dropped == {"not_published": 42}
    assert report.mended == {"contacts_left_out": 10, "zone_from_point": 1513}
    again = import_feed("new-york-na", content, at=now)
    assert (again.unchanged, changed_nothing(again)) == (1513, True)
    public = repr(list(Service.objects.values("notes", "extra", "location__transport")))
    assert "#@-@#" not in public
    assert "Closed Holidays" in public


@pytest.mark.parametrize(
    ("name", "term"),
    [
        ("Women only", "population:women"),
        ("Hombres", "population:men"),
        ("Femmes", "population:women"),
        ("Jeunes", "population:young"),
        ("LGBTQ+", "population:lgbtq"),
        ("Veterans", "population:veterans"),
    ],
)
def test_a_format_that_only_its_name_explains_says_whom_it_is_for(name: str, term: str) -> None:
    assert term in meaning_of("", name).terms
