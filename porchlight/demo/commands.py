"""`script/porchlight demo` and `script/porchlight links`: the made-up people, and ways in."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace, _SubParsersAction

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from porchlight.demo.build import CommunityIsThere, NotADemo, build_demo, cast_links


def add_commands(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    demo = subparsers.add_parser("demo", help="build the made-up community in an empty folder")
    demo.set_defaults(func=demo_command)
    links = subparsers.add_parser("links", help="print fresh ways in as the made-up people")
    links.add_argument("--port", type=int, default=8000, help="where the site runs (8000)")
    links.set_defaults(func=links_command)


def demo_command(arguments: Namespace) -> int:
    """Build it; 1 when there is a community already."""
    started = time.monotonic()
    try:
        build_demo(timezone.now())
    except CommunityIsThere:
        return _refuse(
            f"There is a community in {settings.DATA_DIR} already, and the demo never mixes with"
            " one. Set PORCHLIGHT_DATA_DIR to an empty folder and run this again."
        )
    print(f"The made-up community is ready ({time.monotonic() - started:.0f} s).")
    print("Start the site with script/serve; it prints a way in for each of the cast.")
    return 0


def links_command(arguments: Namespace) -> int:
    """Print one link a person; 1 in a real community."""
    try:
        links = cast_links(timezone.now())
    except NotADemo:
        return _refuse(
            "There is no made-up community here. Links are for made-up people only: nobody gets"
            " a way into somebody's account."
        )
    for name, who, token in links:
        path = reverse("sign-in-link", args=[token])
        print(f"{name:<5} {who:<12} http://127.0.0.1:{arguments.port}{path}")
    return 0


def _refuse(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
