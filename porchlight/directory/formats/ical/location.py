"""Where a calendar's event is, and how to join it online."""

from __future__ import annotations

import re
from urllib.parse import unquote

from porchlight.directory.formats.fields import geo
from porchlight.directory.formats.fields.joining import is_online_room, link_in, phone_in
from porchlight.directory.formats.fields.row_place import ONLINE_WORDS
from porchlight.directory.formats.fields.text import Notes, clean_text, public_text
from porchlight.directory.formats.fields.urls import starts_code
from porchlight.directory.formats.ical.parser import Component
from porchlight.directory.formats.record import HowToJoin, Place

LONGEST_LINK, LONGEST_PAGE, NOTES = 2000, 1000, 2000
ROOM_FIELDS = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
STATE_AND_ZIP = re.compile(r"\b([A-Z]{2}),? (\d{5})(?:-\d{4})?\b")


def place_of(event: Component, notes: Notes) -> Place | None:
    """The place named by LOCATION and GEO, without a zone; None when that is a link or nowhere."""
    text = " ".join(event.text("LOCATION").replace("\n", ", ").split())
    if link_in(text).url:
        text = " ".join(re.sub(r"\S*(?:://|www\.)\S+", " ", text).split()).strip(" ,;-")
    text = " ".join(public_text(text, notes, 500).split())
    latitude, _, longitude = event.text("GEO").partition(";")
    point = geo.point_of(latitude, longitude)
    is_nowhere = ONLINE_WORDS.search(text) and not geo.names_a_door(text)
    if point is None and (not text or is_nowhere):
        return None
    name, _, rest = text.partition(",")
    is_name = bool(rest.strip()) and not re.search(r"\d", name)
    found = STATE_AND_ZIP.search(text)
    whole = text if not is_name else rest.strip()
    return Place(
        name=(name if is_name or not geo.names_a_door(text) else "").strip()[:255],
        state=found[1] if found else "",
        postal_code=found[2] if found else "",
        formatted_address=whole[:500],
        point=point,
        is_approximate=point is None and not geo.names_a_door(whole),
    )


def ways_in(
    event: Component, place: Place | None, notes: Notes
) -> tuple[str, HowToJoin | None, str]:
    """How one attends, how to join, and the event's own page.

    Links and numbers in the event's own fields for them are published; what had to be taken out
    of its text, or stood where its page should, is not.
    """
    page = _link(event.text("URL"))
    uris = [one.value.strip() for name in ROOM_FIELDS for one in event.all(name)]
    location = _link(event.text("LOCATION"))
    published = next((url for url in map(_link, uris) if url), "") or location
    rooms = [text for text in uris if not text.lower().startswith("tel:")]
    if (event.text("URL").strip() and not page) or (rooms and not any(map(_link, rooms))):
        notes.mended.add("link_left_out")
    phone = next((unquote(text[4:]) for text in uris if text.lower().startswith("tel:")), "")
    moved = page if is_online_room(page) else ""
    how_to_join = HowToJoin(
        conference_url=published or moved or notes.room,
        conference_url_notes="\n".join(notes.found)[:NOTES],
        conference_phone=phone_in(clean_text(phone, 100).text).number,
        is_published=not (notes.found or notes.room or (moved and moved != published)),
    )
    if moved and moved != published:
        notes.mended.add("joining_moved")
    can_be_joined = how_to_join != HowToJoin(is_published=how_to_join.is_published)
    says_online = ONLINE_WORDS.search(event.text("LOCATION")) is not None
    if not can_be_joined and not (says_online and place is None):
        attendance = "in_person"
    else:
        attendance = "hybrid" if place else "online"
    return attendance, how_to_join if can_be_joined else None, "" if moved else page[:LONGEST_PAGE]


def _link(text: str) -> str:
    text = clean_text(text, LONGEST_LINK).text
    found = None if starts_code(text) else re.search(r"https?://\S+", text)
    return link_in(found[0]).url if found else ""
