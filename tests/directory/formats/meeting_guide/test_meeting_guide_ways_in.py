"""How one attends, and that what opens an online door never stays in public text."""

from __future__ import annotations

from typing import Any

import pytest

from porchlight.directory.formats.record import HowToJoin
from tests.directory.made_up import GONE, online, only, read

ROOM = "https://zoom.us/j/5550100200"
TOWN = {"formatted_address": "Jackson, MS, USA", "latitude": None, "location": None}


@pytest.mark.parametrize(
    ("fields", "attendance", "status"),
    [
        ({}, "in_person", "active"),
        ({"conference_url": ROOM}, "hybrid", "active"),
        ({"conference_phone": "601-555-0100"}, "hybrid", "active"),
        ({"conference_url": ROOM, "types": ["TC"]}, "online", "active"),
        ({"conference_url": ROOM, **TOWN}, "online", "active"),
        ({"conference_url": "https:"}, "in_person", "active"),
        ({"conference_url": "ftp://example.org"}, "in_person", "active"),
        ({"types": ["TC"]}, "in_person", "closed_for_now"),
        (TOWN, "in_person", "closed_for_now"),
        ({**TOWN, "location": "Veterans Hall"}, "in_person", "active"),
        ({**TOWN, "location": "ZOOM", "types": ["ONL"]}, "online", "closed_for_now"),
        ({"attendance_option": "hybrid", "conference_url": ROOM}, "hybrid", "active"),
        ({"attendance_option": "online", "conference_url": ROOM}, "online", "active"),
        ({"attendance_option": "in_person", "conference_url": ROOM}, "in_person", "active"),
        ({"attendance_option": "in_person", "types": ["TC"]}, "in_person", "closed_for_now"),
        ({"attendance_option": "inactive"}, "in_person", "closed_for_now"),
        ({"attendance_option": "unsure"}, "in_person", "active"),
    ],
)
def test_attendance_is_said_or_told_by_what_is_there(
    fields: dict[str, Any], attendance: str, status: str
) -> None:
    listing = only(**fields)
    assert (listing.attendance, listing.status) == (attendance, status)


def test_a_closed_place_an_approximate_one_and_attendance_are_three_facts() -> None:
    listing = only(types=["TC"], approximate="yes", attendance_option="hybrid", conference_url=ROOM)
    assert listing.place is not None
    facts = (listing.attendance, listing.place_closed, listing.place.is_approximate)
    assert facts == ("hybrid", True, True)


@pytest.mark.parametrize(
    ("fields", "is_approximate"),
    [
        ({"approximate": "no"}, False),
        ({"approximate": "yes"}, True),
        ({"approximate": True}, True),
        ({"formatted_address": GONE, "address": "5 Elm St", "city": "Biloxi"}, False),
        (TOWN, True),
        ({"formatted_address": "Jackson, MS 39201, USA", "latitude": None}, True),
        ({"formatted_address": "Wausau, Wisconsin, 54401, USA", "latitude": None}, True),
        ({"formatted_address": "Elm and Oak, Wausau, WI", "latitude": None}, False),
    ],
)
def test_a_town_is_not_an_address(fields: dict[str, Any], is_approximate: bool) -> None:
    place = only(**fields).place
    assert place is not None
    assert place.is_approximate is is_approximate


@pytest.mark.parametrize(
    ("written", "url", "notes"),
    [
        (ROOM, ROOM, ""),
        (f" {ROOM} ", ROOM, ""),
        ("zoom.us/j/5550100200", ROOM, ""),
        (f"Click {ROOM} at six", ROOM, "Click at six"),
        (f"{ROOM}?pwd=abc&amp;from=x", f"{ROOM}?pwd=abc&from=x", ""),
        ("meet.example.org/room", "https://meet.example.org/room", ""),
        ("ask Pat", "", "ask Pat"),
        ("https://", "", ""),
        ("HTTP:", "", ""),
        ("https://localhost/room", "", "https://localhost/room"),
        ("javascript:alert(1)", "", "javascript:alert(1)"),
    ],
)
def test_a_conference_link_is_a_web_address_or_words(written: str, url: str, notes: str) -> None:
    how_to_join = only(conference_url=written).joining or HowToJoin()
    assert (how_to_join.conference_url, how_to_join.conference_url_notes) == (url, notes)


@pytest.mark.parametrize(
    ("written", "number", "notes"),
    [
        ("+1 601-555-0100", "+16015550100", ""),
        ("+16015550100,,5550100200#,,*123#", "+16015550100,,5550100200#,,*123#", ""),
        (16015550100, "16015550100", ""),
        ("Call 601-555-0100 and ask", "601-555-0100", "Call 601-555-0100 and ask"),
        (
            "Meeting ID: 13377135283 Password: pear email: a@example.org",
            "",
            "Meeting ID: 13377135283 Password: pear email: …",
        ),
        (
            "+16015550100,,5550100#,,#,,TUh0bGoa#",
            "+16015550100,,5550100",
            "+16015550100,,5550100#,,#,,TUh0bGoa#",
        ),
        ("ask at the desk", "", "ask at the desk"),
    ],
)
def test_a_phone_field_with_prose_gives_its_number_and_its_words(
    written: object, number: str, notes: str
) -> None:
    (listing,) = read(online(conference_phone=written)).listings
    assert listing.joining is not None
    dialled = listing.joining.conference_phone
    assert (dialled, listing.joining.conference_phone_notes) == (number.replace("-", ""), notes)


