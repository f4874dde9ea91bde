"""`porchlight import KIND`: one way in for every kind of feed, with one report."""

from __future__ import annotations

import argparse
import json
import sys

from django.utils import timezone

from porchlight.directory.commands.answers import CANNOT, refuse

EXAMPLE = "porchlight import {kind} {feed} --source {source}"
HELP = {
    "meeting-guide": "Meeting Guide: JSON, NDJSON, or its table form",
    "bmlt": "BMLT: GetSearchResults as JSON or CSV",
    "hsds": "Open Referral HSDS: 3.x JSON, or a data package of 1.1 or 2.0",
    "samhsa": "the SAMHSA treatment directory, CSV or XLSX",
    "ical": "an iCalendar file of events",
    "table": "the sheet anyone can fill in (porchlight table-template makes one)",
}
EXAMPLES = {
    "meeting-guide": ("https://example.org/meetings.json", "jackson-aa"),
    "bmlt": ("https://bmlt.example.org/main_server/", "mississippi-na"),
    "hsds": ("datapackage/", "county-help"),
    "samhsa": ("national_directory.csv", "treatment"),
    "ical": ("https://example.org/events.ics", "city-events"),
    "table": ("volunteering.xlsx", "volunteering"),
}


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from porchlight.directory.formats.registry import READERS

    command = subparsers.add_parser("import", help="bring listings in from a feed")
    kinds = command.add_subparsers(dest="kind", metavar="KIND", required=True)
    for kind in READERS:
        feed, source = EXAMPLES[kind]
        example = EXAMPLE.format(kind=kind, feed=feed, source=source)
        _add_kind(kinds.add_parser(kind, help=HELP[kind], epilog=example), kind)


def _add_kind(parser: argparse.ArgumentParser, kind: str) -> None:
    from porchlight.directory.formats.registry import USUAL_FELLOWSHIP

    parser.add_argument(
        "feed", nargs="+", metavar="FILE_OR_URL", help="one address, or files, or a folder"
    )
    parser.add_argument(
        "--source", required=True, metavar="NAME", help="a short name of your choice for this feed"
    )
    parser.add_argument("--zone", default="", metavar="IANA", help="the clock of rows without one")
    parser.add_argument(
        "--fellowship",
        default="",
        metavar="CODE",
        help=f"whose meetings these are (when new: {USUAL_FELLOWSHIP.get(kind, 'other')})",
    )
    parser.add_argument(
        "--take-removals",
        action="store_true",
        help="take it even when more than a fifth of the listings would go",
    )
    if kind == "bmlt":
        parser.add_argument(
            "--formats", metavar="FILE", help="the server's GetFormats, when not in the feed"
        )
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    parser.set_defaults(func=import_listings)


def import_listings(arguments: argparse.Namespace) -> int:
    """Import and print the report. 0 when the feed was read, 1 when it was refused."""
    from porchlight.directory.intake.actions import import_and_join
    from porchlight.directory.intake.feed_url import url_of
    from porchlight.directory.intake.fetch import NO_MARKS, Fetched, fetch
    from porchlight.directory.intake.fetch_pages import fetch_whole
    from porchlight.directory.intake.local_files import read_files

    named = [*arguments.feed, *filter(None, [getattr(arguments, "formats", None)])]
    try:
        url = url_of(arguments.kind, named)
        whole = fetch_whole(arguments.kind, url, NO_MARKS, fetch) if url else None
        feed = whole or Fetched(read_files(named))
        report, joined = import_and_join(
            arguments.source,
            feed.content or b"",
            at=timezone.now(),
            take_removals=arguments.take_removals,
            marks=feed.marks,
            kind=arguments.kind,
            default_zone=arguments.zone,
            fellowship=arguments.fellowship,
            url=url,
        )
    except CANNOT as fault:
        return refuse(fault, as_json=arguments.json)
    print(json.dumps(report.as_counts()) if arguments.json else report.as_text())
    if report.advice:
        print(report.advice, file=sys.stderr)
    if joined:
        words = f"{joined:,} listings say what others say, and give way: porchlight duplicates"
        print(words, file=sys.stderr)
    return 0
