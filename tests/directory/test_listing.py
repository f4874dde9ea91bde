"""One listing of each kind, whole; and its organization with all that it offers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from porchlight.directory.display.phone_links import line_of
from porchlight.directory.models import Duplicate
from tests.directory.listings import (
    JACKSON,
    make_dated,
    make_meeting,
    make_organization,
    make_place,
    make_source,
)
from tests.growth import assert_does_not_grow
from tests.make import NOW

pytestmark = pytest.mark.usefixtures("now")  # Wednesday 18 November 2026, 12:30 in Mississippi


def shown(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def clinic(db: None) -> Any:
    days = tuple(f"{day} 08:00" for day in ("mon", "tue", "wed", "thu", "fri"))
    return make_meeting(
        days, lasts=540, name="Bluestem Clinic", kind="service",
        place=make_place(JACKSON, name="Bluestem", city="Jackson", transport="Bus 4, two stops."),
        terms=["need:outpatient", "cost:medicaid", "language:es", "population:pregnant"],
        phones=[{"number": "601-555-0123 ext. 4", "label": "First visits"}],
        fees="First talk is free.", eligibility="No papers asked.", least_age=18,
        how_to_apply="Ring first.", checked_on=date(2026, 11, 2), last_seen_on=date(2026, 11, 17),
    )  # fmt: skip


def test_care_tells_how_to_begin_when_it_is_open_what_it_costs_and_for_whom(
    ana, client_of, clinic
) -> None:
    page = shown(client_of(ana), f"/meet/{clinic.pk}/")
    for words in (
        "Open now", "Treatment by day, living at home", "Ring first.", "First visits",
        'href="tel:+16015550123;ext=4"', "Every Monday to Friday", "8 a.m. – 5 p.m.", "Medicaid",
        "First talk is free.", "No papers asked.", "From 18 years on", "Spanish",
        "Pregnant or just had a baby", "Bus 4, two stops.", "Checked Nov. 17, 2026",
    ):  # fmt: skip
        assert words in page, words
    assert "What to expect" not in page
    assert "calendar.ics" not in page


def test_care_is_closed_outside_its_hours(ana, client_of, clinic) -> None:
    with time_machine.travel("2026-11-18T23:30:00Z", tick=False):
        assert "Closed right now" in shown(client_of(ana), f"/meet/{clinic.pk}/")


def test_an_event_tells_its_dates(ana, client_of) -> None:
    walk = make_meeting((), name="Walk by the river", kind="event")
    make_dated(walk, "2026-01-25", "10:00", "FREQ=MONTHLY;BYDAY=-1SU")
    page = shown(client_of(ana), f"/meet/{walk.pk}/")
    assert "Sunday, November 29, at 10 a.m." in page
    assert "Every last Sunday" in page
    assert "Next: Sunday, November 29 · Sunday, December 27 · Sunday, January 31" in page
    assert "calendar.ics" in page


def test_what_is_over_has_no_next_date(ana, client_of) -> None:
    walk = make_meeting((), name="Walk", kind="event")
    make_dated(walk, "2026-11-01", "10:00")
    page = shown(client_of(ana), f"/meet/{walk.pk}/")
    assert 'id="times"' not in page


def test_a_daily_meeting_in_another_zone_is_one_line_on_both_clocks(cleo, client_of) -> None:
    days = tuple(f"{day} 19:00" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    meeting = make_meeting(days, attendance="online")
    page = shown(client_of(cleo), f"/meet/{meeting.pk}/")
    assert page.count("Every day") == 1
    assert "7 p.m. – 8 p.m. in Chicago" in page
    assert "The next one: Today, 8 p.m. – 9 p.m." in page


def test_days_and_times_are_told_together_on_one_clock(ana, client_of) -> None:
    """Between 25 October and 1 November London is five hours ahead of Chicago, and six otherwise;
    and half past midnight there is the evening before here."""
    london = {"zone": "Europe/London", "attendance": "online"}
    evening = make_meeting(("mon 19:00", "thu 19:00", "sat 19:00"), **london)
    night = make_meeting("thu 00:30", **london)
    walk = make_meeting((), kind="event", **london)
    make_dated(walk, "2026-01-25", "00:30", "FREQ=MONTHLY;BYDAY=-1SU", "Europe/London")
    client = client_of(ana)
    with time_machine.travel("2026-10-23T17:00:00Z", tick=False):
        page = shown(client, f"/meet/{evening.pk}/")
        assert page.count("Every ") == 1
        assert "Every Monday, Thursday and Saturday" in page
        assert "7 p.m. – 8 p.m. in London" in page
        assert "The next one: Tomorrow, 1 p.m. – 2 p.m." in page
        page = shown(client, f"/meet/{night.pk}/")
        assert "Every Thursday" in page
        assert "12:30 a.m. – 1:30 a.m. in London" in page
        assert "The next one: Wednesday, October 28, 7:30 p.m. – 8:30 p.m." in page
        page = shown(client, f"/meet/{walk.pk}/")
        assert "Every last Sunday" in page
        assert (
            "Next: Tomorrow, 6:30 p.m. – 7:30 p.m. · Saturday, November 28, 6:30 p.m. · "
            "Saturday, December 26, 6:30 p.m."
        ) in page


def test_a_day_begins_at_midnight_and_not_with_the_start_just_before(ana, client_of) -> None:
    every_day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    late = make_meeting(tuple(f"{day} 23:55" for day in every_day), attendance="online")
    early = make_meeting(tuple(f"{day} 00:00" for day in every_day), attendance="online")
    client = client_of(ana)
    assert "Friday, November 20, at 11:55 p.m." in shown(client, f"/meet/{late.pk}/?on=2026-11-20")
    assert "Friday, November 20, at midnight" in shown(client, f"/meet/{early.pk}/?on=2026-11-20")
    assert "Today at 11:55 p.m." in shown(client, f"/meet/{late.pk}/?on=2026-11-18")
    with time_machine.travel("2026-11-19T06:03:00Z", tick=False):  # three past midnight here
        assert "today at midnight" in shown(client, f"/meet/{early.pk}/?on=2026-11-19")
        assert "Today at 11:55 p.m." in shown(client, f"/meet/{late.pk}/?on=2026-11-19")
        assert "Wednesday, November 18, at 11:55 p.m." in shown(client, f"/meet/{late.pk}/")


def test_what_was_not_seen_for_long_warns(ana, client_of) -> None:
    old = make_meeting("wed 19:00", last_seen_on=date(2026, 9, 1))
    page = shown(client_of(ana), f"/meet/{old.pk}/")
    assert "Not checked since September 2026. It may have changed" in page


def test_what_is_said_twice_points_to_the_one_that_stands(ana, client_of) -> None:
    kept = make_meeting("wed 19:00", name="Evening light")
    other = make_meeting("wed 19:00", name="Evening lights", source=make_source("county"))
    Duplicate.objects.create(service=other, of=kept, why="place-time-name", found_at=NOW)
    client = client_of(ana)
    assert "Also listed by: county." in shown(client, f"/meet/{kept.pk}/")
    assert f'href="/meet/{kept.pk}/">Evening light</a>' in shown(client, f"/meet/{other.pk}/")
    Duplicate.objects.update(undone_at=NOW)
    assert "Also listed by" not in shown(client, f"/meet/{kept.pk}/")
    assert "listed twice" not in shown(client, f"/meet/{other.pk}/")


def test_a_room_offers_company_for_the_first_time(ana, client_of) -> None:
    page = shown(client_of(ana), f"/meet/{make_meeting('wed 19:00').pk}/")
    assert 'id="company"' in page


@pytest.mark.parametrize(
    ("number", "href"),
    [
        ("601-555-0123", "tel:6015550123"),
        ("+52 55 5555 0100", "tel:+525555550100"),
        ("(601) 555-0123 x12", "tel:6015550123;ext=12"),
        ("1-800-GET-HELP", "tel:+18004384357"),
        ("+16699006833,,339639515#", "tel:+16699006833,,339639515%23"),
        ("988", "tel:988"),
        ("ask inside", ""),
    ],
)
def test_a_number_is_dialled_only_when_it_can_be(number: str, href: str) -> None:
    line = line_of(number)
    assert line is not None
    assert (line.number, line.href) == (number, href)


def test_an_organization_shows_what_it_says_and_all_it_offers_by_page(ana, client_of) -> None:
    desk = make_organization("Grace Desk", phone="601-555-0100", description="We answer all day.")
    for number in range(45):
        make_meeting(("mon 19:00", "thu 19:00"), name=f"Table {number:02}", organization=desk)
    make_meeting("wed 19:00", name="Closed", organization=desk, status="closed_for_now")
    client = client_of(ana)
    first = client.get(f"/meet/from/{desk.pk}/")
    page = " ".join(first.content.decode().split())
    for words in ("Grace Desk", "We answer all day.", "tel:6015550100", "45 listings",
                  "Every Monday and Thursday, 7 p.m."):  # fmt: skip
        assert words in page
    second = client.get(first.context["later"])
    names = [one.name for answer in (first, second) for one in answer.context["listings"]]
    assert names == [f"Table {number:02}" for number in range(45)]


def test_an_organization_asks_as_often_for_twenty_as_for_ten(ana, client_of) -> None:
    desk = make_organization("Grace Desk")
    assert_does_not_grow(
        client_of(ana),
        f"/meet/from/{desk.pk}/",
        lambda n: make_meeting(("wed 19:00", "fri 12:00"), organization=desk),
    )