@pytest.mark.parametrize(
    ("notes", "left", "passcode"),
    [
        ("Password: pear7", "", "pear7"),
        ("UPDATE: Password: pear7 tree", "", "pear7"),
        ("pwd=pear7", "", "pear7"),
        ("Ring twice.\nMeeting ID: 555 010 0200\nPasscode: pear7", "Ring twice.", "pear7"),
        (f"Zoom: {ROOM}?pwd=Xyz Phone: 601-555-0100 Passcode: pear7", "", "pear7"),
        (f"Join at {ROOM}. Bring a chair for the porch.", "Bring a chair for the porch.", ""),
        (
            f"We meet by the lake when it is dry and inside when not, or at {ROOM} from home.",
            "We meet by the lake when it is dry and inside when not, or at from home.",
            "",
        ),
        ("Contraseña: pera7", "", "pera7"),
        ("Zoom ID 5550100200", "", ""),
        ("No password needed.", "No password needed.", ""),
        ("Ask the greeter for the password.", "Ask the greeter for the password.", ""),
        ("See https://example.org/format for the format.",) * 2 + ("",),
        ("Room 1204, door code on the bell", "Room 1204, door code on the bell", ""),
    ],
)
def test_what_opens_the_door_is_moved_out_of_public_notes(
    notes: str, left: str, passcode: str
) -> None:
    reading = read(online(notes=notes))
    (listing,) = reading.listings
    assert listing.notes == left
    assert listing.joining is not None
    assert listing.joining.passcode == passcode
    assert reading.mended == ({} if left == notes else {"joining_moved": 1})
    if left != notes:
        assert passcode in listing.joining.conference_url_notes


@pytest.mark.parametrize(
    "secret",
    [
        "+13126266799,,84512345678#,,,,*998877#",
        "One tap mobile: +16699006833,,339639515# US (San Jose)",
        "Dial 1-301-715-8592, 84512345678#",
        "Dial 1(978)555-0195 and enter Code 1919178#",
        "Meeting Access Code, if any: 802496652",
        "Meeting Access Code, if any: 563 021 2545",
        "Meeting Access Code, serenity",
        "Google Meet Meeting Code: abc-defg-hij",
        "Password for the meeting is: serenity",
        "The password is “one day at a time”.",
        "Passcode:\nserenity",
        "Meeting ID is 845 1234 5678. Passcode is serenity",
        "Meeting ID 845-1234-5678 Pass Code serenity",
        "Zoom meeting number: 845 1234 5678",
        "Zoom Meeting: 845 1234 5678",
        "Zoom# 84512345678",
        "Zoom: 845-123-4567, password is Serenity",
        "Zoom ID 845.1234.5678",
        "Webex meeting number: 123 456 7890",
        "Our Zoom number changed. The old one was 81608133865",
        "ID de reunión: 427 262 1020",
        "ID reunion: 845 1234 5678 Codigo de acceso 1234",
        "La contraseña es serenidad.",
        "Join at https://meet.goto.com/123456789",
        "Skype join.skype.com/abc",
    ],
)
def test_room_numbers_and_passcodes_are_found_however_they_are_written(secret: str) -> None:
    listing = only(**online(notes=f"{secret}\nBring your own cup."))
    # Nothing of what opens the room is left; a sentence beside it that names no number may be.
    assert listing.notes.removeprefix("Our Zoom number changed. ") == "Bring your own cup."
    assert listing.joining is not None
    assert secret.split()[-1] in listing.joining.conference_url_notes
    assert not listing.joining.is_published


@pytest.mark.parametrize(
    "notes",
    [
        "Call 601-555-0100 or 1-800-555-0100, 24 hours.",
        "Phone number: 601-555-0100",
        "Tel. 601-555-0100, 601-555-0101",
        "Zoom or call 601.555.0100",
        "Meeting phone: 601-555-0100",
        "Public Phone Number, if any: 16699006833",
        "Meeting Access Code, if any: None",
        "Meeting Access Code, if any: email the group for it",
        "Password: none needed",
        "No password 24/7.",
        "Password is required.",
        "The passcode is optional, ask the host.",
        "The password is the same as last week",
        "Picture ID required",
        "Group ID # 000278063",
        "GSO# 000428720",
        "Gate code 1234, enter on 4th St.",
        "Room 101, 555-0100",
        "In person at 10804 119 Street, Jackson, MS 39201-1234",
        "Business meeting: 11/27/2026 7:00 PM",
        "Pages 60-63, 83-88, 417-420",
        "Código postal: 39201",
    ],
)
def test_what_is_no_secret_stays_where_people_read_it(notes: str) -> None:
    reading = read(online(notes=notes))
    assert reading.listings[0].notes == notes
    assert reading.mended == {}


@pytest.mark.parametrize("field", ["notes", "group_notes", "location_notes", "location", "group"])
def test_no_public_text_keeps_a_link_or_passcode(field: str) -> None:
    listing = only(**{field: f"{ROOM}?pwd=Xyz\nPasscode: pear7"})
    public = repr(listing).replace(repr(listing.joining), "")
    assert "pear7" not in public
    assert "zoom.us" not in public
    assert listing.joining is not None
    assert listing.joining.conference_url == f"{ROOM}?pwd=Xyz"
    assert listing.attendance == "hybrid"


def test_a_room_given_as_the_meetings_page_is_no_page() -> None:
    reading = read(online(conference_url=None, url=ROOM))
    (listing,) = reading.listings
    assert listing.joining is not None
    assert (listing.url, listing.joining.conference_url) == ("", ROOM)
    assert reading.mended == {"joining_moved": 1}
