"""Taking listings in: a feed becomes organizations, locations, services and schedules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from django.core.validators import validate_slug
from django.db import transaction
from django.forms import ValidationError

from porchlight.directory.fetch import fetch_feed
from porchlight.directory.formats.feed_file import FeedRefused
from porchlight.directory.formats.listing import Given
from porchlight.directory.formats.places import known_zone
from porchlight.directory.formats.readers import USUAL_FELLOWSHIP, read
from porchlight.directory.formats.types import FELLOWSHIPS
from porchlight.directory.models import Source
from porchlight.directory.report import Report
from porchlight.directory.storing import Change, changes_between, known_services, store
from porchlight.domain.refused import Refused

BETWEEN_TRIES = timedelta(hours=20)  # the worker comes by daily, never at quite the same minute
# A daily refresh that would take away more than half of a source's listings is more likely a
# broken export than half of the meetings closing overnight; a person decides then.
SOURCE_NAMES = "A source's name is up to 64 letters, digits, hyphens and underscores."
TOLD = ("kind", "fellowship", "default_zone")
REMOVAL_TO_DOUBT, ENOUGH_TO_DOUBT = 0.5, 20


@dataclass(frozen=True)
class Refreshed:
    """How one source's daily look went: a report, or the words that say why there is none."""

    source: str
    report: Report | None
    refusal: str = ""


class SourceFacts(TypedDict, total=False):
    """What an import may say about its source. A blank leaves what the source has."""

    kind: str
    fellowship: str
    default_zone: str
    url: str


def import_feed(
    source_name: str,
    content: bytes,
    *,
    at: datetime,
    **given: Unpack[SourceFacts],
) -> Report:
    """Make the listings of one source equal to what its feed says at `at`.

    One transaction: all of it or nothing. Raises FeedRefused when the feed cannot be read, and
    changes nothing when none of its rows can be used. A new source publishes Meeting Guide and is
    an "aa" one, or its kind's usual fellowship's, unless `given` says otherwise.
    """
    facts = {name: str(value) for name, value in given.items() if value}
    if facts.get("kind") and not Source.objects.filter(name=source_name).exists():
        facts = {"fellowship": USUAL_FELLOWSHIP.get(facts["kind"], "other"), **facts}
    _refuse_wrong_settings(source_name, facts)
    return _take_in(_Feed(source_name, content, facts), at)


def refresh_sources(now: datetime, fetch: Callable[[str], bytes] = fetch_feed) -> list[Refreshed]:
    """Look at every source that has a URL and was not tried lately. One refusal stops no other."""
    due = Source.objects.exclude(url="").exclude(last_tried_at__gt=now - BETWEEN_TRIES)
    return [_refresh(source, now, fetch) for source in due.order_by("name")]


def _refresh(source: Source, now: datetime, fetch: Callable[[str], bytes]) -> Refreshed:
    try:
        content = fetch(source.url)
        report = _take_in(_Feed(source.name, content, {}), now, doubt_removals=True)
    except Refused as refusal:
        words = str(refusal)
    else:
        words = report.advice if report.took_nothing else ""
        if not words:
            return Refreshed(source.name, report)
    Source.objects.filter(pk=source.pk).update(last_tried_at=now, last_refusal=words)
    return Refreshed(source.name, None, words)


@dataclass(frozen=True)
class _Feed:
    source_name: str
    content: bytes
    given: dict[str, str]  # what the import sets on its source: see SourceFacts


def _take_in(feed: _Feed, at: datetime, *, doubt_removals: bool = False) -> Report:
    known = Source.objects.filter(name=feed.source_name).first() or Source()
    told = {name: feed.given.get(name) or getattr(known, name) for name in TOLD}
    reading = read(
        told["kind"],
        feed.content,
        Given(at.date(), fellowship=told["fellowship"], default_zone=told["default_zone"]),
    )
    if not reading.listings:
        return Report(reading.read, mended=reading.mended, dropped=reading.dropped)
    with transaction.atomic():
        source = _source_for(feed, at)
        change = changes_between(known_services(source), source.fellowship, reading.listings)
        if doubt_removals:
            _refuse_great_loss(change)
        store(source, change, at)
        _note_good_try(source, feed.content, at)
    return Report(
        read=reading.read,
        added=len(change.added),
        updated=len(change.updated),
        unchanged=change.unchanged,
        removed=len(change.removed),
        mended=reading.mended,
        dropped=reading.dropped,
    )


def _source_for(feed: _Feed, at: datetime) -> Source:
    """The source, locked until the end of the transaction, with what was given set on it."""
    new = {"added_at": at, **feed.given}
    Source.objects.get_or_create(name=feed.source_name, defaults=new)
    source = Source.objects.select_for_update().get(name=feed.source_name)
    for name, value in feed.given.items():
        setattr(source, name, value)
    return source


def _note_good_try(source: Source, content: bytes, at: datetime) -> None:
    source.last_tried_at = source.last_good_at = at
    source.last_refusal = ""
    source.fingerprint = hashlib.sha256(content).hexdigest()
    source.save()


def _refuse_great_loss(change: Change) -> None:
    before = len(change.removed) + len(change.updated) + change.unchanged
    if before >= ENOUGH_TO_DOUBT and len(change.removed) > before * REMOVAL_TO_DOUBT:
        raise FeedRefused(
            f"{len(change.removed)} of {before} listings are missing from the feed, which looks"
            " like a broken export. Nothing was changed. If it is true, import the feed by hand."
        )


def _refuse_wrong_settings(source_name: str, facts: dict[str, str]) -> None:
    try:
        validate_slug(source_name)
    except ValidationError:
        raise FeedRefused(SOURCE_NAMES) from None
    if len(source_name) > 64:
        raise FeedRefused(SOURCE_NAMES)
    zone, fellowship = facts.get("default_zone", ""), facts.get("fellowship", "")
    if zone and known_zone(zone) != zone:
        raise FeedRefused(f'There is no time zone called "{zone}". Give one like America/Chicago.')
    if fellowship and fellowship not in FELLOWSHIPS:
        raise FeedRefused(f"The fellowship is one of: {', '.join(sorted(FELLOWSHIPS))}.")
