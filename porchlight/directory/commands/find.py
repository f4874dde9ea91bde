"""`porchlight find`: what starts soon, as a table to read or as JSON for other programs."""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import datetime

from django.utils import timezone

from porchlight.directory.display.wording import METRES
from porchlight.directory.finder.search import (
    Attending,
    FindQuery,
    Found,
    Occurrence,
    explain,
    search,
)
from porchlight.directory.gazetteer.place_search import place_within
from porchlight.directory.vocabulary.terms import TERMS

EXAMPLE = "porchlight find --near 32.3,-90.2 --within 10mi --hours 2"
WITHIN = re.compile(r"(\d+(?:\.\d+)?)\s*(mi|km)")
POINT = re.compile(r"\s*([-+]?\d+(?:\.\d+)?)\s*,\s*([-+]?\d+(?:\.\d+)?)\s*")
LONGEST_HOURS = 24 * 366
FARTHEST_M = 21_000_000.0  # a little more than half way round
HOURS, A_WEEK = 2.0, 168.0
NEAR_A_TOWN_M = 25 * METRES["mi"]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
COLUMNS = ("STARTS", "NAME", "WHERE", "DISTANCE", "TYPES", "SOURCE")


def add_commands(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = subparsers.add_parser("find", help="what starts soon, near a point or online")
    command.epilog = EXAMPLE
    # A southern latitude begins with a minus sign and is still a value, not an option.
    command._negative_number_matcher = re.compile(r"-\d")
    command.add_argument("--near", type=_point, metavar="LAT,LON", help="like 32.3,-90.2")
    command.add_argument("--within", type=_metres, metavar="10mi|16km", help="needs --near")
    command.add_argument("--at", type=_moment, metavar="ISO8601", help="default: now")
    command.add_argument(
        "--hours", type=_hours, metavar="N", help="default: 2, or a week with --weekday"
    )
    command.add_argument("--type", action="append", default=[], metavar="CODE", dest="types")
    for group in ("need", "language", "access", "cost"):
        command.add_argument(
            f"--{group}", action="append", default=[], metavar="WHAT", help=_some_of(group)
        )
    command.add_argument("--weekday", type=_weekday, metavar="DAY", help="mon, tue, … on its clock")
    command.add_argument("--region", default="", metavar="NAME", help="its region, town or state")
    command.add_argument("--online", type=_online, default=Attending.EITHER, metavar="WHICH")
    command.add_argument(
        "--text", default="", metavar="WORDS", help="every word has to be there; a town may be, too"
    )
    command.add_argument(
        "--country",
        default="US",
        metavar="CODE",
        help="whose towns and postal codes --text names first; default: US",
    )
    command.add_argument("--limit", type=_limit, metavar="N", help="at most so many rows")
    command.add_argument("--json", action="store_true", help="print a JSON array")
    command.add_argument("--explain", action="store_true", help="say why each row is there")
    command.set_defaults(func=run_find, parser=command)


def run_find(arguments: argparse.Namespace) -> int:
    """Print what was found. 0 also when that is nothing; 2 when the words of the call are off."""
    text, near, within = arguments.text, arguments.near, arguments.within
    if near is None and text:
        text, spot = place_within(text, arguments.country.upper())
        near = spot.point if spot else None
        within = within or (NEAR_A_TOWN_M if spot else None)
    if within is not None and near is None:
        arguments.parser.error("--within needs a point to measure from: add --near LAT,LON")
    query = FindQuery(
        hours=arguments.hours or (A_WEEK if arguments.weekday else HOURS),
        near=near,
        within_m=within,
        types=tuple(arguments.types),
        terms=_terms(arguments),
        weekday=arguments.weekday,
        region=arguments.region,
        attending=arguments.online,
        text=text,
        limit=arguments.limit,
    )
    found = search(query, arguments.at or timezone.now())
    why = [explain(query, row) if arguments.explain else [] for row in found.occurrences]
    output = _as_json(found, why) if arguments.json else _as_table(found, why)
    sys.stdout.write(output + "\n")
    return 0


def _terms(arguments: argparse.Namespace) -> tuple[str, ...]:
    """What was asked for, in the words of the vocabulary. Exits with advice for another word."""
    terms = []
    for group in ("need", "language", "access", "cost"):
        for what in getattr(arguments, group):
            if what not in TERMS[group]:
                known = ", ".join(sorted(TERMS[group]))
                arguments.parser.error(f"--{group} {what} is not known. There are: {known}")
            terms.append(f"{group}:{what}")
    return tuple(terms)


def _as_json(found: Found, why: list[list[str]]) -> str:
    rows = [
        json.dumps(_row(row) | ({"why": reasons} if reasons else {}), ensure_ascii=False)
        for row, reasons in zip(found.occurrences, why, strict=True)
    ]
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
        "kind": occurrence.kind,
        "terms": list(occurrence.terms),
        "location": occurrence.location_name,
        "city": occurrence.city,
        "is_approximate": occurrence.is_approximate,
        "is_stale": occurrence.is_stale,
    }


def _as_table(found: Found, why: list[list[str]]) -> str:
    if not found.occurrences:
        return "Nothing starts then and there. Try more --hours, or a wider --within."
    rows = [COLUMNS, *(_cells(occurrence) for occurrence in found.occurrences)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(COLUMNS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
             for row in rows]  # fmt: skip
    output_lines = [lines[0].rstrip()]
    for line, reasons in zip(lines[1:], why, strict=True):
        output_lines += [line.rstrip(), *(f"    {reason}" for reason in reasons)]
    return "\n".join([*output_lines, "", f"{len(found.occurrences)} of {found.total}"])


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


def _online(text: str) -> Attending:
    try:
        return Attending(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write include, only or exclude") from None


def _weekday(text: str) -> int:
    try:
        return DAYS.index(text.strip().lower()[:3]) + 1
    except ValueError:
        raise argparse.ArgumentTypeError(f"write a day like mon or sunday, not {text!r}") from None


def _some_of(group: str) -> str:
    return f"like {', '.join(list(TERMS[group])[:3])}; may be given again"


def _limit(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("write a whole number from 1")
    return int(text)
