"""`porchlight export KIND FILE`: the listings as a feed that other programs take."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from porchlight.directory.commands.answers import CANNOT, refuse
from porchlight.directory.commands.files import write_file

HELP = {
    "meeting-guide": "Meeting Guide JSON: weekly meetings",
    "hsds": "Open Referral HSDS 3.0: everything, as full services",
    "hsds-zip": "the same as a zip of parts: for more than one file may hold",
    "ical": "iCalendar: meetings and events",
}
TOO_LARGE_TO_READ = (
    "Porchlight reads no file as large as this. `export hsds-zip` makes one it reads."
)


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from porchlight.directory.publish.writers import WRITERS

    command = subparsers.add_parser("export", help="write the listings as a feed")
    kinds = command.add_subparsers(dest="kind", metavar="KIND", required=True)
    for kind in WRITERS:
        example = f"porchlight export {kind} listings.out --source jackson-aa"
        parser = kinds.add_parser(kind, help=HELP[kind], epilog=example)
        parser.add_argument("file", metavar="FILE", help='where to write it; "-" for stdout')
        parser.add_argument(
            "--source", action="append", default=[], metavar="NAME", help="only this one; again"
        )
        parser.set_defaults(func=export)


def export(arguments: argparse.Namespace) -> int:
    """Write the feed. 0 when written, 1 when refused; the file is whole or as it was."""
    from django.utils import timezone

    from porchlight.directory.formats.refused import MAX_BYTES
    from porchlight.directory.intake.source_by_name import source_named
    from porchlight.directory.publish.queryset import exportable_services
    from porchlight.directory.publish.writers import write

    now = timezone.now()
    left_out: Counter[str] = Counter()
    try:
        names = [source_named(name).name for name in arguments.source]
        services = exportable_services(now.date())
        if names:
            services = services.filter(source__name__in=names)
        size = write_file(arguments.file, write(arguments.kind, services, now, left_out))
    except CANNOT as fault:
        return refuse(fault, as_json=False)
    for words, count in left_out.most_common():
        print(f"  {count:>7,}  left out: {words}", file=sys.stderr)
    if arguments.kind == "hsds" and size > MAX_BYTES:
        print(f"  {size // 2**20:,} MB: {TOO_LARGE_TO_READ}", file=sys.stderr)
    return 0
