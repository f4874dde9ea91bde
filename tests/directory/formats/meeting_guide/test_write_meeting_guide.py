"""A Meeting Guide feed says what listings say, passes the schema, and comes back as it was."""

from __future__ import annotations

import json
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from porchlight.directory.formats.meeting_guide.fields import fits, fitted, fitted_place
from porchlight.directory.formats.meeting_guide.write import (
    LEFT_OUT,
    GuideFeed,
    write_meeting_guide,
)
from porchlight.directory.models import Organization
from porchlight.directory.publish.queryset import exportable_services, in_chunks
from tests.directory.formats.meeting_guide.guide_schema import guide_validator
from tests.directory.listings import (
    make_dated,
    make_meeting,
    make_place,
    make_schedule,
    make_source,
)

ADDRESS = {"formatted_address": "", "address": "", "city": "", "state": "", "postal_code": "",
           "country": ""}  # fmt: skip


def written(guide: GuideFeed | None = None) -> list[dict[str, Any]]:
    services = in_chunks(exportable_services())
    rows: list[dict[str, Any]] = json.loads(b"".join(write_meeting_guide(services, guide)))
    return rows


def the_row(guide: GuideFeed | None = None) -> dict[str, Any]:
    (only,) = written(guide)
    return only


# --- What a row says --------------------------------------------------------------------------


def test_a_meeting_is_a_row() -> None:
    place = make_place(
        name="Fondren Hall",
        formatted_address="3310 N State St, Jackson, MS 39216, USA",
        notes="Side door",
        regions=["Hinds County", "Fondren"],
    )
    make_meeting("sun 18:30", place=place, key="noon", name="Noon", types=["O", "D"], notes="Cake",
                 group_name="Fondren Group", url="https://example.org/noon", lasts=90,
                 terms=["format:open", "format:talk", "need:meeting", "pathway:12-step",
                        "pathway:aa"],
                 updated_at=datetime.fromisoformat("2026-03-01T12:00:00+00:00"))  # fmt: skip
    assert the_row() == {
        "slug": "noon",
        "name": "Noon",
        "day": 0,
        "time": "18:30",
        "end_time": "20:00",
        "timezone": "America/Chicago",
        "types": ["O", "D"],
        "notes": "Cake",
        "group": "Fondren Group",
        "formatted_address": "3310 N State St, Jackson, MS 39216, USA",
        "location": "Fondren Hall",
        "location_notes": "Side door",
        "region": "Hinds County",
        "regions": ["Hinds County", "Fondren"],
        "latitude": 32.3,
        "longitude": -90.2,
        "approximate": "no",
        "attendance_option": "in_person",
        "updated": "2026-03-01 12:00:00",
        "url": "https://example.org/noon",
    }


def test_its_publisher_is_the_entity_and_no_person_is_named() -> None:
    source = make_source()
    office = Organization.objects.create(
        source=source, key="o", name="Hinds Intergroup", url="https://example.org",
        phone="555-0100", email="office@example.org", place="Hinds County", fellowship="aa",
        extra={"entity_logo": "https://example.org/logo.svg"},
    )  # fmt: skip
    make_meeting(source=source, organization=office, extra={"venmo": "@hinds"}, phones=[
        {"number": "555-0199", "label": "Pat"}], email="pat@example.org")  # fmt: skip
    said = the_row()
    assert {name: text for name, text in said.items() if name.startswith("entity")} == {
        "entity": "Hinds Intergroup",
        "entity_url": "https://example.org",
        "entity_website_url": "https://example.org",
        "entity_phone": "555-0100",
        "entity_email": "office@example.org",
        "entity_location": "Hinds County",
        "entity_logo": "https://example.org/logo.svg",
    }
    assert said["venmo"] == "@hinds"
    assert "pat" not in json.dumps(said).lower()


def test_ways_to_join_leave_only_where_the_source_published_them() -> None:
    room = {"conference_url": "https://zoom.us/j/5550100200", "passcode": "porch1"}
    open_door = make_meeting(key="a", attendance="online", joining={**room, "is_published": True})
    make_meeting(key="b", attendance="online", joining=room)
    guide = GuideFeed()
    first, second = written(guide)
    assert first["conference_url"] == room["conference_url"]
    assert first["conference_url_notes"] == "Passcode: porch1"
    assert "conference_url" not in second
    assert "porch1" not in json.dumps(second)
    assert second["attendance_option"] == "online"
    assert guide.left_out == {"joining_not_published": 1}
    assert open_door.joining.passcode == "porch1"


