"""`porchlight table-template`: the sheet that anybody can fill in, as a file."""

from __future__ import annotations

import argparse

from porchlight.directory.commands.answers import CANNOT, refuse
from porchlight.directory.commands.files import write_file


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = subparsers.add_parser(
        "table-template",
        help="make the sheet that anybody can fill in",
        epilog="porchlight table-template listings.xlsx",
    )
    command.add_argument("file", metavar="FILE.xlsx", help='where to write it; "-" for stdout')
    command.add_argument("--language", choices=("en", "es"), default="en", help="of the headings")
    command.set_defaults(func=make_template)


def make_template(arguments: argparse.Namespace) -> int:
    """Write the template. 0 when written, 1 when the file cannot be."""
    from porchlight.directory.formats.spreadsheet.template import template

    try:
        write_file(arguments.file, [template(arguments.language)])
    except CANNOT as fault:
        return refuse(fault, as_json=False)
    return 0
