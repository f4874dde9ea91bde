"""What a host types to bring listings in and to look after where they come from."""

from __future__ import annotations

import argparse

from porchlight.directory.commands import duplicates, exporting, importing, sources, template

PARTS = (importing, sources, duplicates, exporting, template)


def add_commands(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for part in PARTS:
        part.add_to(subparsers)
