"""The clock of most people of a country, and whether it is the only one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from porchlight.people.choices import COUNTRIES
from porchlight.people.local.countries import has_one_clock, main_zone
from porchlight.people.local.zones import country_of
from tests.make import NOW

HELPED = [code for code, _name in COUNTRIES if code != "ZZ"]


@pytest.mark.parametrize("country", HELPED)
def test_every_country_of_help_has_a_clock_of_its_own(country):
    assert country_of(main_zone(country)) == country


@pytest.mark.parametrize("months", range(0, 12, 3))
def test_one_clock_is_one_in_every_season(months):
    at = NOW + timedelta(days=30 * months)
    one = {code for code in HELPED if has_one_clock(code, at)}
    assert one == {"AR", "CO", "GB", "IE"}


@pytest.mark.parametrize("country", ["ZZ", "", "XX"])
def test_a_country_nobody_knows_has_no_clock(country):
    assert main_zone(country) == ""
    assert not has_one_clock(country, NOW)
