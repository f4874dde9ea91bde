"""HSDS in one line, for the tests of its reader and its writer."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from porchlight.directory.formats.hsds.read import read_hsds
from porchlight.directory.formats.record import FeedReading, Listing, ReadingContext

TODAY = date(2026, 11, 18)
CHICAGO = "America/Chicago"
JACKSON = {"latitude": 32.3, "longitude": -90.2}


def read_made(feed: Any, zone: str = "") -> FeedReading:
    content = feed if isinstance(feed, bytes) else json.dumps(feed).encode()
    return read_hsds(content, ReadingContext(TODAY, default_zone=zone))


def only(feed: Any, zone: str = "") -> Listing:
    (listing,) = read_made(feed, zone).listings
    return listing


def make_service(*places: dict[str, Any], **told: Any) -> dict[str, Any]:
    ats = [
        {"id": f"at-{n}", "location": {"id": f"place-{n}", **place}}
        for n, place in enumerate(places, start=1)
    ]
    return {
        "id": "s1",
        "name": "Open Door",
        "status": "active",
        "service_at_locations": ats,
        **told,
    }


def zipped(files: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def zipped_folder(folder: Path) -> bytes:
    return zipped({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
