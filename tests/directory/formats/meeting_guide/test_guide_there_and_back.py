"""Import, export, import again: made-up rows of Meeting Guide and BMLT come back as they were."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from porchlight.directory.formats.bmlt.read import read_bmlt
from porchlight.directory.formats.meeting_guide.read import read_meeting_guide
from porchlight.directory.formats.meeting_guide.write import write_meeting_guide
from porchlight.directory.formats.record import Listing, ReadingContext
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Schedule, Service
from porchlight.directory.publish.queryset import exportable_services, in_chunks
from tests.directory.formats.meeting_guide.guide_schema import guide_validator
from tests.directory.made_up import FEEDS, changed_nothing, feed, online, row


def there_and_back(name: str, content: bytes, now: datetime, **given: str) -> None:
    first = import_feed(name, content, at=now, default_zone="America/Chicago", **given)  # type: ignore[arg-type]
    stored = _facts(name)
    feed_again = b"".join(write_meeting_guide(exportable_services().filter(source__name=name)))
    again = import_feed(name, feed_again, at=now, kind="meeting-guide")
    assert (again.added, again.removed, again.updated) == (0, 0, 0), _difference(stored, name)
    assert again.unchanged == first.added


def _facts(name: str) -> Counter[str]:
    services = Service.objects.filter(source__name=name).exclude(status="removed")
    return Counter(str(one) for one in services.values())


def _difference(before: Counter[str], name: str) -> str:
    after = _facts(name)
    return f"{before - after}\n{after - before}"


@pytest.mark.parametrize("name", ["leake_county_ms", "marathon_county_wi"])
def test_a_made_up_county_comes_back_as_it_was(name: str, now: datetime) -> None:
    content = (FEEDS / f"{name}.json").read_bytes()
    import_feed(name, content, at=now, default_zone="America/Chicago")
    hidden = Service.objects.filter(joining__is_published=False).count()
    again = import_feed(name, b"".join(write_meeting_guide(exportable_services())), at=now)
    assert (again.added, again.removed, again.updated) == (0, 0, hidden)


@pytest.mark.parametrize(
    "fields",
    [
        {"time": "00:00", "end_time": "23:59"},
        {"time": "19:00", "end_time": "18:59"},
        {"time": "22:00", "end_time": "01:30"},
        {"time": "20:00", "duration": 780, "end_time": None},
        {"day": [0, 3, 6]},
        {"day": None, "time": None},
        {"types": ["TC", "O", "AF", "custom"]},
        {"slug": "x" * 200},
        {"slug": "¿dónde está?"},
        {"formatted_address": "9636 CA-9, Ben Lomond, CA 95005, USA", "location_notes": "Up"},
        {"formatted_address": None, "address": "Rm 5", "city": "St. Paul", "state": "Minnesota"},
        {"conference_url": "https://zoom.us/j/1", "conference_phone": "+13125550100,,555#,,*1#"},
        {"venmo": "@x", "square": "$x", "paypal": "x", "homegroup_online": "x", "district": "9",
         "website_2": "https://example.org/2", "feedback_url": "https://example.org/f"},
        {"attendance_option": "inactive"},
        {"types": ["TC"], "attendance_option": "in_person"},
    ],
)  # fmt: skip
def test_odd_rows_come_back_as_they_were(fields: dict[str, Any], now: datetime) -> None:
    there_and_back("odd", feed(row(**fields), online(slug="other")), now)


def test_a_meeting_in_several_rows_comes_back_whole(now: datetime) -> None:
    oiaa = {"meetingId": "m7", "name": "Round the World", "timezone": "America/New_York",
            "times": "Sunday 8:30 AM\nMonday 9:00 PM\nTuesday 9:00 PM", "accessCode": "55",
            "website": "https://example.org"}  # fmt: skip
    there_and_back("oiaa", feed(oiaa), now)
    assert Schedule.objects.count() == 3


NOT_CARRIED = {"extra": {}, "publisher": None}  # numbers of a server's own, its service bodies' too


def as_carried(listing: Listing) -> Listing:
    """A BMLT listing without what Meeting Guide has no place for: the way there is in the notes."""
    place = replace(listing.place, transport="") if listing.place else None
    return replace(listing, place=place, **NOT_CARRIED)


def bmlt_there_and_back(content: bytes, now: datetime) -> None:
    import_feed("na", content, at=now, kind="bmlt")
    written = b"".join(write_meeting_guide(in_chunks(exportable_services())))
    read = read_meeting_guide(written, ReadingContext(now.date(), fellowship="na")).listings
    expected = read_bmlt(content, ReadingContext(now.date(), fellowship="na")).listings
    assert sorted(map(repr, map(as_carried, read))) == sorted(map(repr, map(as_carried, expected)))


def test_bmlt_comes_back_but_for_its_own_numbers(now: datetime) -> None:
    bmlt_there_and_back((FEEDS / "bmlt_hinds_county_ms.json").read_bytes(), now)


def test_all_of_greater_new_york_comes_back(shared_data: Path, now: datetime) -> None:
    answer = shared_data / "bmlt" / "bmlt_sample_search_results.json"
    bmlt_there_and_back(answer.read_bytes(), now)


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30)
WEEK = st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True)
CLOCK = st.times().map(lambda clock: f"{clock:%H:%M}")
PLACE = ("formatted_address", "address", "city", "state", "postal_code", "country", "location")
MADE_UP = st.fixed_dictionaries(
    {"name": TEXT, "day": WEEK, "time": CLOCK},
    optional={
        "end_time": CLOCK,
        "slug": TEXT,
        "types": st.lists(st.sampled_from(["O", "C", "TC", "AF", "ONL", "x", "BE"]), max_size=4),
        "notes": TEXT,
        "conference_url": st.sampled_from(["https://zoom.us/j/1", "http://", "see notes"]),
        "conference_phone": st.sampled_from(["+13125550100,,55#", "555-0100", "(601) 555-0100 x"]),
        "attendance_option": st.sampled_from(["in_person", "online", "hybrid", "inactive", "?"]),
        "approximate": st.sampled_from(["yes", "no"]),
        "updated": st.dates(date(2000, 1, 1)).map(str),
        **dict.fromkeys(PLACE, TEXT),
    },
)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(MADE_UP, min_size=1, max_size=4))
def test_made_up_rows_come_back_as_they_were(
    shared_data: Path, now: datetime, rows: list[dict[str, Any]]
) -> None:
    Service.objects.all().delete()
    import_feed("made-up", feed(*rows), at=now, default_zone="America/Chicago")
    Service.objects.filter(joining__is_published=False).delete()
    before = _facts("made-up")
    content = b"".join(write_meeting_guide(exportable_services()))
    guide_validator(shared_data).validate(json.loads(content))
    if not before:
        return
    again = import_feed("made-up", content, at=now)
    assert changed_nothing(again), _difference(before, "made-up")
