"""Finding a source by its name."""

from __future__ import annotations

from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.models import Source


def source_named(name: str) -> Source:
    """Raises FeedRefused with the names there are."""
    source = Source.objects.filter(name=name).first()
    if source:
        return source
    names = ", ".join(Source.objects.order_by("name").values_list("name", flat=True)[:20])
    raise FeedRefused(f'There is no source called "{name}". There are: {names or "none yet"}.')
