"""`porchlight duplicates`: which listings give way to which, and taking two apart for good."""

from __future__ import annotations

import argparse
import json

from django.utils import timezone

from porchlight.directory.commands.answers import CANNOT, refuse

MOST_SHOWN = 100
WHY = {
    "place-time-name": "same place, time and name",
    "link-time": "same online room and time",
}


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = subparsers.add_parser(
        "duplicates",
        help="listings that say what others say",
        epilog="porchlight duplicates --undo 12   lists number 12 by itself again, for good",
    )
    command.add_argument("--undo", type=int, metavar="ID", help="take these two apart, for good")
    command.add_argument("--look", action="store_true", help="look for them now")
    command.add_argument("--json", action="store_true", help="print all of them as JSON")
    command.set_defaults(func=duplicates)


def duplicates(arguments: argparse.Namespace) -> int:
    """Show, look, or undo. 0 when done, 1 when refused."""
    from porchlight.directory.dedupe.actions import join_duplicates, undo_duplicate
    from porchlight.directory.dedupe.pairs import pairs

    now = timezone.now()
    try:
        if arguments.undo is not None:
            undo_duplicate(arguments.undo, now)
        if arguments.look:
            join_duplicates(now)
        found = pairs(None if arguments.json else MOST_SHOWN)
    except CANNOT as fault:
        return refuse(fault, as_json=arguments.json)
    if arguments.json:
        print(json.dumps([pair.as_facts() for pair in found.pairs]))
        return 0
    print(f"{found.total:,} listings give way to another one.")
    for pair in found.pairs:
        print(f"{pair.id:>7}  {pair.name} ({pair.source})")
        print(f"         gives way to {pair.of_name} ({pair.of_source}): {WHY[pair.why]}")
    return 0
