"""What a host types to bring listings in and to look after where they come from."""

from __future__ import annotations

import argparse

from porchlight.directory.commands import duplicates, importing, sources

PARTS = (importing, sources, duplicates)


def add_commands(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for part in PARTS:
        part.add_to(subparsers)
