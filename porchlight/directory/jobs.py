"""What is done for listings by the clock. Both may take minutes, so they are in the slow lane."""

from __future__ import annotations

from datetime import timedelta

from porchlight.directory.dedupe.actions import join_after_changes
from porchlight.directory.intake.refresh import refresh_sources
from porchlight.schedule import Lane, TimedJob

JOBS = (
    TimedJob("refresh-sources", timedelta(hours=1), refresh_sources, Lane.SLOW),
    TimedJob("join-duplicates", timedelta(minutes=1), join_after_changes, Lane.SLOW),
)
