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
from porchlight.directory.formats.record import Door, Extra, Listing, Publisher


def with_public_urls(listing: Listing) -> tuple[Listing, bool]:
    """The listing, and whether something had to be left out of it."""
    numbers = [(phone, public_phone(phone.number)) for phone in listing.phones]
    clean = replace(
        listing,
        url=public_url(listing.url),
        email=public_email(listing.email),
        phones=tuple(replace(phone, number=number) for phone, number in numbers if number),
        publisher=_publisher(listing.publisher),
        door=_door(listing.door),
        place=listing.place and replace(listing.place, extra=_extra(listing.place.extra)),
        extra=_extra(listing.extra),
    )
    return (listing, False) if clean == listing else (clean, True)


def _publisher(one: Publisher | None) -> Publisher | None:
    return one and replace(
        one,
        url=public_url(one.url),
        phone=public_phone(one.phone),
        email=public_email(one.email),
        extra=_extra(one.extra),
    )


def _door(one: Door | None) -> Door | None:
    """None when nothing is left by which one could join."""
    if one is None:
        return None
    clean = replace(
        one,
        conference_url=public_url(one.conference_url),
        conference_phone=public_phone(one.conference_phone),
    )
    is_empty = clean == Door(is_published=clean.is_published)
    return None if is_empty and clean != one else clean


def _extra(extra: Extra) -> Extra:
    return cast("Extra", public_parts(extra))
