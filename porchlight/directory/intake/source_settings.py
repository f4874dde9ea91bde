"""Setting how a source is read and how long what it said counts."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from porchlight.directory.formats.containers.json_rows import FeedRefused
from porchlight.directory.intake.actions import refuse_wrong_settings
from porchlight.directory.intake.feed_url import address_of
from porchlight.directory.intake.fetch import checked_address
from porchlight.directory.intake.importer import age_by_the_clock
from porchlight.directory.models import Source

# Set anew, the first count as a change of the source, and the second make it be read whole.
AGES = ("stale_after_days", "hidden_after_days")
READ_WITH = ("url", "default_zone", "fellowship")
LONGEST_DAYS = 10_000


def source_named(name: str) -> Source:
    """Raises FeedRefused with the names there are."""
    source = Source.objects.filter(name=name).first()
    if source:
        return source
    names = ", ".join(Source.objects.order_by("name").values_list("name", flat=True)[:20])
    raise FeedRefused(f'There is no source called "{name}". There are: {names or "none yet"}.')


def set_source(name: str, given: Mapping[str, str | int]) -> Source:
    """Set columns of a source, each checked. Raises FeedRefused with words for a person."""
    refuse_wrong_settings(name, {key: str(value) for key, value in given.items()})
    source_named(name)
    with transaction.atomic():
        source = Source.objects.select_for_update().get(name=name)
        if given.get("url"):
            age_by_the_clock(source)
        for column, value in given.items():
            setattr(source, column, _checked(source, column, value))
        if not 0 < source.stale_after_days <= source.hidden_after_days <= LONGEST_DAYS:
            raise FeedRefused(
                "A listing is stale first and hidden later: give --hide-after at least as many days"
                f" as --stale-after, from 1 to {LONGEST_DAYS:,}."
            )
        source.version += any(column in given for column in AGES)
        if any(column in given for column in READ_WITH):
            source.etag = source.modified = ""
        source.save()
    return source


def _checked(source: Source, column: str, value: str | int) -> str | int:
    if column != "url" or not value:
        return value
    url = address_of(source.kind, [str(value)])
    checked_address(url or str(value))
    return url
