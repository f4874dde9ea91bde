"""The version of a source, which says when finders and feeds take its listings up again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from porchlight.directory.models.listings import Service, Source

AT_ONCE = 500


def mark_changed(services: Iterable[int]) -> None:
    """Say that these services changed, so that every finder and feed takes them up again.

    To be called in the transaction of the change itself. Their sources are locked until its end.
    """
    for ids in chunks_of_ids(services):
        changed = Service.objects.filter(pk__in=ids)
        sources = Source.objects.filter(services__in=ids).values("pk")
        for source in Source.objects.select_for_update().filter(pk__in=sources).order_by("pk"):
            Source.objects.filter(pk=source.pk).update(version=source.version + 1)
            changed.filter(source=source).update(version=source.version + 1)


def chunks_of_ids(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, AT_ONCE)):
        yield chunk
