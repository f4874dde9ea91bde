"""Meeting Guide's table form says what its JSON says."""

from __future__ import annotations

import csv
import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from porchlight.directory.formats.fields.times import WeeklyStart
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake.actions import import_feed
from tests.directory.formats.containers.test_sheet import xlsx
from tests.directory.made_up import FEEDS, changed_nothing, feed, only, read_guide

TABLE = (FEEDS / "guide_table.csv").read_bytes()
ROWS = list(csv.reader(TABLE.decode().splitlines()))


def test_a_table_is_read_as_its_template_says() -> None:
    reading = read_guide(TABLE)
    noon, porch = reading.listings
    assert (reading.read, reading.dropped) == (2, {})
    assert (porch.key, porch.name) == ("porch-light", "Porch Light")
    assert porch.types == ("O", "BE", "X")
    assert porch.starts == (WeeklyStart(1, 18 * 60 + 30, 60),)
    assert porch.place
    assert porch.place.regions == ("Hinds County", "Fondren")
    assert porch.place.formatted_address == "3310 N State St, Jackson, MS 39216, USA"
    assert porch.updated_at == datetime(2026, 3, 1, 16, 50, 58, tzinfo=UTC)
    assert (porch.url, porch.extra) == ("https://example.org/porch", {"venmo": "@porchlight"})
    assert [start.weekday for start in noon.starts] == [2, 4]
    assert (noon.attendance, noon.types) == ("online", ("O", "D"))
    assert noon.joining
    assert noon.joining.passcode == "porch1"
    assert "Pat" not in repr(reading.listings)


def test_a_workbook_says_the_same_as_text() -> None:
    assert read_guide(xlsx(*ROWS)).listings == read_guide(TABLE).listings
    spaced = "\n".join(";".join(f'"{cell}"' for cell in row) for row in ROWS)
    assert read_guide(spaced.encode("utf-16")).listings == read_guide(TABLE).listings


def test_a_workbooks_own_times_and_numbers_are_read() -> None:
    content = xlsx(
        ["Name", "Day", "Time", "Postal Code", "City", "State", "Latitude", "Longitude", "Slug"],
        ["Noon", 2, "12:00", 2657, "Provincetown", "MA", 42.05, -70.19, "noon"],
    )
    (listing,) = read_guide(content).listings
    assert (listing.zone, listing.starts[0].weekday) == ("America/New_York", 2)
    assert listing.place
    assert listing.place.point == (42.05, -70.19)


def test_id_is_the_slug_only_where_no_column_is_called_slug() -> None:
    both = b"Name,Day,Time,Slug,ID,Timezone\nNoon,Monday,12:00,noon,17,America/Chicago\n"
    assert read_guide(both).listings[0].key == "noon"
    assert read_guide(both.replace(b"Slug", b"x")).listings[0].key == "17"


@pytest.mark.parametrize(
    ("column", "cell", "fields"),
    [
        ("Start Time", "12:00 PM", {}),
        ("Zip", "39216", {"postal_code": "39216"}),
        ("Sub Region", "Fondren", {"sub_region": "Fondren"}),
        ("Region", "Hinds > Fondren", {"region": ["Hinds", "Fondren"]}),
        ("Approximate", "yes", {"approximate": "yes"}),
        ("Group Notes", "Cake", {"group_notes": "Cake"}),
        ("Conference Phone", "601-555-0100", {"conference_phone": "601-555-0100"}),
        ("District", "9", {"district": "9"}),
        ("Feedback URL", "https://example.org/f", {"feedback_url": "https://example.org/f"}),
    ],
)
def test_a_column_is_the_field_of_its_name(
    column: str, cell: str, fields: dict[str, object]
) -> None:
    header = "Name,Slug,Day,Time,End Time,Timezone,Types,Location,Formatted Address,Lat,Lng"
    values = "Magnolia Noon Group,magnolia-noon,Monday,12:00,13:00,America/Chicago,Open|Discussion"
    where = 'Fondren Hall,"3310 N State St, Jackson, MS 39216, USA",32.3367,-90.1748'
    content = f"{header},{column}\n{values.replace('|', ' ; ')},{where},{cell}\n"
    content = content.replace("Open ; Discussion", '"Open, Discussion"')
    assert read_guide(content.encode()).listings[0] == only(**fields)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Name,Color\nNoon,blue\n", "not whole JSON"),
        (b"nothing of the kind", "not whole JSON"),
        (xlsx(["Name", "Color"], ["Noon", "blue"]), "no column called Name"),
        (b"Name,Day,Time\n", "no rows"),
        (b"PK\x03\x04 broken", "zip file"),
    ],
)
def test_a_table_of_something_else_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(FeedRefused, match=words):
        read_guide(content)


def test_lines_of_json_and_airtable_rows_are_still_read() -> None:
    rows = [{"name": "A", "slug": "a", "day": [1, 3], "time": "19:00"},
            {"name": "B", "slug": "b", "day": 2, "time": "19:00"}]  # fmt: skip
    lines = "\n".join(json.dumps(row) for row in rows).encode()
    airtable = json.dumps({"records": [{"id": "r", "fields": row} for row in rows]}).encode()
    whole = read_guide(feed(*rows), "America/Chicago")
    assert read_guide(lines, "America/Chicago") == whole
    assert read_guide(airtable, "America/Chicago") == whole
    assert [len(listing.starts) for listing in whole.listings] == [2, 1]


def test_twice_changes_nothing_and_the_json_of_it_changes_nothing(now: datetime) -> None:
    report = import_feed("table", TABLE, at=now)
    assert report.added == 2
    again = import_feed("table", xlsx(*ROWS), at=now)
    assert (again.unchanged, changed_nothing(again)) == (2, True)


@settings(max_examples=60)
@given(st.lists(st.lists(st.text(max_size=20), max_size=8), max_size=4))
def test_any_cells_are_read_or_dropped(rows: list[list[str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    header = "Name,Day,Time,Types,Latitude,Region,ID,Conference URL\n"
    with suppress(FeedRefused):
        reading = read_guide((header + "\n".join(lines)).encode(), "America/Chicago")
        assert reading.read == len(reading.listings) + sum(reading.dropped.values())


def test_the_published_template_is_read_whole(shared_data: Path) -> None:
    path = shared_data / "meeting_guide" / "spec" / "tsml_template.csv"
    reading = read_guide(path.read_bytes())
    assert (reading.read, len(reading.listings), reading.dropped) == (36, 36, {})
    assert "types_not_known" not in reading.mended
    assert {start.minute for listing in reading.listings for start in listing.starts}
    assert all(replace(listing, publisher=None).zone for listing in reading.listings)