def test_a_listing_without_a_page_gets_its_page_here_when_one_is_given() -> None:
    service = make_meeting(key="a")
    make_meeting(key="b", url="https://example.org/b")
    guide = GuideFeed(page_of=lambda one: f"https://porch.example.org/meet/{one.pk}/")
    first, second = written(guide)
    assert first["url"] == f"https://porch.example.org/meet/{service.pk}/"
    assert second["url"] == "https://example.org/b"


@pytest.mark.parametrize(
    ("fellowship", "types", "terms", "codes"),
    [
        ("aa", ["O", "ONL", "AF", "BE"], [], ["O", "BE"]),
        ("na", ["C", "SPK", "IW"], ["format:closed", "format:speaker", "format:reading"],
         ["C", "LIT", "SP"]),
        ("smart", [], ["language:es", "pathway:secular", "cost:free"], ["A", "S"]),
        ("other", [], ["language:vi", "access:bus"], []),
    ],
)  # fmt: skip
def test_types_are_codes_of_meeting_guides_own_list(
    fellowship: str, types: list[str], terms: list[str], codes: list[str]
) -> None:
    make_meeting(fellowship=fellowship, types=types, terms=sorted(terms))
    assert the_row().get("types", []) == codes


def test_a_shut_place_and_a_closed_meeting_say_so() -> None:
    make_meeting(key="a", fellowship="na", place_closed=True, status="closed_for_now")
    said = the_row()
    assert (said["types"], said["attendance_option"]) == (["TC"], "inactive")


# --- Times ------------------------------------------------------------------------------------


def test_the_same_time_on_several_days_is_one_row() -> None:
    make_meeting(("mon 19:00", "wed 19:00", "sun 19:00"))
    said = the_row()
    assert (said["day"], said["time"], said["end_time"]) == ([0, 1, 3], "19:00", "20:00")
    assert "starts" not in said.get("porchlight", {})


def test_other_times_on_other_days_are_rows_of_one_meeting() -> None:
    make_meeting(("mon 19:00", "wed 19:00", "sat 9:30".replace(" 9", " 09")), key="mix")
    first, second = written()
    assert [first["slug"], second["slug"]] == ["mix", "mix-2"]
    assert (first["day"], second["day"], second["time"]) == ([1, 3], 6, "09:30")
    assert second["porchlight"] == {"part_of": "mix"}


def test_no_time_is_by_appointment_and_dates_alone_are_left_out() -> None:
    make_meeting((), key="ask")
    make_dated(make_meeting((), key="dates"), "2026-03-01", "19:00", "FREQ=MONTHLY;BYDAY=1SU")
    both = make_meeting("mon 19:00", key="weekly")
    make_dated(both, "2026-03-01", "19:00")
    make_meeting(key="walk", kind="event")
    make_meeting(key="clinic", kind="service")
    guide = GuideFeed()
    rows = written(guide)
    assert [(one["slug"], "day" in one) for one in rows] == [("ask", False), ("weekly", True)]
    assert guide.left_out == {"not_a_meeting": 2, "dated_only": 1, "dates_of_a_meeting": 1}
    assert set(guide.left_out) <= set(LEFT_OUT)


# --- Slugs ------------------------------------------------------------------------------------


def test_every_slug_is_its_own_and_fits() -> None:
    north, south = make_source("north"), make_source("south")
    for source, key, part in (
        (north, "noon", 0), (north, "noon", 1), (south, "noon", 0), (north, "x" * 200, 0),
        (north, "¿dónde?", 0), (north, "a/b", 0),
    ):  # fmt: skip
        make_meeting(source=source, key=key, part=part)
    slugs = [one["slug"] for one in written()]
    assert len(set(slugs)) == 6
    assert "noon" in slugs
    assert all(len(slug) <= 64 and slug.isascii() and "/" not in slug for slug in slugs)
    assert slugs == [one["slug"] for one in written()]


