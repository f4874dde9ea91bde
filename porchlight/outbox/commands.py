"""`porchlight outbox`: messages that were given up, and what to do with them."""

from __future__ import annotations

import argparse
from typing import Any

from django.db.models import Count, Min
from django.utils import timezone

from porchlight.outbox.actions import drop_parked, try_parked_again
from porchlight.outbox.models import Message


def add_commands(subparsers: Any) -> None:
    command = subparsers.add_parser("outbox", help="messages that could not be sent")
    command.set_defaults(func=show)
    verbs = command.add_subparsers(dest="verb", metavar="VERB")
    for verb, func, words in (
        ("again", again, "try to send them again"),
        ("drop", drop, "delete them unsent"),
    ):
        parser = verbs.add_parser(verb, help=words)
        parser.add_argument("kind", nargs="?", help="of this kind alone; all when left out")
        parser.set_defaults(func=func)


def show(arguments: argparse.Namespace) -> int:
    """How many of each kind were given up. Nothing here says who they were for."""
    parked = Message.objects.parked().values("kind").order_by("kind")
    found = parked.annotate(count=Count("pk"), since=Min("parked_at"))
    for row in found:
        print(f"{row['kind']}: {row['count']} given up since {row['since']:%Y-%m-%d %H:%M} UTC")
    if not found:
        print(f"None was given up. {Message.objects.waiting().count()} wait for their time.")
        return 0
    print("Once mended: script/porchlight outbox again. To delete them: outbox drop.")
    return 0


def again(arguments: argparse.Namespace) -> int:
    count = try_parked_again(timezone.now(), arguments.kind)
    return _tell(count, "are tried again", arguments.kind)


def drop(arguments: argparse.Namespace) -> int:
    return _tell(drop_parked(arguments.kind), "were deleted", arguments.kind)


def _tell(count: int, done: str, kind: str | None) -> int:
    if not count:
        which = f" of the kind {kind}" if kind else ""
        print(f"No message{which} was given up. See which were: script/porchlight outbox")
        return 1
    print(f"{count} {done}.")
    return 0
