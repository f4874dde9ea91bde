"""The command line: script/porchlight COMMAND …"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

# Command -> the module whose `add_commands` describes it. Only the module asked for is loaded.
COMMANDS = {
    "serve": "porchlight.serving",
    "worker": "porchlight.serving",
    "prepare": "porchlight.serving",
    "doctor": "porchlight.doctor",
    "demo": "porchlight.demo.commands",
    "links": "porchlight.demo.commands",
    "outbox": "porchlight.outbox.commands",
    "drift": "porchlight.checkins.drift_command",
    "import": "porchlight.directory.commands",
    "sources": "porchlight.directory.commands",
    "export": "porchlight.directory.commands",
    "table-template": "porchlight.directory.commands",
    "duplicates": "porchlight.directory.commands",
    "find": "porchlight.directory.commands.find",
    "index": "porchlight.directory.finder.indexer",
    "lines": "porchlight.reach.commands",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. 0 done, 1 refused, 2 the words of the call are off."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "porchlight.settings")
    import django

    django.setup()
    parser = argparse.ArgumentParser(prog="porchlight", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    asked_for = COMMANDS.get(words[0] if words else "")
    for module in [asked_for] if asked_for else dict.fromkeys(COMMANDS.values()):
        import_module(module).add_commands(subparsers)
    chosen = parser.parse_args(words)
    _prepare_for(chosen.command)
    return int(chosen.func(chosen))


def _prepare_for(command: str) -> None:
    """Bring the data folder up to date first. Doctor looks at things as they are, and drift reads
    nothing of the site."""
    preparing = import_module("porchlight.preparing")
    if command == "prepare":
        preparing.prepare()
    elif command not in ("doctor", "drift") and not preparing.is_prepared():
        preparing.prepare_apart()


if __name__ == "__main__":
    sys.exit(main())
