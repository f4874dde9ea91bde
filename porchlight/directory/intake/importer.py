"""Taking one feed in: read it, see what it would change, and change it, or say why not.

A change that would take away more than a fifth of a source's listings, or their times, or how one
attends, is more likely a broken export than so many meetings closing at once. Nothing of it
is taken before a person says yes.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from porchlight.directory.dedupe.actions import release_duplicates_of
from porchlight.directory.formats.record import FeedReading, ReadingContext
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.formats.registry import read
from porchlight.directory.intake.diff import Change, changes_between, known_services
from porchlight.directory.intake.fetch import NO_MARKS, Marks
from porchlight.directory.intake.report import Report
from porchlight.directory.intake.upsert import store
from porchlight.directory.models import Service, Source

SETTINGS = ("kind", "fellowship", "default_zone")
LOSS_TO_DOUBT, ENOUGH_TO_DOUBT = 0.2, 20
MOST_NAMES = 12
# A feed that is read again by itself ages in days; a file that somebody imports, in months.
DAYS_BY_HAND = {"stale_after_days": 180, "hidden_after_days": 730}


@dataclass(frozen=True)
class Agreed:
    """A loss a person said yes to: so many listings, or whatever this very content takes away."""

    count: int = 0
    fingerprint: str = ""


NO_LOSS_AGREED, ANY_LOSS_AGREED = Agreed(), Agreed(count=sys.maxsize)


@dataclass(frozen=True)
class Feed:
    """The bytes of a feed for one source, and what the import sets on the source."""

    source_name: str
    content: bytes
    settings: Mapping[str, str] = field(default_factory=dict)
    marks: Marks = NO_MARKS

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class GreatLoss(FeedRefused):
    """A change that waits for a person. `missing` are the names of some of what would go, or
    be closed or lose a way to attend."""

    def __init__(self, report: Report, before: int, missing: list[str]):
        self.report, self.missing = report, missing
        super().__init__(_loss_in_words(report, before))


def take_in(feed: Feed, at: datetime, agreed: Agreed = NO_LOSS_AGREED) -> Report:
    """Make the listings of the source equal to what its feed says at `at`. All of it or nothing.

    Raises FeedRefused when the feed cannot be read, GreatLoss when it takes away more than was
    agreed to. Changes nothing when none of its rows can be used.
    """
    known = Source.objects.filter(name=feed.source_name).first() or Source()
    reading_settings = {name: feed.settings.get(name) or getattr(known, name) for name in SETTINGS}
    reading = read(
        reading_settings["kind"],
        feed.content,
        ReadingContext(
            at.date(),
            fellowship=reading_settings["fellowship"],
            default_zone=reading_settings["default_zone"],
        ),
    )
    if not reading.listings:
        return _report(reading, Change())
    with transaction.atomic():
        source = _source_for(feed, at)
        change = changes_between(
            known_services(source), source.fellowship, reading.listings, reading.spared
        )
        report = _report(reading, change)
        if agreed.fingerprint != feed.fingerprint:
            _refuse_great_loss(report, change, agreed.count)
        store(source, change, at)
        _note_good_look(source, feed, at)
        # Last, since it raises the version in the database, which saving the source would undo.
        release_duplicates_of(change.touched)
    return report


def _report(reading: FeedReading, change: Change) -> Report:
    return Report(
        read=reading.read,
        added=len(change.added),
        updated=len(change.updated),
        unchanged=change.unchanged,
        removed=len(change.removed),
        unscheduled=change.unscheduled,
        lost_ways=len(change.lost_ways),
        mended=reading.mended,
        dropped=reading.dropped,
        cells=reading.cells,
        more_cells=reading.more_cells,
    )


def note_still_the_same(source: Source, at: datetime) -> Report:
    """A look that found the feed as it was: its listings were seen again, and that is all."""
    with transaction.atomic():
        source = Source.objects.select_for_update().get(pk=source.pk)
        store(source, Change(), at)
        _set_looked_and_nothing_waits(source, at)
        source.save()
    listed = Service.objects.filter(source=source).exclude(status=Service.Status.REMOVED).count()
    return Report(read=listed, unchanged=listed)


def age_by_the_clock(source: Source) -> None:
    """Let a source that gets its first address age in days again, if nobody set it otherwise."""
    usual = Source()
    if not source.url and all(getattr(source, name) == days for name, days in DAYS_BY_HAND.items()):
        for name in DAYS_BY_HAND:
            setattr(source, name, getattr(usual, name))


def _source_for(feed: Feed, at: datetime) -> Source:
    """The source, locked until the end of the transaction, with the import's settings on it."""
    ages = {} if feed.settings.get("url") else DAYS_BY_HAND
    new = {"added_at": at, **feed.settings, **ages}
    Source.objects.get_or_create(name=feed.source_name, defaults=new)
    source = Source.objects.select_for_update().get(name=feed.source_name)
    if feed.settings.get("url"):
        age_by_the_clock(source)
    for name, value in feed.settings.items():
        setattr(source, name, value)
    return source


def _note_good_look(source: Source, feed: Feed, at: datetime) -> None:
    _set_looked_and_nothing_waits(source, at)
    # A file imported by hand is not what the server last sent, so its marks mean nothing now.
    source.etag, source.modified = feed.marks.etag, feed.marks.modified
    source.save()


def _set_looked_and_nothing_waits(source: Source, at: datetime) -> None:
    source.last_tried_at = source.last_good_at = at
    source.last_refusal = source.held_fingerprint = ""
    source.held_report = source.held_at = None


def _refuse_great_loss(report: Report, change: Change, agreed: int) -> None:
    before = report.removed + report.updated + report.unchanged
    if before < ENOUGH_TO_DOUBT or report.lost <= max(agreed, before * LOSS_TO_DOUBT):
        return
    some = [*change.removed, *change.lost_ways][:MOST_NAMES]
    gone = Service.objects.filter(pk__in=some).order_by("name")
    raise GreatLoss(report, before, list(gone.values_list("name", flat=True)))


def _loss_in_words(report: Report, before: int) -> str:
    lost = []
    if report.removed:
        lost.append(f"{report.removed:,} of {before:,} listings are missing from the feed")
    if report.unscheduled:
        lost.append(f"{report.unscheduled:,} of {before:,} listings have no day or time any more")
    if report.lost_ways:
        words = "listings are closed for now, or have lost their address or link"
        lost.append(f"{report.lost_ways:,} of {before:,} {words}")
    dropped = sum(report.dropped.values())
    why = f" ({dropped:,} rows could not be used)" if dropped else ""
    return f"{' and '.join(lost)}{why}. Nothing was changed."
