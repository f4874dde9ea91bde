"""Windows' names of time zones, which calendars of Outlook and Exchange have in place of IANA's."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("windows_zones.tsv")  # of Unicode CLDR, by script/windows_zones


def zone_of_windows(name: str) -> str:
    """The IANA name that CLDR gives for it, or ""."""
    return _table().get(name, "")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {windows: iana for windows, iana in pairs}
