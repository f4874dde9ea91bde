"""Which reader takes which kind of source. Loaded when an import asks, since some are heavy."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from porchlight.directory.formats.record import FeedReading, ReadingContext

# The kind of a source -> the module and function that read it.
READERS = {
    "hsds": ("hsds.read", "read_hsds"),
    "ical": ("ical.read", "read_ical"),
    "meeting-guide": ("meeting_guide.read", "read_meeting_guide"),
    "bmlt": ("bmlt.read", "read_bmlt"),
    "table": ("spreadsheet.read", "read_table"),
    "samhsa": ("samhsa.read", "read_samhsa"),
}
# Whose listings a new source of a kind holds when nobody says so. Meeting Guide was made by AA's
# offices and BMLT by NA's; the other kinds are no fellowship's.
USUAL_FELLOWSHIP = {"meeting-guide": "aa", "bmlt": "na"}


def read(kind: str, content: bytes, context: ReadingContext) -> FeedReading:
    """Read a whole feed. Raises FeedRefused when there is nothing of its kind in `content`."""
    module, name = READERS[kind]
    reader: Callable[[bytes, ReadingContext], FeedReading] = getattr(
        import_module(f"porchlight.directory.formats.{module}"), name
    )
    return reader(content, context)


def load_all() -> None:
    """Load every reader at once, as tools that look at all of them want it."""
    for module, _name in READERS.values():
        import_module(f"porchlight.directory.formats.{module}")
