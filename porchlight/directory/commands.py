"""`porchlight import meeting-guide`: what a host types to bring listings in."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from django.db import DatabaseError
from django.utils import timezone

from porchlight.domain.refused import Refused

EXAMPLE = "porchlight import meeting-guide https://example.org/meetings.json --source jackson-aa"


def add_commands(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _add_import(subparsers)


def _add_import(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = subparsers.add_parser("import", help="bring listings in from a feed")
    formats = command.add_subparsers(dest="format", metavar="FORMAT", required=True)
    feed = formats.add_parser(
        "meeting-guide", help="Meeting Guide JSON, from a file or a URL", epilog=EXAMPLE
    )
    feed.add_argument("feed", metavar="FILE_OR_URL")
    feed.add_argument(
        "--source", required=True, metavar="NAME", help="a short name of your choice for this feed"
    )
    feed.add_argument("--zone", default="", metavar="IANA", help="the clock of rows that name none")
    feed.add_argument(
        "--fellowship", default="", metavar="CODE", help="whose meetings these are (aa when new)"
    )
    feed.add_argument("--json", action="store_true", help="print the report as one JSON object")
    feed.set_defaults(func=import_meeting_guide)


def import_meeting_guide(arguments: argparse.Namespace) -> int:
    """Import and print the report. 0 when the feed was read, 1 when it was refused."""
    from porchlight.directory.actions import import_feed
    from porchlight.directory.fetch import fetch_feed

    is_url = "://" in arguments.feed
    try:
        content = fetch_feed(arguments.feed) if is_url else _file(arguments.feed)
        report = import_feed(
            arguments.source,
            content,
            at=timezone.now(),
            default_zone=arguments.zone,
            fellowship=arguments.fellowship,
            url=arguments.feed if is_url else "",
        )
    except (Refused, OSError, DatabaseError) as refusal:
        return _refuse(_words(refusal), as_json=arguments.json)
    print(json.dumps(report.as_counts()) if arguments.json else report.as_text())
    if report.advice:
        print(report.advice, file=sys.stderr)
    return 0


def _words(refusal: Exception) -> str:
    if isinstance(refusal, OSError):
        return f"{refusal.filename} cannot be read: {refusal.strerror}. Check the path."
    if isinstance(refusal, DatabaseError):
        return f"The database took nothing: {refusal}. Try again; `porchlight doctor` may say why."
    return str(refusal)


def _refuse(words: str, *, as_json: bool) -> int:
    print(words, file=sys.stderr)
    if as_json:
        print(json.dumps({"error": words}))
    return 1


def _file(path: str) -> bytes:
    from porchlight.directory.formats.feed_file import MAX_BYTES

    with Path(path).open("rb") as file:
        # One byte more than may be read, so that the reader can tell and say that it is too much.
        return file.read(MAX_BYTES + 1)
