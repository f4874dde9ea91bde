"""Al-Anon's list of electronic meetings: its own field names, video and phone only."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from porchlight.directory.formats.meeting_guide.read import read_meeting_guide
from porchlight.directory.formats.record import FeedReading, Listing, ReadingContext
from tests.directory.made_up import feed

BY_VIDEO: dict[str, Any] = {
    "name": "Grupo Ejemplo",
    "times": "Tuesday 07:00 PM",
    "timezone": "America/Mexico_City",
    "url": "https://zoom.us/j/5550100004",
    "phone": "",
    "access_code": "",
    "email": "",
    "types": ["Families and Friends Only"],
    "languages": "Spanish",
    "formats": "Zoom",
    "notes": "",
    "is_24_7": False,
    "meeting_id": "555 010 0004",
    "meeting_password": "Secret99",
    "dial_in_number": "",
    "wso_id": "1",
}
BY_PHONE: dict[str, Any] = BY_VIDEO | {
    "name": "Speaker Telephone Meeting",
    "times": "Friday 12:00 PM",
    "timezone": "America/New_York",
    "url": "",
    "phone": "+1-605-555-0104",
    "access_code": "84375",
    "languages": "English",
    "formats": "Phone",
    "meeting_id": "",
    "meeting_password": "",
    "dial_in_number": "+1-605-555-0150",
    "wso_id": "2",
}


def read(*rows: object) -> FeedReading:
    return read_meeting_guide(feed(*rows), ReadingContext(date(2026, 1, 1), fellowship="al-anon"))


def only(row: dict[str, Any], **change: object) -> Listing:
    (listing,) = read(row | change).listings
    return listing


def test_a_meeting_by_video_has_its_language_its_kind_and_its_room() -> None:
    listing = only(BY_VIDEO)
    assert (listing.key, listing.attendance, listing.status) == ("1", "online", "active")
    assert {"language:es", "format:closed", "pathway:family"} <= set(listing.terms)
    assert [(start.weekday, start.minute) for start in listing.starts] == [(2, 19 * 60)]
    assert listing.zone == "America/Mexico_City"
    assert listing.joining is not None
    assert listing.joining.conference_url == "https://zoom.us/j/5550100004"
    assert "555 010 0004" in listing.joining.conference_url_notes
    assert listing.joining.passcode == "Secret99"


def test_a_meeting_by_phone_is_joined_by_its_number_and_pin() -> None:
    listing = only(BY_PHONE)
    assert (listing.key, listing.attendance, listing.status) == ("2", "online", "active")
    assert {"language:en", "format:closed"} <= set(listing.terms)
    assert listing.joining is not None
    assert listing.joining.conference_phone == "+16055550150"
    assert "84375" in listing.joining.conference_phone_notes
    assert listing.joining.passcode == "84375"


@pytest.mark.parametrize(("formats", "number"), [("Phone", "+16055550104"), ("Zoom", ""), ("", "")])
def test_the_other_number_is_the_meetings_only_where_it_is_held_by_phone(
    formats: str, number: str
) -> None:
    how_to_join = only(
        BY_PHONE, dial_in_number="", url="https://zoom.us/j/1", formats=formats
    ).joining
    assert how_to_join is not None
    assert how_to_join.conference_phone == number


def test_nothing_that_opens_the_room_is_in_public_text() -> None:
    for row, secret in ((BY_VIDEO, "Secret99"), (BY_PHONE, "84375")):
        listing = only(row)
        assert secret not in repr(listing).replace(repr(listing.joining), "")
        assert listing.joining is not None
        assert not listing.joining.is_published


@pytest.mark.parametrize(
    ("types", "term"),
    [
        (["Families and Friends Only"], "format:closed"),
        ("Families and Friends Only", "format:closed"),
        ("Families, Friends, and Observers Welcome", "format:open"),
        (["Families, Friends, and Observers Welcome"], "format:open"),
    ],
)
def test_who_may_come_is_said_in_words(types: object, term: str) -> None:
    assert term in only(BY_VIDEO, types=types).terms


def test_a_meeting_without_any_way_in_is_not_listed_as_open() -> None:
    assert only(BY_PHONE, dial_in_number="", phone="").status == "closed_for_now"


@pytest.mark.parametrize(
    "odd", [{"types": 7}, {"languages": ["Spanish", None]}, {"access_code": 84375}, {"phone": []}]
)
def test_fields_of_another_kind_do_not_stop_the_reading(odd: dict[str, object]) -> None:
    assert read(BY_PHONE | odd).read == 1
    assert only(BY_PHONE | odd).attendance == "online"


def test_it_is_for_family_and_friends_whatever_its_source_is_taken_for() -> None:
    rows = feed(BY_VIDEO, BY_PHONE)
    for listing in read_meeting_guide(
        rows, ReadingContext(date(2026, 1, 1), fellowship="aa")
    ).listings:
        assert {"pathway:al-anon", "pathway:family"} <= set(listing.terms)
        assert "pathway:aa" not in listing.terms
