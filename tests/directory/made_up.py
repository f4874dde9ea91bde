"""Made-up rows and feeds in Meeting Guide's form."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from porchlight.directory.formats.meeting_guide.read import read_meeting_guide
from porchlight.directory.formats.record import FeedReading, Listing, ReadingContext
from porchlight.directory.intake.report import Report

FEEDS = Path(__file__).parent / "feeds"
GONE = object()  # as a field's value: leave the field out

ROW: dict[str, Any] = {
    "name": "Magnolia Noon Group",
    "slug": "magnolia-noon",
    "day": 1,
    "time": "12:00",
    "end_time": "13:00",
    "timezone": "America/Chicago",
    "types": ["O", "D"],
    "location": "Fondren Hall",
    "formatted_address": "3310 N State St, Jackson, MS 39216, USA",
    "latitude": 32.3367,
    "longitude": -90.1748,
}


def read_guide(content: bytes, zone: str = "") -> FeedReading:
    """Meeting Guide as an import on the first of the year reads it."""
    return read_meeting_guide(content, ReadingContext(date(2026, 1, 1), default_zone=zone))


def row(**fields: Any) -> dict[str, Any]:
    """A faultless row, but for the fields given."""
    return {name: value for name, value in (ROW | fields).items() if value is not GONE}


def online(**fields: Any) -> dict[str, Any]:
    """A faultless row that meets online only."""
    nowhere = dict.fromkeys(("location", "formatted_address", "latitude", "longitude"), GONE)
    return row(**{**nowhere, "conference_url": "https://zoom.us/j/5550100200", **fields})


def changed_nothing(report: Report) -> bool:
    return report.added == report.updated == report.removed == 0


def feed(*rows: object) -> bytes:
    return json.dumps(rows).encode()


def read(*rows: object, zone: str = "") -> FeedReading:
    return read_guide(feed(*rows), zone)


def only(**fields: Any) -> Listing:
    """The one listing that a feed of one row makes."""
    (listing,) = read(row(**fields)).listings
    return listing
