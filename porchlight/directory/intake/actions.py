"""Taking listings in: a feed becomes organizations, locations, services and schedules."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import NamedTuple, TypedDict, Unpack

from django.core.validators import validate_slug
from django.db import DatabaseError
from django.forms import ValidationError

from porchlight.directory.dedupe.actions import join_duplicates
from porchlight.directory.formats.containers.json_rows import FeedRefused
from porchlight.directory.formats.fields.geo import known_zone
from porchlight.directory.formats.meeting_guide.types import FELLOWSHIPS
from porchlight.directory.formats.registry import USUAL_FELLOWSHIP
from porchlight.directory.intake.fetch import NO_MARKS, Marks
from porchlight.directory.intake.importer import ANYTHING, NOTHING, Feed, GreatLoss, take_in
from porchlight.directory.intake.report import Report
from porchlight.directory.models import Source

log = logging.getLogger(__name__)

SOURCE_NAMES = "A source's name is up to 64 letters, digits, hyphens and underscores."
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
    **given: Unpack[SourceFacts],
) -> Imported:
    """`import_feed`, then join at once what other sources say too; the worker would in a minute.

    Two transactions: when the database cannot join, what was read stays.
    """
    report = import_feed(
        source_name, content, at=at, take_removals=take_removals, marks=marks, **given
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
    **given: Unpack[SourceFacts],
) -> Report:
    """Make the listings of one source equal to what its feed says at `at`.

    One transaction: all of it or nothing. Raises FeedRefused when the feed cannot be read, or when
    it would take away more than a fifth of the listings and `take_removals` does not say yes to it;
    changes nothing when none of its rows can be used. A new source publishes Meeting Guide and is
    an "aa" one, or its kind's usual fellowship's, unless `given` says otherwise. `marks`: as the
    server of its URL sent them.
    """
    facts = {name: str(value) for name, value in given.items() if value}
    if facts.get("kind") and not Source.objects.filter(name=source_name).exists():
        facts = {"fellowship": USUAL_FELLOWSHIP.get(facts["kind"], "other"), **facts}
    refuse_wrong_settings(source_name, facts)
    try:
        feed = Feed(source_name, content, facts, marks)
        return take_in(feed, at, ANYTHING if take_removals else NOTHING)
    except GreatLoss as loss:
        raise FeedRefused(f"{loss} {SAY_YES}") from None


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
