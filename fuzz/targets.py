"""Each reader as a function of bytes: it may refuse, with words; nothing else may go wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from fuzz.storable import check_reading
from porchlight.directory.formats.containers.sheet import open_sheet
from porchlight.directory.formats.record import ReadingContext
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.formats.registry import READERS, read
from porchlight.domain.recurrence import BadRule, DatedStart, checked_rule, days_between

TODAY = date(2026, 11, 18)
Target = Callable[[bytes], None]


def targets() -> dict[str, Target]:
    """By name, which is also the folder of its seeds."""
    readers = {kind.replace("-", "_"): partial(feed, kind) for kind in READERS}
    return {**readers, "sheet": sheet, "recurrence": recurrence}


def feed(kind: str, content: bytes) -> None:
    """A whole feed, with a zone for rows that name none every other time."""
    zone = "America/Chicago" if len(content) % 2 else ""
    try:
        reading = read(kind, content, ReadingContext(TODAY, default_zone=zone))
    except FeedRefused as refusal:
        assert str(refusal).strip(), "a refusal without words"
        return
    check_reading(reading)


def sheet(content: bytes) -> None:
    """Any table: its rows are as wide as its header, or wider, and hold plain text."""
    try:
        table = open_sheet(content)
    except FeedRefused as refusal:
        assert str(refusal).strip(), "a refusal without words"
        return
    numbers = [row.number for row in table.rows]
    assert numbers == sorted(set(numbers))
    for row in table.rows:
        assert len(row.cells) >= len(table.header)
        assert all(isinstance(cell, str) for cell in row.cells)
    for record in table.records():
        assert set(record) <= set(table.header)


def recurrence(content: bytes) -> None:
    """A rule: refused with words, or one spelling whose dates come in order and end."""
    try:
        rule = checked_rule(content.decode("utf-8", errors="replace"))
    except BadRule as refusal:
        assert str(refusal).strip()
        return
    assert checked_rule(rule) == rule
    assert len(rule) <= 255
    start = DatedStart(TODAY, 19 * 60, 60, rule)
    for since in (TODAY, TODAY + timedelta(days=3_000)):
        days = list(days_between(start, since, since + timedelta(days=400)))
        assert days == sorted(set(days))
        assert all(since <= day <= since + timedelta(days=400) for day in days)
        assert all(day >= TODAY for day in days)
