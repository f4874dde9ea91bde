"""Which writer makes which kind of feed. Loaded when an export asks, as readers are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import QuerySet

from porchlight.directory.models import Service
from porchlight.directory.publish.queryset import in_chunks

LeftOut = Counter[str]
Writer = Callable[[QuerySet[Service], datetime, LeftOut], Iterator[bytes]]


def write(
    kind: str, services: QuerySet[Service], now: datetime, left_out: LeftOut
) -> Iterator[bytes]:
    """The feed in pieces. Afterwards `left_out` counts, in words, what the format cannot say."""
    return WRITERS[kind](services, now, left_out)


def _meeting_guide(
    services: QuerySet[Service], _now: datetime, left_out: LeftOut
) -> Iterator[bytes]:
    from porchlight.directory.formats.meeting_guide.write import (
        LEFT_OUT,
        GuideFeed,
        write_meeting_guide,
    )

    feed = GuideFeed()
    yield from write_meeting_guide(in_chunks(services), feed)
    left_out.update({LEFT_OUT[reason]: count for reason, count in feed.left_out.items()})


def _hsds(services: QuerySet[Service], now: datetime, _left_out: LeftOut) -> Iterator[bytes]:
    from porchlight.directory.formats.hsds.write import write_hsds

    yield from write_hsds(in_chunks(_by_service(services)), now.date())


def _hsds_zip(services: QuerySet[Service], now: datetime, _left_out: LeftOut) -> Iterator[bytes]:
    from porchlight.directory.formats.hsds.write import write_hsds_zip

    yield from write_hsds_zip(in_chunks(_by_service(services)), now.date())


def _by_service(services: QuerySet[Service]) -> QuerySet[Service]:
    """The places of one service follow one another."""
    return services.order_by("hsds_id", "source_id", "key", "part")


def _ical(services: QuerySet[Service], _now: datetime, left_out: LeftOut) -> Iterator[bytes]:
    from porchlight.directory.formats.ical.write import write_ical

    dated = services.exclude(kind=Service.Kind.SERVICE)
    count = services.count() - dated.count()
    left_out.update({"care and help without a start of its own": count} if count else {})
    yield from write_ical(in_chunks(dated))


WRITERS: dict[str, Writer] = {
    "meeting-guide": _meeting_guide,
    "hsds": _hsds,
    "hsds-zip": _hsds_zip,
    "ical": _ical,
}
