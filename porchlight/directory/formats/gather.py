"""A whole feed, row by row: every row becomes a listing or is counted under why it did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from porchlight.directory.formats.fields.listing_urls import with_public_contacts
from porchlight.directory.formats.fields.names import with_named_facts
from porchlight.directory.formats.record import FeedReading, Listing, fingerprint

Row = TypeVar("Row")


class Dropped(Exception):
    """This row cannot be listed. The argument is the reason's name in `report.DROPPED`."""


def gather(
    rows: Collection[Row],
    read_row: Callable[[Row], tuple[Listing, Iterable[str]]],
    *,
    guessed_encoding: bool = False,
) -> FeedReading:
    """Read each row with `read_row`, which gives a listing and its kinds of mending, or raises
    Dropped. A row that says what another one said is dropped as repeated."""
    listings: dict[str, Listing] = {}
    mended: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    for row in rows:
        try:
            listing, kinds = read_row(row)
        except Dropped as reason:
            dropped[str(reason)] += 1
            continue
        listing, something_left_out = with_public_contacts(with_named_facts(listing))
        mark = fingerprint(listing)
        if mark in listings:
            dropped["repeated"] += 1
            continue
        listings[mark] = listing
        mended.update({*kinds, "link_left_out"} if something_left_out else kinds)
    if guessed_encoding and listings:
        mended["encoding_guessed"] = len(listings)
    mended.update(_sharing_a_slug(listings.values()))
    ordered = sorted(listings.items(), key=lambda item: _order(item[1], item[0]))
    return FeedReading(
        len(rows), tuple(one for _, one in ordered), _sorted(mended), _sorted(dropped)
    )


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _sharing_a_slug(listings: Iterable[Listing]) -> dict[str, int]:
    keys = Counter(listing.key for listing in listings)
    shared = sum(count for count in keys.values() if count > 1)
    return {"slug_shared": shared} if shared else {}


def _order(listing: Listing, mark: str) -> tuple[object, ...]:
    return listing.key, listing.starts, listing.name, mark
