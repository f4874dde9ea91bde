"""What leaves as a feed: the listings that stand, with everything a writer says about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from porchlight.directory.models import Service, Source

AT_ONCE = 1_000


def exportable_services(on: date | None = None) -> QuerySet[Service]:
    """Every service that a feed may list, by source and key, with all its parts at hand.

    Left out: rows that left their source, services that repeat another one, and, with `on` (a UTC
    date), rows that were not seen for longer than their source's `hidden_after_days` by then.
    """
    return (
        Service.objects.exclude(status=Service.Status.REMOVED)
        .exclude(duplicate__isnull=False, duplicate__undone_at=None)
        .exclude(_long_unseen(on) if on else Q(pk__in=()))
        .select_related("source", "organization", "location", "joining")
        .prefetch_related("schedules")
        .order_by("source_id", "key", "part")
    )


def in_chunks(services: QuerySet[Service]) -> Iterator[Service]:
    """The services one after another, never more than a thousand of them in memory."""
    return services.iterator(chunk_size=AT_ONCE)


def _long_unseen(on: date) -> Q:
    long_unseen = Q(pk__in=())
    for days in set(Source.objects.values_list("hidden_after_days", flat=True)):
        last_day = on - timedelta(days=days)
        long_unseen |= Q(source__hidden_after_days=days, last_seen_on__lt=last_day)
    return long_unseen
