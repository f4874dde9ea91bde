"""How one attends an HSDS service, and how one joins it.

HSDS has no field for the way to attend. It is read from the kind of place and the words beside
the times (`attending_type`). Where neither says anything, no way is made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from porchlight.directory.formats.fields.joining import (
    LONGEST_LINK,
    is_online_room,
    link_in,
    phone_in,
)
from porchlight.directory.formats.fields.text import Notes, clean_text
from porchlight.directory.formats.hsds.attributes import Facts
from porchlight.directory.formats.hsds.fields import Node
from porchlight.directory.formats.record import HowToJoin, Listing

WAYS = ("in_person", "online", "hybrid")
REMOTE = re.compile(r"\bonline\b|\bvirtual|\bvideo|\bremote|\bzoom\b|\btele|\bphone\b", re.I)
IN_ROOM = re.compile(r"in[- ]person|face[- ]to[- ]face|on[- ]site|in the office|walk[- ]in", re.I)
NAMED_REMOTE = re.compile(
    r"\bonline\b|\bvirtual\b|\b(?:hot|help|warm)[- ]?line\b|\bcrisis line\b", re.I
)
SHORT = 2000


@dataclass(frozen=True)
class ServiceAtLocation:
    """The cleaned parts of a service at a place, and the place as the feed has it."""

    service: Node
    at: Node
    location: Node
    raw_location: Node


def with_ways_in(listing: Listing, facts: Facts, parts: ServiceAtLocation, notes: Notes) -> Listing:
    """The listing with the way to attend, its own page and how to join. Its phones are known."""
    url = str(parts.service.get("url") or "")
    raw = parts.raw_location
    is_virtual = str(raw.get("location_type") or "").strip().lower() == "virtual"
    links = (_link(_first(facts, "conference-url")), _link(raw.get("url")))
    if _first(facts, "conference-url") and not links[0]:
        notes.mended.add("link_left_out")
    published = links[0] or (links[1] if is_virtual or is_online_room(links[1]) else "")
    how_to_join = HowToJoin(
        conference_url=published or notes.room,
        conference_url_notes="\n".join(
            text for text in (_text(facts, "conference-url-notes"), *notes.found) if text
        )[:SHORT],
        conference_phone=phone_in(_text(facts, "conference-phone")).number,
        conference_phone_notes=_text(facts, "conference-phone-notes"),
        passcode=_text(facts, "passcode")[:100],
        is_published=not (notes.found or notes.room),
    )
    can_be_joined = how_to_join != HowToJoin(is_published=how_to_join.is_published)
    listing = replace(
        listing,
        url="" if is_online_room(url) else url,
        joining=how_to_join if can_be_joined else None,
    )
    return replace(listing, attendance=_attendance(listing, facts, parts))


def _attendance(listing: Listing, facts: Facts, parts: ServiceAtLocation) -> str:
    """How one attends.

    Without a place it is reached from where one is if it says how: by a number to call, by a room
    to join, or by its name. What happens on a date is not attended by calling. That no place is
    given makes nothing online: such a listing is in person at a place not known, and is shown near
    nobody.
    """
    own = _first(facts, "attendance")
    if own in WAYS:
        return own
    if parts.location.get("location_type") == "virtual":
        return "online"
    rows = (parts.at.get("schedules"), parts.service.get("schedules"))
    schedules = [one for row in rows if isinstance(row, list) for one in row]
    words = " ".join(str(one.get("attending_type") or "") for one in schedules)
    if REMOTE.search(words):
        return "hybrid" if IN_ROOM.search(words) else "online"
    if parts.location or IN_ROOM.search(words):
        return "in_person"
    is_called = listing.phones and not listing.dated
    is_reached = is_called or listing.joining or NAMED_REMOTE.search(listing.name)
    return "online" if is_reached else "in_person"


def _first(facts: Facts, name: str) -> str:
    return facts.get(name, ("",))[0]


def _link(value: object) -> str:
    return link_in(clean_text(value, LONGEST_LINK).text).url


def _text(facts: Facts, name: str) -> str:
    return clean_text(_first(facts, name), SHORT, lines=True).text