def test_the_second_source_of_a_slug_keeps_its_new_one_for_good() -> None:
    make_meeting(source=make_source("north"), key="noon")
    make_meeting(source=make_source("south"), key="noon")
    first, second = written()
    assert first["slug"] == "noon"
    assert "as_written" not in second.get("porchlight", {})


# --- What the schema takes --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text", "near"),
    [
        ("address", "3310 N State St", "3310 N State St"),
        ("address", "100 W 42nd St.", "100 W Forty second St"),
        ("address", "12 St. Mary's Rd #5", "12 St Marys Rd"),
        ("address", "40 Cañada Ave, Suite 110", "40 Canada Ave"),
        ("address", "20th Ave", "20th Ave"),
        ("address", "9636 CA-9", ""),
        ("address", "日本", ""),
        ("city", "Coeur d'Alene", "Coeur dAlene"),
        ("state", "ms", "MS"),
        ("state", "Mississippi", ""),
        ("postal_code", "39216-1234", "39216"),
        ("postal_code", "T5J 2R7", ""),
        ("conference_phone", "+13125550100,,5550100200#,,,,*1#", "+13125550100,5550100200#1"),
        ("notes", "anything — at all", "anything — at all"),
    ],
)
def test_what_does_not_fit_goes_in_the_nearest_words_or_not(
    field: str, text: str, near: str
) -> None:
    assert fitted(field, text) == near
    assert not near or fits(field, near)


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        ("1225 W 17th St, Santa Ana, CA 92706, USA",
         "1225 W Seventeenth St, Santa Ana, CA 92706, USA"),
        ("10550 72 Ave NW, Edmonton, AB T6E 0E6, Canada", None),
        ("Jackson, MS 39201, USA", None),
        ("somewhere in the woods", None),
    ],
)  # fmt: skip
def test_a_whole_address_is_taken_apart_and_put_together(whole: str, told: str | None) -> None:
    parts = fitted_place({**ADDRESS, "formatted_address": whole})
    assert parts.get("formatted_address") == told
    assert all(fits(name, text) for name, text in parts.items())


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("10550 72 Ave NW, Edmonton, AB T6E 0E6, Canada",
         {"address": "10550 72 Ave NW", "city": "Edmonton", "state": "AB", "country": "Canada"}),
        ("145 Larose Drive, St. Albert, Alberta, T8N 2X7, Canada",
         {"address": "145 Larose Drive", "city": "St Albert", "state": "AB", "country": "Canada"}),
        ("Jackson, MS 39201, USA",
         {"city": "Jackson", "state": "MS", "postal_code": "39201", "country": "USA"}),
        ("12 Oak Lane, Jackson, MS", {"address": "12 Oak Lane", "city": "Jackson", "state": "MS"}),
        ("somewhere in the woods", {}),
    ],
)  # fmt: skip
def test_an_address_that_is_not_american_is_told_in_parts(
    whole: str, parts: dict[str, str]
) -> None:
    assert fitted_place({**ADDRESS, "formatted_address": whole}) == parts


def test_a_street_that_no_field_takes_stands_in_the_notes_of_the_place() -> None:
    whole = "9636 CA-9, Ben Lomond, CA 95005, USA"
    make_meeting(place=make_place(formatted_address=whole, notes="Ring twice"))
    said = the_row()
    assert said["location_notes"] == f"{whole}\nRing twice"
    assert (said["city"], said["state"], said["postal_code"]) == ("Ben Lomond", "CA", "95005")
    assert the_row(GuideFeed(strict=False))["formatted_address"] == whole


def test_an_empty_feed_is_an_empty_list(shared_data: Path) -> None:
    assert written() == []
    guide_validator(shared_data).validate([])


def test_a_start_is_written_on_its_own_clock() -> None:
    service = make_meeting("mon 00:15", zone="Asia/Kolkata")
    make_schedule(service, "tue 00:15", "Asia/Kolkata")
    said = the_row()
    assert (said["day"], said["time"], said["timezone"]) == ([1, 2], "00:15", "Asia/Kolkata")
    assert service.schedules.first().starts_at == time(0, 15)  # type: ignore[union-attr]
