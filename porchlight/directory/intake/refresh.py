"""Looking at sources by the clock, and what a person decides about a change that waits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake.actions import claim_look, write_columns
from porchlight.directory.intake.fetch import NO_MARKS, Fetched, Marks, fetch
from porchlight.directory.intake.fetch_pages import fetch_whole
from porchlight.directory.intake.importer import (
    NO_LOSS_AGREED,
    Agreed,
    Feed,
    GreatLoss,
    note_still_the_same,
    take_in,
)
from porchlight.directory.intake.report import Report
from porchlight.directory.models import Source
from porchlight.domain.refused import Refused

Fetch = Callable[[str, Marks], Fetched]
# The worker comes by every hour, never at quite the same minute.
EARLY = timedelta(minutes=5)
FIRST_WAIT, LONGEST_WAIT = timedelta(hours=1), timedelta(days=2)
DAYS_OF_WEEK = 7
STOPPED = "Porchlight could not read this feed and stopped. Its log says where."

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refreshed:
    """How one look went: a report, or the words that say why there is none."""

    source: str
    report: Report | None
    refusal: str = ""


def next_look_at(source: Source) -> datetime | None:
    """When the worker looks at a source again; None for one without an address.

    After a look that failed: in an hour, then in twice as long each time, up to two days or the
    source's own timetable, whichever is longer.
    """
    if not source.url:
        return None
    tried = source.last_tried_at
    if tried is None:
        return source.added_at
    every = timedelta(hours=source.look_every_hours)
    good = source.last_good_at or source.added_at
    if tried <= good or source.held_fingerprint:
        return tried + every
    return tried + min(max(FIRST_WAIT, tried - good - every), max(LONGEST_WAIT, every))


def refresh_sources(now: datetime, fetch: Fetch = fetch) -> list[Refreshed]:
    """Look at every source whose time has come. One that fails stops no other."""
    looks = []
    for source in Source.objects.exclude(url="").order_by("name"):
        due = next_look_at(source)
        if due and due - EARLY <= now and claim_look(source, now):
            looks.append(_look_whatever_comes(source, now, fetch))
    return looks


def accept_held(source: Source, now: datetime, fetch: Fetch = fetch) -> Refreshed:
    """Say yes to the change that waits: fetch again and take it.

    What is taken is the content the report was about, or a change that takes away no more. A feed
    that would by now take away more than that waits anew. Raises FeedRefused when nothing waits.
    """
    report = _report_that_waits(source)
    agreed = Agreed(report.lost, source.held_fingerprint)
    return _look(source, now, fetch, agreed)


def refuse_held(source: Source, now: datetime) -> None:
    """Say no: what there is stays, and the same content is not asked about again.

    Raises FeedRefused when nothing waits.
    """
    _report_that_waits(source)
    words = f"A change to this source was turned down on {now:%Y-%m-%d}."
    write_columns(source, held_report=None, held_at=None, last_refusal=words)


def _report_that_waits(source: Source) -> Report:
    if source.held_report is None:
        raise FeedRefused(f"No change of {source.name} waits for an answer.")
    return Report.from_counts(source.held_report)


def _look_whatever_comes(source: Source, now: datetime, fetch: Fetch) -> Refreshed:
    try:
        return _look(source, now, fetch)
    except Exception:
        log.exception("the look at source %s stopped", source.pk)
        write_columns(source, last_refusal=STOPPED)
        return Refreshed(source.name, None, STOPPED)


def _look(
    source: Source, now: datetime, fetch: Fetch, agreed: Agreed = NO_LOSS_AGREED
) -> Refreshed:
    marks = NO_MARKS if _is_read_whole(source, now) else Marks(source.etag, source.modified)
    feed = Feed(source.name, b"")
    try:
        fetched = fetch_whole(source.kind, source.url, marks, fetch)
        if fetched.content is None:
            return Refreshed(source.name, note_still_the_same(source, now))
        feed = Feed(source.name, fetched.content, marks=fetched.marks)
        report = take_in(feed, now, agreed)
    except GreatLoss as loss:
        return _hold(source, feed, loss, now)
    except Refused as refusal:
        words = str(refusal)
    else:
        if not report.took_nothing:
            return Refreshed(source.name, report)
        words = report.advice
    write_columns(source, last_tried_at=now, last_refusal=words)
    return Refreshed(source.name, None, words)


def _is_read_whole(source: Source, now: datetime) -> bool:
    """On one day of its week a feed is read whatever its server's marks say: dates that are listed
    one by one run out, and a reader may have learned something since."""
    is_its_day = (now.toordinal() + source.pk) % DAYS_OF_WEEK == 0
    return is_its_day or source.look_every_hours > 24


def _hold(source: Source, feed: Feed, loss: GreatLoss, now: datetime) -> Refreshed:
    """Keep the report of a change until somebody answers; an answer given already holds."""
    changed: dict[str, object] = {"last_tried_at": now}
    is_same = source.held_fingerprint == feed.fingerprint
    if is_same and source.held_report is None:
        words = source.last_refusal
    else:
        words = f"{loss} It waits for a person: porchlight sources accept {source.name}"
        changed |= {
            "last_refusal": words,
            "held_report": loss.report.as_counts() | {"missing": loss.missing},
            "held_fingerprint": feed.fingerprint,
            "held_at": source.held_at if is_same else now,
        }
    write_columns(source, **changed)
    return Refreshed(source.name, None, words)
