"""The benchmarks' made-up feed has the shape it claims."""

from __future__ import annotations

import json

from benchmarks.made_up_meetings import made_up_feed
from tests.directory.made_up import read_guide

ROWS = 2_000


def test_the_same_seed_makes_the_same_feed() -> None:
    assert made_up_feed(50, 1) == made_up_feed(50, 1)
    assert made_up_feed(50, 1) != made_up_feed(50, 2)


def test_the_feed_has_the_shape_of_published_ones() -> None:
    rows = made_up_feed(ROWS, 1)
    reading = read_guide(json.dumps(rows).encode(), "America/Chicago")
    assert (len(reading.listings), reading.dropped) == (ROWS, {})
    assert 600 < len(json.dumps(rows)) / ROWS < 1_000
    places = {(row["latitude"], row["longitude"]) for row in rows if "latitude" in row}
    assert 3 < ROWS / len(places) < 7
    attendances = [listing.attendance for listing in reading.listings]
    assert 0.15 < attendances.count("online") / ROWS < 0.25
    assert 0.06 < attendances.count("hybrid") / ROWS < 0.14
    assert {listing.zone for listing in reading.listings} >= {
        "America/Chicago",
        "America/New_York",
        "America/Phoenix",
    }
    assert reading.mended["point_shared_by_many"] > 0
