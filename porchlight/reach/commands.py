"""`script/porchlight lines` and `lines check`: which numbers a human has tried, and which wait."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from datetime import date

from django.utils import timezone, translation

from porchlight.reach import help_files
from porchlight.reach.help_lines import HelpLine, HelpLineList


def add_commands(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser("lines", help="list the help lines and who has tried them")
    parser.add_argument(
        "what",
        nargs="?",
        choices=["check"],
        help="only those that nobody tried within 90 days; ends with 1 when one of them is shown",
    )
    parser.add_argument("--country", help="two letters, such as US")
    parser.add_argument(
        "--release",
        action="store_true",
        help="end with 1 when a shown line was never tried, or not within 120 days",
    )
    parser.set_defaults(func=print_help_lines)


def print_help_lines(args: Namespace) -> int:
    """Print one line a service and a summary; 1 when a local file is broken, a shown line is to be
    checked (`check`), or is not fit for a release (`--release`)."""
    today = timezone.now().date()
    listing = help_files.current()
    wanted = [line for line in listing.lines if _is_wanted(line, args, today)]
    with translation.override("en"):
        for line in wanted:
            print(_row(line, today))
    for fault in listing.faults:
        print(f"Not used: {fault}")
    waiting = [line for line in listing.lines if line.verified and not _is_releasable(line, today)]
    print(_summary(listing, waiting))
    is_due = args.what == "check" and any(line.verified for line in wanted)
    return 1 if listing.faults or is_due or (args.release and waiting) else 0


def _is_wanted(line: HelpLine, args: Namespace, today: date) -> bool:
    if args.country and line.country != args.country.upper():
        return False
    return line.is_due(today) if args.what == "check" else True


def _is_releasable(line: HelpLine, today: date) -> bool:
    return line.checked_on is not None and not line.is_too_old(today)


def _row(line: HelpLine, today: date) -> str:
    ways = " ".join(way for way in (line.call, line.text, line.web) if way)
    tried = f"tried {line.checked_on}" if line.checked_on else "never tried"
    state = "shown" if line.verified else f"held back: {line.held_back}"
    again = ", try again" if line.checked_on and line.is_due(today) else ""
    return f"{line.country:2}  {line.key:24}  {ways:28}  {tried}{again}  {state}"


def _summary(listing: HelpLineList, waiting: list[HelpLine]) -> str:
    shown = [line for line in listing.lines if line.verified]
    return (
        f"{len(listing.lines)} lines, {len(shown)} shown, "
        f"{len(listing.lines) - len(shown)} held back, {len(waiting)} shown ones wait for a check."
    )
