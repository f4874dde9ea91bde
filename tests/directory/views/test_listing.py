"""One listing of each kind, whole; and its organization with all that it offers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.utils.text import capfirst

from porchlight.directory.display import wording
from porchlight.directory.display.countdown import day_and_clock
from porchlight.directory.display.phone_links import line_of
from porchlight.directory.display.schedule_text import dated, weekly
from porchlight.directory.models import Duplicate
from porchlight.directory.vocabulary.terms import term_name
from tests.directory.listings import (
    JACKSON,
    make_dated,
    make_meeting,
    make_organization,
    make_place,
    make_source,
    on_clock,
)
from tests.growth import assert_does_not_grow
from tests.make import NOW, TODAY

pytestmark = pytest.mark.usefixtures("now")  # Wednesday 18 November 2026, 12:30 in Mississippi


def shown(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return b" ".join(answer.content.split()).decode()


def times_in(page: str) -> str:
    """The part of a listing's page that says when."""
    return page.split('id="times"')[1].split("</section>")[0]


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
        'id="open-now"', "Ring first.", "First visits", 'href="tel:+16015550123;ext=4"',
        weekly([0, 1, 2, 3, 4]), "8\u00a0a.m. – 5\u00a0p.m.", "First talk is free.",
        "No papers asked.",
        "Bus 4, two stops.", *(term_name(term) for term in clinic.terms),
    ):  # fmt: skip
        assert words in page, words
    assert re.search(r"\b18\b", page.split('id="way"')[1].split("</section>")[0])
    assert "Nov. 17, 2026" in page.split('id="checked"')[1]
    assert 'id="expect"' not in page
    assert "calendar.ics" not in page


def test_care_is_closed_outside_its_hours(ana, client_of, clinic) -> None:
    with time_machine.travel("2026-11-18T23:30:00Z", tick=False):
        assert 'id="closed-now"' in shown(client_of(ana), f"/meet/{clinic.pk}/")


def test_an_event_tells_its_dates(ana, client_of) -> None:
    walk = make_meeting((), name="Walk by the river", kind="event")
    make_dated(walk, "2026-01-25", "10:00", "FREQ=MONTHLY;BYDAY=-1SU")
    page = shown(client_of(ana), f"/meet/{walk.pk}/")
    sundays = (date(2026, 11, 29), date(2026, 12, 27), date(2027, 1, 31))
    assert day_and_clock(on_clock(sundays[0], "10:00"), TODAY) in page
    assert dated(walk.schedules.get(), TODAY) in page
    assert " · ".join(wording.day(sunday, TODAY) for sunday in sundays) in page
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
    assert page.count(weekly(list(range(7)))) == 1
    assert "7\u00a0p.m. – 8\u00a0p.m. in Chicago" in page
    assert f" {wording.day(TODAY, TODAY)}, 8\u00a0p.m. – 9\u00a0p.m." in page


def test_days_and_times_are_told_together_on_one_clock(ana, client_of) -> None:
    """Between 25 October and 1 November London is five hours ahead of Chicago, and six otherwise;
    and half past midnight there is the evening before here."""
    london = {"zone": "Europe/London", "attendance": "online"}
    evening = make_meeting(("mon 19:00", "thu 19:00", "sat 19:00"), **london)
    night = make_meeting("thu 00:30", **london)
    walk = make_meeting((), kind="event", **london)
    make_dated(walk, "2026-01-25", "00:30", "FREQ=MONTHLY;BYDAY=-1SU", "Europe/London")
    client, today = client_of(ana), date(2026, 10, 23)
    tomorrow, wednesday, november, december = (
        wording.day(day, today)
        for day in (date(2026, 10, 24), date(2026, 10, 28), date(2026, 11, 28), date(2026, 12, 26))
    )
    with time_machine.travel("2026-10-23T17:00:00Z", tick=False):
        page = times_in(shown(client, f"/meet/{evening.pk}/"))
        assert page.count("<li") == 1
        assert weekly([0, 3, 5]) in page
        assert "7\u00a0p.m. – 8\u00a0p.m. in London" in page
        assert f" {tomorrow}, 1\u00a0p.m. – 2\u00a0p.m." in page
        page = times_in(shown(client, f"/meet/{night.pk}/"))
        assert weekly([3]) in page
        assert "12:30\u00a0a.m. – 1:30\u00a0a.m. in London" in page
        assert f" {wednesday}, 7:30\u00a0p.m. – 8:30\u00a0p.m." in page
        page = times_in(shown(client, f"/meet/{walk.pk}/"))
        assert dated(walk.schedules.get(), today) in page
        assert (
            f" {tomorrow}, 6:30\u00a0p.m. – 7:30\u00a0p.m."
            f" · {november}, 6:30\u00a0p.m. · {december}, 6:30\u00a0p.m."
        ) in page


def test_a_day_begins_at_midnight_and_not_with_the_start_just_before(ana, client_of) -> None:
    every_day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    late = make_meeting(tuple(f"{day} 23:55" for day in every_day), attendance="online")
    early = make_meeting(tuple(f"{day} 00:00" for day in every_day), attendance="online")
    client = client_of(ana)

    def starts(meeting: Any, on: str, day: date, clock: str, today: date = TODAY) -> bool:
        words = day_and_clock(on_clock(day, clock), today)
        head = shown(client, f"/meet/{meeting.pk}/{on}").split("<h1>")[1].split("</p>")[0]
        return words in head or capfirst(words) in head

    thursday, friday = date(2026, 11, 19), date(2026, 11, 20)
    assert starts(late, "?on=2026-11-20", friday, "23:55")
    assert starts(early, "?on=2026-11-20", friday, "00:00")
    assert starts(late, "?on=2026-11-18", TODAY, "23:55")
    with time_machine.travel("2026-11-19T06:03:00Z", tick=False):  # three past midnight here
        assert starts(early, "?on=2026-11-19", thursday, "00:00", today=thursday)
        assert starts(late, "?on=2026-11-19", thursday, "23:55", today=thursday)
        assert starts(late, "", TODAY, "23:55", today=thursday)


def test_what_was_not_seen_for_long_warns(ana, client_of) -> None:
    old = make_meeting("wed 19:00", last_seen_on=date(2026, 9, 1))
    page = shown(client_of(ana), f"/meet/{old.pk}/")
    assert wording.month(date(2026, 9, 1)) in page.split('id="stale"')[1].split("</div>")[0]


def test_what_is_said_twice_points_to_the_one_that_stands(ana, client_of) -> None:
    kept = make_meeting("wed 19:00", name="Evening light")
    other = make_meeting("wed 19:00", name="Evening lights", source=make_source("county"))
    Duplicate.objects.create(service=other, of=kept, why="place-time-name", found_at=NOW)
    client = client_of(ana)
    also, same = 'id="also-listed-by"', 'id="same-as"'
    assert " county." in shown(client, f"/meet/{kept.pk}/").split(also)[1].split("</span>")[0]
    page = shown(client, f"/meet/{other.pk}/").split(same)[1]
    assert f'href="/meet/{kept.pk}/">Evening light</a>' in page
    Duplicate.objects.update(undone_at=NOW)
    assert also not in shown(client, f"/meet/{kept.pk}/")
    assert same not in shown(client, f"/meet/{other.pk}/")


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
    page = b" ".join(first.content.split()).decode()
    for words in ("Grace Desk", "We answer all day.", "tel:6015550100",
                  f"{weekly([0, 3])}, 7\u00a0p.m."):  # fmt: skip
        assert words in page
    assert re.search(r'id="offers">45\b', page)
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
