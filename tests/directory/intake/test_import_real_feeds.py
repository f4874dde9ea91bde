"""Eleven real feeds, with all their faults. They are no part of the project and may be absent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from porchlight.directory.intake.actions import import_feed
from porchlight.directory.intake.report import DROPPED, MENDED
from porchlight.directory.models import Schedule, Service
from tests.directory.made_up import read_guide

# name: rows, the zone to give, dropped
FEEDS = {
    "aasanjose": (670, "", {}),
    "aasanjose_2019": (570, "", {}),
    "aasfmarin": (658, "", {}),
    "atlanta": (6, "", {}),
    "benlomond": (35, "", {}),
    "edmonton": (315, "America/Edmonton", {}),
    "kc": (206, "", {}),
    "nwta": (613, "", {}),
    "oiaa_2022": (200, "", {}),
    "orange_county": (1967, "", {}),
    "raleigh_2017": (357, "", {}),
}


@pytest.fixture
def feeds(shared_data: Path) -> Path:
    return shared_data / "meeting_guide"


def test_the_table_names_every_feed_there_is(feeds: Path) -> None:
    assert {path.stem for path in feeds.glob("*.json")} == set(FEEDS)


@pytest.mark.parametrize("name", FEEDS)
def test_a_real_feed_adds_up_and_twice_changes_nothing(
    name: str, feeds: Path, now: datetime
) -> None:
    rows, zone, dropped = FEEDS[name]
    content = (feeds / f"{name}.json").read_bytes()
    report = import_feed(name, content, at=now, default_zone=zone)
    assert (report.read, report.dropped) == (rows, dropped)
    assert report.added == rows - sum(dropped.values()) == Service.objects.count()
    assert set(report.mended) <= set(MENDED)
    assert set(report.dropped) <= set(DROPPED)
    again = import_feed(name, content, at=now)
    assert (again.added, again.updated, again.removed) == (0, 0, 0)
    assert again.unchanged == report.added


def test_without_a_zone_a_feed_that_needs_one_changes_nothing(feeds: Path, now: datetime) -> None:
    report = import_feed("edmonton", (feeds / "edmonton.json").read_bytes(), at=now)
    assert report.dropped == {"no_time_zone": 315}
    assert not Service.objects.exists()


def test_two_years_later_the_same_source_is_updated(feeds: Path, now: datetime) -> None:
    import_feed("san-jose", (feeds / "aasanjose_2019.json").read_bytes(), at=now)
    report = import_feed("san-jose", (feeds / "aasanjose.json").read_bytes(), at=now)
    assert (report.added, report.updated, report.removed) == (144, 526, 44)
    assert Service.objects.exclude(status="removed").count() == 670


@pytest.mark.parametrize("name", FEEDS)
def test_nothing_public_holds_a_passcode_a_room_or_an_address_of_a_person(
    name: str, feeds: Path
) -> None:
    """The feeds' passcodes and people were replaced by marks that can be searched for."""
    content = (feeds / f"{name}.json").read_bytes()
    for listing in read_guide(content, "America/Chicago").listings:
        # The marks also replaced a word in the address of one office's form for corrections.
        extra = {**listing.extra, "feedback_url": ""}
        public = repr(replace(listing, joining=None, publisher=None, extra=extra))
        assert "@example.org" not in repr(listing.joining) + public
        assert "scrubbed" not in public
        assert "zoom.us/j/" not in public


def test_every_start_has_a_zone_on_land_near_its_place(feeds: Path, now: datetime) -> None:
    import_feed("nwta", (feeds / "nwta.json").read_bytes(), at=now)
    assert set(Schedule.objects.values_list("zone", flat=True)) == {
        "America/Chicago",
        "America/Denver",
    }
