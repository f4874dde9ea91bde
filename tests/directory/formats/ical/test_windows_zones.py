"""The table of Windows' zones, against the one of the icalendar library."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo, available_timezones

import pytest
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from porchlight.directory.formats.ical.windows_zones import TABLE, _table, zone_of_windows
from script.windows_zones import table_of


@pytest.mark.parametrize(
    ("windows", "iana"),
    [("Central Standard Time", "America/Chicago"), ("GMT Standard Time", "Europe/London"),
     ("Central Standard Time (Mexico)", "America/Mexico_City"), ("central standard time", ""),
     ("# windowsZones", ""), ("", "")],
)  # fmt: skip
def test_a_zone_by_its_windows_name(windows, iana):
    assert zone_of_windows(windows) == iana


def test_it_knows_what_another_reader_knows_and_each_is_a_zone():
    assert len(WINDOWS_TO_OLSON) > 100
    assert {name: zone_of_windows(name) for name in WINDOWS_TO_OLSON} == WINDOWS_TO_OLSON
    assert set(_table().values()) <= available_timezones()
    assert all(ZoneInfo(zone) for zone in _table().values())


def test_the_table_carries_its_source_and_its_licence():
    assert "SPDX-License-Identifier: Unicode-3.0" in TABLE.read_text(encoding="utf-8")


def test_of_many_territories_the_one_for_anywhere_is_taken():
    zones = [("B Time", "Asia/B", "001"), ("A Time", "Asia/A", "001"), ("A Time", "Asia/C", "CN")]
    rows = [{"mapZone": {"_other": w, "_type": i, "_territory": t}} for w, i, t in zones]
    content = json.dumps({"supplemental": {"windowsZones": {"mapTimezones": rows}}})
    lines = table_of(content, "Copyright\n\nof nobody").splitlines()
    assert lines[2:] == ["# Copyright", "#", "# of nobody", "A Time\tAsia/A", "B Time\tAsia/B"]
