"""Taking listings in: a feed becomes organizations, locations, services and schedules."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, TypedDict, Unpack

from django.core.validators import validate_slug
from django.db import DatabaseError, transaction
from django.forms import ValidationError

from porchlight.directory.dedupe.actions import join_duplicates
from porchlight.directory.formats.fields.geo import known_zone
from porchlight.directory.formats.meeting_guide.types import FELLOWSHIPS
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.formats.registry import USUAL_FELLOWSHIP
from porchlight.directory.intake.feed_url import url_of
from porchlight.directory.intake.fetch import NO_MARKS, Marks, checked_url
from porchlight.directory.intake.importer import (
    ANY_LOSS_AGREED,
    NO_LOSS_AGREED,
    Feed,
    GreatLoss,
    age_by_the_clock,
    take_in,
)
from porchlight.directory.intake.report import Report
from porchlight.directory.intake.source_by_name import source_named
from porchlight.directory.models import Source

log = logging.getLogger(__name__)

SOURCE_NAMES = "A source's name is up to 64 letters, digits, hyphens and underscores."
# Set anew, the first count as a change of the source, and the second make it be read whole.
AGES = ("stale_after_days", "hidden_after_days")
READ_WITH = ("url", "default_zone", "fellowship")
LONGEST_DAYS = 10_000
SAY_YES = "If it is true, import it again with --take-removals."


class SourceFacts(TypedDict, total=False):
    """What an import may say about its source. A blank leaves what the source has."""

    kind: str
    fellowship: str
    default_zone: str
    url: str


class Imported(NamedTuple):
    """What an import did, and how many listings give way now to what another one says."""

    report: Report
    joined: int


def import_and_join(
    source_name: str,
    content: bytes,
    *,
    at: datetime,
    take_removals: bool = False,
    marks: Marks = NO_MARKS,
    **settings: Unpack[SourceFacts],
) -> Imported:
    """`import_feed`, then join at once what other sources say too; the worker would in a minute.

    Two transactions: when the database cannot join, what was read stays.
    """
    report = import_feed(
        source_name, content, at=at, take_removals=take_removals, marks=marks, **settings
    )
    try:
        source = Source.objects.filter(name=source_name).first()
        joined = join_duplicates(at, source.pk).joined if source else 0
    except DatabaseError:
        log.exception("duplicates of %s are left to the worker", source_name)
        joined = 0
    return Imported(report, joined)


def import_feed(
    source_name: str,
    content: bytes,
    *,
    at: datetime,
    take_removals: bool = False,
    marks: Marks = NO_MARKS,
    **settings: Unpack[SourceFacts],
) -> Report:
    """Make the listings of one source equal to what its feed says at `at`.

    One transaction: all of it or nothing. Raises FeedRefused when the feed cannot be read, or when
    it would take away more than a fifth of the listings and `take_removals` does not say yes to it;
    changes nothing when none of its rows can be used. A new source publishes Meeting Guide and is
    an "aa" one, or its kind's usual fellowship's, unless `settings` say otherwise. `marks`: as the
    server of its URL sent them.
    """
    facts = {name: str(value) for name, value in settings.items() if value}
    if facts.get("kind") and not Source.objects.filter(name=source_name).exists():
        facts = {"fellowship": USUAL_FELLOWSHIP.get(facts["kind"], "other"), **facts}
    refuse_wrong_settings(source_name, facts)
    try:
        feed = Feed(source_name, content, facts, marks)
        return take_in(feed, at, ANY_LOSS_AGREED if take_removals else NO_LOSS_AGREED)
    except GreatLoss as loss:
        raise FeedRefused(f"{loss} {SAY_YES}") from None


def set_source(name: str, settings: Mapping[str, str | int]) -> Source:
    """Set columns of a source, each checked. Raises FeedRefused with words for a person."""
    refuse_wrong_settings(name, {key: str(value) for key, value in settings.items()})
    source_named(name)
    with transaction.atomic():
        source = Source.objects.select_for_update().get(name=name)
        if settings.get("url"):
            age_by_the_clock(source)
        for column, value in settings.items():
            setattr(source, column, _checked(source, column, value))
        if not 0 < source.stale_after_days <= source.hidden_after_days <= LONGEST_DAYS:
            raise FeedRefused(
                "A listing is stale first and hidden later: give --hide-after at least as many days"
                f" as --stale-after, from 1 to {LONGEST_DAYS:,}."
            )
        source.version += any(column in settings for column in AGES)
        if any(column in settings for column in READ_WITH):
            source.etag = source.modified = ""
        source.save()
    return source


def claim_look(source: Source, now: datetime) -> bool:
    """Whether this look is ours: of several workers, one moves the date on."""
    unmoved = Source.objects.filter(pk=source.pk, last_tried_at=source.last_tried_at)
    return bool(unmoved.update(last_tried_at=now))


def write_columns(source: Source, **columns: object) -> None:
    """Write down what a look at a source came to, or what a host said to a change that waits. No
    more than those columns: a feed may be read meanwhile."""
    Source.objects.filter(pk=source.pk).update(**columns)


def refuse_wrong_settings(source_name: str, facts: dict[str, str]) -> None:
    """Raises FeedRefused for a name, a zone or a fellowship that makes no sense."""
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


def _checked(source: Source, column: str, value: str | int) -> str | int:
    if column != "url" or not value:
        return value
    url = url_of(source.kind, [str(value)])
    checked_url(url or str(value))
    return url
