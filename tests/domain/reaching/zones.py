"""Moments on the clocks of three zones."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

NEW_YORK, MADRID, KATHMANDU = (
    ZoneInfo(name) for name in ("America/New_York", "Europe/Madrid", "Asia/Kathmandu")
)


def here(zone: ZoneInfo, *moment: int, fold: int = 0) -> datetime:
    return datetime(*moment, tzinfo=zone, fold=fold).astimezone(UTC)  # type: ignore[arg-type]
