"""`porchlight find`: what starts soon, as a table to read or as JSON for other programs."""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import datetime

from django.utils import timezone

from porchlight.directory.finder import FindQuery, Found, Occurrence, Online, search
from porchlight.directory.wording import METRES

EXAMPLE = "porchlight find --near 32.3,-90.2 --within 10mi --hours 2"
WITHIN = re.compile(r"(\d+(?:\.\d+)?)\s*(mi|km)")
POINT = re.compile(r"\s*([-+]?\d+(?:\.\d+)?)\s*,\s*([-+]?\d+(?:\.\d+)?)\s*")
LONGEST_HOURS = 24 * 366
FARTHEST_M = 21_000_000.0  # a little more than half way round
COLUMNS = ("STARTS", "NAME", "WHERE", "DISTANCE", "TYPES", "SOURCE")


def add_commands(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = subparsers.add_parser("find", help="what starts soon, near a point or online")
    command.epilog = EXAMPLE
    # A southern latitude begins with a minus sign and is still a value, not an option.
    command._negative_number_matcher = re.compile(r"-\d")
    command.add_argument("--near", type=_point, metavar="LAT,LON", help="like 32.3,-90.2")
    command.add_argument("--within", type=_metres, metavar="10mi|16km", help="needs --near")
    command.add_argument("--at", type=_moment, metavar="ISO8601", help="default: now")
    command.add_argument("--hours", type=_hours, default=2.0, metavar="N", help="default: 2")
    command.add_argument("--type", action="append", default=[], metavar="CODE", dest="types")
    command.add_argument("--online", type=_online, default=Online.INCLUDE, metavar="WHICH")
    command.add_argument("--text", default="", metavar="WORDS", help="every word has to be there")
    command.add_argument("--limit", type=_limit, metavar="N", help="at most so many rows")
    command.add_argument("--json", action="store_true", help="print a JSON array")
    command.set_defaults(func=run_find, parser=command)


def run_find(arguments: argparse.Namespace) -> int:
    """Print what was found. 0 also when that is nothing; 2 when the words of the call are off."""
    if arguments.within is not None and arguments.near is None:
        arguments.parser.error("--within needs a point to measure from: add --near LAT,LON")
    query = FindQuery(
        hours=arguments.hours,
        near=arguments.near,
        within_m=arguments.within,
        types=tuple(arguments.types),
        online=arguments.online,
        text=arguments.text,
        limit=arguments.limit,
    )
    found = search(query, arguments.at or timezone.now())
    sys.stdout.write((_as_json(found) if arguments.json else _as_table(found)) + "\n")
    return 0


def _as_json(found: Found) -> str:
    rows = [json.dumps(_row(o), ensure_ascii=False) for o in found.occurrences]
    return "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"


def _row(occurrence: Occurrence) -> dict[str, object]:
    distance = occurrence.distance_m
    return {
        "source": occurrence.source,
        "key": occurrence.key,
        "name": occurrence.name,
        "starts_at": occurrence.starts_at.isoformat(),
        "ends_at": occurrence.ends_at.isoformat(),
        "timezone": occurrence.timezone,
        "attendance": occurrence.attendance,
        "distance_m": None if distance is None else round(distance, 1),
        "types": list(occurrence.types),
    }


def _as_table(found: Found) -> str:
    if not found.occurrences:
        return "Nothing starts then and there. Try more --hours, or a wider --within."
    rows = [COLUMNS, *(_cells(occurrence) for occurrence in found.occurrences)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(COLUMNS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
             for row in rows]  # fmt: skip
    shown = len(found.occurrences)
    return "\n".join([*(line.rstrip() for line in lines), "", f"{shown} of {found.total}"])


def _cells(occurrence: Occurrence) -> tuple[str, ...]:
    distance = "" if occurrence.distance_m is None else f"{occurrence.distance_m / 1000:.1f} km"
    place = "online" if occurrence.attendance == "online" else occurrence.city
    return (
        f"{occurrence.starts_at:%a %Y-%m-%d %H:%M %Z}",
        occurrence.name[:40],
        (place or occurrence.location_name)[:24],
        distance,
        ",".join(occurrence.types)[:24],
        occurrence.source,
    )


def _point(text: str) -> tuple[float, float]:
    match = POINT.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(
            f"write the point as LAT,LON like 32.3,-90.2, not {text!r}"
        )
    latitude, longitude = float(match[1]), float(match[2])
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise argparse.ArgumentTypeError(
            f"{text} is off the map: LAT goes from -90 to 90, LON from -180 to 180"
        )
    return latitude, longitude


def _metres(text: str) -> float:
    match = WITHIN.fullmatch(text.strip().lower())
    if match is None:
        raise argparse.ArgumentTypeError(f"write the distance like 10mi or 16km, not {text!r}")
    metres = float(match[1]) * METRES[match[2]]
    if metres > FARTHEST_M:
        raise argparse.ArgumentTypeError(f"{text} is more than half way round the Earth")
    return metres


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or not 1980 <= moment.year <= 2200:
        raise argparse.ArgumentTypeError(
            f"write the time like 2026-06-12T19:00-05:00, not {text!r}"
        )
    if moment.utcoffset() is None:
        raise argparse.ArgumentTypeError(
            f"{text} could be any zone's: add the offset, like {text}-05:00, or Z for UTC"
        )
    return moment


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = 0.0
    if not 0 < hours <= LONGEST_HOURS:
        raise argparse.ArgumentTypeError(f"write hours as a number from 0 to {LONGEST_HOURS}")
    return hours


def _online(text: str) -> Online:
    try:
        return Online(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write include, only or exclude") from None


def _limit(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("write a whole number from 1")
    return int(text)
