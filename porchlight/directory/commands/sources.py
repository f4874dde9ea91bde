"""`porchlight sources`: where listings come from, how that goes, and what waits for an answer."""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from porchlight.directory.commands.answers import CANNOT, refuse

if TYPE_CHECKING:
    from porchlight.directory.intake.source_health import SourceRow

EXAMPLES = """\
porchlight sources                                   all of them
porchlight sources jackson-aa --every 12h            look at it twice a day
porchlight sources jackson-aa --stale-after 14d --hide-after 60d
porchlight sources accept jackson-aa                 take the change that waits
porchlight sources refuse jackson-aa                 leave everything as it is
"""
HOURS = {"h": 1, "d": 24, "w": 7 * 24}
SETTINGS = ("every", "stale_after", "hide_after", "zone", "fellowship", "url")
WIDTHS = (24, 14, 11, 10, 7, 7, 7)


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = subparsers.add_parser(
        "sources",
        help="where listings come from, and what waits for an answer",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "words", nargs="*", metavar="NAME", help="a source, or `accept NAME`, `refuse NAME`"
    )
    command.add_argument("--every", type=_hours, metavar="TIME", help="how often to look: 24h, 7d")
    command.add_argument("--stale-after", type=_days, metavar="TIME", help="unseen: comes last")
    command.add_argument("--hide-after", type=_days, metavar="TIME", help="unseen: is not listed")
    command.add_argument("--zone", metavar="IANA", help="the clock of rows without one")
    command.add_argument("--fellowship", metavar="CODE", help="whose meetings these are")
    command.add_argument("--url", metavar="URL", help='where to read it; "" for by hand only')
    command.add_argument("--json", action="store_true", help="print facts as JSON")
    command.set_defaults(func=sources)


def sources(arguments: argparse.Namespace) -> int:
    """List, set, or answer. 0 when done, 1 when refused, 2 when the words make no sense."""
    words = list(arguments.words)
    settings = {name: getattr(arguments, name) for name in SETTINGS}
    given = {name: value for name, value in settings.items() if value is not None}
    verb = words.pop(0) if len(words) == 2 and words[0] in ("accept", "refuse") else ""
    if len(words) > 1 or (given and (verb or not words)):
        print(f"Give one source. For example:\n{EXAMPLES}", file=sys.stderr)
        return 2
    now = timezone.now()
    try:
        if verb:
            return _answer(verb, words[0], now)
        if given:
            _set(words[0], given)
        return _show(words, now, as_json=arguments.json)
    except CANNOT as fault:
        return refuse(fault, as_json=arguments.json)


def _answer(verb: str, name: str, now: datetime) -> int:
    from porchlight.directory.intake.refresh import accept_held, refuse_held
    from porchlight.directory.intake.source_by_name import source_named

    source = source_named(name)
    if verb == "refuse":
        refuse_held(source, now)
        print(f"{name} stays as it is. The same change is not asked about again.")
        return 0
    looked = accept_held(source, now)
    print(looked.report.as_text() if looked.report else looked.refusal)
    return 0 if looked.report else 1


def _set(name: str, given: dict[str, str | int]) -> None:
    from porchlight.directory.intake.actions import set_source

    renamed = {"every": "look_every_hours", "stale_after": "stale_after_days"}
    renamed |= {"hide_after": "hidden_after_days", "zone": "default_zone"}
    set_source(name, {renamed.get(word, word): value for word, value in given.items()})


def _show(names: list[str], now: datetime, *, as_json: bool) -> int:
    from porchlight.directory.intake.source_by_name import source_named
    from porchlight.directory.intake.source_health import sources_page

    for name in names:
        source_named(name)
    rows = [row for row in sources_page(now).rows if not names or row.source.name in names]
    if as_json:
        print(json.dumps([row.as_facts() for row in rows]))
        return 0
    if not rows:
        print("No source yet. `porchlight import --help` says how to bring one in.")
        return 0
    print(_line(("source", "kind", "state", "read", "listed", "stale", "hidden")))
    for row in rows:
        print("\n".join(_lines_of(row, in_full=bool(names))))
    return 0


def _lines_of(row: SourceRow, *, in_full: bool) -> list[str]:
    source = row.source
    read = "never" if row.age_days is None else f"{row.age_days} d ago" if row.age_days else "today"
    counts = (f"{row.listed:,}", f"{row.stale:,}", f"{row.hidden:,}")
    lines = [_line((source.name, source.kind, str(row.state), read, *counts))]
    if in_full:
        lines += _settings(row)
    if row.joined:
        lines.append(f"    {row.joined:,} say what other listings say, and give way to them")
    if source.last_refusal and not row.held:
        lines.append(f"    {source.last_refusal}")
    if row.held:
        lines.append(f"    waits since {row.held.since:%Y-%m-%d}: {_held_words(row)}")
        lines.append(f"    porchlight sources accept {source.name}, or refuse {source.name}")
    return lines


def _held_words(row: SourceRow) -> str:
    assert row.held  # noqa: S101 - asked for only where something waits
    report = row.held.report
    words = f"{report.removed:,} would go, {report.added:,} come, {report.updated:,} change"
    if report.unscheduled:
        words += f", {report.unscheduled:,} lose their times"
    if report.lost_ways:
        words += f", {report.lost_ways:,} close or lose their address or link"
    names = ", ".join(row.held.missing)
    go = "go, close or lose theirs" if report.lost_ways else "go"
    return f"{words}; among those that {go}: {names}" if names else words


def _settings(row: SourceRow) -> list[str]:
    source = row.source
    looks = f"looked at every {source.look_every_hours} h" if source.url else "by hand"
    lines = [
        f"    {looks}; stale after {source.stale_after_days} d,"
        f" hidden after {source.hidden_after_days} d; {source.default_zone or 'no zone of its own'}"
    ]
    return [*lines, f"    {source.url}"] if source.url else lines


def _line(cells: tuple[str, ...]) -> str:
    sides = "<<<<>>>"
    padded = (
        f"{cell:{side}{width}}" for cell, side, width in zip(cells, sides, WIDTHS, strict=True)
    )
    return " ".join(padded).rstrip()


def _hours(text: str) -> int:
    match = re.fullmatch(r"(\d{1,4})([hdw])", text)
    hours = int(match[1]) * HOURS[match[2]] if match else 0
    if not 1 <= hours <= 366 * 24:
        raise argparse.ArgumentTypeError("write it like 12h, 14d or 2w, from an hour to a year")
    return hours


def _days(text: str) -> int:
    match = re.fullmatch(r"(\d{1,4})([dw])", text)
    if not match:
        raise argparse.ArgumentTypeError("write it like 14d or 2w")
    return int(match[1]) * (7 if match[2] == "w" else 1)
