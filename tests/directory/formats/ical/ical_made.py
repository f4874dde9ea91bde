"""Calendars as organizers write them, made line by line."""

from __future__ import annotations

from datetime import date

from porchlight.directory.formats.ical.read import read_ical
from porchlight.directory.formats.record import FeedReading, Listing, ReadingContext
from porchlight.directory.intake.report import DROPPED, MENDED

TODAY = date(2026, 11, 18)
CHICAGO = "America/Chicago"
START = "DTSTART;TZID=America/Chicago:20261202T190000"


def event(*lines: str, uid: str = "u1", name: str = "Potluck") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{name}", *lines, "END:VEVENT"])


def calendar(*parts: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Lighthouse", *parts, "END:VCALENDAR"]
    return "\r\n".join(lines).encode() + b"\r\n"


def reading(*parts: str, zone: str = "") -> FeedReading:
    found = read_ical(calendar(*parts), ReadingContext(TODAY, default_zone=zone))
    assert found.read == len(found.listings) + sum(found.dropped.values())
    assert set(found.mended) <= set(MENDED)
    assert set(found.dropped) <= set(DROPPED)
    return found


def only(*lines: str, zone: str = "", **told: str) -> Listing:
    (listing,) = reading(event(*lines, **told), zone=zone).listings
    return listing
