"""The command line: `script/porchlight NAME …`. Each app adds its commands in its `commands.py`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

COMMAND_MODULES = (
    "porchlight.serving",
    "porchlight.doctor",
    "porchlight.demo.commands",
    "porchlight.directory.commands",
    "porchlight.reach.commands",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. 0 done, 1 refused, 2 the words of the call are off."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "porchlight.settings")
    import django

    django.setup()
    parser = argparse.ArgumentParser(prog="porchlight", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in COMMAND_MODULES:
        import_module(module).add_commands(subparsers)
    chosen = parser.parse_args(arguments)
    return int(chosen.func(chosen))


if __name__ == "__main__":
    sys.exit(main())
