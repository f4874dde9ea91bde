"""The last look of every reader: what stands in the address fields of a listing is an address."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from porchlight.directory.formats.fields.urls import (
    public_email,
    public_parts,
    public_phone,
    public_url,
)
from porchlight.directory.formats.record import Extra, HowToJoin, Listing, Publisher


def with_public_contacts(listing: Listing) -> tuple[Listing, bool]:
    """The listing, and whether something had to be left out of it."""
    numbers = [(phone, public_phone(phone.number)) for phone in listing.phones]
    clean = replace(
        listing,
        url=public_url(listing.url),
        email=public_email(listing.email),
        phones=tuple(replace(phone, number=number) for phone, number in numbers if number),
        publisher=_publisher(listing.publisher),
        joining=_public_joining(listing.joining),
        place=listing.place and replace(listing.place, extra=_extra(listing.place.extra)),
        extra=_extra(listing.extra),
    )
    return (listing, False) if clean == listing else (clean, True)


def _publisher(publisher: Publisher | None) -> Publisher | None:
    return publisher and replace(
        publisher,
        url=public_url(publisher.url),
        phone=public_phone(publisher.phone),
        email=public_email(publisher.email),
        extra=_extra(publisher.extra),
    )


def _public_joining(how_to_join: HowToJoin | None) -> HowToJoin | None:
    """None when nothing is left by which one could join."""
    if how_to_join is None:
        return None
    clean = replace(
        how_to_join,
        conference_url=public_url(how_to_join.conference_url),
        conference_phone=public_phone(how_to_join.conference_phone),
    )
    is_empty = clean == HowToJoin(is_published=clean.is_published)
    return None if is_empty and clean != how_to_join else clean


def _extra(extra: Extra) -> Extra:
    return cast("Extra", public_parts(extra))
