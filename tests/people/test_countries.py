"""Which country a zone is in, and whether a country has one clock."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import available_timezones

import pytest

from porchlight.people.choices import COMMON_ZONES, COUNTRIES
from porchlight.people.countries import country_of, has_one_clock, zones_of
from tests.make import NOW

HELPED = [code for code, _name in COUNTRIES if code != "ZZ"]


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("America/Chicago", "US"),
        ("America/Toronto", "CA"),
        ("America/Puerto_Rico", "PR"),
        ("Europe/London", "GB"),
        ("America/Mexico_City", "MX"),
        ("UTC", ""),
        ("", ""),
        ("Nowhere/Town", ""),
    ],
)
def test_a_zone_is_in_one_country(zone, country):
    assert country_of(zone) == country


@pytest.mark.parametrize("country", HELPED)
def test_every_country_of_help_has_zones_that_this_machine_knows(country):
    zones = zones_of(country)
    assert zones
    assert set(zones) <= available_timezones()
    assert {country_of(zone) for zone in zones} == {country}


def test_the_clock_of_most_people_stands_first():
    assert [zones_of(code)[0] for code in ("US", "CA", "AU", "MX", "NZ", "GB")] == [
        "America/New_York", "America/Toronto", "Australia/Sydney", "America/Mexico_City",
        "Pacific/Auckland", "Europe/London",
    ]  # fmt: skip
    assert {country_of(zone) for zone, _name in COMMON_ZONES} <= {*HELPED, "PR"}


@pytest.mark.parametrize("months", range(0, 12, 3))
def test_one_clock_is_one_in_every_season(months):
    at = NOW + timedelta(days=30 * months)
    one = {code for code in HELPED if has_one_clock(code, at)}
    assert {"GB", "IE", "AR", "CO"} <= one
    assert not one & {"US", "CA", "MX", "AU", "ES", "NZ", "CL"}


def test_a_country_nobody_knows_has_no_clock():
    assert zones_of("ZZ") == ()
    assert not has_one_clock("", NOW)
