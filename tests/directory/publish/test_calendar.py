from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from porchlight.directory.models import Service
from porchlight.directory.publish.calendar_file import calendar_of
from porchlight.people.models import Person
from tests.directory.listings import JACKSON, make_dated, make_meeting, make_place

NOW = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)


def read(content: bytes) -> Any:
    return Calendar.from_ical(content)


def meeting(*when: str, **facts: Any) -> Service:
    place = make_place(JACKSON, address="12 Elm St", formatted_address="12 Elm St, Jackson, MS")
    return make_meeting(when, place=place, notes="Ring twice", **{"name": "Grace Group", **facts})


def test_by_itself_it_says_only_meeting() -> None:
    content = calendar_of(meeting("wed 19:00"), NOW, in_full=False)
    (event,) = read(content).walk("VEVENT")
    assert event["summary"] == "Meeting"
    for secret in (b"Grace", b"Elm", b"Ring", b"made-up"):
        assert secret not in content


def test_in_full_it_has_a_name_and_an_address() -> None:
    (event,) = read(calendar_of(meeting("wed 19:00"), NOW, in_full=True)).walk("VEVENT")
    assert (event["summary"], event["location"]) == ("Grace Group", "12 Elm St, Jackson, MS")


def test_each_weekly_time_repeats_on_the_clock_of_its_zone() -> None:
    content = calendar_of(meeting("wed 19:00", "sun 08:30", lasts=90), NOW, in_full=False)
    calendar = read(content)
    events = calendar.walk("VEVENT")
    assert [event["dtstart"].dt.isoformat() for event in events] == [
        "2026-11-18T19:00:00-06:00",
        "2026-11-22T08:30:00-06:00",
    ]
    assert all(event["dtstart"].params["TZID"] == "America/Chicago" for event in events)
    assert [event["rrule"]["BYDAY"] for event in events] == [["WE"], ["SU"]]
    assert {event["duration"].dt.total_seconds() for event in events} == {5400}
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "America/Chicago"


def test_the_same_meeting_keeps_its_uid() -> None:
    kept = meeting("wed 19:00")
    first, again = (
        [str(e["uid"]) for e in read(calendar_of(kept, at, in_full=full)).walk("VEVENT")]
        for at, full in ((NOW, False), (datetime(2027, 6, 1, tzinfo=UTC), True))
    )
    assert first == again


def test_a_start_that_the_clocks_move_is_not_the_one_to_count_from() -> None:
    saturday = datetime(2026, 3, 7, 12, tzinfo=ZoneInfo("America/Chicago"))
    (event,) = read(calendar_of(meeting("sun 02:30"), saturday, in_full=False)).walk("VEVENT")
    assert event["dtstart"].dt.isoformat() == "2026-03-15T02:30:00-05:00"


@pytest.mark.usefixtures("now")
def test_the_file_has_a_name_that_says_nothing(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    response = client_of(ana).get(f"/meet/{meeting('wed 19:00').pk}/calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="meeting.ics"'


def test_a_monthly_meeting_is_one_event_with_its_rule_and_the_dates_called_off() -> None:
    service = meeting(name="Grace Group")
    dated = make_dated(service, "2026-10-25", "18:00", "FREQ=MONTHLY;BYDAY=-1SU;UNTIL=20261231")
    dated.excluded = ["2026-11-29"]
    dated.save()
    (event,) = read(calendar_of(service, NOW, in_full=False)).walk("VEVENT")
    assert event["dtstart"].dt.isoformat() == "2026-10-25T18:00:00-05:00"
    assert event["rrule"].to_ical() == b"FREQ=MONTHLY;UNTIL=20270101T000000Z;BYDAY=-1SU"
    assert [day.dt.isoformat() for day in event["exdate"].dts] == ["2026-11-29T18:00:00-06:00"]


def test_what_happens_once_and_is_over_is_left_out() -> None:
    service = meeting()
    make_dated(service, "2026-11-17", "18:00")
    assert not read(calendar_of(service, NOW, in_full=False)).walk("VEVENT")
    make_dated(service, "2026-12-24", "18:00")
    (event,) = read(calendar_of(service, NOW, in_full=False)).walk("VEVENT")
    assert event["dtstart"].dt.isoformat() == "2026-12-24T18:00:00-06:00"
    assert "rrule" not in event
