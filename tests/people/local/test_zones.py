"""The list of time zones, and which country a zone is in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from porchlight.people.choices import COUNTRIES, ELSEWHERE
from porchlight.people.forms import WhereForm
from porchlight.people.local.zones import (
    CITIES,
    country_of,
    known_zones,
    listed_zones,
    proper_zone,
    words_of,
    zone_groups,
)

# A station on the ice, on a clock of its own. Whoever is there finds it set by the browser.
NOT_LISTED = {"Antarctica/Troll"}


def clock_of(zone: str) -> tuple[timedelta | None, ...]:
    """How far a zone is from UTC in each week of the coming year."""
    start = datetime(2026, 11, 1, tzinfo=UTC)
    weeks = (start + timedelta(weeks=n) for n in range(56))
    return tuple(moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in weeks)


def test_every_country_of_help_has_its_zones_with_cities_people_know():
    assert set(CITIES) | {ELSEWHERE} == {code for code, _name in COUNTRIES}
    for country, zones in CITIES.items():
        assert {country_of(zone) for zone, _words in zones} == {country}


def test_no_zone_stands_twice_and_each_is_named_as_today():
    zones = [zone for _group, listed in zone_groups() for zone, _words in listed]
    assert len(zones) == len(set(zones)) == len(listed_zones())
    assert [zone for zone in zones if proper_zone(zone) != zone] == []


def test_everybody_on_earth_finds_their_own_clock_on_the_list():
    listed = {clock_of(zone) for zone in listed_zones()}
    missing = {zone for zone in known_zones() if clock_of(zone) not in listed}
    assert missing == NOT_LISTED


def test_the_list_is_short():
    assert len(listed_zones()) < 100


def test_every_zone_that_is_taken_is_one_the_machine_knows():
    assert {"Pacific/Kiritimati", "Australia/Lord_Howe", "America/Chicago"} <= known_zones()
    assert all(ZoneInfo(zone) for zone in known_zones())


@pytest.mark.parametrize(
    "zone", ["", "UTC", "Etc/UTC", "Etc/GMT+5", "America/Jackson", "../x", "L"]
)
def test_what_is_no_place_is_no_zone(zone):
    assert proper_zone(zone) is None
    assert country_of(zone) == ELSEWHERE


def test_a_zone_off_the_list_is_called_by_its_city():
    assert words_of("America/Argentina/San_Luis") == "San Luis"


def test_each_persons_zone_can_be_kept_whatever_it_is():
    for zone in ("Antarctica/Troll", "America/Indiana/Knox", "Asia/Calcutta"):
        form = WhereForm(initial={"language": "en", "country": "US", "zone": zone})
        assert f'<option value="{zone}" selected>' in str(form["zone"])
        sent = WhereForm({"language": "en", "country": "US", "zone": zone})
        assert sent.is_valid()
        assert sent.cleaned_data["zone"] == proper_zone(zone)
