"""The two files help lines come from: the one that ships, and the host's own laid over it.

A host adds, corrects and hides lines with `help_lines.json` in the data folder, each with the day
they tried it. An emergency number that ships can be dated, but neither changed nor hidden.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from porchlight.reach.help_lines import (
    HelpLine,
    HelpLineList,
    UnreadableLine,
    can_be_dialled,
    line_from,
)

SHIPPED = Path(__file__).with_name("help_lines.json")
LOCAL_NAME = "help_lines.json"

logger = logging.getLogger(__name__)


def current() -> HelpLineList:
    """The listing as the two files stand now. Never raises for what a host wrote."""
    stamp = changed_at()
    return _with_local(_local_file(), stamp) if stamp else _shipped()


def changed_at() -> int:
    """When the host last changed lines of their own, in nanoseconds; 0: there are none."""
    try:
        return _local_file().stat().st_mtime_ns
    except OSError:
        return 0


def _local_file() -> Path:
    return Path(settings.DATA_DIR) / LOCAL_NAME


@lru_cache(maxsize=1)
def _shipped() -> HelpLineList:
    raw = _shipped_file()
    listed_on = date.fromisoformat(f"{raw['listed_on']}-01")
    return HelpLineList(listed_on, tuple(line_from(entry) for entry in raw["lines"]))


@lru_cache(maxsize=1)
def _shipped_file() -> dict[str, Any]:
    return dict(json.loads(SHIPPED.read_text(encoding="utf-8")))


@lru_cache(maxsize=2)
def _with_local(path: Path, stamp: int) -> HelpLineList:
    """Read once for every `stamp`, the moment the file was last written."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as broken:
        merged = HelpLineList(_shipped().listed_on, _shipped().lines, (f"{path.name}: {broken}",))
    else:
        merged = with_local(_shipped(), raw)
    for fault in merged.faults:
        logger.warning("Help lines of the data folder: %s", fault)
    return merged


def with_local(shipped: HelpLineList, raw: object) -> HelpLineList:
    """The shipped listing with a host's own lines over it; what cannot be used is a fault."""
    if not isinstance(raw, dict) or not isinstance(raw.get("lines", []), list):
        return HelpLineList(
            shipped.listed_on, shipped.lines, ('The file starts {"lines": [...]}.',)
        )
    by_key = {line.key: line for line in shipped.lines}
    faults: list[str] = []
    for key in _texts(raw.get("hide", [])):
        if key in by_key and not by_key[key].is_emergency:
            del by_key[key]
        else:
            faults.append(f"hide {key}: no such line, or an emergency number, which stays.")
    for entry in raw.get("lines", []):
        try:
            line = _local_line(entry)
        except UnreadableLine as broken:
            faults.append(str(broken))
        else:
            by_key[line.key] = line
    return HelpLineList(shipped.listed_on, tuple(by_key.values()), tuple(faults))


def _local_line(entry: object) -> HelpLine:
    """A host's line: what it says laid over the shipped line of the same key, if there is one."""
    if not isinstance(entry, dict) or not entry.get("key"):
        raise UnreadableLine("A line has no key.")
    key = str(entry["key"])
    before = _shipped_entry(key)
    if before.get("kind") == "emergency" and set(entry) - {"key", "checked_on", "note"}:
        raise UnreadableLine(f"{key}: an emergency number stays; only its checked_on can change.")
    if not entry.get("checked_on"):
        raise UnreadableLine(f"{key}: checked_on, the day you tried it, is missing.")
    line = line_from({**before, "evidence": "seen", **entry, "verified": True, "held_back": ""})
    for number in filter(None, (line.call, line.text)):
        if not can_be_dialled(number, line.country):
            raise UnreadableLine(f"{key}: nobody can dial {number} in {line.country}.")
    return line


def _shipped_entry(key: str) -> Mapping[str, Any]:
    """What the shipped file says of a key; nothing when it has no such line."""
    return next((entry for entry in _shipped_file()["lines"] if entry["key"] == key), {})


def _texts(given: object) -> list[str]:
    return [str(item) for item in given] if isinstance(given, list) else []
