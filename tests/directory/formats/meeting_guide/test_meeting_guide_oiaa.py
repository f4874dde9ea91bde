"""The online intergroup's own table: ids, times in words, formats instead of attendance."""

from __future__ import annotations

import pytest

from tests.directory.made_up import read

OIAA = {
    "name": "Night Owls",
    "meetingId": 36,
    "times": "Sunday 8:30 AM\nMonday 8:30 PM",
    "timezone": "America/Los_Angeles",
    "url": "https://zoom.us/j/5550100200",
    "types": "Closed, Men, English",
    "formats": "Video, Audio",
    "phone": 16015550100,
    "accessCode": "531646",
    "primaryContactName": "Pat",
    "notes": "Be kind.",
}


def test_oiaas_table_is_read() -> None:
    (listing,) = read(OIAA).listings
    assert listing.key == "36"
    assert [(s.weekday, s.minute) for s in listing.starts] == [(1, 20 * 60 + 30), (7, 8 * 60 + 30)]
    assert (listing.attendance, listing.types) == ("online", ("C", "M", "EN"))
    assert listing.url == ""
    assert listing.joining is not None
    assert listing.joining.conference_url == "https://zoom.us/j/5550100200"
    assert (listing.joining.conference_phone, listing.joining.passcode) == ("16015550100", "531646")
    assert "Pat" not in repr(listing)


@pytest.mark.parametrize(
    ("change", "status"),
    [({"url": "https://nightowls.example.org"}, "active"), ({"url": "https:"}, "closed_for_now")],
)
def test_an_online_meeting_without_a_room_needs_a_page(change: dict[str, str], status: str) -> None:
    (listing,) = read(OIAA | {"phone": None, "accessCode": None} | change).listings
    assert (listing.attendance, listing.status) == ("online", status)


def test_words_that_are_no_times_drop_the_row() -> None:
    assert read(OIAA | {"times": "Sundays around eight"}).dropped == {"unreadable_time": 1}
    assert read(OIAA | {"times": None}).listings[0].starts == ()
