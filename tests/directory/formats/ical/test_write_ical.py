"""What goes out as iCalendar is read by another library, and by our own reader as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from porchlight.directory.formats.ical.read import read_ical
from porchlight.directory.formats.ical.write import CalendarStyle, write_ical
from porchlight.directory.formats.record import ReadingContext
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Schedule, Service
from porchlight.directory.publish.queryset import exportable_services
from tests.directory.formats.ical.ical_made import START, TODAY, calendar, event
from tests.directory.listings import CHICAGO, make_dated, make_meeting, make_place

HERE = ReadingContext(TODAY, default_zone=CHICAGO)  # a day has no zone of its own in iCalendar
AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)


def written(**how: Any) -> bytes:
    return b"".join(write_ical(exportable_services(), CalendarStyle(**how)))


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


@pytest.mark.parametrize(
    "lines",
    [
        (START, "DURATION:PT90M"),
        (
            START,
            "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=6",
            "EXDATE;TZID=America/Chicago:20261216T190000",
        ),
        (START, "RRULE:FREQ=MONTHLY;BYDAY=1WE;UNTIL=20270401T000000Z"),
        (START, "RDATE;TZID=America/Chicago:20261209T200000,20261216T190000"),
        ("DTSTART;TZID=America/Chicago:20260105T190000", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE"),
        ("DTSTART;VALUE=DATE:20261202", "DTEND;VALUE=DATE:20261205"),
        ("DTSTART;VALUE=DATE:20261202", "RRULE:FREQ=YEARLY;UNTIL=20301202"),
        ("DTSTART:20261202T190000Z", "RRULE:FREQ=DAILY;INTERVAL=3"),
        (START, "GEO:32.3;-90.2", r"LOCATION:Grace Hall\, 12 Elm St\, Jackson\, MS 39201"),
        (START, "URL:https://l.example/x", r"DESCRIPTION:One\; two\, three\nfour \\ five"),
        (START, "CONFERENCE;VALUE=URI:https://meet.jit.si/Lighthouse", "CATEGORIES:Veterans,Food"),
        (START, "LAST-MODIFIED:20261101T120000Z", "SEQUENCE:3", "SUMMARY:" + "Größe " * 30),
    ],
)
def test_an_event_goes_out_and_comes_back_whole(lines: tuple[str, ...]) -> None:
    content = calendar(event(*lines))
    (first,) = read_ical(content, HERE).listings
    import_feed("made", content, at=AT, kind="ical", default_zone=CHICAGO)
    (again,) = read_ical(written(name="Lighthouse"), HERE).listings
    left_out = ("key", "extra")
    told, found = vars(first).copy(), vars(again).copy()
    assert {k: v for k, v in found.items() if k not in left_out} == {
        k: v for k, v in told.items() if k not in left_out
    }
    categories = [one.extra["ical"].get("categories") for one in (first, again)]  # type: ignore[attr-defined]
    assert categories[0] == categories[1]


def test_the_same_listings_are_the_same_bytes_on_every_day() -> None:
    make_meeting("wed 19:00")
    make_dated(make_meeting(()), "2026-12-24", "18:00")
    assert written() == written()
    assert b"DTSTAMP:20260302T000000Z" in written()


def test_days_at_one_hour_are_one_event_and_zones_are_told_once() -> None:
    make_meeting(("mon 19:00", "wed 19:00", "sun 08:30"))
    make_meeting("tue 19:00")
    found = events(written())
    assert sorted(len(one["rrule"]["BYDAY"]) for one in found) == [1, 1, 2]
    assert written().count(b"BEGIN:VTIMEZONE") == 1
    assert len({str(one["uid"]) for one in found}) == 3


def test_lines_are_folded_and_cut_no_character_in_two() -> None:
    make_meeting("wed 19:00", name="Añoranza " * 20, notes="日本語" * 100)
    content = written()
    assert max(map(len, content.split(b"\r\n"))) <= 75
    (one,) = events(content)
    assert str(one["description"]) == "日本語" * 100


def test_what_is_closed_for_now_is_called_off_and_joining_stays_unpublished() -> None:
    link = {"conference_url": "https://zoom.us/j/123456"}
    make_meeting("wed 19:00", attendance="online", joining=link, status="closed_for_now")
    (one,) = events(written())
    assert str(one["status"]) == "CANCELLED"
    assert b"zoom" not in written()


def test_an_approximate_point_is_not_told() -> None:
    make_meeting("wed 19:00", place=make_place(is_approximate=True, city="Jackson"))
    assert b"GEO" not in written()


def test_a_version_that_grew_says_so_in_its_sequence() -> None:
    service = make_meeting("wed 19:00")
    Service.objects.filter(pk=service.pk).update(version=12)
    Schedule.objects.update(zone="UTC")
    (one,) = events(written())
    assert one["sequence"] == 12
    assert one["dtstart"].dt == datetime(2026, 3, 4, 19, tzinfo=UTC)
    assert date(2026, 3, 2) == service.first_seen_on
    assert CHICAGO.encode() not in written()
